/* SPDX-License-Identifier: MIT */
/*
 * scatter.h: a place in a scatter list that moves as bytes are taken from it. Nothing is copied
 * but where a function says so; nothing is allocated.
 */
#ifndef MEDIA_SCATTER_H
#define MEDIA_SCATTER_H

#include <stddef.h>
#include <sys/uio.h>

struct scatter {
	const struct iovec *iov;
	size_t count;	     /* elements left, the current one included              */
	size_t offset_bytes; /* into the current one                                 */
};

#define SCATTER_WINDOW 64 /* elements handed to the store at once                    */

static inline struct scatter scatter_start(const struct iovec *iov, size_t count)
{
	return (struct scatter) { .iov = iov, .count = count };
}

/*
 * scatter_window: the next at most @bytes as elements in @out (SCATTER_WINDOW of them) and move on.
 * Returns the number of elements, *ret_bytes what they hold: less than @bytes when the window or
 * the list is full.
 */
int scatter_window(struct scatter *scatter, size_t bytes, struct iovec *out, size_t *ret_bytes);
/* Copy between memory and the list, or write zeros; returns the bytes that there was room for. */
size_t scatter_put(struct scatter *scatter, const void *bytes, size_t count);
size_t scatter_get(struct scatter *scatter, void *bytes, size_t count);
size_t scatter_zero(struct scatter *scatter, size_t count);
/* scatter_bytes: sum over the list. */
size_t scatter_bytes(const struct iovec *iov, size_t count);
/* scatter_bytes_left: from the place on. */
size_t scatter_bytes_left(const struct scatter *scatter);

#endif
