/* SPDX-License-Identifier: MIT */
/* media_support.h: small media to test the rules on. */
#ifndef MEDIA_SUPPORT_H
#define MEDIA_SUPPORT_H

#include "emulator/media/disc.h"

/* A blank disc in memory with @capacity_blocks (DVD+R, CD-R: user blocks; BD-RE: without spares,
 * of which the default format takes 3/32). */
struct burnrig_disc *support_blank(enum medium_family family, uint32_t capacity_blocks);

/* support_pattern: 2048 bytes that tell @lba and @seed. */
void support_pattern(uint8_t *out, uint32_t lba, uint32_t seed);

/* Write or check @blocks of the pattern, in pieces of @piece blocks. */
struct sense support_write(struct burnrig_disc *disc, int32_t lba, uint32_t blocks, uint32_t piece,
	uint32_t seed, const struct write_parameters *parameters);
/* True when all can be read and are the pattern. */
bool support_check(struct burnrig_disc *disc, int32_t lba, uint32_t blocks, uint32_t seed);
/* True when all can be read and are zeros. */
bool support_is_zero(struct burnrig_disc *disc, int32_t lba, uint32_t blocks);

/* As KEY << 16 | ASC << 8 | ASCQ; 0 is good. */
unsigned support_code(struct sense sense);

extern const struct write_parameters support_track_at_once; /* data, next session allowed */
extern const struct write_parameters support_last_session;  /* data, no next session      */
extern const struct write_parameters support_audio;	    /* 2352 bytes a block         */

#endif
