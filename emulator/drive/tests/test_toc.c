/* SPDX-License-Identifier: MIT */
/* READ TOC/PMA/ATIP (MMC-6 6.25): formats 0 to 4, both address forms. */
#include "emulator/drive/tests/medium_steps.h"

static void assert_toc(struct drive_rig *rig, uint8_t msf, uint8_t format, uint8_t number,
	const uint8_t *expected, size_t bytes)
{
	rig_in(rig, RIG_CDB(0x43, msf, format, 0, 0, 0, number, 1, 0, 0), 256);
	assert_int_equal(rig->command.transferred_bytes, bytes);
	assert_memory_equal(rig->data, expected, bytes);
}

/* Two sessions: tracks 1 and 2 of 300 blocks, then track 3. */
static struct drive_rig *two_sessions(void)
{
	struct drive_rig *rig = rig_ready("burner", "cd-r-80");

	step_write_parameters(rig, 0xC4, 0x08);
	step_write(rig, 0, 300);
	step_synchronize(rig);
	step_write(rig, 452, 300);
	step_synchronize(rig);
	step_close(rig, 2, 0);
	step_write(rig, 754 + 11400, 300);
	step_synchronize(rig);
	step_close(rig, 2, 0);
	return rig;
}

static void formatted_toc(void **state)
{
	static const uint8_t lba[36] = { 0x00, 0x22, 1, 3, 0, 0x14, 1, 0, 0, 0, 0, 0, 0, 0x14, 2, 0,
		0, 0, 0x01, 0xC4, 0, 0x14, 3, 0, 0, 0, 0x2F, 0x7A, /* 12154 */
		0, 0x14, 0xAA, 0, 0, 0, 0x30, 0xA8 };		   /* 12456 */
	static const uint8_t msf_from_3[20] = { 0x00, 0x12, 1, 3, 0, 0x14, 3, 0, 0, 2, 44, 4, 0,
		0x14, 0xAA, 0, 0, 2, 48, 6 };
	static const uint8_t lead_out[12] = { 0x00, 0x0A, 1, 3, 0, 0x14, 0xAA, 0, 0, 0, 0x30,
		0xA8 };
	struct drive_rig *rig = two_sessions();

	(void)state;
	assert_toc(rig, 0, 0, 0, lba, sizeof lba);
	assert_toc(rig, 2, 0, 3, msf_from_3, sizeof msf_from_3);
	assert_toc(rig, 0, 0, 0xAA, lead_out, sizeof lead_out);
	rig_run(rig, RIG_CDB(0x43, 0, 0, 0, 0, 0, 4, 1, 0, 0), 256);
	rig_assert_field(rig, true, 6, -1);
	/* the length field is whole when the host asks for less */
	rig_in(rig, RIG_CDB(0x43, 0, 0, 0, 0, 0, 0, 0, 4, 0), 256);
	assert_int_equal(rig->command.transferred_bytes, 4);
	assert_memory_equal(rig->data, lba, 4);
	rig_end(rig);
}

static void session_information(void **state)
{
	static const uint8_t lba[12] = { 0x00, 0x0A, 1, 2, 0, 0x14, 3, 0, 0, 0, 0x2F, 0x7A };
	static const uint8_t msf[12] = { 0x00, 0x0A, 1, 2, 0, 0x14, 3, 0, 0, 2, 44, 4 };
	struct drive_rig *rig = two_sessions();

	(void)state;
	assert_toc(rig, 0, 1, 0, lba, sizeof lba);
	assert_toc(rig, 2, 1, 0, msf, sizeof msf);
	/* as ATAPI programs of old ask for it */
	rig_in(rig, RIG_CDB(0x43, 0, 0, 0, 0, 0, 0, 1, 0, 0x40), 256);
	assert_memory_equal(rig->data, lba, sizeof lba);
	rig_end(rig);
}

