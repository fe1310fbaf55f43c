/* SPDX-License-Identifier: MIT */
/* Which media are burned, and the steps that several of them have. */
#include "engine/formats/data_media.h"

#define FORMAT_TIMEOUT_MS \
	10800000	     /* a BD-RE with certification takes its 2x write time twice over     */
#define RESTART		   1 /* of formats in the background: go on where it was stopped */
#define FEATURE_TEST_WRITE 0x04 /* of features 002Dh and 002Fh, first byte */

/* ---- before ------------------------------------------------------------------------------ */

struct br_outcome data_require_appendable(struct br_format_data *format)
{
	const struct br_medium *medium = &format->medium;

	if (medium->finalized)
		return step_failed(BR_E_MEDIUM_STATE, "the disc is closed");
	if (medium->damaged)
		return step_failed(
			BR_E_MEDIUM_STATE, "the last track or session on the disc is damaged");
	if (!medium->appendable)
		return step_failed(BR_E_MEDIUM_STATE, "the disc has no next writable address");
	format->start_lba = medium->next_writable_lba;
	return (struct br_outcome) { .code = BR_OK };
}

struct br_outcome data_writes_in_test(
	struct br_format_data *format, const struct mmc_feature_descriptor *feature)
{
	if (format->test_write &&
		!(feature->data_bytes > 0 && (feature->data[0] & FEATURE_TEST_WRITE)))
		return step_failed(
			BR_E_NOT_SUPPORTED, "the drive cannot write this disc in test mode");
	return (struct br_outcome) { .code = BR_OK };
}

struct br_outcome data_choose_format(
	struct br_format_data *format, const enum mmc_format_type *wanted, size_t count)
{
	struct mmc_format_capacities capacities;
	struct br_outcome outcome = mmc_read_format_capacities(format->transport, &capacities);

	if (outcome.code != BR_OK)
		return outcome;
	for (size_t w = 0; w < count; w++)
		for (unsigned i = 0; i < capacities.count; i++)
			if (capacities.formattable[i].type == wanted[w]) {
				format->format_with = capacities.formattable[i];
				return outcome;
			}
	return step_failed(
		BR_E_MEDIUM_STATE, "the drive offers no format for this unformatted disc");
}

struct br_outcome data_choose_restart(struct br_format_data *format)
{
	enum mmc_format_type type = MMC_FORMAT_BACKGROUND;
	struct mmc_feature_descriptor feature;
	struct br_outcome outcome = mmc_get_feature(format->transport, MMC_FEATURE_MRW, &feature);

	if (outcome.code != BR_OK)
		return outcome;
	if (feature.current)
		type = MMC_FORMAT_MOUNT_RAINIER;
	outcome = data_choose_format(format, &type, 1);
	format->format_with.parameter |= RESTART;
	return outcome;
}

/* ---- initialise -------------------------------------------------------------------------- */

/* A drive that has no SEND OPC, or no use for it now, calibrates by itself: no reason to stop. */
struct br_outcome data_calibrate(struct br_format_data *format)
{
	struct br_outcome outcome;

	if (format->medium.calibrations > 0)
		return (struct br_outcome) { .code = BR_OK };
	format_data_begin(format, BR_ACTION_CALIBRATING_POWER);
	outcome = step_if_supported(mmc_send_opc(format->transport));
	if (outcome.code != BR_OK)
		return outcome;
	return format_data_wait(format, STEP_CLOSE_TIMEOUT_MS);
}

struct br_outcome data_format(struct br_format_data *format, uint8_t sub_type)
{
	struct br_outcome outcome;

	format_data_begin(format, BR_ACTION_FORMATTING_MEDIA);
	outcome = mmc_format_unit(format->transport, &format->format_with, sub_type);
	if (outcome.code != BR_OK)
		return outcome;
	return format_data_wait(format, FORMAT_TIMEOUT_MS);
}

/* ---- close ------------------------------------------------------------------------------- */

struct br_outcome data_close(struct br_format_data *format, enum mmc_close_function function,
	uint16_t track, uint32_t timeout_ms)
{
	struct br_outcome outcome = step_start_close(format->transport, function, track);

	if (outcome.code != BR_OK)
		return outcome;
	return format_data_wait(format, timeout_ms);
}

struct br_outcome data_close_for_good(struct br_format_data *format)
{
	struct br_outcome outcome = data_close(
		format, MMC_CLOSE_TRACK, format->medium.last_track, STEP_CLOSE_TIMEOUT_MS);

	if (outcome.code != BR_OK)
		return outcome;
	if (format->force_close)
		return data_close(format, MMC_FINALIZE, 0, FINALIZE_TIMEOUT_MS);
	return data_close(format, MMC_CLOSE_SESSION, 0, STEP_CLOSE_TIMEOUT_MS);
}

/* ------------------------------------------------------------------------------------------ */

const struct format_data_medium *format_data_medium_of(uint16_t profile, bool overwritable)
{
	const struct {
		const struct format_data_medium *media;
		size_t count;
	} families[] = {
		{ data_media_cd, data_media_cd_count },
		{ data_media_dvd_minus, data_media_dvd_minus_count },
		{ data_media_dvd_plus, data_media_dvd_plus_count },
		{ data_media_bd, data_media_bd_count },
	};

	for (size_t f = 0; f < sizeof families / sizeof *families; f++)
		for (size_t i = 0; i < families[f].count; i++) {
			const struct format_data_medium *medium = &families[f].media[i];

			if (medium->profile == profile &&
				(profile != MMC_PROFILE_CD_RW ||
					medium->overwritable == overwritable))
				return medium;
		}
	return NULL;
}
