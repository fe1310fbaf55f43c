/* SPDX-License-Identifier: MIT */
/*
 * What a drive's own definition decides: zones in GET PERFORMANCE and in the time that writing
 * takes, a full buffer that holds or refuses, an empty one with and without protection, what
 * closing lasts.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "emulator/drive/state.h"
#include "emulator/drive/tests/medium_steps.h"

#define NS_PER_MS UINT64_C(1000000)
#define PERFORMANCE(data_type, count, type) \
	0xAC, (data_type), 0, 0, 0, 0, 0, 0, 0, (count), (type), 0

static char folder[] = "/tmp/burnrig-recording-XXXXXX";
static char path[sizeof folder + 32];

static int make_folder(void **state)
{
	(void)state;
	if (!mkdtemp(folder))
		return -1;
	snprintf(path, sizeof path, "%s/drive.conf", folder);
	return 0;
}

static int remove_folder(void **state)
{
	(void)state;
	remove(path);
	return rmdir(folder);
}

/* A drive whose DVD+R and CD-R speed is @speeds, with @more keys, and @medium in it. */
static struct drive_rig *rig_of(const char *speeds, const char *more, const char *medium)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fprintf(file,
		"title = T vendor = V product = P revision = 1 serial = S\n"
		"firmware_date = 20200101000000 interface = sata buffer_KiB = 2048\n"
		"rpm_max = 15000 spin_up_ms = 1000 load_ms = 1000 tray_ms = 1000\n"
		"seek_full_ms = 200 seek_track_ms = 10 opc_ms = 1000 command_us = 0\n"
		"link_ms = 500 lead_out_ms = 10000 %s\n"
		"profile DVD_PLUS_R { write = { %s } read = { \"16x CAV\" } }\n"
		"profile BD_RE { write = { 2x } read = { 2x } verify_writes = yes }\n"
		"profile CD_R { write = { %s } read = { 24x } }\n",
		more, speeds, speeds);
	assert_int_equal(fclose(file), 0);
	return rig_ready(path, medium);
}

