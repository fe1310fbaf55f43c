/* SPDX-License-Identifier: MIT */
/*
 * Speeds: GET PERFORMANCE, SET STREAMING, SET CD SPEED, READ BUFFER CAPACITY, as MMC-6 lays them
 * out, and that all of them and the time a write takes tell the same.
 */
#include <string.h>

#include "emulator/drive/tests/drive_rig.h"

#define PERFORMANCE(data_type, count, type) \
	0xAC, (data_type), 0, 0, 0, 0, 0, 0, 0, (count), (type), 0

static uint32_t be32(const uint8_t *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

/* 25 GB less nothing: unformatted, 12219392 blocks; 2x and 1x CLV, both exact. */
static void write_speeds_bd_re(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "bd-re-25");
	static const uint8_t expected[40] = { 0, 0, 0, 36, 0, 0, 0, 0,
		/* exact, end BA73FFh, read 35960, write 8990 */
		0x02, 0, 0, 0, 0, 0xBA, 0x73, 0xFF, 0, 0, 0x8C, 0x78, 0, 0, 0x23, 0x1E,
		/* write 4495 */
		0x02, 0, 0, 0, 0, 0xBA, 0x73, 0xFF, 0, 0, 0x8C, 0x78, 0, 0, 0x11, 0x8F };

	(void)state;
	rig_in(rig, RIG_CDB(PERFORMANCE(0, 16, 3)), 1024);
	assert_int_equal(rig->command.transferred_bytes, 40);
	assert_memory_equal(rig->data, expected, 40);
	/* room for one: the length still tells of both */
	rig_in(rig, RIG_CDB(PERFORMANCE(0, 1, 3)), 1024);
	assert_int_equal(rig->command.transferred_bytes, 24);
	assert_memory_equal(rig->data, expected, 24);
	rig_in(rig, RIG_CDB(PERFORMANCE(0, 0, 3)), 1024);
	assert_int_equal(rig->command.transferred_bytes, 8);
	rig_end(rig);
}

/* DVD+R of 16x in a 16x drive; only the medium decides how far down the list goes. */
static void write_speeds_dvd(void **state)
{
	static const uint32_t speeds[] = { 22160, 16620, 11080, 8310, 5540, 3324 };
	static const uint8_t flags[] = { 0x08, 0x08, 0x02, 0x02, 0x02, 0x02 };
	struct drive_rig *rig = rig_ready("burner", "dvd+r");

	(void)state;
	rig_in(rig, RIG_CDB(PERFORMANCE(0, 16, 3)), 1024);
	assert_int_equal(be32(rig->data), 4 + 6 * 16);
	for (size_t i = 0; i < 6; i++) {
		assert_int_equal(rig->data[8 + 16 * i], flags[i]);
		assert_int_equal(be32(rig->data + 8 + 16 * i + 4), 2295103);
		assert_int_equal(be32(rig->data + 8 + 16 * i + 12), speeds[i]);
	}
	rig_end(rig);
}

static void write_speeds_of_a_slower_medium(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "dvd+r-8x");

	(void)state;
	rig_in(rig, RIG_CDB(PERFORMANCE(0, 1, 3)), 1024);
	assert_int_equal(be32(rig->data + 8 + 12), 11080);
	rig_end(rig);
}

/* CAV: the rate at the inner radius is 24/58 of that at the rim. */
static void nominal_cav(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "dvd+r");

	(void)state;
	rig_in(rig, RIG_CDB(PERFORMANCE(0x14, 16, 0)), 1024);
	assert_int_equal(rig->command.transferred_bytes, 24);
	assert_memory_equal(rig->data, "\0\0\0\x14\x02\0\0\0", 8); /* Write */
	assert_int_equal(be32(rig->data + 8), 0);
	assert_in_range(be32(rig->data + 12), 9169, 9170); /* 22160 * 24 / 58 = 9169.7 */
	assert_int_equal(be32(rig->data + 16), 2295103);
	assert_in_range(be32(rig->data + 20), 22159, 22160);
	rig_in(rig, RIG_CDB(PERFORMANCE(0x04, 16, 0)), 1024); /* tolerance 00b, as some send */
	assert_int_equal(rig->command.transferred_bytes, 24);
	rig_in(rig, RIG_CDB(PERFORMANCE(0x10, 16, 0)), 1024);
	assert_memory_equal(rig->data, "\0\0\0\x14\0\0\0\0", 8);
	rig_end(rig);
}

