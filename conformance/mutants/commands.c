/* SPDX-License-Identifier: MIT */
/*
 * Commands that are missing, that forget the state of the drive, or that tell it wrongly: kinds of
 * defects that strike one command after another.
 */
#include <string.h>

#include "conformance/mutants/mutants.h"
#include "conformance/mutants/spoil.h"
#include "conformance/runner/bytes.h"

static void unknown(struct mutant_visit *v)
{
	if (spoil_strikes(v))
		spoil_sense(v, 5, 0x20, 0x00);
}

/* A feature that the drive claims, and none of the commands that come with it. */
static void claims(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 8), *listed = spoil_feature(v, v->mutant->spot.feature);
	const size_t at = v->answer->moved_bytes;

	if (listed) {
		listed[2] |= 0x01;
		return;
	}
	if (!d || (v->cdb[1] & 3) != 0 || at + 8 > v->command->data_bytes)
		return;
	put_be16(d + at, v->mutant->spot.feature);
	d[at + 2] = 0x01;
	d[at + 3] = 4;
	memset(d + at + 4, 0xff, 4);
	spoil_add_be32(d, 8);
	v->answer->moved_bytes += 8;
}

static void claims_only(struct mutant_visit *v)
{
	if (v->cdb[0] == 0x46)
		claims(v);
	else
		unknown(v);
}

static void claims_without_checks(struct mutant_visit *v)
{
	if (v->cdb[0] == 0x46)
		claims(v);
	else if (spoil_is(v, 5, 0x24, 0x00))
		spoil_good(v);
}

static void works_without_medium(struct mutant_visit *v)
{
	if (v->answer->status == 0x02 && v->answer->sense[12] == 0x3a)
		spoil_good(v);
}

static void wants_medium(struct mutant_visit *v)
{
	spoil_sense(v, 2, 0x3a, 0x00);
}

static void odd_qualifier(struct mutant_visit *v)
{
	if (v->answer->status == 0x02 && v->answer->sense[12] == 0x3a)
		v->answer->sense[13] = 0x7f;
}

static void attention_swallowed(struct mutant_visit *v)
{
	if (spoil_is(v, 6, 0x28, 0x00))
		spoil_good(v);
}

static bool attention_taken(struct mutant_visit *v)
{
	static const uint8_t test_unit_ready[6] = { 0 };
	const struct device_command command = { .cdb = test_unit_ready, .cdb_bytes = 6 };
	struct device_answer answer;

	v->inner->operations->execute(v->inner, &command, &answer);
	return false;
}

static void attention_not_told(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 14);

	if (d && (d[2] & 0x0f) == 6)
		memset(d + 2, 0, 12);
}

/* RT 10b of one feature gets a descriptor of version 15. */
static bool forged_version(struct mutant_visit *v)
{
	uint8_t *d = v->command->data;

	if ((v->cdb[1] & 3) != 2 || be16(v->cdb + 2) != v->mutant->spot.feature ||
		v->command->data_bytes < 32)
		return false;
	memset(d, 0, v->command->data_bytes);
	put_be32(d, 4 + 4 + 16);
	put_be16(d + 8, v->mutant->spot.feature);
	d[10] = 0x3d;
	d[11] = 16;
	return true;
}

#define DEFECT(name_, test, medium_, code, text, ...)                                           \
	{                                                                                       \
		.name = (name_), .what = (text), .caught_by = "mmc." test, .medium = (medium_), \
		.operation = (code), __VA_ARGS__                                                \
	}
#define UNKNOWN(test, medium, code)                                                        \
	DEFECT("unknown-" test, "feature." test, medium, code,                             \
		"The command is unknown, though the feature that requires it is current.", \
		.after = unknown)
#define UNKNOWN_WHEN(test, medium, code, at_, is)                                          \
	DEFECT("unknown-" test, "feature." test, medium, code,                             \
		"The command is unknown, though the feature that requires it is current.", \
		.after = unknown, .spot = { .when_at = (at_), .when_is = (is) })
