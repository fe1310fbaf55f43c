/* SPDX-License-Identifier: MIT */
/* MsftDiscFormat2Data: what it tells of the disc that is in. */
#include "engine/imapi2/format_data.h"
#include "engine/mmc/mmc.h"

/* ---- write protection -------------------------------------------------------------------- */

static bool is_bd(const struct br_medium *medium)
{
	return medium->type == BR_MEDIA_BDR || medium->type == BR_MEDIA_BDRE;
}

static LONG protection_of(
	const struct br_medium *medium, const struct mmc_write_protection *protection)
{
	LONG bits = 0;

	if (protection->until_powerdown)
		bits |= IMAPI_WRITEPROTECTED_UNTIL_POWERDOWN;
	if (protection->cartridge)
		bits |= IMAPI_WRITEPROTECTED_BY_CARTRIDGE;
	if (protection->media_specific)
		bits |= IMAPI_WRITEPROTECTED_BY_MEDIA_SPECIFIC_REASON;
	if (protection->persistent) /* DVD+RW keeps it in a disc control block */
		bits |= medium->type == BR_MEDIA_DVDPLUSRW
				? IMAPI_WRITEPROTECTED_BY_DISC_CONTROL_BLOCK
				: IMAPI_WRITEPROTECTED_BY_SOFTWARE_WRITE_PROTECT;
	return bits;
}

/* CDs have no such structure, and a drive need not have it of others. */
static HRESULT read_protection(
	struct imapi2_drive *drive, const struct br_medium *medium, LONG *ret_bits)
{
	struct mmc_write_protection protection = { 0 };
	struct br_outcome outcome = { .code = BR_OK };

	if (medium->type != BR_MEDIA_CDR && medium->type != BR_MEDIA_CDRW)
		outcome = mmc_read_write_protection(
			drive_transport(drive), is_bd(medium), &protection);
	if (outcome.code == BR_E_DEVICE && outcome.sense.key == MMC_KEY_ILLEGAL_REQUEST)
		outcome.code = BR_OK;
	*ret_bits = protection_of(medium, &protection);
	if (medium->finalized && !medium->erasable)
		*ret_bits |= IMAPI_WRITEPROTECTED_READ_ONLY_MEDIA;
	return br_outcome_hresult(&outcome);
}

HRESULT data_get_protection(IDiscFormat2Data *This, IMAPI_MEDIA_WRITE_PROTECT_STATE *value)
{
	struct imapi2_drive *drive;
	struct br_medium medium;
	LONG bits;
	HRESULT result = format_look_for(This, value, &drive, &medium);

	if (SUCCEEDED(result))
		result = read_protection(drive, &medium, &bits);
	if (SUCCEEDED(result))
		*value = (IMAPI_MEDIA_WRITE_PROTECT_STATE)bits;
	return result;
}

/* ---- state ------------------------------------------------------------------------------- */

/* One session is all that goes onto a DVD-R DL, and onto a DVD-RW that can only be recorded at once. */
static HRESULT is_final_session(
	struct imapi2_drive *drive, const struct br_medium *medium, bool *ret_final)
{
	struct mmc_feature_descriptor feature = { .current = true };
	struct br_outcome outcome = { .code = BR_OK };

	*ret_final = medium->type == BR_MEDIA_DVDDASHR_DUALLAYER;
	if (medium->type != BR_MEDIA_DVDDASHRW || medium->overwritable)
		return S_OK;
	outcome = mmc_get_feature(
		drive_transport(drive), MMC_FEATURE_INCREMENTAL_STREAMING_WRITABLE, &feature);
	*ret_final = !feature.current;
	return br_outcome_hresult(&outcome);
}

/* What is on a disc that can only be added to. */
static LONG sequential_status_of(const struct br_medium *medium)
{
	LONG status = 0;

	if (medium->blank)
		return IMAPI_FORMAT2_DATA_MEDIA_STATE_BLANK;
	if (medium->damaged)
		status |= IMAPI_FORMAT2_DATA_MEDIA_STATE_DAMAGED;
	if (medium->session_open)
		status |= IMAPI_FORMAT2_DATA_MEDIA_STATE_NON_EMPTY_SESSION;
	if (medium->finalized)
		status |= IMAPI_FORMAT2_DATA_MEDIA_STATE_FINALIZED;
	if (medium->erasable && (medium->finalized || medium->damaged))
		status |= IMAPI_FORMAT2_DATA_MEDIA_STATE_ERASE_REQUIRED;
	if (medium->appendable && status == 0)
		status = IMAPI_FORMAT2_DATA_MEDIA_STATE_APPENDABLE;
	return status;
}

static LONG status_of(const struct br_medium *medium)
{
	LONG status = IMAPI_FORMAT2_DATA_MEDIA_STATE_OVERWRITE_ONLY;

	if (!medium->overwritable)
		return sequential_status_of(medium);
	if (medium->blank)
		status |= IMAPI_FORMAT2_DATA_MEDIA_STATE_BLANK;
	if (medium->damaged)
		status |= IMAPI_FORMAT2_DATA_MEDIA_STATE_DAMAGED;
	return status;
}

HRESULT data_get_status(IDiscFormat2Data *This, IMAPI_FORMAT2_DATA_MEDIA_STATE *value)
{
	struct imapi2_drive *drive;
	struct br_medium medium;
	bool final = false;
	LONG status, protection = 0;
	HRESULT result = format_look_for(This, value, &drive, &medium);

	if (FAILED(result))
		return result;
	*value = IMAPI_FORMAT2_DATA_MEDIA_STATE_UNSUPPORTED_MEDIA;
	if (!br_format_data_supports(medium.profile))
		return S_OK;
	result = read_protection(drive, &medium, &protection);
	if (SUCCEEDED(result))
		result = is_final_session(drive, &medium, &final);
	status = status_of(&medium);
	if (protection)
		status |= IMAPI_FORMAT2_DATA_MEDIA_STATE_WRITE_PROTECTED;
	if (final && (medium.blank || medium.appendable))
		status |= IMAPI_FORMAT2_DATA_MEDIA_STATE_FINAL_SESSION;
	*value = (IMAPI_FORMAT2_DATA_MEDIA_STATE)status;
	return result;
}

/* ---- addresses --------------------------------------------------------------------------- */

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

	if (FAILED(result))
		return result;
	result = media_previous_session(drive, &medium, &start_lba, &last_lba);
	if (result == E_IMAPI_DF2DATA_INVALID_MEDIA_STATE) /* there is none */
		return com_number(-1, value);
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
	return is_bd(medium) ? 32 : 16;
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