/* 8x fits the spindle of the first drives only from some radius on: two zones without a gap. */
static void nominal_partial_cav(void **state)
{
	struct drive_rig *rig = rig_ready("bd-2x", "dvd+r");

	(void)state;
	rig_in(rig, RIG_CDB(PERFORMANCE(0x14, 16, 0)), 1024);
	assert_int_equal(be32(rig->data), 4 + 2 * 16);
	assert_int_equal(be32(rig->data + 8), 0);
	assert_true(be32(rig->data + 12) < 6500);
	assert_int_equal(be32(rig->data + 24), be32(rig->data + 16) + 1);
	assert_int_equal(be32(rig->data + 28), 11080);
	assert_int_equal(be32(rig->data + 32), 2295103);
	assert_int_equal(be32(rig->data + 36), 11080);
	rig_in(rig, RIG_CDB(PERFORMANCE(0, 16, 3)), 1024);
	assert_int_equal(rig->data[8], 0x00); /* neither pure CAV nor exact */
	rig_end(rig);
}

/* What both layers are written with is told once, as LG's BT20N and GSA-H10N do; where a speed bends
 * differs. */
static void nominal_of_two_layers(void **state)
{
	/* 2.4x from 0 to 4173823 */
	static const uint8_t constant[24] = { 0, 0, 0, 20, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x0C, 0xFC,
		0x00, 0x3F, 0xAF, 0xFF, 0, 0, 0x0C, 0xFC };
	struct drive_rig *rig = rig_ready("burner", "dvd+r-dl-2.4x");

	(void)state;
	rig_in(rig, RIG_CDB(PERFORMANCE(0x14, 16, 0)), 1024);
	assert_int_equal(rig->command.transferred_bytes, 24);
	assert_memory_equal(rig->data, constant, 24);
	rig_end(rig);
	rig = rig_ready("hldtst-bt20n", "dvd+r-dl-4x");
	rig_in(rig, RIG_CDB(PERFORMANCE(0x14, 16, 0)), 1024);
	assert_int_equal(be32(rig->data), 4 + 3 * 16);
	assert_int_equal(be32(rig->data + 8 + 8), 219903);
	assert_int_equal(be32(rig->data + 24), 219904);
	assert_int_equal(be32(rig->data + 24 + 4), 5540);
	assert_int_equal(be32(rig->data + 24 + 8), 3953919);
	rig_end(rig);
}

static void without_a_medium(void **state)
{
	struct drive_rig *rig = rig_ready("burner", NULL);

	(void)state;
	rig_in(rig, RIG_CDB(PERFORMANCE(0x10, 16, 0)), 1024);
	assert_int_equal(rig->command.transferred_bytes, 24);
	assert_int_equal(be32(rig->data + 12), 35960 * 24 / 58);
	assert_int_equal(be32(rig->data + 16), 0);
	assert_int_equal(be32(rig->data + 20), 35960);
	rig_end(rig);
}

static void performance_refused(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "dvd+r");

	(void)state;
	rig_run(rig, RIG_CDB(PERFORMANCE(0, 16, 6)), 1024);
	rig_assert_field(rig, true, 10, -1);
	rig_run(rig, RIG_CDB(PERFORMANCE(0x08, 16, 0)), 1024);
	rig_assert_field(rig, true, 1, 4);
	rig_run(rig, RIG_CDB(PERFORMANCE(0x13, 16, 0)), 1024);
	rig_assert_field(rig, true, 1, 1);
	rig_in(rig, RIG_CDB(PERFORMANCE(0x11, 16, 0)), 1024); /* exceptions: none */
	assert_int_equal(rig->command.transferred_bytes, 8);
	assert_memory_equal(rig->data, "\0\0\0\x04\x01\0\0\0", 8);
	rig_end(rig);
}

/* The write speed in force, as type 00h tells its end. */
static uint32_t end_rate(struct drive_rig *rig)
{
	rig_in(rig, RIG_CDB(PERFORMANCE(0x14, 16, 0)), 1024);
	return be32(rig->data + be32(rig->data));
}

struct streaming {
	uint8_t bytes[28];
};

static struct streaming streaming(uint32_t write_size, uint32_t write_ms)
{
	struct streaming s = { .bytes = { 0, [8] = 0, 0x7F, 0xFF, 0xFF, [14] = 0xFF,
				       0xFF, [18] = 0x03, 0xE8 } };

	for (unsigned i = 0; i < 4; i++) {
		s.bytes[20 + i] = (uint8_t)(write_size >> (24 - 8 * i));
		s.bytes[24 + i] = (uint8_t)(write_ms >> (24 - 8 * i));
	}
	return s;
}

