/* SPDX-License-Identifier: MIT */
/*
 * loader.h: who puts a disc as new into a device that is shared by all tests: a robot's command, or whatever else
 * the program that judges knows (conformance/cli/virtual_loader.h).
 */
#ifndef CONFORMANCE_LOADER_H
#define CONFORMANCE_LOADER_H

#include <stddef.h>

struct loader {
	/* Takes out what is inside and puts in a disc as new. Returns 0, or a negative errno with a sentence in @problem. */
	int (*load)(const struct loader *loader, char *problem, size_t problem_bytes);
	const char *command; /* of loader_of_command: for the shell; borrowed */
	const void *context; /* the maker's own                               */
};

/* loader_of_command: runs @command by the shell each time; what it ends with, 0 or not, says how it went. */
struct loader loader_of_command(const char *command);

#endif
