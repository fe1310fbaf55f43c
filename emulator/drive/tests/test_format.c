/* SPDX-License-Identifier: MIT */
/* READ CAPACITY, READ FORMAT CAPACITIES, FORMAT UNIT: MMC-6 6.18, 6.23, 6.4. */
#include "emulator/drive/tests/medium_steps.h"

static void assert_capacity(struct drive_rig *rig, const uint8_t expected[8])
{
	rig_in(rig, RIG_CDB(0x25, 0, 0, 0, 0, 0, 0, 0, 0, 0), 8);
	assert_int_equal(rig->command.transferred_bytes, 8);
	assert_memory_equal(rig->data, expected, 8);
}

static void assert_capacities(struct drive_rig *rig, const uint8_t *expected, size_t bytes)
{
	rig_in(rig, RIG_CDB(0x23, 0, 0, 0, 0, 0, 0, 0, 252, 0), 252);
	assert_int_equal(rig->command.transferred_bytes, bytes);
	assert_memory_equal(rig->data, expected, bytes);
}

static void bd_re_capacities(void **state)
{
	/* As a drive lists a 25 GB BD-RE (libburn, cookbook). */
	static const uint8_t unformatted[4 + 6 * 8] = { 0, 0, 0, 48, 0x00, 0xBA, 0x74, 0x00, 0x01,
		0x00, 0x08, 0x00, 0x00, 0xB4, 0x74, 0x00, 0x00, 0x00, 0x30, 0x00, 0x00, 0xB4, 0x74,
		0x00, 0xC0, 0x00, 0x30, 0x00, 0x00, 0xB0, 0x74, 0x00, 0xC0, 0x00, 0x50, 0x00, 0x00,
		0xB8, 0x74, 0x00, 0xC0, 0x00, 0x10, 0x00, 0x00, 0xBA, 0x74, 0x00, 0xC4, 0x00, 0x08,
		0x00 };
	static const uint8_t current[8] = { 0x00, 0xB4, 0x74, 0x00, 0x02, 0x00, 0x08, 0x00 };
	struct drive_rig *rig = rig_ready("burner", "bd-re-25");

	(void)state;
	assert_capacities(rig, unformatted, sizeof unformatted);
	assert_capacity(rig, (const uint8_t[8]) { 0, 0, 0, 0, 0, 0, 0x08, 0 });
	step_format(rig);
	assert_capacity(rig, (const uint8_t[8]) { 0x00, 0xB4, 0x73, 0xFF, 0, 0, 0x08, 0 });
	rig_in(rig, RIG_CDB(0x23, 0, 0, 0, 0, 0, 0, 0, 12, 0), 252);
	assert_int_equal(rig->command.transferred_bytes, 12);
	assert_int_equal(rig->data[3], 56); /* one more: larger spare areas, type 01h */
	assert_memory_equal(rig->data + 4, current, 8);
	rig_in(rig, RIG_CDB(0x23, 0, 0, 0, 0, 0, 0, 0, 252, 0), 252);
	assert_memory_equal(rig->data + 52, "\x00\xB0\x74\x00\x04\x00\x08\x00", 8);
	rig_end(rig);
}

static void other_media(void **state)
{
	static const uint8_t none[12] = { 0, 0, 0, 8, 0, 0, 0, 0, 0x03, 0x00, 0x08, 0x00 };
	static const uint8_t blank[12] = { 0, 0, 0, 8, 0x00, 0x23, 0x05, 0x40, 0x01, 0, 0x08, 0 };
	static const uint8_t closed[12] = { 0, 0, 0, 8, 0, 0, 0, 32, 0x02, 0, 0x08, 0 };
	struct drive_rig *rig = rig_ready("burner", NULL);

	(void)state;
	assert_capacities(rig, none, sizeof none);
	rig_end(rig);
	rig = rig_ready("burner", "dvd+r");
	assert_capacities(rig, blank, sizeof blank);
	assert_capacity(rig, (const uint8_t[8]) { 0, 0, 0, 0, 0, 0, 0x08, 0 });
	step_write(rig, 0, 20);
	assert_capacity(rig, (const uint8_t[8]) { 0, 0, 0, 0, 0, 0, 0x08, 0 });
	step_close(rig, 2, 0);
	assert_capacities(rig, closed, sizeof closed);
	assert_capacity(rig, (const uint8_t[8]) { 0, 0, 0, 31, 0, 0, 0x08, 0 });
	rig_out(rig, RIG_CDB(0x04, 0x11, 0, 0, 0, 0), (const uint8_t[12]) { 0, 0, 0, 8 }, 12);
	rig_assert_sense(rig, 5, 0x30, 0x06);
	rig_end(rig);
}

