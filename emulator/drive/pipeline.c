/* SPDX-License-Identifier: MIT */
/*
 * What holds for every command, checked from its row, in one order:
 *
 *   operation code    A drive knows what it cannot do whatever state it is in, and a command that a
 *                     feature gives exists when the drive has the feature: 05/20/00.
 *   CDB               A bit that must be 0 is refused before a unit attention is told, so a
 *                     malformed command does not eat the attention meant for a real one (SAM lets
 *                     a device do either; Linux and the ATAPI drives we know of live with both).
 *   unit attention    before the state: a host must learn that the medium is another one before it
 *                     is told about its state (SPC-3: any command but the few that pass).
 *   state             becoming ready, no medium, long operation: a command that needs the medium
 *                     says so before its lengths are looked at, because those depend on the medium.
 *   transfer length   what the host provides against what the CDB says.
 *   the handler       parameter lists, addresses, write rules.
 */
#include <string.h>

#include "emulator/drive/bytes.h"
#include "emulator/drive/fault_strike.h"
#include "emulator/drive/state.h"
#include "emulator/drive/table.h"
#include "emulator/drive/trace.h"

#define BLOCK_BYTES 2048

/* The command that the CDB is of, by its operation code and service action. */
static const struct command_row *row_of(const struct burnrig_command *command)
{
	const struct command_row *first = &command_rows[command->cdb[0]];
	const struct command_row *row = first->by_service_action;

	if (command->cdb_bytes < 2)
		return first;
	while (row && row->service_action != bits(command->cdb[1], 4, 0))
		row = row->by_service_action;
	return row ? row : first;
}

/* The drive has no command of the operation code, or none of this service action. */
static struct sense no_such_command(
	const struct burnrig_drive *drive, const struct burnrig_command *command)
{
	if (command->cdb_bytes) {
		const struct command_row *row = command_rows[command->cdb[0]].by_service_action;

		for (; row; row = row->by_service_action) {
			if (command_exists(drive, row))
				return sense_bad_cdb_field(1, 4);
		}
	}
	return sense_of(SENSE_ID_INVALID_COMMAND_OPERATION_CODE);
}

/* The row of a command that this drive has; NULL: it has no such. */
static const struct command_row *find_row(
	const struct burnrig_drive *drive, const struct burnrig_command *command)
{
	const struct command_row *row;

	if (command->cdb_bytes == 0)
		return NULL;
	row = row_of(command);
	if (row == &command_rows[command->cdb[0]])
		return drive->has_command[command->cdb[0]] ? row : NULL;
	return command_exists(drive, row) ? row : NULL;
}

static unsigned highest_bit(unsigned byte)
{
	unsigned bit = 7;

	while (bit && !(byte >> bit & 1))
		bit--;
	return bit;
}

/* The first of the bits that must be 0 and are not; there is one. */
__attribute__((cold, noinline)) static struct sense wrong_bit(const struct call *call)
{
	unsigned i = 1;

	while (!(call->cdb[i] & ~call->row->usage[i]))
		i++;
	return sense_bad_cdb_field(i, highest_bit(call->cdb[i] & ~(unsigned)call->row->usage[i]));
}

/* Eight bytes at once; where they lie in the word does not matter. */
static uint64_t bits_beyond(const uint8_t *cdb, const uint8_t *usage)
{
	uint64_t set, allowed;

	memcpy(&set, cdb, sizeof set);
	memcpy(&allowed, usage, sizeof allowed);
	return set & ~allowed;
}

/* No CDB is shorter than 6 bytes; what is behind the row's length stays 0. */
static void take_cdb(const uint8_t *cdb, unsigned length, uint8_t *out)
{
	unsigned done = length < 8 ? 6 : 8;

	memcpy(out, cdb, 6);
	if (length >= 8)
		memcpy(out + 6, cdb + 6, 2);
	for (; done < length; done += 2)
		memcpy(out + done, cdb + done, 2);
}

static struct sense check_cdb(const struct burnrig_command *command, struct call *call)
{
	const struct command_row *row = call->row;

