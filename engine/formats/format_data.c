/* SPDX-License-Identifier: MIT */
#include "engine/formats/format_data.h"

#include <stdlib.h>

#include "engine/formats/data_media.h"
#include "engine/formats/steps.h"

#define ECC_BLOCKS_DVD 16
#define ECC_BLOCKS_BD  32

struct br_format_data *br_format_data_create(struct br_recorder *recorder)
{
	struct br_format_data *format = calloc(1, sizeof *format);

	if (!format)
		return NULL;
	format->recorder = recorder;
	format->transport = br_recorder_transport(recorder);
	format->wished_rate = -1;
	format->engine = br_write_engine_create(recorder);
	if (!format->engine) {
		free(format);
		return NULL;
	}
	format->cancel = writer_cancel_of(format->engine);
	return format;
}

void br_format_data_destroy(struct br_format_data *format)
{
	if (!format)
		return;
	br_write_engine_destroy(format->engine);
	free(format);
}

void br_format_data_on_update(
	struct br_format_data *format, br_format_update *update, void *context)
{
	format->update = update;
	format->update_context = context;
}

void br_format_data_set_cancel(struct br_format_data *format, const struct br_cancel *cancel)
{
	br_write_engine_set_cancel(format->engine, cancel);
}

void br_format_data_set_buffer_underrun_free_disabled(struct br_format_data *format, bool disabled)
{
	format->underrun_free_disabled = disabled;
}

void br_format_data_set_test_write(struct br_format_data *format, bool test)
{
	format->test_write = test;
}

void br_format_data_set_session_at_once(struct br_format_data *format, bool at_once)
{
	format->session_at_once = at_once;
}

bool br_format_data_supports(uint16_t profile)
{
	return format_data_medium_of(profile, false) != NULL;
}

bool br_format_data_cancel(struct br_format_data *format)
{
	return br_write_engine_cancel(format->engine);
}

void br_format_data_set_write_speed(
	struct br_format_data *format, int32_t sectors_per_second, bool pure_cav)
{
	format->wished_rate = sectors_per_second;
	format->wished_pure_cav = pure_cav;
}

void br_format_data_set_force_media_to_be_closed(struct br_format_data *format, bool close)
{
	format->force_close = close;
}

struct br_write_engine *br_format_data_write_engine(struct br_format_data *format)
{
	return format->engine;
}

const struct br_medium *br_format_data_medium(const struct br_format_data *format)
{
	return &format->medium;
}

const struct br_speed_choice *br_format_data_speed(const struct br_format_data *format)
{
	return &format->speed;
}

int32_t br_format_data_start_lba(const struct br_format_data *format)
{
	return format->start_lba;
}

/* ---- events ------------------------------------------------------------------------------ */

static void send_event(struct br_format_data *format, struct br_format_event *event)
{
	const struct br_clock *clock = format->transport->clock;

	if (!format->update)
		return;
	event->action = format->action;
	event->elapsed_ns = clock->now_ns(clock) - format->began_ns;
	format->update(format->update_context, format, event);
}

void format_data_begin(struct br_format_data *format, enum br_format_action action)
{
	struct br_format_event event = { 0 };

	format->action = action;
	send_event(format, &event);
}

void format_data_tell(struct br_format_data *format, uint16_t fraction)
{
	struct br_format_event event = { .fraction_valid = true, .fraction = fraction };

	send_event(format, &event);
}

static void tell_writing(
	void *context, struct br_write_engine *engine, const struct br_write_progress *progress)
{
	int64_t done = (int64_t)progress->last_written_lba + 1 - progress->start_lba;
	struct br_format_event event = {
		.fraction_valid = true,
		.fraction = (uint16_t)(done * UINT16_MAX / progress->sector_count),
		.writing = progress,
	};

	(void)engine;
	send_event(context, &event);
}

static void tell_fraction(void *context, uint16_t fraction)
{
	format_data_tell(context, fraction);
}

struct br_outcome format_data_wait(struct br_format_data *format, uint32_t timeout_ms)
{
	const struct br_wait wait = {
		.timeout_ms = timeout_ms,
		.cancel = format->cancel,
		.progress = tell_fraction,
		.context = format,
	};

	return br_recorder_wait_ready(format->recorder, &wait);
}

/* ---- 1. prepare -------------------------------------------------------------------------- */

static struct br_outcome look(struct br_format_data *format)
{
	struct br_outcome outcome = format_data_wait(format, STEP_READY_TIMEOUT_MS);

	if (outcome.code == BR_OK)
		outcome = step_if_supported(br_recorder_lock(format->recorder));
	if (outcome.code == BR_OK)
		outcome = br_recorder_medium(format->recorder, &format->medium);
	if (outcome.code != BR_OK)
		return outcome;
	format->rules = format_data_medium_of(format->medium.profile, format->medium.overwritable);
	if (!format->rules)
		return step_failed(BR_E_MEDIUM_UNSUPPORTED, NULL);
	if (format->test_write && !format->rules->test_write)
		return step_failed(
			BR_E_NOT_SUPPORTED, "this kind of disc cannot be written in test mode");
	return outcome;
}

