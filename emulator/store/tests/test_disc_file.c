/* SPDX-License-Identifier: MIT */
/* Disc files on the real file system: kept, shared, and refused when they are not sound. */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "emulator/store/disc_file.h"
#include "emulator/store/tests/disc_sample.h"

static char folder[] = "/tmp/burnrig-disc-file-XXXXXX";
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

static int remove_folder(void **state)
{
	(void)state;
	return rmdir(folder); /* fails when a test left a file: so must not a disc file */
}

static int make_disc(void **state)
{
	(void)state;
	return disc_sample_create(store_files(), path);
}

static int remove_disc(void **state)
{
	(void)state;
	unlink(path);
	unlink(data_path);
	return 0;
}

static struct disc_file *open_disc(bool read_only)
{
	struct disc_file *file = NULL;
	struct burnrig_problem problem = { .line = 0 };
	const int error = disc_file_open(store_files(), path, read_only, &file, &problem);

	if (error)
		print_error("%s\n", problem.text);
	assert_int_equal(error, 0);
	return file;
}

static void check_refused(const char *text)
{
	struct disc_file *file = NULL;
	struct burnrig_problem problem = { .line = 0 };
	struct disc_state state = { .status = DISC_EMPTY };
	struct block_map *map = NULL;
	int error = disc_file_open(store_files(), path, true, &file, &problem);

	if (!error)
		error = disc_file_load(file, SAMPLE_UNITS, &state, &map, &problem);
	assert_int_equal(error, -EINVAL);
	assert_string_equal(problem.file, path);
	if (!strstr(problem.text, text))
		fail_msg("'%s' does not say '%s'", problem.text, text);
	assert_null(map);
	assert_null(state.tracks);
	disc_file_close(file);
}

/* Changes the file as a person with the sqlite3 shell would. */
static void edit(const char *sql)
{
	sqlite3 *database = NULL;
	char *message = NULL;

	assert_int_equal(sqlite3_open(path, &database), SQLITE_OK);
	if (sqlite3_exec(database, sql, NULL, NULL, &message) != SQLITE_OK)
		fail_msg("%s: %s", sql, message);
	assert_int_equal(sqlite3_close(database), SQLITE_OK);
}

static void commit_steps(struct disc_file *file, unsigned from, unsigned to, bool durable)
{
	struct disc_sample sample;
	struct store *scratch = store_memory_create();

	disc_sample_start(&sample);
	while (sample.step < from)
		assert_int_equal(disc_sample_advance(&sample, scratch), 0);
	store_close(scratch);
	while (sample.step < to) {
		assert_int_equal(disc_sample_advance(&sample, disc_file_data(file)), 0);
		assert_int_equal(disc_file_commit(file, &sample.state, sample.map, durable), 0);
	}
	disc_sample_free(&sample);
}

static void a_new_disc_is_blank_and_clean(void **state)
{
	struct disc_file *file = open_disc(true);

	(void)state;
	assert_string_equal(disc_file_medium_name(file), "sample");
	assert_string_equal(disc_file_definition_text(file), "x = 1\n");
	assert_true(disc_file_was_clean(file));
	assert_int_equal(disc_file_commit(file, NULL, NULL, true), -EROFS);
	assert_int_equal(disc_file_close(file), 0);
	assert_int_equal(disc_sample_find_step(store_files(), path, false), 0);
}

static void what_was_committed_is_there(void **state)
{
	struct disc_file *file = open_disc(false);

	(void)state;
	commit_steps(file, 0, 5, true);
	assert_int_equal(disc_file_close(file), 0);
	assert_int_equal(disc_sample_find_step(store_files(), path, true), 5);
	file = open_disc(false);
	commit_steps(file, 5, 7, false);
	assert_int_equal(disc_file_close(file), 0);
	assert_int_equal(disc_sample_find_step(store_files(), path, true), 7);
	file = open_disc(true);
	assert_true(disc_file_was_clean(file));
	disc_file_close(file);
}

/* Rows go as well as come: a rewritable disc is blanked and formatted anew. */
static void what_was_blanked_is_gone(void **state)
{
	struct disc_file *file = open_disc(false);
	struct disc_state disc = { .status = DISC_EMPTY };
	struct block_map *map = NULL;

	(void)state;
	commit_steps(file, 0, 100, false);
	disc_file_close(file);
	file = open_disc(false);
	assert_int_equal(disc_file_load(file, SAMPLE_UNITS, &disc, &map, NULL), 0);
	disc_state_free(&disc);
	block_map_set(map, 0, SAMPLE_UNITS, BLOCK_NEVER_WRITTEN);
	assert_int_equal(disc_file_commit(file, &disc, map, true), 0);
	block_map_free(map);
	disc_file_close(file);
	assert_int_equal(disc_sample_find_step(store_files(), path, false), 0);
}

