/* SPDX-License-Identifier: MIT */
#include "emulator/media/cd_store.h"

#include <errno.h>
#include <string.h>

uint32_t cd_block_bytes(unsigned data_block_type)
{
	switch (data_block_type) {
	case CD_BLOCK_RAW_2352:
		return 2352;
	case CD_BLOCK_MODE_1:
	case CD_BLOCK_MODE_2_FORM_1:
		return 2048;
	default:
		return 0;
	}
}

static uint64_t offset_of(int32_t lba)
{
	return (uint64_t)(lba - CD_FIRST_LBA) * CD_SECTOR_STORED_BYTES;
}

static uint8_t *batch_sector(const struct burnrig_disc *disc, uint32_t index)
{
	return disc->batch + (size_t)index * CD_SECTOR_STORED_BYTES;
}

static uint32_t batch_of(uint32_t blocks)
{
	return blocks < CD_BATCH_SECTORS ? blocks : CD_BATCH_SECTORS;
}

static uint32_t user_data_offset(unsigned data_block_type)
{
	switch (data_block_type) {
	case CD_BLOCK_MODE_1:
		return CD_USER_DATA_OFFSET;
	case CD_BLOCK_MODE_2_FORM_1:
		return CD_FORM_1_DATA_OFFSET;
	default:
		return 0;
	}
}

/* One sector, whole, from the next block of the host's data. */
static int make_sector(
	uint8_t *sector, const struct disc_track *track, int32_t lba, struct scatter *data)
{
	uint32_t bytes = cd_block_bytes(track->data_block_type);
	uint8_t *user = sector + user_data_offset(track->data_block_type);
	struct cd_position position = {
		.control = track->control,
		.track = (uint8_t)track->number,
		.index = lba >= track->start_lba,
		.lba = lba,
		.track_lba = track->start_lba,
	};

	if (!data)
		memset(user, 0, bytes);
	else if (scatter_get(data, user, bytes) != bytes)
		return -EINVAL;
	if (track->data_block_type == CD_BLOCK_MODE_1)
		cd_sector_make_mode_1(sector, lba);
	else if (track->data_block_type == CD_BLOCK_MODE_2_FORM_1)
		cd_sector_make_mode_2_form_1(sector, lba);
	cd_subchannel_make(sector + CD_SECTOR_BYTES, &position);
	return 0;
}

int cd_store_write(struct burnrig_disc *disc, const struct disc_track *track, int32_t lba,
	uint32_t blocks, struct scatter *data)
{
	while (blocks) {
		uint32_t batch = batch_of(blocks);
		int error = 0;

		for (uint32_t i = 0; i < batch && !error; i++)
			error = make_sector(batch_sector(disc, i), track, lba + (int32_t)i, data);
		struct iovec all = {
			.iov_base = disc->batch,
			.iov_len = (size_t)batch * CD_SECTOR_STORED_BYTES,
		};
		if (!error)
			error = store_writev(disc->data, offset_of(lba), &all, 1);
		if (error < 0)
			return error;
		lba += (int32_t)batch;
		blocks -= batch;
	}
	return 0;
}

int cd_store_read_user(struct burnrig_disc *disc, int32_t lba, uint32_t blocks, struct scatter *out)
{
	while (blocks) {
		uint32_t batch = batch_of(blocks);
		struct iovec all = {
			.iov_base = disc->batch,
			.iov_len = (size_t)batch * CD_SECTOR_STORED_BYTES,
		};
		int error = store_readv(disc->data, offset_of(lba), &all, 1);

		if (error < 0)
			return error;
		for (uint32_t i = 0; i < batch; i++) {
			const uint8_t *sector = batch_sector(disc, i);
			const uint8_t *user = sector + cd_sector_user_data_offset(sector);

			if (scatter_put(out, user, 2048) != 2048)
				return -EINVAL;
		}
		lba += (int32_t)batch;
		blocks -= batch;
	}
	return 0;
}

int cd_store_read(struct burnrig_disc *disc, int32_t lba, uint8_t *out)
{
	struct iovec sector = { .iov_base = out, .iov_len = CD_SECTOR_STORED_BYTES };

	return store_readv(disc->data, offset_of(lba), &sector, 1);
}
