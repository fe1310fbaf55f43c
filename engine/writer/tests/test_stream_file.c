/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "burnengine/stream.h"

static char folder[] = "/tmp/engine-stream-XXXXXX";
static char path[64];

static int make_folder(void **state)
{
	(void)state;
	if (!mkdtemp(folder))
		return -1;
	snprintf(path, sizeof path, "%s/source", folder);
	return 0;
}

static int remove_folder(void **state)
{
	(void)state;
	unlink(path);
	return rmdir(folder);
}

static void put_file(const char *text)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static void file_is_read_to_its_end_and_again(void **state)
{
	struct br_stream *stream;
	char read[16];
	int64_t bytes;

	(void)state;
	put_file("0123456789");
	assert_int_equal(br_stream_open_file(path, &stream, &bytes), 0);
	assert_int_equal(bytes, 10);
	for (int run = 0; run < 2; run++) {
		assert_int_equal(stream->read(stream, read, 4, NULL), 4);
		assert_int_equal(stream->read(stream, read + 4, 12, NULL), 6);
		assert_memory_equal(read, "0123456789", 10);
		assert_int_equal(stream->read(stream, read, 1, NULL), 0);
		assert_int_equal(br_stream_rewind_file(stream), 0);
	}
	br_stream_close_file(stream);
}

static void what_is_no_source_is_refused(void **state)
{
	struct br_stream *stream;
	int64_t bytes;

	(void)state;
	assert_int_equal(br_stream_open_file(folder, &stream, &bytes), -EISDIR);
	unlink(path);
	assert_int_equal(br_stream_open_file(path, &stream, &bytes), -ENOENT);
	br_stream_close_file(NULL);
}

static void *open_writing_end(void *context)
{
	*(FILE **)context = fopen(path, "w"); /* comes back when there is a reader */
	return NULL;
}

static void empty_pipe_can_be_cancelled(void **state)
{
	struct br_cancel cancel = { 0 };
	struct br_stream *stream;
	pthread_t thread;
	FILE *writer = NULL;
	int64_t bytes;
	char read[8];

	(void)state;
	unlink(path);
	assert_int_equal(mkfifo(path, 0600), 0);
	assert_int_equal(pthread_create(&thread, NULL, open_writing_end, &writer), 0);
	assert_int_equal(br_stream_open_file(path, &stream, &bytes), 0);
	pthread_join(thread, NULL);
	assert_non_null(writer);
	assert_int_equal(bytes, -1);
	fputs("ab", writer);
	fflush(writer);
	assert_int_equal(stream->read(stream, read, sizeof read, &cancel), 2);
	assert_int_equal(br_stream_rewind_file(stream), -ESPIPE);
	br_cancel_request(&cancel);
	assert_int_equal(stream->read(stream, read, sizeof read, &cancel), -ECANCELED);
	fclose(writer);
	assert_int_equal(stream->read(stream, read, sizeof read, NULL), 0);
	br_stream_close_file(stream);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(file_is_read_to_its_end_and_again),
		cmocka_unit_test(what_is_no_source_is_refused),
		cmocka_unit_test(empty_pipe_can_be_cancelled),
	};
	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
