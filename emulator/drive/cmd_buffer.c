/* SPDX-License-Identifier: MIT */
/*
 * READ BUFFER and WRITE BUFFER (SPC-3 6.15, 6.39): the modes for tests of the memory and of the way to it.
 * Microcode cannot be loaded: the drive does not have the Microcode Upgrade feature.
 */
#include <string.h>

#include "emulator/drive/buffer_memory.h"
#include "emulator/drive/bytes.h"
#include "emulator/drive/commands.h"
#include "emulator/drive/state.h"

enum buffer_mode {
	MODE_COMBINED = 0x00, /* a header of four bytes and data */
	MODE_DATA = 0x02,
	MODE_DESCRIPTOR = 0x03,
	MODE_ECHO = 0x0A,
	MODE_ECHO_DESCRIPTOR = 0x0B,
};

#define HEADER_BYTES 4

static unsigned mode_of(const struct call *call)
{
	return bits(call->cdb[1], 4, 0);
}

/* Buffer and offset are reserved where the mode does not use them. */
static struct sense check_unused(const struct call *call)
{
	if (call->cdb[2])
		return sense_bad_cdb_field(2, SENSE_NO_BIT);
	return get_be24(call->cdb + 3) ? sense_bad_cdb_field(3, SENSE_NO_BIT) : SENSE_GOOD;
}

static struct sense check_place(const struct call *call)
{
	if (call->cdb[2])
		return sense_bad_cdb_field(2, SENSE_NO_BIT);
	return get_be24(call->cdb + 3) >= BUFFER_MEMORY_BYTES ? sense_bad_cdb_field(3, SENSE_NO_BIT)
							      : SENSE_GOOD;
}

static struct sense read_combined(const struct burnrig_drive *drive, struct call *call)
{
	struct sense wrong = check_unused(call);

	if (!sense_is_good(wrong))
		return wrong;
	reply_u8(call->reply, 0);
	reply_be24(call->reply, BUFFER_MEMORY_BYTES);
	reply_bytes(call->reply, drive->buffer_memory.data, BUFFER_MEMORY_BYTES);
	return SENSE_GOOD;
}

static struct sense read_data(const struct burnrig_drive *drive, struct call *call)
{
	uint32_t offset = get_be24(call->cdb + 3);
	struct sense wrong = check_place(call);

	if (sense_is_good(wrong))
		reply_bytes(call->reply, drive->buffer_memory.data + offset,
			BUFFER_MEMORY_BYTES - offset);
	return wrong;
}

/* Offsets may be any byte: 2 to the power of 0. A buffer that is not there is all zero. */
static struct sense read_descriptor(struct call *call)
{
	if (get_be24(call->cdb + 3))
		return sense_bad_cdb_field(3, SENSE_NO_BIT);
	reply_u8(call->reply, 0);
	reply_be24(call->reply, call->cdb[2] ? 0 : BUFFER_MEMORY_BYTES);
	return SENSE_GOOD;
}

static struct sense read_echo(const struct burnrig_drive *drive, struct call *call)
{
	const struct buffer_memory *memory = &drive->buffer_memory;

	if (!memory->echo_bytes)
		return sense_of(SENSE_ID_COMMAND_SEQUENCE_ERROR);
	reply_bytes(call->reply, memory->echo, memory->echo_bytes);
	return SENSE_GOOD;
}

/* EBOS is 0: another host, if there was one, could write over it. */
static void read_echo_descriptor(struct call *call)
{
	reply_zero(call->reply, 2);
	reply_be16(call->reply, BUFFER_ECHO_BYTES);
}

struct sense cmd_read_buffer(struct burnrig_drive *drive, struct call *call)
{
	switch (mode_of(call)) {
	case MODE_COMBINED:
		return read_combined(drive, call);
	case MODE_DATA:
		return read_data(drive, call);
	case MODE_DESCRIPTOR:
		return read_descriptor(call);
	case MODE_ECHO: /* buffer and offset are ignored */
		return read_echo(drive, call);
	case MODE_ECHO_DESCRIPTOR:
		read_echo_descriptor(call);
		return SENSE_GOOD;
	default:
		return sense_bad_cdb_field(1, 4);
	}
}

/* @header_bytes of the list before what goes to @offset of the memory. */
static struct sense write_data(
	struct burnrig_drive *drive, struct call *call, size_t header_bytes, uint32_t offset)
{
	uint8_t *list = drive->reply_bytes; /* there is no reply */
	size_t bytes = call->length_bytes;

	if (bytes > header_bytes + BUFFER_MEMORY_BYTES - offset)
		return sense_bad_cdb_field(6, SENSE_NO_BIT);
	if (bytes < header_bytes)
		return bytes ? sense_of(SENSE_ID_PARAMETER_LIST_LENGTH_ERROR) : SENSE_GOOD;
	if (mechanism_is_recording(drive)) /* the memory is the recording's */
		return sense_of(SENSE_ID_COMMAND_SEQUENCE_ERROR);
	call_gather(call, list, bytes);
	for (unsigned i = 0; i < header_bytes; i++) {
		if (list[i])
			return sense_bad_parameter(i, SENSE_NO_BIT);
	}
	memcpy(drive->buffer_memory.data + offset, list + header_bytes, bytes - header_bytes);
	return SENSE_GOOD;
}

static struct sense write_echo(struct burnrig_drive *drive, struct call *call)
{
	struct buffer_memory *memory = &drive->buffer_memory;

	if (call->length_bytes > sizeof memory->echo)
		return sense_bad_cdb_field(6, SENSE_NO_BIT);
	memory->echo_bytes = (uint16_t)call_gather(call, memory->echo, call->length_bytes);
	return SENSE_GOOD;
}

struct sense cmd_write_buffer(struct burnrig_drive *drive, struct call *call)
{
	struct sense wrong;

	switch (mode_of(call)) {
	case MODE_COMBINED:
		wrong = check_unused(call);
		return sense_is_good(wrong) ? write_data(drive, call, HEADER_BYTES, 0) : wrong;
	case MODE_DATA:
		wrong = check_place(call);
		return sense_is_good(wrong) ? write_data(drive, call, 0, get_be24(call->cdb + 3))
					    : wrong;
	case MODE_ECHO: /* buffer and offset are ignored */
		return write_echo(drive, call);
	default:
		return sense_bad_cdb_field(1, 4);
	}
}
