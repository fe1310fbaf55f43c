/* SPDX-License-Identifier: MIT */
/*
 * What is told of defective blocks, byte for byte as MMC-6 lays it out: GET PERFORMANCE types 02h, 04h,
 * 05h, SET STREAMING type 05h, features 0029h and 002Ch; and what a replaced block costs. Types 00h
 * and 01h are in test_recording.c.
 */
#include <string.h>

#include "emulator/drive/state.h"
#include "emulator/drive/tests/drive_rig.h"
#include "emulator/drive/tests/medium_steps.h"

#define PERFORMANCE(lba_high, lba_low, count, type) \
	0xAC, 0, 0, 0, (lba_high), (lba_low), 0, 0, 0, (count), (type), 0
#define NS_PER_MS UINT64_C(1000000)

/* ECC block @unit of the disc inside is defective. */
static void spoil(struct drive_rig *rig, uint32_t unit, uint32_t count)
{
	block_map_set(rig->drive->disc->map, unit, count, BLOCK_DEFECTIVE);
}

/* Two zones, at LBA 100h and 4000h. */
static void set_zones(struct drive_rig *rig)
{
	static const uint8_t zones[24] = { 0, 0, 0, 20, 0, 0, 0, 0, /* 4 + 2 * 8 follow the field */
		0, 0, 0x01, 0x00, 0, 0, 0, 0, 0, 0, 0x40, 0x00, 0, 0, 0, 0 };

	rig_out(rig, RIG_CDB(0xB6, 0, 0, 0, 0, 0, 0, 0, 5, 0, 24, 0), zones, sizeof zones);
	rig_assert_good(rig);
}

static void stream_blocks(struct drive_rig *rig, uint8_t operation, uint16_t lba, uint8_t blocks)
{
	rig_run(rig,
		RIG_CDB(operation, 0, 0, 0, (uint8_t)(lba >> 8), (uint8_t)lba, 0, 0, 0, blocks,
			0x80, 0),
		(size_t)2048 * blocks);
}

/* 0029h, version 1, not persistent, current: DRT-DM, 4 zones, 64 entries. */
static void feature_0029h(void **state)
{
	static const uint8_t current[8] = { 0, 0x29, 0x05, 4, 0x01, 4, 0, 64 };
	struct drive_rig *rig = rig_ready("burner", "dvd-ram");

	(void)state;
	rig_in(rig, RIG_CDB(0x46, 2, 0, 0x29, 0, 0, 0, 0, 255, 0), 255);
	assert_memory_equal(rig->data + 8, current, 8);
	rig_end(rig);
	rig = rig_ready("burner", "dvd+r");
	rig_in(rig, RIG_CDB(0x46, 2, 0, 0x29, 0, 0, 0, 0, 255, 0), 255);
	assert_int_equal(rig->data[10], 0x04); /* there, not current */
	rig_run(rig, RIG_CDB(PERFORMANCE(0, 0, 8, 4)), 1024);
	rig_assert_field(rig, true, 10, -1);
	rig_end(rig);
	rig = rig_ready("dvd-burner", "dvd+r");
	rig_in(rig, RIG_CDB(0x46, 2, 0, 0x29, 0, 0, 0, 0, 255, 0), 255);
	assert_int_equal(rig->command.transferred_bytes, 8);
	rig_end(rig);
}

static void zones_are_told_as_they_were_set(void **state)
{
	static const uint8_t told[24] = { 0, 0, 0, 20, 0, 0, 0, 0, 0, 0, 0x01, 0x00, 0, 0, 0, 0, 0,
		0, 0x40, 0x00, 0, 0, 0, 0 };
	struct drive_rig *rig = rig_ready("burner", "dvd-ram");

	(void)state;
	rig_in(rig, RIG_CDB(PERFORMANCE(0, 0, 8, 5)), 1024);
	assert_int_equal(rig->command.transferred_bytes, 8);
	assert_memory_equal(rig->data, "\0\0\0\x04\0\0\0\0", 8);
	set_zones(rig);
	rig_in(rig, RIG_CDB(PERFORMANCE(0, 0, 8, 5)), 1024);
	assert_int_equal(rig->command.transferred_bytes, 24);
	assert_memory_equal(rig->data, told, 24);
	rig_in(rig, RIG_CDB(PERFORMANCE(0, 0, 1, 5)), 1024); /* the length tells of both */
	assert_int_equal(rig->command.transferred_bytes, 16);
	assert_int_equal(rig->data[3], 20);
	rig_in(rig, RIG_CDB(0x1B, 0, 0, 0, 2, 0), 0); /* out and in: forgotten */
	rig_in(rig, RIG_CDB(0x1B, 0, 0, 0, 3, 0), 0);
	rig_run(rig, RIG_CDB(0, 0, 0, 0, 0, 0), 0);
	rig_in(rig, RIG_CDB(PERFORMANCE(0, 0, 8, 5)), 1024);
	assert_int_equal(rig->data[3], 4);
	rig_end(rig);
}

