/* SPDX-License-Identifier: MIT */
/* Broken refusals: bits and values that a drive must not let pass, and answers that take too long. */
#include "conformance/mutants/mutants.h"
#include "conformance/mutants/spoil.h"
#include "conformance/runner/bytes.h"

static void bad_field_accepted(struct mutant_visit *v)
{
	if (spoil_is(v, 5, 0x24, 0x00))
		spoil_good(v);
}

static void bad_address_accepted(struct mutant_visit *v)
{
	if (spoil_is(v, 5, 0x21, 0x00))
		spoil_good(v);
}

static void always_refused(struct mutant_visit *v)
{
	spoil_sense(v, 5, 0x24, 0x00);
}

static void refused_when_empty(struct mutant_visit *v)
{
	if (v->command->data_bytes == 0)
		spoil_sense(v, 5, 0x24, 0x00);
}

static void bad_parameter_accepted(struct mutant_visit *v)
{
	if (v->answer->status == 0x02 && v->answer->sense[12] == 0x26)
		spoil_good(v);
}

static void a_little_slow(struct mutant_visit *v)
{
	v->answer->duration_ns += 21000000;
}

static void slow(struct mutant_visit *v)
{
	v->answer->duration_ns += 16000000000;
}

#define LENIENT(name, test, medium, code, hook, text) \
	MUTANT(name, test, medium, code, AFTER(hook), text)
#define RESERVED(command, code)                                                   \
	LENIENT("reserved-bits-" command, "cdb.reserved." command, "dvd+r", code, \
		bad_field_accepted, "Reserved bits that are set are GOOD.")
#define RESERVED_RE(command, code)                                                   \
	LENIENT("reserved-bits-" command, "cdb.reserved." command, "bd-re-25", code, \
		bad_field_accepted, "Reserved bits that are set are GOOD.")
#define RESERVED_CD(command, code)                                                  \
	LENIENT("reserved-bits-" command, "cdb.reserved." command, "cd-r-80", code, \
		bad_field_accepted, "Reserved bits that are set are GOOD.")
#define SLOW(command, medium, code) \
	LENIENT("slower-" command, "time-limit." command, medium, code, slow, "It takes 16 s.")

