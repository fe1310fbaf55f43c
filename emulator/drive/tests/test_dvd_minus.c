/* SPDX-License-Identifier: MIT */
/* DVD-R and DVD-RW through the drive: profile, features, structures, what READ TRACK INFORMATION says. */
#include <string.h>

#include "emulator/drive/tests/medium_steps.h"

#define FEATURE(code)	  RIG_CDB(0x46, 2, 0x00, (code), 0, 0, 0, 0, 32, 0)
#define STRUCTURE(format) RIG_CDB(0xAD, 0, 0, 0, 0, 0, 0, (format), 0x20, 0x00, 0, 0)

static void write_type(struct drive_rig *rig, unsigned type)
{
	uint8_t list[60] = { [8] = 0x05, 0x32, (uint8_t)(0x60 | type), 0xC5, 0x08, 16, [23] = 150 };

	rig_out(rig, RIG_CDB(0x55, 0x10, 0, 0, 0, 0, 0, 0, 60, 0), list, sizeof list);
	rig_assert_good(rig);
}

static unsigned is_current(struct drive_rig *rig, uint8_t code)
{
	rig_in(rig, FEATURE(code), 32);
	assert_int_equal(rig->data[9], code);
	return rig->data[10] & 1U;
}

static unsigned profile(struct drive_rig *rig)
{
	rig_in(rig, FEATURE(0), 32);
	return (unsigned)rig->data[6] << 8 | rig->data[7];
}

static void dvd_r_is_incremental_and_at_once(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "dvd-r");

	(void)state;
	assert_int_equal(profile(rig), 0x11);
	rig_in(rig, FEATURE(0x21), 32);
	assert_memory_equal(rig->data + 8, "\x00\x21\x05\x08\x01\x00\x01\x01\x10\x00\x00\x00",
		12); /* link size 16 */
	rig_in(rig, FEATURE(0x2F), 32);
	assert_memory_equal(rig->data + 8, "\x00\x2F\x09\x04\x4E\x00\x00\x00", 8);
	write_type(rig, 0);
	step_write(rig, 0, 16);
	step_synchronize(rig);
	rig_in(rig, RIG_CDB(0x52, 1, 0, 0, 0, 1, 0, 0, 48, 0), 48);
	assert_memory_equal(rig->data + 2, "\x01\x01\x00\x04\x21\x03", 6);
	assert_memory_equal(rig->data + 8, "\0\0\0\0\0\0\0\x10\x00\x23\x12\x70", 12);
	step_close(rig, 2, 0);
	assert_int_equal(is_current(rig, 0x21), 1);
	rig_end(rig);
}

static void a_disc_at_once_is_closed_by_synchronize_cache(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "dvd-r");

	(void)state;
	write_type(rig, 2);
	rig_in(rig, RIG_CDB(0x53, 0, 0, 0, 0, 0, 0, 0, 32, 0), 0);
	assert_int_equal(is_current(rig, 0x21), 0);
	assert_int_equal(is_current(rig, 0x2F), 1);
	step_write(rig, 0, 32);
	step_synchronize(rig);
	rig_in(rig, RIG_CDB(0x51, 0, 0, 0, 0, 0, 0, 0, 34, 0), 34);
	assert_int_equal(rig->data[2], 0x0E);
	assert_int_equal(is_current(rig, 0x2F), 0);
	rig_in(rig, RIG_CDB(0x25, 0, 0, 0, 0, 0, 0, 0, 0, 0), 8);
	assert_memory_equal(rig->data, "\0\0\0\x1F\0\0\x08\0", 8);
	rig_end(rig);
}

