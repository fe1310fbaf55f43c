/* SPDX-License-Identifier: MIT */
/* What comes before and around the writing of a CD's tracks or of its raw image. */
#include "engine/formats/cd.h"

#include <stdlib.h>

#define BUFFER_UNDERRUN_FREE 0x40 /* BUF of features 002Dh and 002Eh, first byte */

#define MSF_LEAD_IN_MINUTE 90	  /* from here on addresses are before 0 */
#define MSF_WRAP_FRAMES	   450000 /* 100 minutes */

struct br_format_cd *br_format_cd_create(struct br_recorder *recorder)
{
	struct br_format_cd *format = calloc(1, sizeof *format);

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
	return format;
}

void br_format_cd_destroy(struct br_format_cd *format)
{
	if (!format)
		return;
	br_write_engine_destroy(format->engine);
	free(format);
}

void br_format_cd_on_update(struct br_format_cd *format, br_cd_update *update, void *context)
{
	format->update = update;
	format->update_context = context;
}

bool br_format_cd_supports(uint16_t profile)
{
	return profile == MMC_PROFILE_CD_R || profile == MMC_PROFILE_CD_RW;
}

void br_format_cd_set_write_speed(
	struct br_format_cd *format, int32_t sectors_per_second, bool pure_cav)
{
	format->wished_rate = sectors_per_second;
	format->wished_pure_cav = pure_cav;
}

void br_format_cd_set_buffer_underrun_free_disabled(struct br_format_cd *format, bool disabled)
{
	format->underrun_free_disabled = disabled;
}

void br_format_cd_set_do_not_finalize(struct br_format_cd *format, bool do_not)
{
	format->do_not_finalize = do_not;
}

void br_format_cd_set_verify(struct br_format_cd *format, bool verify)
{
	format->verify = verify;
}

const struct br_cd_state *br_format_cd_state(const struct br_format_cd *format)
{
	return &format->state;
}

bool br_format_cd_cancel(struct br_format_cd *format)
{
	return br_write_engine_cancel(format->engine);
}

bool br_format_cd_write_in_progress(const struct br_format_cd *format)
{
	return br_write_engine_write_in_progress(format->engine);
}

/* ---- events ------------------------------------------------------------------------------ */

static void tell(struct br_format_cd *format, const struct br_write_progress *writing)
{
	const struct br_clock *clock = format->transport->clock;
	const struct br_cd_event event = {
		.action = format->action,
		.elapsed_ns = clock->now_ns(clock) - format->began_ns,
		.track = format->track,
		.writing = writing,
	};

	if (format->update)
		format->update(format->update_context, format, &event);
}

void cd_begin(struct br_format_cd *format, enum br_cd_action action)
{
	format->action = action;
	tell(format, NULL);
}

static void tell_writing(
	void *context, struct br_write_engine *engine, const struct br_write_progress *progress)
{
	(void)engine;
	tell(context, progress);
}

/* ---- before ------------------------------------------------------------------------------ */

struct br_outcome cd_wait(struct br_format_cd *format, uint32_t timeout_ms)
{
	const struct br_wait wait = { .timeout_ms = timeout_ms };

	return br_recorder_wait_ready(format->recorder, &wait);
}

/* Minute, second and frame in the lower three bytes. */
static int32_t lba_of_msf(uint32_t msf)
{
	int32_t minute = (int32_t)(msf >> 16 & 0xFF);
	int32_t frames = (minute * 60 + (int32_t)(msf >> 8 & 0xFF)) * 75 + (int32_t)(msf & 0xFF);

	return frames - CD_PRE_GAP_BLOCKS - (minute >= MSF_LEAD_IN_MINUTE ? MSF_WRAP_FRAMES : 0);
}

static struct br_outcome look(struct br_format_cd *format)
{
	struct br_cd_state *state = &format->state;
	struct mmc_disc_information disc;
	struct br_outcome outcome = br_recorder_medium(format->recorder, &state->medium);

