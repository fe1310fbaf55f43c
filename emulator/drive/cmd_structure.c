/* SPDX-License-Identifier: MIT */
/* READ and SEND DISC STRUCTURE (MMC-6 6.22, 6.36) over the tables of structure.h. */
#include <string.h>

#include "emulator/drive/bytes.h"
#include "emulator/drive/commands.h"
#include "emulator/drive/state.h"
#include "emulator/drive/structure.h"

#define FORMAT_LIST 0xFF

static const struct structure_table *const tables[] = {
	[STRUCTURE_DVD] = &structures_dvd,
	[STRUCTURE_BD] = &structures_bd,
};
#define TABLE_COUNT (sizeof tables / sizeof tables[0])

static bool row_is_for(const struct structure_row *row, const struct burnrig_disc *disc)
{
	return row->families >> disc->definition->family & 1;
}

enum { READABLE = 0x40, SENDABLE = 0x80 }; /* RDS, SDS */

/* FFh: every format that can be read, and which of them can be sent. */
static void reply_list(
	struct reply *reply, const struct burnrig_disc *disc, const struct structure_table *table)
{
	for (size_t i = 0; table && i < table->count; i++) {
		const struct structure_row *row = &table->rows[i];

		if (!row_is_for(row, disc))
			continue;
		reply_u8(reply, row->format);
		reply_u8(reply, READABLE | (row->take ? SENDABLE : 0));
		reply_be16(reply, row->bytes);
	}
}

static const struct structure_row *row_of(
	const struct burnrig_disc *disc, const struct structure_table *table, unsigned format)
{
	for (size_t i = 0; table && i < table->count; i++) {
		if (table->rows[i].format == format && row_is_for(&table->rows[i], disc))
			return &table->rows[i];
	}
	return NULL;
}

static bool has_structures(const struct burnrig_disc *disc)
{
	for (size_t t = 0; t < TABLE_COUNT; t++) {
		for (size_t i = 0; i < tables[t]->count; i++) {
			if (row_is_for(&tables[t]->rows[i], disc))
				return true;
		}
	}
	return false;
}

/* The table that CDB byte 1 names; NULL for a media type that does not exist. */
static const struct structure_table *table_of(const struct call *call)
{
	unsigned media = bits(call->cdb[1], 3, 0);

	return media < TABLE_COUNT ? tables[media] : NULL;
}

struct sense cmd_read_disc_structure(struct burnrig_drive *drive, struct call *call)
{
	const struct burnrig_disc *disc = drive_medium(drive);
	const struct structure_table *table = table_of(call);
	unsigned format = call->cdb[7];

	if (!disc || !drive_medium_profile(drive) || !has_structures(disc))
		return sense_of(SENSE_ID_CANNOT_READ_INCOMPATIBLE_FORMAT);
	const struct structure_row *row = row_of(disc, table, format);
	if (!row && format != FORMAT_LIST)
		return sense_bad_cdb_field(7, SENSE_NO_BIT);
	if (row && row->at_lba &&
		(!disc_can_read(disc) || get_be32(call->cdb + 2) > disc_last_lba(disc)))
		return sense_of(SENSE_ID_LOGICAL_BLOCK_ADDRESS_OUT_OF_RANGE);
	struct reply_mark length = reply_length_be16(call->reply);
	reply_zero(call->reply, 2);
	if (row)
		row->run(disc, call->reply);
	else
		reply_list(call->reply, disc, table);
	reply_close(call->reply, length);
	return SENSE_GOOD;
}

/* Its own length, and as much as the format has. */
static struct sense check_list(const uint8_t *list, size_t bytes, size_t expected)
{
	if (bytes != expected)
		return sense_of(SENSE_ID_PARAMETER_LIST_LENGTH_ERROR);
	if (get_be16(list) != expected - 2)
		return sense_bad_parameter(0, SENSE_NO_BIT);
	return get_be16(list + 2) ? sense_bad_parameter(2, SENSE_NO_BIT) : SENSE_GOOD;
}

struct sense cmd_send_disc_structure(struct burnrig_drive *drive, struct call *call)
{
	struct burnrig_disc *disc = drive_medium(drive);
	const struct structure_row *row = row_of(disc, table_of(call), call->cdb[7]);
	uint8_t list[STRUCTURE_LIST_BYTES_MAX] = { 0 };

	if (!drive_records(drive) || !has_structures(disc))
		return sense_of(SENSE_ID_CANNOT_WRITE_INCOMPATIBLE_FORMAT);
	if (!row || !row->take)
		return sense_bad_cdb_field(7, SENSE_NO_BIT);
	size_t bytes = row->sent_bytes ? row->sent_bytes : row->bytes;
	struct sense result = check_list(list, call_gather(call, list, sizeof list), bytes);
	if (sense_is_good(result) && call->length_bytes != bytes)
		result = sense_of(SENSE_ID_PARAMETER_LIST_LENGTH_ERROR);
	uint32_t layer_blocks = disc_layer_blocks(disc);
	if (sense_is_good(result))
		result = row->take(disc, list);
	if (disc_layer_blocks(disc) != layer_blocks)
		mechanism_reload(drive); /* blank, so nothing is in the buffer */
	return result;
}
