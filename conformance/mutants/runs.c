/* SPDX-License-Identifier: MIT */
/* Broken over time: resets, pauses, the rim of the disc, long runs, write protection. */
#include <string.h>

#include "conformance/mutants/mutants.h"
#include "conformance/mutants/spoil.h"
#include "conformance/runner/bytes.h"

/* ---- resets ------------------------------------------------------------------------------------ */

static void silent(struct mutant_visit *v)
{
	if (v->resets && spoil_is(v, 6, 0x29, 0x00))
		spoil_good(v);
}

static void told_again(struct mutant_visit *v)
{
	if (v->resets && v->memory[0]++ < 3)
		spoil_sense(v, 6, 0x29, 0x00);
}

static void told_once_more(struct mutant_visit *v)
{
	if (v->resets && v->memory[0]++ == 0)
		spoil_sense(v, 6, 0x29, 0x00);
}

static void no_event(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 8);

	if (d && bits(d[2], 2, 0) == 1)
		d[4] &= 0xf0;
}

static void keeps_retries(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 12);

	if (d && v->resets && v->cdb[2] == 0x01)
		d[11] ^= 0x01;
}

static void keeps_speed(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 24);

	if (d && v->resets && v->cdb[10] == 0)
		spoil_add_be32(d + 20, -1385);
}

static void loses_status(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 34);

	if (d && v->resets)
		d[2] ^= 0x01;
}

static void loses_data(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 2048);

	if (d && v->resets)
		memset(d, 0, 2048);
}

static void mixes_blocks(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 2048);

	if (d && v->resets)
		d[7] = 9;
}

static void skips_ahead(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 36);

	if (d && v->resets)
		spoil_add_be32(d + 12, 4096);
}

static void formats_for_ever(struct mutant_visit *v)
{
	if (v->resets)
		spoil_sense(v, 2, 0x04, 0x04);
}

static void tray_unsure(struct mutant_visit *v)
{
	if (v->resets && spoil_is(v, 2, 0x3a, 0x02))
		spoil_sense(v, 4, 0x44, 0x00);
}

/* ---- pauses ------------------------------------------------------------------------------------ */

static bool without_bufe(struct mutant_visit *v)
{
	uint8_t *list = v->command->data;

	if (v->command->data_bytes > 10 && bits(list[8], 5, 0) == 0x05)
		list[10] &= (uint8_t)~0x40;
	return false;
}

static bool always_bufe(struct mutant_visit *v)
{
	uint8_t *list = v->command->data;

	if (v->command->data_bytes > 10 && bits(list[8], 5, 0) == 0x05)
		list[10] |= 0x40;
	return false;
}

static void cannot_link(struct mutant_visit *v)
{
	if (v->memory[0]++ == 10)
		spoil_sense(v, 3, 0x0c, 0x09);
}

static void hides_damage(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 36);

	if (!d)
		return;
	d[5] &= (uint8_t)~0x20;
	d[7] |= 0x01;
	put_be32(d + 12, be32(d + 8) + 160);
}

/* ---- speed and time ----------------------------------------------------------------------------- */

#define RIM_LBA 1000000u

static void slow_at_the_rim(struct mutant_visit *v)
{
	if (be32(v->cdb + 2) > RIM_LBA)
		v->answer->duration_ns += 10000000;
}

static void event_of_itself(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 8);

	if (d && v->memory[0]++ == 50)
		d[4] |= 0x02;
}

static void forgets_slowly(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, (size_t)16 * 2048);

	if (d && v->memory[0]++ == 0)
		d[16] ^= 0x01;
}

static void streams_wrong(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 2048);

	if (d && v->cdb[10] & 0x80)
		d[100] ^= 0x01;
}

static bool drops_the_stream(struct mutant_visit *v)
{
	return v->cdb[10] & 0x80;
}

static void fails_inside(struct mutant_visit *v)
{
	if (spoil_is(v, 5, 0x24, 0x00))
		spoil_sense(v, 4, 0x44, 0x00);
}

/* ---- discs ---------------------------------------------------------------------------------------- */