static void stream(struct drive_rig *rig, const struct streaming *s)
{
	rig_out(rig, RIG_CDB(0xB6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 28, 0), s->bytes, 28);
}

static void set_streaming(void **state)
{
	static const struct {
		uint32_t size, time_ms, expected;
	} cases[] = {
		{ 11080, 1000, 11080 },
		{ 11079, 1000, 11080 }, /* 1x rounded by the host */
		{ 10000, 1000, 8310 },
		{ 1108, 100, 11080 },
		{ 1, 1000, 3324 },
		{ 0x10000000, 1000, 22160 },
		{ 0xFFFFFFFF, 1, 22160 },
	};
	struct drive_rig *rig = rig_ready("burner", "dvd+r");

	(void)state;
	for (unsigned i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct streaming s = streaming(cases[i].size, cases[i].time_ms);

		stream(rig, &s);
		rig_assert_good(rig);
		assert_in_range(end_rate(rig), cases[i].expected - 1, cases[i].expected);
	}
	rig_end(rig);
}

static void set_streaming_defaults(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "dvd+r");
	struct streaming s = streaming(3324, 1000), restore = { .bytes = { 0x04 } };

	(void)state;
	stream(rig, &s);
	assert_int_equal(end_rate(rig), 3324);
	stream(rig, &restore); /* RDD: the rest is ignored, zero times too */
	rig_assert_good(rig);
	assert_in_range(end_rate(rig), 22159, 22160);
	rig_end(rig);
}

/*
 * 4x is asked for blocks 100000h to 1FFFFFh only: elsewhere it goes at the 8x that it goes without a
 * request, and a burn is that much longer. RDD: 8x all over.
 */
static void set_streaming_for_a_range(void **state)
{
	static const uint8_t curve[56] = { 0, 0, 0, 52, 2, 0, 0, 0,
		/* 0 to FFFFFh at 11080, to 1FFFFFh at 5540, to 23053Fh at 11080 */
		0, 0, 0, 0, 0, 0, 0x2B, 0x48, 0, 0x0F, 0xFF, 0xFF, 0, 0, 0x2B, 0x48, 0, 0x10, 0, 0,
		0, 0, 0x15, 0xA4, 0, 0x1F, 0xFF, 0xFF, 0, 0, 0x15, 0xA4, 0, 0x20, 0, 0, 0, 0, 0x2B,
		0x48, 0, 0x23, 0x05, 0x3F, 0, 0, 0x2B, 0x48 };
	struct drive_rig *rig = rig_ready("burner", "dvd+r-8x");
	struct streaming s = streaming(5540, 1000), restore = { .bytes = { 0x04 } };

	(void)state;
	memcpy(s.bytes + 4, "\0\x10\0\0\0\x1F\xFF\xFF", 8);
	stream(rig, &s);
	rig_assert_good(rig);
	rig_in(rig, RIG_CDB(PERFORMANCE(0x14, 16, 0)), 1024);
	assert_int_equal(rig->command.transferred_bytes, 56);
	assert_memory_equal(rig->data, curve, 56);
	stream(rig, &restore);
	rig_in(rig, RIG_CDB(PERFORMANCE(0x14, 16, 0)), 1024);
	assert_int_equal(rig->command.transferred_bytes, 24);
	assert_memory_equal(rig->data + 8, "\0\0\0\0\0\0\x2B\x48\0\x23\x05\x3F\0\0\x2B\x48", 16);
	rig_end(rig);
}

/* 16x CAV is 16x at the rim alone: not exact for the disc, but exact for its last thousand blocks. */
static void set_streaming_exactly(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "dvd+r");
	struct streaming s = streaming(22160, 1000);

	(void)state;
	s.bytes[0] = 0x02;
	stream(rig, &s);
	rig_assert_field(rig, false, 0, 1);
	memcpy(s.bytes + 4, "\0\x23\x01\x58\0\x23\x05\x3F", 8);
	stream(rig, &s);
	rig_assert_good(rig);
	s = streaming(11080, 1000); /* 8x is CLV */
	s.bytes[0] = 0x02;
	stream(rig, &s);
	rig_assert_good(rig);
	rig_end(rig);
}

