/* SPDX-License-Identifier: MIT */
#include "conformance/replay/record_line.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "conformance/runner/trace.h"

/* Digits of @base at *text, at most @most as a value; moves behind them. */
static bool take_number(const char **text, unsigned base, uint64_t most, uint64_t *ret_number)
{
	char *end;

	if (!strchr("0123456789abcdefABCDEF", **text) || **text == '\0')
		return false;
	errno = 0;
	*ret_number = strtoull(*text, &end, (int)base);
	if (errno || end == *text || *ret_number > most)
		return false;
	*text = end;
	return true;
}

static bool take(const char **text, const char *word)
{
	const size_t length = strlen(word);

	if (strncmp(*text, word, length) != 0)
		return false;
	*text += length;
	return true;
}

/* "12.000000007 s  " */
static bool take_time(const char **text, uint64_t *ret_ns)
{
	uint64_t seconds, parts;
	const char *from;

	*text += strspn(*text, " ");
	if (!take_number(text, 10, UINT64_MAX / 1000000000u - 1, &seconds) || !take(text, "."))
		return false;
	from = *text;
	if (!take_number(text, 10, 999999999u, &parts) || *text - from != 9 || !take(text, " s  "))
		return false;
	*ret_ns = seconds * 1000000000u + parts;
	return true;
}

/* One byte: exactly two hex digits. */
static bool take_byte(const char **text, uint8_t *ret_byte)
{
	uint64_t byte;
	const char two[3] = { (*text)[0], (*text)[0] ? (*text)[1] : '\0', '\0' }, *at = two;

	if (strlen(two) != 2 || !take_number(&at, 16, 0xff, &byte) || *at)
		return false;
	*text += 2;
	*ret_byte = (uint8_t)byte;
	return true;
}

static bool take_cdb(const char **text, struct record_line *line)
{
	while (line->cdb_bytes < sizeof line->cdb && take_byte(text, &line->cdb[line->cdb_bytes])) {
		line->cdb_bytes++;
		if (!(**text == ' ' && (*text)[1] != '|'))
			break;
		++*text;
	}
	return line->cdb_bytes > 0 && take(text, " | ");
}

static bool take_phase(const char **text, struct record_line *line)
{
	uint64_t bytes;

	if (take(text, "in "))
		line->direction = DEVICE_DATA_IN;
	else if (take(text, "out "))
		line->direction = DEVICE_DATA_OUT;
	else
		return true;
	if (!take_number(text, 10, RECORD_DATA_BYTES_MAX, &bytes))
		return false;
	line->data_bytes = (size_t)bytes;
	return take(text, " | ");
}

static bool take_sense(const char **text, struct record_line *line)
{
	uint64_t key, asc, ascq;

	if (take(text, "no usable sense"))
		return true;
	if (!take_number(text, 16, 15, &key) || !take(text, "/") ||
		!take_number(text, 16, 0xff, &asc) || !take(text, "/") ||
		!take_number(text, 16, 0xff, &ascq))
		return false;
	line->key = (uint8_t)key;
	line->asc = (uint8_t)asc;
	line->ascq = (uint8_t)ascq;
	return true;
}

/* "GOOD, 34 moved, 0.050 ms"; what stands in between for people may hold anything but " | ". */
static bool take_result(const char **text, struct record_line *line)
{
	const char *end = strstr(*text, " | "), *moved, *after;
	uint64_t status = 0, bytes;

	if (take(text, "path failed: "))
		line->has_failed = true;
	else if (take(text, "CHECK CONDITION "))
		status = 0x02;
	else if (!take(text, "GOOD") &&
		 !(take(text, "status ") && take_number(text, 16, 0xff, &status)))
		return false;
	after = line->has_failed ? strstr(*text, " after ") : NULL;
	if (after && (!end || after < end)) {
		after += strlen(" after ");
		if (!take_number(&after, 10, UINT32_MAX, &bytes))
			return false;
		line->given_up_ms = (uint32_t)bytes;
	}
	line->status = (uint8_t)status;
	if (status == 0x02 && !take_sense(text, line))
		return false;
	if (!end)
		end = *text + strlen(*text);
	moved = strstr(*text, " moved, ");
	if (moved && moved < end) {
		while (moved > *text && moved[-1] != ' ')
			moved--;
		if (!take_number(&moved, 10, RECORD_DATA_BYTES_MAX, &bytes))
			return false;
		line->is_moved_told = true;
		line->moved_bytes = (size_t)bytes;
	}
	*text = end;
	return true;
}

static bool add_run(struct record_line *line, uint8_t byte, uint64_t count)
{
	if (count > line->data_bytes - line->told_bytes)
		return false;
	memset(line->data + line->told_bytes, byte, (size_t)count);
	line->told_bytes += (size_t)count;
	return true;
}

/* " | 00 20 0e 00*30 ... 64 of 2048" */
static bool take_data(const char **text, struct record_line *line)
{
	if (!take(text, " | "))
		return true;
	while (**text && **text != '\n') {
		uint64_t count = 1;
		uint8_t byte;
		*text += strspn(*text, " ");
		if (take(text, "...")) {
			line->is_cut = true;
			*text += strcspn(*text, "\n");
			return true;
		}
		if (!take_byte(text, &byte) ||
			(take(text, "*") &&
				!take_number(text, 10, RECORD_DATA_BYTES_MAX, &count)) ||
			!add_run(line, byte, count))
			return false;
	}
	return true;
}

/* "! reset": -ENOENT when it is a command. */
static int take_happening(const char *text, struct record_line *line)
{
	static const struct {
		const char *word;
		enum record_happening happening;
	} words[] = { { TRACE_RESET, RECORD_RESET }, { TRACE_PRESS_EJECT, RECORD_PRESS_EJECT } };

	if (!take(&text, "! "))
		return -ENOENT;
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		const size_t length = strlen(words[i].word);
		if (strncmp(text, words[i].word, length) == 0 &&
			(text[length] == '\0' || text[length] == '\n')) {
			line->happening = words[i].happening;
			return 1;
		}
	}
	return -EINVAL;
}

int record_line_parse(const char *text, struct record_line *ret_line, const char **ret_wrong)
{
	struct record_line *line = ret_line;
	int happened;

	*line = (struct record_line) { .at_ns = 0 };
	text += strspn(text, " ");
	if (*text == '#' || *text == '\n' || *text == '\0')
		return 0;
	*ret_wrong = "a time in seconds is expected, with nine decimals";
	if (!take_time(&text, &line->at_ns))
		return -EINVAL;
	*ret_wrong = "a happening that nobody knows";
	happened = take_happening(text, line);
	if (happened != -ENOENT)
		return happened;
	*ret_wrong = "the bytes of a command are expected";
	text = strstr(text, "  ");
	if (!text)
		return -EINVAL;
	text += 2;
	if (!take_cdb(&text, line))
		return -EINVAL;
	*ret_wrong = "'in' or 'out' with a number of bytes is expected";
	if (!take_phase(&text, line))
		return -EINVAL;
	*ret_wrong = "an answer is expected";
	if (!take_result(&text, line))
		return -EINVAL;
	line->data = calloc(1, line->data_bytes + 1);
	if (!line->data)
		return -ENOMEM;
	*ret_wrong = "data are expected, not more than there was room for";
	return take_data(&text, line) ? 1 : -EINVAL;
}

void record_line_free(struct record_line *line)
{
	free(line->data);
	line->data = NULL;
}
