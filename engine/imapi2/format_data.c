/* SPDX-License-Identifier: MIT */
/* MsftDiscFormat2Data: its properties. */
#include "engine/imapi2/format_data.h"

static struct format_data *of(void *This)
{
	return com_object_of(This);
}

/* No property changes while a disc is being written with them. */
static HRESULT put_flag(IDiscFormat2Data *This, bool *flag, VARIANT_BOOL value)
{
	if (data_is_writing(of(This)))
		return E_IMAPI_DF2DATA_WRITE_IN_PROGRESS;
	*flag = value != 0;
	return S_OK;
}

static HRESULT put_underrun(IDiscFormat2Data *This, VARIANT_BOOL value)
{
	return put_flag(This, &of(This)->underrun_free_disabled, value);
}

static HRESULT get_underrun(IDiscFormat2Data *This, VARIANT_BOOL *value)
{
	return com_boolean(of(This)->underrun_free_disabled, value);
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

static HRESULT put_recorder(IDiscFormat2Data *This, IDiscRecorder2 *value)
{
	if (data_is_writing(of(This)))
		return E_IMAPI_DF2DATA_WRITE_IN_PROGRESS;
	return format_put_recorder(This, value);
}

static HRESULT put_client_name(IDiscFormat2Data *This, BSTR value)
{
	if (data_is_writing(of(This)))
		return E_IMAPI_DF2DATA_WRITE_IN_PROGRESS;
	return format_put_client_name(This, value);
}

/* ---- speed ------------------------------------------------------------------------------- */

static HRESULT set_speed(IDiscFormat2Data *This, LONG rate, VARIANT_BOOL pure_cav)
{
	struct format_data *self = of(This);
	struct br_speed_choice choice;
	struct imapi2_drive *drive;
	struct br_medium medium;
	struct br_outcome outcome;
	HRESULT result;

	if (rate < -1 || rate == 0)
		return E_INVALIDARG;
	if (data_is_writing(self))
		return E_IMAPI_DF2DATA_WRITE_IN_PROGRESS;
	result = format_look(&self->format, &drive, &medium);
	if (FAILED(result))
		return result;
	outcome = br_recorder_set_write_speed(drive_recorder(drive), rate, pure_cav != 0, &choice);
	if (outcome.code != BR_OK)
		return br_outcome_hresult(&outcome);
	self->speed_requested = true;
	self->rate = rate;
	self->pure_cav = pure_cav != 0;
	return data_adjusted(&choice);
}

static HRESULT get_requested_speed(IDiscFormat2Data *This, LONG *value)
{
	return com_number(of(This)->rate, value);
}

static HRESULT get_requested_rotation(IDiscFormat2Data *This, VARIANT_BOOL *value)
{
	return com_boolean(of(This)->pure_cav, value);
}

/* ---- verification ------------------------------------------------------------------------ */

static HRESULT put_level(IBurnVerification *This, IMAPI_BURN_VERIFICATION_LEVEL value)
{
	if ((unsigned)value > IMAPI_BURN_VERIFICATION_FULL)
		return E_INVALIDARG;
	if (data_is_writing(of(This)))
		return E_IMAPI_DF2DATA_WRITE_IN_PROGRESS;
	of(This)->level = value;
	return S_OK;
}

static HRESULT get_level(IBurnVerification *This, IMAPI_BURN_VERIFICATION_LEVEL *value)
{
	if (!value)
		return E_POINTER;
	*value = of(This)->level;
	return S_OK;
}

/* ------------------------------------------------------------------------------------------ */

static void destroy(struct com_object *object)
{
	format_destroy((struct disc_format *)object);
}

static const IDiscFormat2DataVtbl vtable = {
	COM_DISPATCH,
	FORMAT_MEMBERS,
	.put_Recorder = put_recorder,
	.put_ClientName = put_client_name,
	.put_BufferUnderrunFreeDisabled = put_underrun,
	.get_BufferUnderrunFreeDisabled = get_underrun,
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
	.get_RequestedWriteSpeed = get_requested_speed,
	.get_RequestedRotationTypeIsPureCAV = get_requested_rotation,
	.get_CurrentWriteSpeed = data_get_speed,
	.get_CurrentRotationTypeIsPureCAV = data_get_rotation,
	.get_SupportedWriteSpeeds = data_get_speeds,
	.get_SupportedWriteSpeedDescriptors = data_get_descriptors,
	.put_ForceOverwrite = put_overwrite,
	.get_ForceOverwrite = get_overwrite,
	.get_MultisessionInterfaces = data_get_multisession,
	.Write = data_write,
	.CancelWrite = data_cancel,
	.SetWriteSpeed = set_speed,
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
	struct format_data *self = com_create(sizeof *self, &class, &vtable);
	HRESULT result;

	if (!self)
		return E_OUTOFMEMORY;
	self->rate = -1;
	self->format.events.events_id = &IID_DDiscFormat2DataEvents;
	self->format.supports = br_format_data_supports;
	self->format.recorder_not_supported = E_IMAPI_DF2DATA_RECORDER_NOT_SUPPORTED;
	self->format.media_not_supported = E_IMAPI_DF2DATA_MEDIA_IS_NOT_SUPPORTED;
	self->format.name_not_valid = E_IMAPI_DF2DATA_CLIENT_NAME_IS_NOT_VALID;
	result = com_query_interface(self, iid, ret_object);
	com_release(self);
	return result;
}
