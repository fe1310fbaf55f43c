/* SPDX-License-Identifier: MIT */
/* audio_file.h: a file of samples (44.1 kHz, 16 bits, stereo, no header) as a stream of whole sectors. */
#ifndef SAMPLE_AUDIO_FILE_H
#define SAMPLE_AUDIO_FILE_H

#include "sample.h"

#define AUDIO_SECTOR 2352

/* What is more than whole sectors is left out. NULL when it cannot be read. */
static inline IStream *open_audio(const char *path)
{
	FILE *file = fopen(path, "rb");
	IStream *stream = NULL;
	BYTE *bytes = NULL;
	long size = -1;

	if (file && fseek(file, 0, SEEK_END) == 0)
		size = ftell(file) / AUDIO_SECTOR * AUDIO_SECTOR;
	if (size > 0 && fseek(file, 0, SEEK_SET) == 0)
		bytes = malloc((size_t)size);
	if (bytes && fread(bytes, 1, (size_t)size, file) == (size_t)size)
		stream = SHCreateMemStream(bytes, (UINT)size);
	free(bytes);
	if (file)
		fclose(file);
	return stream;
}

#endif
