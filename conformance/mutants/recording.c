/* SPDX-License-Identifier: MIT */
/* Broken behaviour: refusals that do not come, tray, writing, closing. */
#include <string.h>

#include "conformance/mutants/mutants.h"
#include "conformance/mutants/spoil.h"
#include "conformance/runner/bytes.h"

static void unknown_is_bad_field(struct mutant_visit *v)
{
	if (spoil_is(v, 5, 0x20, 0x00))
		v->answer->sense[12] = 0x24;
}

static bool reserved_ignored(struct mutant_visit *v)
{
	memset(v->cdb + 1, 0, 6);
	return false;
}

static void beyond_end_read(struct mutant_visit *v)
{
	if (spoil_is(v, 5, 0x21, 0x00))
		spoil_good(v);
}

static void blank_reads_zeros(struct mutant_visit *v)
{
	if (v->answer->status == 0x02)
		spoil_good(v);
}

static bool select_ignored(struct mutant_visit *v)
{
	(void)v;
	return true;
}

static void bad_value_accepted(struct mutant_visit *v)
{
	if (v->answer->status == 0x02 && v->answer->sense[12] == 0x26)
		spoil_good(v);
}

static void cut_list_accepted(struct mutant_visit *v)
{
	if (spoil_is(v, 5, 0x1a, 0x00))
		spoil_good(v);
}

static bool prevent_forgotten(struct mutant_visit *v)
{
	v->cdb[4] = 0;
	return false;
}

static void load_quietly(struct mutant_visit *v)
{
	if (spoil_is(v, 6, 0x28, 0x00) && v->memory[0]++ == 1)
		spoil_sense(v, 2, 0x04, 0x01);
}

static void open_is_empty(struct mutant_visit *v)
{
	if (spoil_is(v, 2, 0x3a, 0x02))
		v->answer->sense[13] = 0x01;
}

static void no_removal_event(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 8);

	if (d && bits(d[2], 2, 0) == 4 && bits(d[4], 3, 0) == 3)
		d[4] &= 0xf0;
}

static void flips_a_bit(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 2048);

	if (d)
		d[1000] ^= 0x10;
}

static bool write_dropped(struct mutant_visit *v)
{
	(void)v;
	return true;
}

/* Every second overwrite of one block is lost. */
static bool small_write_dropped(struct mutant_visit *v)
{
	return be16(v->cdb + 7) == 3;
}

static void address_unchecked(struct mutant_visit *v)
{
	if (v->answer->status == 0x02 && v->answer->sense[12] == 0x21)
		spoil_good(v);
}

static bool end_cut_off(struct mutant_visit *v)
{
	/* A write of two blocks becomes one of one block: the part that fits. */
	if (be16(v->cdb + 7) == 2)
		v->cdb[8] = 1;
	return false;
}

static void crossing_still_refused(struct mutant_visit *v)
{
	if (v->answer->status == 0x00 && be16(v->command->cdb + 7) == 2)
		spoil_sense(v, 5, 0x21, 0x00);
}

static void next_stands_still(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 36);

	if (!d || !(d[7] & 1))
		return;
	if (v->memory[0]++ == 0)
		v->memory[1] = be32(d + 12);
	put_be32(d + 12, v->memory[1]);
}

static void next_unpadded(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 36);

	if (d && be32(d + 12) == 16)
		put_be32(d + 12, 5);
}

static void written_is_blank(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 36);

	if (d)
		d[6] |= 0x40;
}

static void open_is_complete(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 3);

	if (d && bits(d[2], 3, 2) == 1)
		d[2] |= 0x0c;
}

static void final_is_appendable(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 3);

	if (d && bits(d[2], 1, 0) == 2)
		d[2] = (uint8_t)((d[2] & 0xfc) | 1);
}

static void progress_backwards(struct mutant_visit *v)
{
	uint8_t *sense = v->answer->sense;

	if (v->answer->status == 0x02 && sense[15] & 0x80)
		put_be16(sense + 16, 0xffff - be16(sense + 16));
}

static bool close_ignored(struct mutant_visit *v)
{
	return v->cdb[2] == 2 || v->cdb[2] == 6;
}

static void any_close_function(struct mutant_visit *v)
{
	if (spoil_is(v, 5, 0x24, 0x00))
		spoil_good(v);
}

static void first_session_only(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 12);

	if (d && v->cdb[2] == 1)
		d[3] = 1;
}

static void capacity_without_end(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 8);

	if (d && be32(d) > 0)
		spoil_add_be32(d, -16);
}

/* Format type 31h, which has no spares, is carried out as 00h, which has. */
static bool format_with_spares(struct mutant_visit *v)
{
	uint8_t *list = v->command->data;

	if (v->command->data_bytes == 12 && bits(list[8], 7, 2) == 0x31) {
		memset(list + 4, 0, 8);
		put_be32(list + 4, 11826176);
		put_be16(list + 10, 0x3000);
	}
	return false;
}

static bool format_ignored(struct mutant_visit *v)
{
	(void)v;
	return true;
}

static void writes_final(struct mutant_visit *v)
{
	if (v->answer->status == 0x02)
		spoil_good(v);
}

static void still_promises(struct mutant_visit *v)
{
	uint8_t *feature = spoil_feature(v, 0x0100);

	if (feature && (v->cdb[1] & 3) == 1)
		put_be16(feature, 0x0021);
}