static void structures(void **state)
{
	static const uint8_t blank[20] = { 0x08, 0x02, 0, 0, 0x25, 0x0F, 0x02, 0x00, 0x00, 0x03,
		0x00, 0x00, 0, 0, 0, 0, 0, 0, 0, 0 };
	static const uint8_t made[12] = { 0x25, 0x0F, 0x02, 0x00, 0x00, 0x03, 0x00, 0x00, 0x00,
		0x26, 0x12, 0x7F };
	static const uint8_t pre_pit[44] = { 1, 0x40, 0xC1, 0x26, 0x12, 0x7F, 0x10, 0, 2, 0, 0, 0,
		0, 0, 0, 0, 3, 'M', 'C', 'C', ' ', '0', '3', 0, 4, 'R', 'G', '2', '0', ' ', ' ', 0,
		5, ' ', ' ', ' ', ' ', ' ', ' ', 0, 0, 0, 0, 0 };
	struct drive_rig *rig = rig_ready("burner", "dvd-r");

	(void)state;
	rig_in(rig, STRUCTURE(0x00), 8192);
	assert_int_equal(rig->command.transferred_bytes, 2052);
	assert_memory_equal(rig->data, blank, sizeof blank);
	rig_in(rig, STRUCTURE(0x10), 8192);
	assert_memory_equal(rig->data + 4, made, sizeof made);
	rig_in(rig, STRUCTURE(0x0E), 8192);
	assert_int_equal(rig->command.transferred_bytes, 48);
	assert_memory_equal(rig->data + 4, pre_pit, sizeof pre_pit);
	rig_in(rig, STRUCTURE(0x0D), 8192);
	assert_memory_equal(rig->data + 4, "\0\1\0", 3);
	write_type(rig, 0);
	step_write(rig, 0, 16);
	step_close(rig, 2, 0);
	rig_in(rig, STRUCTURE(0x00), 8192);
	assert_memory_equal(rig->data + 12, "\x00\x03\x00\x0F", 4);
	/* Border-out behind it; Border-in before LBA 28704 */
	assert_memory_equal(rig->data + 36, "\x00\x03\x00\x10\x00\x03\x70\x10", 8);
	rig_in(rig, STRUCTURE(0x0C), 8192);
	assert_memory_equal(rig->data + 4, "\0\1\2", 3);
	rig_run(rig, STRUCTURE(0x11), 8192); /* no ADIP */
	rig_assert_field(rig, true, 7, -1);
	rig_end(rig);
}

static void dvd_rw_changes_its_profile(void **state)
{
	/* FORMAT UNIT, 10h, 2297888 blocks; 15h, none. */
	static const uint8_t full[12] = { 0, 2, 0, 8, 0x00, 0x23, 0x10, 0x20, 0x40, 0, 0, 16 };
	static const uint8_t quick[12] = { 0, 2, 0, 8, 0, 0, 0, 0, 0x54, 0, 0, 16 };
	struct drive_rig *rig = rig_ready("burner", "dvd-rw");
	uint64_t start_ns;

	(void)state;
	assert_int_equal(profile(rig), 0x14);
	assert_int_equal(is_current(rig, 0x23), 1);
	rig_out(rig, RIG_CDB(0x04, 0x11, 0, 0, 0, 0), full, sizeof full);
	rig_assert_good(rig);
	start_ns = rig->now_ns;
	rig_wait(rig);
	/* the whole disc at 4x and at least */
	assert_in_range((rig->now_ns - start_ns) / 1000000000, 800, 1000);
	assert_int_equal(profile(rig), 0x13);
	assert_int_equal(is_current(rig, 0x2C), 1);
	assert_int_equal(is_current(rig, 0x21), 0);
	assert_int_equal(is_current(rig, 0x2F), 0);
	rig_in(rig, RIG_CDB(0x25, 0, 0, 0, 0, 0, 0, 0, 0, 0), 8);
	assert_memory_equal(rig->data, "\x00\x23\x10\x1F\0\0\x08\0", 8);
	rig_out(rig, RIG_CDB(0x04, 0x11, 0, 0, 0, 0), quick, sizeof quick);
	rig_assert_good(rig);
	rig_wait(rig);
	rig_in(rig, RIG_CDB(0x23, 0, 0, 0, 0, 0, 0, 0, 64, 0), 64);
	assert_memory_equal(rig->data, "\0\0\0\x20\0\0\0\0\x03\0\x08\0", 12); /* intermediate */
	rig_in(rig, RIG_CDB(0x52, 1, 0, 0, 0, 1, 0, 0, 48, 0), 48);
	assert_int_equal(rig->data[6], 0x7F); /* blank, fixed packets */
	assert_int_equal(rig->data[7], 0x01); /* NWA is valid */
	rig_in(rig, RIG_CDB(0xA1, 0x11, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), 0);
	rig_run(rig, RIG_CDB(0, 0, 0, 0, 0, 0), 0);
	rig_assert_sense(rig, 2, 0x04, 0x07);
	rig_wait(rig);
	assert_int_equal(profile(rig), 0x14);
	assert_int_equal(is_current(rig, 0x21), 0); /* blanked minimally */
	assert_int_equal(is_current(rig, 0x2F), 1);
	rig_end(rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dvd_r_is_incremental_and_at_once),
		cmocka_unit_test(a_disc_at_once_is_closed_by_synchronize_cache),
		cmocka_unit_test(structures),
		cmocka_unit_test(dvd_rw_changes_its_profile),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
