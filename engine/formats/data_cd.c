/* SPDX-License-Identifier: MIT */
/* CD-R and CD-RW, track at once, mode 1. */
#include "engine/formats/data_media.h"

#define TRACK_MODE_DATA	     4	  /* control nibble of Q, "data track, copying prohibited" */
#define TRACK_BLOCKS_MIN     300  /* Red Book: 4 s */
#define BUFFER_UNDERRUN_FREE 0x40 /* BUF of feature 002Dh, first byte */

static struct br_outcome prepare(struct br_format_data *format)
{
	struct mmc_write_parameters parameters = {
		.write_type = MMC_WRITE_TRACK_AT_ONCE,
		.test_write = format->test_write,
		.multi_session =
			format->force_close ? MMC_NO_NEXT_SESSION : MMC_NEXT_SESSION_ALLOWED,
		.track_mode = TRACK_MODE_DATA,
		.data_block_type = MMC_DATA_BLOCK_MODE_1,
	};
	struct mmc_feature_descriptor track_at_once;
	struct br_outcome outcome = data_require_appendable(format);

	if (outcome.code == BR_OK)
		outcome = mmc_get_feature(
			format->transport, MMC_FEATURE_CD_TRACK_AT_ONCE, &track_at_once);
	if (outcome.code == BR_OK)
		outcome = data_writes_in_test(format, &track_at_once);
	if (outcome.code != BR_OK)
		return outcome;
	parameters.underrun_protection = !format->underrun_free_disabled &&
					 track_at_once.data_bytes > 0 &&
					 (track_at_once.data[0] & BUFFER_UNDERRUN_FREE);
	return mmc_set_write_parameters(format->transport, &parameters);
}

/* Page 05h says whether a session can follow. */
static struct br_outcome close_session(struct br_format_data *format)
{
	struct br_outcome outcome =
		data_close(format, MMC_CLOSE_TRACK, format->medium.last_track, CLOSE_TIMEOUT_MS);

	if (outcome.code != BR_OK)
		return outcome;
	return data_close(format, MMC_CLOSE_SESSION, 0, CLOSE_TIMEOUT_MS);
}

const struct format_data_medium data_media_cd[] = {
	{ .profile = MMC_PROFILE_CD_R,
		.unit_blocks = 1,
		.minimum_blocks = TRACK_BLOCKS_MIN,
		.test_write = true,
		.prepare = prepare,
		.initialise = data_calibrate,
		.close = close_session },
	{ .profile = MMC_PROFILE_CD_RW,
		.unit_blocks = 1,
		.minimum_blocks = TRACK_BLOCKS_MIN,
		.test_write = true,
		.prepare = prepare,
		.initialise = data_calibrate,
		.close = close_session },
};
const size_t data_media_cd_count = sizeof data_media_cd / sizeof *data_media_cd;
