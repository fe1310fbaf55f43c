/* SPDX-License-Identifier: MIT */
/*
 * structure.h: what can be read and set of a medium outside of its user data (READ and SEND DISC STRUCTURE,
 * MMC-6 6.22 and 6.36), as tables: one of the DVD family, one of the BD family. cmd_structure.c is generic over
 * them.
 */
#ifndef DRIVE_STRUCTURE_H
#define DRIVE_STRUCTURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "emulator/drive/reply.h"
#include "emulator/media/disc.h"

enum structure_media { STRUCTURE_DVD = 0, STRUCTURE_BD = 1 }; /* CDB byte 1 */

#define STRUCTURE_BYTES		 2048 /* of most formats */
#define STRUCTURE_LIST_BYTES_MAX 20   /* of what can be sent */

struct structure_row {
	/* run: what follows the header. */
	void (*run)(const struct burnrig_disc *disc, struct reply *reply);
	/* take: SEND DISC STRUCTURE: the whole list of @bytes; its length and reserved bytes are right. NULL:
	 * it is only read. */
	struct sense (*take)(struct burnrig_disc *disc, const uint8_t *list);
	uint32_t families;   /* 1 << enum medium_family that have it */
	uint16_t bytes;	     /* of the whole reply, header included */
	uint16_t sent_bytes; /* of what is sent, where it differs; 0: the same */
	uint8_t format;
	bool at_lba; /* it is of the sector that the CDB's address names */
};

struct structure_table {
	const struct structure_row *rows;
	size_t count;
};

/* structure.c: formats that DVD and BD have alike. Write protection (C0h) is read of everything that can be
 * written; format layers (90h) are those of a disc that is no hybrid. */
void structure_protection(const struct burnrig_disc *disc, struct reply *reply);
void structure_format_layers(const struct burnrig_disc *disc, struct reply *reply);

/* In rising order of format. */
extern const struct structure_table structures_dvd, structures_bd;

#endif
