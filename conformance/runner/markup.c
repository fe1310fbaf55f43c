/* SPDX-License-Identifier: MIT */
#include "conformance/runner/markup.h"

void markup_escape(FILE *out, const char *text)
{
	for (; *text; text++) {
		const unsigned char c = (unsigned char)*text;
		if (c == '&')
			fputs("&amp;", out);
		else if (c == '<')
			fputs("&lt;", out);
		else if (c == '>')
			fputs("&gt;", out);
		else if (c == '"')
			fputs("&quot;", out);
		else if ((c < 0x20 && c != '\n' && c != '\t') || c > 0x7e)
			fputc('?', out);
		else
			fputc(c, out);
	}
}
