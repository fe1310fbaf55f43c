/* SPDX-License-Identifier: MIT */
#include "emulator/cli/sheet_extra.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "emulator/cli/toc_texts.h"

#define LINE_BYTES    4096
#define PACKS_A_BLOCK 4
#define HEADER_BYTES  4 /* as READ TOC returns packs; some programs keep it */
#define CD_TEXT_BYTES (SHEET_PACKS_MAX * SHEET_PACK_BYTES + HEADER_BYTES + 1)

struct reader {
	struct sheet_extra *extra;
	struct toc_texts *texts;
	const char *path;
	unsigned line, track;
	unsigned index;	     /* a TOC counts them                                             */
	int32_t start_frame; /* a CUE's index 1 of the track, in its file; -1: not seen      */
	struct burnrig_problem *problem;
};

static int32_t frames_of(const unsigned msf[3])
{
	return msf[0] > 99 || msf[1] > 59 || msf[2] > 74
		       ? -1
		       : (int32_t)((msf[0] * 60 + msf[1]) * 75 + msf[2]);
}

static int bad_line(const struct reader *reader, const char *expected)
{
	burnrig_problem_set(reader->problem, reader->path, reader->line, NULL, "%s", expected);
	return -EINVAL;
}

static int put_index(struct reader *reader, unsigned index, int32_t frames)
{
	if (index >= SHEET_NUMBERS || frames <= 0)
		return bad_line(reader, "an index from 2 to 99 lies behind index 1");
	reader->extra->index_frames[reader->track][index] = frames;
	return 0;
}

/* "INDEX 02 MM:SS:FF" in the file of a CUE; "INDEX MM:SS:FF" from index 1 on in a TOC. */
static int take_index(struct reader *reader, const char *line)
{
	unsigned number, msf[3];

	if (!reader->track)
		return 0;
	if (sscanf(line, " INDEX %u %u:%u:%u", &number, &msf[0], &msf[1], &msf[2]) == 4) {
		int32_t frame = frames_of(msf);

		if (number == 1)
			reader->start_frame = frame;
		if (number < 2)
			return 0;
		if (reader->start_frame < 0)
			return bad_line(reader, "index 1 comes before index 2");
		return put_index(reader, number, frame - reader->start_frame);
	}
	if (sscanf(line, " INDEX %u:%u:%u", &msf[0], &msf[1], &msf[2]) == 3)
		return put_index(reader, ++reader->index, frames_of(msf));
	return 0;
}

/* Packs alone, or behind a header, or before a zero. */
static bool take_packs(struct sheet_extra *extra, const uint8_t *bytes, size_t count)
{
	size_t header = count % SHEET_PACK_BYTES == HEADER_BYTES ? HEADER_BYTES : 0;

	if (count % SHEET_PACK_BYTES == 1 && bytes[count - 1] == 0)
		count--;
	if ((count - header) % SHEET_PACK_BYTES || count - header == 0 ||
		count - header > sizeof extra->packs)
		return false;
	memcpy(extra->packs, bytes + header, count - header);
	extra->pack_count = (count - header) / SHEET_PACK_BYTES;
	for (size_t i = 0; i < extra->pack_count; i++) {
		if (extra->packs[i * SHEET_PACK_BYTES] >> 4 != 8) /* pack types are 80h to 8Fh */
			return false;
	}
	return true;
}

static int read_packs(struct reader *reader, const char *path)
{
	uint8_t bytes[CD_TEXT_BYTES + 1];
	FILE *file = fopen(path, "re");

	if (!file) {
		burnrig_problem_set(reader->problem, path, 0, NULL, "%s", strerror(errno));
		return -ENOENT;
	}
	size_t count = fread(bytes, 1, sizeof bytes, file);
	fclose(file);
	if (count && count < sizeof bytes && take_packs(reader->extra, bytes, count))
		return 0;
	burnrig_problem_set(reader->problem, path, 0, NULL, "is no file of CD-TEXT packs");
	return -EINVAL;
}

