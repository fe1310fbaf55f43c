/* SPDX-License-Identifier: MIT */
/* RIFF: chunks of an identifier, a size and that many bytes, the next one at an even offset. */
#include "engine/cli/wav.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "burnengine/disc_format_cd.h"

#define EXPECTED "expected a WAV file of 44100 Hz, 16 bits, 2 channels, PCM"

#define RIFF_HEADER_BYTES  12
#define CHUNK_HEADER_BYTES 8
#define CHUNKS_MAX	   1000 /* before the samples: a file of nothing else ends in time */
#define SIZE_UNKNOWN	   UINT32_MAX

#define FORMAT_BYTES		16 /* WAVEFORMAT with wBitsPerSample */
#define FORMAT_EXTENSIBLE_BYTES 40 /* WAVEFORMATEXTENSIBLE */
#define TAG_PCM			0x0001
#define TAG_EXTENSIBLE		0xFFFE
#define FRONT_LEFT_AND_RIGHT	0x3 /* of dwChannelMask; 0: no speaker is named */

#define CD_RATE_HZ     44100
#define CD_CHANNELS    2
#define CD_BITS	       16
#define CD_FRAME_BYTES 4 /* a sample of each channel */

struct reader {
	int file;
	int64_t file_bytes;
	char *problem;
	size_t problem_bytes;
};

struct chunk {
	uint8_t identifier[4];
	uint32_t size_bytes; /* as it says */
	int64_t offset;	     /* of what it holds */
};

static uint16_t get_le16(const uint8_t *at)
{
	return (uint16_t)(at[0] | at[1] << 8);
}

static uint32_t get_le32(const uint8_t *at)
{
	return get_le16(at) | (uint32_t)get_le16(at + 2) << 16;
}

static int refuse(const struct reader *reader, const char *text)
{
	snprintf(reader->problem, reader->problem_bytes, "%s: %s", text, EXPECTED);
	return -EINVAL;
}

static int fail(const struct reader *reader, int error)
{
	snprintf(reader->problem, reader->problem_bytes, "%s", strerror(error));
	return -error;
}

/* All of @bytes at @offset, or an error. */
static int read_at(const struct reader *reader, int64_t offset, uint8_t *buffer, size_t bytes)
{
	size_t done = 0;

	while (done < bytes) {
		ssize_t got =
			pread(reader->file, buffer + done, bytes - done, offset + (int64_t)done);

		if (got < 0 && errno != EINTR)
			return fail(reader, errno);
		if (got == 0)
			return refuse(reader, "it ends before its samples");
		if (got > 0)
			done += (size_t)got;
	}
	return 0;
}

static bool is(const uint8_t *identifier, const char *text)
{
	return memcmp(identifier, text, 4) == 0;
}

static int check_header(const struct reader *reader)
{
	uint8_t header[RIFF_HEADER_BYTES];
	int error;

	if (reader->file_bytes < RIFF_HEADER_BYTES)
		return refuse(reader, "no WAV file");
	error = read_at(reader, 0, header, sizeof header);
	if (error)
		return error;
	/* The size in it is not looked at: it is wrong where that of the samples is. */
	if (!is(header, "RIFF") || !is(header + 8, "WAVE"))
		return refuse(reader, "no WAV file");
	return 0;
}

/* WAVEFORMATEXTENSIBLE: how many of the bits are used, by which loudspeakers, and what they are. */
static bool extension_is_pcm(const uint8_t *format)
{
	/* KSDATAFORMAT_SUBTYPE_PCM, 00000001-0000-0010-8000-00AA00389B71 */
	static const uint8_t pcm[16] = { 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x10, 0x00, 0x80, 0x00,
		0x00, 0xAA, 0x00, 0x38, 0x9B, 0x71 };
	uint32_t speakers = get_le32(format + 20);

	return get_le16(format + 16) >= 22 && get_le16(format + 18) == CD_BITS &&
	       (speakers == 0 || speakers == FRONT_LEFT_AND_RIGHT) &&
	       memcmp(format + 24, pcm, sizeof pcm) == 0;
}

static int check_format(const struct reader *reader, const struct chunk *chunk)
{
	uint8_t format[FORMAT_EXTENSIBLE_BYTES] = { 0 };
	bool is_long = chunk->size_bytes >= FORMAT_EXTENSIBLE_BYTES;
	char text[120];
	int error;

	if (chunk->size_bytes < FORMAT_BYTES)
		return refuse(reader, "its format chunk is too short");
	error = read_at(reader, chunk->offset, format, is_long ? sizeof format : FORMAT_BYTES);
	if (error)
		return error;
	if ((get_le16(format) == TAG_PCM ||
		    (get_le16(format) == TAG_EXTENSIBLE && is_long && extension_is_pcm(format))) &&
		get_le16(format + 2) == CD_CHANNELS && get_le32(format + 4) == CD_RATE_HZ &&
		get_le16(format + 12) == CD_FRAME_BYTES && get_le16(format + 14) == CD_BITS)
		return 0;
	snprintf(text, sizeof text,
		"%" PRIu32 " Hz, %u bits, %u channels, format %04Xh, %u bytes a sample of all",
		get_le32(format + 4), get_le16(format + 14), get_le16(format + 2), get_le16(format),
		get_le16(format + 12));
	return refuse(reader, text);
}