static void format_goes_on_after_its_answer(void **state)
{
	static const uint8_t immediate[12] = { 0, 0x02, 0, 8, 0x00, 0xBA, 0x74, 0x00, 0xC4, 0, 0x08,
		0 };
	struct drive_rig *rig = rig_ready("burner", "bd-re-25");

	(void)state;
	rig_out(rig, RIG_CDB(0x04, 0x11, 0, 0, 0, 0), immediate, 12);
	rig_assert_good(rig);
	rig_run(rig, RIG_CDB(0, 0, 0, 0, 0, 0), 0);
	rig_assert_sense(rig, 2, 0x04, 0x04);
	assert_int_equal(rig->command.sense[15], 0x80);
	rig_wait(rig);
	assert_capacity(rig, (const uint8_t[8]) { 0x00, 0xBA, 0x73, 0xFF, 0, 0, 0x08, 0 });
	rig_end(rig);
}

static void a_wrong_format_is_refused(void **state)
{
	static const struct {
		uint8_t list[12];
		unsigned field;
		int bit;
	} cases[] = {
		{ { 0, 0x08, 0, 8, 0x00, 0xB4, 0x74, 0x00 }, 1, 3 },
		{ { 0, 0x04, 0, 8, 0x00, 0xB4, 0x74, 0x00 }, 1, 2 },
		{ { 0, 0, 0, 16, 0x00, 0xB4, 0x74, 0x00 }, 2, -1 },
		{ { 0, 0, 0, 8, 0x00, 0xB4, 0x74, 0x00, 0x98 }, 8, 7 },
		{ { 0, 0, 0, 8, 0x00, 0xB4, 0x74, 0x01, 0x00 }, 4, -1 },
		{ { 0, 0, 0, 8, 0xFF, 0xFF, 0xFF, 0xFF, 0xC0, 0xFF, 0xFF, 0xFF }, 9, -1 },
	};
	struct drive_rig *rig = rig_ready("burner", "bd-re-25");

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		rig_out(rig, RIG_CDB(0x04, 0x11, 0, 0, 0, 0), cases[i].list, 12);
		rig_assert_field(rig, false, cases[i].field, cases[i].bit);
	}
	rig_out(rig, RIG_CDB(0x04, 0x01, 0, 0, 0, 0), cases[0].list, 12);
	rig_assert_field(rig, true, 1, 4);
	rig_out(rig, RIG_CDB(0x04, 0x17, 0, 0, 0, 0), cases[0].list, 12);
	rig_assert_field(rig, true, 1, 2);
	rig_out(rig, RIG_CDB(0x04, 0x19, 0, 0, 0, 0), cases[0].list, 12); /* CmpLst is DVD-RAM's */
	rig_assert_field(rig, true, 1, 3);
	rig_out(rig, RIG_CDB(0x04, 0x11, 0, 0, 0, 0), cases[0].list, 11);
	rig_assert_sense(rig, 5, 0x1A, 0x00);
	assert_capacity(rig, (const uint8_t[8]) { 0, 0, 0, 0, 0, 0, 0x08, 0 });
	rig_end(rig);
}

static void erasing_is_for_other_media(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "bd-re-25");

	(void)state;
	rig_run(rig, RIG_CDB(0xA1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), 0);
	rig_assert_sense(rig, 5, 0x30, 0x05);
	rig_run(rig, RIG_CDB(0x2C, 0, 0, 0, 0, 0, 0, 0, 1, 0), 0);
	rig_assert_sense(rig, 5, 0x20, 0x00);
	rig_end(rig);
}

/* 25 GB at 2x take 2783 s to write and as much to read, which the quick formats do not. */
static void full_certification_writes_and_reads_all(void **state)
{
	uint8_t list[12] = { 0, 0x02, 0, 8, 0x00, 0xB4, 0x74, 0x00, 0xC0, 0, 0x30, 0 };
	struct drive_rig *rig = rig_ready("burner", "bd-re-25");
	uint64_t start_ns = rig->now_ns;

	(void)state;
	rig_out(rig, RIG_CDB(0x04, 0x11, 0, 0, 0, 0), list, sizeof list);
	rig_assert_good(rig);
	rig_wait(rig);
	assert_in_range(rig->now_ns - start_ns, 1, UINT64_C(300000000000));
	start_ns = rig->now_ns;
	list[8] = 0xC2;
	rig_out(rig, RIG_CDB(0x04, 0x11, 0, 0, 0, 0), list, sizeof list);
	rig_assert_good(rig);
	rig_wait(rig);
	assert_in_range(rig->now_ns - start_ns, UINT64_C(5566000000000), UINT64_C(5660000000000));
	rig_end(rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bd_re_capacities),
		cmocka_unit_test(other_media),
		cmocka_unit_test(format_goes_on_after_its_answer),
		cmocka_unit_test(a_wrong_format_is_refused),
		cmocka_unit_test(erasing_is_for_other_media),
		cmocka_unit_test(full_certification_writes_and_reads_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
