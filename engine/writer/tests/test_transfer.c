/* SPDX-License-Identifier: MIT */
/* How many sectors each WRITE has, by what the transport takes, the drive's buffer and the rates. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "burnengine/write_engine.h"
#include "engine/transport/tests/scripted.h"
#include "engine/writer/tests/pattern_stream.h"
#include "engine/writer/writer.h"

#define CDB(...) .cdb = { __VA_ARGS__ }, .cdb_bytes = sizeof((uint8_t[]) { __VA_ARGS__ })

static const uint8_t inquiry_reply[36] = { 0x05, 0x80, 0, 0x32,
	31, [8] = 'B', [16] = 'D', [32] = '1' };
/* READ BUFFER CAPACITY, MMC-6 table 330: reserved but the length, then all of it and what is free, in bytes. */
static const uint8_t buffer_4_MiB[12] = { 0, 10, 0, 0, 0, 0x40, 0, 0, 0, 0x40, 0, 0 };
static const uint8_t buffer_2_MiB[12] = { 0, 10, 0, 0, 0, 0x20, 0, 0, 0, 0x20, 0, 0 };
static const uint8_t buffer_256_KiB[12] = { 0, 10, 0, 0, 0, 4, 0, 0, 0, 4, 0, 0 };

#define INQUIRY                                                                  \
	{                                                                        \
		CDB(0x12, 0, 0, 0, 96, 0), .data_in = inquiry_reply,             \
					   .data_in_bytes = sizeof inquiry_reply \
	}
#define BUFFER(reply)                                                                          \
	{                                                                                      \
		CDB(0x5C, 0, 0, 0, 0, 0, 0, 0, 12, 0), .data_in = (reply), .data_in_bytes = 12 \
	}
#define WRITE_10(lba_high, lba_low, blocks_high, blocks_low)                                \
	{                                                                                   \
		CDB(0x2A, 0, 0, 0, lba_high, lba_low, 0, blocks_high, blocks_low, 0),       \
			.data_out_bytes = ((size_t)(blocks_high)*256 + (blocks_low)) * 2048 \
	}

struct given {
	size_t transfer_bytes_max;
	int32_t rate, ending_rate; /* sectors per second */
	uint32_t unit_blocks;
	int32_t blocks;
};

static void burn(const struct given *given, const struct scripted_step *steps, size_t count)
{
	struct br_transport *transport = scripted_create(steps, count);
	struct pattern_stream source = pattern_stream((uint64_t)given->blocks * 2048);
	struct br_recorder *recorder;
	struct br_write_engine *engine;

	transport->transfer_bytes_max = given->transfer_bytes_max;
	assert_int_equal(br_recorder_create(transport, &recorder).code, BR_OK);
	engine = br_write_engine_create(recorder);
	assert_non_null(engine);
	br_write_engine_set_bytes_per_sector(engine, 2048);
	if (given->rate > 0) {
		br_write_engine_set_starting_sectors_per_second(engine, given->rate);
		br_write_engine_set_ending_sectors_per_second(engine, given->ending_rate);
	}
	writer_set_unit(engine, given->unit_blocks);
	assert_int_equal(
		br_write_engine_write_section(engine, &source.base, 0, given->blocks).code, BR_OK);
	br_write_engine_destroy(engine);
	br_recorder_destroy(recorder);
	scripted_finish(transport);
}
#define BURN(given, steps) burn(&(given), steps, sizeof(steps) / sizeof *(steps))

/* BD at 4x: 8780 sectors a second, 439 in 50 ms. */
static void as_much_as_the_transport_takes(void **state)
{
	const struct given given = { 524288, 8780, 8780, 32, 544 };
	const struct scripted_step steps[] = { INQUIRY, BUFFER(buffer_4_MiB), WRITE_10(0, 0, 1, 0),
		WRITE_10(1, 0, 1, 0), WRITE_10(2, 0, 0, 32) };

	(void)state;
	BURN(given, steps);
}

static void whole_units(void **state)
{
	const struct given given = { 245760, 8780, 8780, 32, 224 }; /* 120 sectors */
	const struct scripted_step steps[] = { INQUIRY, BUFFER(buffer_4_MiB), WRITE_10(0, 0, 0, 96),
		WRITE_10(0, 96, 0, 96), WRITE_10(0, 192, 0, 32) };

	(void)state;
	BURN(given, steps);
}

static void an_eighth_of_the_buffer(void **state)
{
	const struct given given = { 524288, 8780, 8780, 32, 160 };
	const struct scripted_step steps[] = { INQUIRY, BUFFER(buffer_2_MiB),
		WRITE_10(0, 0, 0, 128), WRITE_10(0, 128, 0, 32) };

	(void)state;
	BURN(given, steps);
}

static void a_small_buffer_gets_64_KiB(void **state)
{
	const struct given given = { 524288, 8780, 8780, 32, 64 };
	const struct scripted_step steps[] = { INQUIRY, BUFFER(buffer_256_KiB),
		WRITE_10(0, 0, 0, 32), WRITE_10(0, 32, 0, 32) };

	(void)state;
	BURN(given, steps);
}

static void what_the_slower_end_records_in_50_ms(void **state)
{
	/* DVD, 6.6x to 16x CAV: 4460 sectors a second at first, 223 in 50 ms, 208 of them whole blocks. */
	const struct given given = { 524288, 4460, 10816, 16, 224 };
	const struct scripted_step steps[] = { INQUIRY, BUFFER(buffer_4_MiB),
		WRITE_10(0, 0, 0, 208), WRITE_10(0, 208, 0, 16) };

	(void)state;
	BURN(given, steps);
}

static void slow_media_get_64_KiB_and_nothing_is_asked(void **state)
{
	const struct given cd_4x = { 524288, 300, 300, 1, 64 };
	const struct given unknown = { 524288, 0, 0, 32, 64 };
	const struct scripted_step steps[] = { INQUIRY, WRITE_10(0, 0, 0, 32),
		WRITE_10(0, 32, 0, 32) };

	(void)state;
	BURN(cd_4x, steps);
	BURN(unknown, steps);
}

/* Key 5h, INVALID COMMAND OPERATION CODE. */
static void who_does_not_tell_the_buffer_gets_64_KiB(void **state)
{
	const struct given given = { 524288, 8780, 8780, 32, 64 };
	const struct scripted_step steps[] = { INQUIRY,
		{ CDB(0x5C, 0, 0, 0, 0, 0, 0, 0, 12, 0), .status = 0x02,
			.sense = { 0x70, 0, 5, 0, 0, 0, 0, 10, [12] = 0x20 } },
		WRITE_10(0, 0, 0, 32), WRITE_10(0, 32, 0, 32) };

	(void)state;
	BURN(given, steps);
}

static void a_narrow_transport_has_its_way(void **state)
{
	const struct given given = { 32768, 8780, 8780, 32, 32 };
	const struct scripted_step steps[] = { INQUIRY, WRITE_10(0, 0, 0, 16),
		WRITE_10(0, 16, 0, 16) };

	(void)state;
	BURN(given, steps);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(as_much_as_the_transport_takes),
		cmocka_unit_test(whole_units),
		cmocka_unit_test(an_eighth_of_the_buffer),
		cmocka_unit_test(a_small_buffer_gets_64_KiB),
		cmocka_unit_test(what_the_slower_end_records_in_50_ms),
		cmocka_unit_test(slow_media_get_64_KiB_and_nothing_is_asked),
		cmocka_unit_test(who_does_not_tell_the_buffer_gets_64_KiB),
		cmocka_unit_test(a_narrow_transport_has_its_way),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
