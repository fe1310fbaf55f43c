/* SPDX-License-Identifier: MIT */
/* CD-R, DVD+R and BD-RE: what each needs before, and how each is closed. */
#include "engine/formats/format_data.h"
#include "engine/writer/writer.h"

#define CLOSE_TIMEOUT_MS \
	300000 /* track or session: IMAPI2's customers' limit for the slowest media */
#define FINALIZE_TIMEOUT_MS \
	900000 /* a lead-out, at worst filling the disc                            */
#define FORMAT_TIMEOUT_MS \
	10800000 /* a BD-RE with certification takes its 2x write time twice over     */
#define BUSY_PAUSE_MS 50

#define CD_TRACK_MODE_DATA  4	/* control nibble of Q, "data track, copying prohibited" */
#define CD_TRACK_BLOCKS_MIN 300 /* Red Book: 4 s */

#define BUFFER_UNDERRUN_FREE 0x40 /* BUF of feature 002Dh, first byte */

#define FORMAT_BD_RE_WITH_SPARES 0x30
#define FORMAT_FULL		 0x00
#define FORMAT_NO_CERTIFICATION \
	0x1 /* sub-type of 30h: the quickest that every BD-RE can be given */

/* ---- sending what may meet a drive that is still at work --------------------------------- */

static struct br_outcome close_patiently(struct br_format_data *format,
	enum mmc_close_function function, uint16_t track, uint32_t timeout_ms)
{
	struct writer_patience patience = writer_patience_begin(format->transport);
	struct br_outcome outcome = mmc_close(format->transport, function, track);

	while (writer_may_repeat(&outcome)) {
		if (!writer_pause(format->transport, &patience, BUSY_PAUSE_MS)) {
			outcome.code = BR_E_TIMEOUT;
			break;
		}
		outcome = mmc_close(format->transport, function, track);
	}
	if (outcome.code != BR_OK)
		return outcome;
	return format_data_wait(format, timeout_ms);
}

/* A drive that has no SEND OPC, or no use for it now, calibrates by itself: no reason to stop. */
static struct br_outcome calibrate(struct br_format_data *format)
{
	struct br_outcome outcome;

	if (format->medium.calibrations > 0)
		return (struct br_outcome) { .code = BR_OK };
	format_data_begin(format, BR_ACTION_CALIBRATING_POWER);
	outcome = mmc_send_opc(format->transport);
	if (outcome.code == BR_E_DEVICE && outcome.sense.key == MMC_KEY_ILLEGAL_REQUEST)
		outcome = (struct br_outcome) { .code = BR_OK };
	if (outcome.code != BR_OK)
		return outcome;
	return format_data_wait(format, CLOSE_TIMEOUT_MS);
}

static struct br_outcome require_appendable(struct br_format_data *format)
{
	const struct br_medium *medium = &format->medium;

	if (medium->finalized)
		return format_data_failed(BR_E_MEDIUM_STATE, "the disc is closed");
	if (medium->damaged)
		return format_data_failed(
			BR_E_MEDIUM_STATE, "the last track or session on the disc is damaged");
	if (!medium->appendable)
		return format_data_failed(
			BR_E_MEDIUM_STATE, "the disc has no next writable address");
	format->start_lba = medium->next_writable_lba;
	return (struct br_outcome) { .code = BR_OK };
}

/* ---- CD-R, track at once ----------------------------------------------------------------- */

static struct br_outcome cd_r_prepare(struct br_format_data *format)
{
	struct mmc_write_parameters parameters = {
		.write_type = MMC_WRITE_TRACK_AT_ONCE,
		.multi_session =
			format->force_close ? MMC_NO_NEXT_SESSION : MMC_NEXT_SESSION_ALLOWED,
		.track_mode = CD_TRACK_MODE_DATA,
		.data_block_type = MMC_DATA_BLOCK_MODE_1,
	};
	struct mmc_feature_descriptor track_at_once;
	struct br_outcome outcome = require_appendable(format);