static void full_toc(void **state)
{
	static const uint8_t expected[] = { 0x00, 0x86, 1, 2, 1, 0x14, 0, 0xA0, 0, 0, 0, 0, 1, 0, 0,
		1, 0x14, 0, 0xA1, 0, 0, 0, 0, 2, 0, 0, 1, 0x14, 0, 0xA2, 0, 0, 0, 0, 0, 12,
		4, /* lead-out 754 */
		1, 0x14, 0, 1, 0, 0, 0, 0, 0, 2, 0, 1, 0x14, 0, 2, 0, 0, 0, 0, 0, 8, 2, 1, 0x54, 0,
		0xB0, 2, 42, 4, 2, 79, 59, 74, /* next program area */
		1, 0x54, 0, 0xC0, 0, 0, 0, 0, 97, 15, 17, 2, 0x14, 0, 0xA0, 0, 0, 0, 0, 3, 0, 0, 2,
		0x14, 0, 0xA1, 0, 0, 0, 0, 3, 0, 0, 2, 0x14, 0, 0xA2, 0, 0, 0, 0, 2, 48, 6, 2, 0x14,
		0, 3, 0, 0, 0, 0, 2, 44, 4, 2, 0x54, 0, 0xB0, 4, 18, 6, 1, 79, 59,
		74 }; /* 12456 + 6900 */
	struct drive_rig *rig = two_sessions();

	(void)state;
	assert_toc(rig, 0, 2, 0, expected, sizeof expected);
	rig_in(rig, RIG_CDB(0x43, 0, 2, 0, 0, 0, 2, 1, 0, 0), 256); /* from session 2 on */
	assert_int_equal(rig->data[1], 2 + 5 * 11);
	assert_memory_equal(rig->data + 4, expected + 4 + 7UL * 11, 5UL * 11);
	rig_end(rig);
}

static void pma(void **state)
{
	static const uint8_t expected[4 + 11] = { 0x00, 0x0D, 0, 0, 0, 0x14, 0, 1, 0, 6, 2, 0, 0, 2,
		0 }; /* ends at LBA 302, starts at 0 */
	struct drive_rig *rig = rig_ready("burner", "cd-r-80");

	(void)state;
	step_write_parameters(rig, 0xC4, 0x08);
	step_write(rig, 0, 300);
	step_synchronize(rig);
	assert_toc(rig, 0, 3, 0, expected, sizeof expected);
	rig_end(rig);
}

static void atip(void **state)
{
	static const uint8_t expected[28] = { 0x00, 0x1A, 0, 0, 0xD0, 0x00, 0xA0, 0, 97, 15, 17,
		0,	       /* lead-in, which names the maker */
		79, 59, 74, 0, /* last possible lead-out */
		0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 };
	struct drive_rig *rig = rig_ready("burner", "cd-r-80");

	(void)state;
	assert_toc(rig, 2, 4, 0, expected, sizeof expected);
	rig_end(rig);
}

static void a_blank_disc_has_no_toc(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "cd-r-80");

	(void)state;
	for (uint8_t format = 0; format <= 2; format++) {
		rig_run(rig, RIG_CDB(0x43, 0, format, 0, 0, 0, 0, 1, 0, 0), 256);
		rig_assert_field(rig, true, 2, 3);
	}
	rig_run(rig, RIG_CDB(0x43, 0, 5, 0, 0, 0, 0, 1, 0, 0), 256); /* no CD-Text */
	rig_assert_field(rig, true, 2, 3);
	rig_end(rig);
}

static void dvd_and_bd_have_one_made_up(void **state)
{
	static const uint8_t dvd[20] = { 0x00, 0x12, 1, 1, 0, 0x14, 1, 0, 0, 0, 0, 0, 0, 0x14, 0xAA,
		0, 0, 0, 0, 64 };
	static const uint8_t bd[20] = { 0x00, 0x12, 1, 1, 0, 0x14, 1, 0, 0, 0, 2, 0, 0, 0x14, 0xAA,
		0, 0, 255, 59, 74 }; /* no MSF goes so far */
	struct drive_rig *rig = rig_ready("burner", "dvd+r");

	(void)state;
	step_write(rig, 0, 64);
	step_close(rig, 2, 0);
	assert_toc(rig, 0, 0, 0, dvd, sizeof dvd);
	rig_run(rig, RIG_CDB(0x43, 0, 4, 0, 0, 0, 0, 1, 0, 0), 256);
	rig_assert_field(rig, true, 2, 3);
	rig_end(rig);
	rig = rig_ready("burner", "bd-re-25");
	step_format(rig);
	assert_toc(rig, 2, 0, 0, bd, sizeof bd);
	rig_end(rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(formatted_toc),
		cmocka_unit_test(session_information),
		cmocka_unit_test(full_toc),
		cmocka_unit_test(pma),
		cmocka_unit_test(atip),
		cmocka_unit_test(a_blank_disc_has_no_toc),
		cmocka_unit_test(dvd_and_bd_have_one_made_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