static uint32_t be32(const uint8_t *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static void write_32(struct drive_rig *rig, uint32_t lba)
{
	uint8_t cdb[10] = { 0x2A, 0, (uint8_t)(lba >> 24), (uint8_t)(lba >> 16),
		(uint8_t)(lba >> 8), (uint8_t)lba, 0, 0, 32, 0 };

	rig_run(rig, cdb, 10, 65536);
}

/* Two zones, two descriptors without a gap; one kind of rotation, CLV, and not exact. */
static void zones_are_told(void **state)
{
	static const uint8_t expected[40] = { 0, 0, 0, 36, 0x02, 0, 0, 0,
		/* 0 .. 449999 at 8310 */
		0, 0, 0, 0, 0, 0, 0x20, 0x76, 0, 0x06, 0xDD, 0xCF, 0, 0, 0x20, 0x76,
		/* 450000 .. 2295103 at 11080 */
		0, 0x06, 0xDD, 0xD0, 0, 0, 0x2B, 0x48, 0, 0x23, 0x05, 0x3F, 0, 0, 0x2B, 0x48 };
	struct drive_rig *rig = rig_of("\"8x ZCLV 6x 8x@450000\"", "zone_stop_ms = 750", "dvd+r");

	(void)state;
	rig_in(rig, RIG_CDB(PERFORMANCE(0x14, 16, 0)), 1024);
	assert_int_equal(rig->command.transferred_bytes, 40);
	assert_memory_equal(rig->data, expected, 40);
	/* the stop: one exception, 750 ms in units of 0.1 ms, both lists */
	rig_in(rig, RIG_CDB(PERFORMANCE(0x15, 16, 0)), 1024);
	assert_int_equal(rig->command.transferred_bytes, 14);
	assert_memory_equal(rig->data, "\0\0\0\x0A\x03\0\0\0\0\x06\xDD\xD0\x1D\x4C", 14);
	rig_in(rig, RIG_CDB(PERFORMANCE(0x16, 0, 0)), 1024);
	assert_memory_equal(rig->data, "\0\0\0\x0A\x03\0\0\0", 8);
	rig_in(rig, RIG_CDB(0xAC, 0x15, 0, 0x06, 0xDD, 0xD1, 0, 0, 0, 16, 0, 0), 1024);
	assert_memory_equal(rig->data, "\0\0\0\x04\x03\0\0\0", 8); /* behind it */
	rig_in(rig, RIG_CDB(PERFORMANCE(0x11, 16, 0)), 1024);
	assert_memory_equal(rig->data, "\0\0\0\x04\x01\0\0\0", 8); /* not in reading */
	rig_in(rig, RIG_CDB(PERFORMANCE(0, 16, 3)), 1024);
	assert_int_equal(be32(rig->data), 4 + 16);
	assert_int_equal(rig->data[8], 0);
	assert_int_equal(be32(rig->data + 20), 11080);
	rig_end(rig);
}

/* 12x partial CAV from 6x: a rising descriptor and a constant one; default rotation, not exact. */
static void partial_cav_is_told(void **state)
{
	struct drive_rig *rig = rig_of("\"12x PCAV 6x\"", "", "dvd+r");

	(void)state;
	rig_in(rig, RIG_CDB(PERFORMANCE(0x14, 16, 0)), 1024);
	assert_int_equal(be32(rig->data), 4 + 2 * 16);
	assert_in_range(be32(rig->data + 12), 8309, 8310);
	assert_in_range(be32(rig->data + 20), 16619, 16620);
	/* r = 48 mm: 61.98 % of 2295104 */
	assert_in_range(be32(rig->data + 24), 1421000, 1423500);
	assert_int_equal(be32(rig->data + 24), be32(rig->data + 16) + 1);
	assert_int_equal(be32(rig->data + 28), 16620);
	assert_int_equal(be32(rig->data + 36), 16620);
	rig_in(rig, RIG_CDB(PERFORMANCE(0, 16, 3)), 1024);
	assert_int_equal(rig->data[8], 0);
	rig_end(rig);
}

/* 2048 KiB and 5540 kB/s: the 33rd WRITE waits for room, 64 KiB / 5540 kB/s = 11.8 ms each. */
static void full_buffer_holds(void **state)
{
	struct drive_rig *rig = rig_of("4x", "", "dvd+r");
	uint64_t before;

	(void)state;
	for (uint32_t lba = 0; lba < 2048; lba += 32) {
		write_32(rig, lba);
		rig_assert_good(rig);
	}
	before = rig->now_ns;
	write_32(rig, 2048);
	rig_assert_good(rig);
	assert_in_range(rig->now_ns - before, 11800000, 11870000);
	rig_end(rig);
}

static void full_buffer_refuses(void **state)
{
	struct drive_rig *rig = rig_of("4x", "full_buffer = refuse", "dvd+r");
	uint32_t lba = 0;

	(void)state;
	for (; lba < 1024; lba += 32) {
		write_32(rig, lba);
		rig_assert_good(rig);
	}
	write_32(rig, lba);
	rig_assert_sense(rig, 2, 0x04, 0x08);
	rig->now_ns += 3000 * NS_PER_MS; /* power calibration and spin-up take 2 s at most */
	burnrig_drive_advance(rig->drive, rig->now_ns);
	write_32(rig, lba);
	rig_assert_good(rig);
	rig_in(rig, RIG_CDB(0x35, 0, 0, 0, 0, 0, 0, 0, 0, 0), 0);
	rig_end(rig);
}

#define BUFE 0x40

/* Mode page 05h: track at once, BUFE or not, multisession allowed, data. */
static void set_write_parameters(struct drive_rig *rig, unsigned bufe)
{
	uint8_t list[8 + 52] = {
		[8] = 0x05, 0x32, (uint8_t)(0x01 | bufe), 0xC4, 0x08, [8 + 13] = 16, [8 + 15] = 150
	};

	rig_out(rig, RIG_CDB(0x55, 0x10, 0, 0, 0, 0, 0, 0, 60, 0), list, 60);
	rig_assert_good(rig);
}

/* Writes 1 MiB, then is late by five seconds, then goes on. */
static void be_late(struct drive_rig *rig)
{
	uint32_t lba;

	for (lba = 0; lba < 512; lba += 32) {
		write_32(rig, lba);
		rig_assert_good(rig);
	}
	rig->now_ns += 5000 * NS_PER_MS;
	burnrig_drive_advance(rig->drive, rig->now_ns);
	write_32(rig, lba);
}

static void underrun_with_protection(void **state)
{
	struct drive_rig *rig = rig_of("16x", "", "cd-r-80");
	struct burnrig_drive_status status;

	(void)state;
	set_write_parameters(rig, BUFE);
	be_late(rig);
	rig_assert_good(rig);
	burnrig_drive_status(rig->drive, &status);
	assert_int_equal(status.underruns, 1);
	rig_in(rig, RIG_CDB(0x35, 0, 0, 0, 0, 0, 0, 0, 0, 0), 0);
	rig_in(rig, RIG_CDB(0x52, 1, 0, 0, 0, 1, 0, 0, 28, 0), 28);
	assert_int_equal(rig->data[5] & 0x20, 0);
	assert_int_equal(be32(rig->data + 24), 544 + 2); /* run-out */
	rig_end(rig);
}

/* 03/0C/09; the track ends where recording stopped, damaged, and the session can be closed. */
static void underrun_without_protection(void **state)
{
	struct drive_rig *rig = rig_of("16x", "", "cd-r-80");
	struct burnrig_drive_status status;

	(void)state;
	set_write_parameters(rig, 0);
	be_late(rig);
	rig_assert_sense(rig, 3, 0x0C, 0x09);
	burnrig_drive_status(rig->drive, &status);
	assert_int_equal(status.underruns, 1);
	rig_in(rig, RIG_CDB(0x52, 1, 0, 0, 0, 1, 0, 0, 28, 0), 28);
	assert_int_equal(rig->data[5] & 0x20, 0x20);
	assert_int_equal(rig->data[7] & 1, 0); /* no next writable address */
	assert_int_equal(be32(rig->data + 24), 512);
	write_32(rig, 512);
	rig_assert_sense(rig, 5, 0x21, 0x02);
	rig_in(rig, RIG_CDB(0x5B, 0, 2, 0, 0, 0, 0, 0, 0, 0), 0);
	rig_in(rig, RIG_CDB(0x28, 0, 0, 0, 1, 0xFF, 0, 0, 1, 0), 2048);
	rig_end(rig);
}

/* DVD+R links always: BUFE is not looked at. */
static void dvd_plus_r_needs_no_protection(void **state)
{
	struct drive_rig *rig = rig_of("4x", "", "dvd+r");

	(void)state;
	be_late(rig);
	rig_assert_good(rig);
	rig_end(rig);
}

/* A host that is done, however late it says so, has lost nothing. */
static void the_end_is_no_underrun(void **state)
{
	struct drive_rig *rig = rig_of("16x", "", "cd-r-80");
	struct burnrig_drive_status status;

	(void)state;
	set_write_parameters(rig, 0);
	for (uint32_t lba = 0; lba < 512; lba += 32)
		write_32(rig, lba);
	rig->now_ns += 5000 * NS_PER_MS;
	rig_in(rig, RIG_CDB(0x35, 0, 0, 0, 0, 0, 0, 0, 0, 0), 0);
	burnrig_drive_status(rig->drive, &status);
	assert_int_equal(status.underruns, 0);
	rig_in(rig, RIG_CDB(0x52, 1, 0, 0, 0, 1, 0, 0, 28, 0), 28);
	assert_int_equal(rig->data[5] & 0x20, 0);
	rig_end(rig);
}

/* Lead-in 4500 and lead-out 6750 blocks at 16x, 11250 / 1200 = 9.38 s, and the drive's own 10 s. */
static void closing_a_cd(void **state)
{
	struct drive_rig *rig = rig_of("16x", "", "cd-r-80");
	uint64_t before;

	(void)state;
	set_write_parameters(rig, BUFE);
	for (uint32_t lba = 0; lba < 512; lba += 32)
		write_32(rig, lba);
	rig_in(rig, RIG_CDB(0x35, 0, 0, 0, 0, 0, 0, 0, 0, 0), 0);
	before = rig->now_ns;
	rig_in(rig, RIG_CDB(0x5B, 0, 2, 0, 0, 0, 0, 0, 0, 0), 0);
	assert_in_range(rig->now_ns - before, 19370 * NS_PER_MS, 19385 * NS_PER_MS);
	rig_end(rig);
}

/* 8 MiB for a BD-RE by WRITE (12), then SYNCHRONIZE CACHE; in ns. */
static uint64_t write_12_ns(struct drive_rig *rig, uint32_t lba, unsigned streaming)
{
	uint64_t before = rig->now_ns;

	for (uint32_t i = 0; i < 128; i++, lba += 32) {
		rig_in(rig,
			RIG_CDB(0xAA, 0, 0, 0, (uint8_t)(lba >> 8), (uint8_t)lba, 0, 0, 0, 32,
				(uint8_t)streaming, 0),
			65536);
	}
	rig_in(rig, RIG_CDB(0x35, 0, 0, 0, 0, 0, 0, 0, 0, 0), 0);
	return rig->now_ns - before;
}

/*
 * A drive that reads back what it records on BD-RE takes twice the time, 8388608 / 8990000 = 0.933 s
 * more, unless WRITE (12) says Streaming. GET PERFORMANCE tells the speed itself.
 */
static void streaming_is_not_read_back(void **state)
{
	static const uint8_t format[12] = { 0, 0, 0, 8, 0, 0xB4, 0x74, 0, 0, 0, 0x30, 0 };
	struct drive_rig *rig = rig_of("4x", "", "bd-re-25");
	uint64_t verified_ns, streamed_ns;

	(void)state;
	rig_out(rig, RIG_CDB(0x04, 0x11, 0, 0, 0, 0), format, 12);
	rig_assert_good(rig);
	write_12_ns(rig, 0, 0x80); /* calibration and spin-up are behind it then */
	streamed_ns = write_12_ns(rig, 4096, 0x80);
	verified_ns = write_12_ns(rig, 8192, 0);
	assert_in_range(verified_ns - streamed_ns, 932 * NS_PER_MS, 935 * NS_PER_MS);
	rig_in(rig, RIG_CDB(PERFORMANCE(0x14, 16, 0)), 1024);
	assert_int_equal(be32(rig->data + 20), 8990);
	rig_run(rig, RIG_CDB(0xAA, 0x08, 0, 0, 0, 0, 0, 0, 0, 32, 0x80, 0), 65536);
	rig_assert_field(rig, true, 1, 3); /* FUA and Streaming */
	rig_run(rig, RIG_CDB(0xA8, 0x08, 0, 0, 0, 0, 0, 0, 0, 32, 0x80, 0), 65536);
	rig_assert_field(rig, true, 1, 3);
	rig_end(rig);
}

/* FUA waits for the disc: 64 KiB at 5540 kB/s take 11.8 ms, and what starting takes before. */
static void force_unit_access(void **state)
{
	struct drive_rig *rig = rig_of("4x", "", "dvd+r");
	struct burnrig_drive_status status;

	(void)state;
	rig_in(rig, RIG_CDB(0x2A, 0x08, 0, 0, 0, 0, 0, 0, 32, 0), 65536);
	burnrig_drive_advance(rig->drive, rig->now_ns);
	burnrig_drive_status(rig->drive, &status);
	assert_int_equal(status.buffer_used_bytes, 0);
	rig_end(rig);
}

/*
 * Clusters 100, 101 and 5000 of a BD-RE are defective: two runs of unusable blocks, three exceptions
 * in reading, and reading one takes as much longer as its exception says.
 */
static void defects_are_told(void **state)
{
	static const uint8_t format[12] = { 0, 0, 0, 8, 0, 0xB4, 0x74, 0, 0, 0, 0x30, 0 };
	static const uint8_t unusable[24] = { 0, 0, 0, 20, 0, 0, 0, 0, /* two descriptors */
		0, 0, 0x0C, 0x80, 0, 0, 0, 64, 0, 0x02, 0x71, 0, 0, 0, 0, 32 };
	struct drive_rig *rig = rig_of("4x", "", "bd-re-25");
	uint64_t plain_ns, exception_ns;

	(void)state;
	rig_out(rig, RIG_CDB(0x04, 0x11, 0, 0, 0, 0), format, 12);
	rig_in(rig, RIG_CDB(PERFORMANCE(2, 16, 1)), 1024);
	assert_memory_equal(rig->data, "\0\0\0\x04\0\0\0\0", 8);
	block_map_set(rig->drive->disc->map, 100, 2, BLOCK_DEFECTIVE);
	block_map_set(rig->drive->disc->map, 5000, 1, BLOCK_DEFECTIVE);
	rig_in(rig, RIG_CDB(PERFORMANCE(2, 16, 1)), 1024); /* the secondary list */
	assert_int_equal(rig->command.transferred_bytes, 24);
	assert_memory_equal(rig->data, unusable, 24);
	rig_in(rig, RIG_CDB(0xAC, 2, 0, 0, 0x0C, 0xC1, 0, 0, 0, 1, 1, 0), 1024); /* behind them */
	assert_memory_equal(rig->data + 8, unusable + 16, 8);
	for (unsigned list = 0; list < 2;
		list++) { /* between zones; slipped when formatted: none */
		rig_in(rig, RIG_CDB(PERFORMANCE((uint8_t)list, 16, 1)), 1024);
		assert_int_equal(rig->command.transferred_bytes, 8);
		assert_memory_equal(rig->data, "\0\0\0\x04\0\0\0\0", 8);
	}
	rig_run(rig, RIG_CDB(PERFORMANCE(3, 16, 1)), 1024);
	rig_assert_field(rig, true, 1, 4);
	rig_in(rig, RIG_CDB(PERFORMANCE(0x11, 16, 0)), 1024);
	assert_memory_equal(rig->data, "\0\0\0\x16\x01\0\0\0\0\0\x0C\x80", 12);
	assert_memory_equal(rig->data + 14, "\0\0\x0C\xA0", 4);
	assert_memory_equal(rig->data + 20, "\0\x02\x71\0", 4);
	exception_ns = (uint64_t)(rig->data[12] << 8 | rig->data[13]) * 100000;
	mechanism_read(rig->drive, 0x0C40, 32, rig->now_ns);
	plain_ns = mechanism_read(rig->drive, 0x0C60, 32, rig->now_ns);
	assert_in_range(mechanism_read(rig->drive, 0x0C80, 32, rig->now_ns) - plain_ns,
		exception_ns - 110000, exception_ns);
	assert_true(exception_ns > 20 * NS_PER_MS);
	rig_end(rig);
	rig = rig_of("4x", "", "dvd+r"); /* no defect management, no such list */
	rig_run(rig, RIG_CDB(PERFORMANCE(0, 16, 1)), 1024);
	rig_assert_field(rig, true, 10, -1);
	rig_end(rig);
}

static uint32_t rotation_rpm(struct drive_rig *rig)
{
	struct burnrig_drive_status status;

	rig->now_ns += UINT64_C(10000000000);
	burnrig_drive_advance(rig->drive, rig->now_ns);
	burnrig_drive_status(rig->drive, &status);
	return status.rotation_rpm;
}

/*
 * A recording that ran out of data waits where it stopped, and the disc turns on as there. BD at 2x: 9.834 m/s are 3913 turns a
 * minute at 24 mm and 2129 at 44.10 mm, where block 6000000 is.
 */
static void the_disc_turns_on_where_data_ran_out(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "bd-re-25");

	(void)state;
	step_format(rig);
	step_write(rig, 0, 64);
	assert_in_range(rotation_rpm(rig), 3911, 3914);
	step_write(rig, 6000000, 64);
	assert_in_range(rotation_rpm(rig), 2128, 2130);
	step_synchronize(rig);
	assert_in_range(rotation_rpm(rig), 2128, 2130);
	rig_in(rig, RIG_CDB(0x1B, 0, 0, 0, 0, 0), 0); /* STOP */
	assert_int_equal(rotation_rpm(rig), 0);
	rig_end(rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(zones_are_told),
		cmocka_unit_test(partial_cav_is_told),
		cmocka_unit_test(full_buffer_holds),
		cmocka_unit_test(full_buffer_refuses),
		cmocka_unit_test(underrun_with_protection),
		cmocka_unit_test(underrun_without_protection),
		cmocka_unit_test(dvd_plus_r_needs_no_protection),
		cmocka_unit_test(the_end_is_no_underrun),
		cmocka_unit_test(closing_a_cd),
		cmocka_unit_test(streaming_is_not_read_back),
		cmocka_unit_test(force_unit_access),
		cmocka_unit_test(defects_are_told),
		cmocka_unit_test(the_disc_turns_on_where_data_ran_out),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