static void begin_job(struct br_format_data *format)
{
	const struct br_clock *clock = format->transport->clock;

	format->began_ns = clock->now_ns(clock);
	format->rules = NULL;
	format->at_once = false;
	format->job_blocks = format->written_blocks = 0;
	format_data_begin(format, BR_ACTION_VALIDATING_MEDIA);
}

struct br_outcome br_format_data_prepare(struct br_format_data *format)
{
	struct br_outcome outcome;

	begin_job(format);
	outcome = look(format);
	if (outcome.code == BR_OK)
		outcome = format->rules->prepare(format);
	if (outcome.code != BR_OK)
		return outcome;
	format_data_begin(format, BR_ACTION_INITIALIZING_HARDWARE);
	return step_set_speed(format->recorder, format->engine, format->wished_rate,
		format->wished_pure_cav, &format->speed);
}

/* ---- 2. check ---------------------------------------------------------------------------- */

static uint64_t blocks_of(const struct br_format_data *format, int64_t bytes)
{
	uint32_t unit = format->rules->unit_blocks;
	uint64_t blocks = ((uint64_t)bytes + MMC_BLOCK_BYTES - 1) / MMC_BLOCK_BYTES;

	if (blocks < format->rules->minimum_blocks)
		blocks = format->rules->minimum_blocks;
	return (blocks + unit - 1) / unit * unit;
}

struct br_outcome br_format_data_check(struct br_format_data *format, int64_t bytes)
{
	if (!format->rules)
		return step_failed(BR_E_ARGUMENT, "the burn is not prepared");
	if (bytes <= 0)
		return step_failed(BR_E_ARGUMENT, "there is nothing to burn");
	if (bytes > INT64_MAX / 2 || blocks_of(format, bytes) > format->medium.free_blocks)
		return step_failed(BR_E_TOO_LARGE, NULL);
	format->job_blocks = (uint32_t)blocks_of(format, bytes);
	return (struct br_outcome) { .code = BR_OK };
}

/* ---- 3. initialise ----------------------------------------------------------------------- */

struct br_outcome br_format_data_initialise(struct br_format_data *format)
{
	if (!format->rules)
		return step_failed(BR_E_ARGUMENT, "the burn is not prepared");
	return format->rules->initialise(format);
}

/* ---- 4. write ---------------------------------------------------------------------------- */

/* A drive reads first what a WRITE leaves of an ECC block. */
static uint32_t ecc_blocks(const struct br_format_data *format)
{
	enum br_media_type type = format->medium.type;

	if (type == BR_MEDIA_CDR || type == BR_MEDIA_CDRW)
		return format->rules->unit_blocks;
	return type == BR_MEDIA_BDR || type == BR_MEDIA_BDRE ? ECC_BLOCKS_BD : ECC_BLOCKS_DVD;
}

struct br_outcome br_format_data_write_stream(
	struct br_format_data *format, struct br_stream *stream, int64_t bytes)
{
	struct step_padded_stream padded = step_padded_stream(stream, bytes);
	struct br_outcome outcome = br_format_data_check(format, bytes);

	if (outcome.code != BR_OK)
		return outcome;
	if (format->job_blocks > INT32_MAX)
		return step_failed(BR_E_TOO_LARGE, NULL);
	format_data_begin(format, BR_ACTION_WRITING_DATA);
	br_write_engine_on_update(format->engine, format->update ? tell_writing : NULL, format);
	writer_set_unit(format->engine, ecc_blocks(format));
	outcome = br_write_engine_set_bytes_per_sector(format->engine, MMC_BLOCK_BYTES);
	if (outcome.code == BR_OK)
		outcome = br_write_engine_write_section(format->engine, &padded.base,
			format->start_lba, (int32_t)format->job_blocks);
	if (outcome.code == BR_OK)
		format->written_blocks = format->job_blocks;
	return outcome;
}

/* ---- 5. finish --------------------------------------------------------------------------- */

/* What was only acted must have left the disc as it was. */
static const char *fault_of_test(const struct br_format_data *format, const struct br_medium *now)
{
	const struct br_medium *before = &format->medium;

	if (now->blank == before->blank && now->appendable == before->appendable &&
		now->next_writable_lba == before->next_writable_lba)
		return NULL;
	return "the drive was to write in test mode, but the disc is not as it was before";
}

static const char *fault_of_overwritten(
	const struct br_format_data *format, const struct br_medium *now)
{
	if (!now->formatted || now->formatted_blocks < format->written_blocks)
		return "the drive reported success, but the disc does not have the data";
	if (now->border_open)
		return "the drive reported success, but the border is not closed";
	return NULL;
}

