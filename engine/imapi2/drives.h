/* SPDX-License-Identifier: MIT */
/*
 * drives.h: the drives behind recorder objects: opened once, shared, one command at a time.
 */
#ifndef ENGINE_IMAPI2_DRIVES_H
#define ENGINE_IMAPI2_DRIVES_H

#include "burnengine/recorder.h"
#include "engine/imapi2/object.h"

#define CLIENT_NAME_CHARACTERS_MAX \
	62 /* 64 with its end and one to spare, as Windows' driver has it */

struct imapi2_drive;

/*
 * drive_open: the drive of a unique id: one that a program added, or a device. Every drive_open
 * wants its drive_close. Errors: E_INVALIDARG for what is no drive, and what opening gave.
 */
HRESULT drive_open(LPCWSTR id, struct imapi2_drive **ret_drive);
void drive_close(struct imapi2_drive *drive);

LPCWSTR drive_id(const struct imapi2_drive *drive);
struct br_recorder *drive_recorder(struct imapi2_drive *drive);
struct br_transport *drive_transport(struct imapi2_drive *drive);

/* drive_failure: the last command that failed; BR_OK when none has. */
struct br_outcome drive_failure(struct imapi2_drive *drive);

/*
 * drive_acquire: for @holder alone, counted; devices are opened anew so that no other program gets
 * in. Errors: E_IMAPI_RECORDER_LOCKED when somebody else has it or its disc is mounted,
 * E_IMAPI_RECORDER_CLIENT_NAME_IS_NOT_VALID.
 */
HRESULT drive_acquire(struct imapi2_drive *drive, const void *holder, LPCWSTR client_name);
HRESULT drive_release(
	struct imapi2_drive *drive, const void *holder); /* E_ACCESSDENIED: not held */
/* drive_owner: who has it, or "". */
HRESULT drive_owner(struct imapi2_drive *drive, BSTR *ret_name);
/* drive_check_access: E_IMAPI_RECORDER_LOCKED when another than @holder has it. */
HRESULT drive_check_access(struct imapi2_drive *drive, const void *holder);

/* client_name_is_valid: letters, digits, space and . , : ; _ -, and not too long. */
bool client_name_is_valid(LPCWSTR name);

/* drives_added: the ids that programs added; *@ret_ids is the caller's, to free with its strings, also when it fails. */
HRESULT drives_added(BSTR **ret_ids, size_t *ret_count);

/*
 * drives_subscribe: a file that can be read when a program added or removed a drive since; negative
 * errno when there are too many. drives_unsubscribe closes it.
 */
int drives_subscribe(void);
void drives_unsubscribe(int file);

#endif
