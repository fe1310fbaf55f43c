/* SPDX-License-Identifier: MIT */
/*
 * Disc files in a place where calls fail, the process is killed, and the power is cut: at every call
 * that there is, one run for each. Nothing else may go wrong: every other failure is a bug.
 *
 * Not tested here: names that come back after their removal (the file system is synced there).
 */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "emulator/store/disc_file.h"
#include "emulator/store/store_crash.h"
#include "emulator/store/store_failing.h"
#include "emulator/store/tests/disc_sample.h"

#define PATH  "d"
#define STEPS 6

/* What a burner was told while it burnt. */
struct burn {
	unsigned durable;   /* the last step whose durable commit succeeded          */
	unsigned confirmed; /* the last step with any commit that succeeded          */
	unsigned attempted; /* the last step for which a commit was called           */
	int first_error, close_error;
};

enum burn_kind { ALL_DURABLE, MIXED };

static void commit_step(
	struct burn *burn, struct disc_file *file, struct disc_sample *sample, bool durable)
{
	int error = disc_sample_advance(sample, disc_file_data(file));

	if (!error) {
		burn->attempted = sample->step;
		error = disc_file_commit(file, &sample->state, sample->map, durable);
	}
	if (!error)
		burn->confirmed = sample->step;
	if (!error && durable)
		burn->durable = sample->step;
	if (error && !burn->first_error)
		burn->first_error = error;
}

/* Burns up to step STEPS, going on after errors as a drive would that reports them. */
static struct burn burn_disc(struct store_place *place, enum burn_kind kind)
{
	struct burn burn = { .durable = 0 };
	struct disc_sample sample;
	struct disc_file *file = NULL;

	burn.first_error = disc_file_open(place, PATH, false, &file, NULL);
	if (burn.first_error)
		return burn;
	disc_sample_start(&sample);
	for (unsigned tries = 0; tries < STEPS; tries++)
		commit_step(&burn, file, &sample, kind == ALL_DURABLE || tries % 3 == 2);
	disc_sample_free(&sample);
	burn.close_error = disc_file_close(file);
	return burn;
}

static void check_in_place(struct store_place *place, const struct burn *burn, uint64_t n)
{
	/* a reader, a writer: the first of them recovers */
	for (int read_only = n % 2; read_only >= (int)(n % 2) - 1; read_only--) {
		const struct disc_sample_found found =
			disc_sample_find(place, PATH, read_only != 0);

		if (found.step < (int)burn->confirmed || found.step > (int)burn->attempted ||
			found.sound != (unsigned)found.step)
			fail_msg("call %lu: error %d, step %d, sectors of %u; confirmed %u of %u",
				(unsigned long)n, found.error, found.step, found.sound,
				burn->confirmed, burn->attempted);
	}
}

/* ---- calls that fail ---- */

static const struct store_fault faults[] = {
	{ .calls = STORE_CALL_ALL, .error = -EIO },
	{ .calls = STORE_CALL_ALL, .error = -EIO, .for_ever = true },
	{ .calls = STORE_CALL_WRITE, .error = -ENOSPC, .short_write = true },
	{ .calls = STORE_CALL_WRITE, .error = -ENOSPC, .for_ever = true, .short_write = true },
	{ .calls = STORE_CALL_SYNC, .error = -EIO, .for_ever = true },
};

struct world {
	struct store_crash *crash;
	struct store_failing *failing;
	struct store_place *place;
};

static struct world make_world(uint64_t seed)
{
	struct world world = { .crash = store_crash_create(seed) };

	assert_non_null(world.crash);
	world.failing = store_failing_create(store_crash_place(world.crash));
	assert_non_null(world.failing);
	world.place = store_failing_place(world.failing);
	return world;
}

static void free_world(struct world *world)
{
	store_failing_free(world->failing);
	store_crash_free(world->crash);
}

/* One run of creating with the nth call failing. False when none failed: it was the last. */
static bool create_with_fault(struct store_fault fault, uint64_t n)
{
	struct world world = make_world(n);
	bool fired;
	int error;

	fault.nth = n;
	store_failing_set(world.failing, &fault);
	error = disc_sample_create(world.place, PATH);
	fired = store_failing_fired(world.failing);
	store_failing_set(world.failing, NULL);
	if (!error) {
		assert_int_equal(disc_sample_find_step(world.place, PATH, true), 0);
	} else {
		assert_int_equal(error, fault.error);
		if (!(fault.for_ever && fault.calls & STORE_CALL_REMOVE)) {
			assert_false(world.place->exists(world.place, PATH));
			assert_false(world.place->exists(world.place, PATH ".data"));
			assert_int_equal(disc_sample_create(world.place, PATH), 0);
		}
	}
	free_world(&world);
	return fired;
}

static void creating_leaves_a_disc_or_nothing(void **state)
{
	(void)state;
	for (unsigned i = 0; i < sizeof faults / sizeof faults[0]; i++) {
		uint64_t n = 1;

		while (create_with_fault(faults[i], n))
			n++;
		assert_in_range(n, 3, 1000);
	}
}

