/* SPDX-License-Identifier: MIT */
/* definitions.c: definitions as files: where they lie, which there are, reading one. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "burnrig/definition.h"
#include "emulator/config/config.h"
#include "emulator/config/settings.h"

#ifndef BURNRIG_FIXTURES /* rules.mk says where they are */
#define BURNRIG_FIXTURES "fixtures"
#endif
#define PATH_BYTES 4096

static char chosen_folder[PATH_BYTES - 512]; /* room for /drives/NAME.conf behind it */

const char *burnrig_definitions_folder(void)
{
	return *chosen_folder ? chosen_folder : BURNRIG_FIXTURES;
}

void burnrig_set_definitions_folder(const char *folder)
{
	snprintf(chosen_folder, sizeof(chosen_folder), "%s", folder ? folder : "");
}

static int make_path(
	const char *kind, const char *name, char *path, struct burnrig_problem *problem)
{
	int length;

	if (strchr(name, '/'))
		length = snprintf(path, PATH_BYTES, "%s", name);
	else
		length = snprintf(path, PATH_BYTES, "%s/%s/%s.conf", burnrig_definitions_folder(),
			kind, name);
	if (length > 0 && length < PATH_BYTES)
		return 0;
	burnrig_problem_set(problem, name, 0, NULL, "the path is too long");
	return -ENAMETOOLONG;
}

/* All of an open file, ended by a zero byte, which must be the only one. */
static int read_open_file(
	int fd, const char *path, char **ret_text, struct burnrig_problem *problem)
{
	size_t room = SETTINGS_TEXT_BYTES_MAX + 2, used = 0;
	char *text = malloc(room);
	ssize_t got = 1;

	if (!text)
		return -ENOMEM;
	while (got > 0 && used < room - 1) {
		got = read(fd, text + used, room - 1 - used);
		if (got > 0)
			used += (size_t)got;
	}
	if (got < 0) {
		int rc = -errno;

		burnrig_problem_set(problem, path, 0, NULL, "%s", strerror(errno));
		free(text);
		return rc;
	}
	text[used] = '\0';
	if (strlen(text) != used) {
		burnrig_problem_set(problem, path, 0, NULL, "has a zero byte, expected a text");
		free(text);
		return -EINVAL;
	}
	*ret_text = text;
	return 0;
}

struct names {
	char text[200];
};

static void add_name(void *context, const char *name, const char *path)
{
	struct names *names = context;
	size_t used = strlen(names->text);

	(void)path;
	snprintf(names->text + used, sizeof(names->text) - used, "%s%s", used ? ", " : "", name);
}

/* Why @path did not open: a name that is none is answered with those there are. */
static int refuse_path(
	const char *kind, const char *name, const char *path, struct burnrig_problem *problem)
{
	int rc = errno > 0 ? -errno : -EIO;
	struct names names = { "" };

	if (rc == -ENOENT && !strchr(name, '/'))
		burnrig_definitions_list(kind, add_name, &names);
	if (*names.text)
		burnrig_problem_set(
			problem, path, 0, NULL, "no '%s' among %s: %s", name, kind, names.text);
	else
		burnrig_problem_set(problem, path, 0, NULL, "%s", strerror(-rc));
	return rc;
}

/* Returns 0 with the path (PATH_BYTES) and the text, to be freed. */
static int find(const char *kind, const char *name, char *path, char **ret_text,
	struct burnrig_problem *problem)
{
	int rc = make_path(kind, name, path, problem), fd;

	if (rc < 0)
		return rc;
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (fd < 0)
		return refuse_path(kind, name, path, problem);
	rc = read_open_file(fd, path, ret_text, problem);
	close(fd);
	return rc;
}

int burnrig_drive_definition_load(const char *name,
	struct burnrig_drive_definition **ret_definition, struct burnrig_problem *problem)
{
	char path[PATH_BYTES], *text = NULL;
	int rc = find("drives", name, path, &text, problem);

	if (rc < 0)
		return rc;
	rc = drive_definition_parse(text, path, ret_definition, problem);
	free(text);
	return rc;
}

int burnrig_faults_load(
	const char *name, struct burnrig_faults **ret_faults, struct burnrig_problem *problem)
{
	char path[PATH_BYTES], *text = NULL;
	int rc = find("faults", name, path, &text, problem);

	if (rc < 0)
		return rc;
	rc = faults_parse(text, path, ret_faults, problem);
	free(text);
	return rc;
}

int burnrig_medium_definition_load(const char *name,
	struct burnrig_medium_definition **ret_definition, struct burnrig_problem *problem)
{
	char path[PATH_BYTES], *text = NULL;
	int rc = find("media", name, path, &text, problem);

	if (rc < 0)
		return rc;
	rc = medium_definition_parse(text, path, ret_definition, problem);
	free(text);
	return rc;
}

static int is_definition(const struct dirent *entry)
{
	size_t length = strlen(entry->d_name);

	return entry->d_name[0] != '.' && length > 5 &&
	       strcmp(entry->d_name + length - 5, ".conf") == 0;
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

int burnrig_definitions_list(const char *kind,
	void (*each)(void *context, const char *name, const char *path), void *context)
{
	char folder[PATH_BYTES], path[2 * PATH_BYTES];
	struct dirent **entries;
	int count;

	if (strcmp(kind, "drives") != 0 && strcmp(kind, "media") != 0 &&
		strcmp(kind, "faults") != 0)
		return -EINVAL;
	snprintf(folder, sizeof(folder), "%s/%s", burnrig_definitions_folder(), kind);
	count = scandir(folder, &entries, is_definition, by_name);
	if (count < 0)
		return -errno;
	for (int i = 0; i < count; i++) {
		char *name = entries[i]->d_name;

		snprintf(path, sizeof(path), "%s/%s", folder, name);
		name[strlen(name) - 5] = '\0';
		each(context, name, path);
		free(entries[i]);
	}
	free(entries);
	return 0;
}
