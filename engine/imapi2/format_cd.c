/* SPDX-License-Identifier: MIT */
#include "engine/imapi2/format_cd.h"

#include "engine/mmc/bytes.h"

#define TOC_HEADER_BYTES     4
#define TOC_DESCRIPTOR_BYTES 8
#define TOC_LEAD_OUT	     0xAA
#define ADR_POSITION	     0x10

void format_cd_begin(struct format_cd *self, const struct format_cd_kind *kind)
{
	format_begin(&self->format, &kind->format, kind->events_id);
	self->kind = kind;
	pthread_mutex_init(&self->lock, NULL);
}

/* Who lets go of a prepared disc without ReleaseMedia does not leave the drive locked. */
void format_cd_destroy(struct format_cd *self)
{
	if (self->job)
		format_cd_free(self);
	pthread_mutex_destroy(&self->lock);
	format_destroy(&self->format);
}

bool format_cd_is_writing(struct format_cd *self)
{
	bool writing;

	pthread_mutex_lock(&self->lock);
	writing = self->job && br_format_cd_write_in_progress(self->job);
	pthread_mutex_unlock(&self->lock);
	return writing;
}

HRESULT format_cd_may_change(struct disc_format *format)
{
	struct format_cd *self = (struct format_cd *)format;

	if (format_cd_is_writing(self))
		return self->kind->write_in_progress;
	return self->job ? self->kind->media_prepared : S_OK;
}

HRESULT format_cd_may_adjust(struct disc_format *format)
{
	struct format_cd *self = (struct format_cd *)format;

	return format_cd_is_writing(self) ? self->kind->write_in_progress : S_OK;
}

HRESULT format_cd_check_prepared(const struct format_cd *self)
{
	return self->job ? S_OK : self->kind->media_not_prepared;
}

const struct br_cd_state *format_cd_state(const struct format_cd *self)
{
	return &self->before;
}

HRESULT format_cd_result(const struct format_cd *self, struct br_outcome outcome)
{
	switch (outcome.code) {
	case BR_E_MEDIUM_UNSUPPORTED:
		return self->kind->media_not_supported;
	case BR_E_TOO_LARGE:
		return self->kind->not_enough_space;
	case BR_E_IN_PROGRESS:
		return self->kind->write_in_progress;
	case BR_E_MEDIUM_STATE:
		return E_IMAPI_UNEXPECTED_RESPONSE_FROM_DEVICE;
	case BR_OK:
	case BR_E_ARGUMENT:
	case BR_E_NO_MEMORY:
	case BR_E_TRANSPORT:
	case BR_E_DEVICE:
	case BR_E_BAD_REPLY:
	case BR_E_TIMEOUT:
	case BR_E_NO_MEDIUM:
	case BR_E_SOURCE:
	case BR_E_CANCELLED:
	case BR_E_VERIFY:
	case BR_E_NO_RECORDER:
	case BR_E_NOT_SUPPORTED:
	default:
		return br_outcome_hresult(&outcome);
	}
}

static void update(void *context, struct br_format_cd *job, const struct br_cd_event *event)
{
	struct format_cd *self = context;
	struct progress_moment moment =
		progress_moment(event->elapsed_ns, (LONG)event->action, event->writing);
	void *progress;

	(void)job;
	if (!events_wanted(&self->format.events))
		return;
	moment.track = (LONG)event->track;
	progress = progress_create(self->kind->progress, event->writing, &moment);
	if (!progress)
		return;
	events_update(&self->format.events, self->kind->update, self, progress);
	com_release(progress);
}

/* ---- from PrepareMedia to ReleaseMedia --------------------------------------------------- */

static void set_job(struct format_cd *self, struct br_format_cd *job)
{
	pthread_mutex_lock(&self->lock);
	self->job = job;
	pthread_mutex_unlock(&self->lock);
}

