/* SPDX-License-Identifier: MIT */
#include "emulator/store/store.h"

int store_write(struct store *store, uint64_t offset, const void *data, size_t bytes)
{
	/* iovec has no const; writev does not write through it. */
	const union {
		const void *given;
		void *base;
	} buffer = { .given = data };
	const struct iovec iov = { .iov_base = buffer.base, .iov_len = bytes };

	return store->operations->writev(store, offset, &iov, 1);
}