static bool burn_with_fault(struct store_fault fault, uint64_t n, enum burn_kind kind)
{
	struct world world = make_world(n);
	struct burn burn;
	bool fired;

	assert_int_equal(disc_sample_create(world.place, PATH), 0);
	fault.nth = n;
	store_failing_set(world.failing, &fault);
	burn = burn_disc(world.place, kind);
	fired = store_failing_fired(world.failing);
	store_failing_set(world.failing, NULL);
	if (burn.first_error)
		assert_int_equal(burn.first_error, fault.error);
	if (!fired) {
		assert_int_equal(burn.first_error, 0);
		assert_int_equal(burn.close_error, 0);
		assert_int_equal(burn.durable, STEPS);
	}
	check_in_place(world.place, &burn, n);
	free_world(&world);
	return fired;
}

static void burning_loses_nothing_confirmed_to_a_failing_call(void **state)
{
	(void)state;
	for (unsigned i = 0; i < sizeof faults / sizeof faults[0]; i++) {
		uint64_t n = 1;

		while (burn_with_fault(faults[i], n, n % 2 ? MIXED : ALL_DURABLE))
			n++;
		assert_in_range(n, 10, 2000);
		while (burn_with_fault(faults[i], n, ALL_DURABLE) ||
			burn_with_fault(faults[i], n, MIXED))
			n++;
	}
}

/* No space is not the end: once there is some, the same disc goes on. */
static void a_full_file_system_is_told_and_outlived(void **state)
{
	static const struct store_fault full = { .calls = STORE_CALL_WRITE,
		.nth = 2,
		.error = -ENOSPC,
		.for_ever = true,
		.short_write = true };
	struct world world = make_world(1);
	struct disc_file *file = NULL;
	struct disc_sample sample;

	(void)state;
	assert_int_equal(disc_sample_create(world.place, PATH), 0);
	assert_int_equal(disc_file_open(world.place, PATH, false, &file, NULL), 0);
	disc_sample_start(&sample);
	store_failing_set(world.failing, &full);
	assert_int_equal(disc_sample_advance(&sample, disc_file_data(file)), 0);
	assert_int_equal(disc_file_commit(file, &sample.state, sample.map, true), -ENOSPC);
	assert_int_equal(disc_file_commit(file, &sample.state, sample.map, false), -ENOSPC);
	assert_int_equal(disc_sample_advance(&sample, disc_file_data(file)), -ENOSPC);
	store_failing_set(world.failing, NULL);
	assert_int_equal(disc_file_commit(file, &sample.state, sample.map, true), 0);
	assert_int_equal(disc_file_close(file), 0);
	assert_int_equal(disc_sample_find_step(world.place, PATH, true), 1);
	disc_sample_free(&sample);
	free_world(&world);
}

/* A disc whose last commit failed is not called clean, though it was closed. */
static void a_failed_commit_leaves_the_disc_unclean(void **state)
{
	static const struct store_fault full = {
		.calls = STORE_CALL_WRITE, .nth = 1, .error = -ENOSPC, .for_ever = true
	};
	struct world world = make_world(1);
	struct disc_file *file = NULL;
	struct disc_sample sample;
	struct store *scratch = store_memory_create();

	(void)state;
	assert_int_equal(disc_sample_create(world.place, PATH), 0);
	assert_int_equal(disc_file_open(world.place, PATH, false, &file, NULL), 0);
	disc_sample_start(&sample);
	assert_int_equal(disc_sample_advance(&sample, scratch), 0);
	store_failing_set(world.failing, &full);
	assert_int_equal(disc_file_commit(file, &sample.state, sample.map, true), -ENOSPC);
	store_failing_set(world.failing, NULL);
	disc_file_close(file);
	assert_int_equal(disc_file_open(world.place, PATH, true, &file, NULL), 0);
	assert_false(disc_file_was_clean(file));
	disc_file_close(file);
	disc_sample_free(&sample);
	store_close(scratch);
	free_world(&world);
}

/* ---- crashes ---- */

/* One burn that ends at the nth changing call. False when it came to its end. */
static bool crash_at(
	uint64_t n, uint64_t seed, enum store_crash_kind crash_kind, enum burn_kind burn_kind)
{
	struct store_crash *crash = store_crash_create(seed * 1000 + n);
	struct store_place *place = store_crash_place(crash);
	struct burn burn;
	bool cut;

	assert_int_equal(disc_sample_create(place, PATH), 0);
	store_crash_restart(crash, STORE_CRASH_POWER_CUT); /* what was created is there */
	store_crash_at(crash, n);
	burn = burn_disc(place, burn_kind);
	cut = store_crash_is_down(crash);
	store_crash_restart(crash, crash_kind);
	/* and once more, while the disc is brought back */
	store_crash_at(crash, 1 + seed * 7 % 23);
	disc_sample_find(place, PATH, seed % 2);
	store_crash_restart(crash, crash_kind);
	if (crash_kind == STORE_CRASH_POWER_CUT)
		burn.confirmed = burn.durable;
	check_in_place(place, &burn, n);
	store_crash_free(crash);
	return cut;
}

