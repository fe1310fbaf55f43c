/* SPDX-License-Identifier: MIT */
/*
 * store_window.h: a file seen as memory, so that a sector goes between the host's buffer and the page cache
 * in one copy with no system call. Only an offer: whatever it does not take goes by preadv and
 * pwritev, which also say what is wrong.
 *
 * A mapped file answers trouble (cut short by somebody, a bad disk, no space left for a hole) with
 * SIGBUS. The window catches it for its own copies, on the thread that makes them, and declines; any other
 * SIGBUS goes to whoever had it before. One window is used by one thread at a time.
 */
#ifndef STORE_STORE_WINDOW_H
#define STORE_STORE_WINDOW_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/uio.h>

struct store_window { /* all zero: no window, declines everything */
	uint8_t *base;
	uint8_t *reserved;	   /* base lies in it                                          */
	uint64_t bytes;		   /* mapped                                                   */
	uint64_t file_bytes;	   /* what lies behind is not asked for                        */
	uint64_t run_from, run_to; /* of these bytes it is known to be filled               */
	uint64_t *filled;	   /* bit per 64 KiB: has pages, so writing makes no hole's page */
	bool writable;
};

/*
 * store_window_open: map the first @bytes of @fd (the file may be shorter and grow). Returns 0 or
 * negative errno, then the window is as it was. Installs the process' SIGBUS handler.
 */
int store_window_open(struct store_window *window, int fd, uint64_t bytes, bool writable);
void store_window_close(struct store_window *window);

/* store_window_read, _write: true when all was copied; false: do it the other way, all of it. */
bool store_window_read(const struct store_window *window, uint64_t offset, const struct iovec *iov,
	int iov_count, uint64_t bytes);
bool store_window_write(const struct store_window *window, uint64_t offset, const struct iovec *iov,
	int iov_count, uint64_t bytes);

/* store_window_wrote: pwritev put @bytes at @offset; the file may have grown. */
void store_window_wrote(struct store_window *window, uint64_t offset, uint64_t bytes);
/* store_window_resized: the file is @file_bytes long now. */
void store_window_resized(struct store_window *window, uint64_t file_bytes);

#endif
