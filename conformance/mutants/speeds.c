/* SPDX-License-Identifier: MIT */
/* Broken speeds: GET PERFORMANCE, SET STREAMING, SET CD SPEED, and the buffer. */
#include "conformance/mutants/mutants.h"
#include "conformance/mutants/spoil.h"
#include "conformance/runner/bytes.h"

static void speeds_unsorted(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 8 + 32);

	if (d && v->cdb[10] == 3)
		put_be32(d + 8 + 12, 1);
}

static void speeds_end_apart(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 40);

	if (d && v->cdb[10] == 3)
		spoil_add_be32(d + 28, -16);
}

static void speeds_end_off(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 8 + 16);

	if (d && v->cdb[10] == 3)
		spoil_add_be32(d + 8 + 4, 1);
}

static void speed_off(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 8 + 16);

	if (d && v->cdb[10] == 3)
		spoil_add_be32(d + 8 + 12, 1);
}

static void speed_length_cut(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 8);

	if (d && v->answer->moved_bytes < be32(d) + 4u)
		put_be32(d, (uint32_t)v->answer->moved_bytes - 4);
}

static void write_not_echoed(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 8);

	if (d)
		d[4] = 0;
}

static void curve_starts_late(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 8 + 16);

	if (d && v->cdb[10] == 0)
		spoil_add_be32(d + 8, 1);
}

static bool streaming_ignored(struct mutant_visit *v)
{
	return v->command->data_bytes == 28;
}

static void streaming_any_length(struct mutant_visit *v)
{
	if (spoil_is(v, 5, 0x1a, 0x00))
		spoil_good(v);
}

static bool cd_speed_ignored(struct mutant_visit *v)
{
	(void)v;
	return true;
}

static void buffer_never_empty(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 12);

	if (d)
		spoil_add_be32(d + 8, -2048);
}

static void buffer_overfull(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 12);

	if (d)
		spoil_add_be32(d + 8, 2048);
}

static void speed_rotation_reserved(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 8 + 16);

	if (d && v->cdb[10] == 3)
		d[8] |= 0x18;
}

static bool restore_ignored(struct mutant_visit *v)
{
	return v->command->data_bytes == 28 && v->command->data[0] & 0x04 && v->memory[0]++ > 0;
}

/* After the judge asked for the claims and the test had its first look. */
static void offer_shrinks(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 8 + 16);

	if (d && v->cdb[10] == 3 && v->memory[0]++ > 1)
		spoil_add_be32(d, -16);
}

static const struct mutant mutants[] = {
	MUTANT("speeds-unsorted", "get-performance.write-speed.descending", "dvd+r", 0xac,
		AFTER(speeds_unsorted), "The fastest write speed is not the first."),
	MUTANT("speeds-end-apart", "get-performance.write-speed.end-lba", "dvd+r", 0xac,
		AFTER(speeds_end_apart), "The second write speed ends elsewhere than the first."),
	MUTANT("speeds-end-off", "get-performance.write-speed.end-lba.random", "bd-re-25", 0xac,
		AFTER(speeds_end_off), "The end LBA is the number of blocks."),
	MUTANT("speed-off-by-one", "get-performance.write-speed.page-2a", "dvd+r", 0xac,
		AFTER(speed_off), "A write speed differs from page 2Ah by 1 kB/s."),
	MUTANT("speed-length-cut", "get-performance.maximum-descriptors", "dvd+r", 0xac,
		AFTER(speed_length_cut), "The length tells what came, not what is."),
	MUTANT("performance-write-not-echoed", "get-performance.nominal.write", "dvd+r", 0xac,
		AFTER(write_not_echoed), "The Write bit of the reply is 0."),
	MUTANT("performance-starts-late", "get-performance.nominal.read", "bd-re-25", 0xac,
		AFTER(curve_starts_late), "Nominal performance starts at block 1."),
	MUTANT("streaming-ignored", "set-streaming.chooses", "dvd+r", 0xb6,
		BEFORE(streaming_ignored), "SET STREAMING is GOOD and changes nothing."),
	MUTANT("streaming-any-length", "set-streaming.length", "dvd+r", 0xb6,
		AFTER(streaming_any_length), "A parameter list of the wrong length is accepted."),
	MUTANT("cd-speed-ignored", "set-cd-speed.chooses", "cd-r-80", 0xbb,
		BEFORE(cd_speed_ignored), "SET CD SPEED is GOOD and changes nothing."),
	MUTANT("buffer-never-empty", "read-buffer-capacity.drained", "dvd+r", 0x5c,
		AFTER(buffer_never_empty), "One block stays in the buffer for ever."),
	MUTANT("buffer-overfull", "read-buffer-capacity.bytes", "dvd+r", 0x5c,
		AFTER(buffer_overfull), "More of the buffer is free than there is."),
	MUTANT("speed-rotation-reserved", "get-performance.write-speed.layout", "dvd+r", 0xac,
		AFTER(speed_rotation_reserved), "A reserved rotation control."),
	MUTANT("streaming-restore-ignored", "set-streaming.restore-defaults", "dvd+r", 0xb6,
		BEFORE(restore_ignored), "RDD is GOOD and restores nothing."),
	MUTANT("speed-offer-shrinks", "set-streaming.offer-unchanged", "dvd+r", 0xac,
		AFTER(offer_shrinks), "Choosing a speed takes one from the offer."),
};
const struct mutant_list mutants_speeds = { mutants, sizeof mutants / sizeof mutants[0] };