static int take_samples(
	const struct reader *reader, const struct chunk *chunk, struct wav *ret_samples)
{
	int64_t there_bytes = reader->file_bytes - chunk->offset, bytes = chunk->size_bytes;
	char text[120];

	if (chunk->size_bytes == SIZE_UNKNOWN)
		bytes = there_bytes - there_bytes % CD_FRAME_BYTES;
	if (bytes <= 0)
		return refuse(reader, "it has no samples");
	if (bytes > there_bytes) {
		snprintf(text, sizeof text,
			"it is cut short: of %" PRId64 " bytes of samples %" PRId64 " are there",
			bytes, there_bytes);
		return refuse(reader, text);
	}
	if (bytes % CD_FRAME_BYTES != 0)
		return refuse(reader, "its last sample is not whole");
	ret_samples->samples_offset = chunk->offset;
	ret_samples->samples_bytes = bytes;
	return 0;
}

static int find_samples(const struct reader *reader, struct wav *ret_samples)
{
	uint8_t header[CHUNK_HEADER_BYTES];
	int64_t offset = RIFF_HEADER_BYTES;
	bool format_known = false;
	struct chunk chunk;
	int error = check_header(reader);

	for (unsigned i = 0; !error && i < CHUNKS_MAX; i++) {
		error = read_at(reader, offset, header, sizeof header);
		if (error)
			return error;
		memcpy(chunk.identifier, header, 4);
		chunk.size_bytes = get_le32(header + 4);
		chunk.offset = offset + CHUNK_HEADER_BYTES;
		if (is(chunk.identifier, "data"))
			return format_known
				       ? take_samples(reader, &chunk, ret_samples)
				       : refuse(reader, "its samples come before their format");
		if (is(chunk.identifier, "fmt ")) {
			error = check_format(reader, &chunk);
			format_known = true;
		}
		offset = chunk.offset + chunk.size_bytes + chunk.size_bytes % 2;
	}
	return error ? error : refuse(reader, "it has too many chunks before its samples");
}

static ssize_t read_samples(
	struct br_stream *stream, void *buffer, size_t bytes, const struct br_cancel *cancel)
{
	struct wav *wav = (struct wav *)stream;
	int64_t left_bytes = wav->samples_bytes - wav->at;
	ssize_t got;

	if (br_cancel_requested(cancel))
		return -ECANCELED;
	if (left_bytes <= 0) { /* silence */
		left_bytes = wav->bytes - wav->at;
		got = (int64_t)bytes < left_bytes ? (ssize_t)bytes : (ssize_t)left_bytes;
		memset(buffer, 0, (size_t)got);
	} else {
		if ((int64_t)bytes > left_bytes)
			bytes = (size_t)left_bytes;
		do
			got = pread(wav->file, buffer, bytes, wav->samples_offset + wav->at);
		while (got < 0 && errno == EINTR);
	}
	if (got < 0)
		return -errno;
	wav->at += got;
	return got;
}

static int look(struct reader *reader, struct wav *ret_samples)
{
	struct stat status;

	if (reader->file < 0 || fstat(reader->file, &status) < 0)
		return fail(reader, errno);
	if (!S_ISREG(status.st_mode))
		return refuse(reader, "no regular file");
	reader->file_bytes = status.st_size;
	return find_samples(reader, ret_samples);
}

int wav_open(const char *path, struct wav *ret_wav, char *problem, size_t problem_bytes)
{
	struct reader reader = {
		/* Of a pipe that nobody writes to, O_NONBLOCK makes the open come back. */
		.file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK),
		.problem = problem,
		.problem_bytes = problem_bytes,
	};
	struct wav wav = { .stream = { read_samples }, .file = reader.file };
	int error = look(&reader, &wav);

	if (error) {
		if (reader.file >= 0)
			close(reader.file);
		return error;
	}
	wav.bytes = (wav.samples_bytes + BR_CD_SECTOR_BYTES - 1) / BR_CD_SECTOR_BYTES *
		    BR_CD_SECTOR_BYTES;
	*ret_wav = wav;
	return 0;
}

void wav_close(struct wav *wav)
{
	close(wav->file);
}
