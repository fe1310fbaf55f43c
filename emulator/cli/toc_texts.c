/* SPDX-License-Identifier: MIT */
#include "emulator/cli/toc_texts.h"

#include <ctype.h>
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* ---- reading -------------------------------------------------------------------------------- */

#define ENGLISH 0x09

static int kind_of(const char *word)
{
	static const char *const words[TOC_TEXT_KINDS] = { "TITLE", "PERFORMER", "SONGWRITER",
		"COMPOSER", "ARRANGER", "MESSAGE" };

	for (int i = 0; i < TOC_TEXT_KINDS; i++) {
		if (strcmp(word, words[i]) == 0)
			return i;
	}
	return -1;
}

/* A quote, a backslash, or up to three octal digits. */
static const char *take_escaped(const char *from, char *ret_character)
{
	unsigned value = 0, digits = 0;

	while (digits < 3 && from[digits] >= '0' && from[digits] <= '7')
		value = value * 8 + (unsigned)(from[digits++] - '0');
	*ret_character = digits ? (char)value : *from;
	return from + (digits ? digits : 1);
}

/* @from is behind the first quote; returns what is behind the last, NULL: there is none. */
static const char *take_string(const char *from, char ret_text[TOC_TEXT_BYTES])
{
	size_t length = 0;

	while (*from && *from != '"') {
		char character = *from++;

		if (character == '\\' && *from)
			from = take_escaped(from, &character);
		if (character && length + 1 < TOC_TEXT_BYTES)
			ret_text[length++] = character;
	}
	ret_text[length] = '\0';
	return *from == '"' ? from + 1 : NULL;
}

static const char *take_word(const char *from, char *ret_word, size_t room)
{
	size_t length = 0;

	while (*from && !strchr(" \t\r\n{}\",:", *from)) {
		if (length + 1 < room)
			ret_word[length++] = *from;
		from++;
	}
	ret_word[length] = '\0';
	return from;
}

static bool is_number(const char *word)
{
	return isdigit((unsigned char)word[0]);
}

/* In the map: what language 0 is. Of words that are no numbers cdrdao has one, EN. */
static void take_language(struct toc_texts *texts, const char *word)
{
	unsigned code = is_number(word) ? (unsigned)strtoul(word, NULL, 10) : ENGLISH;

	if (texts->map_key < 0) {
		texts->map_key = (int)(code & 0xFF);
		return;
	}
	if (texts->map_key == 0)
		texts->language_code = (uint8_t)code;
	texts->map_key = -1;
}

static void note_word(struct toc_texts *texts, const char *word)
{
	if (texts->depth == 2 && strcmp(texts->word, "LANGUAGE_MAP") == 0) {
		take_language(texts, word);
		return;
	}
	if (texts->depth == 1 && strcmp(texts->word, "LANGUAGE") == 0 && is_number(word)) {
		texts->language = (unsigned)strtoul(word, NULL, 10);
		return;
	}
	memcpy(texts->word, word, sizeof texts->word);
}

static void keep(struct toc_texts *texts, unsigned track, const char text[TOC_TEXT_BYTES])
{
	int kind = kind_of(texts->word);

	if (kind >= 0 && texts->depth == 2 && texts->language == 0 && track < TOC_TEXT_TRACKS)
		memcpy(texts->texts[kind][track], text, TOC_TEXT_BYTES);
}

/* One token of a block; NULL: a string that does not end. */
static const char *take_token(struct toc_texts *texts, unsigned track, const char *from)
{
	char text[TOC_TEXT_BYTES] = { 0 }, word[sizeof texts->word] = { 0 };

	if (*from == '{') {
		texts->depth++;
		texts->map_key = -1;
		return from + 1;
	}
	if (*from == '}') {
		texts->depth--;
		texts->word[0] = '\0';
		return from + 1;
	}
	if (*from == '"') {
		from = take_string(from + 1, text);
		if (from)
			keep(texts, track, text);
		return from;
	}
	if (strchr(" \t\r\n,:", *from))
		return from + 1;
	from = take_word(from, word, sizeof word);
	note_word(texts, word);
	return from;
}

int toc_texts_line(struct toc_texts *texts, unsigned track, const char *line)
{
	const char *from = line + strspn(line, " \t");

	if (!texts->depth) {
		if (strncmp(from, "CD_TEXT", 7) != 0)
			return 0;
		from += 7;
		from += strspn(from, " \t");
		if (*from++ != '{')
			return -EINVAL;
		texts->depth = 1;
		texts->word[0] = '\0';
	}
	while (*from && texts->depth) {
		if (strncmp(from, "//", 2) == 0)
			return 1;
		from = take_token(texts, track, from);
		if (!from)
			return -EINVAL;
	}
	return 1;
}

