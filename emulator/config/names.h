/* SPDX-License-Identifier: MIT */
/* names.h: from a file to the name of what it defines. */
#ifndef CONFIG_NAMES_H
#define CONFIG_NAMES_H

#include <stddef.h>

#include "emulator/config/settings.h"

/* names_from_file: the last part of reader->file without ".conf". Returns 0; -EINVAL when nothing is
 * left or it does not fit @name_bytes. */
int names_from_file(const struct settings_reader *reader, char *name, size_t name_bytes);

#endif
