/* SPDX-License-Identifier: MIT */
/* MsftDiscFormat2RawCD. */
#include "engine/imapi2/format_cd.h"

#define EVENT_UPDATE	      0x200
#define IMAGE_START_LBA	      (-22650) /* 95:00:00 */
#define PROGRAM_START_LBA     (-150)
#define SKIPPED_BYTES_AT_ONCE 65536

struct format_raw {
	struct format_cd cd;
	IMAPI_FORMAT2_RAW_CD_DATA_SECTOR_TYPE type;
};

static struct format_raw *of(void *This)
{
	return com_object_of(This);
}

static HRESULT prepare(IDiscFormat2RawCD *This)
{
	return format_cd_prepare(&of(This)->cd, false);
}

static HRESULT release(IDiscFormat2RawCD *This)
{
	struct format_raw *self = of(This);
	HRESULT result = format_cd_check_prepared(&self->cd);

	if (FAILED(result))
		return result;
	if (format_cd_is_writing(&self->cd))
		return E_IMAPI_DF2RAW_WRITE_IN_PROGRESS;
	format_cd_free(&self->cd);
	return S_OK;
}

/* ---- writing ----------------------------------------------------------------------------- */

/* A stream that cannot seek is read up to there. */
static HRESULT skip(IStream *data, uint64_t bytes)
{
	uint8_t piece[SKIPPED_BYTES_AT_ONCE];
	HRESULT result = com_stream_seek(data, bytes);

	if (SUCCEEDED(result))
		return result;
	for (result = S_OK; SUCCEEDED(result) && bytes > 0;) {
		ULONG now = bytes < sizeof piece ? (ULONG)bytes : sizeof piece;

		result = com_stream_read(data, piece, now);
		bytes -= now;
	}
	return result;
}

/* What of the stream is written where: all behind the start of the medium's lead-in. */
static HRESULT choose_part(const struct format_raw *self, int32_t stream_lba, uint64_t bytes,
	struct br_cd_raw *ret_part)
{
	const struct br_cd_state *state = format_cd_state(&self->cd);
	uint32_t sector_bytes = br_cd_raw_bytes((enum br_cd_raw_type)self->type);
	int64_t sectors = (int64_t)(bytes / sector_bytes);
	int64_t skipped = (int64_t)state->lead_in_lba - stream_lba;

	if (bytes == 0 || bytes % sector_bytes != 0)
		return E_IMAPI_DF2RAW_STREAM_NOT_SUPPORTED;
	if (stream_lba > state->lead_in_lba)
		return E_IMAPI_DF2RAW_STREAM_LEADIN_TOO_SHORT;
	if (skipped + PROGRAM_START_LBA - state->lead_in_lba >= sectors)
		return E_IMAPI_DF2RAW_STREAM_NOT_SUPPORTED; /* nothing behind the lead-in */
	if (sectors > INT32_MAX)
		return E_IMAPI_DF2RAW_NOT_ENOUGH_SPACE;
	*ret_part = (struct br_cd_raw) {
		.type = (enum br_cd_raw_type)self->type,
		.start_lba = state->lead_in_lba,
		.count = (int32_t)(sectors - skipped),
	};
	return S_OK;
}

static HRESULT write_part(struct format_raw *self, IStream *data, int32_t stream_lba)
{
	uint32_t sector_bytes = br_cd_raw_bytes((enum br_cd_raw_type)self->type);
	struct com_source source;
	struct br_outcome outcome;
	struct br_cd_raw part;
	uint64_t bytes = 0;
	HRESULT result = com_stream_bytes(data, &bytes);

	if (SUCCEEDED(result))
		result = choose_part(self, stream_lba, bytes, &part);
	if (SUCCEEDED(result))
		result = skip(data, (uint64_t)(part.start_lba - stream_lba) * sector_bytes);
	if (FAILED(result))
		return result;
	br_format_cd_set_buffer_underrun_free_disabled(
		self->cd.job, self->cd.format.underrun_free_disabled);
	source = com_source(data, (uint64_t)part.count * sector_bytes);
	outcome = br_format_cd_write_raw(self->cd.job, &source.base, &part);
	if (outcome.code == BR_E_SOURCE)
		return com_source_result(&source, outcome);
	if (outcome.code == BR_E_NOT_SUPPORTED)
		return E_IMAPI_DF2RAW_DATA_BLOCK_TYPE_NOT_SUPPORTED;
	return format_cd_result(&self->cd, outcome);
}

