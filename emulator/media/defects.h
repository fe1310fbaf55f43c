/* SPDX-License-Identifier: MIT */
/*
 * defects.h: recording units that cannot hold data, and what stands in for them. Media with spare areas
 * (DVD-RAM, BD-R, BD-RE, DVD+RW as Mount Rainier; CD-RW has its own in mrw_cd.c) have such a unit replaced
 * when it is found: by the check after a write, or when the medium is certified. The block map keeps both: BLOCK_DEFECTIVE is nowhere recorded and unreadable,
 * BLOCK_REPLACED has its contents in a spare, and so in the data store at its own address.
 */
#ifndef MEDIA_DEFECTS_H
#define MEDIA_DEFECTS_H

#include "emulator/media/disc.h"

/* defects_place: the medium has the defects that its definition tells. Before anything is recorded. */
void defects_place(struct burnrig_disc *disc);

/*
 * defects_verify: @request, which has just been carried out, is read back where the medium is formatted with
 * spares, and the defective units among its blocks get some; what streams is not read back. 03/0C/02 with the
 * LBA of the first one that there is none for; those before are replaced.
 */
struct sense defects_verify(struct burnrig_disc *disc, const struct write_request *request);

/* defects_replaced_blocks: how many the list of defects has. */
uint32_t defects_replaced_blocks(const struct burnrig_disc *disc);
/* defects_forget: the list of defects is empty again, and every spare free. */
void defects_forget(struct burnrig_disc *disc);

/* defects_certify: all defective units of the user area get spares: 03/31/01 when there are too few spares. */
struct sense defects_certify(struct burnrig_disc *disc);

#endif
