/* SPDX-License-Identifier: MIT */
/*
 * refusal_scenes.h: the states of a drive in which commands cannot be carried out, and discs that some
 * commands cannot do anything with.
 */
#ifndef DRIVE_TESTS_REFUSAL_SCENES_H
#define DRIVE_TESTS_REFUSAL_SCENES_H

#include "emulator/drive/tests/expected_commands.h"

struct refusal_state {
	struct drive_rig *(*enter)(void);
	unsigned
		passes; /* the commands that are carried out in it: of expected_command.allowed_in */
	uint8_t key, asc, ascq; /* of all others */
};
extern const struct refusal_state refusal_states[];
extern const size_t refusal_state_count;

/* The drive is ready; these commands, as expected_commands has them, cannot be carried out all the same. */
#define REFUSED_MAX 20
struct refusal_disc {
	const char *name;
	struct drive_rig *(*enter)(void);
	struct {
		uint8_t code, key, asc, ascq; /* code 0: no more */
	} refused[REFUSED_MAX];
};
extern const struct refusal_disc refusal_discs[];
extern const size_t refusal_disc_count;

#endif
