/* SPDX-License-Identifier: MIT */
#include "emulator/drive/tests/raw_session.h"

#include <string.h>

#include "emulator/drive/tests/medium_ways.h"

enum { TRACK_BLOCKS = 320, PAUSE_LBA = -150, PIECE = 26 };

static uint8_t bcd(int32_t value)
{
	return (uint8_t)(value / 10 << 4 | value % 10);
}

static void put_time(uint8_t *out, int32_t frames)
{
	out[0] = bcd(frames / 4500);
	out[1] = bcd(frames / 75 % 60);
	out[2] = bcd(frames % 75);
}

/* x^16 + x^12 + x^5 + 1 over the ten bytes before it, inverted. */
static void put_crc(uint8_t *q)
{
	unsigned crc = 0;

	for (unsigned bit = 0; bit < 80; bit++) {
		unsigned top = crc >> 15 ^ (q[bit / 8] >> (7 - bit % 8) & 1U);

		crc = (crc << 1 & 0xFFFF) ^ (top & 1 ? 0x1021 : 0);
	}
	q[10] = (uint8_t)(~crc >> 8);
	q[11] = (uint8_t)~crc;
}

/* First track, last track and lead-out, then the track itself, by turns. */
static void lead_in_q(int32_t lba, uint8_t *q)
{
	static const uint8_t points[4][4] = {
		{ 0xA0, 0x01, 0x00, 0x00 },
		{ 0xA1, 0x01, 0x00, 0x00 },
		{ 0xA2, 0x00, 0x06, 0x20 },
		{ 0x01, 0x00, 0x02, 0x00 },
	};
	const uint8_t *point = points[(uint32_t)lba / 3 % 4];

	q[2] = point[0];
	memcpy(q + 7, point + 1, 3);
}

static void make_q(int32_t lba, uint8_t *q)
{
	memset(q, 0, 12);
	q[0] = 0x01; /* audio; a position */
	if (lba < PAUSE_LBA) {
		lead_in_q(lba, q);
	} else if (lba < TRACK_BLOCKS) {
		q[1] = 0x01;
		q[2] = lba >= 0;
		put_time(q + 3, lba < 0 ? -lba : lba);
		put_time(q + 7, lba + 150);
	} else {
		q[1] = 0xAA;
		q[2] = 0x01;
		put_time(q + 3, lba - TRACK_BLOCKS);
		put_time(q + 7, lba + 150);
	}
	put_crc(q);
}

void raw_sub_channels(int32_t lba, uint8_t *ret_channels)
{
	bool pause = lba >= PAUSE_LBA && lba < 0;
	uint8_t q[12];

	make_q(lba, q);
	for (unsigned i = 0; i < 96; i++)
		ret_channels[i] =
			(uint8_t)((pause ? 0x80 : 0) | (q[i / 8] >> (7 - i % 8) & 1) << 6);
}

void raw_lead_in(struct drive_rig *rig)
{
	rig_in(rig, RIG_CDB(0x43, 2, 4, 0, 0, 0, 0, 0, 32, 0), 32);
	int32_t lba = (rig->data[8] * 60 + rig->data[9]) * 75 + rig->data[10] - 450150;
	assert_true(lba < -4500 && lba > -45150);
	struct run lead_in = { lba, (uint32_t)(PAUSE_LBA - lba), RAW_BLOCK_BYTES };

	way_write_run(rig, &lead_in, PIECE);
}

void raw_lead_out(struct drive_rig *rig)
{
	static const struct run lead_out = { TRACK_BLOCKS, 6750, RAW_BLOCK_BYTES };

	way_write_run(rig, &lead_out, PIECE);
}
