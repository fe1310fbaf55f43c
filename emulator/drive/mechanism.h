/* SPDX-License-Identifier: MIT */
/*
 * mechanism.h: the drive's mechanics in its own words: which speed is in force, where the head is,
 * what the write buffer holds. Handlers ask it how long something takes; it asks mechanics/.
 *
 * All times ns since the drive was made; LBAs are those of user blocks (CD: from 0; what lies
 * before 0 costs as LBA 0).
 */
#ifndef DRIVE_MECHANISM_H
#define DRIVE_MECHANISM_H

#include <stdbool.h>
#include <stdint.h>

#include "emulator/mechanics/buffer.h"
#include "emulator/media/sense.h"

struct burnrig_drive;

struct mechanism {
	bool loaded; /* a medium the drive knows is clamped; else nothing below is valid */
	struct mechanics_motion read_motion;
	struct mechanics_buffer buffer; /* with the motion of writing                       */
	int64_t head_lba;		/* where the last READ left it                      */
	uint32_t rpm;			/* of the spindle when nothing is being recorded, ... */
	bool turns_as_read; /* ... or what read_motion has at head_lba: see mechanism_rpm */
	int64_t timed_lba, timed_ns; /* a place and its time in read_motion: READs follow on      */
	bool streaming;		     /* no defect is looked after while writing          */
	bool verifying;		     /* what is recorded is read back                    */
	bool refuses_when_full; /* the buffer, instead of holding a WRITE (the definition's full_buffer) */
	uint32_t calibrated_kBps; /* write speed of the last power calibration; 0: none */
};

/* mechanism_load: the medium inside was recognised; the disc turns. Nothing for one that the drive
 * does not know. */
void mechanism_load(struct burnrig_drive *drive);
/* mechanism_unload: the medium is gone; what the buffer held is lost. */
void mechanism_unload(struct burnrig_drive *drive);
/* mechanism_stop_recording: a reset, as of the drive's now_ns: what the buffer held is lost
 * (disc_recording_ended). mechanism_reload: as mechanism_load, when a medium is loaded already. */
void mechanism_stop_recording(struct burnrig_drive *drive);
void mechanism_reload(struct burnrig_drive *drive);
/* mechanism_advance: to the drive's now_ns. */
void mechanism_advance(struct burnrig_drive *drive);
uint64_t mechanism_next_event_ns(const struct burnrig_drive *drive);
/* mechanism_speed_changed: speed.h has other speeds in force. */
void mechanism_speed_changed(struct burnrig_drive *drive);
/* mechanism_stop: the spindle stands still, after mechanism_flush. */
void mechanism_stop(struct burnrig_drive *drive);
/* mechanism_start: busy ns until the spindle is at its speed again. */
uint64_t mechanism_start(struct burnrig_drive *drive);
/* mechanism_rpm: of the spindle when nothing is being recorded; 0 when it stands still. */
uint32_t mechanism_rpm(const struct burnrig_drive *drive);
/* mechanism_is_recording: is something in the buffer that is not on the disc? */
bool mechanism_is_recording(const struct burnrig_drive *drive);

/* mechanism_read: seek, spin up when needed, transfer. Flushes the write buffer first. Returns busy
 * ns from @now_ns. */
uint64_t mechanism_read(struct burnrig_drive *drive, int32_t lba, uint32_t blocks, uint64_t now_ns);

/* mechanism_detour_ns: to the nearest spare area and back for the unit that replaces a defective one
 * at @lba. READ of it costs as much more. */
uint64_t mechanism_detour_ns(const struct burnrig_drive *drive, uint32_t lba);

/*
 * mechanism_check_write: may a WRITE of @blocks for @lba be taken at the drive's now_ns? 02/04/08
 * when the buffer has no room and the drive does not hold commands; 03/0C/09 when the recording that
 * it was to continue ran dry: the track is damaged then.
 * @linking  recording can go on where it stopped: the medium always links, or mode page 05h says
 *           BUFE.
 */
struct sense mechanism_check_write(
	struct burnrig_drive *drive, int32_t lba, uint32_t blocks, bool linking);

/* mechanism_stream: the WRITEs from now on are @streaming (WRITE (12)) or not. If so, nothing is read
 * back by drives that otherwise do, and nobody goes to the spares of defective units. */
void mechanism_stream(struct burnrig_drive *drive, bool streaming);

/*
 * mechanism_write: @blocks enter the write buffer; returns how long the host waits: until the last
 * block found room. The first write at a place or speed costs power calibration, spin-up, seek; a
 * defective unit costs the way to its spare and back.
 */
uint64_t mechanism_write(
	struct burnrig_drive *drive, int32_t lba, uint32_t blocks, uint64_t now_ns);

/* mechanism_flush: busy ns until the buffer is empty and recording stopped (SYNCHRONIZE CACHE,
 * CLOSE). */
uint64_t mechanism_flush(struct burnrig_drive *drive, uint64_t now_ns);

/* What a session is closed for: another may follow; none; none, and players look for it (see finalized_radius_um). */
enum mechanism_ending { ENDING_APPENDABLE, ENDING_FINAL, ENDING_FINAL_FOR_PLAYERS };

/*
 * What long operations cost, after mechanism_flush: the drive's own time for it and what the medium
 * records meanwhile at the write speed in force.
 * _close_session_ns is of the session that was closed last, _close_ns of one that ends at @end_lba.
 * @ending           when nothing can be appended, of two layers the second is recorded back to the hub from where the first
 *                   ends; for players the lead-out reaches the medium's finalized_radius_um
 * @for_players      of a disc that was finalized: so it was
 * @recorded_blocks  what the operation overwrites from LBA 0 on: 0 for a quick or minimal one
 * @certified        and what is recorded is read back
 * @lead_in          it is recorded, or erased, as well
 */
uint64_t mechanism_close_track_ns(const struct burnrig_drive *drive);
uint64_t mechanism_close_session_ns(const struct burnrig_drive *drive, bool for_players);
uint64_t mechanism_close_ns(const struct burnrig_drive *drive, unsigned session, int64_t end_lba,
	enum mechanism_ending ending);
uint64_t mechanism_format_ns(
	const struct burnrig_drive *drive, uint32_t recorded_blocks, bool certified);
uint64_t mechanism_blank_ns(
	const struct burnrig_drive *drive, uint32_t recorded_blocks, bool lead_in);

/* mechanism_motion: how the medium inside (there must be one) passes with what is in force, stops at
 * zones and layers included, for reading or writing (which nothing is read back after).
 * mechanism_write_motion: the same of writing at @speed everywhere. */
struct mechanics_motion mechanism_motion(const struct burnrig_drive *drive, bool write);
struct mechanics_motion mechanism_write_motion(
	const struct burnrig_drive *drive, struct mechanics_speed speed);

/* mechanism_calibrate_ns: SEND OPC INFORMATION with DoOPC: busy ns; the next write at this speed
 * needs no calibration. */
uint64_t mechanism_calibrate_ns(struct burnrig_drive *drive);

/* mechanism_buffer_blank_bytes: READ BUFFER CAPACITY: room left at @now_ns; size via ret. */
uint32_t mechanism_buffer_blank_bytes(
	const struct burnrig_drive *drive, uint64_t now_ns, uint32_t *ret_buffer_bytes);

#endif
