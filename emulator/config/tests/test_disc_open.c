/* SPDX-License-Identifier: MIT */
/* Discs in files as programs see them: created of each shipped medium, written, opened again. */
#include <errno.h>
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "burnrig/disc.h"
#include "emulator/media/disc.h"

static char folder[] = "/tmp/burnrig-disc-open-XXXXXX";
static char path[64], data_path[72];

static int make_folder(void **state)
{
	(void)state;
	if (!mkdtemp(folder))
		return -1;
	snprintf(path, sizeof path, "%s/d", folder);
	snprintf(data_path, sizeof data_path, "%s.data", path);
	return 0;
}

static int remove_disc(void **state)
{
	(void)state;
	unlink(path);
	unlink(data_path);
	return 0;
}

static int remove_folder(void **state)
{
	(void)state;
	return rmdir(folder);
}

static void create(const char *medium)
{
	struct burnrig_medium_definition *definition = NULL;

	assert_int_equal(burnrig_medium_definition_load(medium, &definition, NULL), 0);
	assert_int_equal(burnrig_disc_create(path, definition, NULL), 0);
	burnrig_medium_definition_free(definition);
}

static struct burnrig_disc *open_disc(bool read_only)
{
	struct burnrig_disc *disc = NULL;
	struct burnrig_problem problem = { .line = 0 };
	const int error = burnrig_disc_open(path, read_only, &disc, &problem);

	if (error)
		fail_msg("%d %s", error, problem.text);
	return disc;
}

static void write_as(struct burnrig_disc *disc, const struct write_parameters *parameters,
	int32_t lba, uint32_t blocks, int byte)
{
	static uint8_t bytes[64 * 2048];
	const struct iovec data = { bytes, (size_t)blocks * 2048 };
	const struct write_request request = { .lba = lba,
		.blocks = blocks,
		.data = &data,
		.data_count = 1,
		.parameters = parameters };

	assert_true(blocks <= 64);
	memset(bytes, byte, sizeof bytes);
	assert_true(sense_is_good(disc_write(disc, &request)));
}

static void write_blocks(struct burnrig_disc *disc, int32_t lba, uint32_t blocks, int byte)
{
	static const struct write_parameters parameters = {
		.write_type = 1, .track_mode = 4, .data_block_type = 8
	};

	write_as(disc, &parameters, lba, blocks, byte);
}

static void check_block(struct burnrig_disc *disc, int32_t lba, uint8_t byte)
{
	uint8_t block[2048], wanted[2048];

	memset(wanted, byte, sizeof wanted);
	assert_int_equal(burnrig_disc_read(disc, lba, block), 0);
	assert_memory_equal(block, wanted, sizeof block);
}

static void check_medium(const char *medium, uint16_t profile)
{
	struct burnrig_disc *disc;
	struct burnrig_disc_summary summary;
	struct burnrig_disc_track track;
	uint8_t block[2048];

	create(medium);
	disc = open_disc(false);
	assert_string_equal(burnrig_disc_path(disc), path);
	if (profile == 0x0043)
		assert_true(sense_is_good(disc_format(disc, 0x00, 11826176, 0)));
	write_blocks(disc, 0, 64, 0xa5);
	assert_true(sense_is_good(disc_flush(disc)));
	assert_int_equal(burnrig_disc_close(disc), 0);
	disc = open_disc(true);
	burnrig_disc_summary(disc, &summary);
	assert_string_equal(summary.medium_name, medium);
	assert_int_equal(summary.profile, profile);
	assert_true(summary.clean);
	assert_true(burnrig_disc_track_at(disc, 0, &track));
	assert_false(track.blank);
	assert_int_equal(track.start_lba, 0);
	check_block(disc, 0, 0xa5);
	check_block(disc, 63, 0xa5);
	assert_int_equal(burnrig_disc_read(disc, 10000, block), -ENODATA);
	assert_int_equal(burnrig_disc_close(disc), 0);
	remove_disc(NULL);
}

static void every_family_comes_back(void **state)
{
	(void)state;
	check_medium("bd-re-25", 0x0043);
	check_medium("dvd+r", 0x001b);
	check_medium("cd-r-80", 0x0009);
}

static int32_t next_writable(struct burnrig_disc *disc)
{
	struct burnrig_disc_track track;

	assert_true(burnrig_disc_track_at(disc, 0, &track));
	return track.next_writable_lba;
}

/* Of two layers of 2085856 blocks, with a jump every 64: what was written before decides where it goes on. */
static void layer_jumps_come_back(void **state)
{
	static const struct write_parameters jumping = { .write_type = 4 };
	struct burnrig_disc *disc;
	struct disc_layer_jump jump;

	(void)state;
	create("dvd-r-dl");
	disc = open_disc(false);
	disc_take_write_type(disc, 4);
	assert_true(sense_is_good(disc_set_jump_interval(disc, 64)));
	write_as(disc, &jumping, 0, 48, 1);
	assert_int_equal(burnrig_disc_close(disc), 0);
	disc = open_disc(false);
	assert_int_equal(disc_profile(disc), 0x16);
	assert_int_equal(next_writable(disc), 48);
	write_as(disc, &jumping, 48, 16, 2);
	assert_int_equal(burnrig_disc_close(disc), 0);
	disc = open_disc(false);
	assert_int_equal(next_writable(disc), 4171712 - 64);
	write_as(disc, &jumping, 4171712 - 64, 64, 3);
	assert_int_equal(burnrig_disc_close(disc), 0);
	disc = open_disc(true);
	assert_int_equal(next_writable(disc), 64);
	assert_true(disc_layer_jump(disc, &jump));
	assert_int_equal(jump.last_lba, 64);
	assert_int_equal(jump.next_lba, 128);
	check_block(disc, 47, 1);
	check_block(disc, 48, 2);
	check_block(disc, 4171712 - 64, 3);
	assert_int_equal(burnrig_disc_close(disc), 0);
}

