/* SPDX-License-Identifier: MIT */
/*
 * bd_r_random.c: BD-R in random recording mode (RRM): formatted for it while blank, then every
 * cluster can be written once, in any order. A cluster that is written in pieces takes them until
 * the drive's buffer is flushed or another cluster is begun; then it is recorded, what was not
 * given of it as zeros, and cannot be written again: 05/21/02.
 */
#include "emulator/media/bd_format.h"
#include "emulator/media/profile.h"
#include "emulator/media/random_access.h"
#include "emulator/media/rules.h"

static uint32_t bits_of(uint32_t from, uint32_t count)
{
	return (uint32_t)(((UINT64_C(1) << count) - 1) << from);
}

/* The blocks of @cluster that lie within @request, a bit each. */
static uint32_t blocks_in(const struct write_request *request, uint32_t cluster)
{
	uint32_t lba = (uint32_t)request->lba, end = lba + request->blocks;
	uint32_t start = cluster * BD_CLUSTER_BLOCKS, stop = start + BD_CLUSTER_BLOCKS;
	uint32_t from = lba > start ? lba : start, to = end < stop ? end : stop;

	return bits_of(from - start, to - from);
}

static bool may_write(
	const struct burnrig_disc *disc, const struct write_request *request, uint32_t cluster)
{
	enum block_state state = block_map_get(disc->map, cluster);

	if (state != BLOCK_WRITTEN && state != BLOCK_REPLACED)
		return true;
	return disc->gathered && disc->gathered_unit == cluster &&
	       !(disc->gathered & blocks_in(request, cluster));
}

static struct sense bd_r_random_write(
	struct burnrig_disc *disc, const struct write_request *request)
{
	uint32_t first = (uint32_t)request->lba / BD_CLUSTER_BLOCKS;
	uint32_t last = ((uint32_t)request->lba + request->blocks - 1) / BD_CLUSTER_BLOCKS;
	bool more = disc->gathered && disc->gathered_unit == last;

	if (!request->blocks || !random_within_format(disc, request->lba, request->blocks))
		return random_write(disc, request); /* nothing, or refused */
	for (uint32_t cluster = first; cluster <= last; cluster++) {
		if (!may_write(disc, request, cluster))
			return sense_of(SENSE_ID_INVALID_ADDRESS_FOR_WRITE);
	}
	struct sense written = random_write(disc, request);
	if (!sense_is_good(written))
		return written;
	disc->gathered = (more ? disc->gathered : 0) | blocks_in(request, last);
	disc->gathered_unit = last;
	return SENSE_GOOD;
}

static struct sense bd_r_random_flush(struct burnrig_disc *disc)
{
	disc->gathered = 0;
	return SENSE_GOOD;
}

const struct medium_rules medium_rules_bd_r_random = {
	.profile = MMC_PROFILE_BD_R_RRM,
	.random_writable = true,
	.start_blank = random_start_blank,
	.can_write = random_can_write,
	.last_lba = random_last_lba,
	.read = random_read,
	.write = bd_r_random_write,
	.flush = bd_r_random_flush,
};
