/* SPDX-License-Identifier: MIT */
/* text.h: a string of fixed room that is appended to and never overrun; what does not fit is cut. */
#ifndef CONFORMANCE_TEXT_H
#define CONFORMANCE_TEXT_H

#include <stddef.h>
#include <stdint.h>

struct text {
	char *out;
	size_t room; /* with the ending zero byte, at least 1 */
	size_t used;
};

/* text_begin: an empty string in @out of @room bytes. */
struct text text_begin(char *out, size_t room);

void text_add(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* text_add_hex: "00 1f 4a"; at most @most bytes, then " ..." when there are more. */
void text_add_hex(struct text *text, const uint8_t *bytes, size_t count, size_t most);

#endif
