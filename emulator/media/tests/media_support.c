/* SPDX-License-Identifier: MIT */
#include "emulator/media/tests/media_support.h"

#include <stdlib.h>
#include <string.h>

const struct write_parameters support_track_at_once = {
	.write_type = 1, .multi_session = 3, .track_mode = 4, .data_block_type = 8
};
const struct write_parameters support_last_session = {
	.write_type = 1, .multi_session = 0, .track_mode = 4, .data_block_type = 8
};
const struct write_parameters support_audio = {
	.write_type = 1, .multi_session = 3, .track_mode = 0, .data_block_type = 0
};

struct burnrig_disc *support_blank(enum medium_family family, uint32_t capacity_blocks)
{
	static const uint16_t unit_blocks[] = {
		[MEDIUM_FAMILY_CD_R] = 1,
		[MEDIUM_FAMILY_CD_RW] = 1,
		[MEDIUM_FAMILY_CD_ROM] = 1,
		[MEDIUM_FAMILY_DVD_PLUS_R] = 16,
		[MEDIUM_FAMILY_DVD_PLUS_RW] = 16,
		[MEDIUM_FAMILY_DVD_R] = 16,
		[MEDIUM_FAMILY_DVD_RW] = 16,
		[MEDIUM_FAMILY_DVD_RAM] = 16,
		[MEDIUM_FAMILY_DVD_PLUS_R_DL] = 16,
		[MEDIUM_FAMILY_DVD_R_DL] = 16,
		[MEDIUM_FAMILY_BD_R] = 32,
		[MEDIUM_FAMILY_BD_RE] = 32,
		[MEDIUM_FAMILY_DVD_ROM] = 16,
		[MEDIUM_FAMILY_BD_ROM] = 32,
	};
	struct burnrig_medium_definition definition = {
		.name = "support",
		.family = family,
		.capacity_blocks = capacity_blocks,
		.recording_unit_blocks = unit_blocks[family],
		.default_spare_blocks = unit_blocks[family] == 32 ? capacity_blocks / 32 * 3 : 0,
		.atip_lead_in_lba = -11634,
	};

	return burnrig_disc_create_in_memory(&definition);
}

void support_pattern(uint8_t *out, uint32_t lba, uint32_t seed)
{
	uint32_t value = (lba + 1) * 2654435761U ^ seed * 40503U;

	for (unsigned i = 0; i < 2048; i += 4) {
		value = value * 1664525U + 1013904223U;
		memcpy(out + i, &value, 4);
	}
}

struct sense support_write(struct burnrig_disc *disc, int32_t lba, uint32_t blocks, uint32_t piece,
	uint32_t seed, const struct write_parameters *parameters)
{
	uint8_t *bytes = malloc((size_t)piece * 2048);
	struct sense result = SENSE_GOOD;

	for (uint32_t done = 0; done < blocks && sense_is_good(result); done += piece) {
		uint32_t count = blocks - done < piece ? blocks - done : piece;

		for (uint32_t i = 0; i < count; i++)
			support_pattern(bytes + (size_t)i * 2048, (uint32_t)lba + done + i, seed);
		/* cut across blocks, as scatter lists from a kernel may be */
		struct iovec list[2] = {
			{ .iov_base = bytes, .iov_len = 1000 },
			{ .iov_base = bytes + 1000, .iov_len = (size_t)count * 2048 - 1000 },
		};
		struct write_request request = {
			.lba = lba + (int32_t)done,
			.blocks = count,
			.data = list,
			.data_count = 2,
			.parameters = parameters ? parameters : &support_track_at_once,
		};
		result = disc_write(disc, &request);
	}
	free(bytes);
	return result;
}

static bool read_one(struct burnrig_disc *disc, int32_t lba, uint8_t *out)
{
	struct iovec room = { .iov_base = out, .iov_len = 2048 };
	uint32_t blocks;

	return sense_is_good(disc_read(disc, lba, 1, &room, 1, &blocks)) && blocks == 1;
}

bool support_check(struct burnrig_disc *disc, int32_t lba, uint32_t blocks, uint32_t seed)
{
	uint8_t expected[2048], found[2048];

	for (uint32_t i = 0; i < blocks; i++) {
		support_pattern(expected, (uint32_t)lba + i, seed);
		if (!read_one(disc, lba + (int32_t)i, found) || memcmp(expected, found, 2048) != 0)
			return false;
	}
	return true;
}

bool support_is_zero(struct burnrig_disc *disc, int32_t lba, uint32_t blocks)
{
	static const uint8_t zero[2048];
	uint8_t found[2048];

	for (uint32_t i = 0; i < blocks; i++) {
		if (!read_one(disc, lba + (int32_t)i, found) || memcmp(zero, found, 2048) != 0)
			return false;
	}
	return true;
}

unsigned support_code(struct sense sense)
{
	return (unsigned)sense.key << 16 | (unsigned)sense.asc << 8 | sense.ascq;
}
