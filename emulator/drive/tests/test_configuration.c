/* SPDX-License-Identifier: MIT */
/* GET CONFIGURATION (MMC-6 6.5) and the features (5.3): bytes, and what is current when. */
#include "emulator/drive/state.h"
#include "emulator/drive/tests/medium_steps.h"

#define GET(request, feature) \
	RIG_CDB(0x46, (request), (uint8_t)((feature) >> 8), (uint8_t)(feature), 0, 0, 0, 2, 0, 0)

/* One feature's descriptor, asked for alone. */
static void assert_feature(
	struct drive_rig *rig, unsigned feature, const uint8_t *expected, size_t bytes)
{
	rig_in(rig, GET(2, feature), 512);
	assert_int_equal(rig->command.transferred_bytes, 8 + bytes);
	assert_int_equal(rig->data[3], 4 + bytes);
	assert_memory_equal(rig->data + 8, expected, bytes);
}

/* The features that are current now, as a list of codes. */
static void assert_current(struct drive_rig *rig, const unsigned *codes, size_t count)
{
	size_t at = 8;

	rig_in(rig, GET(1, 0), 512);
	for (size_t i = 0; i < count; i++) {
		assert_true(at + 4 <= rig->command.transferred_bytes);
		assert_int_equal(rig->data[at] << 8 | rig->data[at + 1], codes[i]);
		assert_int_equal(rig->data[at + 2] & 1, 1);
		assert_int_equal(rig->data[at + 3] % 4, 0);
		at += 4U + rig->data[at + 3];
	}
	assert_int_equal(at, rig->command.transferred_bytes);
}

static unsigned current_profile(struct drive_rig *rig)
{
	rig_in(rig, GET(2, 0), 512);
	return (unsigned)(rig->data[6] << 8 | rig->data[7]);
}

static void descriptors(void **state)
{
	static const uint8_t core[12] = { 0, 0x01, 0x0B, 8, 0, 0, 0, 7, 0x01, 0, 0, 0 };
	static const uint8_t morphing[8] = { 0, 0x02, 0x07, 4, 0x02, 0, 0, 0 };
	static const uint8_t removable[8] = { 0, 0x03, 0x0B, 4, 0x39, 0, 0, 0 };
	static const uint8_t readable[12] = { 0, 0x10, 0x01, 8, 0, 0, 0x08, 0, 0, 32, 0x01, 0 };
	static const uint8_t random_writable[16] = { 0, 0x20, 0x05, 12, 0x00, 0xB4, 0x73, 0xFF, 0,
		0, 0x08, 0, 0, 32, 0x01, 0 };
	static const uint8_t packets[12] = { 0, 0x21, 0x04, 8, 0x01, 0, 0x01, 1, 7, 0, 0, 0 };
	static const uint8_t formattable[12] = { 0, 0x23, 0x09, 8, 0x0F, 0, 0, 0, 0x01, 0, 0, 0 };
	static const uint8_t track_at_once[8] = { 0, 0x2D, 0x08, 4, 0x46, 0, 0x3F, 0x01 };
	static const uint8_t mastering[8] = { 0, 0x2E, 0x04, 4, 0x7F, 0, 0x10, 0 };
	static const uint8_t cd_read[8] = { 0, 0x1E, 0x08, 4, 0x03, 0, 0, 0 };
	static const uint8_t overwrite[4] = { 0, 0x26, 0x00, 0 };
	static const uint8_t cd_rw_media[8] = { 0, 0x37, 0x00, 4, 0, 0x0F, 0, 0 };
	static const uint8_t dvd_plus_r[8] = { 0, 0x2B, 0x00, 4, 0x01, 0, 0, 0 };
	static const uint8_t css[8] = { 0x01, 0x06, 0x00, 4, 0, 0, 0, 1 };
	static const uint8_t streaming[8] = { 0x01, 0x07, 0x15, 4, 0x1F, 0, 0, 0 };
	static const uint8_t serial[16] = { 0x01, 0x08, 0x03, 12, 'B', 'R', '1', '6', 'A', '0', '0',
		'0', '0', '0', '0', '1' };
	static const uint8_t firmware[20] = { 0x01, 0x0C, 0x03, 16, '2', '0', '1', '5', '0', '3',
		'1', '2', '0', '9', '4', '5', '0', '0', 0, 0 };
	struct drive_rig *rig = rig_ready("burner", "bd-re-25");

	(void)state;
	step_format(rig);
	assert_feature(rig, 0x0001, core, sizeof core);
	assert_feature(rig, 0x0002, morphing, sizeof morphing);
	assert_feature(rig, 0x0003, removable, sizeof removable);
	assert_feature(rig, 0x0010, readable, sizeof readable);
	assert_feature(rig, 0x0020, random_writable, sizeof random_writable);
	assert_feature(rig, 0x001E, cd_read, sizeof cd_read);
	assert_feature(rig, 0x0026, overwrite, sizeof overwrite);
	assert_feature(rig, 0x0037, cd_rw_media, sizeof cd_rw_media);
	assert_feature(rig, 0x0021, packets, sizeof packets);
	assert_feature(rig, 0x0023, formattable, sizeof formattable);
	assert_feature(rig, 0x002D, track_at_once, sizeof track_at_once);
	assert_feature(rig, 0x002E, mastering, sizeof mastering);
	assert_feature(rig, 0x002B, dvd_plus_r, sizeof dvd_plus_r);
	assert_feature(rig, 0x0106, css, sizeof css);
	assert_feature(rig, 0x0107, streaming, sizeof streaming);
	assert_feature(rig, 0x0108, serial, sizeof serial);
	assert_feature(rig, 0x010C, firmware, sizeof firmware);
	assert_feature(rig, 0x0022, NULL, 0); /* has not */
	rig_end(rig);
}

