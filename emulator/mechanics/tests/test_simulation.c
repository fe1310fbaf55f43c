/* SPDX-License-Identifier: MIT */
/*
 * Buffer and motion over whole burns: a host that sends at some rate and a disc that takes at
 * another. However often somebody looks in between, the same happens at the same instants.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
/* after the four headers it needs */
#include <cmocka.h>

#include "emulator/mechanics/buffer.h"
#include "emulator/mechanics/tests/discs.h"

#define MS(n) ((uint64_t)(n)*1000000)

static uint64_t next_random(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return *seed;
}

static void make(struct mechanics_buffer *buffer, struct mechanics_geometry geometry,
	struct mechanics_speed speed, uint32_t rpm_max)
{
	const struct mechanics_buffer_settings settings = {
		.capacity_blocks = 2048,
		.start_mark_blocks = 1024,
		.patience_ns = MS(300),
		.link_ns = MS(600),
		.sled = { .seek_full_ms = 280, .seek_track_ms = 15 },
	};
	struct mechanics_motion motion;

	mechanics_motion_make(&motion, &geometry, speed, rpm_max);
	mechanics_buffer_init(buffer, &settings, &motion, 0);
}

/* A host at @host_kBps writes a whole disc. Returns when all is on it. */
static uint64_t burn(struct mechanics_buffer *buffer, uint32_t blocks, uint64_t host_kBps)
{
	uint64_t now = 0;

	for (uint32_t lba = 0; lba < blocks; lba += 32) {
		uint32_t count = blocks - lba < 32 ? blocks - lba : 32;

		now += count * UINT64_C(2048000000) / host_kBps;
		now = mechanics_buffer_accept(buffer, lba, count, now);
	}
	return mechanics_buffer_flush(buffer, now);
}

/* A host that is always faster: the disc's own time, and not one underrun. */
static void test_fast_host(void **state)
{
	struct mechanics_buffer buffer;
	uint64_t end;

	(void)state;
	make(&buffer, DVD_120, CAV(16 * 1385), 13000);
	end = burn(&buffer, 2295104, 60000);
	/* 300 s and the time in which the first 1024 blocks came */
	assert_in_range(end, MS(300000), MS(300300));
	mechanics_buffer_advance(&buffer, end);
	assert_int_equal(buffer.state, MECHANICS_BUFFER_EMPTY);
	assert_int_equal(buffer.underruns, 0);
	assert_int_equal(mechanics_buffer_head_lba(&buffer), 2295104);
}

/*
 * A host of 12 000 kB/s before a 16x CAV writer, 9.2 at the inside: no underrun while the disc is
 * the slower one, up to r = 12000 / 22160 * 58 = 31.4 mm, 14.7 % of the blocks; many behind it.
 */
static void test_slow_host(void **state)
{
	struct mechanics_buffer buffer;
	uint64_t now = 0, first_dry = 0, end;

	(void)state;
	make(&buffer, DVD_120, CAV(16 * 1385), 13000);
	for (uint32_t lba = 0; lba < 2295104; lba += 32) {
		uint64_t before = buffer.underruns;

		now += 32 * UINT64_C(2048000000) / 12000;
		now = mechanics_buffer_accept(&buffer, lba, 32, now);
		if (before == 0 && buffer.underruns)
			first_dry = lba;
	}
	end = mechanics_buffer_flush(&buffer, now);
	assert_in_range(first_dry, 2295104 * 147 / 1000, 2295104 * 30 / 100);
	assert_true(buffer.underruns > 100);
	/*
	 * The host alone needs 2295104 * 2048 / 12000000 = 391.7 s. Each restart comes at 1024 blocks
	 * and takes 615 ms; the host fills the other 1024 in 175 ms and waits for the remaining 440.
	 * Before the first, the disc was the slower one for some seconds more.
	 */
	assert_in_range(
		end, MS(391700 + buffer.underruns * 440), MS(400000 + buffer.underruns * 441));
}

