/* SPDX-License-Identifier: MIT */
#include "engine/transport/transport.h"

#include <assert.h>
#include <errno.h>
#include <string.h>

static void assert_well_formed(
	const struct br_transport *transport, const struct br_command *command)
{
	assert(command->cdb_bytes >= 1 && command->cdb_bytes <= BR_CDB_BYTES_MAX);
	assert(command->data_bytes <= transport->transfer_bytes_max);
	assert(command->direction != BR_NO_DATA || command->data_bytes == 0);
	assert(command->direction != BR_DATA_IN || command->data_bytes == 0 || command->data_in);
	assert(command->direction != BR_DATA_OUT || command->data_bytes == 0 || command->data_out);
	(void)transport;
	(void)command;
}

void br_transport_execute(struct br_transport *transport, struct br_command *command)
{
	assert_well_formed(transport, command);
	command->result = (struct br_result) { 0 };
	if (br_cancel_requested(command->cancel)) {
		command->result.transport = -ECANCELED;
		return;
	}
	transport->operations->execute(transport, command);
}

int32_t br_transport_rotation_rpm(struct br_transport *transport)
{
	if (!transport->operations->rotation_rpm)
		return -1;
	return transport->operations->rotation_rpm(transport);
}

int br_transport_reset(struct br_transport *transport)
{
	return transport->operations->reset ? transport->operations->reset(transport) : -ENOTSUP;
}

int br_transport_press_eject(struct br_transport *transport)
{
	if (!transport->operations->press_eject)
		return -ENOTSUP;
	return transport->operations->press_eject(transport);
}

void br_transport_close(struct br_transport *transport)
{
	if (transport)
		transport->operations->close(transport);
}

void transport_set_sense(struct br_result *result, const uint8_t *bytes, size_t count)
{
	if (count > BR_SENSE_BYTES_MAX)
		count = BR_SENSE_BYTES_MAX;
	memcpy(result->sense_data, bytes, count);
	result->sense_data_bytes = (uint8_t)count;
	result->sense = br_sense_decode(bytes, count);
}
