/* SPDX-License-Identifier: MIT */
/*
 * mrw_cd.c: Mount Rainier on CD-RW: the disc is packets of 32 blocks, in groups of 8 spares and behind them 136
 * for data; 32 packets more are the general application area, 33 the second copy of the defect tables (Philips'
 * description of CD-MRW). What the last group has of less than 8 is left over. So a disc of 74 minutes has 500 MiB
 * of the 650, as its makers said. A packet that turns out defective when it is written, or when the background
 * format comes to it, is a spare one from then on.
 */
#include "emulator/media/cd_family.h"
#include "emulator/media/mrw.h"
#include "emulator/media/profile.h"

#define PACKET_BLOCKS	 32
#define OTHER_PACKETS	 (32 + 33)
#define DATA_PACKETS	 136
#define SPARE_PACKETS	 8
#define GROUP_PACKETS	 (DATA_PACKETS + SPARE_PACKETS)
#define PACKET_ON_MEDIUM (PACKET_BLOCKS + CD_LINK_BLOCKS)

static uint32_t groups_of(uint32_t packets, uint32_t *ret_rest)
{
	*ret_rest = packets % GROUP_PACKETS;
	return packets / GROUP_PACKETS;
}

static uint32_t spare_packets_of(uint32_t packets)
{
	uint32_t rest, groups = groups_of(packets, &rest);

	return (groups + (rest > SPARE_PACKETS)) * SPARE_PACKETS;
}

static uint32_t data_packets_of(uint32_t packets)
{
	uint32_t rest, groups = groups_of(packets, &rest);

	return groups * DATA_PACKETS + (rest > SPARE_PACKETS ? rest - SPARE_PACKETS : 0);
}

static uint32_t all_packets(const struct burnrig_disc *disc)
{
	uint32_t packets = disc->definition->capacity_blocks / PACKET_ON_MEDIUM;

	return packets > OTHER_PACKETS ? packets - OTHER_PACKETS : 0;
}

uint32_t mrw_cd_user_blocks(const struct burnrig_disc *disc)
{
	return data_packets_of(all_packets(disc)) * PACKET_BLOCKS;
}

struct sense mrw_cd_format(struct burnrig_disc *disc, const struct disc_format_request *request)
{
	uint32_t user_blocks = mrw_cd_user_blocks(disc);
	bool restart = false;
	struct sense possible =
		background_check_format(request, user_blocks, disc_is_mrw(disc), &restart);

	if (!sense_is_good(possible) || restart)
		return possible;
	struct sense formatted = cd_format_packets(disc, MRW_FORMAT, user_blocks);
	if (!sense_is_good(formatted))
		return formatted;
	disc->state.spare_blocks = spare_packets_of(all_packets(disc)) * PACKET_BLOCKS;
	rules_last_track(disc)->recorded_blocks = 0; /* in the background */
	disc->rules = &medium_rules_cd_mrw;
	return SENSE_GOOD;
}

static uint32_t unit_of(int32_t lba)
{
	return (uint32_t)(lba - CD_FIRST_LBA);
}

/* The packet at @packet_lba is in a spare one from now on; what was not written of it before @end_lba, from
 * @lba on, is zeros. */
static struct sense replace_packet(
	struct burnrig_disc *disc, int32_t packet_lba, int32_t lba, int32_t end_lba)
{
	uint8_t zeros[2048] = { 0 };
	struct iovec block = { .iov_base = zeros, .iov_len = sizeof zeros };
	struct write_request clear = { .blocks = 1, .data = &block, .data_count = 1 };

	if (disc->state.spare_blocks < PACKET_BLOCKS)
		return sense_at(SENSE_ID_WRITE_ERROR_REALLOCATION_FAILED, (uint32_t)packet_lba);
	for (int32_t at = packet_lba; at < packet_lba + PACKET_BLOCKS; at++) {
		struct sense cleared = SENSE_GOOD;

		if (block_map_get(disc->map, unit_of(at)) != BLOCK_DEFECTIVE)
			continue;
		if (at < lba || at >= end_lba)
			cleared = cd_overwrite_at(disc, &clear, at);
		if (!sense_is_good(cleared))
			return cleared;
		block_map_set(disc->map, unit_of(at), 1, BLOCK_REPLACED);
	}
	disc->state.spare_blocks -= PACKET_BLOCKS;
	return SENSE_GOOD;
}

