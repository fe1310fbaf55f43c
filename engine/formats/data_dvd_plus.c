/* SPDX-License-Identifier: MIT */
/* DVD+R and DVD+R DL, DVD+RW, DVD-RAM. */
#include "engine/formats/data_media.h"

#define ECC_BLOCKS 16

/* ---- DVD+RW ------------------------------------------------------------------------------ */

/* A disc that is being formatted in the background can be written everywhere at once. */
static struct br_outcome prepare_plus_rw(struct br_format_data *format)
{
	static const enum mmc_format_type background = MMC_FORMAT_BACKGROUND;
	struct br_outcome outcome = { .code = BR_OK };

	format->start_lba = 0;
	if (format->medium.formatted && format->medium.background_format != BACKGROUND_STOPPED)
		return outcome;
	if (format->medium.formatted)
		return data_choose_restart(format);
	outcome = data_choose_format(format, &background, 1);
	if (outcome.code == BR_OK)
		format->medium.free_blocks = format->format_with.blocks;
	return outcome;
}

static struct br_outcome initialise_plus_rw(struct br_format_data *format)
{
	if (format->medium.formatted && format->medium.background_format != BACKGROUND_STOPPED)
		return (struct br_outcome) { .code = BR_OK };
	return data_format(format, 0);
}

/*
 * What is left of the background format would keep the drive at work and the disc from coming out:
 * it is stopped, with a lead-out where players must do with the disc as it is.
 */
static struct br_outcome close_plus_rw(struct br_format_data *format)
{
	struct mmc_disc_information disc;
	struct br_outcome outcome = mmc_read_disc_information(format->transport, &disc);

	if (outcome.code != BR_OK || (disc.background_format != BACKGROUND_RUNNING &&
					     disc.background_format != BACKGROUND_STOPPED))
		return outcome;
	return data_close(format,
		format->force_close ? MMC_CLOSE_SESSION : MMC_STOP_BACKGROUND_FORMAT, 0,
		FINALIZE_TIMEOUT_MS);
}

/* ---- DVD-RAM ----------------------------------------------------------------------------- */

static struct br_outcome prepare_ram(struct br_format_data *format)
{
	static const enum mmc_format_type full = MMC_FORMAT_FULL;
	struct br_outcome outcome = { .code = BR_OK };

	format->start_lba = 0;
	if (format->medium.formatted)
		return outcome;
	outcome = data_choose_format(format, &full, 1);
	if (outcome.code == BR_OK)
		format->medium.free_blocks = format->format_with.blocks;
	return outcome;
}

static struct br_outcome initialise_ram(struct br_format_data *format)
{
	if (format->medium.formatted)
		return (struct br_outcome) { .code = BR_OK };
	return data_format(format, 0);
}

/* ------------------------------------------------------------------------------------------ */

#define WRITTEN_ONCE                                                   \
	.unit_blocks = ECC_BLOCKS, .prepare = data_require_appendable, \
	.initialise = data_calibrate, .close = data_close_for_good, .finalizes = true

const struct format_data_medium data_media_dvd_plus[] = {
	{ .profile = MMC_PROFILE_DVD_PLUS_R, WRITTEN_ONCE },
	{ .profile = MMC_PROFILE_DVD_PLUS_R_DL, WRITTEN_ONCE },
	{ .profile = MMC_PROFILE_DVD_PLUS_RW,
		.unit_blocks = 1,
		.prepare = prepare_plus_rw,
		.initialise = initialise_plus_rw,
		.close = close_plus_rw,
		.finalizes = true },
	{ .profile = MMC_PROFILE_DVD_RAM,
		.unit_blocks = 1,
		.prepare = prepare_ram,
		.initialise = initialise_ram },
};
const size_t data_media_dvd_plus_count = sizeof data_media_dvd_plus / sizeof *data_media_dvd_plus;
