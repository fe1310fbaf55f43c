/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <string.h>

#include "engine/mmc/mmc.h"

#define COMMAND_TIMEOUT_MS 10000 /* what IMAPI2 gives a command that has no time-out of its own */

uint8_t mmc_cdb_bytes(uint8_t operation)
{
	switch (operation >> 5) {
	case 0:
		return 6;
	case 1:
	case 2:
		return 10;
	case 4:
		return 16;
	case 5:
		return 12;
	default:
		return 0;
	}
}

struct br_command mmc_start(enum mmc_operation operation)
{
	return (struct br_command) {
		.cdb = { (uint8_t)operation },
		.cdb_bytes = mmc_cdb_bytes((uint8_t)operation),
		.timeout_ms = COMMAND_TIMEOUT_MS,
	};
}

void mmc_data_in(struct br_command *command, void *data, size_t bytes)
{
	command->direction = BR_DATA_IN;
	command->data_in = data;
	command->data_bytes = bytes;
}

void mmc_data_out(struct br_command *command, const void *data, size_t bytes)
{
	command->direction = BR_DATA_OUT;
	command->data_out = data;
	command->data_bytes = bytes;
}

static struct br_outcome outcome_of(const struct br_command *command, enum br_code code)
{
	struct br_outcome outcome = {
		.code = code,
		.operation_valid = true,
		.operation = command->cdb[0],
		.cdb_bytes = command->cdb_bytes,
	};

	memcpy(outcome.cdb, command->cdb, sizeof outcome.cdb);
	return outcome;
}

static struct br_outcome refused(const struct br_command *command)
{
	const struct br_result *result = &command->result;
	struct br_outcome outcome = outcome_of(command, BR_E_DEVICE);

	outcome.status = result->status;
	outcome.sense = result->sense;
	memcpy(outcome.sense_data, result->sense_data, sizeof outcome.sense_data);
	outcome.sense_data_bytes = result->sense_data_bytes;
	if (result->status != BR_STATUS_CHECK_CONDITION || result->sense.key != MMC_KEY_NOT_READY)
		return outcome;
	if (result->sense.code == MMC_CODE_MEDIUM_NOT_PRESENT)
		outcome.code = BR_E_NO_MEDIUM;
	else if (result->sense.code == MMC_CODE_INCOMPATIBLE_MEDIUM)
		outcome.code = BR_E_MEDIUM_UNSUPPORTED;
	return outcome;
}

/* A deferred error is of an earlier command; this one was not carried out, whatever the key. */
static bool was_done(const struct br_result *result)
{
	const struct br_sense *sense = &result->sense;

	if (result->status == BR_STATUS_GOOD)
		return true;
	return result->status == BR_STATUS_CHECK_CONDITION && result->sense_data_bytes > 0 &&
	       !sense->deferred &&
	       (sense->key == MMC_KEY_RECOVERED_ERROR ||
		       mmc_sense_number(sense) == MMC_SENSE_NO_SENSE);
}

struct br_outcome mmc_send(struct br_transport *transport, struct br_command *command)
{
	const struct br_result *result = &command->result;
	struct br_outcome outcome;

	br_transport_execute(transport, command);
	if (result->transport) {
		outcome = outcome_of(
			command, result->transport == -ECANCELED ? BR_E_CANCELLED : BR_E_TRANSPORT);
		outcome.system_error = result->transport;
		return outcome;
	}
	if (!was_done(result))
		return refused(command);
	if (command->direction == BR_DATA_OUT && result->transferred_bytes < command->data_bytes)
		return mmc_bad_reply(command->cdb[0], "the drive took only a part of the data");
	return (struct br_outcome) { .code = BR_OK };
}

struct br_outcome mmc_bad_reply(enum mmc_operation operation, const char *text)
{
	return (struct br_outcome) {
		.code = BR_E_BAD_REPLY,
		.operation_valid = true,
		.operation = (uint8_t)operation,
		.text = text,
	};
}