static void writes_behind(struct mutant_visit *v)
{
	if (v->answer->status == 0x02 && v->answer->sense[12] == 0x21)
		spoil_good(v);
}

static void full_is_free(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 36);

	if (d && be32(d + 16) == 0) {
		d[7] |= 0x01;
		put_be32(d + 16, 16);
	}
}

static void counts_to_three(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 34);

	if (d && d[4] > 3)
		d[4] = 3;
}

static void writes_protected(struct mutant_visit *v)
{
	if (v->answer->status == 0x02 && v->answer->sense[12] == 0x27)
		spoil_good(v);
}

static void hides_protection(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 8);

	if (d && v->cdb[7] == 0xc0)
		d[4] = 0;
}

/* START STOP UNIT, and READ DISC STRUCTURE. */
static void forgets_protection(struct mutant_visit *v)
{
	uint8_t *d;

	if (v->cdb[0] == 0x1b) {
		v->memory[0] = 1;
		return;
	}
	d = spoil_data(v, 8);
	if (d && v->memory[0] && v->cdb[7] == 0xc0)
		d[4] = 0;
}

static void promises_protected(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 11);

	if (d && v->cdb[1] == 2 && v->cdb[3] == 0x20)
		d[10] |= 0x01;
}

static bool without_swpp(struct mutant_visit *v)
{
	uint8_t *list = v->command->data;

	if (v->command->data_bytes > 12 && bits(list[8], 5, 0) == 0x1d)
		list[12] &= (uint8_t)~0x01;
	return false;
}

