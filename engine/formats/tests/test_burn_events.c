/* SPDX-License-Identifier: MIT */
/* What a burn on a virtual drive tells of itself, and how fast it is. */
#include "engine/formats/tests/burn_rig.h"

#include <string.h>

struct seen_events {
	unsigned actions; /* bit by number */
	int32_t last_recorded_lba, last_lba;
	uint64_t elapsed_ns;
	int32_t fastest;
	bool device_buffer;
};

static void note_event(
	void *context, struct br_format_data *format, const struct br_format_event *event)
{
	struct seen_events *seen = context;
	const struct br_write_progress *writing = event->writing;

	(void)format;
	assert_true(event->elapsed_ns >= seen->elapsed_ns);
	seen->elapsed_ns = event->elapsed_ns;
	seen->actions |= 1U << event->action;
	if (!writing)
		return;
	assert_true(writing->last_recorded_lba >= seen->last_recorded_lba);
	assert_true(writing->last_recorded_lba <= writing->last_written_lba);
	seen->last_recorded_lba = writing->last_recorded_lba;
	seen->last_lba = writing->start_lba + writing->sector_count - 1;
	seen->device_buffer = seen->device_buffer || writing->device_buffer_valid;
	if (writing->sectors_per_second > seen->fastest)
		seen->fastest = writing->sectors_per_second;
}

static void events_tell_the_burn_from_start_to_end(void **state)
{
	struct seen_events seen = { .last_recorded_lba = -1 };
	struct burn_rig rig;

	(void)state;
	burn_rig_open(&rig, "bd-re-25", NULL);
	br_format_data_on_update(rig.format, note_event, &seen);
	burn_rig_burn(&rig, 64 * MIB);
	assert_int_equal(seen.actions,
		1U << BR_ACTION_VALIDATING_MEDIA | 1U << BR_ACTION_FORMATTING_MEDIA |
			1U << BR_ACTION_INITIALIZING_HARDWARE | 1U << BR_ACTION_WRITING_DATA |
			1U << BR_ACTION_FINALIZATION | 1U << BR_ACTION_COMPLETED);
	assert_int_equal(seen.last_lba, 64 * MIB / 2048 - 1);
	assert_true(seen.device_buffer);
	burn_rig_close(&rig);
}

/* On media with spare areas the drive reads back what it wrote: half the speed that it says. */
static int passes(const struct burn_medium *medium)
{
	bool spared =
		strncmp(medium->name, "bd-re", 5) == 0 || strcmp(medium->name, "dvd-ram") == 0;

	return spared && medium->format != BR_FORMAT_NO_SPARES ? 2 : 1;
}

/* What the drive then does is what it says that it will do: at the inner rim, the ramp's start. */
static void assert_burns_at(const struct burn_medium *medium, unsigned index, unsigned *ret_count)
{
	struct seen_events seen = { .last_recorded_lba = -1 };
	struct br_write_speed speeds[32];
	int32_t start, end;
	struct burn_rig rig;

	burn_rig_open_medium(&rig, medium);
	burn_rig_look(&rig);
	burn_rig_assert(br_recorder_write_speeds(rig.recorder, speeds, 32, ret_count), BR_OK);
	assert_true(index < *ret_count); /* bd-re-100 has one */
	br_format_data_set_write_speed(rig.format, speeds[index].sectors_per_second, false);
	br_format_data_on_update(rig.format, note_event, &seen);
	burn_rig_burn(&rig, 16 * MIB);
	burn_rig_assert(br_recorder_write_ramp(rig.recorder, &start, &end), BR_OK);
	assert_int_equal(
		br_format_data_speed(rig.format)->speed.write_kBps, speeds[index].write_kBps);
	start /= passes(medium);
	assert_in_range(seen.fastest, start * 97 / 100, start * 108 / 100);
	assert_true(end <= speeds[index].sectors_per_second + 1);
	burn_rig_close(&rig);
}

static void chosen_speed_is_the_speed_of_the_burn(void **state)
{
	(void)state;
	for (size_t i = 0; i < burn_media_count; i++) {
		unsigned count;

		assert_burns_at(&burn_media[i], 0, &count);
		assert_burns_at(&burn_media[i], count - 1, &count);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(events_tell_the_burn_from_start_to_end),
		cmocka_unit_test(chosen_speed_is_the_speed_of_the_burn),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
