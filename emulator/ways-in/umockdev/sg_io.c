/* SPDX-License-Identifier: MIT */
#include "emulator/ways-in/umockdev/sg_io.h"

#include <errno.h>
#include <string.h>

#define MS_NS			1000000ULL
#define DRIVER_SENSE		0x08 /* driver_status: there is sense */
#define HOST_TIME_OUT		0x03 /* host_status DID_TIME_OUT      */
#define HOST_ERROR		0x07 /* host_status DID_ERROR         */
#define DEFAULT_TIMEOUT_MS	60000
#define PACKET_TICKS_PER_SECOND 100

int sg_io_check(const struct sg_io_hdr *header)
{
	if (header->interface_id != 'S')
		return -EINVAL;
	if (header->cmd_len < 6 || header->cmd_len > SG_IO_CDB_MAX)
		return -EMSGSIZE;
	if (header->dxfer_len > SG_IO_BYTES_MAX || header->iovec_count > SG_IO_IOVECS_MAX)
		return -EINVAL;
	if (!header->cmdp)
		return -EFAULT;
	/* Without data any direction goes: cdrdao leaves it 0. */
	if (header->dxfer_len == 0 || header->dxfer_direction == SG_DXFER_NONE)
		return 0;
	if (header->dxfer_direction > SG_DXFER_NONE || header->dxfer_direction < SG_DXFER_UNKNOWN)
		return -EINVAL;
	return header->dxferp ? 0 : -EFAULT;
}

static void report_sense(struct sg_io_hdr *header, const struct burnrig_command *command,
	const struct sg_io_memory *memory)
{
	size_t bytes = command->sense_bytes;

	if (bytes > 0)
		header->driver_status = DRIVER_SENSE;
	if (!memory->sense)
		return;
	if (bytes > header->mx_sb_len)
		bytes = header->mx_sb_len;
	memcpy(memory->sense, command->sense, bytes);
	header->sb_len_wr = (unsigned char)bytes;
}

/* The program said one direction and the command has the other: no host adapter could do that. */
static bool wrong_direction(const struct sg_io_hdr *header, const struct burnrig_command *command)
{
	return command->transferred_bytes > 0 && header->dxfer_direction == SG_DXFER_TO_DEV &&
	       command->direction == BURNRIG_DATA_IN;
}

static uint64_t limit_to_timeout(struct sg_io_hdr *header, uint64_t hold_ns)
{
	uint64_t timeout_ms = header->timeout ? header->timeout : DEFAULT_TIMEOUT_MS;

	if (hold_ns <= timeout_ms * MS_NS)
		return hold_ns;
	header->host_status = HOST_TIME_OUT;
	header->status = 0;
	header->sb_len_wr = 0;
	header->driver_status = 0;
	header->resid = (int)header->dxfer_len;
	return timeout_ms * MS_NS;
}

uint64_t sg_io_execute(
	struct open_file *file, struct sg_io_hdr *header, const struct sg_io_memory *memory)
{
	struct burnrig_command command = {
		.cdb = memory->cdb,
		.cdb_bytes = header->cmd_len,
		.data = memory->data,
		.data_count = memory->data_count,
	};
	uint64_t hold_ns = rig_execute(file->rig, &command);

	header->status = command.status;
	header->masked_status = (command.status >> 1) & 0x7F;
	header->msg_status = 0;
	header->sb_len_wr = 0;
	header->host_status = 0;
	header->driver_status = 0;
	header->resid = (int)(header->dxfer_len - (uint32_t)command.transferred_bytes);
	report_sense(header, &command, memory);
	if (wrong_direction(header, &command)) {
		header->host_status = HOST_ERROR;
		header->resid = (int)header->dxfer_len;
	}
	hold_ns = limit_to_timeout(header, hold_ns);
	header->duration = (unsigned)(hold_ns / MS_NS);
	header->info = SG_INFO_OK;
	if (header->status || header->host_status || header->driver_status)
		header->info = SG_INFO_CHECK;
	return hold_ns;
}

void send_packet_header(const struct cdrom_generic_command *packet, struct sg_io_hdr *ret_header)
{
	*ret_header = (struct sg_io_hdr) {
		.interface_id = 'S',
		.cmd_len = sizeof(packet->cmd),
		.dxfer_len = packet->buflen,
		.mx_sb_len = packet->sense ? sizeof(struct request_sense) : 0,
		.timeout = packet->timeout > 0
				   ? (unsigned)packet->timeout * (1000 / PACKET_TICKS_PER_SECOND)
				   : 0,
		.dxfer_direction = SG_DXFER_UNKNOWN,
	};
	switch (packet->data_direction) {
	case CGC_DATA_WRITE:
		ret_header->dxfer_direction = SG_DXFER_TO_DEV;
		break;
	case CGC_DATA_READ:
		ret_header->dxfer_direction = SG_DXFER_FROM_DEV;
		break;
	case CGC_DATA_NONE:
		ret_header->dxfer_direction = SG_DXFER_NONE;
		break;
	default:
		break;
	}
}

long send_packet_result(struct cdrom_generic_command *packet, const struct sg_io_hdr *header)
{
	long result = header->status || header->host_status ? -EIO : 0;

	packet->stat = (int)result;
	packet->buflen = (unsigned)header->resid;
	return result;
}
