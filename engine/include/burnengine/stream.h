/* SPDX-License-Identifier: MIT */
/*
 * stream.h: where the data to burn comes from. Anyone may make one; ours reads a file.
 */
#ifndef BURNENGINE_STREAM_H
#define BURNENGINE_STREAM_H

#include <stdint.h>
#include <sys/types.h>

#include "burnengine/command.h"

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

struct br_stream {
	/*
	 * read: the next up to @bytes (> 0) into @buffer.
	 * May block as long as it likes, but should give -ECANCELED soon after @cancel is
	 * requested: the burn cannot end before it comes back. Called from one thread at a time,
	 * not always the caller's. Returns the number of bytes, 0 at the end, or negative errno.
	 */
	ssize_t (*read)(struct br_stream *stream, void *buffer, size_t bytes,
		const struct br_cancel *cancel);
};

/*
 * br_stream_open_file: a file, block device or pipe by its path.
 * @ret_bytes  what is in it from its start; -1 when it is a pipe or the like.
 * Returns 0 or negative errno. Close with br_stream_close_file.
 */
int br_stream_open_file(const char *path, struct br_stream **ret_stream, int64_t *ret_bytes);

/* br_stream_rewind_file: to the start again. Returns 0 or negative errno (-ESPIPE). */
int br_stream_rewind_file(struct br_stream *stream);

void br_stream_close_file(struct br_stream *stream); /* NULL is allowed */

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif
#endif
