/* SPDX-License-Identifier: MIT */
/* recorder.h: the recorder object, for the objects that are given one. */
#ifndef ENGINE_IMAPI2_RECORDER_H
#define ENGINE_IMAPI2_RECORDER_H

#include "engine/imapi2/dispatch.h"
#include "engine/imapi2/drives.h"

struct disc_recorder {
	struct com_object object;   /* IDiscRecorder2 */
	struct com_facet ex;	    /* IDiscRecorder2Ex */
	struct imapi2_drive *drive; /* NULL before InitializeDiscRecorder */
	unsigned mcn_disabled;
};

extern const struct com_class recorder_class;
extern const IDiscRecorder2ExVtbl recorder_ex_vtable;

HRESULT recorder_create(REFIID iid, void **ret_object);

/* recorder_of: ours behind an interface pointer; NULL for NULL and for another's object. */
struct disc_recorder *recorder_of(void *interface);

/*
 * recorder_drive: the drive, for a command: E_POINTER without InitializeDiscRecorder,
 * E_IMAPI_RECORDER_LOCKED when another has it for himself.
 */
HRESULT recorder_drive(struct disc_recorder *recorder, struct imapi2_drive **ret_drive);

/* recorder_profiles: what the drive can take at all, or with the disc that is in now. */
HRESULT recorder_profiles(struct disc_recorder *recorder, bool current_only, uint16_t *profiles,
	unsigned max, unsigned *ret_count);

/* recorder_has_writable_profile: can it write any kind of disc? */
HRESULT recorder_can_write(struct disc_recorder *recorder, bool *ret_can);

#endif
