/* SPDX-License-Identifier: MIT */
/* States that no burn makes, as a damaged or hostile disc file may have them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "emulator/media/disc_check.h"
#include "emulator/media/tests/media_support.h"

#define CAPACITY 40000

/* Two complete sessions of 320 blocks and an empty one. */
static struct burnrig_disc *burnt(enum medium_family family)
{
	struct burnrig_disc *disc = support_blank(family, CAPACITY);

	for (unsigned i = 0; i < 2; i++) {
		const struct disc_state *state = &disc->state;
		int32_t lba = state->tracks[state->track_count - 1].next_writable_lba;

		assert_int_equal(support_code(support_write(disc, lba, 320, 32, i, NULL)), 0);
		assert_int_equal(support_code(disc_flush(disc)), 0);
		assert_int_equal(
			support_code(disc_close_session(disc, 2, &support_track_at_once)), 0);
	}
	return disc;
}

static void what_burns_make_is_sound(void **state)
{
	struct burnrig_disc *disc = burnt(MEDIUM_FAMILY_DVD_PLUS_R);

	(void)state;
	assert_null(disc_fault(disc));
	disc_free(disc);
	disc = burnt(MEDIUM_FAMILY_CD_R);
	assert_null(disc_fault(disc));
	disc_free(disc);
	disc = support_blank(MEDIUM_FAMILY_BD_RE, 32768);
	assert_null(disc_fault(disc));
	assert_int_equal(support_code(disc_format(disc, 0x00, 29696, 0)), 0);
	assert_null(disc_fault(disc));
	disc_free(disc);
}

static void a_dvd_ram_smaller_than_its_primary_spare_area_is_sound(void **state)
{
	struct burnrig_disc *disc = support_blank(MEDIUM_FAMILY_DVD_RAM, 8192);

	(void)state;
	assert_int_equal(disc->state.formatted_blocks, 8192);
	assert_int_equal(disc->state.spare_blocks, 12800);
	assert_null(disc_fault(disc));
	disc->state.spare_blocks = 12800 + 8192 + 1;
	assert_non_null(disc_fault(disc));
	disc_free(disc);
}

typedef void damage(struct disc_state *state);

static void no_tracks(struct disc_state *state)
{
	state->track_count = 0;
}
static void no_sessions(struct disc_state *state)
{
	state->session_count = 0;
}
static void session_number(struct disc_state *state)
{
	state->sessions[1].number = 7;
}
static void session_open_in_the_middle(struct disc_state *state)
{
	state->sessions[0].status = SESSION_INCOMPLETE;
}
static void session_status(struct disc_state *state)
{
	state->sessions[2].status = 2;
}
static void lead_out(struct disc_state *state)
{
	state->sessions[1].lead_out_lba = CAPACITY + 1;
}
static void track_number(struct disc_state *state)
{
	state->tracks[2].number = 2;
}
static void track_of_no_session(struct disc_state *state)
{
	state->tracks[0].session = 0;
}
static void session_without_track(struct disc_state *state)
{
	state->tracks[1].session = 1;
	state->tracks[2].session = 3;
}
static void last_session_without_track(struct disc_state *state)
{
	state->track_count = 2;
}
static void track_below(struct disc_state *state)
{
	state->tracks[0].start_lba = -1;
}
static void track_beyond(struct disc_state *state)
{
	state->tracks[2].size_blocks = UINT32_MAX;
}
static void pre_gap(struct disc_state *state)
{
	state->tracks[0].pre_gap_blocks = 151;
}
static void recorded(struct disc_state *state)
{
	state->tracks[0].recorded_blocks = state->tracks[0].size_blocks + 1;
}
static void next_writable(struct disc_state *state)
{
	state->tracks[2].next_writable_lba = 5;
}
static void block_type(struct disc_state *state)
{
	state->tracks[0].data_block_type = 6;
}
static void disc_status(struct disc_state *state)
{
	state->status = 4;
}
static void formatted(struct disc_state *state)
{
	state->formatted_blocks = CAPACITY + 1;
}

static void damage_is_found(void **state)
{
	static damage *const damages[] = { no_tracks, no_sessions, session_number,
		session_open_in_the_middle, session_status, lead_out, track_number,
		track_of_no_session, session_without_track, last_session_without_track, track_below,
		track_beyond, pre_gap, recorded, next_writable, block_type, disc_status,
		formatted };

	(void)state;
	for (unsigned i = 0; i < sizeof damages / sizeof damages[0]; i++) {
		struct burnrig_disc *disc = burnt(MEDIUM_FAMILY_CD_R);

		damages[i](&disc->state);
		if (!disc_fault(disc))
			fail_msg("damage %u is not found", i);
		disc_free(disc);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_burns_make_is_sound),
		cmocka_unit_test(a_dvd_ram_smaller_than_its_primary_spare_area_is_sound),
		cmocka_unit_test(damage_is_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