static void assert_same(struct mechanics_buffer *a, struct mechanics_buffer *b)
{
	assert_int_equal(a->state, b->state);
	assert_int_equal(a->underruns, b->underruns);
	assert_int_equal(mechanics_buffer_used_blocks(a), mechanics_buffer_used_blocks(b));
	assert_int_equal(mechanics_buffer_head_lba(a), mechanics_buffer_head_lba(b));
	assert_int_equal(mechanics_buffer_rate_kBps(a), mechanics_buffer_rate_kBps(b));
	assert_int_equal(mechanics_buffer_next_event_ns(a), mechanics_buffer_next_event_ns(b));
}

/* Advance from @now to @until in up to five looks, or by its events. */
static void look_often(
	struct mechanics_buffer *buffer, uint64_t now, uint64_t until, uint64_t *seed)
{
	uint64_t event;

	for (unsigned n = 0; n < next_random(seed) % 5; n++)
		mechanics_buffer_advance(buffer, now + (until - now) / 5 * n);
	while ((event = mechanics_buffer_next_event_ns(buffer)) <= until)
		mechanics_buffer_advance(buffer, event);
	mechanics_buffer_advance(buffer, until);
}

struct plan {
	struct mechanics_buffer *seldom, *often;
	uint64_t now, seed;
	int64_t lba;
};

static void one_step(struct plan *plan)
{
	uint64_t dice = next_random(&plan->seed) % 100, answered;
	uint32_t blocks = (uint32_t)(next_random(&plan->seed) % 200);
	uint64_t until = plan->now + next_random(&plan->seed) % MS(dice < 5 ? 900 : 30);

	look_often(plan->often, plan->now, until, &plan->seed);
	plan->now = until;
	if (dice < 3) {
		answered = mechanics_buffer_flush(plan->seldom, plan->now);
		assert_int_equal(mechanics_buffer_flush(plan->often, plan->now), answered);
	} else {
		if (dice < 20)
			plan->lba = (int64_t)(next_random(&plan->seed) % 2000000);
		answered = mechanics_buffer_accept(plan->seldom, plan->lba, blocks, plan->now);
		assert_int_equal(mechanics_buffer_accept(plan->often, plan->lba, blocks, plan->now),
			answered);
		plan->lba += blocks;
	}
	assert_true(answered >= plan->now);
	look_often(plan->often, plan->now, answered, &plan->seed);
	mechanics_buffer_advance(plan->seldom, answered);
	assert_same(plan->seldom, plan->often);
	assert_true(mechanics_buffer_used_blocks(plan->seldom) <= 2048);
	plan->now = answered;
}

static void test_looking_changes_nothing(void **state)
{
	const struct mechanics_speed speeds[] = { CLV(5540), CAV(22160), CLV(16620) };

	(void)state;
	for (unsigned i = 0; i < 30; i++) {
		struct mechanics_buffer seldom, often;
		struct plan plan = { .seldom = &seldom, .often = &often, .seed = 77 + i };

		make(&seldom, DVD_120, speeds[i % 3], 10000);
		often = seldom;
		for (unsigned step = 0; step < 400; step++)
			one_step(&plan);
	}
}

/* Nothing is lost: what was accepted is recorded or in the buffer, at any time. */
static void test_blocks_are_conserved(void **state)
{
	struct mechanics_buffer buffer;
	uint64_t now = 0, seed = 5;
	int64_t lba = 0;

	(void)state;
	make(&buffer, CD_80, CAV(8467), 0);
	for (unsigned step = 0; step < 3000; step++) {
		uint32_t blocks = 1 + (uint32_t)(next_random(&seed) % 64);

		now = mechanics_buffer_accept(
			&buffer, lba, blocks, now + next_random(&seed) % MS(20));
		lba += blocks;
		mechanics_buffer_advance(&buffer, now);
		assert_int_equal(
			mechanics_buffer_head_lba(&buffer) + mechanics_buffer_used_blocks(&buffer),
			lba);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fast_host),
		cmocka_unit_test(test_slow_host),
		cmocka_unit_test(test_looking_changes_nothing),
		cmocka_unit_test(test_blocks_are_conserved),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
