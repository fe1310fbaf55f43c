/* SPDX-License-Identifier: MIT */
#include "emulator/cli/cd_text_toc.h"

#include <stdbool.h>
#include <string.h>

#define PACK_BYTES  18
#define TEXT_OFFSET 4
#define TEXT_BYTES  12
#define TEXT_MAX    160 /* the longest that annex J recommends */

enum { TYPE = 0, TRACK = 1, BLOCK = 3 };

/* Of the first language, in characters of one byte. */
static bool is_wanted(const uint8_t *pack, uint8_t type)
{
	return pack[TYPE] == type && !(pack[BLOCK] & 0xF0);
}

/* The text of @track: texts follow each other, each with a zero behind it, the first one of the track
 * that the first pack names. A tab alone: as the one before. */
static void find(const uint8_t *packs, size_t count, uint8_t type, unsigned track,
	char ret_text[TEXT_MAX + 1])
{
	char text[TEXT_MAX + 1];
	size_t length = 0;
	unsigned at = 0;
	bool begun = false;

	ret_text[0] = '\0';
	for (size_t i = 0; i < count; i++) {
		const uint8_t *pack = packs + i * PACK_BYTES;

		if (!is_wanted(pack, type))
			continue;
		at = begun ? at : pack[TRACK] & 0x7FU;
		begun = true;
		for (size_t k = 0; k < TEXT_BYTES && at <= track; k++) {
			char character = (char)pack[TEXT_OFFSET + k];

			if (character && length < TEXT_MAX)
				text[length++] = character;
			if (character)
				continue;
			text[length] = '\0';
			if (strcmp(text, "\t") != 0)
				memcpy(ret_text, text, length + 1);
			length = 0;
			at++;
		}
	}
	if (at <= track) /* it does not come to its end, or not at all */
		ret_text[0] = '\0';
}

/* Quotes and what is no ASCII as octal numbers. */
static void put_string(FILE *out, const char *text)
{
	for (; *text; text++) {
		unsigned char character = (unsigned char)*text;

		if (character < ' ' || character > '~' || character == '"' || character == '\\')
			fprintf(out, "\\%03o", character);
		else
			fputc(character, out);
	}
}

void cd_text_toc_put(FILE *out, const uint8_t *packs, size_t count, unsigned track)
{
	static const struct {
		uint8_t type;
		const char *word;
	} kinds[] = { { 0x80, "TITLE" }, { 0x81, "PERFORMER" }, { 0x82, "SONGWRITER" },
		{ 0x83, "COMPOSER" }, { 0x84, "ARRANGER" }, { 0x85, "MESSAGE" } };
	char text[TEXT_MAX + 1];
	bool any = false;

	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		find(packs, count, kinds[i].type, track, text);
		if (!text[0])
			continue;
		if (!any) /* libcdio reads a map in one line only */
			fprintf(out, "CD_TEXT {\n%s  LANGUAGE 0 {\n",
				track ? "" : "  LANGUAGE_MAP { 0 : EN }\n");
		fprintf(out, "    %s \"", kinds[i].word);
		put_string(out, text);
		fprintf(out, "\"\n");
		any = true;
	}
	if (any)
		fprintf(out, "  }\n}\n");
}
