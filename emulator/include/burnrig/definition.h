/* SPDX-License-Identifier: MIT */
/*
 * definition.h: what a drive or a medium is, read from a text file that a firmware engineer can
 * read and change. fixtures/drives/NAME.conf and fixtures/media/NAME.conf are the ones we ship; the
 * grammar is in emulator/config/README.md.
 */
#ifndef BURNRIG_DEFINITION_H
#define BURNRIG_DEFINITION_H

#include "burnrig/problem.h"

#ifdef __cplusplus
extern "C" {
#endif

struct burnrig_drive_definition;
struct burnrig_medium_definition;
struct burnrig_faults;

/*
 * burnrig_drive_definition_load, burnrig_medium_definition_load: by name or path.
 *
 * @name  a path when it has a '/', else NAME.conf in the folder named by burnrig_definitions_folder
 *        ("drives" or "media" below it).
 * Returns 0; -ENOENT; -EINVAL with file, line and what was expected in @problem. *ret is owned by
 * the caller: free with the matching _free, after every drive and disc made from it.
 */
int burnrig_drive_definition_load(const char *name,
	struct burnrig_drive_definition **ret_definition, struct burnrig_problem *problem);
int burnrig_medium_definition_load(const char *name,
	struct burnrig_medium_definition **ret_definition, struct burnrig_problem *problem);
void burnrig_drive_definition_free(struct burnrig_drive_definition *definition);
void burnrig_medium_definition_free(struct burnrig_medium_definition *definition);

/*
 * burnrig_faults_load: rules that make a drive fail on purpose, for burnrig_drive_set_faults (drive.h);
 * name, path and errors as above, in the folder "faults". burnrig_faults_free: NULL is allowed.
 */
int burnrig_faults_load(
	const char *name, struct burnrig_faults **ret_faults, struct burnrig_problem *problem);
void burnrig_faults_free(struct burnrig_faults *faults);

/* The name a definition was loaded under (file name without .conf), and its one-line title.
 * Borrowed. */
const char *burnrig_drive_definition_name(const struct burnrig_drive_definition *definition);
const char *burnrig_drive_definition_title(const struct burnrig_drive_definition *definition);
const char *burnrig_medium_definition_name(const struct burnrig_medium_definition *definition);
const char *burnrig_medium_definition_title(const struct burnrig_medium_definition *definition);

/*
 * burnrig_definitions_folder: where definitions are looked for: what was set with
 * burnrig_set_definitions_folder, else the folder that was compiled in (the checkout's fixtures/ or
 * the installed one).
 */
const char *burnrig_definitions_folder(void);
void burnrig_set_definitions_folder(const char *folder);

/*
 * burnrig_definitions_list: call @each(context, name, path) for all definitions of @kind ("drives",
 * "media" or "faults") in order of name. Returns 0 or negative errno.
 */
int burnrig_definitions_list(const char *kind,
	void (*each)(void *context, const char *name, const char *path), void *context);

#ifdef __cplusplus
}
#endif
#endif