/* What makes a command exist must be in the list, and in order of code. */
static void every_feature_of_the_drive_is_listed(void **state)
{
	static const uint16_t codes[] = {
#define FEATURE(name, code, text, clause) code,
#include "fixtures/codes/features.def"
#undef FEATURE
	};
	struct drive_rig *rig = rig_ready("burner", NULL);
	size_t at = 8;

	(void)state;
	rig_in(rig, GET(0, 0), 512);
	for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
		if (!drive_has_feature(rig->drive, codes[i]))
			continue;
		assert_int_equal(rig->data[at] << 8 | rig->data[at + 1], codes[i]);
		at += 4U + rig->data[at + 3];
	}
	assert_int_equal(at, rig->command.transferred_bytes);
	rig_end(rig);
}

static void nothing_inside(void **state)
{
	static const unsigned codes[] = { 0x0000, 0x0001, 0x0002, 0x0003, 0x0100, 0x0105, 0x0108,
		0x010C };
	struct drive_rig *rig = rig_ready("burner", NULL);

	(void)state;
	assert_int_equal(current_profile(rig), 0x0000);
	assert_current(rig, codes, sizeof codes / sizeof codes[0]);
	rig_end(rig);
}

static void cd_r(void **state)
{
	static const unsigned blank[] = { 0x0000, 0x0001, 0x0002, 0x0003, 0x001D, 0x001E, 0x0021,
		0x002D, 0x002E, 0x0100, 0x0105, 0x0107, 0x0108, 0x010C };
	static const unsigned open[] = { 0x0000, 0x0001, 0x0002, 0x0003, 0x0010, 0x001D, 0x001E,
		0x0021, 0x002D, 0x0100, 0x0105, 0x0107, 0x0108, 0x010C };
	static const unsigned finalized[] = { 0x0000, 0x0001, 0x0002, 0x0003, 0x0010, 0x001D,
		0x001E, 0x0100, 0x0105, 0x0107, 0x0108, 0x010C };
	struct drive_rig *rig = rig_ready("burner", "cd-r-80");

	(void)state;
	assert_int_equal(current_profile(rig), 0x0009);
	assert_current(rig, blank, sizeof blank / sizeof blank[0]);
	step_write_parameters(rig, 0x04, 0x08);
	step_write(rig, 0, 300);
	step_synchronize(rig);
	assert_current(rig, open, sizeof open / sizeof open[0]);
	step_close(rig, 2, 0);
	assert_current(rig, finalized, sizeof finalized / sizeof finalized[0]);
	rig_end(rig);
}

