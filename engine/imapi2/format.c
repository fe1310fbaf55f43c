/* SPDX-License-Identifier: MIT */
#include "engine/imapi2/format.h"

#include "engine/mmc/codes.h"

static struct disc_format *of(void *This)
{
	return com_object_of(This);
}

void format_begin(struct disc_format *self, const struct format_kind *kind, const IID *events_id)
{
	self->kind = kind;
	self->events.events_id = events_id;
	self->rate = -1;
}

HRESULT format_may_change(struct disc_format *self)
{
	return self->kind->may_change ? self->kind->may_change(self) : S_OK;
}

HRESULT format_may_adjust(struct disc_format *self)
{
	return self->kind->may_adjust ? self->kind->may_adjust(self) : format_may_change(self);
}

HRESULT format_put_flag(struct disc_format *self, bool *flag, VARIANT_BOOL value)
{
	HRESULT result = format_may_change(self);

	if (SUCCEEDED(result))
		*flag = value != 0;
	return result;
}

HRESULT format_drive(struct disc_format *self, struct imapi2_drive **ret_drive)
{
	*ret_drive = NULL;
	if (!self->recorder)
		return self->kind->recorder_required;
	return recorder_drive(com_object_of(self->recorder), ret_drive);
}

HRESULT format_look(
	struct disc_format *self, struct imapi2_drive **ret_drive, struct br_medium *ret_medium)
{
	HRESULT result = format_drive(self, ret_drive);

	return FAILED(result) ? result : media_look(*ret_drive, ret_medium);
}

HRESULT format_look_for(void *This, const void *value, struct imapi2_drive **ret_drive,
	struct br_medium *ret_medium)
{
	return value ? format_look(of(This), ret_drive, ret_medium) : E_POINTER;
}

HRESULT format_acquire(struct disc_format *self, struct imapi2_drive **ret_drive)
{
	HRESULT result = format_drive(self, ret_drive);

	if (FAILED(result))
		return result;
	if (!self->client_name)
		return self->kind->name_not_valid;
	return drive_acquire(*ret_drive, com_object_of(self->recorder), self->client_name);
}

void format_release(struct disc_format *self, struct imapi2_drive *drive)
{
	drive_release(drive, com_object_of(self->recorder));
}

void format_destroy(struct disc_format *self)
{
	if (self->recorder)
		IDiscRecorder2_Release(self->recorder);
	SysFreeString(self->client_name);
	events_release(&self->events);
}

/* ---- IDiscFormat2 ------------------------------------------------------------------------ */

static HRESULT can_write(IDiscRecorder2 *recorder, bool *ret_can)
{
	struct disc_recorder *ours = recorder_of(recorder);

	if (!recorder)
		return E_POINTER;
	if (!ours)
		return E_INVALIDARG;
	return recorder_can_write(ours, ret_can);
}

HRESULT format_is_recorder_supported(void *This, IDiscRecorder2 *recorder, VARIANT_BOOL *value)
{
	bool can;
	HRESULT result;

	(void)This;
	if (!value)
		return E_POINTER;
	result = can_write(recorder, &can);
	if (FAILED(result))
		return result;
	com_boolean(can, value);
	return can ? S_OK : S_FALSE;
}

/* A drive without a disc, or with one that cannot be made out, has none that is supported. */
HRESULT format_is_media_supported(void *This, IDiscRecorder2 *recorder, VARIANT_BOOL *value)
{
	struct imapi2_drive *drive;
	struct br_medium medium;
	bool supported = false;
	HRESULT result;

	if (!value || !recorder)
		return E_POINTER;
	if (!recorder_of(recorder))
		return E_INVALIDARG;
	result = recorder_drive(recorder_of(recorder), &drive);
	if (FAILED(result))
		return result;
	result = media_look(drive, &medium);
	if (SUCCEEDED(result))
		supported = of(This)->kind->supports(medium.profile) &&
			    (medium.erasable || !of(This)->kind->erasable_only);
	else if (result != E_IMAPI_RECORDER_MEDIA_NO_MEDIA &&
		 result != E_IMAPI_RECORDER_MEDIA_INCOMPATIBLE)
		return result;
	com_boolean(supported, value);
	return supported ? S_OK : S_FALSE;
}

