/* SPDX-License-Identifier: MIT */
#include "emulator/media/cd_form.h"

#include <stddef.h>

static const struct cd_form block_types[] = {
	{ CD_BLOCK_RAW_2352, CD_AUDIO, 2352, 0, 0, CD_BLOCK_RAW_2352, false },
	{ CD_BLOCK_RAW_PQ, CD_AUDIO, 2352, 0, 16, CD_BLOCK_RAW_PQ, false },
	{ CD_BLOCK_PACKED_P_W, CD_AUDIO, 2352, 0, 96, CD_BLOCK_PACKED_P_W, false },
	{ CD_BLOCK_RAW_P_W, CD_AUDIO, 2352, 0, 96, CD_BLOCK_RAW_P_W, false },
	{ CD_BLOCK_MODE_1, CD_MODE_1, 2048, 16, 0, CD_BLOCK_MODE_1, false },
	{ CD_BLOCK_MODE_2, CD_MODE_2, 2336, 16, 0, CD_BLOCK_MODE_2, false },
	{ CD_BLOCK_MODE_2_FORM_1, CD_FORM_1, 2048, 24, 0, CD_BLOCK_MODE_2_FORM_1, false },
	{ CD_BLOCK_SUB_HEADER_FORM_1, CD_FORM_1, 2056, 16, 0, CD_BLOCK_SUB_HEADER_FORM_1, false },
	{ CD_BLOCK_MODE_2_FORM_2, CD_FORM_2, 2324, 24, 0, CD_BLOCK_MODE_2_FORM_2, false },
	{ CD_BLOCK_SUB_HEADER_MIXED, CD_XA, 2332, 16, 0, CD_BLOCK_SUB_HEADER_MIXED, false },
};

/* Sync and header of 2352 bytes, and all EDC and ECC, are made anew whatever the host gave. */
static const struct cd_form cue_forms[] = {
	{ 0x00, CD_AUDIO, 2352, 0, 0, CD_BLOCK_RAW_2352, false },
	{ 0x01, CD_AUDIO, 0, 0, 0, CD_BLOCK_RAW_2352, true },
	{ 0x10, CD_MODE_1, 2048, 16, 0, CD_BLOCK_MODE_1, false },
	{ 0x11, CD_MODE_1, 2352, 0, 0, CD_BLOCK_MODE_1, false },
	{ 0x12, CD_MODE_1, 2048, 16, 0, CD_BLOCK_MODE_1, true },
	{ 0x13, CD_MODE_1, 2352, 0, 0, CD_BLOCK_MODE_1, true },
	{ 0x14, CD_MODE_1, 0, 0, 0, CD_BLOCK_MODE_1, true },
	{ 0x20, CD_XA, 2336, 16, 0, CD_BLOCK_SUB_HEADER_MIXED, false },
	{ 0x21, CD_XA, 2352, 0, 0, CD_BLOCK_SUB_HEADER_MIXED, false },
	{ 0x22, CD_XA, 2336, 16, 0, CD_BLOCK_SUB_HEADER_MIXED, true },
	{ 0x23, CD_XA, 2352, 0, 0, CD_BLOCK_SUB_HEADER_MIXED, true },
	{ 0x24, CD_XA, 0, 0, 0, CD_BLOCK_SUB_HEADER_MIXED, true },
	{ 0x30, CD_MODE_2, 2336, 16, 0, CD_BLOCK_MODE_2, false },
	{ 0x31, CD_MODE_2, 2352, 0, 0, CD_BLOCK_MODE_2, false },
	{ 0x32, CD_MODE_2, 2336, 16, 0, CD_BLOCK_MODE_2, true },
	{ 0x33, CD_MODE_2, 2352, 0, 0, CD_BLOCK_MODE_2, true },
	{ 0x34, CD_MODE_2, 0, 0, 0, CD_BLOCK_MODE_2, true },
};

static const struct cd_form *find(const struct cd_form *forms, size_t count, unsigned code)
{
	for (size_t i = 0; i < count; i++) {
		if (forms[i].code == code)
			return &forms[i];
	}
	return NULL;
}

const struct cd_form *cd_form_of_block_type(unsigned data_block_type)
{
	return find(block_types, sizeof block_types / sizeof block_types[0], data_block_type);
}

const struct cd_form *cd_form_of_cue(unsigned data_form)
{
	return find(cue_forms, sizeof cue_forms / sizeof cue_forms[0], data_form & 0x3F);
}

uint32_t cd_form_bytes(const struct cd_form *form)
{
	return form ? (uint32_t)form->block_bytes + form->subchannel_bytes : 0;
}

bool cd_form_is_data(const struct cd_form *form)
{
	return form->layout != CD_AUDIO;
}

uint8_t cd_form_data_mode(const struct cd_form *form)
{
	switch ((enum cd_layout)form->layout) {
	case CD_AUDIO:
		return 0xF;
	case CD_MODE_1:
		return 1;
	case CD_MODE_2:
	case CD_FORM_1:
	case CD_FORM_2:
	case CD_XA:
		break;
	}
	return 2;
}
