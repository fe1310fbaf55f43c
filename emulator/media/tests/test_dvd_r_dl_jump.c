/* SPDX-License-Identifier: MIT */
/* DVD-R dual layer with layer jumps: where writing goes on, what may be set when, how it is closed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "emulator/media/disc_check.h"
#include "emulator/media/tests/media_support.h"

#define LAYER	 4096
#define CAPACITY (2 * LAYER)

static const struct write_parameters jumping = { .write_type = 4 };
static const struct write_parameters incremental = { .write_type = 0, .multi_session = 3 };

static struct burnrig_disc *blank(void)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_DVD_R_DL, CAPACITY);

	disc->definition->geometry.layers = 2;
	disc->definition->geometry.blocks = LAYER;
	assert_int_equal(disc_profile(disc), 0x15);
	disc_take_write_type(disc, 4);
	assert_int_equal(disc_profile(disc), 0x16);
	return disc;
}

static unsigned wrote(struct burnrig_disc *disc, int32_t lba, uint32_t blocks)
{
	return support_code(support_write(disc, lba, blocks, blocks, 1, &jumping));
}

static void assert_next(const struct burnrig_disc *disc, int32_t lba, uint32_t free_blocks)
{
	struct burnrig_disc_track track;

	assert_true(burnrig_disc_track_at(disc, 0, &track));
	assert_int_equal(track.next_writable_lba, lba);
	assert_int_equal(disc_track_free_blocks(disc, &disc->state.tracks[0]), free_blocks);
}

static void assert_jump(const struct burnrig_disc *disc, unsigned how, uint32_t interval_blocks,
	uint32_t next_lba, uint32_t last_lba)
{
	struct disc_layer_jump jump;

	assert_true(disc_layer_jump(disc, &jump));
	assert_int_equal(jump.how, how);
	assert_int_equal(jump.interval_blocks, interval_blocks);
	assert_int_equal(jump.next_lba, next_lba);
	assert_int_equal(jump.last_lba, last_lba);
}

static void a_blank_disc_is_what_the_write_type_says(void **state)
{
	struct burnrig_disc *disc = blank();
	struct disc_layer_jump jump;

	(void)state;
	assert_int_equal(support_code(support_write(disc, 0, 16, 16, 1, &incremental)), 0x056400);
	disc_take_write_type(disc, 0);
	assert_int_equal(disc_profile(disc), 0x15);
	assert_false(disc_layer_jump(disc, &jump));
	assert_int_equal(support_code(disc_set_jump_interval(disc, 16)), 0x052C00);
	assert_int_equal(wrote(disc, 0, 16), 0x056400);
	assert_int_equal(support_code(support_write(disc, 0, 16, 16, 1, &incremental)), 0);
	disc_take_write_type(disc, 4); /* too late */
	assert_int_equal(disc_profile(disc), 0x15);
	disc_free(disc);
	disc = support_blank(MEDIUM_FAMILY_DVD_R, CAPACITY);
	disc_take_write_type(disc, 4); /* one layer only */
	assert_int_equal(disc_profile(disc), 0x11);
	disc_free(disc);
}

static void layers_take_turns_at_an_interval(void **state)
{
	struct burnrig_disc *disc = blank();

	(void)state;
	assert_int_equal(support_code(disc_set_jump_interval(disc, 40)), 0x052600);
	assert_int_equal(support_code(disc_set_jump_interval(disc, LAYER + 16)), 0x052600);
	assert_int_equal(support_code(disc_set_jump_interval(disc, 64)), 0);
	assert_jump(disc, 3, 64, 64, 0);
	assert_next(disc, 0, CAPACITY);
	assert_int_equal(wrote(disc, 0, 80), 0x052103); /* across the jump */
	assert_int_equal(wrote(disc, 0, 48), 0);
	assert_int_equal(support_code(disc_set_jump_interval(disc, 32)), 0x052C00);
	assert_int_equal(support_code(disc_set_jump_lba(disc, 128)), 0x052C00);
	assert_int_equal(wrote(disc, 48, 32), 0x052103);
	assert_int_equal(wrote(disc, 48, 16), 0);
	assert_next(disc, CAPACITY - 64, CAPACITY - 64);
	assert_int_equal(wrote(disc, 64, 16), 0x052102); /* not yet */
	assert_int_equal(wrote(disc, CAPACITY - 64, 64), 0);
	assert_jump(disc, 3, 64, 128, 64);
	assert_next(disc, 64, CAPACITY - 128);
	assert_int_equal(wrote(disc, 64, 64), 0);
	assert_next(disc, CAPACITY - 128, CAPACITY - 192);
	assert_int_equal(wrote(disc, CAPACITY - 128, 10), 0);
	assert_int_equal(support_code(disc_flush(disc)), 0); /* to the end of the ECC block */
	assert_next(disc, CAPACITY - 112, CAPACITY - 208);
	assert_true(support_check(disc, 0, 128, 1));
	assert_true(support_check(disc, CAPACITY - 64, 64, 1));
	assert_true(support_check(disc, CAPACITY - 128, 10, 1));
	assert_true(support_is_zero(disc, CAPACITY - 118, 6));
	assert_int_equal(support_code(disc_reserve_track(disc, 16)), 0x057205);
	disc_free(disc);
}

