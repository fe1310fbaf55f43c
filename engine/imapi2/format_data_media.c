/* SPDX-License-Identifier: MIT */
/* MsftDiscFormat2Data: what it tells of the disc that is in. */
#include "engine/imapi2/format_data.h"

LONG data_status_of(const struct br_medium *medium)
{
	LONG status = 0;

	if (!br_format_data_supports(medium->profile))
		return IMAPI_FORMAT2_DATA_MEDIA_STATE_UNSUPPORTED_MEDIA;
	if (medium->overwritable)
		status |= IMAPI_FORMAT2_DATA_MEDIA_STATE_OVERWRITE_ONLY;
	if (medium->blank)
		status |= IMAPI_FORMAT2_DATA_MEDIA_STATE_BLANK;
	else if (medium->appendable && !medium->damaged)
		status |= IMAPI_FORMAT2_DATA_MEDIA_STATE_APPENDABLE;
	if (medium->damaged)
		status |= IMAPI_FORMAT2_DATA_MEDIA_STATE_DAMAGED;
	if (medium->finalized)
		status |= IMAPI_FORMAT2_DATA_MEDIA_STATE_FINALIZED |
			  IMAPI_FORMAT2_DATA_MEDIA_STATE_WRITE_PROTECTED;
	return status;
}

HRESULT data_get_status(IDiscFormat2Data *This, IMAPI_FORMAT2_DATA_MEDIA_STATE *value)
{
	struct imapi2_drive *drive;
	struct br_medium medium;
	HRESULT result = format_look_for(This, value, &drive, &medium);

	if (SUCCEEDED(result))
		*value = (IMAPI_FORMAT2_DATA_MEDIA_STATE)data_status_of(&medium);
	return result;
}

HRESULT data_get_protection(IDiscFormat2Data *This, IMAPI_MEDIA_WRITE_PROTECT_STATE *value)
{
	struct imapi2_drive *drive;
	struct br_medium medium;
	HRESULT result = format_look_for(This, value, &drive, &medium);

	if (SUCCEEDED(result))
		*value = medium.finalized ? IMAPI_WRITEPROTECTED_READ_ONLY_MEDIA
					  : (IMAPI_MEDIA_WRITE_PROTECT_STATE)0;
	return result;
}

HRESULT data_get_total(IDiscFormat2Data *This, LONG *value)
{
	struct imapi2_drive *drive;
	struct br_medium medium;
	int64_t blocks;
	HRESULT result = format_look_for(This, value, &drive, &medium);

	if (SUCCEEDED(result))
		result = media_total_blocks(drive, &medium, &blocks);
	return FAILED(result) ? result : com_number(blocks, value);
}

HRESULT data_get_free(IDiscFormat2Data *This, LONG *value)
{
	struct imapi2_drive *drive;
	struct br_medium medium;
	HRESULT result = format_look_for(This, value, &drive, &medium);

	return FAILED(result) ? result : com_number(medium.free_blocks, value);
}

HRESULT data_get_next(IDiscFormat2Data *This, LONG *value)
{
	struct imapi2_drive *drive;
	struct br_medium medium;
	HRESULT result = format_look_for(This, value, &drive, &medium);

	if (SUCCEEDED(result) && medium.finalized)
		result = E_IMAPI_DF2DATA_INVALID_MEDIA_STATE;
	return FAILED(result) ? result : com_number(medium.next_writable_lba, value);
}

static HRESULT previous(IDiscFormat2Data *This, bool start, LONG *value)
{
	struct imapi2_drive *drive;
	struct br_medium medium;
	LONG start_lba = 0, last_lba = 0;
	HRESULT result = format_look_for(This, value, &drive, &medium);

	if (SUCCEEDED(result))
		result = media_previous_session(drive, &medium, &start_lba, &last_lba);
	return FAILED(result) ? result : com_number(start ? start_lba : last_lba, value);
}

HRESULT data_get_previous_start(IDiscFormat2Data *This, LONG *value)
{
	return previous(This, true, value);
}

HRESULT data_get_previous_last(IDiscFormat2Data *This, LONG *value)
{
	return previous(This, false, value);
}

/* ---- sessions ---------------------------------------------------------------------------- */

/* What one WRITE takes without the drive reading first: an ECC block or packet; else on CD a sector. */
static LONG write_unit_of(const struct br_medium *medium)
{
	if (medium->type == BR_MEDIA_CDR || medium->type == BR_MEDIA_CDRW)
		return medium->overwritable ? 32 : 1;
	return medium->type == BR_MEDIA_BDR || medium->type == BR_MEDIA_BDRE ? 32 : 16;
}

HRESULT data_get_multisession(IDiscFormat2Data *This, SAFEARRAY **value)
{
	struct format_data *self = com_object_of(This);
	VARIANT one;
	struct imapi2_drive *drive;
	struct br_medium medium;
	HRESULT result = format_look_for(This, value, &drive, &medium);

	if (FAILED(result))
		return result;
	one = com_variant_of(
		multisession_create(self->format.recorder, &medium, write_unit_of(&medium)));
	return com_objects(&one, 1, value);
}
