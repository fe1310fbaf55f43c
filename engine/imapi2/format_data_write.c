/* SPDX-License-Identifier: MIT */
/* MsftDiscFormat2Data: Write and CancelWrite. */
#include "engine/imapi2/format_data.h"
#include "engine/imapi2/stream.h"
#include "engine/mmc/codes.h"

#define EVENT_UPDATE	  0x200
#define CD_POSTGAP_BLOCKS 150
#define NEARLY_FULL	  50		   /* one part in so many left over: the disc is closed */
#define QUICK_BYTES	  UINT64_C(131072) /* 64 sectors */

static bool is_cd(const struct br_medium *medium)
{
	return medium->type == BR_MEDIA_CDR || medium->type == BR_MEDIA_CDRW;
}

/* ---- events ------------------------------------------------------------------------------ */

static void update(void *context, struct br_format_data *job, const struct br_format_event *event)
{
	const struct progress_moment moment =
		progress_moment(event->elapsed_ns, (LONG)event->action, event->writing);
	struct format_data *self = context;
	void *progress;

	(void)job;
	if (!events_wanted(&self->format.events))
		return;
	progress = progress_create(PROGRESS_OF_DATA, event->writing, &moment);
	if (!progress)
		return;
	events_update(&self->format.events, EVENT_UPDATE, self, progress);
	com_release(progress);
}

bool data_is_writing(const struct format_data *self)
{
	return __atomic_load_n(&self->job, __ATOMIC_ACQUIRE) != NULL;
}

HRESULT data_cancel(IDiscFormat2Data *This)
{
	struct format_data *self = com_object_of(This);
	struct br_format_data *job = __atomic_load_n(&self->job, __ATOMIC_ACQUIRE);

	return job && br_format_data_cancel(job) ? S_OK : E_IMAPI_DF2DATA_WRITE_NOT_IN_PROGRESS;
}

/* ---- what must hold before --------------------------------------------------------------- */

static HRESULT check_medium(
	const struct format_data *self, struct imapi2_drive *drive, const struct br_medium *medium)
{
	bool zero = false;
	HRESULT result;

	if (!br_format_data_supports(medium->profile))
		return E_IMAPI_DF2DATA_MEDIA_IS_NOT_SUPPORTED;
	if (!medium->overwritable && (medium->finalized || medium->damaged || !medium->appendable))
		return E_IMAPI_DF2DATA_INVALID_MEDIA_STATE;
	if (!medium->overwritable || medium->blank || self->force_overwrite)
		return S_OK;
	result = media_is_zero(drive, &zero);
	if (FAILED(result))
		return result;
	return zero ? S_OK : E_IMAPI_DF2DATA_MEDIA_NOT_BLANK;
}

static HRESULT check_stream(const struct format_data *self, const struct br_medium *medium,
	IStream *data, int64_t *ret_bytes)
{
	uint64_t bytes, blocks;
	HRESULT result = com_stream_bytes(data, &bytes);

	if (FAILED(result))
		return result;
	if (bytes == 0 || bytes % IMAPI_SECTOR_SIZE != 0)
		return E_IMAPI_DF2DATA_STREAM_NOT_SUPPORTED;
	blocks = bytes / IMAPI_SECTOR_SIZE;
	if (is_cd(medium) && !self->postgap_in_image)
		blocks += CD_POSTGAP_BLOCKS;
	/* An unformatted disc tells its size when it is prepared. */
	if (blocks > INT32_MAX || (medium->free_blocks > 0 && blocks > medium->free_blocks))
		return E_IMAPI_DF2DATA_STREAM_TOO_LARGE_FOR_CURRENT_MEDIA;
	*ret_bytes = (int64_t)(blocks * IMAPI_SECTOR_SIZE);
	return S_OK;
}

/* ---- the burn ---------------------------------------------------------------------------- */

