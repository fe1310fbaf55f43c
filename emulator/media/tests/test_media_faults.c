/* SPDX-License-Identifier: MIT */
/*
 * A burn onto a disc file while the 1st, 2nd, 3rd … call to the store fails, or the machine dies
 * there: what the host was told is on the disc is there afterwards, and no track claims more than
 * was written.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <errno.h>

#include "emulator/media/tests/media_support.h"
#include "emulator/store/store_crash.h"
#include "emulator/store/store_failing.h"

#define PATH	 "/world/disc"
#define CAPACITY 32768
#define SESSIONS 3

struct world {
	enum medium_family family;
	struct store_crash *crash;
	struct store_failing *failing;
	struct burnrig_disc *disc;
	struct disc_file *file;
	uint32_t promised[SESSIONS]; /* blocks of each session that the host knows are safe     */
	uint32_t attempted[SESSIONS];
	int32_t start_lba[SESSIONS];
};

static struct store_place *place_of(const struct world *world)
{
	return store_failing_place(world->failing);
}

static void start(struct world *world, enum medium_family family)
{
	struct burnrig_disc *blank = support_blank(family, CAPACITY);
	struct disc_file_setup setup = {
		.medium_name = "support",
		.definition_text = "",
		.state = &blank->state,
		.map = blank->map,
	};

	*world = (struct world) { .family = family, .crash = store_crash_create(7) };
	world->failing = store_failing_create(store_crash_place(world->crash));
	assert_int_equal(disc_file_create(place_of(world), PATH, &setup, NULL), 0);
	disc_free(blank);
}

/* False when the file does not open just now. */
static bool open_disc(struct world *world)
{
	struct burnrig_disc *blank = support_blank(world->family, CAPACITY);
	struct burnrig_medium_definition *definition = malloc(sizeof *definition);

	assert_non_null(definition);
	*definition = *blank->definition;
	disc_free(blank);
	if (disc_file_open(place_of(world), PATH, false, &world->file, NULL) < 0) {
		free(definition);
		return false;
	}
	world->disc = disc_from_file(definition, world->file, NULL);
	if (!world->disc)
		disc_file_close(world->file);
	return world->disc != NULL;
}

static void close_disc(struct world *world)
{
	struct disc_file *file = world->file;

	disc_free(world->disc);
	(void)disc_file_close(file);
}

static void end(struct world *world)
{
	store_failing_free(world->failing);
	store_crash_free(world->crash);
}

static const struct disc_track *last_track(const struct world *world)
{
	const struct disc_state *state = &world->disc->state;

	return &state->tracks[state->track_count - 1];
}

/* A session of 320 blocks in two parts, each flushed; false at the first refusal. */
static bool burn_session(struct world *world, unsigned index, unsigned *ret_code)
{
	struct burnrig_disc *disc = world->disc;
	uint32_t part = world->family == MEDIUM_FAMILY_DVD_PLUS_R ? 160 : 320;

	world->start_lba[index] = last_track(world)->next_writable_lba;
	for (uint32_t done = 0; done < 320; done += part) {
		world->attempted[index] = done + part;
		*ret_code = support_code(support_write(
			disc, world->start_lba[index] + (int32_t)done, part, 32, index + 1, NULL));
		if (*ret_code)
			return false;
		*ret_code = support_code(disc_flush(disc));
		if (*ret_code)
			return false;
		world->promised[index] = done + part;
	}
	*ret_code = support_code(disc_close_session(disc, 2, &support_track_at_once));
	return *ret_code == 0;
}

static unsigned burn(struct world *world)
{
	unsigned code = 0;

	for (unsigned i = 0; i < SESSIONS && !code; i++)
		(void)burn_session(world, i, &code);
	return code;
}