static void zones_refused(void **state)
{
	uint8_t zones[48] = { 0, 0, 0, 20, 0, 0, 0, 0, 0, 0, 0x40, 0x00, 0, 0, 0, 0, 0, 0, 0x40 };
	struct drive_rig *rig = rig_ready("burner", "dvd-ram");

	(void)state;
	rig_out(rig, RIG_CDB(0xB6, 0, 0, 0, 0, 0, 0, 0, 5, 0, 24, 0), zones, 24);
	rig_assert_field(rig, false, 16, -1); /* the second where the first is */
	zones[16] = 0x7F;		      /* beyond the medium */
	rig_out(rig, RIG_CDB(0xB6, 0, 0, 0, 0, 0, 0, 0, 5, 0, 24, 0), zones, 24);
	rig_assert_field(rig, false, 16, -1);
	zones[3] = 19;
	rig_out(rig, RIG_CDB(0xB6, 0, 0, 0, 0, 0, 0, 0, 5, 0, 24, 0), zones, 24);
	rig_assert_field(rig, false, 0, -1);
	rig_out(rig, RIG_CDB(0xB6, 0, 0, 0, 0, 0, 0, 0, 5, 0, 23, 0), zones, 23);
	rig_assert_sense(rig, 5, 0x1A, 0);
	rig_out(rig, RIG_CDB(0xB6, 0, 0, 0, 0, 0, 0, 0, 5, 0, 48, 0), zones, 48); /* five of four */
	rig_assert_sense(rig, 5, 0x1A, 0);
	rig_out(rig, RIG_CDB(0xB6, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0), zones, 0);
	rig_assert_sense(rig, 5, 0x1A, 0);
	rig_end(rig);
}

/* Units of 16 blocks at 80h, 200h, 4010h and 4020h are defective; the first lies before the zones. */
static void streaming_meets_defects(void **state)
{
	static const uint8_t first_zone[16] = { 0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0x02, 0x00 };
	static const uint8_t second_zone[24] = { 0, 0, 0, 20, 0, 0, 0, 0, 0, 0, 0x40, 0x10, 0, 0, 0,
		0, 0, 0, 0x40, 0x20 };
	struct drive_rig *rig = rig_ready("burner", "dvd-ram");

	(void)state;
	spoil(rig, 0x80 / 16, 1);
	spoil(rig, 0x200 / 16, 1);
	spoil(rig, 0x4010 / 16, 2);
	stream_blocks(rig, 0xAA, 0x200, 16); /* no zones: nothing is remembered */
	set_zones(rig);
	rig_in(rig, RIG_CDB(PERFORMANCE(0, 0, 8, 4)), 1024);
	assert_memory_equal(rig->data, "\0\0\0\x04\0\0\0\0", 8);
	stream_blocks(rig, 0xAA, 0x4000, 64);
	stream_blocks(rig, 0xAA, 0x80, 16);
	stream_blocks(rig, 0xA8, 0x208, 1);   /* reading does it, too */
	stream_blocks(rig, 0xAA, 0x4000, 64); /* and nothing is told twice */
	rig_in(rig, RIG_CDB(0x2A, 0, 0, 0, 0, 0x80, 0, 0, 16, 0), 32768); /* this does not stream */
	rig_in(rig, RIG_CDB(PERFORMANCE(0x01, 0x00, 8, 4)), 1024);
	assert_int_equal(rig->command.transferred_bytes, 16);
	assert_memory_equal(rig->data, first_zone, 16);
	rig_in(rig, RIG_CDB(PERFORMANCE(0x40, 0x00, 8, 4)), 1024);
	assert_int_equal(rig->command.transferred_bytes, 24);
	assert_memory_equal(rig->data, second_zone, 24);
	rig_in(rig, RIG_CDB(PERFORMANCE(0x40, 0x11, 8, 4)), 1024); /* from within a zone */
	assert_memory_equal(rig->data + 8, second_zone + 16, 8);
	rig_run(rig, RIG_CDB(0xAC, 1, 0, 0, 0, 0, 0, 0, 0, 8, 4, 0), 1024);
	rig_assert_field(rig, true, 1, 4);
	set_zones(rig);
	rig_in(rig, RIG_CDB(PERFORMANCE(0x40, 0x00, 8, 4)), 1024);
	assert_int_equal(rig->data[3], 4);
	rig_end(rig);
}

/* At most 64, however many there are. */
static void entries_end(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "dvd-ram");

	(void)state;
	spoil(rig, 0x400, 100); /* LBA 4000h on */
	set_zones(rig);
	for (unsigned i = 0; i < 25; i++)
		stream_blocks(rig, 0xAA, (uint16_t)(0x4000 + 64 * i), 64);
	rig_in(rig, RIG_CDB(PERFORMANCE(0x40, 0x00, 255, 4)), 4096);
	assert_int_equal(rig->command.transferred_bytes, 8 + 64 * 8);
	rig_end(rig);
}

/*
 * DVD-RW, formatted: one bit for each of 16 blocks. 2038 bytes of bits cover 260864 blocks, 3FB00h, so
 * 2297888 take nine descriptors.
 */
