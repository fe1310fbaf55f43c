/* SPDX-License-Identifier: MIT */
/* Drives that would fail certification: profiles, features, events, and commands that take too long. */
#include "conformance/mutants/mutants.h"
#include "conformance/mutants/spoil.h"
#include "conformance/runner/bytes.h"

/* The profile in the spot's feature field is listed under a number that nobody knows. */
static void not_listed(struct mutant_visit *v)
{
	uint8_t *list = spoil_feature(v, 0x0000);

	for (unsigned at = 4; list && at + 4 <= 4u + list[3]; at += 4)
		if (be16(list + at) == v->mutant->spot.feature)
			put_be16(list + at, 0xfff0);
}

/* A quarter of an hour longer, where the spot says so. */
static void slow(struct mutant_visit *v)
{
	if (spoil_strikes(v))
		v->answer->duration_ns += UINT64_C(900) * 1000000000u;
}

static void reads_slowly(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 24);

	for (size_t at = 8; d && v->cdb[10] == 0 && at + 16 <= v->answer->moved_bytes; at += 16)
		put_be32(d + at + 12, 176);
}

static void always_open(struct mutant_visit *v)
{
	if (v->answer->status == 0x02 && v->answer->sense[12] == 0x3a)
		v->answer->sense[13] = 0x02;
}

static void never_seen_open(struct mutant_visit *v)
{
	if (spoil_is(v, 2, 0x3a, 0x02))
		spoil_sense(v, 2, 0x3a, 0x01);
}

static bool lock_forgotten(struct mutant_visit *v)
{
	v->cdb[4] = 0;
	return false;
}

static void class_missing(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 4);

	if (d)
		d[3] &= (uint8_t)~0x02;
}

static void payload_long(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 8);

	if (d)
		spoil_add_be16(d, 2);
}

static void change_hides(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 8);

	if (d && v->cdb[4] & 0x02 && v->cdb[4] != 0x02) {
		d[2] = 0x01;
		d[4] = 0;
	}
}

static void change_repeats(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 8);

	if (d && v->cdb[4] == 0x02)
		d[4] |= 0x02;
}

static void stops_turning(struct mutant_visit *v)
{
	if (be16(v->cdb + 7) == 1 && v->memory[0]++ == 4)
		v->answer->duration_ns += UINT64_C(4) * 1000000000u;
}

static void gone_after_reset(struct mutant_visit *v)
{
	if (v->resets)
		spoil_sense(v, 4, 0x44, 0x00);
}

#define UNLISTED(name, test, medium, profile, text) \
	SPOT(name, test, medium, 0x46, text, .after = not_listed, .feature = (profile))
#define SLOW(what, medium, code, ...)                                                       \
	SPOT("slow-" what, "time-limit." what, medium, code, "The command takes too long.", \
		.after = slow, __VA_ARGS__)

static const struct mutant mutants[] = {
	FLIP("disk-drive", "windows.drive-definition", "dvd+r", 0x12,
		"The drive is of peripheral device type 4.", .at = 0, .flip = 0x01),
	FLIP_FEATURE("core-too-old", "windows.mmc-version", "dvd+r", "Core is of version 0.",
		.feature = 0x0001, .at = 2, .flip = 0x08),
	UNLISTED("no-dvd-r-dl", "windows.profiles", "dvd+r", 0x0015, "DVD-R DL is not listed."),
	UNLISTED("no-bd-rom", "windows.profiles.blu-ray-reader", "dvd+r", 0x0040,
		"BD-ROM is not listed."),
	UNLISTED("no-bd-re", "windows.profiles.blu-ray-writer", "dvd+r", 0x0043,
		"BD-RE is not listed."),
	FLIP_FEATURE("no-serial-number", "windows.features", "dvd+r",
		"There is no Drive Serial Number feature.", .feature = 0x0108, .at = 1,
		.flip = 0x80),
	FLIP_FEATURE("no-power-management", "windows.features.without-medium", NULL,
		"Without a medium Power Management is not current.", .feature = 0x0100, .at = 2,
		.flip = 0x01),
	FLIP_FEATURE("no-raw", "windows.cd-raw-recording", "cd-r-80",
		"CD Mastering does not claim RAW.", .feature = 0x002e, .at = 4, .flip = 0x08),
	MUTANT("reads-slowly", "windows.read-speed", "dvd+r", 0xac, AFTER(reads_slowly),
		"Discs are read at 1x."),
	MUTANT("always-open", "windows.tray-status.shut", NULL, 0x00, AFTER(always_open),
		"An empty drive is told as open."),
	MUTANT("never-seen-open", "windows.tray-status.moves", "dvd+r", 0x00,
		AFTER(never_seen_open), "An open tray is told as shut."),
	MUTANT("lock-forgotten", "windows.media-lock", "dvd+r", 0x1e, BEFORE(lock_forgotten),
		"PREVENT is GOOD and the button opens the tray."),
	MUTANT("class-missing", "windows.events.classes", "dvd+r", 0x4a, AFTER(class_missing),
		"The operational change class is not supported."),
	MUTANT("payload-long", "windows.events.payload", "dvd+r", 0x4a, AFTER(payload_long),
		"Events tell of six bytes."),
	MUTANT("change-hides", "windows.events.not-hidden", "dvd+r", 0x4a, AFTER(change_hides),
		"Operational change hides every other class."),
	MUTANT("change-repeats", "windows.events.not-repeated", "dvd+r", 0x4a,
		AFTER(change_repeats), "An operational change is told for ever."),
	MUTANT("stops-turning", "windows.keeps-spinning", "dvd+r", 0x28, AFTER(stops_turning),
		"The disc stops when nobody reads for ten seconds."),
	MUTANT("gone-after-reset", "windows.bus-reset", "dvd+r", 0x12, AFTER(gone_after_reset),
		"After a reset INQUIRY fails."),
	SLOW("set-read-ahead", "dvd+r", 0xa7, 0),
	SLOW("read-disc-structure.physical", "dvd+r", 0xad, .when_at = 8, .when_is = 8),
	SLOW("read-disc-structure.medium-status", "dvd+r", 0xad, .when_at = 7, .when_is = 0x09),
	SLOW("read-disc-structure.control-block", "dvd+r", 0xad, .when_at = 7, .when_is = 0x30),
	SLOW("read-disc-structure.write-protection", "dvd+r", 0xad, .when_at = 7, .when_is = 0xc0),
	SLOW("read-media-serial-number", "dvd+r", 0xab, 0),
	SLOW("set-streaming", "dvd+r", 0xb6, 0),
	SLOW("write-12", "dvd+r", 0xaa, 0),
	SLOW("read-12", "dvd+r", 0xa8, .when_at = 10, .when_is = 0),
	SLOW("read-12.streaming", "dvd+r", 0xa8, .when_at = 10, .when_is = 0x80),
	SLOW("read-cd", "cd-r-80", 0xbe, 0),
	SLOW("read-cd-msf", "cd-r-80", 0xb9, 0),
	SLOW("send-opc", "dvd+r", 0x54, 0),
	SLOW("close-session", "dvd+r", 0x5b, .when_at = 2, .when_is = 2),
	SLOW("close-session.finalize", "dvd+r", 0x5b, .when_at = 2, .when_is = 6),
	SLOW("close-session.immediate", "dvd+r", 0x5b, .when_at = 1, .when_is = 1),
	SLOW("blank.immediate", "cd-rw-74", 0xa1, 0),
	SLOW("format-unit.immediate", "bd-re-25", 0x04, 0),
};
const struct mutant_list mutants_windows = { mutants, sizeof mutants / sizeof mutants[0] };
