/* SPDX-License-Identifier: MIT */
/*
 * wav.h: the samples of a WAV file as a CD takes them: 44100 Hz, 16 bits, 2 channels, least
 * significant byte first. The file is a user's: none of its bytes is trusted.
 */
#ifndef ENGINE_CLI_WAV_H
#define ENGINE_CLI_WAV_H

#include <stddef.h>

#include "burnengine/stream.h"

struct wav {
	struct br_stream stream; /* the samples, then silence to a whole sector of 2352 bytes */
	int64_t bytes;		 /* of the stream: whole sectors, at least one */
	/* the reader's own */
	int file;
	int64_t at, samples_offset, samples_bytes;
};

/*
 * wav_open: WAVE_FORMAT_PCM, or WAVE_FORMAT_EXTENSIBLE that holds the same. A data chunk of
 * FFFFFFFFh, as who wrote into a pipe leaves it, goes to the end of the file.
 * @problem  of @problem_bytes: why it failed and what was expected, without the path.
 * Returns 0; -EINVAL for what is no such file, or cut short; other negative errno. The result must
 * stay where it is while its stream is in use; wav_close ends it.
 */
int wav_open(const char *path, struct wav *ret_wav, char *problem, size_t problem_bytes);
void wav_close(struct wav *wav);

#endif