static const char *fault_of_appended(
	const struct br_format_data *format, const struct br_medium *now)
{
	int64_t end_lba = (int64_t)format->start_lba + format->written_blocks;

	if (format->force_close && !now->finalized)
		return "the drive reported success, but the disc is not closed";
	if (now->damaged || now->blank || (!now->finalized && now->next_writable_lba < end_lba))
		return "the drive reported success, but the disc does not have the data";
	return NULL;
}

/* A drive may call everything good and leave a disc that is not: the disc has the last word. */
static struct br_outcome look_afterwards(struct br_format_data *format)
{
	struct br_medium now;
	const char *fault;
	struct br_outcome outcome = br_recorder_medium(format->recorder, &now);

	if (outcome.code != BR_OK)
		return outcome;
	if (format->test_write)
		fault = fault_of_test(format, &now);
	else if (now.overwritable)
		fault = fault_of_overwritten(format, &now);
	else
		fault = fault_of_appended(format, &now);
	return fault ? step_failed(BR_E_MEDIUM_STATE, fault) : outcome;
}

struct br_outcome br_format_data_finish(struct br_format_data *format)
{
	struct br_outcome outcome;

	if (!format->rules)
		return step_failed(BR_E_ARGUMENT, "the burn is not prepared");
	format_data_begin(format, BR_ACTION_FINALIZATION);
	outcome = br_write_engine_flush(format->engine);
	if (outcome.code == BR_OK && format->rules->close)
		outcome = format->rules->close(format);
	if (outcome.code == BR_OK)
		outcome = look_afterwards(format);
	if (outcome.code == BR_OK)
		format_data_begin(format, BR_ACTION_COMPLETED);
	return outcome;
}

/* ---- closing alone ----------------------------------------------------------------------- */

static bool may_close(const struct br_format_data *format)
{
	const struct br_medium *medium = &format->medium;

	/* A CD-RW in packets has nothing that is open but a format in the background. */
	return format->rules->close && !medium->blank &&
	       (!format->rules->overwritable || medium->background_format == BACKGROUND_RUNNING);
}

static struct br_outcome close_open_session(struct br_format_data *format)
{
	const struct br_medium *medium = &format->medium;
	struct br_outcome outcome;

	if (!may_close(format))
		return step_failed(BR_E_MEDIUM_STATE, "there is nothing to close");
	if (!medium->session_open && !format->rules->finalizes)
		return step_failed(BR_E_MEDIUM_STATE,
			"no session is open: the disc can only be closed with the next one");
	outcome = format->rules->prepare(format);
	if (outcome.code != BR_OK)
		return outcome;
	format_data_begin(format, BR_ACTION_FINALIZATION);
	outcome = br_write_engine_flush(format->engine);
	if (outcome.code == BR_OK)
		outcome = format->rules->close(format);
	if (outcome.code == BR_OK)
		outcome = look_afterwards(format);
	if (outcome.code == BR_OK)
		format_data_begin(format, BR_ACTION_COMPLETED);
	return outcome;
}

struct br_outcome br_format_data_close(struct br_format_data *format)
{
	struct br_outcome outcome;

	if (!br_write_engine_begin(format->engine))
		return step_failed(BR_E_IN_PROGRESS, NULL);
	begin_job(format);
	outcome = look(format);
	if (outcome.code == BR_OK)
		outcome = close_open_session(format);
	br_format_data_release(format);
	br_write_engine_end(format->engine);
	return outcome;
}

void br_format_data_release(struct br_format_data *format)
{
	if (format->test_write && format->rules)
		mmc_end_test_write(format->transport);
	step_unlock(format->recorder);
}

/* ---- all --------------------------------------------------------------------------------- */

/*
 * What ends a burn on our side leaves a working drive with data in its buffer: let it put that
 * down.
 */
static void settle(struct br_format_data *format, enum br_code code)
{
	if (code == BR_E_CANCELLED || code == BR_E_SOURCE)
		br_write_engine_flush(format->engine);
}

static struct br_outcome write_and_finish(
	struct br_format_data *format, struct br_stream *stream, int64_t bytes)
{
	struct br_outcome outcome = br_format_data_write_stream(format, stream, bytes);

	if (outcome.code != BR_OK) {
		settle(format, outcome.code);
		return outcome;
	}
	return br_format_data_finish(format);
}

struct br_outcome br_format_data_write(
	struct br_format_data *format, struct br_stream *stream, int64_t bytes)
{
	struct br_outcome outcome;

	if (!br_write_engine_begin(format->engine))
		return step_failed(BR_E_IN_PROGRESS, NULL);
	outcome = br_format_data_prepare(format);
	if (outcome.code == BR_OK)
		outcome = br_format_data_check(format, bytes);
	if (outcome.code == BR_OK)
		outcome = br_format_data_initialise(format);
	if (outcome.code == BR_OK)
		outcome = write_and_finish(format, stream, bytes);
	br_format_data_release(format);
	br_write_engine_end(format->engine);
	return outcome;
}