	if (command->cdb_bytes < row->cdb_length)
		return sense_bad_cdb_field((unsigned)command->cdb_bytes, SENSE_NO_BIT);
	take_cdb(command->cdb, row->cdb_length, call->cdb);
	call->cdb[1] &= (uint8_t)~row->ignored;
	if (bits_beyond(call->cdb, row->usage) | bits_beyond(call->cdb + 8, row->usage + 8))
		return wrong_bit(call);
	return SENSE_GOOD;
}

static struct sense report_unit_attention(struct burnrig_drive *drive, const struct call *call)
{
	if (!drive->unit_attentions || call->row->passes_unit_attention)
		return SENSE_GOOD;
	return drive_take_attention(drive);
}

static struct sense check_state(const struct burnrig_drive *drive, const struct call *call)
{
	unsigned allowed = call->row->allowed_in;

	if (drive->loading)
		return allowed & IN_BECOMING_READY ? SENSE_GOOD : drive_not_ready(drive);
	if (drive->known_profile.listed == 0) /* as drive_advance found it; no medium has none */
		return allowed & IN_NO_MEDIUM ? SENSE_GOOD : drive_not_ready(drive);
	if (allowed & IN_LONG_OPERATION || drive->long_operation.kind == LONG_NONE)
		return SENSE_GOOD;
	return long_operation_sense(drive);
}

/* The data phase as the CDB has it, and the byte where it says so. */
static size_t length_of(const struct call *call, unsigned *ret_field)
{
	const uint8_t *cdb = call->cdb;
	unsigned field = 0;
	size_t length = SIZE_MAX;

	switch (call->row->length) {
	case TRANSFER_NONE:
		length = 0;
		break;
	case ALLOCATION_BYTE_4:
		length = cdb[field = 4];
		break;
	case ALLOCATION_BE16_3:
		length = get_be16(cdb + (field = 3));
		break;
	case ALLOCATION_BE16_7:
		length = get_be16(cdb + (field = 7));
		break;
	case ALLOCATION_BE16_8:
		length = get_be16(cdb + (field = 8));
		break;
	case ALLOCATION_BE16_9:
		length = get_be16(cdb + (field = 9));
		break;
	case ALLOCATION_BE32_6:
		length = get_be32(cdb + (field = 6));
		break;
	case ALLOCATION_BE24_6:
		length = get_be24(cdb + (field = 6));
		break;
	case BLOCKS_BE16_7:
		length = (size_t)get_be16(cdb + (field = 7)) * BLOCK_BYTES;
		break;
	case BLOCKS_BE32_6:
		length = (size_t)get_be32(cdb + (field = 6)) * BLOCK_BYTES;
		break;
	case BLOCKS_BE16_7_TO_COMPARE:
		field = 7;
		length = bits(cdb[1], 1, 1) ? (size_t)get_be16(cdb + 7) * BLOCK_BYTES : 0;
		break;
	case BY_HANDLER:
		break;
	}
	*ret_field = field;
	return length;
}

static bool is_in_blocks(enum transfer_length length)
{
	return length == BLOCKS_BE16_7 || length == BLOCKS_BE32_6 ||
	       length == BLOCKS_BE16_7_TO_COMPARE;
}

/*
 * Blocks are moved whole or not at all, so a host that gives too little room for them is refused in
 * both directions; a reply is cut to what the host has room for.
 */
static struct sense check_transfer_length(struct call *call)
{
	unsigned field;
	bool in_blocks = is_in_blocks(call->row->length);

	call->length_bytes = length_of(call, &field);
	if (call->length_bytes <= call->data_bytes || call->row->length == BY_HANDLER)
		return SENSE_GOOD;
	if (in_blocks)
		return sense_bad_cdb_field(field, SENSE_NO_BIT);
	if (call->row->direction == BURNRIG_DATA_OUT)
		return sense_of(SENSE_ID_PARAMETER_LIST_LENGTH_ERROR);
	return SENSE_GOOD;
}

