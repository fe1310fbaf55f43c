/* SPDX-License-Identifier: MIT */
#include "emulator/store/store_window.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

#define CHUNK_BYTES 65536u

/* Where a copy of this thread returns to when its memory is not there; NULL outside of one. In the
 * thread's own block, where it is found without a call, also by a plugin. */
static _Thread_local void **landing __attribute__((tls_model("initial-exec")));
static struct sigaction before_us;
static pthread_mutex_t installing = PTHREAD_MUTEX_INITIALIZER;

static void on_sigbus(int number, siginfo_t *info, void *context)
{
	(void)info;
	(void)context;
	if (landing)
		__builtin_longjmp(landing, 1);
	/* Not ours: the access is made again and meets what was there before us. */
	sigaction(number, &before_us, NULL);
}

/* Once, and again when the program has set a handler of its own since. */
static void install(void)
{
	/* SA_NODEFER: leaving by a jump must not leave the signal blocked. */
	struct sigaction action = { .sa_sigaction = on_sigbus,
		.sa_flags = SA_SIGINFO | SA_NODEFER };
	struct sigaction now;

	sigemptyset(&action.sa_mask);
	pthread_mutex_lock(&installing);
	if (sigaction(SIGBUS, NULL, &now) == 0 &&
		(!(now.sa_flags & SA_SIGINFO) || now.sa_sigaction != on_sigbus)) {
		before_us = now;
		sigaction(SIGBUS, &action, NULL);
	}
	pthread_mutex_unlock(&installing);
}

/*
 * The file begins 8 pages behind a multiple of 16. A host's ring and a long file are both laid at round addresses,
 * and what goes between them, 64 KiB from a round place to a round place, would lie at the same place in whatever
 * is looked up by the low bits of a page's number: in an emulator's translation buffer each word put the
 * other's page out.
 */
#define COLOURS_BYTES ((uintptr_t)16 * 4096)

