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
HRESULT format_audio_create(REFIID iid, void **ret_object);
HRESULT format_raw_cd_create(REFIID iid, void **ret_object);
HRESULT raw_image_create(REFIID iid, void **ret_object);
HRESULT stream_zero_create(REFIID iid, void **ret_object);
HRESULT stream_random_create(REFIID iid, void **ret_object);
HRESULT stream_concatenate_create(REFIID iid, void **ret_object);
HRESULT stream_interleave_create(REFIID iid, void **ret_object);

/* An object that a write event tells its numbers by; NULL without memory. */
enum progress_kind {
	PROGRESS_OF_ENGINE,
	PROGRESS_OF_DATA,
	PROGRESS_OF_AUDIO,
	PROGRESS_OF_RAW_CD,
};
struct progress_moment {
	LONG elapsed, remaining, total; /* seconds */
	LONG action;			/* of the kind's enumeration */
	LONG track;
};
/* @writing, @moment: NULL for what is 0. */
void *progress_create(enum progress_kind kind, const struct br_write_progress *writing,
	const struct progress_moment *moment);
/* progress_moment: with the time that remains by what is @writing, which may be NULL. */
struct progress_moment progress_moment(
	uint64_t elapsed_ns, LONG action, const struct br_write_progress *writing);

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
/* media_has_data: is any track of the sessions before a data track? On a CD there may be audio only. */
HRESULT media_has_data(
	struct imapi2_drive *drive, const struct br_medium *medium, bool *ret_has_data);
/* media_is_zero: the first 2 MiB of the disc. */
HRESULT media_is_zero(struct imapi2_drive *drive, bool *ret_zero);

#endif
