/* SPDX-License-Identifier: MIT */
#include "emulator/media/cd_store.h"

#include <errno.h>
#include <string.h>

#include "emulator/media/cd_recorder.h"
#include "emulator/media/rules.h"

/* Catalogue number and ISRC are to be found in one of 100 sectors each (ECMA-130 22.3.4). */
#define Q_PERIOD	 100
#define Q_CATALOGUE_TURN 40
#define Q_ISRC_TURN	 80

static uint64_t offset_of(int32_t lba)
{
	return (uint64_t)(lba - CD_FIRST_LBA) * CD_SECTOR_STORED_BYTES;
}

static uint8_t *batch_sector(const struct burnrig_disc *disc, uint32_t index)
{
	return disc->cd->batch + (size_t)index * CD_SECTOR_STORED_BYTES;
}

static uint32_t batch_of(uint32_t blocks)
{
	return blocks < CD_BATCH_SECTORS ? blocks : CD_BATCH_SECTORS;
}

static bool has_sub_header(const struct cd_form *form)
{
	return form->layout == CD_FORM_1 || form->layout == CD_FORM_2 || form->layout == CD_XA;
}

/* Main channel: the host's part of it, or zeros, and what belongs around it. */
static int make_main(uint8_t *sector, const struct cd_run *run, int32_t lba, struct scatter *data)
{
	const struct cd_form *form = run->form;
	bool zeros = form->ignored || !data;

	if (data &&
		scatter_get(data, sector + form->offset, form->block_bytes) != form->block_bytes)
		return -EINVAL;
	if (zeros)
		memset(sector, 0, CD_SECTOR_BYTES);
	if (has_sub_header(form) && (zeros || form->offset > CD_USER_DATA_OFFSET))
		memcpy(sector + CD_USER_DATA_OFFSET, run->sub_header, sizeof run->sub_header);
	cd_sector_complete(sector, (enum cd_layout)form->layout, lba);
	return 0;
}

static void make_q(uint8_t *q, const struct cd_run *run, const struct cd_position *position)
{
	int32_t turn = (position->lba - CD_FIRST_LBA) % Q_PERIOD;

	if (run->catalogue && turn == Q_CATALOGUE_TURN)
		cd_q_catalogue(q, position, run->catalogue);
	else if (run->isrc && run->index && turn == Q_ISRC_TURN)
		cd_q_isrc(q, position, run->isrc);
	else
		cd_q_position(q, position);
}

/* One sector, whole, from the next block of the host's data. */
static int make_sector(uint8_t *sector, const struct cd_run *run, int32_t lba, struct scatter *data)
{
	struct cd_position position = {
		.control = run->control,
		.track = run->track,
		.index = run->index,
		.lba = lba,
		.track_lba = run->track_lba,
	};
	uint8_t *channels = sector + CD_SECTOR_BYTES;
	uint8_t q[12];
	int error = make_main(sector, run, lba, data);

	memset(channels, 0, CD_SUBCHANNEL_BYTES);
	if (!error && data && run->subchannel_bytes &&
		scatter_get(data, channels, run->subchannel_bytes) != run->subchannel_bytes)
		error = -EINVAL;
	make_q(q, run, &position);
	cd_subchannel_put(channels, q, run->index == 0);
	return error;
}

static int put_batch(struct burnrig_disc *disc, int32_t lba, uint32_t blocks)
{
	struct iovec all = {
		.iov_base = disc->cd->batch,
		.iov_len = (size_t)blocks * CD_SECTOR_STORED_BYTES,
	};
	int error = store_writev(disc->data, offset_of(lba), &all, 1);

	if (error >= 0)
		rules_mark(disc, lba, blocks, BLOCK_WRITTEN);
	return error;
}

int cd_store_write(struct burnrig_disc *disc, const struct cd_run *run, int32_t lba,
	uint32_t blocks, struct scatter *data)
{
	if (disc->rehearsal.running)
		return 0;
	while (blocks) {
		uint32_t batch = batch_of(blocks);
		int error = 0;

		for (uint32_t i = 0; i < batch && !error; i++)
			error = make_sector(batch_sector(disc, i), run, lba + (int32_t)i, data);
		if (!error)
			error = put_batch(disc, lba, batch);
		if (error < 0)
			return error;
		lba += (int32_t)batch;
		blocks -= batch;
	}
	return 0;
}

int cd_store_put(struct burnrig_disc *disc, int32_t lba, const uint8_t *sector)
{
	if (disc->rehearsal.running)
		return 0;
	memcpy(disc->cd->batch, sector, CD_SECTOR_STORED_BYTES);
	return put_batch(disc, lba, 1);
}

/* Where a sector's 2048 bytes of user data are; 0: it has none. */
static uint32_t user_offset(const uint8_t *sector)
{
	switch (cd_sector_layout(sector, true)) {
	case CD_MODE_1:
		return CD_USER_DATA_OFFSET;
	case CD_FORM_1:
		return CD_FORM_1_DATA_OFFSET;
	case CD_AUDIO:
	case CD_MODE_2:
	case CD_FORM_2:
	case CD_XA:
		break;
	}
	return 0;
}

int cd_store_read_user(struct burnrig_disc *disc, int32_t lba, uint32_t blocks, struct scatter *out,
	uint32_t *ret_blocks)
{
	*ret_blocks = 0;
	while (*ret_blocks < blocks) {
		uint32_t batch = batch_of(blocks - *ret_blocks);
		struct iovec all = {
			.iov_base = disc->cd->batch,
			.iov_len = (size_t)batch * CD_SECTOR_STORED_BYTES,
		};
		int error = store_readv(disc->data, offset_of(lba + (int32_t)*ret_blocks), &all, 1);

		if (error < 0)
			return error;
		for (uint32_t i = 0; i < batch; i++, (*ret_blocks)++) {
			const uint8_t *sector = batch_sector(disc, i);

			if (!user_offset(sector))
				return -EMEDIUMTYPE;
			if (scatter_put(out, sector + user_offset(sector), 2048) != 2048)
				return -EINVAL;
		}
	}
	return 0;
}

int cd_store_read(struct burnrig_disc *disc, int32_t lba, uint8_t *out)
{
	struct iovec sector = { .iov_base = out, .iov_len = CD_SECTOR_STORED_BYTES };

	return store_readv(disc->data, offset_of(lba), &sector, 1);
}

int cd_store_erase(struct burnrig_disc *disc, int32_t lba, uint32_t blocks)
{
	if (!blocks)
		return 0;
	rules_mark(disc, lba, blocks, BLOCK_NEVER_WRITTEN);
	return store_discard(disc->data, offset_of(lba), (uint64_t)blocks * CD_SECTOR_STORED_BYTES);
}
