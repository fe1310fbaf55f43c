/* SPDX-License-Identifier: MIT */
#include "emulator/config/names.h"

#include <string.h>

int names_from_file(const struct settings_reader *reader, char *name, size_t name_bytes)
{
	const char *slash = strrchr(reader->file, '/');
	const char *last = slash ? slash + 1 : reader->file;
	size_t length = strlen(last);

	if (length > 5 && strcmp(last + length - 5, ".conf") == 0)
		length -= 5;
	if (length == 0 || length >= name_bytes)
		return settings_refuse(reader, 0, NULL,
			"the file's name is the definition's: expected 1 to %zu characters",
			name_bytes - 1);
	memcpy(name, last, length);
	name[length] = '\0';
	return 0;
}
