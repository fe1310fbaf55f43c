/* SPDX-License-Identifier: MIT */
/* bd_r.h: what the files of the BD-R family know of each other, and what the drive asks of it. */
#ifndef MEDIA_BD_R_H
#define MEDIA_BD_R_H

#include "emulator/media/disc.h"

#define BD_R_TRACKS_MAX	     7927
#define BD_R_OPEN_TRACKS_MAX 16

/* bd_r_overwrites: was it formatted with pseudo-overwrite? Of a BD-R only. */
bool bd_r_overwrites(const struct burnrig_disc *disc);

/* bd_r_read: as medium_rules' read. */
struct sense bd_r_read(struct burnrig_disc *disc, int32_t lba, uint32_t blocks,
	const struct iovec *out, size_t out_count, uint32_t *ret_blocks_read);

/*
 * bd_r_overwrite: pseudo-overwrite of blocks that are recorded: 05/21/02 when some are not, 05/63/00
 * when no open track has room for the clusters that take their place.
 */
struct sense bd_r_overwrite(struct burnrig_disc *disc, const struct write_request *request);

/* What is left for pseudo-overwrite, READ DISC INFORMATION data type 010b (MMC-6 6.21). */
struct bd_r_overwrite_resources {
	uint32_t replacements; /* clusters that can still be replaced            */
	uint32_t map_entries;  /* of the reallocation map                        */
	uint32_t updates;      /* of the map on the disc                         */
};
void bd_r_overwrite_resources(
	const struct burnrig_disc *disc, struct bd_r_overwrite_resources *ret_resources);

#endif