static HRESULT check_media(const struct format_cd *self, struct imapi2_drive *drive)
{
	struct br_medium medium;
	HRESULT result = media_look(drive, &medium);

	if (FAILED(result))
		return result;
	if (!br_format_cd_supports(medium.profile))
		return self->kind->media_not_supported;
	return medium.blank ? S_OK : self->kind->media_not_blank;
}

static HRESULT prepare_job(
	struct format_cd *self, struct imapi2_drive *drive, struct br_format_cd *job, bool verify)
{
	struct br_outcome outcome;
	HRESULT result = check_media(self, drive);

	if (FAILED(result))
		return result;
	br_format_cd_on_update(job, update, self);
	br_format_cd_set_write_speed(job, self->format.rate, self->format.pure_cav);
	br_format_cd_set_buffer_underrun_free_disabled(job, self->format.underrun_free_disabled);
	br_format_cd_set_do_not_finalize(job, self->do_not_finalize);
	br_format_cd_set_verify(job, verify);
	outcome = br_format_cd_prepare(job);
	if (outcome.code != BR_OK)
		return format_cd_result(self, outcome);
	self->before = *br_format_cd_state(job);
	return self->format.speed_requested ? format_adjusted(&self->before.speed) : S_OK;
}

HRESULT format_cd_prepare(struct format_cd *self, bool verify)
{
	struct imapi2_drive *drive;
	struct br_format_cd *job;
	HRESULT result = format_cd_may_change(&self->format);

	if (SUCCEEDED(result))
		result = format_acquire(&self->format, &drive);
	if (FAILED(result))
		return result;
	job = br_format_cd_create(drive_recorder(drive));
	result = job ? prepare_job(self, drive, job, verify) : E_OUTOFMEMORY;
	if (FAILED(result)) {
		br_format_cd_destroy(job);
		format_release(&self->format, drive);
		return result;
	}
	self->drive = drive;
	set_job(self, job);
	return result;
}

void format_cd_free(struct format_cd *self)
{
	struct br_format_cd *job = self->job;

	br_format_cd_release(job);
	set_job(self, NULL);
	br_format_cd_destroy(job);
	format_release(&self->format, self->drive);
	self->drive = NULL;
}

HRESULT format_cd_cancel(void *This)
{
	struct format_cd *self = com_object_of(This);
	HRESULT result = self->kind->media_not_prepared;

	pthread_mutex_lock(&self->lock);
	if (self->job)
		result = br_format_cd_cancel(self->job) ? S_OK : self->kind->write_not_in_progress;
	pthread_mutex_unlock(&self->lock);
	return result;
}

/* ---- tables of contents ------------------------------------------------------------------ */

static void put_entry(BYTE *out, const struct format_cd_entry *entry)
{
	out[0] = 0;
	out[1] = ADR_POSITION | (entry->control & 0x0F);
	out[2] = entry->number;
	out[3] = 0;
	mmc_put_be32(out + 4, (uint32_t)entry->lba);
}

HRESULT format_cd_toc(struct format_cd_toc *blob, const struct format_cd_entry *entries,
	unsigned tracks, int32_t lead_out_lba, SAFEARRAY **value)
{
	VARIANT one = { .vt = VT_BYREF | VT_UI1, .pbVal = blob->bytes };
	const struct format_cd_entry lead_out = {
		.number = TOC_LEAD_OUT,
		.control = entries[tracks - 1].control,
		.lba = lead_out_lba,
	};
	BYTE *at = blob->bytes + TOC_HEADER_BYTES;

	mmc_put_be16(blob->bytes, (uint16_t)(2 + (tracks + 1) * TOC_DESCRIPTOR_BYTES));
	blob->bytes[2] = entries[0].number;
	blob->bytes[3] = entries[tracks - 1].number;
	for (unsigned i = 0; i < tracks; i++, at += TOC_DESCRIPTOR_BYTES)
		put_entry(at, &entries[i]);
	put_entry(at, &lead_out);
	return com_array(&one, 1, value);
}
