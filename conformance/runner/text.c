/* SPDX-License-Identifier: MIT */
#include "conformance/runner/text.h"

#include <stdarg.h>
#include <stdio.h>

struct text text_begin(char *out, size_t room)
{
	out[0] = '\0';
	return (struct text) { .out = out, .room = room };
}

void text_add(struct text *text, const char *format, ...)
{
	va_list arguments;
	int added;

	va_start(arguments, format);
	added = vsnprintf(text->out + text->used, text->room - text->used, format, arguments);
	va_end(arguments);
	if (added < 0)
		return;
	text->used += (size_t)added;
	if (text->used >= text->room)
		text->used = text->room - 1;
}

/* Every command of every test comes by here: no formatted printing. */
void text_add_hex(struct text *text, const uint8_t *bytes, size_t count, size_t most)
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < count && i < most && text->used + 4 <= text->room; i++) {
		if (i)
			text->out[text->used++] = ' ';
		text->out[text->used++] = digits[bytes[i] >> 4];
		text->out[text->used++] = digits[bytes[i] & 15];
		text->out[text->used] = '\0';
	}
	if (count > most)
		text_add(text, " ...");
}
