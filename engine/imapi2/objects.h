/* SPDX-License-Identifier: MIT */
/* objects.h: how the objects of this room are made; each with one reference, seen as @iid. */
#ifndef ENGINE_IMAPI2_OBJECTS_H
#define ENGINE_IMAPI2_OBJECTS_H

#include "burnengine/disc_format_data.h"
#include "engine/imapi2/drives.h"

HRESULT master_create(REFIID iid, void **ret_object);
HRESULT write_engine_create(REFIID iid, void **ret_object);
HRESULT format_data_create(REFIID iid, void **ret_object);
HRESULT format_erase_create(REFIID iid, void **ret_object);

/* An object that a write event tells its numbers by; NULL without memory. */
struct progress_seconds {
	LONG elapsed, remaining, total;
	IMAPI_FORMAT2_DATA_WRITE_ACTION action;
};
void *progress_create(const struct br_write_progress *writing);
void *progress_create_data(
	const struct br_write_progress *writing, const struct progress_seconds *seconds);

/* What the medium in the drive can be written at: VT_UI4 sectors per second, or descriptors. */
HRESULT speeds_list(struct imapi2_drive *drive, SAFEARRAY **ret_array);
HRESULT speeds_list_descriptors(struct imapi2_drive *drive, SAFEARRAY **ret_array);

/* A multi-session object for the disc as it is now; NULL without memory. */
void *multisession_create(
	IDiscRecorder2 *recorder, const struct br_medium *medium, LONG unit_blocks);

/* media_look: wait until the drive is ready and look at its disc. */
HRESULT media_look(struct imapi2_drive *drive, struct br_medium *ret_medium);
/* media_total_blocks: all that the disc has room for, written or not. */
HRESULT media_total_blocks(
	struct imapi2_drive *drive, const struct br_medium *medium, int64_t *ret_blocks);
/* media_previous_session: E_IMAPI_DF2DATA_INVALID_MEDIA_STATE when there is none. */
HRESULT media_previous_session(struct imapi2_drive *drive, const struct br_medium *medium,
	LONG *ret_start_lba, LONG *ret_last_lba);
/* media_is_zero: the first 2 MiB of the disc. */
HRESULT media_is_zero(struct imapi2_drive *drive, bool *ret_zero);

#endif