static void crash_everywhere(enum store_crash_kind crash_kind, enum burn_kind burn_kind)
{
	for (uint64_t seed = 1; seed <= 3; seed++) {
		uint64_t n = 1;

		while (crash_at(n, seed, crash_kind, burn_kind))
			n++;
		assert_in_range(n, 20, 1000);
	}
}

static void a_kill_loses_nothing_committed(void **state)
{
	(void)state;
	crash_everywhere(STORE_CRASH_PROCESS_KILLED, MIXED);
}

static void a_power_cut_loses_nothing_durable(void **state)
{
	(void)state;
	crash_everywhere(STORE_CRASH_POWER_CUT, ALL_DURABLE);
}

/*
 * Checkpoints that were not made durable may be lost with the power, or be there without all of their
 * sectors; what was durable before them is whole.
 */
static void a_power_cut_after_checkpoints_leaves_the_durable_part(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 3; seed++) {
		for (uint64_t n = 1; n < 80; n++) {
			struct store_crash *crash = store_crash_create(seed * 1000 + n);
			struct store_place *place = store_crash_place(crash);
			struct disc_sample_found found;
			struct burn burn;

			assert_int_equal(disc_sample_create(place, PATH), 0);
			store_crash_at(crash, n);
			burn = burn_disc(place, MIXED);
			store_crash_restart(crash, STORE_CRASH_POWER_CUT);
			found = disc_sample_find(place, PATH, n % 2);
			assert_in_range(found.step, burn.durable, burn.attempted);
			assert_in_range(found.sound, burn.durable, burn.attempted);
			store_crash_free(crash);
		}
	}
}

static void a_crash_while_creating_leaves_no_half_disc(void **state)
{
	bool cut = true;

	(void)state;
	for (uint64_t n = 1; cut; n++) {
		for (uint64_t seed = 1; seed <= 10; seed++) {
			struct store_crash *crash = store_crash_create(seed * 1000 + n);
			struct store_place *place = store_crash_place(crash);
			struct disc_sample_found found;
			int error;

			store_crash_at(crash, n);
			error = disc_sample_create(place, PATH);
			cut = store_crash_is_down(crash);
			store_crash_restart(crash,
				seed % 2 ? STORE_CRASH_POWER_CUT : STORE_CRASH_PROCESS_KILLED);
			found = disc_sample_find(place, PATH, seed % 3);
			if (!error)
				assert_int_equal(found.step, 0);
			else if (found.error)
				assert_true(found.error == -EINVAL || found.error == -ENOENT);
			else
				assert_int_equal(found.step, 0);
			store_crash_free(crash);
		}
	}
}

/* The instrument itself: without a sync, a write can be lost; with one, it cannot. */
static void the_crash_place_loses_only_what_was_not_synced(void **state)
{
	unsigned kept = 0, torn = 0;

	(void)state;
	for (uint64_t seed = 0; seed < 200; seed++) {
		struct store_crash *crash = store_crash_create(seed);
		struct store_place *place = store_crash_place(crash);
		struct store *store = NULL;
		uint8_t data[2048] = { [0] = 1, [600] = 1, [2047] = 1 }, back[4096];

		assert_int_equal(place->open(place, "x", O_RDWR | O_CREAT, &store), 0);
		assert_int_equal(store_write(store, 0, data, sizeof data), 0);
		assert_int_equal(store_sync(store), 0);
		assert_int_equal(store_write(store, 2048, data, sizeof data), 0);
		store_close(store);
		store_crash_restart(crash, STORE_CRASH_POWER_CUT);
		assert_int_equal(place->open(place, "x", O_RDWR, &store), 0);
		assert_int_equal(store_read(store, 0, back, sizeof back), 0);
		assert_memory_equal(back, data, sizeof data);
		kept += back[2048] && back[2648] && back[4095];
		torn += back[2048] != back[2648];
		store_close(store);
		store_crash_free(crash);
	}
	assert_in_range(kept, 50, 150);
	assert_in_range(torn, 5, 80);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_crash_place_loses_only_what_was_not_synced),
		cmocka_unit_test(creating_leaves_a_disc_or_nothing),
		cmocka_unit_test(burning_loses_nothing_confirmed_to_a_failing_call),
		cmocka_unit_test(a_full_file_system_is_told_and_outlived),
		cmocka_unit_test(a_failed_commit_leaves_the_disc_unclean),
		cmocka_unit_test(a_kill_loses_nothing_committed),
		cmocka_unit_test(a_power_cut_loses_nothing_durable),
		cmocka_unit_test(a_power_cut_after_checkpoints_leaves_the_durable_part),
		cmocka_unit_test(a_crash_while_creating_leaves_no_half_disc),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