static void set_streaming_refused(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "dvd+r");
	struct streaming s = streaming(11080, 0);

	(void)state;
	stream(rig, &s);
	rig_assert_field(rig, false, 24, -1);
	s = streaming(11080, 1000);
	s.bytes[0] = 0x20;
	stream(rig, &s);
	rig_assert_field(rig, false, 0, 7);
	s.bytes[0] = 0x10;
	stream(rig, &s);
	rig_assert_field(rig, false, 0, 4);
	s.bytes[0] = 0;
	s.bytes[4] = 0x80; /* starts behind its end */
	stream(rig, &s);
	rig_assert_field(rig, false, 4, -1);
	s = streaming(10000, 1000); /* Exact, and there is no such speed */
	s.bytes[0] = 0x02;
	stream(rig, &s);
	rig_assert_field(rig, false, 0, 1);
	rig_out(rig, RIG_CDB(0xB6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 27, 0), s.bytes, 27);
	rig_assert_sense(rig, 5, 0x1A, 0);
	rig_out(rig, RIG_CDB(0xB6, 0, 0, 0, 0, 0, 0, 0, 5, 0, 28, 0), s.bytes, 28);
	rig_assert_field(rig, true, 8, -1);
	assert_in_range(end_rate(rig), 22159, 22160);
	rig_end(rig);
}

/* 4x of CD is 705 to the drive, 706 to some hosts, 704 to others; FFFFh is the maximum. */
static void set_cd_speed(void **state)
{
	static const struct {
		uint16_t asked, expected;
	} cases[] = { { 706, 705 }, { 705, 705 }, { 704, 705 }, { 0, 705 }, { 1400, 1411 },
		{ 1300, 705 }, { 2822, 2822 }, { 0xFFFF, 8467 }, { 9000, 8467 } };
	struct drive_rig *rig = rig_ready("burner", "cd-r-80");

	(void)state;
	for (unsigned i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		uint8_t high = (uint8_t)(cases[i].asked >> 8), low = (uint8_t)cases[i].asked;

		rig_in(rig, RIG_CDB(0xBB, 0, 0xFF, 0xFF, high, low, 0, 0, 0, 0, 0, 0), 0);
		assert_in_range(end_rate(rig), cases[i].expected - 1U, cases[i].expected);
	}
	rig_run(rig, RIG_CDB(0xBB, 2, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0, 0, 0), 0);
	rig_assert_field(rig, true, 1, 1);
	rig_end(rig);
}

/* Another disc: another list, and the old speed is forgotten. */
static void medium_change_resets(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "dvd+r");
	struct streaming s = streaming(3324, 1000);

	(void)state;
	stream(rig, &s);
	rig_in(rig, RIG_CDB(0x1B, 0, 0, 0, 2, 0), 0);
	rig_in(rig, RIG_CDB(0x1B, 0, 0, 0, 3, 0), 0);
	rig_run(rig, RIG_CDB(0, 0, 0, 0, 0, 0), 0);
	assert_in_range(end_rate(rig), 22159, 22160);
	rig_end(rig);
}

/* 4096 KiB, all of it free; in blocks of 2048 bytes 0800h. */
static void buffer_capacity(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "dvd+r");

	(void)state;
	rig_in(rig, RIG_CDB(0x5C, 0, 0, 0, 0, 0, 0, 0, 12, 0), 12);
	assert_int_equal(rig->command.transferred_bytes, 12);
	assert_memory_equal(rig->data, "\0\x0A\0\0\0\x40\0\0\0\x40\0\0", 12);
	rig_in(rig, RIG_CDB(0x5C, 1, 0, 0, 0, 0, 0, 0, 12, 0), 12);
	assert_memory_equal(rig->data, "\0\x0A\0\x01\0\0\0\0\0\0\x08\0", 12);
	rig_end(rig);
}

static void write_64k(struct drive_rig *rig, uint32_t lba)
{
	uint8_t cdb[10] = { 0x2A, 0, (uint8_t)(lba >> 24), (uint8_t)(lba >> 16),
		(uint8_t)(lba >> 8), (uint8_t)lba, 0, 0, 32, 0 };

	rig_in(rig, cdb, 10, 65536);
	assert_int_equal(rig->command.transferred_bytes, 65536);
}

/*
 * 32 MiB at 2.4x of DVD, 3324 kB/s, from a host that is never late: the buffer takes 4 MiB at once,
 * the rest comes at the recording's rate, and SYNCHRONIZE CACHE waits for the last block. All in
 * all 33554432 / 3324000 s = 10.09 s and what starting takes.
 */
