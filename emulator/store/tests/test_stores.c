/* SPDX-License-Identifier: MIT */
/* What every store must do, asked of a file and of memory. */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "emulator/store/store.h"

static char folder[] = "/tmp/burnrig-stores-XXXXXX";

static int make_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
	(void)state;
	return rmdir(folder);
}

static const char *in_folder(const char *name)
{
	static char path[128];

	snprintf(path, sizeof path, "%s/%s", folder, name);
	return path;
}

static struct store *open_file(const char *name, int flags)
{
	struct store *store = NULL;

	assert_int_equal(store_files()->open(store_files(), in_folder(name), flags, &store), 0);
	return store;
}

static void check_scatter_lists(struct store *store)
{
	uint8_t a[3] = { 1, 2, 3 }, b[4] = { 4, 5, 6, 7 }, c[10];
	const struct iovec out[] = { { a, 3 }, { NULL, 0 }, { b, 4 } };
	const struct iovec in[] = { { c, 6 }, { c + 6, 4 } };
	static const uint8_t wanted[10] = { 0, 1, 2, 3, 4, 5, 6, 7, 0, 0 };
	uint64_t bytes = 0;

	/* across a page of the memory store, and past the end when read back */
	assert_int_equal(store_writev(store, 65534, out, 3), 0);
	assert_int_equal(store_size(store, &bytes), 0);
	assert_int_equal(bytes, 65541);
	memset(c, 0xee, sizeof c);
	assert_int_equal(store_readv(store, 65533, in, 2), 0);
	assert_memory_equal(c, wanted, 10);
}

static void check_long_lists(struct store *store)
{
	enum { COUNT = 1500 };
	static uint8_t bytes[COUNT][7];
	static struct iovec iov[COUNT];
	uint8_t last[8];

	for (unsigned i = 0; i < COUNT; i++) {
		memset(bytes[i], (int)(i % 251), 7);
		iov[i] = (struct iovec) { bytes[i], 7 };
	}
	assert_int_equal(store_writev(store, 5, iov, COUNT), 0);
	assert_int_equal(store_read(store, 5 + 7 * 1498 + 6, last, 8), 0);
	assert_int_equal(last[0], 1498 % 251);
	assert_int_equal(last[7], 1499 % 251);
	memset(bytes, 0, sizeof bytes);
	assert_int_equal(store_readv(store, 5, iov, COUNT), 0);
	assert_int_equal(bytes[1234][6], 1234 % 251);
}

static void check_discard_and_truncate(struct store *store)
{
	static uint8_t data[300000], back[300000];
	uint64_t bytes = 0;

	memset(data, 0x5a, sizeof data);
	assert_int_equal(store_truncate(store, 0), 0);
	assert_int_equal(store_write(store, 0, data, sizeof data), 0);
	memset(data + 1000, 0, 250000);
	assert_int_equal(store_discard(store, 1000, 250000), 0);
	assert_int_equal(store_discard(store, 299999, UINT64_MAX), 0);
	data[299999] = 0;
	assert_int_equal(store_read(store, 0, back, sizeof back), 0);
	assert_memory_equal(back, data, sizeof data);
	assert_int_equal(store_size(store, &bytes), 0);
	assert_int_equal(bytes, 300000);
	/* what was cut off does not come back when the file grows again */
	assert_int_equal(store_truncate(store, 260000), 0);
	assert_int_equal(store_truncate(store, 300000), 0);
	memset(data + 260000, 0, 40000);
	assert_int_equal(store_read(store, 0, back, sizeof back), 0);
	assert_memory_equal(back, data, sizeof data);
	assert_int_equal(store_sync(store), 0);
}

static void check_far_offsets(struct store *store)
{
	uint8_t byte = 0x77, back = 0;

	assert_int_equal(store_write(store, (uint64_t)128 << 30, &byte, 1), 0);
	assert_int_equal(store_read(store, (uint64_t)128 << 30, &back, 1), 0);
	assert_int_equal(back, 0x77);
	assert_int_equal(store_write(store, UINT64_MAX - 1, &byte, 1), -EFBIG);
	assert_int_equal(store_truncate(store, UINT64_MAX), -EFBIG);
}

static void check_all(struct store *store)
{
	check_scatter_lists(store);
	check_long_lists(store);
	check_discard_and_truncate(store);
	check_far_offsets(store);
	store_close(store);
}

static void a_memory_store_keeps_the_contract(void **state)
{
	(void)state;
	check_all(store_memory_create());
}

static void a_file_keeps_the_contract(void **state)
{
	(void)state;
	check_all(open_file("a", O_RDWR | O_CREAT | O_EXCL));
	assert_int_equal(store_files()->remove(store_files(), in_folder("a")), 0);
	assert_false(store_files()->exists(store_files(), in_folder("a")));
}

