/* SPDX-License-Identifier: MIT */
/* One bit of one field of one reply, a reply too short, a selector unchecked: defects told by their spot. */
#include "conformance/mutants/mutants.h"
#include "conformance/mutants/spoil.h"

static void cut(struct mutant_visit *v)
{
	if (spoil_strikes(v) && spoil_data(v, 4))
		v->answer->moved_bytes -= 4;
}

/* The field at this CDB byte is taken as if these bits were flipped. */
static bool misread(struct mutant_visit *v)
{
	if (spoil_strikes(v))
		v->cdb[v->mutant->spot.at] ^= v->mutant->spot.flip;
	return false;
}

/* Without room the length field tells what came. */
static void length_shrinks(struct mutant_visit *v)
{
	const struct mutant_spot *spot = &v->mutant->spot;
	uint8_t *d = spoil_data(v, (size_t)spot->at + 1);

	if (d && spoil_strikes(v) && v->answer->moved_bytes < 32)
		d[spot->at] = (uint8_t)(v->answer->moved_bytes - spot->flip);
}

/* Each hundredth and later of these commands is refused as busy. */
static void tires(struct mutant_visit *v)
{
	if (spoil_strikes(v) && ++v->memory[0] > 200)
		spoil_sense(v, 4, 0x44, 0x00);
}

static void slow_down(struct mutant_visit *v)
{
	v->answer->duration_ns *= 2;
}

/* The 20th WRITE of this disc never gets there. */
static bool one_lost(struct mutant_visit *v)
{
	return ++v->memory[0] == 20;
}

static void old_data(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 8);

	if (d)
		d[7] ^= 1;
}

#define SHORT(row, selector)                                                                       \
	SPOT("read-cd-short-" row, "read-cd.fields." row, "cd-r-80", 0xbe,                         \
		"Four bytes less come than the selected fields have.", .after = cut, .when_at = 9, \
		.when_is = (selector))
#define MISREADS(name, test, medium, code, text, ...) \
	SPOT(name, test, medium, code, text, .before = misread, __VA_ARGS__)
#define SHRINKS(name, test, medium, code, ...)                                                 \
	SPOT(name, test ".allocation-length", medium, code,                                    \
		"With little room the length field tells what came.", .after = length_shrinks, \
		__VA_ARGS__)
#define TOC(name, test, text, format, ...)                                       \
	FLIP("toc-" name, "read-toc." test, "cd-r-80", 0x43, text, .when_at = 2, \
		.when_is = (format), __VA_ARGS__)

