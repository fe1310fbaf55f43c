/* SPDX-License-Identifier: MIT */
/*
 * test_durations.c: how long what records no data takes: closing, finalizing, blanking, formatting. Each row is an operation on a
 * drive and a medium at a speed, and the time that who knows drives would believe; its source is beside it. The range is that of
 * the source, or, where one drive was timed, half to twice its time.
 */
#include <stdio.h>
#include <string.h>

#include "emulator/drive/tests/medium_steps.h"

#define NS_PER_MS UINT64_C(1000000)
#define S	  1000u
#define MIN	  (60u * S)

/* How a medium is recorded, and with what; a write type of mode page 05h. */
enum { INCREMENTAL = 0, TRACK_AT_ONCE = 1, AT_ONCE = 2, APPENDABLE = 0x10, NO_PAGE = -1 };

struct operation {
	const char *name, *drive, *medium;
	unsigned kBps;
	int write_type;
	uint32_t blocks; /* recorded before */
	uint8_t cdb[12];
	uint8_t list[12]; /* of FORMAT UNIT */
	uint32_t least_ms, most_ms;
};

#define CLOSE(function)                                  \
	{                                                \
		0x5B, 0, (function), 0, 0, 0, 0, 0, 0, 0 \
	}
#define BLANK(type)                                        \
	{                                                  \
		0xA1, (type), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 \
	}
#define FORMAT                         \
	{                              \
		0x04, 0x11, 0, 0, 0, 0 \
	}
#define SYNCHRONIZE                             \
	{                                       \
		0x35, 0, 0, 0, 0, 0, 0, 0, 0, 0 \
	}
#define LIST(size, type)                                                                  \
	{                                                                                 \
		0, 0, 0, 8, (size) >> 24 & 0xFF, (size) >> 16 & 0xFF, (size) >> 8 & 0xFF, \
			(size)&0xFF, (type), 0, 0, 0                                      \
	}

/* of 32 blocks each */
#define PACKETS(size)                                                                     \
	{                                                                                 \
		0, 0, 0, 8, (size) >> 24 & 0xFF, (size) >> 16 & 0xFF, (size) >> 8 & 0xFF, \
			(size)&0xFF, 0x10 << 2, 0, 0, 32                                  \
	}

