/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "burnengine/recorder.h"
#include "engine/transport/tests/scripted.h"

#define CDB(...)	.cdb = { __VA_ARGS__ }, .cdb_bytes = sizeof((uint8_t[]) { __VA_ARGS__ })
#define IN(bytes)	.data_in = (bytes), .data_in_bytes = sizeof(bytes)
#define TEST_UNIT_READY CDB(0x00, 0, 0, 0, 0, 0)

static const uint8_t inquiry_reply[36] = { 0x05, 0x80, 0, 0x32,
	31, [8] = 'B', [16] = 'D', [32] = '1' };
static const uint8_t bd_re_profile[8] = { 0, 0, 0, 0x40, 0, 0, 0x00, 0x43 };
static const uint8_t dvd_plus_r_profile[8] = { 0, 0, 0, 0x40, 0, 0, 0x00, 0x1B };
static const uint8_t cd_r_profile[8] = { 0, 0, 0, 0x40, 0, 0, 0x00, 0x09 };

#define INQUIRY                                              \
	{                                                    \
		CDB(0x12, 0, 0, 0, 96, 0), IN(inquiry_reply) \
	}
#define PROFILE_IS(reply)                                       \
	{                                                       \
		CDB(0x46, 2, 0, 0, 0, 0, 0, 0, 8, 0), IN(reply) \
	}

static struct br_recorder *create(const struct scripted_step *steps, size_t count)
{
	struct br_recorder *recorder;

	assert_int_equal(br_recorder_create(scripted_create(steps, count), &recorder).code, BR_OK);
	return recorder;
}

static void finish(struct br_recorder *recorder)
{
	struct br_transport *transport = br_recorder_transport(recorder);

	br_recorder_destroy(recorder);
	scripted_finish(transport);
}

static void a_disk_is_no_recorder(void **state)
{
	static const uint8_t disk[36] = { 0x00, 0x00, 6, 2, 31 };
	const struct scripted_step steps[] = { { CDB(0x12, 0, 0, 0, 96, 0), IN(disk) } };
	struct br_transport *transport = scripted_create(steps, 1);
	struct br_recorder *recorder;

	(void)state;
	assert_int_equal(br_recorder_create(transport, &recorder).code, BR_E_ARGUMENT);
	scripted_finish(transport);
}

static void note_fraction(void *context, uint16_t fraction)
{
	*(uint16_t *)context = fraction;
}

static void ready_after_attentions_start_and_work(void **state)
{
	const struct scripted_step steps[] = {
		INQUIRY,
		{ TEST_UNIT_READY, SCRIPTED_SENSE(6, 0x29, 0x00) },
		{ TEST_UNIT_READY, SCRIPTED_SENSE(6, 0x28, 0x00) },
		{ TEST_UNIT_READY, SCRIPTED_SENSE(2, 0x04, 0x02) },
		{ CDB(0x1B, 0, 0, 0, 1, 0) },
		{ TEST_UNIT_READY, SCRIPTED_SENSE(2, 0x04, 0x01) },
		{ TEST_UNIT_READY, .status = 2,
			.sense = { 0x70, 0, 2, [7] = 10, [12] = 0x04, [13] = 0x04, [15] = 0x80,
				0x40, 0x00 } },
		{ TEST_UNIT_READY, .status = 8 },
		{ TEST_UNIT_READY },
	};
	struct br_recorder *recorder = create(steps, 9);
	uint16_t fraction = 0;
	const struct br_wait wait = {
		.timeout_ms = 10000,
		.progress = note_fraction,
		.context = &fraction,
	};

	(void)state;
	assert_int_equal(br_recorder_wait_ready(recorder, &wait).code, BR_OK);
	assert_int_equal(fraction, 0x4000);
	finish(recorder);
}

