/* SPDX-License-Identifier: MIT */
/*
 * format.h: what the disc formats have in common, each of which begins with a disc_format: the
 * recorder, the client's name, and IDiscFormat2's five members.
 */
#ifndef ENGINE_IMAPI2_FORMAT_H
#define ENGINE_IMAPI2_FORMAT_H

#include "engine/imapi2/dispatch.h"
#include "engine/imapi2/events.h"
#include "engine/imapi2/objects.h"
#include "engine/imapi2/recorder.h"

struct disc_format {
	struct com_object object;
	struct com_events events;
	IDiscRecorder2 *recorder; /* ours, or NULL */
	BSTR client_name;
	/* of the kind of format */
	bool (*supports)(uint16_t profile);
	HRESULT recorder_not_supported, media_not_supported, name_not_valid;
};

/* format_drive: E_IMAPI_RECORDER_REQUIRED without a recorder. */
HRESULT format_drive(struct disc_format *self, struct imapi2_drive **ret_drive);
/* format_look: the drive, and the disc that is in it. */
HRESULT format_look(
	struct disc_format *self, struct imapi2_drive **ret_drive, struct br_medium *ret_medium);
/* format_acquire: the drive for this job alone, under the client's name. Give back: drive_release. */
HRESULT format_acquire(struct disc_format *self, struct imapi2_drive **ret_drive);
void format_release(struct disc_format *self, struct imapi2_drive *drive);
void format_destroy(struct disc_format *self);

/* The methods; the tables of methods want their own types, see FORMAT_MEMBERS. */
HRESULT format_is_recorder_supported(void *This, IDiscRecorder2 *recorder, VARIANT_BOOL *value);
HRESULT format_is_media_supported(void *This, IDiscRecorder2 *recorder, VARIANT_BOOL *value);
HRESULT format_get_physically_blank(void *This, VARIANT_BOOL *value);
HRESULT format_get_heuristically_blank(void *This, VARIANT_BOOL *value);
HRESULT format_get_media_types(void *This, SAFEARRAY **value);
HRESULT format_put_recorder(void *This, IDiscRecorder2 *value);
HRESULT format_get_recorder(void *This, IDiscRecorder2 **value);
HRESULT format_put_client_name(void *This, BSTR value);
HRESULT format_get_client_name(void *This, BSTR *value);
HRESULT format_get_media_type(void *This, IMAPI_MEDIA_PHYSICAL_TYPE *value);

/* What all their tables share, less what one may want of its own. */
#define FORMAT_MEMBERS                                                             \
	.IsRecorderSupported = COM_METHOD(format_is_recorder_supported),           \
	.IsCurrentMediaSupported = COM_METHOD(format_is_media_supported),          \
	.get_MediaPhysicallyBlank = COM_METHOD(format_get_physically_blank),       \
	.get_MediaHeuristicallyBlank = COM_METHOD(format_get_heuristically_blank), \
	.get_SupportedMediaTypes = COM_METHOD(format_get_media_types),             \
	.get_Recorder = COM_METHOD(format_get_recorder),                           \
	.get_ClientName = COM_METHOD(format_get_client_name),                      \
	.get_CurrentPhysicalMediaType = COM_METHOD(format_get_media_type)

#endif
