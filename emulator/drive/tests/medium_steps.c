/* SPDX-License-Identifier: MIT */
#include "emulator/drive/tests/medium_steps.h"

#include <string.h>

static uint8_t byte_of(uint32_t value, unsigned index)
{
	return (uint8_t)(value >> (24 - 8 * index));
}

unsigned step_profile(struct drive_rig *rig)
{
	rig_in(rig, RIG_CDB(0x46, 2, 0, 0, 0, 0, 0, 0, 8, 0), 8);
	return (unsigned)rig->data[6] << 8 | rig->data[7];
}

void step_write(struct drive_rig *rig, uint32_t lba, uint32_t blocks)
{
	static uint8_t data[64 * 2048];

	for (uint32_t done = 0; done < blocks;) {
		uint32_t count = blocks - done < 64 ? blocks - done : 64;
		uint32_t at = lba + done;

		for (uint32_t i = 0; i < count; i++) {
			memset(data + (size_t)i * 2048, 0x5A, 2048);
			for (unsigned k = 0; k < 4; k++)
				data[(size_t)i * 2048 + k] = byte_of(at + i, k);
		}
		rig_out(rig,
			RIG_CDB(0x2A, 0, byte_of(at, 0), byte_of(at, 1), byte_of(at, 2),
				byte_of(at, 3), 0, 0, (uint8_t)count, 0),
			data, (size_t)count * 2048);
		rig_assert_good(rig);
		done += count;
	}
}

void step_synchronize(struct drive_rig *rig)
{
	rig_in(rig, RIG_CDB(0x35, 0, 0, 0, 0, 0, 0, 0, 0, 0), 0);
}

void step_close(struct drive_rig *rig, unsigned function, unsigned track)
{
	rig_in(rig, RIG_CDB(0x5B, 0, (uint8_t)function, 0, 0, (uint8_t)track, 0, 0, 0, 0), 0);
}

void step_write_parameters(struct drive_rig *rig, uint8_t byte_3, uint8_t byte_4)
{
	uint8_t list[60] = { [8] = 0x05, 0x32, 0x41, [13] = 0x07, [23] = 150 };

	list[11] = byte_3;
	list[12] = byte_4;
	rig_out(rig, RIG_CDB(0x55, 0x10, 0, 0, 0, 0, 0, 0, 60, 0), list, sizeof list);
	rig_assert_good(rig);
}

void step_format(struct drive_rig *rig)
{
	/* 11826176 blocks, type 00h */
	static const uint8_t list[12] = { 0, 0, 0, 8, 0x00, 0xB4, 0x74, 0x00, 0x00, 0, 0, 0 };

	rig_out(rig, RIG_CDB(0x04, 0x11, 0, 0, 0, 0), list, sizeof list);
	rig_assert_good(rig);
}