static void waiting_ends(void **state)
{
	const struct scripted_step steps[] = {
		INQUIRY,
		{ TEST_UNIT_READY, SCRIPTED_SENSE(2, 0x3A, 0x02) },
		{ TEST_UNIT_READY, SCRIPTED_SENSE(2, 0x04, 0x01), .delay_ns = 1000000000 },
		{ TEST_UNIT_READY, SCRIPTED_SENSE(2, 0x04, 0x01), .delay_ns = 1000000000 },
		{ TEST_UNIT_READY, SCRIPTED_SENSE(2, 0x04, 0x01) },
		{ TEST_UNIT_READY, SCRIPTED_SENSE(2, 0x04, 0x03) },
	};
	struct br_recorder *recorder = create(steps, 6);
	struct br_cancel cancel = { 0 };
	struct br_wait wait = { .timeout_ms = 2000, .cancel = &cancel };

	(void)state;
	assert_int_equal(br_recorder_wait_ready(recorder, &wait).code, BR_E_NO_MEDIUM);
	assert_int_equal(br_recorder_wait_ready(recorder, &wait).code, BR_E_TIMEOUT);
	br_cancel_request(&cancel);
	assert_int_equal(br_recorder_wait_ready(recorder, &wait).code, BR_E_CANCELLED);
	wait.cancel = NULL;
	assert_int_equal(br_recorder_wait_ready(recorder, &wait).code, BR_E_DEVICE);
	finish(recorder);
}

static void appendable_dvd_plus_r(void **state)
{
	static const uint8_t disc[34] = { 0, 0x20, 0x01, 1, 2, 2, 2, [33] = 1 };
	static const uint8_t track[36] = { 0, 0x2E, 2, 2, 0, 7, 0x71, 0x01, 0, 0, 0x20, 0, 0, 0,
		0x20, 0, 0, 0x20, 0, 0, 0, 0, 0, 16, 0, 0x20, 0, 0 };
	const struct scripted_step steps[] = {
		INQUIRY,
		PROFILE_IS(dvd_plus_r_profile),
		{ CDB(0x51, 0, 0, 0, 0, 0, 0, 0, 34, 0), IN(disc) },
		{ CDB(0x52, 1, 0, 0, 0, 2, 0, 0, 36, 0), IN(track) },
	};
	struct br_recorder *recorder = create(steps, 4);
	struct br_medium medium;

	(void)state;
	assert_int_equal(br_recorder_medium(recorder, &medium).code, BR_OK);
	assert_int_equal(medium.profile, 0x1B);
	assert_int_equal(medium.type, 6); /* IMAPI_MEDIA_TYPE_DVDPLUSR */
	assert_true(
		medium.appendable && !medium.blank && !medium.finalized && !medium.overwritable);
	assert_int_equal(medium.next_writable_lba, 0x2000);
	assert_int_equal(medium.free_blocks, 0x200000);
	assert_int_equal(medium.sessions, 2);
	assert_int_equal(medium.calibrations, 1);
	finish(recorder);
}

static void unformatted_bd_re(void **state)
{
	static const uint8_t disc[34] = { 0, 0x20, 0x13, 1, 1, 1, 1 };
	static const uint8_t formats[20] = { 0, 0, 0, 16, 0x00, 0xBA, 0x74, 0x00, 0x01, 0, 8, 0,
		0x00, 0xB4, 0x74, 0x00, 0xC0, 0x00, 0x30, 0x00 };
	const struct scripted_step steps[] = {
		INQUIRY,
		PROFILE_IS(bd_re_profile),
		{ CDB(0x51, 0, 0, 0, 0, 0, 0, 0, 34, 0), IN(disc) },
		{ CDB(0x23, 0, 0, 0, 0, 0, 0, 1, 12, 0), IN(formats) },
	};
	struct br_recorder *recorder = create(steps, 4);
	struct br_medium medium;

	(void)state;
	assert_int_equal(br_recorder_medium(recorder, &medium).code, BR_OK);
	assert_int_equal(medium.type, 19); /* IMAPI_MEDIA_TYPE_BDRE */
	assert_true(medium.overwritable && medium.blank && !medium.formatted && !medium.appendable);
	assert_int_equal(medium.free_blocks, 12219392);
	finish(recorder);
}

static void no_profile_is_no_medium(void **state)
{
	static const uint8_t none[8] = { 0, 0, 0, 0x40 };
	const struct scripted_step steps[] = { INQUIRY, PROFILE_IS(none) };
	struct br_recorder *recorder = create(steps, 2);
	struct br_medium medium;

	(void)state;
	assert_int_equal(br_recorder_medium(recorder, &medium).code, BR_E_NO_MEDIUM);
	finish(recorder);
}