static const struct operation operations[] = {
	/* CD. wodim's "Fixating time" in users' logs: 35.658 s after a track at once at 10x, 21.168 s at 12x with -multi (both
	 * on ubuntuforums, 2007 and 2008); a lead-in and a lead-out are 150 s at 1x by Orange Book, so 19 s at 8x. */
	{ "CD-R, session closed at 8x", "plextor-px-w4824a", "cd-r-80", 1412, TRACK_AT_ONCE, 300,
		CLOSE(2), { 0 }, 19 * S, 71 * S },
	{ "CD-R, session closed at 16x", "plextor-px-w4824a", "cd-r-80", 2822, TRACK_AT_ONCE, 300,
		CLOSE(2), { 0 }, 10 * S, 42 * S },
	/* cdrecord -blank=fast: "Blanking time: 21.570s" (linux-kernel list, January 2004); Nero: one to two minutes at most
	 * (manual of Nero Recode, erase method). */
	{ "CD-RW, minimal blank at 10x", "burner", "cd-rw-80-high-speed", 1764, NO_PAGE, 0,
		BLANK(1), { 0 }, 11 * S, 2 * MIN },
	/* 80 minutes of disc at 10x, 8 minutes, at 4x 20: erased as it is written. */
	{ "CD-RW, full blank at 10x", "burner", "cd-rw-80-high-speed", 1764, NO_PAGE, 0, BLANK(0),
		{ 0 }, 8 * MIN, 12 * MIN },
	/* Nero InCD 5's manual, page 26: high speed discs about 20 minutes, low speed ones about 40, with a pass that reads. */
	{ "CD-RW, formatted, 4x", "burner", "cd-rw-74", 706, NO_PAGE, 0, FORMAT, PACKETS(274944u),
		18 * MIN, 40 * MIN },
	{ "CD-RW, formatted, 10x", "burner", "cd-rw-80-high-speed", 1764, NO_PAGE, 0, FORMAT,
		PACKETS(295232u), 8 * MIN, 20 * MIN },

	/* DVD-R. cdrecord in a user's log: 975013 sectors at once at 16x, then "Fixating time: 28.078s" (a Philips DVD8801,
	 * ubuntuforums, 2012). */
	{ "DVD-R, 2 GB at once, finalized", "burner", "dvd-r", 22160, INCREMENTAL, 975008, CLOSE(2),
		{ 0 }, 14 * S, 56 * S },
	/* N. Mihalache on DVD support for cdrecord, 2001, of a Pioneer at 1x: less than 10 MB, then about 15 minutes to close, as
	 * the lead-out has to be at some distance from the centre. 35 mm: 535051 sectors of 676 a second are 13.2 minutes. */
	{ "DVD-RW, little at once, finalized at 1x", "burner", "dvd-rw", 1385, AT_ONCE, 4096,
		SYNCHRONIZE, { 0 }, 13 * MIN, 18 * MIN },
	/* The same at 8x: an eighth, and the drive's own time. */
	{ "DVD-R, little at once, finalized at 8x", "burner", "dvd-r", 11080, AT_ONCE, 4096,
		SYNCHRONIZE, { 0 }, 100 * S, 3 * MIN },
	/* Lead-in from 22FA0h to 2FFFFh (LG's service manuals draw it), 53344 sectors, and a border of 28672: 82016 sectors are
	 * 15 s at 8x; the rest is the RMA and seeks. */
	{ "DVD-R, border closed at 8x", "burner", "dvd-r", 11080, INCREMENTAL | APPENDABLE, 4096,
		CLOSE(2), { 0 }, 15 * S, 60 * S },
	/* DVD-RW, InCD 5's manual, page 26: quick format in one to two minutes, full in 15 (8x) to 90 (1x). The 57 minutes that the
	 * blocks take at 1x need no drive: 2297888 of 676 a second. */
	{ "DVD-RW, quick format at 2x", "burner", "dvd-rw", 2770, NO_PAGE, 0, FORMAT,
		LIST(0u, 0x15 << 2), 1 * MIN, 2 * MIN },
	{ "DVD-RW, full format at 1x", "burner", "dvd-rw", 1385, NO_PAGE, 0, FORMAT,
		LIST(2297888u, 0x00 << 2), 56 * MIN, 90 * MIN },
	{ "DVD-RW, full format at 4x", "burner", "dvd-rw", 5540, NO_PAGE, 0, FORMAT,
		LIST(2297888u, 0x00 << 2), 14 * MIN, 23 * MIN },
	/* Minimal blank: one to two minutes (Nero Recode); full: as long as full writing (manual of dvd+rw-format). */
	{ "DVD-RW, minimal blank at 2x", "burner", "dvd-rw", 2770, NO_PAGE, 0, BLANK(1), { 0 },
		1 * MIN, 2 * MIN },
	{ "DVD-RW, full blank at 4x", "burner", "dvd-rw", 5540, NO_PAGE, 0, BLANK(0), { 0 },
		14 * MIN, 17 * MIN },

	/* DVD+R and DVD+RW: InCD 5's manual: written to after one to two minutes; a fast drive needs less. */
	{ "DVD+R, session closed at 8x", "burner", "dvd+r", 11080, NO_PAGE, 4096, CLOSE(2), { 0 },
		10 * S, 2 * MIN },
	{ "DVD+R, finalized at 8x", "burner", "dvd+r", 11080, NO_PAGE, 4096, CLOSE(6), { 0 },
		10 * S, 2 * MIN },
	/* The same for players (Windows' IMAPI calls it the compatible mode, which takes longer and more of the disc): up to 30 mm,
	 * 266717 sectors, 48.6 s more at 8x. */
	{ "DVD+R, finalized for players at 8x", "burner", "dvd+r", 11080, NO_PAGE, 4096, CLOSE(5),
		{ 0 }, 58 * S, 3 * MIN },
	{ "DVD+RW, format begun", "burner", "dvd+rw", 5540, NO_PAGE, 0, FORMAT,
		LIST(0xFFFFFFFFu, 0x26 << 2), 15 * S, 2 * MIN },
	/* Double layer, ECMA-364: the second layer is recorded beneath what the first has: a quarter of the first layer, 521728
	 * sectors, is 321 s at 2.4x (1622.6 a second). */
	{ "DVD+R DL, a quarter of a layer, finalized at 2.4x", "burner", "dvd+r-dl", 3324, NO_PAGE,
		521728, CLOSE(6), { 0 }, 321 * S, 400 * S },

	/* DVD-RAM: one to two minutes (InCD 5); with certification it writes and reads all: 18.4 minutes at 3x each. */
	{ "DVD-RAM, formatted without certification", "burner", "dvd-ram", 4155, NO_PAGE, 0, FORMAT,
		{ 0, 0xA0, 0, 8, 0x00, 0x22, 0x21, 0x20, 0x00 }, 10 * S, 2 * MIN },
	{ "DVD-RAM, certified at 3x", "burner", "dvd-ram", 4155, NO_PAGE, 0, FORMAT,
		LIST(2236704u, 0x00 << 2), 36 * MIN, 75 * MIN },

	/* BD: InCD 5: formatted in less than a minute. With certification 25 GB are written and read: 46.4 minutes each at 2x. */
	{ "BD-RE, quick format", "burner", "bd-re-25", 8990, NO_PAGE, 0, FORMAT,
		LIST(11826176u, 0x30 << 2), 5 * S, 1 * MIN },
	{ "BD-RE, full certification at 2x", "burner", "bd-re-25", 8990, NO_PAGE, 0, FORMAT,
		LIST(11826176u, 0x30 << 2 | 2), 89 * MIN, 110 * MIN },
	/* Nothing is recorded around a session but management areas: what InCD 5 allows a format. */
	{ "BD-R, session closed", "burner", "bd-r-25", 26970, NO_PAGE, 4096, CLOSE(2), { 0 }, 5 * S,
		1 * MIN },
	{ "BD-R, finalized", "burner", "bd-r-25", 26970, NO_PAGE, 4096, CLOSE(6), { 0 }, 5 * S,
		1 * MIN },
};