static const struct mutant mutants[] = {
	FLIP("empty-drive-has-medium", "no-medium.media-event", NULL, 0x4a,
		"An empty drive says that a medium is present.", .at = 5, .flip = 0x02),
	FLIP("empty-drive-is-unformatted", "no-medium.format-capacities.type", NULL, 0x23,
		"An empty drive tells an unformatted medium.", .at = 8, .flip = 0x02),
	SHORT("user-data", 0x10),
	SHORT("sync", 0x80),
	SHORT("header", 0x20),
	SHORT("sync-header", 0xa0),
	SHORT("header-user-data", 0x30),
	SHORT("sync-header-user-data", 0xb0),
	SHORT("user-data-edc", 0x18),
	SHORT("header-user-data-edc", 0x38),
	SHORT("all", 0xf8),
	SHORT("user-data-q", 0x10),
	SHORT("user-data-raw-sub-channel", 0x10),
	SHORT("q-alone", 0x00),
	SHORT("all-raw-sub-channel", 0xf8),
	FLIP("read-cd-sync-wrong", "read-cd.sync-pattern", "cd-r-80", 0xbe,
		"The sync pattern has a wrong byte.", .at = 11, .flip = 0xff),
	FLIP("read-cd-header-wrong", "read-cd.header-address", "cd-r-80", 0xbe,
		"The address in the header is off.", .at = 14, .flip = 0x01),
	FLIP("read-cd-edc-wrong", "read-cd.edc", "cd-r-80", 0xbe, "The EDC has a wrong bit.",
		.at = 2066, .flip = 0x10),
	FLIP("read-cd-bit", "read-cd.as-read-10", "cd-r-80", 0xbe,
		"READ CD gives other user data than READ (10).", .at = 700, .flip = 0x04),
	REFUSES("read-cd-mode-1-refused", "read-cd.expected.mode-1", "cd-r-80", 0xbe, .when_at = 1,
		.when_is = 0x08),
	ACCEPTS("read-cd-any-audio", "read-cd.expected.audio", "cd-r-80", 0xbe, .when_at = 1,
		.when_is = 0x04),
	ACCEPTS("read-cd-any-mode-2", "read-cd.expected.mode-2", "cd-r-80", 0xbe, .when_at = 1,
		.when_is = 0x0c),
	ACCEPTS("read-cd-any-form-1", "read-cd.expected.form-1", "cd-r-80", 0xbe, .when_at = 1,
		.when_is = 0x10),
	ACCEPTS("read-cd-any-form-2", "read-cd.expected.form-2", "cd-r-80", 0xbe, .when_at = 1,
		.when_is = 0x14),
	ACCEPTS("read-cd-any-type", "read-cd.expected.reserved", "cd-r-80", 0xbe, .when_at = 1,
		.when_is = 0x1c),
	ACCEPTS("read-cd-gap", "read-cd.fields.gap", "cd-r-80", 0xbe, .when_at = 9,
		.when_is = 0x90),
	ACCEPTS("read-cd-any-sub-channel", "read-cd.sub-channel.reserved", "cd-r-80", 0xbe,
		.when_at = 10, .when_is = 0x03),
	ACCEPTS("read-cd-any-c2", "read-cd.c2.reserved", "cd-r-80", 0xbe, .when_at = 9,
		.when_is = 0x16),
	REFUSES("read-cd-not-nothing", "read-cd.no-blocks", "cd-r-80", 0xbe, .when_at = 8,
		.when_is = 0),
	ACCEPTS("read-cd-blank", "read-cd.beyond", "cd-r-80", 0xbe, .when_at = 0),
	FLIP("read-cd-q-track", "read-cd.q", "cd-r-80", 0xbe, "Q names another track.",
		.when_at = 10, .when_is = 0x02, .at = 2049, .flip = 0x02),
	FLIP("read-cd-msf-bit", "read-cd.msf.same", "cd-r-80", 0xb9,
		"READ CD MSF gives other data than READ CD.", .at = 2351, .flip = 0x80),
	ACCEPTS("read-cd-msf-backwards", "read-cd.msf.backwards", "cd-r-80", 0xb9, .when_at = 0),
	REFUSES("read-cd-msf-not-nothing", "read-cd.msf.nothing", "cd-r-80", 0xb9, .when_at = 9,
		.when_is = 0x10),
	TOC("full-last-session", "full.header", "The last complete session is 3.", 2, .at = 3,
		.flip = 0x02),
	TOC("a0-disc-type", "full.a0", "A0 tells a CD-ROM XA.", 2, .at = 13, .flip = 0x20),
	TOC("a1-last-track", "full.a1", "A1 names track 3.", 2, .at = 23, .flip = 0x02),
	TOC("a2-lead-out", "full.a2", "A2 is a frame off.", 2, .at = 36, .flip = 0x01),
	TOC("track-start", "full.track", "The point of track 1 is a frame off.", 2, .at = 47,
		.flip = 0x01),
	TOC("b0-next", "full.b0", "B0 is a frame off.", 2, .at = 54, .flip = 0x01),
	TOC("full-one-session", "full.second-session", "The last complete session stays 1.", 2,
		.at = 3, .flip = 0x03),
	MISREADS("toc-from-first", "read-toc.full.from-session", "cd-r-80", 0x43,
		"The full TOC always begins with session 1.", .when_at = 2, .when_is = 2, .at = 6,
		.flip = 0x03),
	TOC("pma-start", "pma", "The PMA has another start of track 1.", 3, .at = 14, .flip = 0x01),
	TOC("atip-marker", "atip.shape", "A marker bit of the ATIP is 0.", 4, .at = 6,
		.flip = 0x80),
	MISREADS("toc-modern-only", "read-toc.legacy-format", "cd-r-80", 0x43,
		"The format in the control byte is ignored.", .when_at = 9, .when_is = 0x40,
		.at = 9, .flip = 0x40),
	FLIP("sub-channel-always", "read-sub-channel.header", "cd-r-80", 0x42,
		"With SubQ 0 the length tells 12 bytes.", .when_at = 2, .when_is = 0x00, .at = 3,
		.flip = 0x0c),
	FLIP("sub-channel-track", "read-sub-channel.position", "cd-r-80", 0x42,
		"The position is in another track.", .when_at = 3, .when_is = 1, .at = 6,
		.flip = 0x02),
	FLIP("sub-channel-catalogue", "read-sub-channel.catalogue-number", "cd-r-80", 0x42,
		"MCVal is 1 though there is no number.", .when_at = 3, .when_is = 2, .at = 8,
		.flip = 0x80),
	FLIP("sub-channel-isrc", "read-sub-channel.isrc", "cd-r-80", 0x42,
		"TCVal is 1 though there is no ISRC.", .when_at = 3, .when_is = 3, .at = 8,
		.flip = 0x80),
	ACCEPTS("sub-channel-any-format", "read-sub-channel.format.reserved", "cd-r-80", 0x42,
		.when_at = 0),
	SHRINKS("toc-session-shrinks", "read-toc.session", "bd-re-25", 0x43, .when_at = 2,
		.when_is = 1, .at = 1, .flip = 2),
	SHRINKS("toc-pma-shrinks", "read-toc.pma", "cd-r-80", 0x43, .when_at = 2, .when_is = 3,
		.at = 1, .flip = 2),
	SHRINKS("copyright-shrinks", "read-disc-structure.copyright", "dvd+r", 0xad, .when_at = 7,
		.when_is = 0x01, .at = 1, .flip = 2),
	SHRINKS("track-resources-shrink", "read-disc-information.track-resources", "dvd+r", 0x51,
		.when_at = 1, .when_is = 0x01, .at = 1, .flip = 2),
	SHRINKS("toc-atip-shrinks", "read-toc.atip", "cd-r-80", 0x43, .when_at = 2, .when_is = 4,
		.at = 1, .flip = 2),
	SHRINKS("sub-channel-shrinks", "read-sub-channel.position", "cd-r-80", 0x42, .at = 3,
		.flip = 4),
	SHRINKS("buffer-capacity-shrinks", "read-buffer-capacity", "dvd+r", 0x5c, .at = 1,
		.flip = 2),
	SHRINKS("structure-list-shrinks", "read-disc-structure.list", "dvd+r", 0xad, .when_at = 7,
		.when_is = 0xff, .at = 1, .flip = 2),
	SHRINKS("structure-physical-shrinks", "read-disc-structure.dvd-physical", "dvd+r", 0xad,
		.when_at = 0, .at = 1, .flip = 2),
	SHRINKS("structure-bd-shrinks", "read-disc-structure.bd-information", "bd-re-25", 0xad,
		.when_at = 1, .when_is = 1, .at = 1, .flip = 2),
	SHRINKS("region-shrinks", "report-key.region", "dvd+r", 0xa4, .at = 1, .flip = 2),
	SPOT("tires", "flood.test-unit-ready", "dvd+r", 0x00, "After 200 of them it gives up.",
		.after = tires, .when_at = 0),
	SPOT("tires-of-errors", "flood.errors", "dvd+r", 0x31, "After 200 errors it breaks.",
		.after = tires, .when_at = 0),
	SPOT("loses-the-twentieth", "write.questions-between", "dvd+r", 0x2a,
		"One WRITE among many is lost.", .before = one_lost, .when_at = 0),
	SPOT("loses-one-of-many", "write.random-sequence", "bd-re-25", 0x2a,
		"One WRITE among many is lost.", .before = one_lost, .when_at = 0),
	SPOT("reads-old-data", "write.survives-tray", "dvd+r", 0x28, "Other data are read.",
		.after = old_data, .when_at = 0),
	SPOT("half-speed", "write-speed.measured", "dvd+r", 0x2a,
		"The drive burns half as fast as it says.", .after = slow_down, .when_at = 0),
	REFUSES("buffer-not-told", "read-buffer-capacity.fills", "dvd+r", 0x5c, .when_at = 0),
	ACCEPTS("opens-while-writing", "prevent.while-writing", "dvd+r", 0x1b, .when_at = 0),
};
const struct mutant_list mutants_fields = { mutants, sizeof mutants / sizeof mutants[0] };
