/* SPDX-License-Identifier: MIT */
/* What the formats that write at a speed share: the speed, and what an empty buffer does. */
#include "engine/imapi2/format.h"
#include "engine/mmc/mmc.h"

#define PURE_CAV 1

static struct disc_format *of(void *This)
{
	return com_object_of(This);
}

HRESULT format_adjusted(const struct br_speed_choice *choice)
{
	if (choice->speed_adjusted && choice->rotation_adjusted)
		return S_IMAPI_BOTHADJUSTED;
	if (choice->speed_adjusted)
		return S_IMAPI_SPEEDADJUSTED;
	return choice->rotation_adjusted ? S_IMAPI_ROTATIONADJUSTED : S_OK;
}

HRESULT format_set_speed(void *This, LONG rate, VARIANT_BOOL pure_cav)
{
	struct disc_format *self = com_object_of(This);
	struct br_speed_choice choice;
	struct imapi2_drive *drive;
	struct br_medium medium;
	struct br_outcome outcome;
	HRESULT result;

	if (rate < -1 || rate == 0)
		return E_INVALIDARG;
	result = format_may_adjust(self);
	if (SUCCEEDED(result))
		result = format_look(self, &drive, &medium);
	if (FAILED(result))
		return result;
	outcome = br_recorder_set_write_speed(drive_recorder(drive), rate, pure_cav != 0, &choice);
	if (outcome.code != BR_OK)
		return br_outcome_hresult(&outcome);
	self->speed_requested = true;
	self->rate = rate;
	self->pure_cav = pure_cav != 0;
	return format_adjusted(&choice);
}

HRESULT format_get_requested_speed(void *This, LONG *value)
{
	return com_number(of(This)->rate, value);
}

HRESULT format_get_requested_rotation(void *This, VARIANT_BOOL *value)
{
	return com_boolean(of(This)->pure_cav, value);
}

static HRESULT capabilities(void *This, const void *value, struct mmc_capabilities *ret_found,
	struct br_medium *ret_medium)
{
	struct imapi2_drive *drive;
	struct br_outcome outcome;
	HRESULT result = format_look_for(This, value, &drive, ret_medium);

	if (FAILED(result))
		return result;
	outcome = mmc_get_capabilities(drive_transport(drive), ret_found);
	return br_outcome_hresult(&outcome);
}

HRESULT format_get_speed(void *This, LONG *value)
{
	struct mmc_capabilities found;
	struct br_medium medium;
	HRESULT result = capabilities(This, value, &found, &medium);

	if (FAILED(result))
		return result;
	return com_number(br_sectors_per_second(medium.profile, found.current_write_kBps), value);
}

HRESULT format_get_rotation(void *This, VARIANT_BOOL *value)
{
	struct mmc_capabilities found;
	struct br_medium medium;
	HRESULT result = capabilities(This, value, &found, &medium);

	return FAILED(result) ? result : com_boolean(found.rotation_control == PURE_CAV, value);
}

HRESULT format_get_speeds(void *This, SAFEARRAY **value)
{
	struct imapi2_drive *drive;
	struct br_medium medium;
	HRESULT result = format_look_for(This, value, &drive, &medium);

	return FAILED(result) ? result : speeds_list(drive, value);
}

HRESULT format_get_descriptors(void *This, SAFEARRAY **value)
{
	struct imapi2_drive *drive;
	struct br_medium medium;
	HRESULT result = format_look_for(This, value, &drive, &medium);

	return FAILED(result) ? result : speeds_list_descriptors(drive, value);
}

/* ---- when the drive's buffer runs empty -------------------------------------------------- */

HRESULT format_put_underrun(void *This, VARIANT_BOOL value)
{
	HRESULT result = format_may_adjust(of(This));

	if (SUCCEEDED(result))
		of(This)->underrun_free_disabled = value != 0;
	return result;
}

HRESULT format_get_underrun(void *This, VARIANT_BOOL *value)
{
	return com_boolean(of(This)->underrun_free_disabled, value);
}