static uint8_t *map_file(int fd, uint64_t bytes, int protection, uint8_t **ret_reserved)
{
	uint8_t *reserved = mmap(NULL, (size_t)bytes + COLOURS_BYTES, PROT_NONE,
		MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	uintptr_t colour;
	void *base;

	if (reserved == MAP_FAILED)
		return NULL;
	colour = (uintptr_t)reserved % COLOURS_BYTES;
	base = reserved + (COLOURS_BYTES * 3 / 2 - colour) % COLOURS_BYTES;
	base = mmap(base, (size_t)bytes, protection, MAP_SHARED | MAP_FIXED, fd, 0);
	if (base == MAP_FAILED) {
		const int error = errno;

		munmap(reserved, (size_t)bytes + COLOURS_BYTES);
		errno = error;
		return NULL;
	}
	*ret_reserved = reserved;
	return base;
}

int store_window_open(struct store_window *window, int fd, uint64_t bytes, bool writable)
{
	const uint64_t chunks = bytes / CHUNK_BYTES + 1;
	struct store_window made = { .bytes = bytes, .writable = writable };
	struct stat status;

	if (bytes == 0 || bytes > SIZE_MAX / 2)
		return -EINVAL;
	if (fstat(fd, &status) != 0)
		return -errno;
	made.filled = calloc(chunks / 64 + 1, sizeof *made.filled);
	if (!made.filled)
		return -ENOMEM;
	made.base =
		map_file(fd, bytes, writable ? PROT_READ | PROT_WRITE : PROT_READ, &made.reserved);
	if (!made.base) {
		const int error = errno;

		free(made.filled);
		return -error;
	}
	install();
	made.file_bytes = (uint64_t)status.st_size;
	*window = made;
	return 0;
}

void store_window_close(struct store_window *window)
{
	if (window->base)
		munmap(window->reserved, (size_t)window->bytes + COLOURS_BYTES);
	free(window->filled);
	*window = (struct store_window) { 0 };
}

static bool is_inside(const struct store_window *window, uint64_t offset, uint64_t bytes)
{
	const uint64_t end =
		window->bytes < window->file_bytes ? window->bytes : window->file_bytes;

	return window->base && offset <= end && bytes <= end - offset;
}

typedef uint64_t __attribute__((may_alias)) word;

/*
 * Word by word: a processor moves 64 KiB so in a microsecond or two more than with its vectors, but an emulated
 * one, as a test machine has that lacks KVM, takes every vector apart, by way of memory, and needs half as long
 * again. Volatile, so that no compiler makes vectors of it; and the memory is others', too. Aligned, so that
 * the loop lies within a page: a jump out of one costs the emulated processor as much as the step.
 */
static void copy_words(volatile word *to, const volatile word *from, size_t eights)
	__attribute__((noinline, aligned(128)));

static void copy_words(volatile word *to, const volatile word *from, size_t eights)
{
	for (; eights; eights--, to += 8, from += 8) {
		const word a = from[0], b = from[1], c = from[2], d = from[3];
		const word e = from[4], f = from[5], g = from[6], h = from[7];

		to[0] = a;
		to[1] = b;
		to[2] = c;
		to[3] = d;
		to[4] = e;
		to[5] = f;
		to[6] = g;
		to[7] = h;
	}
}

static void copy_bytes(void *to, const void *from, size_t bytes)
{
	const size_t aligned =
		((uintptr_t)to | (uintptr_t)from) % sizeof(word) ? 0 : bytes & ~(size_t)63;

	copy_words(to, from, aligned / 64);
	if (bytes != aligned)
		memcpy((uint8_t *)to + aligned, (const uint8_t *)from + aligned, bytes - aligned);
}

static void copy(const struct store_window *window, uint64_t offset, const struct iovec *iov,
	int iov_count, bool write)
{
	uint8_t *here = window->base + offset;

	for (int i = 0; i < iov_count; i++) {
		void *there = iov[i].iov_base;

		copy_bytes(write ? here : there, write ? there : here, iov[i].iov_len);
		here += iov[i].iov_len;
	}
}

static bool copy_guarded(const struct store_window *window, uint64_t offset,
	const struct iovec *iov, int iov_count, bool write)
{
	void *here[5]; /* the builtin's size; it saves no signal mask and is no call */

	if (__builtin_setjmp(here)) {
		landing = NULL;
		return false;
	}
	landing = here;
	copy(window, offset, iov, iov_count, write);
	landing = NULL;
	return true;
}

bool store_window_read(const struct store_window *window, uint64_t offset, const struct iovec *iov,
	int iov_count, uint64_t bytes)
{
	return is_inside(window, offset, bytes) &&
	       copy_guarded(window, offset, iov, iov_count, false);
}

static bool is_filled(const struct store_window *window, uint64_t offset, uint64_t bytes)
{
	if (offset >= window->run_from && offset + bytes <= window->run_to)
		return true;
	for (uint64_t chunk = offset / CHUNK_BYTES; chunk <= (offset + bytes - 1) / CHUNK_BYTES;
		chunk++)
		if (!(window->filled[chunk / 64] >> (chunk % 64) & 1))
			return false;
	return true;
}

bool store_window_write(const struct store_window *window, uint64_t offset, const struct iovec *iov,
	int iov_count, uint64_t bytes)
{
	return window->writable && bytes && is_inside(window, offset, bytes) &&
	       is_filled(window, offset, bytes) &&
	       copy_guarded(window, offset, iov, iov_count, true);
}

void store_window_wrote(struct store_window *window, uint64_t offset, uint64_t bytes)
{
	const uint64_t end = offset + bytes;

	if (!window->base || end > window->bytes)
		return;
	if (end > window->file_bytes)
		window->file_bytes = end;
	if (offset < window->run_from || offset > window->run_to)
		window->run_from = window->run_to = offset; /* somewhere else */
	if (end > window->run_to)
		window->run_to = end;
	for (uint64_t at = offset; at < end; at += CHUNK_BYTES) {
		const uint64_t chunk = at / CHUNK_BYTES;

		window->filled[chunk / 64] |= UINT64_C(1) << (chunk % 64);
	}
}

void store_window_resized(struct store_window *window, uint64_t file_bytes)
{
	window->file_bytes = file_bytes;
}
