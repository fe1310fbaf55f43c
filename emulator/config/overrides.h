/* SPDX-License-Identifier: MIT */
/*
 * overrides.h: the part of a drive's definition that says where the drive's words differ from what
 * the emulation would say by itself: features, mode pages, commands that are not there, quirks.
 */
#ifndef CONFIG_OVERRIDES_H
#define CONFIG_OVERRIDES_H

#include "emulator/config/settings.h"

struct burnrig_drive_definition;

/* Keys of the sections `feature NAME { … }` and `mode_page NAME { … }`. */
extern const struct settings_field overrides_feature_fields[], overrides_page_fields[];

/* For the table of the drive's own keys: quirks, refused_commands, refused_performance. */
settings_function overrides_read_quirks, overrides_read_commands, overrides_read_performance;

/* overrides_read: both kinds of sections of @root into @definition. 0, or -EINVAL by
 * settings_refuse. */
int overrides_read(const struct settings_reader *reader, cfg_t *root,
	struct burnrig_drive_definition *definition);

#endif