static void sectors_of_2048_bytes_lie_in_a_plain_image(void **state)
{
	struct burnrig_disc *disc;
	uint8_t byte = 0;
	FILE *image;

	(void)state;
	create("dvd+r");
	disc = open_disc(false);
	write_blocks(disc, 0, 16, 1);
	write_blocks(disc, 16, 16, 2);
	assert_int_equal(burnrig_disc_close(disc), 0);
	image = fopen(data_path, "r");
	assert_non_null(image);
	assert_int_equal(fseek(image, 16 * 2048 - 1, SEEK_SET), 0);
	assert_int_equal(fread(&byte, 1, 1, image), 1);
	assert_int_equal(byte, 1);
	assert_int_equal(fread(&byte, 1, 1, image), 1);
	assert_int_equal(byte, 2);
	fclose(image);
}

/* LBA 0 at (0 + 45150) * 2448; sync, header 00:02:00 mode 1, then the user data. */
static void cd_sectors_lie_whole_behind_the_lead_in(void **state)
{
	static const uint8_t wanted[18] = { 0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
		0xff, 0xff, 0x00, 0x00, 0x02, 0x00, 0x01, 0x77, 0x77 };
	struct burnrig_disc *disc;
	uint8_t bytes[18];
	FILE *image;

	(void)state;
	create("cd-r-80");
	disc = open_disc(false);
	write_blocks(disc, 0, 2, 0x77);
	assert_int_equal(burnrig_disc_close(disc), 0);
	image = fopen(data_path, "r");
	assert_non_null(image);
	assert_int_equal(fseek(image, 45150L * 2448, SEEK_SET), 0);
	assert_int_equal(fread(bytes, 1, sizeof bytes, image), sizeof bytes);
	assert_memory_equal(bytes, wanted, sizeof bytes);
	fclose(image);
}

static void a_disc_may_be_closed_from_another_folder(void **state)
{
	struct burnrig_disc *disc = NULL;
	char here[4096];

	(void)state;
	assert_non_null(getcwd(here, sizeof here));
	create("dvd+r");
	assert_int_equal(chdir(folder), 0);
	assert_int_equal(burnrig_disc_open("d", false, &disc, NULL), 0);
	assert_int_equal(chdir(here), 0);
	write_blocks(disc, 0, 16, 3);
	assert_int_equal(burnrig_disc_close(disc), 0);
	assert_int_equal(access("d-wal", F_OK), -1);
	disc = open_disc(true);
	check_block(disc, 15, 3);
	assert_int_equal(burnrig_disc_close(disc), 0);
}

static void a_disc_opened_to_read_is_not_written(void **state)
{
	struct burnrig_disc *disc;

	(void)state;
	create("dvd+r");
	assert_int_equal(chmod(path, 0444), 0);
	disc = open_disc(true);
	assert_false(disc_can_write(disc));
	assert_int_equal(burnrig_disc_close(disc), 0);
}

static void a_wrong_definition_inside_is_told_with_the_disc(void **state)
{
	struct burnrig_problem problem = { .line = 0 };
	struct burnrig_disc *disc = NULL;
	sqlite3 *database = NULL;

	(void)state;
	create("dvd+r");
	assert_int_equal(sqlite3_open(path, &database), SQLITE_OK);
	assert_int_equal(
		sqlite3_exec(database, "UPDATE medium SET definition = 'family = \"vinyl\"'", NULL,
			NULL, NULL),
		SQLITE_OK);
	sqlite3_close(database);
	assert_int_equal(burnrig_disc_open(path, true, &disc, &problem), -EINVAL);
	assert_string_equal(problem.file, path);
	assert_non_null(strstr(problem.text, "medium definition inside"));
	assert_int_equal(burnrig_disc_open(path, false, &disc, NULL), -EINVAL);
	assert_null(disc);
}

#define WITH_DISC(test) cmocka_unit_test_teardown(test, remove_disc)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_DISC(every_family_comes_back),
		WITH_DISC(layer_jumps_come_back),
		WITH_DISC(sectors_of_2048_bytes_lie_in_a_plain_image),
		WITH_DISC(cd_sectors_lie_whole_behind_the_lead_in),
		WITH_DISC(a_disc_may_be_closed_from_another_folder),
		WITH_DISC(a_disc_opened_to_read_is_not_written),
		WITH_DISC(a_wrong_definition_inside_is_told_with_the_disc),
	};
	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