#define CLAIMS(test, code, operation_)                                                          \
	DEFECT("claims-" test, "feature." test, "dvd+r", 0x46,                                  \
		"A feature is claimed whose commands the drive has not.", .after = claims_only, \
		.also = (operation_), .spot = { .feature = (code) })
#define WITHOUT(test, code)                                           \
	DEFECT("without-medium-" test, "no-medium." test, NULL, code, \
		"The command is GOOD without a medium.", .after = works_without_medium)
#define WANTS(test, code)                                           \
	DEFECT("wants-medium-" test, "no-medium." test, NULL, code, \
		"The command is refused for want of a medium.", .after = wants_medium)
#define SWALLOWS(test, medium, code)                                                           \
	DEFECT("swallows-attention-" test, "unit-attention.medium-change." test, medium, code, \
		"The command runs and drops the attention.", .after = attention_swallowed)
#define TAKES(test, code)                                                                    \
	DEFECT("takes-attention-" test, "unit-attention.medium-change." test, "dvd+r", code, \
		"The command takes a pending attention away.", .before = attention_taken)
#define FORGED(test, code)                                                                      \
	DEFECT("layout-" test, "get-configuration.layout." test, "dvd+r", 0x46,                 \
		"The descriptor is of version 15 and 16 bytes long.", .before = forged_version, \
		.spot = { .feature = (code) })

