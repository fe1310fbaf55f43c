/* SPDX-License-Identifier: MIT */
/*
 * medium_fills.h: media are filled until nothing more goes on them, or into the track; the last command of each
 * is the one that must be refused.
 */
#ifndef DRIVE_TESTS_MEDIUM_FILLS_H
#define DRIVE_TESTS_MEDIUM_FILLS_H

#include "emulator/drive/tests/medium_ways.h"

/* Nearly all of it is reserved, so that few blocks are left to write; and one more. */
void fill_reserved(struct drive_rig *rig, const struct way *way);
/* Packets of 32, each with its links, until no two fit. */
void fill_with_packets(struct drive_rig *rig, const struct way *way);
/* The last block there is can be written, the next is none. */
void fill_to_the_last(struct drive_rig *rig, const struct way *way);
/* A session up to 99:59:74 has no place on any CD. */
void fill_by_sheet(struct drive_rig *rig, const struct way *way);
/* Track 1, which is reserved, but for a piece; and two pieces. */
void fill_the_reserved(struct drive_rig *rig, const struct way *way);
/* DVD-RW: a quick format that leaves 320 blocks to be added, these, and one more. */
void fill_quick_format(struct drive_rig *rig, const struct way *way);
/* DVD-R DL, layer jump: two layers of 4096 blocks (SEND DISC STRUCTURE, 21h). */
void fill_two_layers(struct drive_rig *rig, const struct way *way);
/* A jump at 160 lies within the last WRITE. */
void fill_over_the_jump(struct drive_rig *rig, const struct way *way);
/* Raw: an address behind the last lead-out. */
void fill_raw(struct drive_rig *rig, const struct way *way);

#endif