static void jumps_are_set_one_by_one(void **state)
{
	struct burnrig_disc *disc = blank();

	(void)state;
	assert_jump(disc, 1, 0, 0, 0);
	assert_int_equal(wrote(disc, 0, 32), 0);
	assert_int_equal(support_code(disc_set_jump_lba(disc, 32)), 0x052600); /* behind */
	assert_int_equal(support_code(disc_set_jump_lba(disc, 100)), 0x052600);
	assert_int_equal(support_code(disc_set_jump_lba(disc, LAYER + 16)), 0x052600);
	assert_int_equal(support_code(disc_set_jump_lba(disc, 96)), 0);
	assert_jump(disc, 2, 0, 96, 0);
	assert_int_equal(wrote(disc, 32, 64), 0);
	assert_next(disc, CAPACITY - 96, CAPACITY - 96);
	assert_int_equal(support_code(disc_set_jump_lba(disc, 128)), 0x052C00);
	assert_int_equal(wrote(disc, CAPACITY - 96, 96), 0);
	assert_jump(disc, 1, 0, 0, 96);
	assert_next(disc, 96, CAPACITY - 192);
	disc_free(disc);
}

static void without_jumps_the_first_layer_is_filled(void **state)
{
	struct burnrig_disc *disc = blank();

	(void)state;
	assert_int_equal(wrote(disc, 0, LAYER), 0);
	assert_next(disc, LAYER, LAYER);
	assert_int_equal(wrote(disc, LAYER, LAYER), 0);
	assert_int_equal(wrote(disc, LAYER, 16), 0x056300); /* full */
	assert_true(support_check(disc, 0, CAPACITY, 1));
	assert_int_equal(support_code(disc_close_session(disc, 2, &jumping)), 0);
	assert_int_equal(disc_last_lba(disc), CAPACITY - 1);
	disc_free(disc);
}

static void closing_balances_the_layers(void **state)
{
	struct burnrig_disc *disc = blank();
	struct burnrig_disc_summary summary;

	(void)state;
	assert_int_equal(support_code(disc_close_session(disc, 2, &jumping)), 0); /* nothing */
	assert_int_equal(support_code(disc_set_jump_interval(disc, 64)), 0);
	assert_int_equal(wrote(disc, 0, 64), 0);
	assert_int_equal(wrote(disc, CAPACITY - 64, 64), 0);
	assert_int_equal(wrote(disc, 64, 20), 0);
	assert_int_equal(support_code(disc_close_session(disc, 6, &jumping)), 0x052400);
	assert_int_equal(support_code(disc_close_track(disc, 2)), 0x052400);
	assert_int_equal(support_code(disc_close_session(disc, 2, &jumping)), 0);
	burnrig_disc_summary(disc, &summary);
	assert_int_equal(summary.disc_status, 2);
	assert_int_equal(summary.last_session_status, 3);
	assert_int_equal(disc_profile(disc), 0x16);
	assert_int_equal(disc_last_lba(disc), CAPACITY - 1);
	assert_true(support_check(disc, 0, 84, 1));
	assert_true(support_is_zero(disc, 84, CAPACITY - 84 - 64));
	assert_true(support_check(disc, CAPACITY - 64, 64, 1));
	assert_int_equal(wrote(disc, 96, 16), 0x072700);
	assert_int_equal(support_code(disc_set_jump_lba(disc, 128)), 0x052C00);
	disc_free(disc);
}

/* As a damaged disc file may have them: 48 blocks are recorded, the next jump is at 64. */
static void states_that_no_jumps_make(void **state)
{
	struct burnrig_disc *disc = blank();
	struct disc_state *stored = &disc->state;

	(void)state;
	assert_int_equal(support_code(disc_set_jump_interval(disc, 64)), 0);
	assert_int_equal(wrote(disc, 0, 48), 0);
	assert_null(disc_fault(disc));
	stored->jump_last_lba = 80;
	assert_string_equal(disc_fault(disc), "its layer jumps do not rise");
	stored->jump_last_lba = 32; /* then 64 were recorded before it */
	assert_string_equal(
		disc_fault(disc), "what is recorded does not lie between two layer jumps");
	stored->jump_last_lba = 0;
	stored->jump_next_lba = LAYER + 16;
	assert_string_equal(disc_fault(disc), "its layer jumps do not rise");
	stored->jump_next_lba = 64;
	stored->tracks[0].recorded_blocks = 144;
	assert_string_equal(
		disc_fault(disc), "what is recorded does not lie between two layer jumps");
	stored->tracks[0].recorded_blocks = 48;
	assert_null(disc_fault(disc));
	disc_free(disc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_blank_disc_is_what_the_write_type_says),
		cmocka_unit_test(layers_take_turns_at_an_interval),
		cmocka_unit_test(jumps_are_set_one_by_one),
		cmocka_unit_test(without_jumps_the_first_layer_is_filled),
		cmocka_unit_test(closing_balances_the_layers),
		cmocka_unit_test(states_that_no_jumps_make),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
