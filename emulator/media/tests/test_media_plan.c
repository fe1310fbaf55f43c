/* SPDX-License-Identifier: MIT */
/*
 * Random plans: a host does what may be done, in an order that a seed gives, and after every step
 * what must always hold is checked: the next writable address never goes back, tracks lie one
 * behind the other inside the medium, what was written is read back, a refused call changes
 * nothing. A failure names its seed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "emulator/media/disc_check.h"
#include "emulator/media/tests/media_support.h"

#define CAPACITY 60000
#define SEEDS	 10
#define STEPS	 150

struct plan {
	uint64_t seed, random;
	struct burnrig_disc *disc;
	uint32_t *written_with; /* for each block the seed of its pattern; 0: not written      */
	int32_t end_lba;	/* the highest next writable address that was seen            */
};

static uint32_t random_below(struct plan *plan, uint32_t limit)
{
	plan->random = plan->random * 6364136223846793005U + 1442695040888963407U;
	return (uint32_t)((plan->random >> 33) % limit);
}

static void require(const struct plan *plan, bool holds, const char *what)
{
	if (!holds)
		fail_msg("seed %llu: %s", (unsigned long long)plan->seed, what);
}

static void write_at(struct plan *plan, int32_t lba, uint32_t room)
{
	uint32_t blocks = 1 + random_below(plan, room < 200 ? room : 200);
	uint32_t pattern = 1 + random_below(plan, 1000);
	struct sense sense = support_write(plan->disc, lba, blocks, blocks, pattern, NULL);

	require(plan, sense_is_good(sense), "a legal write was refused");
	for (uint32_t i = 0; i < blocks; i++)
		plan->written_with[(uint32_t)lba + i] = pattern;
}

/* Any open track is written to at its next writable address. */
static void step_write(struct plan *plan)
{
	const struct disc_state *state = &plan->disc->state;
	uint32_t first = random_below(plan, state->track_count);

	for (unsigned i = 0; i < state->track_count; i++) {
		const struct disc_track *track = &state->tracks[(first + i) % state->track_count];
		uint32_t room = disc_track_free_blocks(plan->disc, track);

		if (room && disc_can_write(plan->disc)) {
			write_at(plan, track->next_writable_lba, room);
			return;
		}
	}
}

/* Where nothing may be written, nothing is, and nothing changes. */
static void step_write_wrong(struct plan *plan)
{
	int32_t lba = (int32_t)random_below(plan, CAPACITY + 1000);
	unsigned before = plan->disc->state.track_count;
	uint64_t written = plan->disc->state.write_count;

	for (unsigned i = 0; i < before; i++) {
		const struct disc_track *track = &plan->disc->state.tracks[i];

		if (!track->closed && track->next_writable_lba == lba)
			return; /* this one would be right */
	}
	struct sense sense = support_write(plan->disc, lba, 1, 1, 9999, NULL);
	require(plan, sense.key == 5 || sense.key == 7, "a wrong write was carried out");
	require(plan, plan->disc->state.write_count == written, "a refused write counts");
}

static void step_sequential(struct plan *plan)
{
	uint32_t number = 1 + random_below(plan, plan->disc->state.track_count);

	switch (random_below(plan, 20)) {
	case 0:
		(void)disc_close_track(plan->disc, number);
		break;
	case 1:
		(void)disc_close_session(plan->disc, 2, &support_track_at_once);
		break;
	case 2:
		(void)disc_reserve_track(plan->disc, 1 + random_below(plan, 300));
		break;
	case 3:
		require(plan, sense_is_good(disc_flush(plan->disc)), "a flush failed");
		break;
	case 4:
	case 5:
		step_write_wrong(plan);
		break;
	default:
		step_write(plan);
		break;
	}
}