static const struct mutant mutants[] = {
	RESERVED("test-unit-ready", 0x00),
	RESERVED("request-sense", 0x03),
	RESERVED("inquiry", 0x12),
	RESERVED("start-stop-unit", 0x1b),
	RESERVED("prevent-allow", 0x1e),
	RESERVED("read-format-capacities", 0x23),
	RESERVED_RE("read-capacity", 0x25),
	RESERVED_RE("read-10", 0x28),
	RESERVED("synchronize-cache", 0x35),
	RESERVED("read-toc", 0x43),
	RESERVED("get-configuration", 0x46),
	RESERVED("get-event-status", 0x4a),
	RESERVED("read-track-information", 0x52),
	RESERVED("mode-select", 0x55),
	RESERVED("mode-sense", 0x5a),
	RESERVED("read-buffer-capacity", 0x5c),
	RESERVED_RE("read-12", 0xa8),
	RESERVED("get-performance", 0xac),
	RESERVED("set-streaming", 0xb6),
	RESERVED("mechanism-status", 0xbd),
	LENIENT("inquiry-unknown-page", "inquiry.evpd.unknown-page", "bd-re-25", 0x12,
		bad_field_accepted, "A vital product data page that is not there is GOOD."),
	LENIENT("track-address-unknown", "read-track-information.lba.unknown", "dvd+r", 0x52,
		bad_address_accepted, "An address outside the disc is GOOD."),
	LENIENT("toc-formats-of-cd", "read-toc.format.cd-only", "bd-re-25", 0x43,
		bad_field_accepted, "Formats of CDs are GOOD on other media."),
	LENIENT("performance-any-type", "get-performance.type.reserved", "bd-re-25", 0xac,
		bad_field_accepted, "A reserved type is GOOD."),
	LENIENT("mode-select-saves", "mode-select.save-pages", "bd-re-25", 0x55, bad_field_accepted,
		"SP 1 is GOOD though nothing can be saved."),
	LENIENT("format-any-type", "format-unit.unknown-type", "bd-re-25", 0x04,
		bad_parameter_accepted, "An undefined format type is GOOD."),
	LENIENT("reads-not-nothing", "read.no-blocks", "bd-re-25", 0x28, refused_when_empty,
		"A transfer length of zero is refused by READ."),
	LENIENT("writes-not-nothing", "write.no-blocks", "dvd+r", 0x2a, refused_when_empty,
		"A transfer length of zero is refused by WRITE."),
	LENIENT("selects-not-nothing", "mode-select.length-zero", "bd-re-25", 0x55,
		refused_when_empty, "A parameter list length of zero is refused."),
	LENIENT("nothing-to-flush", "synchronize-cache.nothing", "dvd+r", 0x35, always_refused,
		"SYNCHRONIZE CACHE is refused."),
	LENIENT("prevents-never", "prevent.again", "bd-re-25", 0x1e, always_refused,
		"PREVENT ALLOW MEDIUM REMOVAL is refused."),
	LENIENT("starts-never", "start-stop-unit.stop-start", "bd-re-25", 0x1b, always_refused,
		"START STOP UNIT is refused."),
	LENIENT("slow-inquiry", "time-limit.inquiry", "bd-re-25", 0x12, slow,
		"INQUIRY takes 16 s."),
	LENIENT("slow-read", "time-limit.read", "bd-re-25", 0x28, slow, "READ takes 16 s."),
	LENIENT("slow-write", "time-limit.write", "dvd+r", 0x2a, slow, "WRITE takes 16 s."),
	LENIENT("slow-flush", "time-limit.synchronize-cache", "dvd+r", 0x35, slow,
		"SYNCHRONIZE CACHE with nothing to do takes 16 s."),
	LENIENT("slow-tray", "time-limit.eject-load", "dvd+r", 0x1b, slow,
		"Moving the tray takes 16 s."),
	LENIENT("slow-configuration", "time-limit.get-configuration", "dvd+r", 0x46, slow,
		"GET CONFIGURATION takes 16 s."),
	LENIENT("slow-disc-information", "time-limit.read-disc-information", "dvd+r", 0x51, slow,
		"READ DISC INFORMATION takes 16 s."),
	LENIENT("slow-performance", "time-limit.get-performance", "dvd+r", 0xac, slow,
		"GET PERFORMANCE takes 16 s."),
	RESERVED_CD("read-cd", 0xbe),
	RESERVED_CD("read-cd-msf", 0xb9),
	RESERVED_CD("read-sub-channel", 0x42),
	RESERVED("read-disc-structure", 0xad),
	RESERVED_RE("seek", 0x2b),
	RESERVED_RE("verify", 0x2f),
	RESERVED("write-10", 0x2a),
	RESERVED("write-12", 0xaa),
	RESERVED_CD("set-cd-speed", 0xbb),
	SLOW("read-disc-structure", "dvd+r", 0xad),
	SLOW("mechanism-status", "dvd+r", 0xbd),
	SLOW("report-key", "dvd+r", 0xa4),
	SLOW("set-cd-speed", "cd-r-80", 0xbb),
	SLOW("mode-select", "dvd+r", 0x55),
	SLOW("start-stop-unit.immediate", "dvd+r", 0x1b),
	SLOW("synchronize-cache.immediate", "dvd+r", 0x35),
	LENIENT("slow-test-unit-ready", "time-limit.test-unit-ready", "dvd+r", 0x00, a_little_slow,
		"It takes 21 ms."),
	LENIENT("slow-request-sense", "time-limit.request-sense", "dvd+r", 0x03, slow,
		"It takes 16 s."),
	LENIENT("slow-prevent-allow", "time-limit.prevent-allow", "dvd+r", 0x1e, slow,
		"It takes 16 s."),
	LENIENT("slow-read-format-capacities", "time-limit.read-format-capacities", "dvd+r", 0x23,
		slow, "It takes 16 s."),
	LENIENT("slow-read-capacity", "time-limit.read-capacity", "dvd+r", 0x25, slow,
		"It takes 16 s."),
	LENIENT("slow-read-toc", "time-limit.read-toc", "bd-re-25", 0x43, slow, "It takes 16 s."),
	LENIENT("slow-get-event-status", "time-limit.get-event-status", "dvd+r", 0x4a, slow,
		"It takes 16 s."),
	LENIENT("slow-read-track-information", "time-limit.read-track-information", "dvd+r", 0x52,
		slow, "It takes 16 s."),
	LENIENT("slow-mode-sense", "time-limit.mode-sense", "dvd+r", 0x5a, slow, "It takes 16 s."),
	LENIENT("slow-read-buffer-capacity", "time-limit.read-buffer-capacity", "dvd+r", 0x5c, slow,
		"It takes 16 s."),
};
const struct mutant_list mutants_leniency = { mutants, sizeof mutants / sizeof mutants[0] };