/* DVD+R is closed unless the caller gives up what players need; a disc nearly full always is. */
static bool must_close(
	const struct format_data *self, const struct br_medium *medium, int64_t bytes)
{
	int64_t left = medium->free_blocks - bytes / IMAPI_SECTOR_SIZE;
	int64_t total = (int64_t)medium->next_writable_lba + medium->free_blocks;

	if (medium->overwritable)
		return false;
	return self->force_close || left * NEARLY_FULL <= total ||
	       (medium->type == BR_MEDIA_DVDPLUSR && !self->no_dvd_compatibility);
}

/* Quick: the first sectors of the burn; full: all of it. */
static HRESULT verify(const struct format_data *self, struct br_format_data *job, IStream *data)
{
	struct com_source source;
	struct br_outcome outcome;
	uint64_t bytes;
	int32_t lba;
	HRESULT result;

	if (self->level == IMAPI_BURN_VERIFICATION_NONE)
		return S_OK;
	result = com_stream_bytes(data, &bytes);
	if (SUCCEEDED(result))
		result = com_stream_seek(data, 0);
	if (FAILED(result))
		return result;
	if (self->level == IMAPI_BURN_VERIFICATION_QUICK && bytes > QUICK_BYTES)
		bytes = QUICK_BYTES;
	source = com_source(data, bytes);
	outcome = br_format_data_verify(job, &source.base, (int64_t)bytes, &lba);
	return com_source_result(&source, outcome);
}

static HRESULT burn(
	struct format_data *self, struct br_format_data *job, IStream *data, int64_t bytes)
{
	struct com_source source;
	struct br_outcome outcome;
	uint64_t stream_bytes;
	HRESULT result = com_stream_bytes(data, &stream_bytes);

	if (FAILED(result))
		return result;
	source = com_source(data, stream_bytes);
	br_format_data_on_update(job, update, self);
	br_format_data_set_write_speed(job, self->format.rate, self->format.pure_cav);
	br_format_data_set_buffer_underrun_free_disabled(job, self->format.underrun_free_disabled);
	outcome = br_format_data_write(job, &source.base, bytes);
	result = com_source_result(&source, outcome);
	if (SUCCEEDED(result))
		result = verify(self, job, data);
	/* Nobody is told that a wish he never had was not fulfilled. */
	if (FAILED(result) || !self->format.speed_requested)
		return result;
	return format_adjusted(br_format_data_speed(job));
}

static HRESULT burn_on(struct format_data *self, struct imapi2_drive *drive, IStream *data)
{
	struct br_format_data *job, *none = NULL;
	struct br_medium medium;
	int64_t bytes = 0;
	HRESULT result = media_look(drive, &medium);

	if (SUCCEEDED(result))
		result = check_medium(self, drive, &medium);
	if (SUCCEEDED(result))
		result = check_stream(self, &medium, data, &bytes);
	if (FAILED(result))
		return result;
	job = br_format_data_create(drive_recorder(drive));
	if (!job)
		return E_OUTOFMEMORY;
	br_format_data_set_force_media_to_be_closed(job, must_close(self, &medium, bytes));
	if (__atomic_compare_exchange_n(
		    &self->job, &none, job, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)) {
		result = burn(self, job, data, bytes);
		__atomic_store_n(&self->job, NULL, __ATOMIC_RELEASE);
	} else {
		result = E_IMAPI_DF2DATA_WRITE_IN_PROGRESS;
	}
	br_format_data_destroy(job);
	return result;
}

HRESULT data_write(IDiscFormat2Data *This, IStream *data)
{
	struct format_data *self = com_object_of(This);
	struct imapi2_drive *drive;
	HRESULT result;

	if (!data)
		return E_POINTER;
	if (data_is_writing(self))
		return E_IMAPI_DF2DATA_WRITE_IN_PROGRESS;
	result = format_acquire(&self->format, &drive);
	if (FAILED(result))
		return result;
	result = burn_on(self, drive, data);
	format_release(&self->format, drive);
	return result;
}
