/* SPDX-License-Identifier: MIT */
/*
 * cd_form.h: what the host gives for one CD block, and which part of a sector that is: by mode page
 * 05h's data block type, and by the data form of a cue sheet's entry.
 */
#ifndef MEDIA_CD_FORM_H
#define MEDIA_CD_FORM_H

#include <stdbool.h>
#include <stdint.h>

#include "emulator/media/cd_sector.h"

/* Mode page 05h's data block types (MMC-6 7.5.3) that can be recorded. */
enum {
	CD_BLOCK_RAW_2352 = 0,
	CD_BLOCK_RAW_PQ = 1,	 /* 2352 and 16 of P and Q; raw recording only                */
	CD_BLOCK_PACKED_P_W = 2, /* 2352 and 96 with R to W as packs, which the drive interleaves
				    and corrects as it records and reads: kept as packs     */
	CD_BLOCK_RAW_P_W = 3,	 /* 2352 and 96 of P to W; raw recording only                 */
	CD_BLOCK_MODE_1 = 8,
	CD_BLOCK_MODE_2 = 9,
	CD_BLOCK_MODE_2_FORM_1 = 10,
	CD_BLOCK_SUB_HEADER_FORM_1 = 11, /* the host gives the sub-header, too             */
	CD_BLOCK_MODE_2_FORM_2 = 12,
	CD_BLOCK_SUB_HEADER_MIXED = 13,
};

struct cd_form {
	uint8_t code;		  /* data block type, or bits 5..0 of a data form       */
	uint8_t layout;		  /* enum cd_layout                                     */
	uint16_t block_bytes;	  /* of the host for the main channel; 0: none          */
	uint16_t offset;	  /* where they go in the sector                        */
	uint8_t subchannel_bytes; /* of the host behind them                            */
	uint8_t data_block_type;  /* as mode page 05h would call it                     */
	bool ignored;		  /* zeros are recorded whatever the host gave          */
};

/* cd_form_of_block_type: NULL for one that is reserved or not supported. */
const struct cd_form *cd_form_of_block_type(unsigned data_block_type);
/* cd_form_of_cue: by bits 5..0 of DATA FORM (MMC-6 table 609); NULL: no such form. */
const struct cd_form *cd_form_of_cue(unsigned data_form);
/* cd_form_bytes: all that the host gives for a block; 0 for NULL. */
uint32_t cd_form_bytes(const struct cd_form *form);
/* cd_form_is_data: everything but audio. */
bool cd_form_is_data(const struct cd_form *form);
/* cd_form_data_mode: as READ TRACK INFORMATION has it: 1, 2; audio has none: Fh. */
uint8_t cd_form_data_mode(const struct cd_form *form);

#endif
