/* SPDX-License-Identifier: MIT */
/*
 * bd_r_overwrite.c: pseudo-overwrite (POW) on BD-R. What is written to a recorded address goes to
 * new clusters at some track's next writable address, and a map leads reads of the old address
 * there; so space is used up with every overwrite.
 *
 * The data store is kept as the host sees it: the new data rest at the address they were written
 * to, and the clusters they really took are counted into their track without being marked in the
 * block map. Such orphans read as zeros and can be overwritten as any other. So the number of
 * replacements made is the number of unmarked clusters among the recorded ones.
 */
#include "emulator/media/bd_format.h"
#include "emulator/media/bd_r.h"
#include "emulator/media/image.h"
#include "emulator/media/rules.h"
#include "emulator/media/sequential.h"

/* The map is in the defect list, 8 bytes an entry; four clusters of 64 KiB a layer hold it. A
 * temporary management area of 2048 clusters holds as many updates (BD-R, single layer). */
#define MAP_ENTRIES_PER_LAYER (4 * 65536 / 8)
#define UPDATES_PER_LAYER     2048

struct sense bd_r_read(struct burnrig_disc *disc, int32_t lba, uint32_t blocks,
	const struct iovec *out, size_t out_count, uint32_t *ret_blocks_read)
{
	struct scatter list = scatter_start(out, out_count);

	if (lba < 0 || (int64_t)lba + blocks > sequential_recorded_end_lba(disc))
		return sense_of(SENSE_ID_LOGICAL_BLOCK_ADDRESS_OUT_OF_RANGE);
	return image_read_mapped(disc, lba, blocks, &list, bd_r_overwrites(disc), ret_blocks_read);
}

static const struct disc_track *track_recorded_at(const struct burnrig_disc *disc, int32_t lba)
{
	for (unsigned i = 0; i < disc->state.track_count; i++) {
		const struct disc_track *track = &disc->state.tracks[i];

		if (lba >= track->start_lba &&
			lba < track->start_lba + (int32_t)track->recorded_blocks)
			return track;
	}
	return NULL;
}

static bool all_recorded(const struct burnrig_disc *disc, int32_t lba, uint32_t blocks)
{
	int32_t end_lba = lba + (int32_t)blocks;

	while (lba < end_lba) {
		const struct disc_track *track = track_recorded_at(disc, lba);

		if (!track)
			return false;
		lba = track->start_lba + (int32_t)track->recorded_blocks;
	}
	return true;
}

/* Whole clusters that an open track still has. */
static uint32_t free_clusters(const struct disc_track *track)
{
	uint32_t used = round_up(track->recorded_blocks, BD_CLUSTER_BLOCKS);

	return track->closed ? 0 : (track->size_blocks - used) / BD_CLUSTER_BLOCKS;
}

/* The last track that has room, for the host expects reserved ones to last. */
static struct disc_track *track_with_room(const struct burnrig_disc *disc, uint32_t clusters)
{
	for (unsigned i = disc->state.track_count; i-- > 0;) {
		if (free_clusters(&disc->state.tracks[i]) >= clusters)
			return &disc->state.tracks[i];
	}
	return NULL;
}

/* An orphan that is written for the first time is written whole. */
static int clear_orphan(struct burnrig_disc *disc, uint32_t cluster)
{
	if (block_map_get(disc->map, cluster) != BLOCK_NEVER_WRITTEN)
		return 0;
	return image_clear(disc, (int32_t)(cluster * BD_CLUSTER_BLOCKS), BD_CLUSTER_BLOCKS);
}

static struct sense replace(struct burnrig_disc *disc, const struct write_request *request,
	struct disc_track *track, uint32_t first, uint32_t last)
{
	struct scatter data = scatter_start(request->data, request->data_count);
	struct sense padded = sequential_pad(disc, track);

	if (!sense_is_good(padded))
		return padded;
	if (clear_orphan(disc, first) < 0 || clear_orphan(disc, last) < 0 ||
		image_write(disc, request->lba, request->blocks, &data) < 0)
		return sense_at(SENSE_ID_WRITE_ERROR, (uint32_t)request->lba);
	track->recorded_blocks += (last - first + 1) * BD_CLUSTER_BLOCKS;
	track->next_writable_lba = track->start_lba + (int32_t)track->recorded_blocks;
	rules_mark(disc, request->lba, request->blocks, BLOCK_WRITTEN);
	disc->state.status = DISC_INCOMPLETE;
	rules_last_session(disc)->status = SESSION_INCOMPLETE;
	return SENSE_GOOD;
}

struct sense bd_r_overwrite(struct burnrig_disc *disc, const struct write_request *request)
{
	if (!request->blocks)
		return SENSE_GOOD;
	if (!all_recorded(disc, request->lba, request->blocks))
		return sense_of(SENSE_ID_INVALID_ADDRESS_FOR_WRITE);
	uint32_t first = (uint32_t)request->lba / BD_CLUSTER_BLOCKS;
	uint32_t last = ((uint32_t)request->lba + request->blocks - 1) / BD_CLUSTER_BLOCKS;
	struct bd_r_overwrite_resources left;
	struct disc_track *track = track_with_room(disc, last - first + 1);

	bd_r_overwrite_resources(disc, &left);
	if (!track || left.replacements < last - first + 1)
		return sense_of(SENSE_ID_END_OF_USER_AREA_ENCOUNTERED);
	return replace(disc, request, track, first, last);
}

static uint32_t orphans(const struct burnrig_disc *disc)
{
	uint32_t count = 0;

	for (unsigned i = 0; i < disc->state.track_count; i++) {
		const struct disc_track *track = &disc->state.tracks[i];
		uint32_t unit = (uint32_t)track->start_lba / BD_CLUSTER_BLOCKS;
		uint32_t end = unit + track->recorded_blocks / BD_CLUSTER_BLOCKS;

		while (unit < end) {
			uint32_t run = block_map_run(disc->map, unit, end - unit);

			if (block_map_get(disc->map, unit) == BLOCK_NEVER_WRITTEN)
				count += run;
			unit += run;
		}
	}
	return count;
}

static uint32_t less(uint32_t whole, uint32_t part)
{
	return whole > part ? whole - part : 0;
}

void bd_r_overwrite_resources(
	const struct burnrig_disc *disc, struct bd_r_overwrite_resources *ret_resources)
{
	uint32_t layers = disc->definition->geometry.layers ? disc->definition->geometry.layers : 1;
	uint32_t used = orphans(disc);
	uint32_t room = 0;

	for (unsigned i = 0; i < disc->state.track_count; i++)
		room += free_clusters(&disc->state.tracks[i]);
	ret_resources->map_entries = less(MAP_ENTRIES_PER_LAYER * layers, used);
	ret_resources->updates = less(UPDATES_PER_LAYER * layers, used);
	ret_resources->replacements =
		room < ret_resources->map_entries ? room : ret_resources->map_entries;
}