/* 4x pure CAV, 4x CLV and 2x CLV on BD-RE, to LBA 00B473FFh. */
static const uint8_t bd_speeds[56] = { 0, 0, 0, 52, 0, 0, 0, 0, 0x08, 0, 0, 0, 0, 0xB4, 0x73, 0xFF,
	0, 0, 0x46, 0x3C, 0, 0, 0x46, 0x3C, 0x02, 0, 0, 0, 0, 0xB4, 0x73, 0xFF, 0, 0, 0x46, 0x3C, 0,
	0, 0x46, 0x3C, 0x02, 0, 0, 0, 0, 0xB4, 0x73, 0xFF, 0, 0, 0x23, 0x1E, 0, 0, 0x23, 0x1E };
#define GET_SPEEDS(reply)                                              \
	{                                                              \
		CDB(0xAC, 0, 0, 0, 0, 0, 0, 0, 0, 64, 3, 0), IN(reply) \
	}

static void speeds_of_a_bd_re(void **state)
{
	const struct scripted_step steps[] = { INQUIRY, PROFILE_IS(bd_re_profile),
		GET_SPEEDS(bd_speeds) };
	struct br_recorder *recorder = create(steps, 3);
	struct br_write_speed speeds[8];
	unsigned count;

	(void)state;
	assert_int_equal(br_recorder_write_speeds(recorder, speeds, 8, &count).code, BR_OK);
	assert_int_equal(count, 3);
	assert_int_equal(speeds[0].media_type, 19);
	assert_true(speeds[0].rotation_is_pure_cav && !speeds[0].exact);
	assert_int_equal(speeds[0].sectors_per_second, 8779); /* 17980000 / 2048 */
	assert_int_equal(speeds[2].write_kBps, 8990);
	assert_true(speeds[2].exact && !speeds[2].rotation_is_pure_cav);
	assert_int_equal(br_speed_x_hundredths(speeds[0].profile, speeds[0].write_kBps), 400);
	finish(recorder);
}

static void speeds_from_the_capabilities_page(void **state)
{
	static const uint8_t page[8 + 36] = { 0, 42, 0, 0, 0, 0, 0, 0, 0x2A, 34, [8 + 30] = 0, 1, 0,
		1, 0x1B, 0x90 };
	const struct scripted_step steps[] = {
		INQUIRY,
		PROFILE_IS(cd_r_profile),
		{ CDB(0xAC, 0, 0, 0, 0, 0, 0, 0, 0, 64, 3, 0), SCRIPTED_SENSE(5, 0x20, 0) },
		{ CDB(0x5A, 8, 0x2A, 0, 0, 0, 0, 2, 0, 0), IN(page) },
	};
	struct br_recorder *recorder = create(steps, 4);
	struct br_write_speed speeds[8];
	unsigned count;

	(void)state;
	assert_int_equal(br_recorder_write_speeds(recorder, speeds, 8, &count).code, BR_OK);
	assert_int_equal(count, 1);
	assert_int_equal(speeds[0].sectors_per_second, 3000); /* 40x CD: 7056000 / 2352 */
	assert_true(speeds[0].rotation_is_pure_cav);
	finish(recorder);
}