/* The count alone is no reason for a checkpoint, but goes with the next, and with what is durable. */
static void the_count_of_writes_waits_for_a_reason(void **state)
{
	static const struct {
		uint64_t write_count, told;
		uint32_t power_calibrations;
		bool durable;
	} steps[] = { { 10, 10, 1, false }, { 20, 10, 1, false }, { 30, 30, 2, false },
		{ 40, 30, 2, false }, { 50, 50, 2, true } };
	struct disc_file *file = open_disc(false);
	struct block_map *map = block_map_create(SAMPLE_UNITS);
	struct disc_state disc = { .status = DISC_EMPTY };

	(void)state;
	for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
		struct disc_state back = { .status = DISC_EMPTY };
		struct block_map *map_back = NULL;

		disc.write_count = steps[i].write_count;
		disc.power_calibrations = steps[i].power_calibrations;
		assert_int_equal(disc_file_commit(file, &disc, map, steps[i].durable), 0);
		assert_int_equal(disc_file_load(file, SAMPLE_UNITS, &back, &map_back, NULL), 0);
		assert_int_equal(back.write_count, steps[i].told);
		disc_state_free(&back);
		block_map_free(map_back);
	}
	disc_state_free(&disc);
	block_map_free(map);
	disc_file_close(file);
}

static void every_value_is_kept(void **state)
{
	struct disc_file *file = open_disc(false);
	struct block_map *map = block_map_create(SAMPLE_UNITS);
	struct disc_state disc = { .status = DISC_OTHER,
		.formatted_blocks = 11826176,
		.spare_blocks = 393216,
		.format_type = 0x31,
		.power_calibrations = 7,
		.disc_identification = 0xfedcba98,
		.write_count = (uint64_t)1 << 60 };
	struct disc_track *track = disc_state_add_track(&disc);
	struct disc_session *session = disc_state_add_session(&disc);
	struct disc_state back = { .status = DISC_EMPTY };
	struct block_map *map_back = NULL;

	(void)state;
	*session = (struct disc_session) { 9, SESSION_INCOMPLETE, 0x20, -150 };
	*track = (struct disc_track) { 300, 9, -45150, 5, -149, 3, true, false, true, false, true,
		true, 0xd, 0xf, 0xe, 32, 150 };
	assert_int_equal(disc_file_commit(file, &disc, map, true), 0);
	assert_int_equal(disc_file_close(file), 0);
	file = open_disc(true);
	assert_int_equal(disc_file_load(file, SAMPLE_UNITS, &back, &map_back, NULL), 0);
	assert_int_equal(back.status, DISC_OTHER);
	assert_int_equal(back.formatted_blocks, 11826176);
	assert_int_equal(back.spare_blocks, 393216);
	assert_int_equal(back.format_type, 0x31);
	assert_int_equal(back.power_calibrations, 7);
	assert_int_equal(back.disc_identification, 0xfedcba98);
	assert_true(back.write_count == (uint64_t)1 << 60);
	assert_int_equal(back.session_count, 1);
	assert_int_equal(back.sessions[0].number, 9);
	assert_int_equal(back.sessions[0].status, SESSION_INCOMPLETE);
	assert_int_equal(back.sessions[0].type, 0x20);
	assert_int_equal(back.sessions[0].lead_out_lba, -150);
	assert_int_equal(back.track_count, 1);
	assert_int_equal(back.tracks[0].number, 300);
	assert_int_equal(back.tracks[0].session, 9);
	assert_int_equal(back.tracks[0].start_lba, -45150);
	assert_int_equal(back.tracks[0].size_blocks, 5);
	assert_int_equal(back.tracks[0].next_writable_lba, -149);
	assert_int_equal(back.tracks[0].recorded_blocks, 3);
	assert_true(back.tracks[0].closed && !back.tracks[0].reserved && back.tracks[0].damaged);
	assert_true(!back.tracks[0].packet && back.tracks[0].fixed_packet && back.tracks[0].copy);
	assert_int_equal(back.tracks[0].control, 0xd);
	assert_int_equal(back.tracks[0].data_mode, 0xf);
	assert_int_equal(back.tracks[0].data_block_type, 0xe);
	assert_int_equal(back.tracks[0].packet_blocks, 32);
	assert_int_equal(back.tracks[0].pre_gap_blocks, 150);
	disc_file_close(file);
	disc_state_free(&disc);
	disc_state_free(&back);
	block_map_free(map);
	block_map_free(map_back);
}