/* The disc as it is found again. */
static void assert_promises_kept(struct world *world)
{
	struct burnrig_disc_track track;

	assert_true(open_disc(world));
	for (unsigned i = 0; i < SESSIONS; i++) {
		if (world->promised[i])
			assert_true(support_check(
				world->disc, world->start_lba[i], world->promised[i], i + 1));
	}
	for (unsigned i = 0; burnrig_disc_track_at(world->disc, i, &track); i++) {
		const struct disc_track *found = disc_track(world->disc, track.number);

		assert_int_equal(found->session, i + 1 > SESSIONS ? SESSIONS + 1 : i + 1);
		if (i < SESSIONS && found->recorded_blocks) {
			assert_int_equal(found->start_lba, world->start_lba[i]);
			assert_true(found->recorded_blocks <= world->attempted[i]);
		}
	}
	close_disc(world);
}

static void fail_each_call(enum medium_family family, int error, bool short_write)
{
	bool fired = true;

	for (uint64_t nth = 1; fired; nth++) {
		struct world world;
		struct store_fault fault = {
			.calls = STORE_CALL_WRITE | STORE_CALL_SYNC,
			.nth = nth,
			.error = error,
			.for_ever = error == -ENOSPC,
			.short_write = short_write,
		};

		start(&world, family);
		assert_true(open_disc(&world));
		store_failing_set(world.failing, &fault);
		unsigned code = burn(&world);
		fired = store_failing_fired(world.failing);
		if (code) /* MEDIUM ERROR: write error or session fixation error */
			assert_true(fired && (code == 0x030C00 || code == 0x037202));
		store_failing_set(world.failing, NULL);
		close_disc(&world);
		assert_promises_kept(&world);
		end(&world);
	}
}

static void a_full_store_is_a_write_error(void **state)
{
	(void)state;
	fail_each_call(MEDIUM_FAMILY_DVD_PLUS_R, -ENOSPC, false);
}

static void a_failing_store_is_a_write_error(void **state)
{
	(void)state;
	fail_each_call(MEDIUM_FAMILY_DVD_PLUS_R, -EIO, true);
}

static void crash_at_each_call(enum store_crash_kind kind)
{
	bool crashed = true;

	for (uint64_t call = 1; crashed; call++) {
		struct world world;

		start(&world, MEDIUM_FAMILY_DVD_PLUS_R);
		assert_true(open_disc(&world));
		store_crash_at(world.crash, call);
		(void)burn(&world);
		crashed = store_crash_is_down(world.crash);
		close_disc(&world);
		store_crash_restart(world.crash, kind);
		assert_promises_kept(&world);
		end(&world);
	}
}

static void a_killed_process_loses_nothing_promised(void **state)
{
	(void)state;
	crash_at_each_call(STORE_CRASH_PROCESS_KILLED);
}

static void a_power_cut_loses_nothing_promised(void **state)
{
	(void)state;
	crash_at_each_call(STORE_CRASH_POWER_CUT);
}

/* A burn of 20 MiB that is killed before any flush leaves an incomplete track near its end. */
static void a_killed_burn_is_an_incomplete_track(void **state)
{
	struct world world;

	(void)state;
	start(&world, MEDIUM_FAMILY_DVD_PLUS_R);
	assert_true(open_disc(&world));
	assert_int_equal(support_code(support_write(world.disc, 0, 10240, 64, 1, NULL)), 0);
	store_crash_at(world.crash, 1);
	assert_int_equal(support_code(support_write(world.disc, 10240, 64, 64, 1, NULL)), 0x030C00);
	close_disc(&world);
	store_crash_restart(world.crash, STORE_CRASH_PROCESS_KILLED);
	assert_true(open_disc(&world));
	assert_false(world.disc->was_clean);
	assert_int_equal(last_track(&world)->next_writable_lba, 8192);
	assert_int_equal(world.disc->state.status, DISC_INCOMPLETE);
	assert_true(support_check(world.disc, 0, 8192, 1));
	assert_false(support_check(world.disc, 8192, 1, 1));
	close_disc(&world);
	end(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_full_store_is_a_write_error),
		cmocka_unit_test(a_failing_store_is_a_write_error),
		cmocka_unit_test(a_killed_process_loses_nothing_promised),
		cmocka_unit_test(a_power_cut_loses_nothing_promised),
		cmocka_unit_test(a_killed_burn_is_an_incomplete_track),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