struct sense mrw_cd_replace(struct burnrig_disc *disc, int32_t lba, uint32_t blocks)
{
	int32_t at = lba - lba % PACKET_BLOCKS, end_lba = lba + (int32_t)blocks;
	int32_t last_lba = (int32_t)round_up((uint32_t)end_lba, PACKET_BLOCKS);
	struct sense result = SENSE_GOOD;

	while (at < last_lba && sense_is_good(result)) {
		uint32_t run = block_map_run(disc->map, unit_of(at), (uint32_t)(last_lba - at));

		if (block_map_get(disc->map, unit_of(at)) != BLOCK_DEFECTIVE) {
			at += (int32_t)run;
			continue;
		}
		result = replace_packet(disc, at - at % PACKET_BLOCKS, lba, end_lba);
		at += PACKET_BLOCKS - at % PACKET_BLOCKS;
	}
	return result;
}

void mrw_cd_forget(struct burnrig_disc *disc)
{
	uint32_t end = unit_of((int32_t)disc->definition->capacity_blocks), unit = 0;

	while (unit < end) {
		uint32_t run = block_map_run(disc->map, unit, end - unit);

		if (block_map_get(disc->map, unit) == BLOCK_REPLACED)
			block_map_set(disc->map, unit, run, BLOCK_DEFECTIVE);
		unit += run;
	}
}

static struct sense mrw_cd_write(struct burnrig_disc *disc, const struct write_request *request)
{
	int32_t lba;
	struct sense result = mrw_locate(disc, request->lba, request->blocks, &lba);

	if (!sense_is_good(result) || !request->blocks)
		return result;
	result = cd_overwrite_at(disc, request, lba);
	if (!sense_is_good(result) || request->streaming)
		return result;
	return mrw_cd_replace(disc, lba, request->blocks);
}

/* The area that has no track. */
static struct sense read_gaa(struct burnrig_disc *disc, int32_t lba, uint32_t blocks,
	struct scatter *list, uint32_t *ret_blocks_read)
{
	for (; *ret_blocks_read < blocks; lba++) {
		uint32_t unit = (uint32_t)(lba - CD_FIRST_LBA), done = 0;

		if (block_map_get(disc->map, unit) == BLOCK_NEVER_WRITTEN)
			scatter_zero(list, 2048);
		else if (cd_store_read_user(disc, lba, 1, list, &done) < 0)
			return sense_at(SENSE_ID_UNRECOVERED_READ_ERROR, *ret_blocks_read);
		++*ret_blocks_read;
	}
	return SENSE_GOOD;
}

static struct sense mrw_cd_read(struct burnrig_disc *disc, int32_t lba, uint32_t blocks,
	const struct iovec *out, size_t out_count, uint32_t *ret_blocks_read)
{
	struct scatter list = scatter_start(out, out_count);
	int32_t at;
	struct sense possible = mrw_locate(disc, lba, blocks, &at);

	if (!sense_is_good(possible))
		return possible;
	if (disc->gaa_chosen)
		return read_gaa(disc, at, blocks, &list, ret_blocks_read);
	return cd_read(disc, lba, blocks, out, out_count, ret_blocks_read);
}

const struct medium_rules medium_rules_cd_mrw = {
	.profile = MMC_PROFILE_CD_RW,
	.erasable = true,
	.random_writable = true,
	.first_lba = CD_FIRST_LBA,
	.start_blank = cd_start_blank,
	.can_write = cd_can_write,
	.last_lba = mrw_last_lba,
	.read = mrw_cd_read,
	.read_sector = cd_read_sector,
	.write = mrw_cd_write,
	.close_session = background_close_session,
	.format = cd_format,
	.format_option_at = cd_format_option_at,
	.blank = cd_blank,
};