static void creating_touches_nothing_that_is_there(void **state)
{
	struct stat before, after;

	(void)state;
	assert_int_equal(stat(path, &before), 0);
	assert_int_equal(disc_sample_create(store_files(), path), -EEXIST);
	assert_int_equal(stat(path, &after), 0);
	assert_int_equal(before.st_ino, after.st_ino);
	assert_int_equal(before.st_size, after.st_size);
	unlink(path);
	assert_int_equal(disc_sample_create(store_files(), path), -EEXIST);
	assert_int_equal(access(path, F_OK), -1);
	assert_int_equal(access(data_path, F_OK), 0);
	assert_int_equal(disc_sample_create(store_files(), "/none/such"), -ENOENT);
}

static void one_writer_or_many_readers(void **state)
{
	struct disc_file *file = open_disc(false), *reader;
	struct disc_file *other = NULL;
	struct burnrig_problem problem = { .line = 0 };

	(void)state;
	assert_int_equal(disc_file_open(store_files(), path, false, &other, &problem), -EBUSY);
	assert_non_null(strstr(problem.text, "in use by another process"));
	assert_int_equal(disc_file_open(store_files(), path, true, &other, NULL), -EBUSY);
	disc_file_close(file);
	file = open_disc(true);
	reader = open_disc(true);
	assert_int_equal(disc_file_open(store_files(), path, false, &other, NULL), -EBUSY);
	disc_file_close(file);
	disc_file_close(reader);
	assert_null(other);
}

static void the_sqlite_shell_cannot_write_into_a_disc_in_use(void **state)
{
	struct disc_file *file = open_disc(false);
	sqlite3 *database = NULL;

	/* in another process: SQLite's locks do not bind their own */
	const pid_t child = fork();
	int status = 0;

	(void)state;
	if (child == 0) {
		sqlite3_open(path, &database);
		_exit(sqlite3_exec(database, "DELETE FROM opened", NULL, NULL, NULL));
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), SQLITE_BUSY);
	disc_file_close(file);
}

static void a_file_that_is_no_disc_is_refused(void **state)
{
	static const char text[] =
		"this is a text file, and much longer than a hundred bytes are, so that "
		"it has all the places where a database keeps its marks";
	int fd;

	(void)state;
	fd = open(path, O_WRONLY | O_TRUNC);
	check_refused("no disc file");
	assert_int_equal(write(fd, text, sizeof text), sizeof text);
	check_refused("no disc file");
	close(fd);
	unlink(path);
	edit("CREATE TABLE x(a)");
	check_refused("no disc file");
	unlink(path);
	assert_int_equal(mkdir(path, 0700), 0);
	assert_int_equal(
		disc_file_open(store_files(), path, true, &(struct disc_file *) { NULL }, NULL),
		-EISDIR);
	rmdir(path);
	assert_int_equal(
		disc_file_open(store_files(), path, true, &(struct disc_file *) { NULL }, NULL),
		-ENOENT);
}

static void a_newer_disc_is_refused(void **state)
{
	(void)state;
	edit("PRAGMA user_version = 4");
	check_refused("newer version");
	edit("PRAGMA user_version = 0");
	check_refused("unknown version");
}

static void a_disc_with_other_tables_is_refused(void **state)
{
	(void)state;
	edit("CREATE TRIGGER t AFTER INSERT ON track BEGIN DELETE FROM session; END");
	check_refused("its tables are others");
	edit("DROP TRIGGER t; DROP TABLE block_map");
	check_refused("its tables are others");
	edit("CREATE TABLE block_map(chunk INTEGER PRIMARY KEY, states)");
	check_refused("its tables are others");
}

static void missing_rows_and_files_are_refused(void **state)
{
	(void)state;
	edit("DELETE FROM disc");
	check_refused("a row is missing");
	edit("DELETE FROM medium");
	check_refused("a row is missing");
	unlink(data_path);
	unlink(path);
	assert_int_equal(disc_sample_create(store_files(), path), 0);
	unlink(data_path);
	check_refused("no .data beside it");
}

/* The tables' own checks are switched off for these. */
static void values_out_of_range_are_refused(void **state)
{
	(void)state;
	edit("PRAGMA ignore_check_constraints = ON;"
	     "INSERT INTO session VALUES(1, 3, 0, 0);"
	     "INSERT INTO track VALUES(1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 16, 0, 0, 0, 0)");
	check_refused("damaged");
	edit("UPDATE track SET control = 4, start_lba = 2147483647, size_blocks = 1");
	check_refused("beyond all addresses");
	edit("UPDATE track SET start_lba = 0, recorded_blocks = 2");
	check_refused("more than its size");
	edit("UPDATE track SET recorded_blocks = 1, session = 2");
	check_refused("in no session");
	edit("UPDATE track SET session = 1; UPDATE session SET status = 2");
	check_refused("out of its range");
	edit("UPDATE session SET status = 3; INSERT INTO block_map VALUES(3, zeroblob(1024))");
	check_refused("does not fit the medium");
	edit("DELETE FROM block_map; INSERT INTO block_map VALUES(2, randomblob(1024))");
	check_refused("does not fit the medium");
	edit("DELETE FROM block_map; PRAGMA ignore_check_constraints = ON;"
	     "INSERT INTO block_map VALUES(0, zeroblob(1023))");
	check_refused("damaged");
}

