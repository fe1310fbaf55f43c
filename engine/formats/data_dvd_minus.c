/* SPDX-License-Identifier: MIT */
/*
 * DVD-R, DVD-RW and DVD-R DL; DVD-RW formatted for overwriting.
 *
 * Sequentially there are two ways: incrementally, in borders that others can follow, and the whole
 * disc at once. At once it is when nothing is to follow, since every player takes that, and when the
 * drive says that this disc (a DVD-RW that was blanked quickly) can be recorded in no other way.
 */
#include "engine/formats/data_media.h"

#define ECC_BLOCKS 16
#define TRACK_MODE 5 /* MMC-6 7.5.4.9: of DVD, data */

/* ---- sequential -------------------------------------------------------------------------- */

static struct br_outcome choose_write_type(
	struct br_format_data *format, enum mmc_write_type *ret_type)
{
	struct mmc_feature_descriptor incremental;
	struct br_outcome outcome = mmc_get_feature(
		format->transport, MMC_FEATURE_INCREMENTAL_STREAMING_WRITABLE, &incremental);

	if (outcome.code != BR_OK)
		return outcome;
	*ret_type = MMC_WRITE_PACKET;
	if (format->medium.blank && (format->force_close || !incremental.current))
		*ret_type = MMC_WRITE_SESSION_AT_ONCE;
	else if (!incremental.current)
		return step_failed(BR_E_MEDIUM_STATE, "the drive can only write this disc at once");
	return outcome;
}

static struct br_outcome prepare(struct br_format_data *format)
{
	struct mmc_write_parameters parameters = {
		.underrun_protection = !format->underrun_free_disabled,
		.test_write = format->test_write,
		.track_mode = TRACK_MODE,
		.data_block_type = MMC_DATA_BLOCK_MODE_1,
	};
	struct mmc_feature_descriptor write;
	struct br_outcome outcome = data_require_appendable(format);

	if (outcome.code == BR_OK)
		outcome = mmc_get_feature(
			format->transport, MMC_FEATURE_DVD_MINUS_R_RW_WRITE, &write);
	if (outcome.code == BR_OK)
		outcome = data_writes_in_test(format, &write);
	if (outcome.code == BR_OK)
		outcome = choose_write_type(format, &parameters.write_type);
	if (outcome.code != BR_OK)
		return outcome;
	format->at_once = parameters.write_type == MMC_WRITE_SESSION_AT_ONCE;
	if (!format->at_once) {
		parameters.link_blocks = ECC_BLOCKS;
		parameters.multi_session =
			format->force_close ? MMC_NO_NEXT_SESSION : MMC_NEXT_SESSION_ALLOWED;
	}
	return mmc_set_write_parameters(format->transport, &parameters);
}

static struct br_outcome initialise(struct br_format_data *format)
{
	struct br_outcome outcome = data_calibrate(format);

	if (outcome.code != BR_OK || !format->at_once)
		return outcome;
	return mmc_reserve_track(format->transport, format->job_blocks);
}

/* A disc at once ended with the flush. */
static struct br_outcome close_border(struct br_format_data *format)
{
	struct br_outcome outcome;

	if (format->at_once)
		return format_data_wait(format, FINALIZE_TIMEOUT_MS);
	outcome = data_close(
		format, MMC_CLOSE_TRACK, format->medium.last_track, STEP_CLOSE_TIMEOUT_MS);
	if (outcome.code != BR_OK)
		return outcome;
	return data_close(format, MMC_CLOSE_SESSION, 0, FINALIZE_TIMEOUT_MS);
}

/* ---- restricted overwrite ---------------------------------------------------------------- */

static struct br_outcome prepare_overwrite(struct br_format_data *format)
{
	format->start_lba = 0;
	return (struct br_outcome) { .code = BR_OK };
}

/* What is more than the closed border holds, it must be opened for. */
static struct br_outcome grow(struct br_format_data *format)
{
	static const enum mmc_format_type growing = MMC_FORMAT_GROW;
	struct br_outcome outcome;

	if (format->medium.border_open || format->job_blocks <= format->medium.formatted_blocks)
		return (struct br_outcome) { .code = BR_OK };
	outcome = data_choose_format(format, &growing, 1);
	if (outcome.code == BR_OK)
		outcome = data_format(format, 0);
	format->medium.border_open = outcome.code == BR_OK;
	return outcome;
}

static struct br_outcome close_overwrite(struct br_format_data *format)
{
	if (!format->medium.border_open)
		return (struct br_outcome) { .code = BR_OK };
	return data_close(format, MMC_CLOSE_SESSION, 0, FINALIZE_TIMEOUT_MS);
}

/* ------------------------------------------------------------------------------------------ */

#define SEQUENTIAL                                                         \
	.unit_blocks = ECC_BLOCKS, .test_write = true, .prepare = prepare, \
	.initialise = initialise, .close = close_border

const struct format_data_medium data_media_dvd_minus[] = {
	{ .profile = MMC_PROFILE_DVD_R_SEQUENTIAL, SEQUENTIAL },
	{ .profile = MMC_PROFILE_DVD_RW_SEQUENTIAL, SEQUENTIAL },
	/* One border, ECMA-382: whatever is wished, the disc is closed. */
	{ .profile = MMC_PROFILE_DVD_R_DL_SEQUENTIAL, SEQUENTIAL },
	{ .profile = MMC_PROFILE_DVD_RW_RESTRICTED_OVERWRITE,
		.unit_blocks = ECC_BLOCKS,
		.prepare = prepare_overwrite,
		.initialise = grow,
		.close = close_overwrite,
		.finalizes = true },
};
const size_t data_media_dvd_minus_count =
	sizeof data_media_dvd_minus / sizeof *data_media_dvd_minus;
