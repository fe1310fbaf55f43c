/* SPDX-License-Identifier: MIT */
/* Recording of CDs in packets and at once, formatting, blanking, reserved tracks: what drives get wrong there. */
#include "conformance/mutants/mutants.h"
#include "conformance/mutants/spoil.h"
#include "conformance/runner/bytes.h"

/* READ TRACK INFORMATION of a track of packets leaves the link blocks out. */
static void no_links(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 36);

	if (d && d[6] & 0x20 && be32(d + 12) > 7)
		spoil_add_be32(d + 12, -7);
}

static void second_track_of_next_session(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 36);

	if (d && d[2] == 2)
		d[3]++;
}

static void second_track_too_early(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 36);

	if (d && d[2] == 2)
		spoil_add_be32(d + 8, -1600);
}

static void next_of_reserved_stays(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 36);

	if (!d || !(d[6] & 0x80))
		return;
	if (!v->memory[0])
		v->memory[0] = be32(d + 12) + 1;
	put_be32(d + 12, v->memory[0] - 1);
}

static bool only_first_write(struct mutant_visit *v)
{
	return v->memory[0]++ > 0;
}

static const struct mutant mutants[] = {
	FLIP("packets-untold", "write-packet.track-information", "cd-r-80", 0x52,
		"A track of packets is told as one without.", .at = 6, .flip = 0x20),
	MUTANT("packets-without-links", "write-packet.link", "cd-r-80", 0x52, AFTER(no_links),
		"Link blocks are missing in the next writable address."),
	FLIP("packets-read-wrong", "write-packet.read-back", "cd-r-80", 0x28,
		"A bit of what is read is wrong.", .flip = 0x01),
	FLIP("track-at-once-mode-2", "track-at-once.modes", "cd-r-80", 0x52,
		"Data Mode is 2 for mode 1.", .at = 6, .flip = 0x03),
	MUTANT("second-track-in-session-2", "track-at-once.next", "cd-r-80", 0x52,
		AFTER(second_track_of_next_session), "Closing a track counts sessions."),
	ACCEPTS("cue-sheet-open-end", "send-cue-sheet.without-lead-out", "cd-r-80", 0x5d,
		.when_at = 8, .when_is = 56),
	ACCEPTS("cue-sheet-any-order", "send-cue-sheet.falling", "cd-r-80", 0x5d, .when_at = 8,
		.when_is = 64),
	ACCEPTS("cue-sheet-half-entry", "send-cue-sheet.length", "cd-r-80", 0x5d, .when_at = 8,
		.when_is = 61),
	FLIP("audio-is-data", "session-at-once.toc", "cd-r-80", 0x43,
		"Control of an audio track says data.", .when_at = 2, .when_is = 0, .at = 5,
		.flip = 0x40),
	FLIP("audio-read-wrong", "session-at-once.audio.read-cd", "cd-r-80", 0xbe,
		"A bit of what is read is wrong.", .when_at = 5, .when_is = 100, .flip = 0x01),
	ACCEPTS("audio-as-mode-1", "read-cd.expected.audio.there", "cd-r-80", 0xbe, .when_at = 1,
		.when_is = 0x08),
	ACCEPTS("audio-read-10", "read.audio", "cd-r-80", 0x28, .when_at = 0),
	FLIP("catalogue-number-invalid", "read-sub-channel.catalogue-number.there", "cd-r-80", 0x42,
		"MCVal is 0 though there is a number.", .when_at = 3, .when_is = 2, .at = 8,
		.flip = 0x80),
	FLIP("isrc-invalid", "read-sub-channel.isrc.there", "cd-r-80", 0x42,
		"TCVal is 0 though there is a code.", .when_at = 3, .when_is = 3, .at = 8,
		.flip = 0x80),
	FLIP("q-of-other-track", "read-cd.q.audio", "cd-r-80", 0xbe, "Q names another track.",
		.when_at = 10, .when_is = 2, .at = 1, .flip = 0x02),
	FLIP("background-format-stopped", "format-unit.background.begins", "dvd+rw", 0x51,
		"A format that goes on is told as stopped.", .at = 7, .flip = 0x03),
	REFUSES("background-format-blocks", "format-unit.background.writes", "dvd+rw", 0x2a,
		.when_at = 0),
	FLIP("background-format-silent", "format-unit.background.progress", "dvd+rw", 0x03,
		"No progress is told.", .at = 15, .flip = 0x80),
	SPOT("background-format-for-ever", "close-session.background-format", "dvd+rw", 0x5b,
		"Closing the session stops nothing.", .before = spoil_ignore, .when_at = 0),
	SPOT("dvd-rw-never-formatted", "format-unit.dvd-rw.profile", "dvd-rw", 0x04,
		"FORMAT UNIT is GOOD and does nothing.", .before = spoil_ignore, .when_at = 0),
	MUTANT("dvd-rw-first-write-stays", "write.restricted-overwrite", "dvd-rw", 0x2a,
		BEFORE(only_first_write), "Only the first WRITE reaches the disc."),
	SPOT("dvd-rw-never-blanked", "blank.dvd-rw.profile", "dvd-rw", 0xa1,
		"BLANK is GOOD and does nothing.", .before = spoil_ignore, .when_at = 0),
	SPOT("cd-rw-never-blanked", "blank.minimal", "cd-rw-74", 0xa1,
		"BLANK is GOOD and does nothing.", .before = spoil_ignore, .when_at = 0),
	ACCEPTS("blanked-is-read", "blank.whole", "cd-rw-74", 0x28, .when_at = 0),
	ACCEPTS("blank-any-type", "blank.type.reserved", "cd-rw-74", 0xa1, .when_at = 1,
		.when_is = 0x17),
	ACCEPTS("blank-any-medium", "blank.write-once", "dvd+r", 0xa1, .when_at = 0),
	SPOT("bd-r-never-formatted", "format-unit.bd-r.random", "bd-r-25", 0x04,
		"FORMAT UNIT is GOOD and does nothing.", .before = spoil_ignore, .when_at = 0),
	REFUSES("bd-r-only-upwards", "write.bd-r.random.order", "bd-r-25", 0x2a, .when_at = 4,
		.when_is = 0x0c),
	ACCEPTS("bd-r-written-twice", "write.bd-r.random.once", "bd-r-25", 0x2a, .when_at = 0),
	MUTANT("bd-r-first-write-stays", "write.bd-r.pseudo-overwrite", "bd-r-25", 0x2a,
		BEFORE(only_first_write), "Only the first WRITE reaches the disc."),
	FLIP("reserved-untold", "reserve-track.told", "dvd+r", 0x52, "RT is inverted.", .at = 6,
		.flip = 0x80),
	MUTANT("reserved-overlaps", "reserve-track.next", "dvd+r", 0x52,
		AFTER(second_track_too_early), "The second track begins within the first."),
	MUTANT("reserved-next-stays", "reserve-track.written", "dvd+r", 0x52,
		AFTER(next_of_reserved_stays),
		"A reserved track's next writable address never moves."),
	FLIP("page-05-default-of-cd", "mode-sense.page-05.default-type", "dvd-r", 0x5a,
		"The default write type is track at once, also with DVD-R.", .when_at = 2,
		.when_is = 0x85, .at = 10, .flip = 0x01),
	ACCEPTS("seeks-anywhere", "seek.beyond-end", "bd-re-25", 0x2b, .when_at = 0),
	ACCEPTS("verifies-anything", "verify.beyond-end", "bd-re-25", 0x2f, .when_at = 0),
	ACCEPTS("structure-of-any-number", "read-disc-structure.unknown", "dvd+r", 0xad,
		.when_at = 7, .when_is = 0x7f),
	FLIP("structures-unsorted", "read-disc-structure.list.ascending", "dvd+r", 0xad,
		"The first format code is larger than the second.", .when_at = 7, .when_is = 0xff,
		.at = 4, .flip = 0x80),
	FLIP("structure-length-off", "read-disc-structure.list.there", "dvd+r", 0xad,
		"The list tells another length than the structure has.", .when_at = 7,
		.when_is = 0xff, .at = 7, .flip = 0x04),
	ACCEPTS("reserves-anything", "reserve-track.too-large", "dvd+r", 0x53, .when_at = 0),
};
const struct mutant_list mutants_modes = { mutants, sizeof mutants / sizeof mutants[0] };