static struct sense carry_out(
	struct burnrig_drive *drive, const struct burnrig_command *command, struct call *call)
{
	struct sense sense;

	call->row = find_row(drive, command);
	if (!call->row)
		return no_such_command(drive, command);
	sense = check_cdb(command, call);
	if (sense_is_good(sense))
		sense = report_unit_attention(drive, call);
	if (sense_is_good(sense))
		sense = check_state(drive, call);
	if (sense_is_good(sense))
		sense = check_transfer_length(call);
	if (sense_is_good(sense))
		sense = run_or_fail(drive, call);
	return sense;
}

size_t call_gather(struct call *call, void *out, size_t bytes)
{
	uint8_t *to = out;
	size_t done = 0;

	if (bytes > call->length_bytes)
		bytes = call->length_bytes;
	for (size_t i = 0; i < call->data_count && done < bytes; i++) {
		size_t count = call->data[i].iov_len;

		if (count > bytes - done)
			count = bytes - done;
		if (count)
			memcpy(to + done, call->data[i].iov_base, count);
		done += count;
	}
	if (call->transferred_bytes < done)
		call->transferred_bytes = done;
	return done;
}

/* A reply goes out up to the allocation length and to the host's room; both cut silently. */
static size_t scatter_reply(const struct call *call)
{
	size_t left = call->reply->count;
	size_t done = 0;

	if (left > REPLY_BYTES_MAX)
		left = REPLY_BYTES_MAX;
	if (left > call->length_bytes)
		left = call->length_bytes;
	for (size_t i = 0; i < call->data_count && left; i++) {
		size_t count = call->data[i].iov_len < left ? call->data[i].iov_len : left;

		if (count)
			memcpy(call->data[i].iov_base, call->reply->bytes + done, count);
		done += count;
		left -= count;
	}
	return done;
}

/* A command that may compare has data only when it does. */
static enum burnrig_direction direction_of(const struct call *call)
{
	if (call->row->length == BLOCKS_BE16_7_TO_COMPARE && !bits(call->cdb[1], 1, 1))
		return BURNRIG_NO_DATA;
	return call->row->direction;
}

static void finish(struct burnrig_drive *drive, struct burnrig_command *command,
	const struct call *call, struct sense sense)
{
	bool recovered = sense.key == 1; /* RECOVERED ERROR: data came, and a remark */

	command->status = call->host_busy ? BURNRIG_STATUS_BUSY : BURNRIG_STATUS_GOOD;
	command->sense_bytes = 0;
	command->direction = BURNRIG_NO_DATA;
	command->transferred_bytes = call->transferred_bytes;
	if (sense_is_good(sense) || recovered)
		command->transferred_bytes += scatter_reply(call);
	if (call->row && (sense_is_good(sense) || command->transferred_bytes))
		command->direction = direction_of(call);
	if (!sense_is_good(sense)) {
		command->status = BURNRIG_STATUS_CHECK_CONDITION;
		sense_put_fixed(sense, command->sense);
		command->sense_bytes = 18;
	}
	command->complete_at_ns = call->start_ns + drive->command_ns + call->busy_ns;
	drive->free_at_ns = command->complete_at_ns;
	if (call->row && call->busy_ns)
		background_format_pause(drive, command->complete_at_ns);
	drive->commands++;
	trace_command(drive, command, call->start_ns);
}

void burnrig_drive_execute(
	struct burnrig_drive *drive, struct burnrig_command *command, uint64_t now_ns)
{
	struct reply reply = { .bytes = drive->reply_bytes };
	struct call call = { .reply = &reply, .data = command->data };
	struct sense sense;

	drive_advance(drive, now_ns > drive->free_at_ns ? now_ns : drive->free_at_ns);
	call.start_ns = drive->now_ns;
	call.data_count = command->data_count;
	for (size_t i = 0; i < command->data_count; i++)
		call.data_bytes += command->data[i].iov_len;
	sense = carry_out(drive, command, &call);
	finish(drive, command, &call, sense);
}
