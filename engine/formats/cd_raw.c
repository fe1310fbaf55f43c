/* SPDX-License-Identifier: MIT */
/* All channels of a CD, from the lead-in to the lead-out. */
#include "engine/formats/cd.h"

#define MASTERING_RAW 0x08 /* of feature 002Eh, first byte: MMC-6 5.3.26 */
#define MASTERING_R_W 0x01

uint32_t br_cd_raw_bytes(enum br_cd_raw_type type)
{
	switch (type) {
	case BR_CD_RAW_PQ:
		return BR_CD_SECTOR_BYTES + 16;
	case BR_CD_RAW_PACKED:
	case BR_CD_RAW_P_W:
		return BR_CD_SECTOR_BYTES + 96;
	default:
		return 0;
	}
}

struct br_outcome br_format_cd_raw_types(struct br_recorder *recorder, unsigned *ret_types)
{
	struct mmc_feature_descriptor mastering;
	struct br_outcome outcome = mmc_get_feature(
		br_recorder_transport(recorder), MMC_FEATURE_CD_MASTERING, &mastering);

	if (outcome.code != BR_OK)
		return outcome;
	*ret_types = 0;
	if (!mastering.present || !mastering.data_bytes || !(mastering.data[0] & MASTERING_RAW))
		return outcome;
	*ret_types = 1U << BR_CD_RAW_PQ;
	if (mastering.data[0] & MASTERING_R_W)
		*ret_types |= 1U << BR_CD_RAW_PACKED | 1U << BR_CD_RAW_P_W;
	return outcome;
}

static struct br_outcome check(const struct br_format_cd *format, const struct br_cd_raw *raw)
{
	const struct br_cd_state *state = &format->state;
	struct br_outcome outcome;
	unsigned types = 0;

	if (!format->prepared)
		return step_failed(BR_E_ARGUMENT, "the disc is not prepared");
	if (raw->start_lba < state->lead_in_lba || raw->start_lba >= -CD_PRE_GAP_BLOCKS ||
		raw->count < 1 || !br_cd_raw_bytes(raw->type))
		return step_failed(BR_E_ARGUMENT, "a raw image begins in the lead-in");
	if ((int64_t)raw->start_lba + raw->count >
		(int64_t)state->lead_out_lba_max + CD_LEAD_OUT_BLOCKS)
		return step_failed(BR_E_TOO_LARGE, NULL);
	outcome = br_format_cd_raw_types(format->recorder, &types);
	if (outcome.code == BR_OK && !(types & 1U << raw->type))
		return step_failed(BR_E_NOT_SUPPORTED, "the drive does not write such raw sectors");
	return outcome;
}

static struct br_outcome look_afterwards(struct br_format_cd *format)
{
	struct br_medium now;
	struct br_outcome outcome = br_recorder_medium(format->recorder, &now);

	if (outcome.code == BR_OK &&
		(now.blank || now.damaged || now.finalized == format->do_not_finalize))
		return step_failed(BR_E_MEDIUM_STATE,
			"the drive reported success, but the disc does not have the session");
	return outcome;
}

static struct br_outcome write_all(
	struct br_format_cd *format, struct br_stream *stream, const struct br_cd_raw *raw)
{
	struct br_outcome outcome = cd_set_parameters(
		format, MMC_FEATURE_CD_MASTERING, MMC_WRITE_RAW, (uint8_t)raw->type);

	if (outcome.code != BR_OK)
		return outcome;
	outcome = cd_write(format, stream, br_cd_raw_bytes(raw->type), raw->start_lba, raw->count);
	if (outcome.code == BR_E_CANCELLED || outcome.code == BR_E_SOURCE)
		br_write_engine_flush(format->engine);
	if (outcome.code != BR_OK)
		return outcome;
	cd_begin(format, BR_CD_FINISHING);
	outcome = br_write_engine_flush(format->engine);
	return outcome.code == BR_OK ? look_afterwards(format) : outcome;
}

struct br_outcome br_format_cd_write_raw(
	struct br_format_cd *format, struct br_stream *stream, const struct br_cd_raw *raw)
{
	const struct br_clock *clock = format->transport->clock;
	struct br_outcome outcome = check(format, raw);

	if (outcome.code != BR_OK)
		return outcome;
	if (!br_write_engine_begin(format->engine))
		return step_failed(BR_E_IN_PROGRESS, NULL);
	format->track = 0;
	format->began_ns = clock->now_ns(clock);
	cd_begin(format, BR_CD_PREPARING);
	outcome = write_all(format, stream, raw);
	br_write_engine_end(format->engine);
	return outcome;
}