/* Whatever byte is changed, opening and loading end: with a disc or with a refusal. */
static void any_damaged_byte_is_survived(void **state)
{
	struct stat status;
	struct store *store = NULL;
	unsigned refused = 0;

	(void)state;
	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(store_files()->open(store_files(), path, O_RDWR, &store), 0);
	for (uint64_t offset = 0; offset < (uint64_t)status.st_size; offset += 37) {
		uint8_t byte, other;

		assert_int_equal(store_read(store, offset, &byte, 1), 0);
		other = byte ^ (uint8_t)(1 + offset % 255);
		assert_int_equal(store_write(store, offset, &other, 1), 0);
		refused += disc_sample_find_step(store_files(), path, true) < 0;
		assert_int_equal(store_write(store, offset, &byte, 1), 0);
	}
	store_close(store);
	assert_in_range(refused, 10, 10000);
	assert_int_equal(disc_sample_find_step(store_files(), path, true), 0);
}

/* A child burns and reports each commit that was confirmed; it is killed at some moment. */
static void burn_until_killed(int reports, bool durable)
{
	struct disc_file *file = NULL;
	struct disc_sample sample;

	if (disc_file_open(store_files(), path, false, &file, NULL) != 0)
		_exit(1);
	disc_sample_start(&sample);
	while (sample.step < 190) {
		uint8_t step;

		if (disc_sample_advance(&sample, disc_file_data(file)) != 0 ||
			disc_file_commit(file, &sample.state, sample.map, durable) != 0)
			_exit(2);
		step = (uint8_t)sample.step;
		if (write(reports, &step, 1) != 1)
			_exit(3);
	}
	pause();
}

static void kill_at(unsigned steps, bool durable)
{
	int pipe_fds[2], status = 0, found;
	uint8_t step = 0;
	struct disc_file *file;
	pid_t child;

	assert_int_equal(pipe(pipe_fds), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		close(pipe_fds[0]);
		burn_until_killed(pipe_fds[1], durable);
	}
	close(pipe_fds[1]);
	while (step < steps && read(pipe_fds[0], &step, 1) == 1)
		continue;
	kill(child, SIGKILL);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
	while (read(pipe_fds[0], &step, 1) == 1)
		continue;
	close(pipe_fds[0]);
	file = open_disc(true);
	assert_false(disc_file_was_clean(file));
	disc_file_close(file);
	found = disc_sample_find_step(store_files(), path, false);
	assert_in_range(found, step, step + 1);
	file = open_disc(true);
	assert_true(disc_file_was_clean(file));
	disc_file_close(file);
}

static void a_killed_process_loses_nothing_confirmed(void **state)
{
	for (unsigned steps = 1; steps < 190; steps += 27) {
		kill_at(steps, steps % 2);
		remove_disc(state);
		assert_int_equal(make_disc(state), 0);
	}
}

#define ON_A_DISC(test) cmocka_unit_test_setup_teardown(test, make_disc, remove_disc)

int main(void)
{
	const struct CMUnitTest tests[] = {
		ON_A_DISC(a_new_disc_is_blank_and_clean),
		ON_A_DISC(what_was_committed_is_there),
		ON_A_DISC(what_was_blanked_is_gone),
		ON_A_DISC(the_count_of_writes_waits_for_a_reason),
		ON_A_DISC(every_value_is_kept),
		ON_A_DISC(creating_touches_nothing_that_is_there),
		ON_A_DISC(one_writer_or_many_readers),
		ON_A_DISC(the_sqlite_shell_cannot_write_into_a_disc_in_use),
		ON_A_DISC(a_file_that_is_no_disc_is_refused),
		ON_A_DISC(a_newer_disc_is_refused),
		ON_A_DISC(a_disc_with_other_tables_is_refused),
		ON_A_DISC(missing_rows_and_files_are_refused),
		ON_A_DISC(values_out_of_range_are_refused),
		ON_A_DISC(any_damaged_byte_is_survived),
		ON_A_DISC(a_killed_process_loses_nothing_confirmed),
	};
	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
