/* SPDX-License-Identifier: MIT */
/*
 * dvd_plus_mrw.c: Mount Rainier on DVD+RW: the user data are followed by two spare areas, of 256 and 3840 ECC
 * blocks, the defect tables and the general application area.
 */
#include "emulator/media/dvd_plus_mrw.h"

#include "emulator/media/image.h"
#include "emulator/media/mrw.h"
#include "emulator/media/profile.h"
#include "emulator/media/random_access.h"
#include "emulator/media/rules.h"

#define ECC_BLOCKS   16
#define SPARE_BLOCKS ((256 + 3840) * ECC_BLOCKS)
#define TABLE_BLOCKS (64 * ECC_BLOCKS)
#define OTHER_BLOCKS (SPARE_BLOCKS + TABLE_BLOCKS + MRW_GAA_BLOCKS)

uint32_t dvd_plus_mrw_user_blocks(const struct burnrig_disc *disc)
{
	uint32_t capacity = disc->definition->capacity_blocks;

	return capacity > OTHER_BLOCKS ? capacity - OTHER_BLOCKS : 0;
}

struct sense dvd_plus_mrw_format(
	struct burnrig_disc *disc, const struct disc_format_request *request)
{
	uint32_t user_blocks = dvd_plus_mrw_user_blocks(disc);
	bool restart = false;
	struct sense possible =
		background_check_format(request, user_blocks, disc_is_mrw(disc), &restart);

	if (!sense_is_good(possible) || restart)
		return possible;
	struct sense formatted = random_format(disc, MRW_FORMAT, user_blocks, SPARE_BLOCKS);
	if (!sense_is_good(formatted))
		return formatted;
	disc->state.status = DISC_FINALIZED;
	rules_last_track(disc)->recorded_blocks = 0; /* in the background */
	disc->rules = &medium_rules_dvd_plus_mrw;
	return SENSE_GOOD;
}

static struct sense dvd_plus_mrw_read(struct burnrig_disc *disc, int32_t lba, uint32_t blocks,
	const struct iovec *out, size_t out_count, uint32_t *ret_blocks_read)
{
	struct scatter list = scatter_start(out, out_count);
	int32_t at;
	struct sense possible = mrw_locate(disc, lba, blocks, &at);

	if (!sense_is_good(possible))
		return possible;
	return image_read_mapped(disc, at, blocks, &list, true, ret_blocks_read);
}

static struct sense dvd_plus_mrw_write(
	struct burnrig_disc *disc, const struct write_request *request)
{
	int32_t at;
	struct sense possible = mrw_locate(disc, request->lba, request->blocks, &at);
	struct write_request located = *request;

	if (!sense_is_good(possible) || !request->blocks)
		return possible;
	located.lba = at;
	return random_write_at(disc, &located);
}

const struct medium_rules medium_rules_dvd_plus_mrw = {
	.profile = MMC_PROFILE_DVD_PLUS_RW,
	.erasable = true,
	.random_writable = true,
	.start_blank = random_start_blank,
	.can_write = random_can_write,
	.last_lba = mrw_last_lba,
	.read = dvd_plus_mrw_read,
	.write = dvd_plus_mrw_write,
	.close_session = background_close_session,
	.format = dvd_plus_rw_format,
	.format_option_at = dvd_plus_rw_format_option_at,
};