static void nearest_speed_is_set_by_streaming(void **state)
{
	static const uint8_t two_x[28] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xB4, 0x73, 0xFF, 0, 0, 0x23,
		0x1E, 0, 0, 3, 0xE8, 0, 0, 0x23, 0x1E, 0, 0, 3, 0xE8 };
	static const uint8_t four_x_cav[28] = { 0x08, 0, 0, 0, 0, 0, 0, 0, 0, 0xB4, 0x73, 0xFF, 0,
		0, 0x46, 0x3C, 0, 0, 3, 0xE8, 0, 0, 0x46, 0x3C, 0, 0, 3, 0xE8 };
	const struct scripted_step steps[] = {
		INQUIRY,
		PROFILE_IS(bd_re_profile),
		GET_SPEEDS(bd_speeds),
		{ CDB(0xB6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 28, 0), .data_out = two_x,
			.data_out_bytes = 28 },
		PROFILE_IS(bd_re_profile),
		GET_SPEEDS(bd_speeds),
		{ CDB(0xB6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 28, 0), .data_out = four_x_cav,
			.data_out_bytes = 28 },
	};
	struct br_recorder *recorder = create(steps, 7);
	struct br_speed_choice choice;

	(void)state;
	assert_int_equal(br_recorder_set_write_speed(recorder, 5000, false, &choice).code, BR_OK);
	assert_true(choice.speed_adjusted && !choice.rotation_adjusted);
	assert_int_equal(choice.speed.write_kBps, 8990);
	assert_int_equal(br_recorder_set_write_speed(recorder, -1, true, &choice).code, BR_OK);
	assert_false(choice.speed_adjusted || choice.rotation_adjusted);
	assert_int_equal(choice.speed.write_kBps, 17980);
	assert_int_equal(
		br_recorder_set_write_speed(recorder, 0, false, &choice).code, BR_E_ARGUMENT);
	finish(recorder);
}

static void cd_is_set_by_set_cd_speed(void **state)
{
	static const uint8_t speeds[24] = { 0, 0, 0, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 0x7D, 0xA8,
		0, 0, 0x0B, 0x06, 0, 0, 0x0B, 0x06 };
	const struct scripted_step steps[] = {
		INQUIRY,
		PROFILE_IS(cd_r_profile),
		GET_SPEEDS(speeds),
		{ CDB(0xBB, 0, 0xFF, 0xFF, 0x0B, 0x06, 0, 0, 0, 0, 0, 0) },
	};
	struct br_recorder *recorder = create(steps, 4);
	struct br_speed_choice choice;

	(void)state;
	assert_int_equal(br_recorder_set_write_speed(recorder, -1, false, &choice).code, BR_OK);
	assert_int_equal(choice.speed.sectors_per_second, 1199);
	finish(recorder);
}

static void ramp_from_first_to_last_zone(void **state)
{
	static const uint8_t zones[40] = { 0, 0, 0, 36, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x23, 0x1E, 0,
		0x10, 0, 0, 0, 0, 0x30, 0, 0, 0x10, 0, 1, 0, 0, 0x30, 0, 0, 0xB4, 0x73, 0xFF, 0, 0,
		0x46, 0x3C };
	const struct scripted_step steps[] = {
		INQUIRY,
		PROFILE_IS(bd_re_profile),
		{ CDB(0xAC, 0x14, 0, 0, 0, 0, 0, 0, 0, 64, 0, 0), IN(zones) },
		PROFILE_IS(bd_re_profile),
		{ CDB(0xAC, 0x14, 0, 0, 0, 0, 0, 0, 0, 64, 0, 0), SCRIPTED_SENSE(5, 0x24, 0) },
	};
	struct br_recorder *recorder = create(steps, 5);
	int32_t start, end;

	(void)state;
	assert_int_equal(br_recorder_write_ramp(recorder, &start, &end).code, BR_OK);
	assert_int_equal(start, 4389); /* 8990000 / 2048 */
	assert_int_equal(end, 8779);
	assert_int_equal(br_recorder_write_ramp(recorder, &start, &end).code, BR_OK);
	assert_int_equal(start, -1);
	assert_int_equal(end, -1);
	finish(recorder);
}

static void locked_tray_is_unlocked_at_the_end(void **state)
{
	const struct scripted_step steps[] = {
		INQUIRY,
		{ CDB(0x1E, 0, 0, 0, 1, 0) },
		{ CDB(0x1E, 0, 0, 0, 0, 0) },
	};
	struct br_recorder *recorder = create(steps, 3);

	(void)state;
	assert_int_equal(br_recorder_lock(recorder).code, BR_OK);
	finish(recorder);
}

