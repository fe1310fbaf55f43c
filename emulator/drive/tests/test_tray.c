/* SPDX-License-Identifier: MIT */
/*
 * The tray, its locks, loading, and the events and attentions that come of it. Events are laid out
 * as MMC-6, GET EVENT STATUS NOTIFICATION, has them.
 */
#include <errno.h>
#include <string.h>

#include "emulator/drive/tests/drive_rig.h"

#define TEST_UNIT_READY 0, 0, 0, 0, 0, 0
#define EVENTS(mask)	0x4A, 1, 0, 0, (mask), 0, 0, 0, 8, 0
#define EJECT		0x1B, 0, 0, 0, 2, 0
#define LOAD		0x1B, 0, 0, 0, 3, 0

static void assert_event(struct drive_rig *rig, unsigned mask, const char *expected)
{
	rig_in(rig, RIG_CDB(EVENTS((uint8_t)mask)), 8);
	assert_int_equal(rig->command.transferred_bytes, 8);
	assert_memory_equal(rig->data, expected, 8);
}

static void ready_changes(void **state)
{
	struct drive_rig *rig = rig_ready("burner", NULL);

	(void)state;
	rig_run(rig, RIG_CDB(TEST_UNIT_READY), 0);
	rig_assert_sense(rig, 2, 0x3A, 1);
	assert_event(rig, 0x10, "\0\x06\x04\x56\0\0\0\0");
	rig_insert(rig, "dvd+r");
	rig_run(rig, RIG_CDB(TEST_UNIT_READY), 0);
	rig_assert_sense(rig, 2, 0x04, 1);
	rig_wait(rig);
	assert_event(rig, 0x10, "\0\x06\x04\x56\x02\x02\0\0"); /* NewMedia, present */
	assert_event(rig, 0x10, "\0\x06\x04\x56\0\x02\0\0");
	assert_event(rig, 0x02, "\0\x06\x01\x56\x02\0\0\x01"); /* features changed */
	assert_event(rig, 0x02, "\0\x06\x01\x56\0\0\0\0");
	rig_run(rig, RIG_CDB(TEST_UNIT_READY), 0);
	rig_assert_sense(rig, 6, 0x28, 0);
	rig_run(rig, RIG_CDB(TEST_UNIT_READY), 0);
	rig_assert_good(rig);
	rig_end(rig);
}

static void event_requests(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "dvd+r");

	(void)state;
	rig_run(rig, RIG_CDB(0x4A, 0, 0, 0, 0x10, 0, 0, 0, 8, 0), 8); /* not polled */
	rig_assert_field(rig, true, 1, 0);
	rig_in(rig, RIG_CDB(EVENTS(0x00)), 8);
	assert_int_equal(rig->command.transferred_bytes, 4);
	assert_memory_equal(rig->data, "\0\x02\x80\x56", 4);
	rig_in(rig, RIG_CDB(EVENTS(0x28)), 8); /* external request, multi-host: not here */
	assert_memory_equal(rig->data, "\0\x02\x80\x56", 4);
	assert_event(rig, 0x7E, "\0\x06\x01\x56\0\0\0\0");   /* the lowest, with no change */
	assert_event(rig, 0x04, "\0\x06\x02\x56\0\x01\0\0"); /* power: active */
	assert_event(rig, 0x40, "\0\x06\x06\x56\0\0\0\0");   /* not busy */
	rig_end(rig);
}

/* A host that asks for the header only does not lose the event. */
static void event_kept(void **state)
{
	struct drive_rig *rig = rig_ready("burner", NULL);

	(void)state;
	rig_insert(rig, "dvd+r");
	rig_wait(rig);
	rig_in(rig, RIG_CDB(0x4A, 1, 0, 0, 0x10, 0, 0, 0, 4, 0), 4);
	assert_memory_equal(rig->data, "\0\x06\x04\x56", 4);
	assert_event(rig, 0x10, "\0\x06\x04\x56\x02\x02\0\0");
	rig_end(rig);
}

static void host_ejects_and_loads(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "dvd+r");
	struct burnrig_drive_status status;

	(void)state;
	rig_in(rig, RIG_CDB(EJECT), 0);
	burnrig_drive_status(rig->drive, &status);
	assert_int_equal(status.tray, BURNRIG_TRAY_OPEN);
	assert_true(status.medium_present);
	rig_run(rig, RIG_CDB(TEST_UNIT_READY), 0);
	rig_assert_sense(rig, 2, 0x3A, 2);
	assert_event(rig, 0x10, "\0\x06\x04\x56\x03\x01\0\0"); /* removal, door open */
	rig_in(rig, RIG_CDB(EJECT), 0);			       /* it is open already */
	rig_in(rig, RIG_CDB(LOAD), 0);			       /* waits until the disc is known */
	assert_event(rig, 0x10, "\0\x06\x04\x56\x02\x02\0\0");
	rig_run(rig, RIG_CDB(TEST_UNIT_READY), 0);
	rig_assert_sense(rig, 6, 0x28, 0);
	rig_run(rig, RIG_CDB(TEST_UNIT_READY), 0);
	rig_assert_good(rig);
	rig_end(rig);
}

static void immediate_load(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "dvd+r");

	(void)state;
	rig_in(rig, RIG_CDB(EJECT), 0);
	rig_in(rig, RIG_CDB(0x1B, 1, 0, 0, 3, 0), 0);
	rig_run(rig, RIG_CDB(TEST_UNIT_READY), 0);
	rig_assert_sense(rig, 2, 0x04, 1);
	rig_in(rig, RIG_CDB(0x1B, 0, 0, 0, 1, 0), 0); /* START waits */
	rig_run(rig, RIG_CDB(TEST_UNIT_READY), 0);
	rig_assert_sense(rig, 6, 0x28, 0);
	rig_end(rig);
}