/* CDs and DVDs alike: SET CD SPEED. */
static void ask_speed(struct drive_rig *rig, unsigned kBps)
{
	rig_in(rig,
		RIG_CDB(0xBB, 0, 0xFF, 0xFF, (uint8_t)(kBps >> 8), (uint8_t)kBps, 0, 0, 0, 0, 0, 0),
		0);
}

/* Mode page 05h: BUFE, write type, no next session, data track. */
static void write_parameters(struct drive_rig *rig, const struct operation *operation)
{
	uint8_t list[60] = { [8] = 0x05, 0x32, 0x40, 0x04, 0x08, [23] = 150 };

	list[10] |= operation->write_type & 0x0F;
	if (operation->write_type & APPENDABLE)
		list[11] |= 0xC0;
	rig_out(rig, RIG_CDB(0x55, 0x10, 0, 0, 0, 0, 0, 0, 60, 0), list, sizeof list);
	rig_assert_good(rig);
}

static void reserve(struct drive_rig *rig, uint32_t blocks)
{
	rig_in(rig,
		RIG_CDB(0x53, 0, 0, 0, 0, (uint8_t)(blocks >> 24), (uint8_t)(blocks >> 16),
			(uint8_t)(blocks >> 8), (uint8_t)blocks, 0),
		0);
}

/* What the operation finds: nothing, so many blocks, or an RZone or fragment of so many, padded when it is closed. */
static void prepare(struct drive_rig *rig, const struct operation *operation)
{
	bool padded = operation->blocks > 65536;

	ask_speed(rig, operation->kBps);
	if (operation->write_type != NO_PAGE)
		write_parameters(rig, operation);
	if (!operation->blocks)
		return;
	if (padded || operation->write_type == AT_ONCE)
		reserve(rig, operation->blocks);
	step_write(rig, 0, padded ? 16 : operation->blocks);
	if (operation->cdb[0] == 0x35)
		return;
	step_synchronize(rig);
	if (operation->medium[0] != 'c') /* track at once ends there */
		step_close(rig, 1, 1);
}

static void check(const struct operation *operation)
{
	struct drive_rig *rig = rig_ready(operation->drive, operation->medium);
	size_t cdb_bytes = operation->cdb[0] == 0xA1 ? 12 : operation->cdb[0] == 0x04 ? 6 : 10;
	uint64_t from_ns, ms;

	prepare(rig, operation);
	from_ns = rig->now_ns;
	if (operation->cdb[0] == 0x04)
		rig_out(rig, operation->cdb, cdb_bytes, operation->list, sizeof operation->list);
	else
		rig_run(rig, operation->cdb, cdb_bytes, 0);
	rig_assert_good(rig);
	ms = (rig->now_ns - from_ns) / NS_PER_MS;
	if (ms < operation->least_ms || ms > operation->most_ms)
		fail_msg("%s: %u.%03u s, expected %u to %u", operation->name, (unsigned)(ms / 1000),
			(unsigned)(ms % 1000), operation->least_ms / 1000,
			operation->most_ms / 1000);
	rig_end(rig);
}

static void every_operation_takes_what_it_takes(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof operations / sizeof operations[0]; i++)
		check(&operations[i]);
}

/* The nearer the data come to 70 mm, the less has to follow; behind that it is all the same. DVD-R at 8x, 5408.6 sectors a
 * second: 35 mm is where 535051 sectors end, and the lead-out is of 28672 at least. */
static void a_fuller_disc_is_finalized_sooner(void **state)
{
	static const struct {
		uint32_t blocks;
		uint32_t less_ms; /* than with 4096 blocks */
	} rows[] = {
		{ 4096, 0 },
		{ 270400, 49237 }, /* 266304 / 5408.64 */
		{ 535040, 92864 }, /* 535051 - 4096 - 28672, by the rate */
		{ 800000, 92864 },
	};
	uint64_t first_ms = 0;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct drive_rig *rig = rig_ready("burner", "dvd-r");
		struct operation operation = { .kBps = 11080, .write_type = INCREMENTAL };
		uint64_t from_ns, ms;

		ask_speed(rig, operation.kBps);
		write_parameters(rig, &operation);
		reserve(rig, rows[i].blocks);
		step_write(rig, 0, 16);
		step_synchronize(rig);
		step_close(rig, 1, 1);
		from_ns = rig->now_ns;
		step_close(rig, 2, 0);
		ms = (rig->now_ns - from_ns) / NS_PER_MS;
		if (!i)
			first_ms = ms;
		assert_in_range(
			first_ms - ms, rows[i].less_ms - (i ? 60 : 0), rows[i].less_ms + 60);
		rig_end(rig);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_operation_takes_what_it_takes),
		cmocka_unit_test(a_fuller_disc_is_finalized_sooner),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
