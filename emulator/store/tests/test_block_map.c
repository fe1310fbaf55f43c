/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "emulator/store/block_map.h"
#include "emulator/store/disc_state.h"

static void ranges_are_set_and_measured(void **state)
{
	struct block_map *map = block_map_create(10000);

	(void)state;
	assert_int_equal(block_map_run(map, 0, 10000), 10000);
	block_map_set(map, 31, 4000, BLOCK_WRITTEN);
	block_map_set(map, 33, 1, BLOCK_DEFECTIVE);
	assert_int_equal(block_map_get(map, 30), BLOCK_NEVER_WRITTEN);
	assert_int_equal(block_map_get(map, 31), BLOCK_WRITTEN);
	assert_int_equal(block_map_get(map, 33), BLOCK_DEFECTIVE);
	assert_int_equal(block_map_get(map, 4030), BLOCK_WRITTEN);
	assert_int_equal(block_map_get(map, 4031), BLOCK_NEVER_WRITTEN);
	assert_int_equal(block_map_run(map, 0, 10000), 31);
	assert_int_equal(block_map_run(map, 31, 10000), 2);
	assert_int_equal(block_map_run(map, 33, 10000), 1);
	assert_int_equal(block_map_run(map, 34, 10000), 3997);
	assert_int_equal(block_map_run(map, 34, 100), 100);
	assert_int_equal(block_map_run(map, 34, 0), 0);
	block_map_free(map);
}

static void what_is_written_is_said_of_a_range(void **state)
{
	struct block_map *map = block_map_create(10000);

	(void)state;
	block_map_set(map, 40, 200, BLOCK_WRITTEN);
	assert_true(block_map_is_written(map, 40, 1));
	assert_true(block_map_is_written(map, 64, 32));
	assert_true(block_map_is_written(map, 63, 2)); /* in two words */
	assert_true(block_map_is_written(map, 40, 200));
	assert_false(block_map_is_written(map, 40, 201));
	assert_false(block_map_is_written(map, 39, 2));
	assert_false(block_map_is_written(map, 239, 2));
	assert_false(block_map_is_written(map, 10000, 1));
	assert_true(block_map_is_written(map, 40, 0));
	assert_false(block_map_is_written(map, 39, 0));
	block_map_set(map, 50, 1, BLOCK_REPLACED);
	assert_false(block_map_is_written(map, 50, 1));
	assert_false(block_map_is_written(map, 49, 2));
	block_map_free(map);
}

/* Also of what comes from rest; and once it had some nobody need believe that it has none. */
static void defects_are_known_of(void **state)
{
	static const enum block_state defects[] = { BLOCK_DEFECTIVE, BLOCK_REPLACED };
	uint8_t bytes[BLOCK_MAP_CHUNK_BYTES];

	(void)state;
	for (unsigned i = 0; i < 2; i++) {
		struct block_map *map = block_map_create(5000), *other = block_map_create(5000);

		block_map_set(map, 0, 5000, BLOCK_WRITTEN);
		assert_false(block_map_had_defects(map));
		block_map_set(map, 5000, 1, defects[i]);
		assert_false(block_map_had_defects(map));
		block_map_set(map, 4999, 1, defects[i]);
		assert_true(block_map_had_defects(map));
		block_map_save(map, 0, bytes);
		assert_true(block_map_load(other, 0, bytes));
		assert_false(block_map_had_defects(other));
		block_map_save(map, 1, bytes);
		assert_true(block_map_load(other, 1, bytes));
		assert_true(block_map_had_defects(other));
		block_map_set(map, 4999, 1, BLOCK_WRITTEN);
		assert_true(block_map_had_defects(map));
		block_map_free(map);
		block_map_free(other);
	}
}

static void beyond_the_map_is_never_written(void **state)
{
	struct block_map *map = block_map_create(70);

	(void)state;
	block_map_set(map, 64, UINT32_MAX, BLOCK_WRITTEN);
	assert_int_equal(block_map_get(map, 69), BLOCK_WRITTEN);
	assert_int_equal(block_map_get(map, 70), BLOCK_NEVER_WRITTEN);
	assert_int_equal(block_map_get(map, UINT32_MAX), BLOCK_NEVER_WRITTEN);
	assert_int_equal(block_map_run(map, 64, 100), 6);
	assert_int_equal(block_map_run(map, 70, 100), 100);
	assert_int_equal(block_map_run(map, UINT32_MAX, UINT32_MAX), UINT32_MAX);
	block_map_set(map, 70, 5, BLOCK_WRITTEN);
	block_map_set(map, 64, 6, BLOCK_NEVER_WRITTEN);
	assert_int_equal(block_map_run(map, 0, 100), 100);
	block_map_free(map);
	map = block_map_create(0);
	block_map_set(map, 0, 1, BLOCK_WRITTEN);
	assert_int_equal(block_map_get(map, 0), BLOCK_NEVER_WRITTEN);
	block_map_free(map);
}