/* CD-RW is written as CD-R until it is formatted; then whole packets of it are overwritten. */
static void cd_rw(void **state)
{
	static const unsigned blank[] = { 0x0000, 0x0001, 0x0002, 0x0003, 0x001D, 0x001E, 0x0021,
		0x0023, 0x002D, 0x002E, 0x0037, 0x0100, 0x0105, 0x0107, 0x0108, 0x010C };
	static const unsigned formatted[] = { 0x0000, 0x0001, 0x0002, 0x0003, 0x0010, 0x001D,
		0x001E, 0x0023, 0x0026, 0x0037, 0x0100, 0x0105, 0x0107, 0x0108, 0x010C };
	static const uint8_t list[12] = {
		[3] = 8, [4] = 0xFF, 0xFF, 0xFF, 0xFF, 0x10 << 2, 0, 0, 32
	};
	struct drive_rig *rig = rig_ready("burner", "cd-rw-80-high-speed");

	(void)state;
	assert_int_equal(current_profile(rig), 0x000A);
	assert_current(rig, blank, sizeof blank / sizeof blank[0]);
	rig_out(rig, RIG_CDB(0x04, 0x11, 0, 0, 0, 0), list, sizeof list);
	rig_assert_good(rig);
	assert_current(rig, formatted, sizeof formatted / sizeof formatted[0]);
	rig_end(rig);
}

static void dvd_plus_r(void **state)
{
	static const unsigned blank[] = { 0x0000, 0x0001, 0x0002, 0x0003, 0x001F, 0x002B, 0x0100,
		0x0105, 0x0107, 0x0108, 0x010C };
	static const unsigned written[] = { 0x0000, 0x0001, 0x0002, 0x0003, 0x0010, 0x001F, 0x002B,
		0x0100, 0x0105, 0x0107, 0x0108, 0x010C };
	struct drive_rig *rig = rig_ready("burner", "dvd+r");

	(void)state;
	assert_int_equal(current_profile(rig), 0x001B);
	assert_current(rig, blank, sizeof blank / sizeof blank[0]);
	step_write(rig, 0, 16);
	assert_current(rig, written, sizeof written / sizeof written[0]);
	rig_end(rig);
}

static void bd_re(void **state)
{
	static const unsigned unformatted[] = { 0x0000, 0x0001, 0x0002, 0x0003, 0x0004, 0x0023,
		0x0040, 0x0041, 0x0100, 0x0105, 0x0107, 0x0108, 0x010C };
	static const unsigned formatted[] = { 0x0000, 0x0001, 0x0002, 0x0003, 0x0004, 0x0010,
		0x0020, 0x0023, 0x0024, 0x0040, 0x0041, 0x0100, 0x0105, 0x0107, 0x0108, 0x010C };
	struct drive_rig *rig = rig_ready("burner", "bd-re-25");

	(void)state;
	assert_int_equal(current_profile(rig), 0x0043);
	assert_current(rig, unformatted, sizeof unformatted / sizeof unformatted[0]);
	step_format(rig);
	assert_current(rig, formatted, sizeof formatted / sizeof formatted[0]);
	rig_end(rig);
}

static void starting_feature_and_lengths(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "bd-re-25");

	(void)state;
	rig_in(rig, GET(0, 0x0108), 512);
	assert_int_equal(rig->command.transferred_bytes, 8 + 16 + 20);
	assert_int_equal(rig->data[8 + 1], 0x08);
	rig_in(rig, RIG_CDB(0x46, 0, 1, 0x08, 0, 0, 0, 0, 8, 0), 512);
	assert_int_equal(rig->command.transferred_bytes, 8);
	assert_int_equal(rig->data[3], 4 + 16 + 20); /* as long as there is */
	rig_run(rig, GET(3, 0), 512);
	rig_assert_field(rig, true, 1, 1);
	rig_end(rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(descriptors),
		cmocka_unit_test(every_feature_of_the_drive_is_listed),
		cmocka_unit_test(nothing_inside),
		cmocka_unit_test(cd_r),
		cmocka_unit_test(cd_rw),
		cmocka_unit_test(dvd_plus_r),
		cmocka_unit_test(bd_re),
		cmocka_unit_test(starting_feature_and_lengths),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
