/* SPDX-License-Identifier: MIT */
/* CLOSE TRACK SESSION, RESERVE TRACK, REPAIR TRACK, SEND OPC INFORMATION: MMC-6 6.2, 6.31, 6.28, 6.38. */
#include "emulator/drive/bytes.h"
#include "emulator/drive/commands.h"
#include "emulator/drive/mechanism.h"
#include "emulator/drive/state.h"

/* DVD+R: 5 and 6 finalize, 5 out to the radius that players need; DVD-R, which has 2 alone, always does (MMC-6 6.2.3). */
enum { CLOSE_TRACK = 1, FINALIZE = 6 };
enum { WRITE_AT_ONCE = 2 }; /* mode page 05h, write type */

/* What closing changes when there was something to close. */
static unsigned openness(const struct burnrig_disc *disc)
{
	unsigned closed_tracks = 0;

	for (unsigned i = 0; i < disc->state.track_count; i++)
		closed_tracks += disc->state.tracks[i].closed;
	return closed_tracks << 16 | disc->state.session_count << 4 |
	       (unsigned)disc->state.sessions[disc->state.session_count - 1].status << 2 |
	       disc->state.status;
}

/* DVD+RW: function 0 stops at once, 2 with a lead-out for read-only drives. */
static struct sense stop_background_format(
	struct burnrig_drive *drive, struct call *call, unsigned function)
{
	bool was_running = drive->background_format.running;
	struct sense closed = disc_close_session(drive_medium(drive), function, NULL);
	uint64_t close_ns;

	if (!sense_is_good(closed))
		return closed;
	background_format_stop(drive);
	close_ns = mechanism_flush(drive, call->start_ns);
	if (was_running && function)
		close_ns += mechanism_close_session_ns(drive, false);
	long_operation_or_wait(drive, call, LONG_CLOSE, bits(call->cdb[1], 0, 0), close_ns);
	return SENSE_GOOD;
}

struct sense cmd_close_track_session(struct burnrig_drive *drive, struct call *call)
{
	struct burnrig_disc *disc = drive_medium(drive);
	bool immediate = bits(call->cdb[1], 0, 0);
	unsigned function = bits(call->cdb[2], 2, 0);
	unsigned before = openness(disc);
	struct sense closed;

	if (!drive_records(drive))
		return sense_of(SENSE_ID_CANNOT_WRITE_INCOMPATIBLE_FORMAT);
	if (disc_background_left(disc))
		return stop_background_format(drive, call, function);
	if (function == CLOSE_TRACK)
		closed = disc_close_track(disc, get_be16(call->cdb + 4));
	else
		closed = disc_close_session(disc, function, drive_write_parameters(drive));
	if (!sense_is_good(closed))
		return closed;
	uint64_t close_ns = mechanism_flush(drive, call->start_ns);
	if (openness(disc) != before)
		close_ns += function == CLOSE_TRACK
				    ? mechanism_close_track_ns(drive)
				    : mechanism_close_session_ns(drive, function != FINALIZE);
	long_operation_or_wait(drive, call, LONG_CLOSE, immediate, close_ns);
	return SENSE_GOOD;
}

/* ARSV, reservation by address, is for layer jump recording: not in the usage mask. */
struct sense cmd_reserve_track(struct burnrig_drive *drive, struct call *call)
{
	const struct write_parameters *parameters = drive_write_parameters(drive);

	if (parameters->write_type == WRITE_AT_ONCE)
		return disc_reserve_at_once(
			drive_medium(drive), get_be32(call->cdb + 5), parameters);
	return disc_reserve_track(drive_medium(drive), get_be32(call->cdb + 5));
}

/* A track that takes packets is linked to again by itself after a reset, so what is damaged is a track that
 * had to be of a piece, and stays so. */
struct sense cmd_repair_track(struct burnrig_drive *drive, struct call *call)
{
	const struct burnrig_disc *disc = drive_medium(drive);
	const struct disc_track *track = disc_track(disc, get_be16(call->cdb + 4));

	if (!drive_records(drive) || !disc_can_write(disc) || disc_is_random_writable(disc))
		return sense_of(SENSE_ID_CANNOT_WRITE_INCOMPATIBLE_FORMAT);
	if (!track)
		return sense_bad_cdb_field(4, SENSE_NO_BIT);
	return track->damaged ? sense_of(SENSE_ID_ILLEGAL_MODE_FOR_THIS_TRACK) : SENSE_GOOD;
}

#define OPC_TABLE_BYTES 8

struct sense cmd_send_opc_information(struct burnrig_drive *drive, struct call *call)
{
	struct burnrig_disc *disc = drive_medium(drive);
	bool do_opc = bits(call->cdb[1], 0, 0);
	uint8_t table[OPC_TABLE_BYTES];

	if (!disc_can_write(disc) && !disc_is_erasable(disc))
		return sense_of(SENSE_ID_CANNOT_WRITE_INCOMPATIBLE_FORMAT);
	if (get_be16(call->cdb + 7) % OPC_TABLE_BYTES)
		return sense_of(SENSE_ID_PARAMETER_LIST_LENGTH_ERROR);
	if (do_opc) {
		disc->state.power_calibrations++;
		call->busy_ns = mechanism_calibrate_ns(drive);
		return SENSE_GOOD;
	}
	/* The values mean nothing to a drive without a laser; they must only be there. */
	if (get_be16(call->cdb + 7) && call_gather(call, table, sizeof table) != sizeof table)
		return sense_of(SENSE_ID_PARAMETER_LIST_LENGTH_ERROR);
	return SENSE_GOOD;
}
