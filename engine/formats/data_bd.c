/* SPDX-License-Identifier: MIT */
/* BD-R as it is or formatted, in sequence, with pseudo-overwrite or in any order; BD-RE. */
#include "engine/formats/data_media.h"

#define CLUSTER_BLOCKS 32
#define FORMAT_NO_CERTIFICATION \
	0x1 /* sub-type of 30h: the quickest that every BD-RE can be given */

/* ---- BD-R -------------------------------------------------------------------------------- */

/* What can be overwritten is written from its start, as a BD-RE. */
static struct br_outcome prepare_r(struct br_format_data *format)
{
	if (!format->medium.pseudo_overwrite)
		return data_require_appendable(format);
	format->start_lba = 0;
	return (struct br_outcome) { .code = BR_OK };
}

/* With pseudo-overwrite the session stays open, or what was written would be final. */
static struct br_outcome close_r(struct br_format_data *format)
{
	if (format->medium.pseudo_overwrite && !format->force_close)
		return data_close(
			format, MMC_CLOSE_TRACK, format->medium.last_track, STEP_CLOSE_TIMEOUT_MS);
	return data_close_for_good(format);
}

static struct br_outcome prepare_random(struct br_format_data *format)
{
	format->start_lba = 0;
	return (struct br_outcome) { .code = BR_OK };
}

/* ---- BD-RE ------------------------------------------------------------------------------- */

/* The default of MMC: with the drive's usual spare areas, listed first; else the full format. */
static struct br_outcome prepare_re(struct br_format_data *format)
{
	static const enum mmc_format_type wanted[] = { MMC_FORMAT_BD_RE_SPARES, MMC_FORMAT_FULL };
	struct br_outcome outcome = { .code = BR_OK };

	format->start_lba = 0;
	if (format->medium.formatted)
		return outcome;
	outcome = data_choose_format(format, wanted, sizeof wanted / sizeof *wanted);
	if (outcome.code == BR_OK)
		format->medium.free_blocks = format->format_with.blocks;
	return outcome;
}

static struct br_outcome initialise_re(struct br_format_data *format)
{
	if (format->medium.formatted)
		return (struct br_outcome) { .code = BR_OK };
	return data_format(format,
		format->format_with.type == MMC_FORMAT_BD_RE_SPARES ? FORMAT_NO_CERTIFICATION : 0);
}

/* ------------------------------------------------------------------------------------------ */

const struct format_data_medium data_media_bd[] = {
	{ .profile = MMC_PROFILE_BD_R_SRM,
		.unit_blocks = CLUSTER_BLOCKS,
		.prepare = prepare_r,
		.initialise = data_calibrate,
		.close = close_r,
		.finalizes = true },
	{ .profile = MMC_PROFILE_BD_R_RRM,
		.unit_blocks = CLUSTER_BLOCKS,
		.prepare = prepare_random,
		.initialise = data_calibrate },
	{ .profile = MMC_PROFILE_BD_RE,
		.unit_blocks = 1,
		.prepare = prepare_re,
		.initialise = initialise_re },
};
const size_t data_media_bd_count = sizeof data_media_bd / sizeof *data_media_bd;