HRESULT format_get_physically_blank(void *This, VARIANT_BOOL *value)
{
	struct imapi2_drive *drive;
	struct br_medium medium;
	HRESULT result = format_look_for(This, value, &drive, &medium);

	return FAILED(result) ? result : com_boolean(medium.blank, value);
}

HRESULT format_get_heuristically_blank(void *This, VARIANT_BOOL *value)
{
	struct imapi2_drive *drive;
	struct br_medium medium;
	bool blank = false;
	HRESULT result = format_look_for(This, value, &drive, &medium);

	if (FAILED(result))
		return result;
	blank = medium.blank;
	if (!blank && medium.overwritable)
		result = media_is_zero(drive, &blank);
	return FAILED(result) ? result : com_boolean(blank, value);
}

HRESULT format_get_media_types(void *This, SAFEARRAY **value)
{
	static const uint16_t profiles[] = {
#define PROFILE(name, code, text) (code),
#include "fixtures/codes/profiles.def"
#undef PROFILE
	};
	VARIANT variants[sizeof profiles / sizeof *profiles];
	LONG last = -1;
	ULONG count = 0;

	for (size_t i = 0; i < sizeof profiles / sizeof *profiles; i++) {
		LONG type = (LONG)br_media_type_of(profiles[i]);

		/* Two profiles of one type follow each other. */
		if (of(This)->kind->supports(profiles[i]) && type != last)
			variants[count++] = (VARIANT) { .vt = VT_I4, .lVal = last = type };
	}
	return com_array(variants, count, value);
}

/* ---- the properties that all have -------------------------------------------------------- */

HRESULT format_put_recorder(void *This, IDiscRecorder2 *value)
{
	struct disc_format *self = of(This);
	bool can = true;
	HRESULT result = format_may_change(self);

	if (FAILED(result))
		return result;
	if (value)
		result = can_write(value, &can);
	if (FAILED(result))
		return result == E_POINTER ? E_INVALIDARG : result;
	if (!can)
		return self->kind->recorder_not_supported;
	if (value && self->recorder && value != self->recorder &&
		FAILED(self->kind->only_one_recorder))
		return self->kind->only_one_recorder;
	if (value)
		IDiscRecorder2_AddRef(value);
	if (self->recorder)
		IDiscRecorder2_Release(self->recorder);
	self->recorder = value;
	return S_OK;
}

HRESULT format_get_recorder(void *This, IDiscRecorder2 **value)
{
	return com_give(of(This)->recorder, (void **)value);
}

HRESULT format_put_client_name(void *This, BSTR value)
{
	struct disc_format *self = of(This);
	HRESULT result = format_may_change(self);
	BSTR copy;

	if (!value)
		return E_POINTER;
	if (FAILED(result))
		return result;
	if (!client_name_is_valid(value))
		return self->kind->name_not_valid;
	copy = SysAllocString(value);
	if (!copy)
		return E_OUTOFMEMORY;
	SysFreeString(self->client_name);
	self->client_name = copy;
	return S_OK;
}

HRESULT format_get_client_name(void *This, BSTR *value)
{
	return com_text(of(This)->client_name, value);
}

HRESULT format_get_media_type(void *This, IMAPI_MEDIA_PHYSICAL_TYPE *value)
{
	struct imapi2_drive *drive;
	struct br_medium medium;
	HRESULT result = format_look_for(This, value, &drive, &medium);

	if (SUCCEEDED(result))
		*value = (IMAPI_MEDIA_PHYSICAL_TYPE)medium.type;
	return result;
}
