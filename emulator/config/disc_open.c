/* SPDX-License-Identifier: MIT */
/*
 * Discs in files, put together: the file (store/), the medium definition that is kept inside it as text
 * (config/), and the disc with the rules of its family (media/).
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "burnrig/disc.h"
#include "emulator/config/config.h"
#include "emulator/media/disc.h"

int burnrig_disc_create(const char *path, const struct burnrig_medium_definition *definition,
	struct burnrig_problem *problem)
{
	struct burnrig_disc *blank = burnrig_disc_create_in_memory(definition);
	struct disc_file_setup setup = { .medium_name = definition->name,
		.definition_text = definition->text };
	int error;

	if (!blank) {
		burnrig_problem_set(problem, path, 0, NULL, "no memory for the disc");
		return -ENOMEM;
	}
	setup.state = &blank->state;
	setup.map = blank->map;
	error = disc_file_create(store_files(), path, &setup, problem);
	disc_free(blank);
	return error;
}

/* The definition that the disc carries; a mistake in it is told as one of the disc's file. */
static int parse_definition(const struct disc_file *file, const char *path,
	struct burnrig_medium_definition **ret_definition, struct burnrig_problem *problem)
{
	struct burnrig_problem mistake = { .line = 0 };
	const int error = medium_definition_parse(disc_file_definition_text(file),
		disc_file_medium_name(file), ret_definition, &mistake);

	if (error)
		burnrig_problem_set(problem, path, 0, mistake.field,
			"the medium definition inside, line %u: %s", mistake.line, mistake.text);
	return error;
}

static int make_disc(struct disc_file *file, const char *path, bool read_only,
	struct burnrig_disc **ret_disc, struct burnrig_problem *problem)
{
	struct burnrig_medium_definition *definition = NULL;
	struct burnrig_disc *disc;
	int error = parse_definition(file, path, &definition, problem);

	if (error)
		return error;
	disc = disc_from_file(definition, file, problem);
	if (!disc) {
		if (problem && !problem->file[0])
			snprintf(problem->file, sizeof problem->file, "%s", path);
		return -EINVAL;
	}
	disc->read_only = read_only;
	disc->path = strdup(path);
	if (!disc->path) {
		disc_free(disc);
		return -ENOMEM;
	}
	/* Only speed hangs on it. A CD's sectors are put together in a buffer anyway. */
	if (!disc->cd)
		store_map(
			disc->data, disc->definition->capacity_blocks * UINT64_C(2048), !read_only);
	*ret_disc = disc;
	return 0;
}

int burnrig_disc_open(const char *path, bool read_only, struct burnrig_disc **ret_disc,
	struct burnrig_problem *problem)
{
	/* SQLite goes back to the folder by name, at the latest when it closes: be there still. */
	char *real_path = realpath(path, NULL);
	struct disc_file *file = NULL;
	int error = disc_file_open(
		store_files(), real_path ? real_path : path, read_only, &file, problem);

	free(real_path);
	if (error)
		return error;
	error = make_disc(file, path, read_only, ret_disc, problem);
	if (error)
		disc_file_close(file);
	return error;
}

int burnrig_disc_close(struct burnrig_disc *disc)
{
	struct disc_file *file;
	int error, close_error;

	if (!disc)
		return 0;
	file = disc->file;
	error = disc_commit(disc, true);
	disc_free(disc);
	close_error = disc_file_close(file);
	return error ? error : close_error;
}
