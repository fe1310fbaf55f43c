/* SPDX-License-Identifier: MIT */
/* MsftDiscFormat2TrackAtOnce. */
#include "engine/imapi2/format_cd.h"

#define EVENT_UPDATE 0x200

struct format_audio {
	struct format_cd cd;
	struct com_facet verification; /* IBurnVerification */
	IMAPI_BURN_VERIFICATION_LEVEL level;
	struct format_cd_toc toc;
};

static struct format_audio *of(void *This)
{
	return com_object_of(This);
}

/* ---- writing ----------------------------------------------------------------------------- */

static HRESULT prepare(IDiscFormat2TrackAtOnce *This)
{
	struct format_audio *self = of(This);

	return format_cd_prepare(&self->cd, self->level == IMAPI_BURN_VERIFICATION_QUICK);
}

static HRESULT check_addition(struct format_audio *self)
{
	HRESULT result = format_cd_check_prepared(&self->cd);

	if (FAILED(result))
		return result;
	if (format_cd_is_writing(&self->cd))
		return E_IMAPI_DF2TAO_WRITE_IN_PROGRESS;
	return self->cd.before.track_count == BR_CD_TRACKS_MAX ? E_IMAPI_DF2TAO_TRACK_LIMIT_REACHED
							       : S_OK;
}

/* The stream is taken from its start, all of it. */
static HRESULT add(IDiscFormat2TrackAtOnce *This, IStream *data)
{
	struct format_audio *self = of(This);
	struct com_source source;
	struct br_outcome outcome;
	uint64_t bytes = 0;
	HRESULT result;

	if (!data)
		return E_POINTER;
	result = check_addition(self);
	if (SUCCEEDED(result))
		result = com_stream_bytes(data, &bytes);
	if (SUCCEEDED(result) && (bytes == 0 || bytes % BR_CD_SECTOR_BYTES != 0))
		result = E_IMAPI_DF2TAO_STREAM_NOT_SUPPORTED;
	if (SUCCEEDED(result) && bytes > INT64_MAX)
		result = E_IMAPI_DF2TAO_NOT_ENOUGH_SPACE;
	if (SUCCEEDED(result))
		result = com_stream_seek(data, 0);
	if (FAILED(result))
		return result;
	source = com_source(data, bytes);
	br_format_cd_set_buffer_underrun_free_disabled(
		self->cd.job, self->cd.format.underrun_free_disabled);
	outcome = br_format_cd_add_audio_track(self->cd.job, &source.base, (int64_t)bytes);
	self->cd.before = *br_format_cd_state(self->cd.job);
	if (outcome.code == BR_E_SOURCE)
		return com_source_result(&source, outcome);
	return format_cd_result(&self->cd, outcome);
}

static HRESULT release(IDiscFormat2TrackAtOnce *This)
{
	struct format_audio *self = of(This);
	struct br_outcome outcome;
	HRESULT result = format_cd_check_prepared(&self->cd);

	if (FAILED(result))
		return result;
	if (format_cd_is_writing(&self->cd))
		return E_IMAPI_DF2TAO_WRITE_IN_PROGRESS;
	outcome = br_format_cd_close(self->cd.job);
	result = format_cd_result(&self->cd, outcome);
	format_cd_free(&self->cd);
	return result;
}

/* ---- what is on the disc: as it was before the write that is under way ------------------- */

static HRESULT number(IDiscFormat2TrackAtOnce *This, int64_t number, LONG *value)
{
	HRESULT result = format_cd_check_prepared(&of(This)->cd);

	if (!value)
		return E_POINTER;
	return FAILED(result) ? result : com_number(number, value);
}

static HRESULT get_tracks(IDiscFormat2TrackAtOnce *This, LONG *value)
{
	return number(This, format_cd_state(&of(This)->cd)->track_count, value);
}

static HRESULT get_total(IDiscFormat2TrackAtOnce *This, LONG *value)
{
	return number(This, format_cd_state(&of(This)->cd)->total_blocks, value);
}

static HRESULT get_free(IDiscFormat2TrackAtOnce *This, LONG *value)
{
	return number(This, format_cd_state(&of(This)->cd)->free_blocks, value);
}

static HRESULT get_used(IDiscFormat2TrackAtOnce *This, LONG *value)
{
	const struct br_cd_state *state = format_cd_state(&of(This)->cd);

	return number(This, (int64_t)state->total_blocks - state->free_blocks, value);
}

static HRESULT put_do_not_finalize(IDiscFormat2TrackAtOnce *This, VARIANT_BOOL value)
{
	struct format_audio *self = of(This);
	HRESULT result = format_put_flag(&self->cd.format, &self->cd.do_not_finalize, value);

	/* Prepared, and written to: it is too late for more than one reason. */
	if (result == E_IMAPI_DF2TAO_MEDIA_IS_PREPARED &&
		format_cd_state(&self->cd)->track_count > 0)
		return E_IMAPI_DF2TAO_PROPERTY_FOR_BLANK_MEDIA_ONLY;
	return result;
}

static HRESULT get_do_not_finalize(IDiscFormat2TrackAtOnce *This, VARIANT_BOOL *value)
{
	return com_boolean(of(This)->cd.do_not_finalize, value);
}

