/* SPDX-License-Identifier: MIT */
/*
 * random_access.h: what formatted media share that are written in any order (DVD+RW, DVD-RAM, BD-RE):
 * one session with one track of all blocks. Blocks are rewritten singly though the medium is recorded
 * in whole units: the drive reads, modifies and writes. Never-written blocks read as zeros.
 */
#ifndef MEDIA_RANDOM_ACCESS_H
#define MEDIA_RANDOM_ACCESS_H

#include "emulator/media/disc.h"

/* The functions of medium_rules. */
bool random_start_blank(struct burnrig_disc *disc);
bool random_can_write(const struct burnrig_disc *disc);
uint32_t random_last_lba(const struct burnrig_disc *disc);
struct sense random_read(struct burnrig_disc *disc, int32_t lba, uint32_t blocks,
	const struct iovec *out, size_t out_count, uint32_t *ret_blocks_read);
/* random_write: defective units go to the spare area, when there is one; 03/0C/02 when it is full. */
struct sense random_write(struct burnrig_disc *disc, const struct write_request *request);
/* random_write_at: what it does when there is something to write, and it lies on the medium. */
struct sense random_write_at(struct burnrig_disc *disc, const struct write_request *request);

/* random_within_format: are all the blocks there to be written? */
bool random_within_format(const struct burnrig_disc *disc, int32_t lba, uint32_t blocks);

/*
 * random_format: from now on @blocks user blocks, none of them written, and @spare_blocks spares, less
 * what the known defects need; with too few for those the list of defects is begun anew.
 * 03/31/01 when the store fails.
 */
struct sense random_format(
	struct burnrig_disc *disc, uint8_t format_type, uint32_t blocks, uint32_t spare_blocks);

#endif