/* ---- packs ---------------------------------------------------------------------------------- */

#define PACK_BYTES	 18
#define TEXT_OFFSET	 4
#define TEXT_BYTES	 12
#define CRC_OFFSET	 16
#define FIRST_KIND	 0x80
#define SIZE_INFORMATION 0x8F
#define SIZE_PACKS	 3
#define POSITION_MAX	 15
#define PACKS_MAX	 256 /* of one language */

struct packer {
	uint8_t *out;
	size_t count, room; /* whole packs begun                                     */
	size_t filled;	    /* bytes of the last one's text                          */
	uint8_t of_kind[16];
	bool full;
};

/* ITU-T V.41, all bits inverted: what the lead-in of an audio disc has behind each pack. */
static void seal(uint8_t *pack)
{
	unsigned crc = 0;

	for (unsigned i = 0; i < CRC_OFFSET; i++) {
		crc ^= (unsigned)pack[i] << 8;
		for (unsigned bit = 0; bit < 8; bit++)
			crc = crc & 0x8000 ? crc << 1 ^ 0x1021 : crc << 1;
	}
	crc = ~crc;
	pack[CRC_OFFSET] = (uint8_t)(crc >> 8);
	pack[CRC_OFFSET + 1] = (uint8_t)crc;
}

static void begin_pack(struct packer *packer, uint8_t kind, unsigned track, size_t position)
{
	uint8_t *pack = packer->out + packer->count * PACK_BYTES;

	packer->full = packer->full || packer->count == packer->room;
	if (packer->full)
		return;
	memset(pack, 0, PACK_BYTES);
	pack[0] = kind;
	pack[1] = (uint8_t)track;
	pack[2] = (uint8_t)packer->count;
	pack[3] = (uint8_t)(position < POSITION_MAX ? position : POSITION_MAX);
	packer->count++;
	packer->filled = 0;
	packer->of_kind[kind & 0x0F]++;
}

static void put_text(struct packer *packer, uint8_t kind, unsigned track, const char *text)
{
	for (size_t i = 0; i <= strlen(text) && !packer->full; i++) {
		if (packer->filled == TEXT_BYTES)
			begin_pack(packer, kind, track, i);
		if (!packer->full)
			packer->out[(packer->count - 1) * PACK_BYTES + TEXT_OFFSET +
				    packer->filled++] = (uint8_t)text[i];
	}
}

static bool has_kind(const struct toc_texts *texts, unsigned kind, unsigned last_track)
{
	for (unsigned track = 0; track <= last_track; track++) {
		if (texts->texts[kind][track][0])
			return true;
	}
	return false;
}

/* Code of characters, first and last track; how many packs of each kind; the last number of each of eight
 * blocks; their languages. */
static void put_sizes(struct packer *packer, unsigned last_track, uint8_t language_code)
{
	uint8_t sizes[SIZE_PACKS * TEXT_BYTES] = { 0x00, 1, (uint8_t)last_track };
	size_t first = packer->count;

	packer->of_kind[SIZE_INFORMATION & 0x0F] = SIZE_PACKS;
	memcpy(sizes + 4, packer->of_kind, sizeof packer->of_kind);
	sizes[20] = (uint8_t)(first + SIZE_PACKS - 1);
	sizes[28] = language_code ? language_code : ENGLISH;
	for (unsigned i = 0; i < SIZE_PACKS; i++) {
		begin_pack(packer, SIZE_INFORMATION, i, 0);
		if (!packer->full)
			memcpy(packer->out + (first + i) * PACK_BYTES + TEXT_OFFSET,
				sizes + (size_t)i * TEXT_BYTES, TEXT_BYTES);
	}
}

size_t toc_texts_packs(
	const struct toc_texts *texts, unsigned last_track, uint8_t *out, size_t packs_max)
{
	struct packer packer = { .out = out,
		.room = packs_max < PACKS_MAX ? packs_max : PACKS_MAX };

	if (last_track >= TOC_TEXT_TRACKS)
		return 0;
	for (unsigned kind = 0; kind < TOC_TEXT_KINDS; kind++) {
		if (!has_kind(texts, kind, last_track))
			continue;
		packer.filled = TEXT_BYTES; /* a kind begins with a pack of its own */
		for (unsigned track = 0; track <= last_track; track++)
			put_text(&packer, (uint8_t)(FIRST_KIND + kind), track,
				texts->texts[kind][track]);
	}
	if (packer.count)
		put_sizes(&packer, last_track, texts->language_code);
	if (packer.full)
		return SIZE_MAX;
	for (size_t i = 0; i < packer.count; i++)
		seal(out + i * PACK_BYTES);
	return packer.count;
}
