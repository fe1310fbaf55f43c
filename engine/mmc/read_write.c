/* SPDX-License-Identifier: MIT */
#include <assert.h>

#include "engine/mmc/bytes.h"
#include "engine/mmc/mmc.h"

/* A drive may re-calibrate, re-read or wait for its buffer; Windows' requirements end far below. */
#define DATA_TIMEOUT_MS 60000
#define STREAMING	0x80

struct br_outcome mmc_read(struct br_transport *transport, int32_t lba, uint16_t blocks, void *data)
{
	size_t bytes = (size_t)blocks * MMC_BLOCK_BYTES;
	struct br_command command = mmc_start(MMC_OP_READ_10);
	struct br_outcome outcome;

	mmc_put_be32(&command.cdb[2], (uint32_t)lba);
	mmc_put_be16(&command.cdb[7], blocks);
	command.timeout_ms = DATA_TIMEOUT_MS;
	mmc_data_in(&command, data, bytes);
	outcome = mmc_send(transport, &command);
	if (outcome.code == BR_OK && command.result.transferred_bytes < bytes)
		return mmc_bad_reply(MMC_OP_READ_10, "fewer blocks than asked for");
	return outcome;
}

struct br_outcome mmc_write(struct br_transport *transport, const struct mmc_write *write)
{
	struct br_command command = mmc_start(write->streaming ? MMC_OP_WRITE_12 : MMC_OP_WRITE_10);

	assert(write->streaming || write->blocks <= UINT16_MAX);
	mmc_put_be32(&command.cdb[2], (uint32_t)write->lba);
	if (write->streaming) {
		mmc_put_be32(&command.cdb[6], write->blocks);
		command.cdb[10] = STREAMING;
	} else {
		mmc_put_be16(&command.cdb[7], (uint16_t)write->blocks);
	}
	command.timeout_ms =
		write->timeout_ms > DATA_TIMEOUT_MS ? write->timeout_ms : DATA_TIMEOUT_MS;
	mmc_data_out(&command, write->data, (size_t)write->blocks * write->block_bytes);
	return mmc_send(transport, &command);
}
