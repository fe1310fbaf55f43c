/* SPDX-License-Identifier: MIT */
/* MsftDiscFormat2Data: its properties. */
#include "engine/imapi2/format_data.h"

static struct format_data *of(void *This)
{
	return com_object_of(This);
}

static HRESULT put_flag(IDiscFormat2Data *This, bool *flag, VARIANT_BOOL value)
{
	return format_put_flag(com_object_of(This), flag, value);
}

static HRESULT put_postgap(IDiscFormat2Data *This, VARIANT_BOOL value)
{
	return put_flag(This, &of(This)->postgap_in_image, value);
}

static HRESULT get_postgap(IDiscFormat2Data *This, VARIANT_BOOL *value)
{
	return com_boolean(of(This)->postgap_in_image, value);
}

static HRESULT put_close(IDiscFormat2Data *This, VARIANT_BOOL value)
{
	return put_flag(This, &of(This)->force_close, value);
}

static HRESULT get_close(IDiscFormat2Data *This, VARIANT_BOOL *value)
{
	return com_boolean(of(This)->force_close, value);
}

static HRESULT put_compatibility(IDiscFormat2Data *This, VARIANT_BOOL value)
{
	return put_flag(This, &of(This)->no_dvd_compatibility, value);
}

static HRESULT get_compatibility(IDiscFormat2Data *This, VARIANT_BOOL *value)
{
	return com_boolean(of(This)->no_dvd_compatibility, value);
}

static HRESULT put_overwrite(IDiscFormat2Data *This, VARIANT_BOOL value)
{
	return put_flag(This, &of(This)->force_overwrite, value);
}

static HRESULT get_overwrite(IDiscFormat2Data *This, VARIANT_BOOL *value)
{
	return com_boolean(of(This)->force_overwrite, value);
}

/* ---- verification ------------------------------------------------------------------------ */

static HRESULT put_level(IBurnVerification *This, IMAPI_BURN_VERIFICATION_LEVEL value)
{
	HRESULT result;

	if ((unsigned)value > IMAPI_BURN_VERIFICATION_FULL)
		return E_INVALIDARG;
	result = format_may_change(com_object_of(This));
	if (SUCCEEDED(result))
		of(This)->level = value;
	return result;
}

static HRESULT get_level(IBurnVerification *This, IMAPI_BURN_VERIFICATION_LEVEL *value)
{
	if (!value)
		return E_POINTER;
	*value = of(This)->level;
	return S_OK;
}

/* ------------------------------------------------------------------------------------------ */

static HRESULT may_change(struct disc_format *format)
{
	return data_is_writing((struct format_data *)format) ? E_IMAPI_DF2DATA_WRITE_IN_PROGRESS
							     : S_OK;
}

static void destroy(struct com_object *object)
{
	format_destroy((struct disc_format *)object);
	pthread_mutex_destroy(&((struct format_data *)object)->lock);
}

static const IDiscFormat2DataVtbl vtable = {
	COM_DISPATCH,
	FORMAT_MEMBERS,
	FORMAT_SPEED_MEMBERS,
	.put_PostgapAlreadyInImage = put_postgap,
	.get_PostgapAlreadyInImage = get_postgap,
	.get_CurrentMediaStatus = data_get_status,
	.get_WriteProtectStatus = data_get_protection,
	.get_TotalSectorsOnMedia = data_get_total,
	.get_FreeSectorsOnMedia = data_get_free,
	.get_NextWritableAddress = data_get_next,
	.get_StartAddressOfPreviousSession = data_get_previous_start,
	.get_LastWrittenAddressOfPreviousSession = data_get_previous_last,
	.put_ForceMediaToBeClosed = put_close,
	.get_ForceMediaToBeClosed = get_close,
	.put_DisableConsumerDvdCompatibilityMode = put_compatibility,
	.get_DisableConsumerDvdCompatibilityMode = get_compatibility,
	.put_ForceOverwrite = put_overwrite,
	.get_ForceOverwrite = get_overwrite,
	.get_MultisessionInterfaces = data_get_multisession,
	.Write = data_write,
	.CancelWrite = data_cancel,
};

static const IBurnVerificationVtbl verification_vtable = {
	COM_UNKNOWN,
	.put_BurnVerificationLevel = put_level,
	.get_BurnVerificationLevel = get_level,
};

HRESULT format_data_create(REFIID iid, void **ret_object)
{
	static const IID *const interfaces[] = { &IID_IDiscFormat2Data, &IID_IDiscFormat2, NULL };
	static const struct com_other others[] = {
		COM_EVENTS(struct disc_format),
		{ &IID_IBurnVerification, offsetof(struct format_data, verification),
			&verification_vtable },
		{ 0 },
	};
	static const struct com_class class = {
		.interfaces = interfaces,
		.others = others,
		.members = members_of_IDiscFormat2Data,
		.destroy = destroy,
	};
	static const struct format_kind kind = {
		.supports = br_format_data_supports,
		.may_change = may_change,
		.recorder_required = E_IMAPI_RECORDER_REQUIRED,
		.recorder_not_supported = E_IMAPI_DF2DATA_RECORDER_NOT_SUPPORTED,
		.media_not_supported = E_IMAPI_DF2DATA_MEDIA_IS_NOT_SUPPORTED,
		.name_not_valid = E_IMAPI_DF2DATA_CLIENT_NAME_IS_NOT_VALID,
	};
	struct format_data *self = com_create(sizeof *self, &class, &vtable);
	HRESULT result;

	if (!self)
		return E_OUTOFMEMORY;
	format_begin(&self->format, &kind, &IID_DDiscFormat2DataEvents);
	pthread_mutex_init(&self->lock, NULL);
	result = com_query_interface(self, iid, ret_object);
	com_release(self);
	return result;
}
