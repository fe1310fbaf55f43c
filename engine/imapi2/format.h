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

struct disc_format;

struct format_kind { /* what the kinds of format differ in */
	bool (*supports)(uint16_t profile);
	/* S_OK, or why no property may change now. NULL: any may, always. */
	HRESULT (*may_change)(struct disc_format *format);
	/* The same of how it is written: the speed, buffer underruns. NULL: as may_change. */
	HRESULT (*may_adjust)(struct disc_format *format);
	bool erasable_only; /* of the media that it supports, those that the drive can erase */
	HRESULT recorder_required, recorder_not_supported, media_not_supported, name_not_valid;
	/* To who puts a recorder in the place of another; S_OK: that is well. */
	HRESULT only_one_recorder;
};

struct disc_format {
	struct com_object object;
	struct com_events events;
	const struct format_kind *kind;
	IDiscRecorder2 *recorder; /* ours, or NULL */
	BSTR client_name;
	/* where the kind writes at a speed: format_speed.c */
	bool underrun_free_disabled, speed_requested, pure_cav;
	LONG rate; /* sectors per second, -1 the maximum */
};

/* format_begin: of a new object, before anything else. */
void format_begin(struct disc_format *self, const struct format_kind *kind, const IID *events_id);

/* format_may_change: S_OK, or what a property's put answers now. */
HRESULT format_may_change(struct disc_format *self);
HRESULT format_may_adjust(struct disc_format *self);
/* format_put_flag: a property that is a truth. */
HRESULT format_put_flag(struct disc_format *self, bool *flag, VARIANT_BOOL value);

/* format_drive: the kind's own error without a recorder. */
HRESULT format_drive(struct disc_format *self, struct imapi2_drive **ret_drive);
/* format_look: the drive, and the disc that is in it. */
HRESULT format_look(
	struct disc_format *self, struct imapi2_drive **ret_drive, struct br_medium *ret_medium);
/* format_look_for: the same for a property: E_POINTER when @value, where it goes to, is NULL. */
HRESULT format_look_for(void *This, const void *value, struct imapi2_drive **ret_drive,
	struct br_medium *ret_medium);
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

HRESULT format_set_speed(void *This, LONG rate, VARIANT_BOOL pure_cav);
HRESULT format_get_requested_speed(void *This, LONG *value);
HRESULT format_get_requested_rotation(void *This, VARIANT_BOOL *value);
HRESULT format_get_speed(void *This, LONG *value);
HRESULT format_get_rotation(void *This, VARIANT_BOOL *value);
HRESULT format_get_speeds(void *This, SAFEARRAY **value);
HRESULT format_get_descriptors(void *This, SAFEARRAY **value);
HRESULT format_put_underrun(void *This, VARIANT_BOOL value);
HRESULT format_get_underrun(void *This, VARIANT_BOOL *value);

/* format_adjusted: which of the successes a choice of speed is. */
HRESULT format_adjusted(const struct br_speed_choice *choice);

/* What all their tables share. */
#define FORMAT_MEMBERS                                                             \
	.IsRecorderSupported = COM_METHOD(format_is_recorder_supported),           \
	.IsCurrentMediaSupported = COM_METHOD(format_is_media_supported),          \
	.get_MediaPhysicallyBlank = COM_METHOD(format_get_physically_blank),       \
	.get_MediaHeuristicallyBlank = COM_METHOD(format_get_heuristically_blank), \
	.get_SupportedMediaTypes = COM_METHOD(format_get_media_types),             \
	.put_Recorder = COM_METHOD(format_put_recorder),                           \
	.get_Recorder = COM_METHOD(format_get_recorder),                           \
	.put_ClientName = COM_METHOD(format_put_client_name),                      \
	.get_ClientName = COM_METHOD(format_get_client_name),                      \
	.get_CurrentPhysicalMediaType = COM_METHOD(format_get_media_type)

/* And those of the formats that write at a speed. */
#define FORMAT_SPEED_MEMBERS                                                             \
	.SetWriteSpeed = COM_METHOD(format_set_speed),                                   \
	.get_RequestedWriteSpeed = COM_METHOD(format_get_requested_speed),               \
	.get_RequestedRotationTypeIsPureCAV = COM_METHOD(format_get_requested_rotation), \
	.get_CurrentWriteSpeed = COM_METHOD(format_get_speed),                           \
	.get_CurrentRotationTypeIsPureCAV = COM_METHOD(format_get_rotation),             \
	.get_SupportedWriteSpeeds = COM_METHOD(format_get_speeds),                       \
	.get_SupportedWriteSpeedDescriptors = COM_METHOD(format_get_descriptors),        \
	.put_BufferUnderrunFreeDisabled = COM_METHOD(format_put_underrun),               \
	.get_BufferUnderrunFreeDisabled = COM_METHOD(format_get_underrun)

#endif