/* One disc takes one image, even one that failed or was cancelled half-way. */
static HRESULT write_from(IDiscFormat2RawCD *This, IStream *data, int32_t stream_lba)
{
	struct format_raw *self = of(This);
	struct imapi2_drive *drive;
	struct br_medium medium;
	HRESULT result = format_cd_check_prepared(&self->cd);

	if (!data)
		return E_POINTER;
	if (SUCCEEDED(result) && format_cd_is_writing(&self->cd))
		result = E_IMAPI_DF2RAW_WRITE_IN_PROGRESS;
	if (SUCCEEDED(result))
		result = format_look(&self->cd.format, &drive, &medium);
	if (FAILED(result))
		return result;
	return medium.blank ? write_part(self, data, stream_lba)
			    : E_IMAPI_DF2RAW_MEDIA_IS_NOT_BLANK;
}

static HRESULT write_media(IDiscFormat2RawCD *This, IStream *data)
{
	return write_from(This, data, IMAGE_START_LBA);
}

/* Sectors that the stream has before 00:00:00; or, negative, the address of its first. */
static HRESULT write_media_from(IDiscFormat2RawCD *This, IStream *data, LONG lead_in_sectors)
{
	if (lead_in_sectors == INT32_MIN)
		return E_INVALIDARG;
	return write_from(This, data,
		lead_in_sectors > 0 ? PROGRAM_START_LBA - lead_in_sectors : lead_in_sectors);
}

/* ---- what the disc and the drive are ----------------------------------------------------- */

static HRESULT address(IDiscFormat2RawCD *This, int32_t lba, LONG *value)
{
	HRESULT result = format_cd_check_prepared(&of(This)->cd);

	if (!value)
		return E_POINTER;
	return FAILED(result) ? result : com_number(lba, value);
}

static HRESULT get_start(IDiscFormat2RawCD *This, LONG *value)
{
	return address(This, format_cd_state(&of(This)->cd)->lead_in_lba, value);
}

static HRESULT get_lead_out(IDiscFormat2RawCD *This, LONG *value)
{
	return address(This, format_cd_state(&of(This)->cd)->lead_out_lba_max, value);
}

/* Without a recorder, too, the documentation has it E_POINTER. */
static HRESULT supported_types(struct format_raw *self, unsigned *ret_types)
{
	struct imapi2_drive *drive;
	struct br_outcome outcome;
	HRESULT result;

	if (!self->cd.format.recorder)
		return E_POINTER;
	result = format_drive(&self->cd.format, &drive);
	if (FAILED(result))
		return result;
	outcome = br_format_cd_raw_types(drive_recorder(drive), ret_types);
	return br_outcome_hresult(&outcome);
}

static HRESULT get_types(IDiscFormat2RawCD *This, SAFEARRAY **value)
{
	VARIANT variants[3];
	unsigned types = 0;
	ULONG count = 0;
	HRESULT result;

	if (!value)
		return E_POINTER;
	result = supported_types(of(This), &types);
	if (FAILED(result))
		return result;
	for (ULONG type = 1; type <= 3; type++)
		if (types & 1U << type)
			variants[count++] = (VARIANT) { .vt = VT_UI4, .ulVal = type };
	return com_array(variants, count, value);
}

