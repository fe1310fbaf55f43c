/* SPDX-License-Identifier: MIT */
#include "engine/mmc/bytes.h"
#include "engine/mmc/mmc.h"

#define STREAMING_BYTES 28
#define RATE_TIME_MS	1000 /* so that the sizes are kB/s */

struct br_outcome mmc_set_streaming(
	struct br_transport *transport, const struct mmc_streaming *streaming)
{
	uint8_t data[STREAMING_BYTES] = { 0 };
	struct br_command command = mmc_start(MMC_OP_SET_STREAMING);

	data[0] = (uint8_t)((streaming->rotation_control & 0x03) << 3 |
			    streaming->restore_defaults << 2 | streaming->exact << 1);
	mmc_put_be32(&data[4], streaming->start_lba);
	mmc_put_be32(&data[8], streaming->end_lba);
	mmc_put_be32(&data[12], streaming->read_kBps);
	mmc_put_be32(&data[16], RATE_TIME_MS);
	mmc_put_be32(&data[20], streaming->write_kBps);
	mmc_put_be32(&data[24], RATE_TIME_MS);
	mmc_put_be16(&command.cdb[9], sizeof data);
	mmc_data_out(&command, data, sizeof data);
	return mmc_send(transport, &command);
}

struct br_outcome mmc_set_cd_speed(struct br_transport *transport, uint8_t rotation_control,
	uint16_t read_kBps, uint16_t write_kBps)
{
	struct br_command command = mmc_start(MMC_OP_SET_CD_SPEED);

	command.cdb[1] = rotation_control & 0x03;
	mmc_put_be16(&command.cdb[2], read_kBps);
	mmc_put_be16(&command.cdb[4], write_kBps);
	return mmc_send(transport, &command);
}
