/* SPDX-License-Identifier: MIT */
/*
 * image.h: sectors of media with 2048-byte blocks. Block n rests at byte 2048 * n of the data
 * store, and goes between there and the host's scatter list with no copy.
 */
#ifndef MEDIA_IMAGE_H
#define MEDIA_IMAGE_H

#include "emulator/media/disc.h"
#include "emulator/media/scatter.h"

#define IMAGE_BLOCK_BYTES 2048

/* Nothing is written while a recording is rehearsed. All return 0 or the store's negative errno; @lba is not below 0. */
int image_read(struct burnrig_disc *disc, int32_t lba, uint32_t blocks, struct scatter *out);
int image_write(struct burnrig_disc *disc, int32_t lba, uint32_t blocks, struct scatter *data);
/* image_clear: the blocks read as zeros and take no room. */
int image_clear(struct burnrig_disc *disc, int32_t lba, uint32_t blocks);

/* image_is_written: the map calls all units written that the blocks (not none) from @lba lie in. */
bool image_is_written(const struct burnrig_disc *disc, uint32_t lba, uint32_t blocks);

/*
 * image_read_mapped: what the map calls written is read; the first block that is defective, or
 * never written when those are not @never_written_are_zeros, ends it with 03/11/00 at its LBA.
 * *ret_blocks_read counts those before.
 */
struct sense image_read_mapped(struct burnrig_disc *disc, int32_t lba, uint32_t blocks,
	struct scatter *out, bool never_written_are_zeros, uint32_t *ret_blocks_read);

#endif
