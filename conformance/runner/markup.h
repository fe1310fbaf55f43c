/* SPDX-License-Identifier: MIT */
/* markup.h: text into XML and HTML. */
#ifndef CONFORMANCE_MARKUP_H
#define CONFORMANCE_MARKUP_H

#include <stdio.h>

/*
 * markup_escape: @text with & < > " as entities; bytes that XML 1.0 forbids become '?'. Text is ASCII
 * here: what a drive says was cleaned when it was read.
 */
void markup_escape(FILE *out, const char *text);

#endif
