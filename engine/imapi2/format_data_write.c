/* SPDX-License-Identifier: MIT */
/* MsftDiscFormat2Data: Write and CancelWrite. */
#include "engine/imapi2/format_data.h"

#include <stdlib.h>

#include "engine/imapi2/block_ranges.h"
#include "engine/imapi2/stream.h"
#include "engine/mmc/codes.h"

#define EVENT_UPDATE	  0x200
#define CD_POSTGAP_BLOCKS 150
#define NEARLY_FULL	  50 /* one part in so many left over: the disc is closed */

static bool is_cd(const struct br_medium *medium)
{
	return medium->type == BR_MEDIA_CDR || medium->type == BR_MEDIA_CDRW;
}

/* ---- events ------------------------------------------------------------------------------ */

static void send_event(struct format_data *self, const struct progress_moment *moment,
	const struct br_write_progress *writing)
{
	void *progress;

	if (!events_wanted(&self->format.events))
		return;
	progress = progress_create(PROGRESS_OF_DATA, writing, moment);
	if (!progress)
		return;
	events_update(&self->format.events, EVENT_UPDATE, self, progress);
	com_release(progress);
}

static void update(void *context, struct br_format_data *job, const struct br_format_event *event)
{
	const struct progress_moment moment =
		progress_moment(event->elapsed_ns, (LONG)event->action, event->writing);

	(void)job;
	send_event(context, &moment, event->writing);
}

void data_tell(struct format_data *self, const struct br_transport *transport, LONG action,
	const struct br_write_progress *writing)
{
	const struct br_clock *clock = transport->clock;
	const struct progress_moment moment =
		progress_moment(clock->now_ns(clock) - self->began_ns, action, writing);

	send_event(self, &moment, writing);
}

static bool set_job(struct format_data *self, struct br_format_data *job)
{
	bool done;

	pthread_mutex_lock(&self->lock);
	done = !job || !self->job;
	if (done)
		self->job = job;
	pthread_mutex_unlock(&self->lock);
	return done;
}

bool data_is_writing(struct format_data *self)
{
	bool writing;

	pthread_mutex_lock(&self->lock);
	writing = self->job != NULL;
	pthread_mutex_unlock(&self->lock);
	return writing;
}

HRESULT data_cancel(IDiscFormat2Data *This)
{
	struct format_data *self = com_object_of(This);
	bool cancelled;

	pthread_mutex_lock(&self->lock);
	cancelled = self->job && br_format_data_cancel(self->job);
	pthread_mutex_unlock(&self->lock);
	return cancelled ? S_OK : E_IMAPI_DF2DATA_WRITE_NOT_IN_PROGRESS;
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

/*
 * DVD+R is closed unless the caller gives up what players need, of two layers even then; a disc
 * nearly full always is.
 */
static bool must_close(
	const struct format_data *self, const struct br_medium *medium, int64_t bytes)
{
	int64_t left = medium->free_blocks - bytes / IMAPI_SECTOR_SIZE;
	int64_t total = (int64_t)medium->next_writable_lba + medium->free_blocks;

	if (medium->overwritable)
		return false;
	return self->force_close || left * NEARLY_FULL <= total ||
	       medium->type == BR_MEDIA_DVDPLUSR_DUALLAYER ||
	       (medium->type == BR_MEDIA_DVDPLUSR && !self->no_dvd_compatibility);
}

static HRESULT burn_all(struct format_data *self, IStream *data, int64_t bytes)
{
	struct com_source source;
	struct br_outcome outcome;
	uint64_t stream_bytes;
	HRESULT result = com_stream_bytes(data, &stream_bytes);

	if (FAILED(result))
		return result;
	com_stream_seek(data, 0); /* one that cannot seek is taken from where it stands */
	source = com_source(data, stream_bytes);
	outcome = br_format_data_write(self->job, &source.base, bytes);
	return com_source_result(&source, outcome);
}

static HRESULT burn(struct format_data *self, struct data_burned *burned, int64_t bytes)
{
	struct br_format_data *job = self->job;
	HRESULT result = S_OK;

	br_format_data_on_update(job, update, self);
	br_format_data_set_write_speed(job, self->format.rate, self->format.pure_cav);
	br_format_data_set_buffer_underrun_free_disabled(job, self->format.underrun_free_disabled);
	if (burned->ranges) {
		struct br_outcome outcome = data_burn_ranges(
			self, burned->drive, burned->data, burned->ranges, burned->count, &result);

		if (SUCCEEDED(result))
			result = br_outcome_hresult(&outcome);
	} else {
		result = burn_all(self, burned->data, bytes);
	}
	burned->start_lba = br_format_data_start_lba(job);
	if (SUCCEEDED(result))
		result = data_verify(self, burned);
	/* Nobody is told that a wish he never had was not fulfilled. */
	if (FAILED(result) || !self->format.speed_requested)
		return result;
	return format_adjusted(br_format_data_speed(job));
}

/* A session of CD-RW is written at once, as by Windows. */
static HRESULT begin_and_burn(struct format_data *self, struct data_burned *burned,
	const struct br_medium *medium, int64_t bytes)
{
	const struct br_clock *clock = drive_transport(burned->drive)->clock;
	struct br_format_data *job = br_format_data_create(drive_recorder(burned->drive));
	HRESULT result = E_IMAPI_DF2DATA_WRITE_IN_PROGRESS;

	if (!job)
		return E_OUTOFMEMORY;
	br_format_data_set_force_media_to_be_closed(job, must_close(self, medium, bytes));
	br_format_data_set_session_at_once(job, medium->type == BR_MEDIA_CDRW);
	if (set_job(self, job)) {
		self->began_ns = clock->now_ns(clock);
		result = burn(self, burned, bytes);
		set_job(self, NULL);
	}
	br_format_data_destroy(job);
	return result;
}

static HRESULT burn_on(struct format_data *self, struct imapi2_drive *drive, IStream *data)
{
	struct data_burned burned = { .drive = drive, .data = data };
	struct br_block_range *ranges = NULL;
	struct br_medium medium;
	int64_t bytes = 0;
	HRESULT result = media_look(drive, &medium);

	if (SUCCEEDED(result))
		result = check_medium(self, drive, &medium);
	if (SUCCEEDED(result))
		result = check_stream(self, &medium, data, &bytes);
	if (SUCCEEDED(result) && medium.overwritable)
		result = block_ranges_of(data, &ranges, &burned.count);
	burned.ranges = ranges;
	if (SUCCEEDED(result))
		result = begin_and_burn(self, &burned, &medium, bytes);
	free(ranges);
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
