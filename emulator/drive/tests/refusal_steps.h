/* SPDX-License-Identifier: MIT */
/* refusal_steps.h: sending commands of expected_commands as they are, or with one thing wrong. */
#ifndef DRIVE_TESTS_REFUSAL_STEPS_H
#define DRIVE_TESTS_REFUSAL_STEPS_H

#include "emulator/drive/tests/drive_rig.h"
#include "emulator/drive/tests/expected_commands.h"
#include "emulator/drive/tests/snapshot.h"

#define DATA_BYTES 4096 /* more than any of their replies has */

/* refusal_send: @cdb with room, or a correct parameter list, of @bytes. */
void refusal_send(struct drive_rig *rig, const struct expected_command *command, const uint8_t *cdb,
	size_t bytes);
/* refusal_send_correct: the command as it is. */
void refusal_send_correct(struct drive_rig *rig, const struct expected_command *command);
/* refusal_length_of: bytes that @cdb says it moves. */
size_t refusal_length_of(const struct expected_command *command, const uint8_t *cdb);
/* refusal_put_length: makes @cdb say so. */
void refusal_put_length(const struct expected_command *command, uint8_t *cdb, size_t length);
/* refusal_assert_untouched: nothing was moved, and drive and disc are as @before. */
void refusal_assert_untouched(struct drive_rig *rig, const struct snapshot *before);

#endif
