/* SPDX-License-Identifier: MIT */
/* WRITE (10), WRITE (12), WRITE AND VERIFY (10), SYNCHRONIZE CACHE, SEND CUE SHEET. */
#include "emulator/drive/bytes.h"
#include "emulator/drive/cmd_read.h"
#include "emulator/drive/codes.h"
#include "emulator/drive/commands.h"
#include "emulator/drive/mechanism.h"
#include "emulator/drive/state.h"
#include "emulator/media/cd_cue_sheet.h"

enum { WRITE_TYPE_SESSION_AT_ONCE = 2 };

/* On the others a link is part of the format, so there is nothing to switch off (MMC-6 7.5.4.3). */
static bool links_only_with_bufe(uint16_t profile)
{
	return profile == PROFILE_CD_R || profile == PROFILE_CD_RW ||
	       profile == PROFILE_DVD_R_SEQUENTIAL || profile == PROFILE_DVD_RW_SEQUENTIAL ||
	       profile == PROFILE_DVD_R_DL_SEQUENTIAL;
}

/* FUA: answered when it is on the disc, not only in the buffer. */
__attribute__((noinline)) static struct sense force_unit_access(
	struct burnrig_drive *drive, struct call *call)
{
	call->busy_ns += mechanism_flush(drive, call->start_ns + call->busy_ns);
	return disc_commit(drive_medium(drive), true) < 0 ? sense_of(SENSE_ID_WRITE_ERROR)
							  : SENSE_GOOD;
}

static struct sense write_blocks(struct burnrig_drive *drive, struct call *call, uint32_t lba,
	uint32_t blocks, bool streaming)
{
	struct burnrig_disc *disc = drive_medium(drive);
	const struct write_parameters *parameters = drive_write_parameters(drive);
	struct write_request request = {
		.lba = (int32_t)lba,
		.blocks = blocks,
		.data = call->data,
		.data_count = call->data_count,
		.parameters = parameters,
		.streaming = streaming,
	};

	if (!drive_records(drive))
		return sense_of(SENSE_ID_CANNOT_WRITE_INCOMPATIBLE_FORMAT);
	uint64_t bytes = disc_write_bytes(disc, (int32_t)lba, blocks, parameters);
	if (bytes > call->data_bytes)
		return sense_bad_cdb_field(call->row->cdb_length == 12 ? 6 : 7, SENSE_NO_BIT);
	bool linking =
		parameters->buffer_underrun_free || !links_only_with_bufe(disc_profile(disc));
	struct sense result = mechanism_check_write(drive, (int32_t)lba, blocks, linking);
	if (sense_is_good(result))
		result = disc_write(disc, &request);
	if (!sense_is_good(result))
		return result;
	call->transferred_bytes = (size_t)bytes;
	mechanism_stream(drive, streaming);
	if (streaming)
		defect_reports_note(drive, (uint32_t)lba, blocks);
	if (blocks)
		call->busy_ns = mechanism_write(drive, (int32_t)lba, blocks, call->start_ns);
	return bits(call->cdb[1], 3, 3) ? force_unit_access(drive, call) : SENSE_GOOD;
}

struct sense cmd_write_10(struct burnrig_drive *drive, struct call *call)
{
	return write_blocks(drive, call, get_be32(call->cdb + 2), get_be16(call->cdb + 7), false);
}

/* Streaming and FUA contradict each other: what streams is not waited for. */
struct sense cmd_write_12(struct burnrig_drive *drive, struct call *call)
{
	bool streaming = bits(call->cdb[10], 7, 7);

	if (streaming && bits(call->cdb[1], 3, 3))
		return sense_bad_cdb_field(1, 3);
	return write_blocks(
		drive, call, get_be32(call->cdb + 2), get_be32(call->cdb + 6), streaming);
}

struct sense cmd_write_and_verify_10(struct burnrig_drive *drive, struct call *call)
{
	uint32_t lba = get_be32(call->cdb + 2), blocks = get_be16(call->cdb + 7);
	struct sense written = write_blocks(drive, call, lba, blocks, false);

	if (!sense_is_good(written))
		return written;
	return read_to_verify(drive, call, lba, blocks);
}

static unsigned complete_sessions(const struct burnrig_disc *disc)
{
	unsigned count = 0;

	for (unsigned i = 0; i < disc->state.session_count; i++)
		count += disc->state.sessions[i].status == SESSION_COMPLETE;
	return count;
}

/* LBA and number of blocks are ignored: everything goes to the disc. */
struct sense cmd_synchronize_cache(struct burnrig_drive *drive, struct call *call)
{
	bool immediate = bits(call->cdb[1], 1, 1);
	struct burnrig_disc *disc = drive_medium(drive);
	unsigned sessions = complete_sessions(disc);
	uint64_t flush_ns = mechanism_flush(drive, call->start_ns);
	struct sense flushed = disc_flush(disc);

	if (complete_sessions(disc) != sessions) /* session at once: its lead-out follows */
		flush_ns += mechanism_close_session_ns(drive, true);
	long_operation_or_wait(drive, call, LONG_SYNCHRONIZE, immediate, flush_ns);
	return flushed;
}

/* The cue sheet is for session at once, so mode page 05h must say so. */
struct sense cmd_send_cue_sheet(struct burnrig_drive *drive, struct call *call)
{
	uint8_t sheet[CUE_BYTES_MAX];
	uint32_t bytes = get_be24(call->cdb + 6);

	if (drive_write_parameters(drive)->write_type != WRITE_TYPE_SESSION_AT_ONCE)
		return sense_of(SENSE_ID_COMMAND_SEQUENCE_ERROR);
	if (bytes > sizeof sheet || call_gather(call, sheet, bytes) != bytes)
		return sense_of(SENSE_ID_PARAMETER_LIST_LENGTH_ERROR);
	return disc_send_cue_sheet(drive_medium(drive), sheet, bytes);
}
