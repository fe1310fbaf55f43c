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

/* The drive has no command of the operation code, or none of this service action. */
SENSE_RARE static struct sense no_such_command(
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

/* The row of the CDB's service action, of those behind the @first of its operation code; NULL: the first is for it. */
__attribute__((noinline)) static const struct command_row *row_of_service_action(
	const struct command_row *first, const struct burnrig_command *command)
{
	const struct command_row *row = command->cdb_bytes < 2 ? NULL : first->by_service_action;

	while (row && row->service_action != bits(command->cdb[1], 4, 0))
		row = row->by_service_action;
	return row;
}

/* The row of a command that this drive has; NULL: it has no such. */
static const struct command_row *find_row(
	const struct burnrig_drive *drive, const struct burnrig_command *command)
{
	const struct command_row *first, *row = NULL;

	if (command->cdb_bytes == 0)
		return NULL;
	first = &command_rows[command->cdb[0]];
	if (first->by_service_action)
		row = row_of_service_action(first, command);
	if (row)
		return command_exists(drive, row) ? row : NULL;
	return drive->has_command[command->cdb[0]] ? first : NULL;
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

static struct sense check_cdb(
	const struct command_row *row, const struct burnrig_command *command, struct call *call)
{
	if (command->cdb_bytes < row->cdb_length)
		return sense_bad_cdb_field((unsigned)command->cdb_bytes, SENSE_NO_BIT);
	take_cdb(command->cdb, row->cdb_length, call->cdb);
	call->cdb[1] &= (uint8_t)~row->ignored;
	if (bits_beyond(call->cdb, row->usage) | bits_beyond(call->cdb + 8, row->usage + 8))
		return wrong_bit(call);
	return SENSE_GOOD;
}

static struct sense report_unit_attention(
	struct burnrig_drive *drive, const struct command_row *row)
{
	if (!drive->unit_attentions || row->passes_unit_attention)
		return SENSE_GOOD;
	return drive_take_attention(drive);
}

static struct sense check_state(const struct burnrig_drive *drive, const struct command_row *row)
{
	unsigned allowed = row->allowed_in;

	if (drive->loading)
		return allowed & IN_BECOMING_READY ? SENSE_GOOD : drive_not_ready(drive);
	if (drive->known_profile.listed == 0) /* as drive_advance found it; no medium has none */
		return allowed & IN_NO_MEDIUM ? SENSE_GOOD : drive_not_ready(drive);
	if (allowed & IN_LONG_OPERATION || drive->long_operation.kind == LONG_NONE)
		return SENSE_GOOD;
	return long_operation_sense(drive);
}

/* The data phase as the CDB has it. No field ends before byte 4, so the four bytes up to its end are there. */
static size_t length_of(unsigned length, const struct call *call)
{
	unsigned width = TRANSFER_FIELD_WIDTH(length);
	uint64_t field;

	if (width == 0 || (length & TRANSFER_TO_COMPARE && !bits(call->cdb[1], 1, 1)))
		return 0;
	field = get_be32(call->cdb + TRANSFER_FIELD_AT(length) + width - 4);
	field &= ((uint64_t)1 << 8 * width) - 1;
	return length & TRANSFER_IN_BLOCKS ? field * BLOCK_BYTES : field;
}

/*
 * Blocks are moved whole or not at all, so a host that gives too little room for them is refused in
 * both directions; a reply is cut to what the host has room for.
 */
static struct sense check_transfer_length(const struct command_row *row, struct call *call)
{
	unsigned length = row->length;

	call->length_bytes = length == BY_HANDLER ? SIZE_MAX : length_of(length, call);
	if (call->length_bytes <= call->data_bytes || length == BY_HANDLER)
		return SENSE_GOOD;
	if (length & TRANSFER_IN_BLOCKS)
		return sense_bad_cdb_field(TRANSFER_FIELD_AT(length), SENSE_NO_BIT);
	if (row->direction == BURNRIG_DATA_OUT)
		return sense_of(SENSE_ID_PARAMETER_LIST_LENGTH_ERROR);
	return SENSE_GOOD;
}

/* Whether one of the checks says no, by the command's row, which @call then has; if so, @call has the sense. */
static bool is_refused(
	struct burnrig_drive *drive, const struct burnrig_command *command, struct call *call)
{
	const struct command_row *row = find_row(drive, command);
	struct sense sense;

	call->row = row;
	sense = row ? check_cdb(row, command, call) : no_such_command(drive, command);
	if (sense_is_good(sense))
		sense = report_unit_attention(drive, row);
	if (sense_is_good(sense))
		sense = check_state(drive, row);
	if (sense_is_good(sense))
		sense = check_transfer_length(row, call);
	if (sense_is_good(sense))
		return false;
	call->sense = sense;
	return true;
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
	if (call->row->length & TRANSFER_TO_COMPARE && !bits(call->cdb[1], 1, 1))
		return BURNRIG_NO_DATA;
	return call->row->direction;
}

SENSE_RARE static void tell(struct burnrig_command *command, const struct call *call)
{
	command->status = BURNRIG_STATUS_CHECK_CONDITION;
	sense_put_fixed(call->sense, command->sense);
	command->sense_bytes = 18;
}

static void finish(
	struct burnrig_drive *drive, struct burnrig_command *command, const struct call *call)
{
	bool good = sense_is_good(call->sense);
	bool recovered = call->sense.key == 1; /* RECOVERED ERROR: data came, and a remark */

	command->status = call->host_busy ? BURNRIG_STATUS_BUSY : BURNRIG_STATUS_GOOD;
	command->sense_bytes = 0;
	command->direction = BURNRIG_NO_DATA;
	command->transferred_bytes = call->transferred_bytes;
	if (call->reply->count && (good || recovered))
		command->transferred_bytes += scatter_reply(call);
	if (call->row && (good || command->transferred_bytes))
		command->direction = direction_of(call);
	if (!good)
		tell(command, call);
	command->complete_at_ns = call->start_ns + drive->command_ns + call->busy_ns;
	drive->free_at_ns = command->complete_at_ns;
	if (call->row && call->busy_ns)
		background_format_pause(drive, command->complete_at_ns);
	drive->commands++;
	trace_command(drive, command, call->start_ns);
}

/* One by one: of an initializer a compiler makes a loop that clears the whole first. The sense comes with the end. */
static void begin(struct call *call, const struct burnrig_command *command)
{
	call->row = NULL;
	memset(call->cdb, 0, sizeof call->cdb);
	call->busy_ns = 0;
	call->data = command->data;
	call->data_count = command->data_count;
	call->data_bytes = 0;
	for (size_t i = 0; i < command->data_count; i++)
		call->data_bytes += command->data[i].iov_len;
	call->length_bytes = 0;
	call->host_busy = false;
	call->transferred_bytes = 0;
}

void burnrig_drive_execute(
	struct burnrig_drive *drive, struct burnrig_command *command, uint64_t now_ns)
{
	struct reply reply = { .bytes = drive->reply_bytes };
	struct call call;

	drive_advance(drive, now_ns > drive->free_at_ns ? now_ns : drive->free_at_ns);
	call.start_ns = drive->now_ns;
	call.reply = &reply;
	begin(&call, command);
	if (!is_refused(drive, command, &call))
		call.sense = run_or_fail(drive, &call);
	finish(drive, command, &call);
}
