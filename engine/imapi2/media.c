/* SPDX-License-Identifier: MIT */
/* Looking at the disc, for the objects that tell of it. */
#include <stdlib.h>

#include "engine/imapi2/objects.h"
#include "engine/mmc/mmc.h"

#define READY_TIMEOUT_MS 60000
#define ZERO_BLOCKS	 1024 /* 2 MiB, as IMAPI2 looks */
#define BLOCKS_AT_ONCE	 16

static HRESULT result_of(struct br_outcome outcome)
{
	return br_outcome_hresult(&outcome);
}

HRESULT media_look(struct imapi2_drive *drive, struct br_medium *ret_medium)
{
	const struct br_wait wait = { .timeout_ms = READY_TIMEOUT_MS };
	struct br_outcome outcome = br_recorder_wait_ready(drive_recorder(drive), &wait);

	if (outcome.code == BR_OK)
		outcome = br_recorder_medium(drive_recorder(drive), ret_medium);
	return br_outcome_hresult(&outcome);
}

HRESULT media_total_blocks(
	struct imapi2_drive *drive, const struct br_medium *medium, int64_t *ret_blocks)
{
	struct mmc_capacity capacity;
	struct br_outcome outcome;

	*ret_blocks = (int64_t)medium->next_writable_lba + medium->free_blocks;
	if (medium->appendable || medium->overwritable)
		return S_OK;
	outcome = mmc_read_capacity(drive_transport(drive), &capacity);
	if (outcome.code == BR_OK)
		*ret_blocks = (int64_t)capacity.last_lba + 1;
	return result_of(outcome);
}

HRESULT media_previous_session(struct imapi2_drive *drive, const struct br_medium *medium,
	LONG *ret_start_lba, LONG *ret_last_lba)
{
	unsigned session = medium->sessions - (medium->appendable ? 1U : 0);
	unsigned last_track = medium->last_track - (medium->appendable ? 1U : 0);
	struct mmc_track_information first, last;
	struct br_outcome outcome;

	if (medium->blank || medium->overwritable ||
		medium->sessions < (medium->appendable ? 2 : 1))
		return E_IMAPI_DF2DATA_INVALID_MEDIA_STATE;
	outcome = mmc_read_track_information(
		drive_transport(drive), MMC_TRACK_BY_SESSION, session, &first);
	if (outcome.code == BR_OK)
		outcome = mmc_read_track_information(
			drive_transport(drive), MMC_TRACK_BY_NUMBER, last_track, &last);
	if (outcome.code != BR_OK)
		return result_of(outcome);
	*ret_start_lba = first.start_lba;
	*ret_last_lba = last.last_recorded_valid ? last.last_recorded_lba
						 : last.start_lba + (int32_t)last.size_blocks - 1;
	return S_OK;
}

HRESULT media_has_data(
	struct imapi2_drive *drive, const struct br_medium *medium, bool *ret_has_data)
{
	bool is_cd = medium->type == BR_MEDIA_CDR || medium->type == BR_MEDIA_CDRW;
	unsigned last = medium->last_track - (medium->appendable ? 1U : 0);
	struct br_outcome outcome = { .code = BR_OK };
	struct mmc_track_information track;

	*ret_has_data = !is_cd && !medium->blank;
	if (medium->blank || !is_cd)
		return S_OK;
	for (unsigned i = 1; outcome.code == BR_OK && !*ret_has_data && i <= last; i++) {
		outcome = mmc_read_track_information(
			drive_transport(drive), MMC_TRACK_BY_NUMBER, i, &track);
		*ret_has_data = outcome.code == BR_OK && (track.track_mode & MMC_TOC_DATA);
	}
	return result_of(outcome);
}

HRESULT media_is_zero(struct imapi2_drive *drive, bool *ret_zero)
{
	static const uint8_t zeros[BLOCKS_AT_ONCE * MMC_BLOCK_BYTES];
	uint8_t *data = malloc(sizeof zeros);
	struct br_outcome outcome = { .code = data ? BR_OK : BR_E_NO_MEMORY };

	*ret_zero = true;
	for (int32_t lba = 0; outcome.code == BR_OK && *ret_zero && lba < ZERO_BLOCKS;
		lba += BLOCKS_AT_ONCE) {
		outcome = br_recorder_read(drive_recorder(drive), lba, BLOCKS_AT_ONCE, data);
		*ret_zero = outcome.code == BR_OK && memcmp(data, zeros, sizeof zeros) == 0;
	}
	free(data);
	return result_of(outcome);
}
