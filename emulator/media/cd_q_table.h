/* SPDX-License-Identifier: MIT */
/*
 * cd_q_table.h: where the tracks of a program area lie, as the Q sub-channel of its sectors from LBA 0
 * on has it (ECMA-130 22.3): untrusted, and read as a drive reads it, around what is damaged.
 *
 * Sectors whose Q is damaged, or is about something else than the position, are what their neighbours
 * say. Where only one neighbour can say it (at either end, or where a pause begins) no more than ten in
 * a row may be silent: of ten sections in a row at least nine carry the position (22.3.3).
 */
#ifndef MEDIA_CD_Q_TABLE_H
#define MEDIA_CD_Q_TABLE_H

#include <stdbool.h>
#include <stdint.h>

struct cd_q_track {
	int32_t pause_lba, start_lba; /* of index 0, or of index 1 when there is none; of index 1 */
	uint8_t control;
};

struct cd_q_table { /* begins as zeros */
	struct cd_q_track tracks[99];
	unsigned count; /* the last one is where the last position lies                         */
	uint8_t index;	/* of the last position                                                  */
	int32_t next_lba;
	int32_t silent_lba;	  /* the first sector since the last position                     */
	int32_t silent_pause_lba; /* from where on all silent ones have P set; -1: nowhere   */
	bool ended;	     /* the lead-out was seen                                             */
	int32_t end_lba;     /* after cd_q_table_finish: behind the last track                    */
	int32_t refused_lba; /* after a refusal: what contradicts, or can't be told             */
};

/* cd_q_table_take: the next sector's P to W as interleaved. False: refused. */
bool cd_q_table_take(struct cd_q_table *table, const uint8_t *subchannel);
/* cd_q_table_finish: there are no more sectors. False: refused. */
bool cd_q_table_finish(struct cd_q_table *table);

#endif
