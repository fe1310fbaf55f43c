/* SPDX-License-Identifier: MIT */
#include "emulator/media/cd_text.h"

#include <string.h>

#include "emulator/media/cd_family.h"

#define PACKS_PER_SECTOR 4
#define LEAD_IN_END_LBA	 (-CD_PRE_GAP_BLOCKS)

/* Four packs of 18 bytes are 96 times the six bits of R to W. */
static void unpack(const uint8_t *channels, uint8_t packs[PACKS_PER_SECTOR * CD_TEXT_PACK_BYTES])
{
	for (size_t i = 0; i < CD_SUBCHANNEL_BYTES / 4; i++) {
		const uint8_t *in = channels + i * 4;
		uint32_t bits = (uint32_t)(in[0] & 0x3F) << 18 | (uint32_t)(in[1] & 0x3F) << 12 |
				(uint32_t)(in[2] & 0x3F) << 6 | (in[3] & 0x3F);

		packs[i * 3] = (uint8_t)(bits >> 16);
		packs[i * 3 + 1] = (uint8_t)(bits >> 8);
		packs[i * 3 + 2] = (uint8_t)bits;
	}
}

/* Pack types are 80h to 8Fh; Q's CRC is that of packs, too. */
static bool is_pack(const uint8_t *pack)
{
	uint16_t crc = cd_crc(pack, CD_TEXT_PACK_BYTES - 2);

	return pack[0] >> 4 == 8 && pack[16] == crc >> 8 && pack[17] == (crc & 0xFF);
}

struct collection {
	uint8_t *out;
	size_t count, max;
	bool complete; /* the first pack came again                                         */
};

static void collect(struct collection *collection, const uint8_t *channels)
{
	uint8_t packs[PACKS_PER_SECTOR * CD_TEXT_PACK_BYTES];

	unpack(channels, packs);
	for (unsigned i = 0; i < PACKS_PER_SECTOR && !collection->complete; i++) {
		const uint8_t *pack = packs + (size_t)i * CD_TEXT_PACK_BYTES;

		if (!is_pack(pack))
			continue;
		/* type, track, sequence number and block tell packs apart */
		if (collection->count == collection->max ||
			(collection->count && memcmp(pack, collection->out, 4) == 0)) {
			collection->complete = true;
			continue;
		}
		memcpy(collection->out + collection->count++ * CD_TEXT_PACK_BYTES, pack,
			CD_TEXT_PACK_BYTES);
	}
}

size_t cd_text_read(struct burnrig_disc *disc, uint8_t *out, size_t packs_max)
{
	struct collection collection = { .out = out, .max = packs_max };
	uint8_t sector[CD_SECTOR_STORED_BYTES];

	for (int32_t lba = CD_FIRST_LBA; lba < LEAD_IN_END_LBA && !collection.complete; lba++) {
		uint32_t unit = (uint32_t)(lba - CD_FIRST_LBA);

		if (block_map_get(disc->map, unit) != BLOCK_WRITTEN) {
			lba += (int32_t)block_map_run(disc->map, unit, UINT16_MAX) - 1;
			continue;
		}
		if (cd_store_read(disc, lba, sector) >= 0)
			collect(&collection, sector + CD_SECTOR_BYTES);
	}
	return collection.count;
}