	if (outcome.code == BR_OK)
		outcome = mmc_get_feature(
			format->transport, MMC_FEATURE_CD_TRACK_AT_ONCE, &track_at_once);
	if (outcome.code != BR_OK)
		return outcome;
	parameters.underrun_protection = !format->underrun_free_disabled &&
					 track_at_once.data_bytes > 0 &&
					 (track_at_once.data[0] & BUFFER_UNDERRUN_FREE);
	return mmc_set_write_parameters(format->transport, &parameters);
}

static struct br_outcome cd_r_close(struct br_format_data *format)
{
	struct br_outcome outcome = close_patiently(
		format, MMC_CLOSE_TRACK, format->medium.last_track, CLOSE_TIMEOUT_MS);

	if (outcome.code != BR_OK)
		return outcome;
	return close_patiently(format, MMC_CLOSE_SESSION, 0, CLOSE_TIMEOUT_MS);
}

/* ---- DVD+R ------------------------------------------------------------------------------- */

static struct br_outcome dvd_plus_r_close(struct br_format_data *format)
{
	struct br_outcome outcome = close_patiently(
		format, MMC_CLOSE_TRACK, format->medium.last_track, CLOSE_TIMEOUT_MS);

	if (outcome.code != BR_OK)
		return outcome;
	if (format->force_close)
		return close_patiently(format, MMC_FINALIZE, 0, FINALIZE_TIMEOUT_MS);
	return close_patiently(format, MMC_CLOSE_SESSION, 0, CLOSE_TIMEOUT_MS);
}

/* ---- BD-RE ------------------------------------------------------------------------------- */

/* The default of MMC: with the drive's usual spare areas, listed first; else the full format. */
static struct br_outcome choose_format(struct br_format_data *format)
{
	static const uint8_t wanted[] = { FORMAT_BD_RE_WITH_SPARES, FORMAT_FULL };
	struct mmc_format_capacities capacities;
	struct br_outcome outcome = mmc_read_format_capacities(format->transport, &capacities);

	if (outcome.code != BR_OK)
		return outcome;
	for (size_t w = 0; w < sizeof wanted; w++)
		for (unsigned i = 0; i < capacities.count; i++)
			if (capacities.formattable[i].type == wanted[w]) {
				format->format_with = capacities.formattable[i];
				format->medium.free_blocks = capacities.formattable[i].blocks;
				return outcome;
			}
	return format_data_failed(
		BR_E_MEDIUM_STATE, "the drive offers no format for this unformatted disc");
}

static struct br_outcome bd_re_prepare(struct br_format_data *format)
{
	format->start_lba = 0;
	if (!format->medium.formatted)
		return choose_format(format);
	return (struct br_outcome) { .code = BR_OK };
}

static struct br_outcome bd_re_initialise(struct br_format_data *format)
{
	uint8_t sub_type =
		format->format_with.type == FORMAT_BD_RE_WITH_SPARES ? FORMAT_NO_CERTIFICATION : 0;
	struct br_outcome outcome;

	if (format->medium.formatted)
		return (struct br_outcome) { .code = BR_OK };
	format_data_begin(format, BR_ACTION_FORMATTING_MEDIA);
	outcome = mmc_format_unit(format->transport, &format->format_with, sub_type);
	if (outcome.code != BR_OK)
		return outcome;
	return format_data_wait(format, FORMAT_TIMEOUT_MS);
}

/* ------------------------------------------------------------------------------------------ */

const struct format_data_medium *format_data_medium_of(uint16_t profile)
{
	static const struct format_data_medium media[] = {
		{ .profile = MMC_PROFILE_CD_R,
			.unit_blocks = 1,
			.minimum_blocks = CD_TRACK_BLOCKS_MIN,
			.prepare = cd_r_prepare,
			.initialise = calibrate,
			.close = cd_r_close },
		{ .profile = MMC_PROFILE_DVD_PLUS_R,
			.unit_blocks = 16,
			.prepare = require_appendable,
			.initialise = calibrate,
			.close = dvd_plus_r_close },
		{ .profile = MMC_PROFILE_BD_RE,
			.unit_blocks = 1,
			.prepare = bd_re_prepare,
			.initialise = bd_re_initialise },
	};

	for (size_t i = 0; i < sizeof media / sizeof *media; i++)
		if (media[i].profile == profile)
			return &media[i];
	return NULL;
}