static HRESULT get_toc(IDiscFormat2TrackAtOnce *This, SAFEARRAY **value)
{
	struct format_audio *self = of(This);
	const struct br_cd_state *state = format_cd_state(&self->cd);
	struct format_cd_entry entries[BR_CD_TRACKS_MAX];
	HRESULT result = format_cd_check_prepared(&self->cd);

	if (!value)
		return E_POINTER;
	if (SUCCEEDED(result) && format_cd_is_writing(&self->cd))
		result = E_IMAPI_DF2TAO_WRITE_IN_PROGRESS;
	if (SUCCEEDED(result) && state->track_count == 0)
		result = E_IMAPI_DF2TAO_TABLE_OF_CONTENTS_EMPTY_DISC;
	if (FAILED(result))
		return result;
	for (unsigned i = 0; i < state->track_count; i++)
		entries[i] = (struct format_cd_entry) { .number = (uint8_t)(i + 1),
			.lba = state->tracks[i].start_lba };
	return format_cd_toc(&self->toc, entries, state->track_count, state->lead_out_lba, value);
}

/* ---- verification ------------------------------------------------------------------------ */

/* Full verification is not for audio, whose sectors carry nothing to find errors by. */
static HRESULT put_level(IBurnVerification *This, IMAPI_BURN_VERIFICATION_LEVEL value)
{
	HRESULT result;

	if ((unsigned)value > IMAPI_BURN_VERIFICATION_QUICK)
		return E_INVALIDARG;
	result = format_may_change(&of(This)->cd.format);
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

static void destroy(struct com_object *object)
{
	format_cd_destroy((struct format_cd *)object);
}

static const IDiscFormat2TrackAtOnceVtbl vtable = {
	COM_DISPATCH,
	FORMAT_MEMBERS,
	FORMAT_SPEED_MEMBERS,
	.PrepareMedia = prepare,
	.AddAudioTrack = add,
	.CancelAddTrack = COM_METHOD(format_cd_cancel),
	.ReleaseMedia = release,
	.get_NumberOfExistingTracks = get_tracks,
	.get_TotalSectorsOnMedia = get_total,
	.get_FreeSectorsOnMedia = get_free,
	.get_UsedSectorsOnMedia = get_used,
	.put_DoNotFinalizeMedia = put_do_not_finalize,
	.get_DoNotFinalizeMedia = get_do_not_finalize,
	.get_ExpectedTableOfContents = get_toc,
};

static const IBurnVerificationVtbl verification_vtable = {
	COM_UNKNOWN,
	.put_BurnVerificationLevel = put_level,
	.get_BurnVerificationLevel = get_level,
};

static const struct format_cd_kind kind = {
	.format = {
		.supports = br_format_cd_supports,
		.may_change = format_cd_may_change,
		.may_adjust = format_cd_may_adjust,
		.recorder_required = E_IMAPI_DF2TAO_NO_RECORDER_SPECIFIED,
		.recorder_not_supported = E_IMAPI_DF2TAO_RECORDER_NOT_SUPPORTED,
		.media_not_supported = E_IMAPI_DF2TAO_MEDIA_IS_NOT_SUPPORTED,
		.name_not_valid = E_IMAPI_DF2TAO_CLIENT_NAME_IS_NOT_VALID,
	},
	.events_id = &IID_DDiscFormat2TrackAtOnceEvents,
	.progress = PROGRESS_OF_AUDIO,
	.update = EVENT_UPDATE,
	.write_in_progress = E_IMAPI_DF2TAO_WRITE_IN_PROGRESS,
	.write_not_in_progress = E_IMAPI_DF2TAO_WRITE_NOT_IN_PROGRESS,
	.media_not_prepared = E_IMAPI_DF2TAO_MEDIA_IS_NOT_PREPARED,
	.media_prepared = E_IMAPI_DF2TAO_MEDIA_IS_PREPARED,
	.media_not_blank = E_IMAPI_DF2TAO_MEDIA_IS_NOT_BLANK,
	.media_not_supported = E_IMAPI_DF2TAO_MEDIA_IS_NOT_SUPPORTED,
	.not_enough_space = E_IMAPI_DF2TAO_NOT_ENOUGH_SPACE,
};

HRESULT format_audio_create(REFIID iid, void **ret_object)
{
	static const IID *const interfaces[] = { &IID_IDiscFormat2TrackAtOnce, &IID_IDiscFormat2,
		NULL };
	static const struct com_other others[] = {
		COM_EVENTS(struct disc_format),
		{ &IID_IBurnVerification, offsetof(struct format_audio, verification),
			&verification_vtable },
		{ 0 },
	};
	static const struct com_class class = {
		.interfaces = interfaces,
		.others = others,
		.members = members_of_IDiscFormat2TrackAtOnce,
		.destroy = destroy,
	};
	struct format_audio *self = com_create(sizeof *self, &class, &vtable);
	HRESULT result;

	if (!self)
		return E_OUTOFMEMORY;
	format_cd_begin(&self->cd, &kind);
	result = com_query_interface(self, iid, ret_object);
	com_release(self);
	return result;
}