static void opening_says_why_not(void **state)
{
	struct store *store = NULL;
	struct store_place *files = store_files();

	(void)state;
	assert_int_equal(files->open(files, in_folder("none"), O_RDWR, &store), -ENOENT);
	assert_int_equal(files->open(files, folder, O_RDONLY, &store), -EISDIR);
	assert_int_equal(files->open(files, "/dev/null", O_RDWR, &store), -EINVAL);
	assert_int_equal(files->open(files, "/none/x", O_RDWR | O_CREAT, &store), -ENOENT);
	assert_int_equal(files->remove(files, in_folder("none")), -ENOENT);
	assert_null(store);
	store_close(store);
}

static void one_opener_locks_the_other_out(void **state)
{
	struct store *first = open_file("l", O_RDWR | O_CREAT);
	struct store *second = open_file("l", O_RDWR);
	struct store *reader = open_file("l", O_RDONLY);

	(void)state;
	assert_int_equal(store_lock(first, true), 0);
	assert_int_equal(store_lock(second, true), -EBUSY);
	assert_int_equal(store_lock(reader, false), -EBUSY);
	store_close(first);
	assert_int_equal(store_lock(reader, false), 0);
	assert_int_equal(store_lock(second, false), 0);
	assert_int_equal(store_lock(second, true), -EBUSY);
	store_close(reader);
	assert_int_equal(store_lock(second, true), 0);
	store_close(second);
	assert_int_equal(store_files()->remove(store_files(), in_folder("l")), 0);
}

static void fill(uint8_t *bytes, size_t count, unsigned seed)
{
	for (size_t i = 0; i < count; i++)
		bytes[i] = (uint8_t)(seed + i * 7 + i / 256);
}

/* A file seen as memory is the same file: what is rewritten by copies is there for everyone. */
static void a_mapped_file_is_the_same_file(void **state)
{
	static uint8_t first[200000], second[131072], back[200000];
	struct store *store = open_file("mapped", O_RDWR | O_CREAT);
	struct store *other = open_file("mapped", O_RDWR);

	(void)state;
	assert_int_equal(store_map(store, 1 << 20, true), 0);
	assert_int_equal(store_map(store, 1 << 20, true), -EBUSY);
	fill(first, sizeof first, 1);
	fill(second, sizeof second, 99);
	assert_int_equal(store_write(store, 0, first, sizeof first), 0);
	assert_int_equal(store_write(store, 1000, second, sizeof second), 0);
	memcpy(first + 1000, second, sizeof second);
	assert_int_equal(store_read(other, 0, back, sizeof back), 0);
	assert_memory_equal(back, first, sizeof back);
	memset(back, 0xEE, sizeof back);
	assert_int_equal(store_read(store, 0, back, sizeof back), 0);
	assert_memory_equal(back, first, sizeof back);
	/* from and to any address, and of any length */
	assert_int_equal(store_write(store, 1003, second + 5, 777), 0);
	assert_int_equal(store_write(store, 4096, second + 8, 100), 0);
	memcpy(first + 1003, second + 5, 777);
	memcpy(first + 4096, second + 8, 100);
	assert_int_equal(store_read(store, 1, back + 2, 5001), 0);
	assert_memory_equal(back + 2, first + 1, 5001);
	assert_int_equal(store_read(other, 0, back, sizeof back), 0);
	assert_memory_equal(back, first, sizeof back);
	/* behind the window and over its end the file goes on */
	assert_int_equal(store_write(store, (1 << 20) - 100, second, 300), 0);
	assert_int_equal(store_read(store, (1 << 20) - 100, back, 300), 0);
	assert_memory_equal(back, second, 300);
	store_close(store);
	store_close(other);
	unlink(in_folder("mapped"));
}

/* Cut short by somebody else: no signal reaches us, reads give zeros and writes make it grow again. */
static void a_mapped_file_that_was_cut_short(void **state)
{
	static uint8_t data[131072], back[131072];
	static const uint8_t zeros[65536];
	struct store *store = open_file("cut", O_RDWR | O_CREAT);

	(void)state;
	assert_int_equal(store_map(store, 1 << 20, true), 0);
	fill(data, sizeof data, 5);
	assert_int_equal(store_write(store, 0, data, sizeof data), 0);
	for (unsigned round = 0; round < 2; round++) {
		assert_int_equal(truncate(in_folder("cut"), 4096), 0);
		memset(back, 0xEE, sizeof back);
		assert_int_equal(store_read(store, 65536, back, 65536), 0);
		assert_memory_equal(back, zeros, 65536);
		assert_int_equal(store_read(store, 0, back, 4096), 0);
		assert_memory_equal(back, data, 4096);
		assert_int_equal(store_write(store, 65536, data + 65536, 65536), 0);
		assert_int_equal(store_read(store, 65536, back, 65536), 0);
		assert_memory_equal(back, data + 65536, 65536);
	}
	store_close(store);
	unlink(in_folder("cut"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_memory_store_keeps_the_contract),
		cmocka_unit_test(a_file_keeps_the_contract),
		cmocka_unit_test(opening_says_why_not),
		cmocka_unit_test(a_mapped_file_is_the_same_file),
		cmocka_unit_test(a_mapped_file_that_was_cut_short),
		cmocka_unit_test(one_opener_locks_the_other_out),
	};
	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
