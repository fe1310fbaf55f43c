/* SPDX-License-Identifier: MIT */
/* A sparse store in memory: pages of 64 KiB that come to be when something other than zeros is written there. */
#include "emulator/store/store.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define PAGE_BYTES  65536u
#define TABLE_PAGES 512u
#define TABLE_BYTES ((uint64_t)PAGE_BYTES * TABLE_PAGES)
#define BYTES_MAX   ((uint64_t)1 << 42) /* far beyond any disc; keeps the directory small */

struct page_table {
	uint8_t *pages[TABLE_PAGES];
};

struct store_memory {
	struct store store;
	uint64_t bytes;
	struct page_table **tables;
	size_t table_count;
};

static struct store_memory *memory_of(struct store *store)
{
	return (struct store_memory *)store;
}

/* Where the page pointer of @offset is kept; NULL when its table does not exist. */
static uint8_t **find_slot(const struct store_memory *memory, uint64_t offset)
{
	const size_t table = (size_t)(offset / TABLE_BYTES);

	if (table >= memory->table_count || !memory->tables[table])
		return NULL;
	return &memory->tables[table]->pages[offset % TABLE_BYTES / PAGE_BYTES];
}

static int grow_tables(struct store_memory *memory, size_t table_count)
{
	struct page_table **tables = reallocarray(memory->tables, table_count, sizeof(void *));

	if (!tables)
		return -ENOMEM;
	for (size_t i = memory->table_count; i < table_count; i++)
		tables[i] = NULL;
	memory->tables = tables;
	memory->table_count = table_count;
	return 0;
}

static bool is_zero(const uint8_t *data, size_t bytes)
{
	return data[0] == 0 && memcmp(data, data + 1, bytes - 1) == 0;
}

/* The page of @offset, made when it is not there; NULL: no memory. */
static uint8_t *make_page(struct store_memory *memory, uint64_t offset)
{
	const size_t index = (size_t)(offset / TABLE_BYTES);
	struct page_table *table;
	uint8_t **slot;

	if (index >= memory->table_count && grow_tables(memory, index + 1) != 0)
		return NULL;
	table = memory->tables[index];
	if (!table)
		table = memory->tables[index] = calloc(1, sizeof *table);
	if (!table)
		return NULL;
	slot = &table->pages[offset % TABLE_BYTES / PAGE_BYTES];
	if (!*slot)
		*slot = calloc(1, PAGE_BYTES);
	return *slot;
}

static size_t left_in_page(uint64_t offset, uint64_t bytes)
{
	const uint64_t left = PAGE_BYTES - offset % PAGE_BYTES;

	return (size_t)(bytes < left ? bytes : left);
}

static void read_bytes(
	const struct store_memory *memory, uint64_t offset, uint8_t *out, uint64_t bytes)
{
	while (bytes) {
		const size_t here = left_in_page(offset, bytes);
		uint8_t **slot = find_slot(memory, offset);

		if (slot && *slot)
			memcpy(out, *slot + offset % PAGE_BYTES, here);
		else
			memset(out, 0, here);
		offset += here;
		out += here;
		bytes -= here;
	}
}

static int memory_readv(
	struct store *store, uint64_t offset, const struct iovec *iov, int iov_count)
{
	for (int i = 0; i < iov_count; i++) {
		read_bytes(memory_of(store), offset, iov[i].iov_base, iov[i].iov_len);
		offset += iov[i].iov_len;
	}
	return 0;
}

static int write_bytes(
	struct store_memory *memory, uint64_t offset, const uint8_t *data, uint64_t bytes)
{
	if (offset > BYTES_MAX || bytes > BYTES_MAX - offset)
		return -EFBIG;
	while (bytes) {
		const size_t here = left_in_page(offset, bytes);
		uint8_t **slot = find_slot(memory, offset), *page = slot ? *slot : NULL;

		if (!page && !is_zero(data, here)) {
			page = make_page(memory, offset);
			if (!page)
				return -ENOSPC;
		}
		if (page)
			memcpy(page + offset % PAGE_BYTES, data, here);
		offset += here;
		data += here;
		bytes -= here;
		if (offset > memory->bytes)
			memory->bytes = offset;
	}
	return 0;
}

static int memory_writev(
	struct store *store, uint64_t offset, const struct iovec *iov, int iov_count)
{
	for (int i = 0; i < iov_count; i++) {
		const int error =
			write_bytes(memory_of(store), offset, iov[i].iov_base, iov[i].iov_len);

		if (error)
			return error;
		offset += iov[i].iov_len;
	}
	return 0;
}

static int memory_sync(struct store *store)
{
	(void)store;
	return 0;
}

/* Zeros @bytes from @offset; whole pages are given back. */
static void forget(struct store_memory *memory, uint64_t offset, uint64_t bytes)
{
	while (bytes) {
		const size_t here = left_in_page(offset, bytes);
		uint8_t **slot = find_slot(memory, offset);

		if (slot && *slot && here == PAGE_BYTES) {
			free(*slot);
			*slot = NULL;
		} else if (slot && *slot) {
			memset(*slot + offset % PAGE_BYTES, 0, here);
		}
		offset += here;
		bytes -= here;
	}
}

static int memory_discard(struct store *store, uint64_t offset, uint64_t bytes)
{
	struct store_memory *memory = memory_of(store);

	if (offset >= memory->bytes)
		return 0;
	forget(memory, offset, bytes < memory->bytes - offset ? bytes : memory->bytes - offset);
	return 0;
}

static int memory_truncate(struct store *store, uint64_t bytes)
{
	struct store_memory *memory = memory_of(store);

	if (bytes > BYTES_MAX)
		return -EFBIG;
	if (bytes < memory->bytes)
		forget(memory, bytes, memory->bytes - bytes);
	memory->bytes = bytes;
	return 0;
}

static int memory_size(struct store *store, uint64_t *ret_bytes)
{
	*ret_bytes = memory_of(store)->bytes;
	return 0;
}

static void memory_close(struct store *store)
{
	struct store_memory *memory = memory_of(store);

	for (size_t t = 0; t < memory->table_count; t++) {
		if (!memory->tables[t])
			continue;
		for (size_t p = 0; p < TABLE_PAGES; p++)
			free(memory->tables[t]->pages[p]);
		free(memory->tables[t]);
	}
	free(memory->tables);
	free(memory);
}

static const struct store_operations memory_operations = {
	.readv = memory_readv,
	.writev = memory_writev,
	.sync = memory_sync,
	.truncate = memory_truncate,
	.size = memory_size,
	.discard = memory_discard,
	.close = memory_close,
};

struct store *store_memory_create(void)
{
	struct store_memory *memory = calloc(1, sizeof *memory);

	if (!memory)
		return NULL;
	memory->store.operations = &memory_operations;
	return &memory->store;
}
