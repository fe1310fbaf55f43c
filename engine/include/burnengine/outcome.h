/* SPDX-License-Identifier: MIT */
/*
 * outcome.h: how a piece of the engine's work ended, in words of what to do about it.
 *
 * Returned by value from everything above the transport. Kept apart: what the transport said
 * (system_error), what the drive said (operation, status, sense), and what the caller, the data
 * source or the state of the disc did (code and text).
 */
#ifndef BURNENGINE_OUTCOME_H
#define BURNENGINE_OUTCOME_H

#include "burnengine/command.h"

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

enum br_code {
	BR_OK = 0,
	BR_E_ARGUMENT,		 /* the caller's: a value that no drive could take                */
	BR_E_NO_MEMORY,		 /* the machine has no memory or thread left                      */
	BR_E_TRANSPORT,		 /* system_error: the command did not get through                 */
	BR_E_DEVICE,		 /* operation, status, sense: the drive refused or failed         */
	BR_E_BAD_REPLY,		 /* operation: a reply too short or against the standard          */
	BR_E_TIMEOUT,		 /* the drive stayed not ready or busy longer than it may         */
	BR_E_NO_MEDIUM,		 /* the drive is empty or open                                    */
	BR_E_MEDIUM_UNSUPPORTED, /* this format does not write this kind of medium             */
	BR_E_MEDIUM_STATE,	 /* right kind, but finalized, damaged or not appendable          */
	BR_E_TOO_LARGE,		 /* the data does not fit what is free                            */
	BR_E_SOURCE,	/* system_error: the data source failed; -ENODATA when it ended too soon */
	BR_E_CANCELLED, /* as wished                                                     */
	BR_E_VERIFY,	/* what was read back is not what was written                    */
	BR_E_NO_RECORDER,   /* the caller's: no recorder was given                            */
	BR_E_IN_PROGRESS,   /* the caller's: the engine is writing already                    */
	BR_E_NOT_SUPPORTED, /* the drive does not have what was asked for                     */
};

struct br_outcome {
	enum br_code code;
	int system_error;      /* negative errno with BR_E_TRANSPORT and BR_E_SOURCE, else 0 */
	bool operation_valid;  /* a command was at fault or in work                          */
	uint8_t operation;     /* its operation code                                         */
	uint8_t status;	       /* with BR_E_DEVICE                                           */
	struct br_sense sense; /* with BR_E_DEVICE and CHECK CONDITION                       */
	/* The command that failed, and the sense data as they came; 0 bytes where there is none. */
	uint8_t cdb[BR_CDB_BYTES_MAX], cdb_bytes;
	uint8_t sense_data[BR_SENSE_BYTES_MAX], sense_data_bytes;
	const char *text; /* static; what was going on or what is wrong, or NULL        */
};

/*
 * br_outcome_format: one line for a person: "WRITE (10): write error (3/0C/00)".
 * @out of @out_bytes (> 0) is always ended by a zero byte. Returns @out.
 */
const char *br_outcome_format(const struct br_outcome *outcome, char *out, size_t out_bytes);

/* br_code_name: "device", "no-medium", ...: a stable word for machine-readable output. Static. */
const char *br_code_name(enum br_code code);

/* br_sense_text: the standard's text for key, code and qualifier; NULL when we do not know it.
 * Static. */
const char *br_sense_text(const struct br_sense *sense);

/* br_operation_name: "WRITE (10)"; NULL for an operation code that we do not know. Static. */
const char *br_operation_name(uint8_t operation);

/* br_profile_name: "BD-RE"; NULL for a profile that we do not know. Static. */
const char *br_profile_name(uint16_t profile);

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif
#endif
