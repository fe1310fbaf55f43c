/* SPDX-License-Identifier: MIT */
#include "engine/mmc/bytes.h"
#include "engine/mmc/mmc.h"

#define REQUEST_SENSE_BYTES 32
#define TRAY_TIMEOUT_MS	    60000

struct br_outcome mmc_test_unit_ready(struct br_transport *transport)
{
	struct br_command command = mmc_start(MMC_OP_TEST_UNIT_READY);

	return mmc_send(transport, &command);
}

struct br_outcome mmc_request_sense(struct br_transport *transport, struct br_sense *ret_sense)
{
	uint8_t data[REQUEST_SENSE_BYTES];
	struct br_command command = mmc_start(MMC_OP_REQUEST_SENSE);
	struct br_outcome outcome;

	command.cdb[4] = sizeof data;
	mmc_data_in(&command, data, sizeof data);
	outcome = mmc_send(transport, &command);
	if (outcome.code == BR_OK)
		*ret_sense = br_sense_decode(data, command.result.transferred_bytes);
	return outcome;
}

struct br_outcome mmc_start_stop_unit(struct br_transport *transport, enum mmc_motion motion)
{
	struct br_command command = mmc_start(MMC_OP_START_STOP_UNIT);

	command.cdb[4] = (uint8_t)motion;
	command.timeout_ms = TRAY_TIMEOUT_MS;
	return mmc_send(transport, &command);
}

struct br_outcome mmc_prevent_removal(struct br_transport *transport, bool prevent)
{
	struct br_command command = mmc_start(MMC_OP_PREVENT_ALLOW_MEDIUM_REMOVAL);

	command.cdb[4] = prevent;
	return mmc_send(transport, &command);
}