/* Against a map kept the slow way: one byte a unit. */
static void random_ranges_agree_with_a_plain_array(void **state)
{
	enum { UNITS = 9001 };
	static uint8_t plain[UNITS];
	struct block_map *map = block_map_create(UNITS);
	uint32_t random = 12345;

	(void)state;
	for (unsigned i = 0; i < 2000; i++) {
		uint32_t unit, count, run = 0;

		random = random * 1664525u + 1013904223u;
		unit = (random >> 8) % UNITS;
		count = random % 5 == 0 ? (random >> 4) % 5000 : (random >> 5) % 70;
		if (count > UNITS - unit)
			count = UNITS - unit;
		memset(plain + unit, (int)(random >> 20) % 3, count);
		block_map_set(map, unit, count, (enum block_state)((random >> 20) % 3));
		unit = (unit + count / 3) % UNITS;
		while (unit + run < UNITS && plain[unit + run] == plain[unit])
			run++;
		assert_int_equal(block_map_run(map, unit, UNITS - unit), run);
	}
	for (uint32_t unit = 0; unit < UNITS; unit++)
		assert_int_equal(block_map_get(map, unit), plain[unit]);
	block_map_free(map);
}

static void only_changes_make_a_chunk_dirty(void **state)
{
	struct block_map *map = block_map_create(3 * 4096);

	(void)state;
	assert_int_equal(block_map_chunks(map), 3);
	block_map_set(map, 0, 100, BLOCK_NEVER_WRITTEN);
	assert_false(block_map_is_dirty(map, 0));
	block_map_set(map, 4095, 2, BLOCK_WRITTEN);
	assert_true(block_map_is_dirty(map, 0));
	assert_true(block_map_is_dirty(map, 1));
	assert_false(block_map_is_dirty(map, 2));
	block_map_clean(map, 0);
	block_map_set(map, 4095, 1, BLOCK_WRITTEN);
	assert_false(block_map_is_dirty(map, 0));
	block_map_free(map);
}

static void a_chunk_rests_as_documented(void **state)
{
	uint8_t bytes[BLOCK_MAP_CHUNK_BYTES];
	struct block_map *map = block_map_create(5000);

	(void)state;
	block_map_set(map, 4096, 3, BLOCK_WRITTEN);
	block_map_set(map, 4101, 1, BLOCK_DEFECTIVE);
	block_map_save(map, 1, bytes);
	assert_int_equal(bytes[0], 0x15);
	assert_int_equal(bytes[1], 0x08);
	assert_int_equal(bytes[2], 0);
	block_map_free(map);
	map = block_map_create(5000);
	assert_true(block_map_load(map, 1, bytes));
	assert_int_equal(block_map_run(map, 0, 5000), 4096);
	assert_int_equal(block_map_run(map, 4096, 5), 3);
	assert_int_equal(block_map_get(map, 4101), BLOCK_DEFECTIVE);
	assert_false(block_map_is_dirty(map, 1));
	block_map_free(map);
}

static void an_impossible_chunk_is_refused(void **state)
{
	uint8_t bytes[BLOCK_MAP_CHUNK_BYTES] = { 0 };
	struct block_map *map = block_map_create(5000); /* 904 units in chunk 1: 226 bytes */

	(void)state;
	assert_false(block_map_load(map, 2, bytes));
	bytes[7] = 0x38; /* states 2 and 3 */
	assert_true(block_map_load(map, 0, bytes));
	assert_int_equal(block_map_get(map, 29), BLOCK_DEFECTIVE);
	assert_int_equal(block_map_get(map, 30), BLOCK_REPLACED);
	bytes[7] = 0;
	bytes[225] = 0x40;
	assert_true(block_map_load(map, 1, bytes));
	bytes[226] = 0x01;
	assert_false(block_map_load(map, 1, bytes));
	block_map_free(map);
}

static void tracks_and_sessions_are_numbered(void **state)
{
	struct disc_state disc = { .status = DISC_EMPTY };

	(void)state;
	for (unsigned i = 1; i <= 99; i++) {
		struct disc_track *track = disc_state_add_track(&disc);
		struct disc_session *session = disc_state_add_session(&disc);

		assert_int_equal(track->number, i);
		assert_int_equal(track->start_lba, 0);
		assert_int_equal(session->number, i);
		track->start_lba = (int32_t)i;
	}
	assert_int_equal(disc.track_count, 99);
	assert_int_equal(disc.tracks[41].start_lba, 42);
	disc_state_free(&disc);
	assert_null(disc.tracks);
	assert_int_equal(disc.session_count, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ranges_are_set_and_measured),
		cmocka_unit_test(what_is_written_is_said_of_a_range),
		cmocka_unit_test(defects_are_known_of),
		cmocka_unit_test(beyond_the_map_is_never_written),
		cmocka_unit_test(random_ranges_agree_with_a_plain_array),
		cmocka_unit_test(only_changes_make_a_chunk_dirty),
		cmocka_unit_test(a_chunk_rests_as_documented),
		cmocka_unit_test(an_impossible_chunk_is_refused),
		cmocka_unit_test(tracks_and_sessions_are_numbered),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