static const struct mutant mutants[] = {
	{ .name = "reset-ignored",
		.what = "A reset is GOOD and does nothing.",
		.caught_by = "mmc.reset.prevention",
		.medium = "dvd-ram",
		.operation = 0xff,
		.ignores_reset = true },
	MUTANT("reset-silent", "reset.unit-attention", "dvd+r", 0x00, AFTER(silent),
		"Nobody is told of a reset."),
	MUTANT("reset-told-again", "reset.unit-attention.once", "dvd+r", 0x00, AFTER(told_again),
		"A reset is told three times."),
	MUTANT("reset-told-to-inquiry", "reset.unit-attention.passes", "dvd+r", 0x12,
		AFTER(told_once_more), "INQUIRY meets the unit attention of a reset."),
	MUTANT("reset-without-event", "reset.event", "dvd+r", 0x4a, AFTER(no_event),
		"No operational change event is ever told."),
	MUTANT("reset-keeps-retries", "reset.mode-pages", "dvd+r", 0x5a, AFTER(keeps_retries),
		"A reset leaves the read retry count changed."),
	MUTANT("reset-keeps-speed", "reset.speed", "dvd+r", 0xac, AFTER(keeps_speed),
		"A reset leaves another write speed."),
	MUTANT("reset-loses-status", "reset.disc-information", "dvd+r", 0x51, AFTER(loses_status),
		"After a reset the disc has another status."),
	MUTANT("reset-loses-data", "reset.synchronized", "dvd+r", 0x28, AFTER(loses_data),
		"After a reset blocks read as zeros."),
	MUTANT("reset-mixes-blocks", "reset.overwriting", "bd-re-25", 0x28, AFTER(mixes_blocks),
		"After a reset a block is neither old nor new."),
	MUTANT("reset-skips-ahead", "reset.recording", "dvd-r", 0x52, AFTER(skips_ahead),
		"After a reset the next writable address lies too far out."),
	MUTANT("reset-formats-for-ever", "reset.given-up.format", "bd-re-25", 0x00,
		AFTER(formats_for_ever), "A format that was given up never ends."),
	MUTANT("reset-tray-unsure", "reset.given-up.eject", "bd-re-25", 0x00, AFTER(tray_unsure),
		"An eject that was given up leaves a broken tray."),
	MUTANT("reset-mixes-flush", "reset.given-up.synchronize-cache", "dvd-ram", 0x28,
		AFTER(mixes_blocks), "A flush that was given up leaves a block of nothing."),
	MUTANT("reset-loses-session", "reset.given-up.close-session", "cd-r-80", 0x28,
		AFTER(loses_data), "Closing that was given up takes the data away."),
	MUTANT("bufe-ignored", "underrun.protected.cd", "cd-r-80", 0x55, BEFORE(without_bufe),
		"BUFE is taken and has no effect."),
	MUTANT("bufe-ignored-dvd", "underrun.protected.dvd-minus", "dvd-r", 0x2a,
		AFTER(cannot_link), "A DVD-R does not go on after a pause."),
	MUTANT("bufe-always", "underrun.unprotected", "cd-r-80", 0x55, BEFORE(always_bufe),
		"BUFE cannot be switched off."),
	MUTANT("no-links", "underrun.linked", "dvd+r", 0x2a, AFTER(cannot_link),
		"A DVD+R does not go on after a pause."),
	MUTANT("damage-hidden", "underrun.unprotected.track", "cd-r-80", 0x52, AFTER(hides_damage),
		"A track that was broken off is told as whole."),
	MUTANT("slow-at-the-rim", "write-speed.ramp", "dvd+r", 0x2a, AFTER(slow_at_the_rim),
		"Writing does not become faster towards the rim."),
	MUTANT("reads-slow-at-the-rim", "read-speed.ramp", "dvd+r", 0x28, AFTER(slow_at_the_rim),
		"Reading does not become faster towards the rim."),
	MUTANT("event-of-itself", "long-run.ready", "dvd+r", 0x4a, AFTER(event_of_itself),
		"After an hour a media event comes from nowhere."),
	MUTANT("forgets-slowly", "long-run.read-back", "dvd+r", 0x28, AFTER(forgets_slowly),
		"Data change while nobody looks."),
	MUTANT("fails-inside", "flood.questions", "dvd+r", 0x52, AFTER(fails_inside),
		"A track that is not there is an internal failure."),
	MUTANT("streams-wrong", "streaming.read", "dvd+r", 0xa8, AFTER(streams_wrong),
		"READ (12) with Streaming is not exact."),
	MUTANT("stream-dropped", "streaming.write", "bd-re-25", 0xaa, BEFORE(drops_the_stream),
		"WRITE (12) with Streaming writes nothing."),
	MUTANT("writes-behind-the-end", "write.full", "dvd+r", 0x2a, AFTER(writes_behind),
		"A write behind the last block of a full disc is GOOD."),
	MUTANT("full-is-free", "write.full.track", "dvd+r", 0x52, AFTER(full_is_free),
		"A full track has free blocks."),
	MUTANT("counts-to-three", "close-session.many", "dvd+r", 0x51, AFTER(counts_to_three),
		"Sessions are counted up to three."),
	MUTANT("protected-writes", "write-protect.persistent", "dvd-ram", 0x2a,
		AFTER(writes_protected), "A protected disc is written."),
	MUTANT("protection-hidden", "write-protect.persistent.told", "dvd-ram", 0xad,
		AFTER(hides_protection), "Format C0h never tells of protection."),
	{ .name = "protection-forgotten",
		.what = "Protection for good ends when the disc leaves the drive.",
		.caught_by = "mmc.write-protect.persistent.stays",
		.medium = "dvd-ram",
		.operation = 0xad,
		.also = 0x1b,
		.after = forgets_protection },
	MUTANT("protected-promises", "write-protect.persistent.features", "dvd-ram", 0x46,
		AFTER(promises_protected), "Random Writable is current on a protected disc."),
	MUTANT("swpp-ignored", "write-protect.software", "dvd-ram", 0x55, BEFORE(without_swpp),
		"SWPP is taken and has no effect."),
	{ .name = "reset-keeps-protection",
		.what = "A reset leaves SWPP set.",
		.caught_by = "mmc.write-protect.software.reset",
		.medium = "bd-re-25",
		.operation = 0xff,
		.ignores_reset = true },
};
const struct mutant_list mutants_runs = { mutants, sizeof mutants / sizeof mutants[0] };