static void reload_where_the_drive_can_load(void **state)
{
	/* Removable Medium, version 2, persistent and current: tray, load, eject, lock; then no load. */
	static const uint8_t loads[16] = { 0, 0, 0, 12, 0, 0, 0, 0x43, 0x00, 0x03, 0x0B, 4, 0x39 };
	static const uint8_t pushed[16] = { 0, 0, 0, 12, 0, 0, 0, 0x43, 0x00, 0x03, 0x0B, 4, 0x29 };
	const struct scripted_step steps[] = {
		INQUIRY,
		{ CDB(0x46, 2, 0, 3, 0, 0, 0, 1, 8, 0), IN(loads) },
		{ CDB(0x1B, 0, 0, 0, 2, 0) },
		{ CDB(0x1B, 0, 0, 0, 3, 0) },
		{ TEST_UNIT_READY, SCRIPTED_SENSE(2, 0x04, 0x01) },
		{ TEST_UNIT_READY, SCRIPTED_SENSE(6, 0x28, 0x00) },
		{ TEST_UNIT_READY },
		{ CDB(0x46, 2, 0, 3, 0, 0, 0, 1, 8, 0), IN(pushed) },
		{ CDB(0x46, 2, 0, 3, 0, 0, 0, 1, 8, 0), IN(loads) },
		{ CDB(0x1B, 0, 0, 0, 2, 0), SCRIPTED_SENSE(5, 0x53, 0x02) },
		{ CDB(0x46, 2, 0, 3, 0, 0, 0, 1, 8, 0), IN(loads) },
		{ CDB(0x1B, 0, 0, 0, 2, 0) },
		{ CDB(0x1B, 0, 0, 0, 3, 0), SCRIPTED_SENSE(4, 0x53, 0x00) },
	};
	struct br_recorder *recorder = create(steps, sizeof steps / sizeof *steps);
	const struct br_wait wait = { .timeout_ms = 10000 };
	bool reloaded = false;

	(void)state;
	assert_int_equal(br_recorder_reload(recorder, &wait, &reloaded).code, BR_OK);
	assert_true(reloaded);
	assert_int_equal(br_recorder_reload(recorder, &wait, &reloaded).code, BR_OK);
	assert_false(reloaded); /* somebody would have to push it in */
	assert_int_equal(br_recorder_reload(recorder, &wait, &reloaded).code, BR_OK);
	assert_false(reloaded); /* locked */
	assert_int_equal(br_recorder_reload(recorder, &wait, &reloaded).code, BR_E_DEVICE);
	finish(recorder);
}

static void units_of_speed(void **state)
{
	(void)state;
	assert_int_equal(br_sectors_per_second(0x0009, 176), 74); /* as IMAPI2: rounded down */
	assert_int_equal(br_sectors_per_second(0x001B, 22160), 10820);
	assert_int_equal(br_kBps_of_sectors(0x0009, 1200), 2822);
	assert_int_equal(br_kBps_of_sectors(0x0043, 8779), 17979);
	assert_int_equal(br_kBps_of_sectors(0x0043, -1), 0);
	assert_int_equal(br_kBps_of_x(0x0043, 400), 17980);
	assert_int_equal(br_kBps_of_x(0x001B, 240), 3324);
	assert_int_equal(br_kBps_of_x(0x0009, 1600), 2822);
	assert_int_equal(br_speed_x_hundredths(0x0009, 2822), 1600);
	assert_int_equal(br_speed_x_hundredths(0xFFFF, 2822), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_disk_is_no_recorder),
		cmocka_unit_test(ready_after_attentions_start_and_work),
		cmocka_unit_test(waiting_ends),
		cmocka_unit_test(appendable_dvd_plus_r),
		cmocka_unit_test(unformatted_bd_re),
		cmocka_unit_test(no_profile_is_no_medium),
		cmocka_unit_test(speeds_of_a_bd_re),
		cmocka_unit_test(speeds_from_the_capabilities_page),
		cmocka_unit_test(nearest_speed_is_set_by_streaming),
		cmocka_unit_test(cd_is_set_by_set_cd_speed),
		cmocka_unit_test(ramp_from_first_to_last_zone),
		cmocka_unit_test(locked_tray_is_unlocked_at_the_end),
		cmocka_unit_test(reload_where_the_drive_can_load),
		cmocka_unit_test(units_of_speed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