static void defect_status(void **state)
{
	static const uint8_t head[18] = { 0, 0, 0x48, 0x04, 0, 0, 0, 0, /* 9 * 2048 + 4 */
		0, 0, 0, 0, 0, 0x03, 0xFA, 0xFF, 16, 0 };
	static const uint8_t last[10] = { 0, 0x1F, 0xD8, 0, 0, 0x23, 0x10, 0x1F, 16, 0 };
	struct drive_rig *rig = rig_ready("burner", "dvd-rw");

	(void)state;
	rig_run(rig, RIG_CDB(PERFORMANCE(0, 0, 16, 2)), 32768); /* sequential */
	rig_assert_field(rig, true, 10, -1);
	rig_out(rig, RIG_CDB(0x04, 0x11, 0, 0, 0, 0), "\0\0\0\x08\0\x23\x10\x20\x40\0\0\x10", 12);
	rig_assert_good(rig);
	rig_wait(rig);
	rig_in(rig, RIG_CDB(0x46, 2, 0, 0x2C, 0, 0, 0, 0, 255, 0), 255);
	assert_int_equal(rig->data[12], 0x0F); /* DSDG, DSDR, intermediate, blank */
	spoil(rig, 3, 1);
	spoil(rig, 15, 2);
	rig_in(rig, RIG_CDB(PERFORMANCE(0, 0, 16, 2)), 32768);
	assert_int_equal(rig->command.transferred_bytes, 8 + 9 * 2048);
	assert_memory_equal(rig->data, head, 18);
	assert_memory_equal(rig->data + 18, "\x08\x80\x01\0", 4);
	assert_memory_equal(rig->data + 8 + (size_t)8 * 2048, last, 10);
	rig_in(rig, RIG_CDB(PERFORMANCE(0, 0xF9, 1, 2)), 32768); /* within the block at F0h */
	assert_int_equal(rig->command.transferred_bytes, 8 + 2048);
	assert_memory_equal(rig->data + 8, "\0\0\0\xF0\0\x03\xFB\xEF\x10\0\x03\0", 12);
	rig_run(rig, RIG_CDB(0xAC, 0, 0, 0x23, 0x10, 0x20, 0, 0, 0, 1, 2, 0), 32768);
	rig_assert_sense(rig, 5, 0x21, 0);
	rig_run(rig, RIG_CDB(0xAC, 1, 0, 0, 0, 0, 0, 0, 0, 1, 2, 0), 32768);
	rig_assert_field(rig, true, 1, 4);
	rig_end(rig);
}

static uint64_t read_ns(struct drive_rig *rig, uint16_t lba)
{
	uint64_t before = rig->now_ns;

	rig_in(rig, RIG_CDB(0x28, 0, 0, 0, (uint8_t)(lba >> 8), (uint8_t)lba, 0, 0, 16, 0), 32768);
	return rig->now_ns - before;
}

/* WRITE (12) of 32 blocks from 4000h and SYNCHRONIZE CACHE. */
static uint64_t write_ns(struct drive_rig *rig, uint8_t streaming)
{
	uint64_t before = rig->now_ns;

	rig_in(rig, RIG_CDB(0xAA, 0, 0, 0, 0x40, 0, 0, 0, 0, 32, streaming, 0), 65536);
	rig_in(rig, RIG_CDB(0x35, 0, 0, 0, 0, 0, 0, 0, 0, 0), 0);
	return rig->now_ns - before;
}

/* A block that a spare stands for: the sled goes there and back, in reading and in writing. */
static void a_replaced_block_takes_longer(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "dvd-ram");
	uint64_t plain_ns, detour_ns;

	(void)state;
	spoil(rig, 0x4010 / 16, 1);
	write_ns(rig, 0); /* replaced; and calibrated */
	read_ns(rig, 0x3FF0);
	plain_ns = write_ns(rig, 0x80);
	read_ns(rig, 0x3FF0);
	/* to the spare area and back, 4000h blocks of 230h: two seeks of some tens of ms */
	assert_in_range(write_ns(rig, 0) - plain_ns, 30 * NS_PER_MS, 400 * NS_PER_MS);
	rig_in(rig, RIG_CDB(0xAC, 0x11, 0, 0, 0x40, 0, 0, 0, 0, 1, 0, 0), 1024);
	assert_memory_equal(rig->data + 8, "\0\0\x40\x10", 4); /* told as an exception */
	detour_ns = (uint64_t)(rig->data[12] << 8 | rig->data[13]) * 100000;
	read_ns(rig, 0x3FE0);
	plain_ns = read_ns(rig, 0x3FF0);
	read_ns(rig, 0x4000);
	assert_in_range(read_ns(rig, 0x4010) - plain_ns, detour_ns - NS_PER_MS, detour_ns);
	rig_end(rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(feature_0029h),
		cmocka_unit_test(zones_are_told_as_they_were_set),
		cmocka_unit_test(zones_refused),
		cmocka_unit_test(streaming_meets_defects),
		cmocka_unit_test(entries_end),
		cmocka_unit_test(defect_status),
		cmocka_unit_test(a_replaced_block_takes_longer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
