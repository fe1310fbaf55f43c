/* SPDX-License-Identifier: MIT */
/*
 * cd_text.h: CD-TEXT (MMC-6 annex J): packs of 18 bytes in sub-channels R to W of the first lead-in,
 * four in a sector, over and over.
 */
#ifndef MEDIA_CD_TEXT_H
#define MEDIA_CD_TEXT_H

#include <stddef.h>
#include <stdint.h>

struct burnrig_disc;

#define CD_TEXT_PACK_BYTES 18
#define CD_TEXT_PACKS_MAX  2048 /* eight blocks of 256 */

/*
 * cd_text_read: the packs of one turn, those with a wrong CRC left out, into @out of @packs_max
 * packs. Returns how many; 0: there is no CD-TEXT.
 */
size_t cd_text_read(struct burnrig_disc *disc, uint8_t *out, size_t packs_max);

#endif