static HRESULT put_type(IDiscFormat2RawCD *This, IMAPI_FORMAT2_RAW_CD_DATA_SECTOR_TYPE value)
{
	struct format_raw *self = of(This);
	unsigned types = 0;
	HRESULT result = format_cd_check_prepared(&self->cd);

	if (SUCCEEDED(result) && format_cd_is_writing(&self->cd))
		result = E_IMAPI_DF2RAW_WRITE_IN_PROGRESS;
	if (SUCCEEDED(result) && !br_cd_raw_bytes((enum br_cd_raw_type)value))
		result = E_INVALIDARG;
	if (SUCCEEDED(result))
		result = supported_types(self, &types);
	if (SUCCEEDED(result) && !(types & 1U << value))
		result = E_IMAPI_DF2RAW_DATA_BLOCK_TYPE_NOT_SUPPORTED;
	if (SUCCEEDED(result))
		self->type = value;
	return result;
}

static HRESULT get_type(IDiscFormat2RawCD *This, IMAPI_FORMAT2_RAW_CD_DATA_SECTOR_TYPE *value)
{
	if (!value)
		return E_POINTER;
	*value = of(This)->type;
	return S_OK;
}

/* ------------------------------------------------------------------------------------------ */

static void destroy(struct com_object *object)
{
	format_cd_destroy((struct format_cd *)object);
}

static const IDiscFormat2RawCDVtbl vtable = {
	COM_DISPATCH,
	FORMAT_MEMBERS,
	FORMAT_SPEED_MEMBERS,
	.PrepareMedia = prepare,
	.WriteMedia = write_media,
	.WriteMedia2 = write_media_from,
	.CancelWrite = COM_METHOD(format_cd_cancel),
	.ReleaseMedia = release,
	.get_StartOfNextSession = get_start,
	.get_LastPossibleStartOfLeadout = get_lead_out,
	.get_SupportedSectorTypes = get_types,
	.put_RequestedSectorType = put_type,
	.get_RequestedSectorType = get_type,
};

static const struct format_cd_kind kind = {
	.format = {
		.supports = br_format_cd_supports,
		.may_change = format_cd_may_change,
		.may_adjust = format_cd_may_adjust,
		.recorder_required = E_IMAPI_DF2RAW_NO_RECORDER_SPECIFIED,
		.recorder_not_supported = E_IMAPI_DF2RAW_RECORDER_NOT_SUPPORTED,
		.media_not_supported = E_IMAPI_DF2RAW_MEDIA_IS_NOT_SUPPORTED,
		.name_not_valid = E_IMAPI_DF2RAW_CLIENT_NAME_IS_NOT_VALID,
	},
	.events_id = &IID_DDiscFormat2RawCDEvents,
	.progress = PROGRESS_OF_RAW_CD,
	.update = EVENT_UPDATE,
	.write_in_progress = E_IMAPI_DF2RAW_WRITE_IN_PROGRESS,
	.write_not_in_progress = E_IMAPI_DF2RAW_WRITE_NOT_IN_PROGRESS,
	.media_not_prepared = E_IMAPI_DF2RAW_MEDIA_IS_NOT_PREPARED,
	.media_prepared = E_IMAPI_DF2RAW_MEDIA_IS_PREPARED,
	.media_not_blank = E_IMAPI_DF2RAW_MEDIA_IS_NOT_BLANK,
	.media_not_supported = E_IMAPI_DF2RAW_MEDIA_IS_NOT_SUPPORTED,
	.not_enough_space = E_IMAPI_DF2RAW_NOT_ENOUGH_SPACE,
};

HRESULT format_raw_cd_create(REFIID iid, void **ret_object)
{
	static const IID *const interfaces[] = { &IID_IDiscFormat2RawCD, &IID_IDiscFormat2, NULL };
	static const struct com_other others[] = { COM_EVENTS(struct disc_format), { 0 } };
	static const struct com_class class = {
		.interfaces = interfaces,
		.others = others,
		.members = members_of_IDiscFormat2RawCD,
		.destroy = destroy,
	};
	struct format_raw *self = com_create(sizeof *self, &class, &vtable);
	HRESULT result;

	if (!self)
		return E_OUTOFMEMORY;
	format_cd_begin(&self->cd, &kind);
	self->type = IMAPI_FORMAT2_RAW_CD_SUBCODE_IS_COOKED;
	result = com_query_interface(self, iid, ret_object);
	com_release(self);
	return result;
}