static void a_write_takes_its_time(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "dvd+r");
	struct streaming s = streaming(3324, 1000);
	struct burnrig_drive_status status;
	uint64_t start_ns, end_ns;

	(void)state;
	stream(rig, &s);
	start_ns = rig->now_ns;
	for (uint32_t lba = 0; lba < 2048; lba += 32)
		write_64k(rig, lba);
	assert_true(rig->now_ns - start_ns < UINT64_C(100000000));
	for (uint32_t lba = 2048; lba < 16384; lba += 32)
		write_64k(rig, lba);
	burnrig_drive_advance(rig->drive, rig->now_ns);
	burnrig_drive_status(rig->drive, &status);
	assert_int_equal(status.head_rate_kBps, 3324);
	assert_true(status.buffer_used_bytes > 4000000);
	assert_int_equal(status.underruns, 0);
	rig_in(rig, RIG_CDB(0x35, 0, 0, 0, 0, 0, 0, 0, 0, 0), 0);
	end_ns = rig->now_ns;
	assert_in_range(end_ns - start_ns, UINT64_C(10000000000), UINT64_C(16000000000));
	burnrig_drive_advance(rig->drive, rig->now_ns);
	burnrig_drive_status(rig->drive, &status);
	assert_int_equal(status.buffer_used_bytes, 0);
	rig_end(rig);
}

/* A drive that writes nothing: no write speeds, no page 05h, no WRITE; the disc is a DVD-ROM. */
static void reader(void **state)
{
	struct drive_rig *rig = rig_ready("emulator/drive/tests/reader.conf", "dvd+r");

	(void)state;
	rig_in(rig, RIG_CDB(0x46, 0, 0, 0, 0, 0, 0, 0, 20, 0), 20);
	assert_memory_equal(rig->data + 6, "\0\x10\0\0\x03\x04\0\x10\x01\0", 10);
	rig_in(rig, RIG_CDB(PERFORMANCE(0, 16, 3)), 1024);
	assert_int_equal(rig->command.transferred_bytes, 8);
	assert_memory_equal(rig->data, "\0\0\0\x04\0\0\0\0", 8);
	rig_in(rig, RIG_CDB(PERFORMANCE(0x14, 16, 0)), 1024);
	assert_memory_equal(rig->data, "\0\0\0\x04\x02\0\0\0", 8);
	rig_in(rig, RIG_CDB(PERFORMANCE(0x10, 16, 0)), 1024);
	assert_in_range(be32(rig->data + 20), 11079, 11080);
	rig_in(rig, RIG_CDB(0x5A, 0, 0x2A, 0, 0, 0, 0, 1, 0, 0), 256);
	assert_memory_equal(rig->data + 8 + 18, "\0\0\0\0", 4);
	assert_memory_equal(rig->data + 8 + 28, "\0\0\0\0", 4);
	rig_run(rig, RIG_CDB(0x5A, 0, 0x05, 0, 0, 0, 0, 1, 0, 0), 256);
	rig_assert_field(rig, true, 2, 5);
	rig_run(rig, RIG_CDB(0x2A, 0, 0, 0, 0, 0, 0, 0, 1, 0), 2048);
	rig_assert_sense(rig, 5, 0x20, 0);
	rig_run(rig, RIG_CDB(0x28, 0, 0, 0, 0, 0, 0, 0, 1, 0), 2048);
	assert_int_equal(rig->command.status, BURNRIG_STATUS_CHECK_CONDITION); /* blank */
	rig_in(rig, RIG_CDB(0xBB, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0, 0, 0), 0);
	rig_in(rig, RIG_CDB(0xAD, 0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0), 8); /* it is DVD+R inside */
	assert_int_equal(rig->data[4] >> 4, 0xA);
	rig_end(rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(write_speeds_bd_re),
		cmocka_unit_test(write_speeds_dvd),
		cmocka_unit_test(write_speeds_of_a_slower_medium),
		cmocka_unit_test(nominal_cav),
		cmocka_unit_test(nominal_partial_cav),
		cmocka_unit_test(nominal_of_two_layers),
		cmocka_unit_test(without_a_medium),
		cmocka_unit_test(performance_refused),
		cmocka_unit_test(set_streaming),
		cmocka_unit_test(set_streaming_defaults),
		cmocka_unit_test(set_streaming_for_a_range),
		cmocka_unit_test(set_streaming_exactly),
		cmocka_unit_test(set_streaming_refused),
		cmocka_unit_test(set_cd_speed),
		cmocka_unit_test(medium_change_resets),
		cmocka_unit_test(buffer_capacity),
		cmocka_unit_test(reader),
		cmocka_unit_test(a_write_takes_its_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