static void check_tracks(struct plan *plan)
{
	const struct disc_state *state = &plan->disc->state;
	int32_t end = 0;

	for (unsigned i = 0; i < state->track_count; i++) {
		const struct disc_track *track = &state->tracks[i];

		require(plan, track->number == i + 1, "track numbers have a hole");
		require(plan, track->start_lba >= end, "tracks overlap");
		require(plan, track->recorded_blocks <= track->size_blocks, "more than its size");
		require(plan,
			track->next_writable_lba ==
				track->start_lba + (int32_t)track->recorded_blocks,
			"the next writable address is not behind the last block");
		end = disc_track_end_lba(track);
	}
	require(plan, end <= CAPACITY, "behind the end of the medium");
	const struct disc_track *last = &state->tracks[state->track_count - 1];
	require(plan, last->next_writable_lba >= plan->end_lba || last->closed,
		"the next writable address went back");
	if (!last->closed)
		plan->end_lba = last->next_writable_lba;
}

static void check_blocks(struct plan *plan, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		uint32_t lba = random_below(plan, CAPACITY);
		uint32_t pattern = plan->written_with[lba];

		if (pattern)
			require(plan, support_check(plan->disc, (int32_t)lba, 1, pattern),
				"a written block does not come back");
	}
}

static void run(enum medium_family family, uint64_t seed, void (*step)(struct plan *plan))
{
	struct plan plan = { .seed = seed, .random = seed * 2654435761U + 1 };

	plan.disc = support_blank(family, CAPACITY);
	plan.written_with = calloc(CAPACITY, sizeof plan.written_with[0]);
	assert_non_null(plan.disc);
	assert_non_null(plan.written_with);
	for (unsigned i = 0; i < STEPS; i++) {
		step(&plan);
		require(&plan, !disc_fault(plan.disc), "the state is not sound");
		check_tracks(&plan);
		check_blocks(&plan, 20);
	}
	check_blocks(&plan, 2 * CAPACITY / 10);
	free(plan.written_with);
	disc_free(plan.disc);
}

static void dvd_plus_r_holds(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= SEEDS; seed++)
		run(MEDIUM_FAMILY_DVD_PLUS_R, seed, step_sequential);
}

static void cd_r_holds(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= SEEDS; seed++)
		run(MEDIUM_FAMILY_CD_R, seed, step_sequential);
}

/* CD-RW is blanked in all ways in between; what is left of it then is written over. */
static void step_rewritable(struct plan *plan)
{
	uint32_t number = 1 + random_below(plan, plan->disc->state.track_count);
	unsigned type = random_below(plan, 8);

	if (random_below(plan, 12)) {
		step_sequential(plan);
		return;
	}
	if (!sense_is_good(disc_blank(plan->disc, type, number)))
		return;
	plan->end_lba = 0;
	for (uint32_t lba = 0; lba < CAPACITY; lba++) {
		const struct disc_track *track = disc_track_of_lba(plan->disc, (int32_t)lba);

		if (!track || (int32_t)lba >= track->next_writable_lba)
			plan->written_with[lba] = 0;
	}
}

static void cd_rw_holds(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= SEEDS; seed++)
		run(MEDIUM_FAMILY_CD_RW, seed, step_rewritable);
}

static void step_random(struct plan *plan)
{
	uint32_t blocks = plan->disc->state.formatted_blocks;

	if (!blocks) {
		require(plan, sense_is_good(disc_format(plan->disc, 0x31, UINT32_MAX, 0)),
			"a format was refused");
		return;
	}
	uint32_t lba = random_below(plan, blocks);

	write_at(plan, (int32_t)lba, blocks - lba);
	for (uint32_t i = 0; i < 20; i++) {
		lba = random_below(plan, blocks);
		if (!plan->written_with[lba])
			require(plan, support_is_zero(plan->disc, (int32_t)lba, 1),
				"a block that was not written is not zero");
	}
}

static void bd_re_holds(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= SEEDS; seed++) {
		struct plan plan = { .seed = seed, .random = seed * 2654435761U + 1 };

		plan.disc = support_blank(MEDIUM_FAMILY_BD_RE, CAPACITY);
		plan.written_with = calloc(CAPACITY, sizeof plan.written_with[0]);
		for (unsigned i = 0; i < STEPS; i++) {
			step_random(&plan);
			check_blocks(&plan, 20);
		}
		free(plan.written_with);
		disc_free(plan.disc);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dvd_plus_r_holds),
		cmocka_unit_test(cd_r_holds),
		cmocka_unit_test(cd_rw_holds),
		cmocka_unit_test(bd_re_holds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