static void taken_from_the_tray(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "dvd+r");
	struct burnrig_disc *disc;

	(void)state;
	assert_null(burnrig_drive_take_disc(rig->drive));
	rig_in(rig, RIG_CDB(EJECT), 0);
	disc = burnrig_drive_take_disc(rig->drive);
	assert_non_null(disc);
	assert_null(burnrig_drive_take_disc(rig->drive));
	rig_in(rig, RIG_CDB(LOAD), 0);
	rig_run(rig, RIG_CDB(TEST_UNIT_READY), 0);
	rig_assert_sense(rig, 2, 0x3A, 1);
	assert_int_equal(burnrig_drive_insert(rig->drive, disc, rig->now_ns), 0);
	assert_int_equal(burnrig_drive_insert(rig->drive, disc, rig->now_ns), -EBUSY);
	rig_end(rig);
}

static void prevented(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "dvd+r");
	struct burnrig_disc *disc = NULL;

	(void)state;
	rig_in(rig, RIG_CDB(0x1E, 0, 0, 0, 1, 0), 0);
	rig_run(rig, RIG_CDB(EJECT), 0);
	rig_assert_sense(rig, 5, 0x53, 2);
	assert_int_equal(burnrig_drive_press_eject(rig->drive, rig->now_ns, &disc), -EACCES);
	assert_null(disc);
	assert_event(rig, 0x10, "\0\x06\x04\x56\x01\x02\0\0"); /* EjectRequest */
	rig_in(rig, RIG_CDB(0x1E, 0, 0, 0, 0, 0), 0);
	assert_int_equal(burnrig_drive_press_eject(rig->drive, rig->now_ns, &disc), 0);
	assert_non_null(disc);
	assert_int_equal(burnrig_disc_close(disc), 0);
	rig_end(rig);
}

/* Persistent prevent is a lock of its own, and shows in the operational change event. */
static void persistent_prevent(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "dvd+r");
	struct burnrig_disc *disc = NULL;

	(void)state;
	rig_in(rig, RIG_CDB(0x1E, 0, 0, 0, 3, 0), 0);
	rig_in(rig, RIG_CDB(0x1E, 0, 0, 0, 0, 0), 0);
	assert_event(rig, 0x02, "\0\x06\x01\x56\0\x80\0\0");
	assert_int_equal(burnrig_drive_press_eject(rig->drive, rig->now_ns, &disc), -EACCES);
	rig_in(rig, RIG_CDB(0x1E, 0, 0, 0, 2, 0), 0);
	assert_event(rig, 0x02, "\0\x06\x01\x56\0\0\0\0");
	rig_in(rig, RIG_CDB(EJECT), 0);
	rig_end(rig);
}

static void power_conditions(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "dvd+r");

	(void)state;
	rig_in(rig, RIG_CDB(0x1B, 0, 0, 0, 0x30, 0), 0);
	assert_event(rig, 0x04, "\0\x06\x02\x56\x01\x03\0\0"); /* succeeded, standby */
	rig_in(rig, RIG_CDB(0x1B, 0, 0, 0, 1, 0), 0);
	assert_event(rig, 0x04, "\0\x06\x02\x56\0\x01\0\0");
	rig_run(rig, RIG_CDB(0x1B, 0, 0, 0, 0x10, 0), 0);
	rig_assert_field(rig, true, 4, 7);
	rig_end(rig);
}

/* Start with no disc is refused; the changer's command does what the tray's does. */
static void start_and_load_unload(void **state)
{
	struct drive_rig *rig = rig_ready("burner", NULL);

	(void)state;
	rig_run(rig, RIG_CDB(0x1B, 0, 0, 0, 1, 0), 0);
	rig_assert_sense(rig, 2, 0x3A, 1);
	rig_in(rig, RIG_CDB(0xA6, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0), 0);
	rig_in(rig, RIG_CDB(0xBD, 0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0), 8);
	assert_memory_equal(rig->data, "\0\x10\0\0\0\0\0\0", 8); /* door open */
	rig_in(rig, RIG_CDB(0xA6, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0), 0);
	rig_in(rig, RIG_CDB(0xBD, 0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0), 8);
	assert_memory_equal(rig->data, "\0\0\0\0\0\0\0\0", 8);
	rig_run(rig, RIG_CDB(0xA6, 0, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0), 0);
	rig_assert_field(rig, true, 8, -1);
	rig_end(rig);
}

/* A medium the drive knows nothing of. */
static void incompatible_medium(void **state)
{
	struct drive_rig *rig = rig_ready("bd-2x", "cd-r-80");

	(void)state;
	rig_run(rig, RIG_CDB(TEST_UNIT_READY), 0);
	rig_assert_sense(rig, 2, 0x30, 0);
	rig_in(rig, RIG_CDB(0x46, 0, 0, 0, 0, 0, 0, 0, 8, 0), 8);
	assert_memory_equal(rig->data + 4, "\0\0\0\0", 4);
	rig_in(rig, RIG_CDB(EJECT), 0);
	rig_end(rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ready_changes),
		cmocka_unit_test(event_requests),
		cmocka_unit_test(event_kept),
		cmocka_unit_test(host_ejects_and_loads),
		cmocka_unit_test(immediate_load),
		cmocka_unit_test(taken_from_the_tray),
		cmocka_unit_test(prevented),
		cmocka_unit_test(persistent_prevent),
		cmocka_unit_test(power_conditions),
		cmocka_unit_test(start_and_load_unload),
		cmocka_unit_test(incompatible_medium),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