static const struct mutant mutants[] = {
	MUTANT("unknown-is-bad-field", "cdb.unknown-operation", "bd-re-25", 0x31,
		AFTER(unknown_is_bad_field), "An unknown operation code is refused with 5/24/00."),
	MUTANT("reserved-bits-ignored", "cdb.reserved.read-disc-information", "dvd+r", 0x51,
		BEFORE(reserved_ignored), "Reserved bits of READ DISC INFORMATION are ignored."),
	MUTANT("reads-past-end", "read.beyond-end", "bd-re-25", 0x28, AFTER(beyond_end_read),
		"Blocks past the end are read as zeros."),
	MUTANT("reads-blank", "read.blank", "dvd+r", 0x28, AFTER(blank_reads_zeros),
		"A blank disc is read as zeros."),
	MUTANT("mode-select-ignored", "mode-select.page-05.round-trip", "cd-r-80", 0x55,
		BEFORE(select_ignored), "MODE SELECT is GOOD and changes nothing."),
	MUTANT("mode-select-bad-value", "mode-select.page-05.bad-value", "cd-r-80", 0x55,
		AFTER(bad_value_accepted), "A reserved write type is accepted."),
	MUTANT("mode-select-cut", "mode-select.page-05.truncated", "cd-r-80", 0x55,
		AFTER(cut_list_accepted), "A cut parameter list is accepted."),
	MUTANT("prevent-forgotten", "prevent.eject-refused", "bd-re-25", 0x1e,
		BEFORE(prevent_forgotten), "PREVENT is GOOD and prevents nothing."),
	MUTANT("load-quietly", "tray.load.unit-attention", "bd-re-25", 0x00, AFTER(load_quietly),
		"A medium that was loaded causes no unit attention."),
	MUTANT("open-is-empty", "tray.open.status", "bd-re-25", 0x00, AFTER(open_is_empty),
		"An open tray is told as closed and empty."),
	MUTANT("no-removal-event", "tray.events", "bd-re-25", 0x4a, AFTER(no_removal_event),
		"Ejecting causes no removal event."),
	MUTANT("flips-a-bit", "write.read-back", "bd-re-25", 0x28, AFTER(flips_a_bit),
		"One bit of each transfer is read wrong."),
	MUTANT("write-dropped", "write.read-back", "dvd+r", 0x2a, BEFORE(write_dropped),
		"WRITE is GOOD and writes nothing."),
	MUTANT("small-write-dropped", "write.overwrite", "bd-re-25", 0x2a,
		BEFORE(small_write_dropped), "A write of less than a cluster is lost."),
	MUTANT("writes-past-end", "write.beyond-end", "bd-re-25", 0x2a, AFTER(address_unchecked),
		"A write past the end is GOOD."),
	MUTANT("writes-up-to-end", "write.crossing-end.writes-nothing", "bd-re-25", 0x2a,
		BOTH(end_cut_off, crossing_still_refused),
		"A write across the end is refused after its first part was written."),
	MUTANT("writes-anywhere", "write.not-next", "dvd+r", 0x2a, AFTER(address_unchecked),
		"A write elsewhere than at the next writable address is GOOD."),
	MUTANT("writes-twice", "write.twice", "dvd+r", 0x2a, AFTER(address_unchecked),
		"A written block of a write-once disc is written again."),
	MUTANT("next-stands-still", "write.next-advances", "dvd+r", 0x52, AFTER(next_stands_still),
		"The next writable address does not move."),
	MUTANT("next-unpadded", "write.padding", "dvd+r", 0x52, AFTER(next_unpadded),
		"The next writable address lies within a packet."),
	MUTANT("written-is-blank", "read-track-information.written", "dvd+r", 0x52,
		AFTER(written_is_blank), "A written track is told as blank."),
	MUTANT("open-is-complete", "read-disc-information.written", "dvd+r", 0x51,
		AFTER(open_is_complete), "An open session is told as complete."),
	MUTANT("final-is-appendable", "close-session.final", "dvd+r", 0x51,
		AFTER(final_is_appendable), "A final disc is told as incomplete."),
	MUTANT("progress-backwards", "close-session.immediate", "dvd+r", 0x00,
		AFTER(progress_backwards), "Progress runs backwards."),
	MUTANT("close-ignored", "close-session.appendable", "dvd+r", 0x5b, BEFORE(close_ignored),
		"Closing a session is GOOD and closes nothing."),
	MUTANT("close-any-function", "close.function.reserved", "dvd+r", 0x5b,
		AFTER(any_close_function), "A reserved close function is accepted."),
	MUTANT("first-session-only", "close-session.second", "cd-r-80", 0x43,
		AFTER(first_session_only), "Format 0001b always names the first session."),
	MUTANT("capacity-without-end", "close-session.capacity", "cd-r-80", 0x25,
		AFTER(capacity_without_end), "READ CAPACITY ends before the lead-out."),
	MUTANT("format-ignored", "format-unit.makes-writable", "bd-re-25", 0x04,
		BEFORE(format_ignored), "FORMAT UNIT is GOOD and formats nothing."),
	MUTANT("format-with-spares", "format-unit.without-spares", "bd-re-25", 0x04,
		BEFORE(format_with_spares), "Format type 31h is carried out as type 00h."),
	MUTANT("writes-final", "close-session.final.refuses", "dvd+r", 0x2a, AFTER(writes_final),
		"A write to a final disc is GOOD."),
	MUTANT("final-still-promises", "close-session.final.features", "dvd+r", 0x46,
		AFTER(still_promises),
		"Incremental Streaming Writable is current on a final disc."),
};
const struct mutant_list mutants_recording = { mutants, sizeof mutants / sizeof mutants[0] };
