/* SPDX-License-Identifier: MIT */
/*
 * CD-R and CD-RW in mode 1: a track at once; or, when that is wished and the drive can, the session at
 * once, with no run-out behind the data. A CD-RW that was formatted in packets is overwritten from 0; in the
 * Mount Rainier format as Linux does it: a background format that was stopped goes on before the disc is
 * written, and is stopped when it has been, so that the disc can come out.
 */
#include "engine/formats/data_media.h"

#define TRACK_MODE_DATA	     4	  /* control nibble of Q, "data track, copying prohibited" */
#define TRACK_BLOCKS_MIN     300  /* Red Book: 4 s */
#define PACKET_BLOCKS	     32	  /* Orange Book III: of every CD-RW that is formatted */
#define BUFFER_UNDERRUN_FREE 0x40 /* BUF of features 002Dh and 002Eh, first byte */
#define SESSION_AT_ONCE	     0x20 /* SAO of feature 002Eh, first byte */

static bool has(const struct mmc_feature_descriptor *feature, uint8_t bit)
{
	return feature->data_bytes > 0 && (feature->data[0] & bit);
}

/* The feature whose write type it will be. */
static struct br_outcome choose(
	struct br_format_data *format, struct mmc_feature_descriptor *ret_feature)
{
	struct br_outcome outcome;

	format->at_once = false;
	if (format->session_at_once) {
		outcome = mmc_get_feature(format->transport, MMC_FEATURE_CD_MASTERING, ret_feature);
		if (outcome.code != BR_OK)
			return outcome;
		format->at_once = ret_feature->current && has(ret_feature, SESSION_AT_ONCE);
		if (format->at_once)
			return outcome;
	}
	return mmc_get_feature(format->transport, MMC_FEATURE_CD_TRACK_AT_ONCE, ret_feature);
}

static struct br_outcome prepare(struct br_format_data *format)
{
	struct mmc_write_parameters parameters = {
		.test_write = format->test_write,
		.multi_session =
			format->force_close ? MMC_NO_NEXT_SESSION : MMC_NEXT_SESSION_ALLOWED,
		.track_mode = TRACK_MODE_DATA,
		.data_block_type = MMC_DATA_BLOCK_MODE_1,
	};
	struct mmc_feature_descriptor feature;
	struct br_outcome outcome = data_require_appendable(format);

	if (outcome.code == BR_OK)
		outcome = choose(format, &feature);
	if (outcome.code == BR_OK)
		outcome = data_writes_in_test(format, &feature);
	if (outcome.code != BR_OK)
		return outcome;
	parameters.write_type =
		format->at_once ? MMC_WRITE_SESSION_AT_ONCE : MMC_WRITE_TRACK_AT_ONCE;
	parameters.underrun_protection =
		!format->underrun_free_disabled && has(&feature, BUFFER_UNDERRUN_FREE);
	return mmc_set_write_parameters(format->transport, &parameters);
}

static struct br_outcome initialise(struct br_format_data *format)
{
	const struct mmc_data_session session = {
		.track = (uint8_t)format->medium.last_track,
		.start_lba = format->start_lba,
		.blocks = format->job_blocks,
	};
	struct br_outcome outcome = data_calibrate(format);

	if (outcome.code != BR_OK || !format->at_once)
		return outcome;
	return mmc_send_cue_sheet(format->transport, &session);
}

/* Page 05h says whether a session can follow. A session at once ended with the flush. */
static struct br_outcome close_session(struct br_format_data *format)
{
	struct br_outcome outcome;

	if (format->at_once)
		return format_data_wait(format, STEP_CLOSE_TIMEOUT_MS);
	outcome = data_close(
		format, MMC_CLOSE_TRACK, format->medium.last_track, STEP_CLOSE_TIMEOUT_MS);
	if (outcome.code != BR_OK)
		return outcome;
	return data_close(format, MMC_CLOSE_SESSION, 0, STEP_CLOSE_TIMEOUT_MS);
}

/* ---- in packets -------------------------------------------------------------------------- */

static struct br_outcome prepare_packets(struct br_format_data *format)
{
	const struct mmc_write_parameters parameters = {
		.write_type = MMC_WRITE_PACKET,
		.track_mode = TRACK_MODE_DATA | 1,
		.data_block_type = MMC_DATA_BLOCK_MODE_1,
		.packet_blocks = PACKET_BLOCKS,
	};

	struct br_outcome outcome = mmc_set_write_parameters(format->transport, &parameters);

	format->start_lba = 0;
	if (outcome.code != BR_OK || format->medium.background_format != BACKGROUND_STOPPED)
		return outcome;
	return data_choose_restart(format);
}

static struct br_outcome initialise_packets(struct br_format_data *format)
{
	struct br_outcome outcome = data_calibrate(format);

	if (outcome.code != BR_OK || format->medium.background_format != BACKGROUND_STOPPED)
		return outcome;
	return data_format(format, 0);
}

static struct br_outcome close_packets(struct br_format_data *format)
{
	struct mmc_disc_information disc;
	struct br_outcome outcome = mmc_read_disc_information(format->transport, &disc);

	if (outcome.code != BR_OK || disc.background_format != BACKGROUND_RUNNING)
		return outcome;
	return data_close(format, MMC_CLOSE_SESSION, 0, STEP_CLOSE_TIMEOUT_MS);
}

/* ------------------------------------------------------------------------------------------ */

#define AT_ONCE                                                                   \
	.unit_blocks = 1, .minimum_blocks = TRACK_BLOCKS_MIN, .test_write = true, \
	.prepare = prepare, .initialise = initialise, .close = close_session

const struct format_data_medium data_media_cd[] = {
	{ .profile = MMC_PROFILE_CD_R, AT_ONCE },
	{ .profile = MMC_PROFILE_CD_RW, AT_ONCE },
	{ .profile = MMC_PROFILE_CD_RW,
		.overwritable = true,
		.unit_blocks = PACKET_BLOCKS,
		.prepare = prepare_packets,
		.initialise = initialise_packets,
		.close = close_packets,
		.finalizes = true },
};
const size_t data_media_cd_count = sizeof data_media_cd / sizeof *data_media_cd;