static const struct mutant mutants[] = {
	UNKNOWN("core.test-unit-ready", "dvd+r", 0x00),
	UNKNOWN("core.request-sense", "dvd+r", 0x03),
	UNKNOWN("core.inquiry", "dvd+r", 0x12),
	UNKNOWN_WHEN("core.get-configuration", "dvd+r", 0x46, 8, 8),
	UNKNOWN("core.get-event-status", "dvd+r", 0x4a),
	UNKNOWN("core.mode-select", "dvd+r", 0x55),
	UNKNOWN("core.mode-sense", "dvd+r", 0x5a),
	UNKNOWN("removable-medium.prevent-allow", "dvd+r", 0x1e),
	UNKNOWN("removable-medium.start-stop-unit", "dvd+r", 0x1b),
	CLAIMS("removable-medium.load-unload", 0x0102, 0xa6),
	CLAIMS("removable-medium.mechanism-status", 0x0102, 0xbd),
	CLAIMS("analog-play.read-sub-channel", 0x0103, 0x42),
	CLAIMS("dvd-css.report-key", 0x0106, 0xa4),
	DEFECT("reserved-bits-report-key", "cdb.reserved.report-key", "dvd+r", 0x46,
		"DVD CSS is current, and reserved bits that are set are GOOD.",
		.after = claims_without_checks, .also = 0xa4, .spot = { .feature = 0x0106 }),
	UNKNOWN("random-readable.read-capacity", "bd-re-25", 0x25),
	UNKNOWN("random-readable.read-10", "bd-re-25", 0x28),
	UNKNOWN("cd-read.read-cd", "cd-r-80", 0xbe),
	UNKNOWN("cd-read.read-cd-msf", "cd-r-80", 0xb9),
	UNKNOWN("cd-read.read-toc", "cd-r-80", 0x43),
	UNKNOWN("dvd-read.read-10", "dvd+r", 0x28),
	UNKNOWN("dvd-read.read-12", "dvd+r", 0xa8),
	UNKNOWN("dvd-read.read-disc-structure", "dvd+r", 0xad),
	UNKNOWN("dvd-read.read-toc", "dvd+r", 0x43),
	UNKNOWN("bd-read.read-10", "bd-re-25", 0x28),
	UNKNOWN("bd-read.read-12", "bd-re-25", 0xa8),
	UNKNOWN("bd-read.read-disc-structure", "bd-re-25", 0xad),
	UNKNOWN("bd-read.read-disc-information", "bd-re-25", 0x51),
	UNKNOWN("bd-read.read-track-information", "bd-re-25", 0x52),
	UNKNOWN("bd-read.read-toc", "bd-re-25", 0x43),
	UNKNOWN("bd-write.write-10", "bd-re-25", 0x2a),
	UNKNOWN("bd-write.synchronize-cache", "bd-re-25", 0x35),
	UNKNOWN_WHEN("bd-write.read-format-capacities", "bd-re-25", 0x23, 8, 12),
	UNKNOWN("random-writable.write-10", "bd-re-25", 0x2a),
	UNKNOWN("random-writable.synchronize-cache", "bd-re-25", 0x35),
	UNKNOWN("random-writable.read-capacity", "bd-re-25", 0x25),
	UNKNOWN("random-writable.write-and-verify", "bd-re-25", 0x2e),
	UNKNOWN("random-writable.verify", "bd-re-25", 0x2f),
	UNKNOWN("incremental.write-10", "cd-r-80", 0x2a),
	UNKNOWN("incremental.synchronize-cache", "cd-r-80", 0x35),
	UNKNOWN("incremental.read-disc-information", "cd-r-80", 0x51),
	UNKNOWN("incremental.read-track-information", "cd-r-80", 0x52),
	UNKNOWN("incremental.close-track-session", "cd-r-80", 0x5b),
	UNKNOWN("incremental.reserve-track", "cd-r-80", 0x53),
	UNKNOWN("incremental.send-opc", "cd-r-80", 0x54),
	UNKNOWN_WHEN("formattable.format-unit", "bd-re-25", 0x04, 1, 0x17),
	UNKNOWN_WHEN("formattable.read-format-capacities", "bd-re-25", 0x23, 8, 12),
	UNKNOWN("formattable.verify", "bd-re-25", 0x2f),
	UNKNOWN("formattable.read-track-information", "bd-re-25", 0x52),
	UNKNOWN("formattable.mode-sense", "bd-re-25", 0x5a),
	UNKNOWN("dvd-plus-r.write-10", "dvd+r", 0x2a),
	UNKNOWN("dvd-plus-r.synchronize-cache", "dvd+r", 0x35),
	UNKNOWN("dvd-plus-r.read-disc-information", "dvd+r", 0x51),
	UNKNOWN("dvd-plus-r.read-track-information", "dvd+r", 0x52),
	UNKNOWN("dvd-plus-r.reserve-track", "dvd+r", 0x53),
	UNKNOWN("dvd-plus-r.close-track-session", "dvd+r", 0x5b),
	UNKNOWN("dvd-plus-r.read-buffer-capacity", "dvd+r", 0x5c),
	UNKNOWN("track-at-once.write-10", "cd-r-80", 0x2a),
	UNKNOWN("track-at-once.synchronize-cache", "cd-r-80", 0x35),
	UNKNOWN("track-at-once.read-disc-information", "cd-r-80", 0x51),
	UNKNOWN("track-at-once.read-track-information", "cd-r-80", 0x52),
	UNKNOWN("track-at-once.close-track-session", "cd-r-80", 0x5b),
	UNKNOWN("track-at-once.read-buffer-capacity", "cd-r-80", 0x5c),
	UNKNOWN("track-at-once.send-opc", "cd-r-80", 0x54),
	UNKNOWN("track-at-once.blank", "cd-rw-74", 0xa1),
	UNKNOWN("cd-mastering.send-cue-sheet", "cd-r-80", 0x5d),
	UNKNOWN("cd-mastering.write-10", "cd-r-80", 0x2a),
	UNKNOWN("cd-mastering.read-buffer-capacity", "cd-r-80", 0x5c),
	UNKNOWN("real-time-streaming.get-performance", "dvd+r", 0xac),
	UNKNOWN("real-time-streaming.read-12", "dvd+r", 0xa8),
	UNKNOWN("real-time-streaming.set-streaming", "dvd+r", 0xb6),
	UNKNOWN("real-time-streaming.set-cd-speed", "cd-r-80", 0xbb),
	UNKNOWN("real-time-streaming.read-buffer-capacity", "dvd+r", 0x5c),
	UNKNOWN("real-time-streaming.write-12", "dvd+r", 0xaa),
	DEFECT("without-medium-test-unit-ready", "no-medium.test-unit-ready", NULL, 0x00,
		"2/3A has a qualifier that does not exist.", .after = odd_qualifier),
	WITHOUT("read-capacity", 0x25),
	WITHOUT("read-10", 0x28),
	WITHOUT("read-12", 0xa8),
	WITHOUT("read-cd", 0xbe),
	WITHOUT("read-cd-msf", 0xb9),
	WITHOUT("read-toc", 0x43),
	WITHOUT("read-sub-channel", 0x42),
	WITHOUT("read-disc-information", 0x51),
	WITHOUT("read-track-information", 0x52),
	WITHOUT("read-disc-structure", 0xad),
	WITHOUT("seek", 0x2b),
	WITHOUT("verify", 0x2f),
	WITHOUT("close-track-session", 0x5b),
	WITHOUT("reserve-track", 0x53),
	WITHOUT("send-opc", 0x54),
	WITHOUT("blank", 0xa1),
	WANTS("inquiry", 0x12),
	WANTS("request-sense", 0x03),
	WANTS("get-configuration", 0x46),
	WANTS("get-event-status", 0x4a),
	WANTS("mode-sense", 0x5a),
	WANTS("read-format-capacities", 0x23),
	WANTS("prevent-allow", 0x1e),
	SWALLOWS("test-unit-ready", "dvd+r", 0x00),
	SWALLOWS("read-capacity", "dvd+r", 0x25),
	SWALLOWS("read-10", "dvd+r", 0x28),
	SWALLOWS("read-12", "dvd+r", 0xa8),
	SWALLOWS("read-toc", "dvd+r", 0x43),
	SWALLOWS("read-disc-information", "dvd+r", 0x51),
	SWALLOWS("read-track-information", "dvd+r", 0x52),
	SWALLOWS("mode-sense", "dvd+r", 0x5a),
	SWALLOWS("read-format-capacities", "dvd+r", 0x23),
	SWALLOWS("get-performance", "dvd+r", 0xac),
	SWALLOWS("read-cd", "cd-r-80", 0xbe),
	SWALLOWS("read-disc-structure", "dvd+r", 0xad),
	TAKES("inquiry", 0x12),
	TAKES("get-configuration", 0x46),
	TAKES("get-event-status", 0x4a),
	DEFECT("request-sense-forgets-attention", "unit-attention.medium-change.request-sense",
		"dvd+r", 0x03, "REQUEST SENSE clears an attention without telling it.",
		.after = attention_not_told),
	FORGED("core", 0x0001),
	FORGED("morphing", 0x0002),
	FORGED("removable-medium", 0x0003),
	FORGED("write-protect", 0x0004),
	FORGED("random-readable", 0x0010),
	FORGED("multi-read", 0x001d),
	FORGED("cd-read", 0x001e),
	FORGED("dvd-read", 0x001f),
	FORGED("random-writable", 0x0020),
	FORGED("incremental-streaming-writable", 0x0021),
	FORGED("sector-erasable", 0x0022),
	FORGED("formattable", 0x0023),
	FORGED("defect-management", 0x0024),
	FORGED("restricted-overwrite", 0x0026),
	FORGED("cd-rw-cav-write", 0x0027),
	FORGED("dvd-plus-rw", 0x002a),
	FORGED("dvd-plus-r", 0x002b),
	FORGED("rigid-restricted-overwrite", 0x002c),
	FORGED("track-at-once", 0x002d),
	FORGED("cd-mastering", 0x002e),
	FORGED("dvd-minus-r-rw-write", 0x002f),
	FORGED("cd-rw-media-write-support", 0x0037),
	FORGED("dvd-plus-r-dl", 0x003b),
	FORGED("bd-read", 0x0040),
	FORGED("bd-write", 0x0041),
	FORGED("power-management", 0x0100),
	FORGED("cd-analog-play", 0x0103),
	FORGED("firmware-upgrade", 0x0104),
	FORGED("timeout", 0x0105),
	FORGED("dvd-css", 0x0106),
	FORGED("real-time-streaming", 0x0107),
	FORGED("serial-number", 0x0108),
	FORGED("disc-control-blocks", 0x010a),
	FORGED("firmware-information", 0x010c),
};
const struct mutant_list mutants_commands = { mutants, sizeof mutants / sizeof mutants[0] };
