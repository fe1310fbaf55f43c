/* SPDX-License-Identifier: MIT */
#include "engine/mmc/bytes.h"
#include "engine/mmc/mmc.h"

#define IMMED		       0x01
#define DO_OPC		       0x01
#define SYNCHRONIZE_TIMEOUT_MS 900000 /* a DVD at once ends in it: lead-in and lead-out */
#define CLOSE_START_TIMEOUT_MS 60000
#define OPC_TIMEOUT_MS	       70000

struct br_outcome mmc_synchronize_cache(struct br_transport *transport)
{
	struct br_command command = mmc_start(MMC_OP_SYNCHRONIZE_CACHE);

	command.timeout_ms = SYNCHRONIZE_TIMEOUT_MS;
	return mmc_send(transport, &command);
}

struct br_outcome mmc_close(
	struct br_transport *transport, enum mmc_close_function function, uint16_t track)
{
	struct br_command command = mmc_start(MMC_OP_CLOSE_TRACK_SESSION);

	command.cdb[1] = IMMED;
	command.cdb[2] = (uint8_t)function;
	mmc_put_be16(&command.cdb[4], track);
	command.timeout_ms = CLOSE_START_TIMEOUT_MS;
	return mmc_send(transport, &command);
}

struct br_outcome mmc_reserve_track(struct br_transport *transport, uint32_t blocks)
{
	struct br_command command = mmc_start(MMC_OP_RESERVE_TRACK);

	mmc_put_be32(&command.cdb[5], blocks);
	return mmc_send(transport, &command);
}

struct br_outcome mmc_send_opc(struct br_transport *transport)
{
	struct br_command command = mmc_start(MMC_OP_SEND_OPC_INFORMATION);

	command.cdb[1] = DO_OPC;
	command.timeout_ms = OPC_TIMEOUT_MS;
	return mmc_send(transport, &command);
}