static int take_cd_text(struct reader *reader, const char *line)
{
	const char *slash = strrchr(reader->path, '/');
	int folder = slash ? (int)(slash - reader->path) + 1 : 0;
	char name[LINE_BYTES], path[2 * LINE_BYTES];

	if (sscanf(line, " CDTEXTFILE \"%4095[^\"]\"", name) != 1 &&
		sscanf(line, " CDTEXTFILE %4095s", name) != 1)
		return 0;
	if (name[0] == '/')
		folder = 0;
	if (snprintf(path, sizeof path, "%.*s%s", folder, reader->path, name) >= (int)sizeof path)
		return bad_line(reader, "the name is too long");
	return read_packs(reader, path);
}

static int take_line(struct reader *reader, const char *line)
{
	int in_texts = toc_texts_line(reader->texts, reader->track, line);
	char word[16];

	if (in_texts < 0)
		return bad_line(reader, "CD_TEXT is followed by { and texts in quotes");
	if (in_texts || sscanf(line, " %15s", word) != 1)
		return 0;
	if (strcmp(word, "TRACK") == 0) {
		reader->track++;
		reader->index = 1;
		reader->start_frame = -1;
		if (reader->track >= SHEET_NUMBERS)
			return bad_line(reader, "a CD has 99 tracks");
	}
	if (strcmp(word, "INDEX") == 0)
		return take_index(reader, line);
	return strcmp(word, "CDTEXTFILE") == 0 ? take_cd_text(reader, line) : 0;
}

static int read_lines(struct reader *reader)
{
	char line[LINE_BYTES];
	FILE *file = fopen(reader->path, "re");
	int error = 0;

	if (!file) {
		burnrig_problem_set(reader->problem, reader->path, 0, NULL, "%s", strerror(errno));
		return -ENOENT;
	}
	while (!error && fgets(line, sizeof line, file)) {
		reader->line++;
		error = take_line(reader, line);
	}
	fclose(file);
	return error;
}

/* A file of packs says more than texts do. */
static int pack_texts(struct reader *reader)
{
	struct sheet_extra *extra = reader->extra;

	if (extra->pack_count)
		return 0;
	extra->pack_count =
		toc_texts_packs(reader->texts, reader->track, extra->packs, SHEET_PACKS_MAX);
	return extra->pack_count == SIZE_MAX
		       ? bad_line(reader, "CD_TEXT is more than a lead-in has")
		       : 0;
}

int sheet_extra_read(
	const char *path, struct sheet_extra **ret_extra, struct burnrig_problem *problem)
{
	struct reader reader = { .path = path, .start_frame = -1, .problem = problem };
	int error;

	reader.extra = calloc(1, sizeof *reader.extra);
	reader.texts = calloc(1, sizeof *reader.texts);
	error = reader.extra && reader.texts ? read_lines(&reader) : -ENOMEM;
	if (!error)
		error = pack_texts(&reader);
	free(reader.texts);
	if (error)
		free(reader.extra);
	else
		*ret_extra = reader.extra;
	return error;
}

void sheet_extra_lead_in(const struct sheet_extra *extra, uint32_t number, uint8_t *out)
{
	for (size_t i = 0; i < PACKS_A_BLOCK; i++) {
		size_t pack = (PACKS_A_BLOCK * (size_t)number + i) % extra->pack_count;
		const uint8_t *from = extra->packs + pack * SHEET_PACK_BYTES;

		for (size_t k = 0; k < SHEET_PACK_BYTES; k += 3) { /* 24 bits: four times six */
			uint32_t bits =
				(uint32_t)from[k] << 16 | (uint32_t)from[k + 1] << 8 | from[k + 2];

			for (unsigned part = 0; part < 4; part++)
				*out++ = (uint8_t)(bits >> (18 - 6 * part) & 0x3F);
		}
	}
}
