/* SPDX-License-Identifier: MIT */
/* Broken recording of CDs: raw, sessions at once, CD-TEXT. */
#include "conformance/mutants/mutants.h"
#include "conformance/mutants/spoil.h"
#include "conformance/runner/bytes.h"

static void any_mode(struct mutant_visit *v)
{
	if (v->answer->status == 0x02 && bits(v->answer->sense[2], 3, 0) == 5)
		spoil_good(v);
}

static void lead_out_late(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 20);

	if (d && v->cdb[2] == 0)
		spoil_add_be32(d + 16, 1);
}

static void never_complete(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 34);

	if (d)
		d[2] &= 0xfc;
}

static void sound_off(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 2352);

	if (d)
		d[5] ^= 0x01;
}

static void channels_off(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 96);

	if (d && v->cdb[10] == 1)
		d[20] ^= 0x01;
}

static void starts_at_index_0(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 28);

	if (d && v->cdb[2] == 0)
		spoil_add_be32(d + 16, -150);
}

static void no_index_0(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 160);

	for (unsigned i = 0; d && v->cdb[10] == 2 && i < 10; i++)
		d[16 * i + 2] = 1;
}

static void text_off(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 76);

	if (d && v->cdb[2] == 5)
		d[8] ^= 0x20;
}

static void text_from_nowhere(struct mutant_visit *v)
{
	if (v->cdb[2] != 5 || v->command->data_bytes < 4)
		return;
	spoil_good(v);
	put_be16(v->command->data, 20);
}

static const struct mutant mutants[] = {
	FLIP_FEATURE("raw-not-claimed", "write-raw.claimed", "cd-r-80",
		"Raw recording works and is not claimed.", .feature = 0x002e, .at = 4,
		.flip = 0x08),
	MUTANT("lead-out-late", "write-raw.96.toc", "cd-r-80", 0x43, AFTER(lead_out_late),
		"The lead-out is told a block late."),
	MUTANT("lead-out-late-16", "write-raw.16.toc", "cd-rw-74", 0x43, AFTER(lead_out_late),
		"The lead-out of a CD-RW is told a block late."),
	MUTANT("never-complete", "write-raw.closed", "cd-r-80", 0x51, AFTER(never_complete),
		"A disc stays empty whatever is recorded."),
	MUTANT("sound-off", "write-raw.96.read-back", "cd-r-80", 0xbe, AFTER(sound_off),
		"READ CD gives one wrong bit of sound."),
	MUTANT("channels-off", "write-raw.96.sub-channel", "cd-r-80", 0xbe, AFTER(channels_off),
		"READ CD gives one wrong bit of the sub-channels."),
	MUTANT("raw-any-order", "write-raw.order", "cd-r-80", 0x2a, AFTER(any_mode),
		"Raw blocks are taken in any order."),
	MUTANT("raw-without-lead-in", "write-raw.without-lead-in", "cd-rw-74", 0x2a,
		AFTER(any_mode), "A raw session may begin anywhere."),
	{ .name = "raw-any-block",
		.what = "Raw recording takes blocks of any type.",
		.caught_by = "mmc.write-raw.block-type",
		.medium = "cd-r-80",
		.operation = 0x2a,
		.also = 0x55,
		.after = any_mode },
	FLIP("data-told-as-audio", "session-at-once.data.toc", "cd-r-80", 0x43,
		"The TOC tells a data track as audio.", .when_at = 8, .when_is = 64, .at = 5,
		.flip = 0x04),
	FLIP("data-off", "session-at-once.data.read-back", "cd-r-80", 0x28,
		"READ (10) of a CD gives a wrong bit.", .at = 300, .flip = 0x01),
	MUTANT("starts-at-index-0", "session-at-once.two-tracks.toc", "cd-r-80", 0x43,
		AFTER(starts_at_index_0), "A track is told to begin with its pause."),
	MUTANT("no-index-0", "session-at-once.two-tracks.pause", "cd-r-80", 0xbe, AFTER(no_index_0),
		"There is no index 0 in the Q sub-channel."),
	ACCEPTS("session-without-sheet", "session-at-once.without-sheet", "cd-r-80", 0x2a, 0),
	ACCEPTS("session-any-order", "session-at-once.order", "cd-rw-74", 0x2a, 0),
	MUTANT("text-off", "cd-text.read-back", "cd-r-80", 0x43, AFTER(text_off),
		"CD-TEXT comes back with a wrong letter."),
	MUTANT("text-from-nowhere", "cd-text.none", "cd-r-80", 0x43, AFTER(text_from_nowhere),
		"A disc without CD-TEXT has some."),
	ACCEPTS("sheet-any-write-type", "send-cue-sheet.write-type", "cd-r-80", 0x5d, 0),
	ACCEPTS("sheet-any-form", "send-cue-sheet.form", "cd-rw-74", 0x5d, 0),
	ACCEPTS("sheet-any-length", "send-cue-sheet.short-track", "cd-r-74", 0x5d, 0),
};
const struct mutant_list mutants_sessions = { mutants, sizeof mutants / sizeof mutants[0] };