	if (outcome.code != BR_OK)
		return outcome;
	if (!br_format_cd_supports(state->medium.profile))
		return step_failed(BR_E_MEDIUM_UNSUPPORTED, NULL);
	if (!state->medium.blank)
		return step_failed(BR_E_MEDIUM_STATE, "the disc is not blank");
	outcome = mmc_read_disc_information(format->transport, &disc);
	if (outcome.code != BR_OK)
		return outcome;
	state->lead_in_lba = lba_of_msf(disc.last_session_lead_in);
	state->lead_out_lba_max = lba_of_msf(disc.last_possible_lead_out);
	state->total_blocks = state->free_blocks = state->medium.free_blocks;
	state->next_lba = state->medium.next_writable_lba;
	return outcome;
}

static struct br_outcome calibrate(struct br_format_cd *format)
{
	struct br_outcome outcome;

	if (format->state.medium.calibrations > 0)
		return (struct br_outcome) { .code = BR_OK };
	outcome = step_if_supported(mmc_send_opc(format->transport));
	return outcome.code == BR_OK ? cd_wait(format, STEP_CLOSE_TIMEOUT_MS) : outcome;
}

struct br_outcome br_format_cd_prepare(struct br_format_cd *format)
{
	const struct br_clock *clock = format->transport->clock;
	struct br_outcome outcome;

	format->state = (struct br_cd_state) { 0 };
	format->prepared = false;
	format->track = 0;
	format->began_ns = clock->now_ns(clock);
	cd_begin(format, BR_CD_PREPARING);
	outcome = cd_wait(format, STEP_READY_TIMEOUT_MS);
	if (outcome.code == BR_OK)
		outcome = step_if_supported(br_recorder_lock(format->recorder));
	if (outcome.code == BR_OK)
		outcome = look(format);
	if (outcome.code == BR_OK)
		outcome = step_set_speed(format->recorder, format->engine, format->wished_rate,
			format->wished_pure_cav, &format->state.speed);
	if (outcome.code == BR_OK)
		outcome = calibrate(format);
	format->prepared = outcome.code == BR_OK;
	if (!format->prepared)
		br_format_cd_release(format);
	return outcome;
}

void br_format_cd_release(struct br_format_cd *format)
{
	format->prepared = false;
	step_unlock(format->recorder);
}

struct br_outcome cd_set_parameters(struct br_format_cd *format, enum mmc_feature feature,
	enum mmc_write_type write_type, uint8_t data_block_type)
{
	struct mmc_write_parameters parameters = {
		.write_type = write_type,
		.multi_session =
			format->do_not_finalize ? MMC_NEXT_SESSION_ALLOWED : MMC_NO_NEXT_SESSION,
		.data_block_type = data_block_type,
	};
	struct mmc_feature_descriptor found;
	struct br_outcome outcome = mmc_get_feature(format->transport, feature, &found);

	if (outcome.code != BR_OK)
		return outcome;
	parameters.underrun_protection = !format->underrun_free_disabled && found.data_bytes > 0 &&
					 (found.data[0] & BUFFER_UNDERRUN_FREE);
	return mmc_set_write_parameters(format->transport, &parameters);
}

/* ---- while and after --------------------------------------------------------------------- */

struct br_outcome cd_write(struct br_format_cd *format, struct br_stream *stream,
	uint32_t block_bytes, int32_t start_lba, int32_t count)
{
	struct br_outcome outcome =
		br_write_engine_set_bytes_per_sector(format->engine, (int32_t)block_bytes);

	if (outcome.code != BR_OK)
		return outcome;
	cd_begin(format, BR_CD_WRITING);
	br_write_engine_on_update(format->engine, format->update ? tell_writing : NULL, format);
	outcome = br_write_engine_write_section(format->engine, stream, start_lba, count);
	br_write_engine_on_update(format->engine, NULL, NULL);
	return outcome;
}

struct br_outcome cd_close(
	struct br_format_cd *format, enum mmc_close_function function, uint16_t track)
{
	struct br_outcome outcome = step_start_close(format->transport, function, track);

	return outcome.code == BR_OK ? cd_wait(format, STEP_CLOSE_TIMEOUT_MS) : outcome;
}
