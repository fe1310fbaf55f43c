/* SPDX-License-Identifier: MIT */
/*
 * drive.h: a virtual MMC drive, the one seam that every way in uses.
 *
 * Life: load a definition (definition.h), create the drive, insert a disc (disc.h), execute
 * commands, destroy. The drive is a pure state machine: it has no thread, reads no clock, and
 * everything that happens to it is a call with the time as an argument. The same definition, disc,
 * seed and calls give the same answers byte for byte on every machine.
 *
 * Threads: none inside; one caller at a time per drive.
 * Time: nanoseconds since the drive was made. It must not go back; a call with an earlier time than
 * the one before is treated as made at that last time. A drive carries out one command at a time: a
 * command that arrives before the previous one's complete_at_ns starts then.
 */
#ifndef BURNRIG_DRIVE_H
#define BURNRIG_DRIVE_H

#include <stdbool.h>
#include <stdint.h>

#include "burnrig/command.h"
#include "burnrig/definition.h"
#include "burnrig/disc.h"
#include "burnrig/problem.h"

#ifdef __cplusplus
extern "C" {
#endif

struct burnrig_drive;

#define BURNRIG_NEVER_NS UINT64_MAX

/*
 * burnrig_drive_create: a drive as it is right after power-on, tray closed, no medium.
 *
 * @definition  borrowed until the drive is destroyed.
 * @seed        of the drive's only random generator (seek scatter, faults); part of every trace.
 *
 * Returns NULL when there is no memory. The first command meets UNIT ATTENTION 29h/00h.
 */
struct burnrig_drive *burnrig_drive_create(
	const struct burnrig_drive_definition *definition, uint64_t seed);

/* burnrig_drive_destroy: the disc inside, if any, is taken out as by power loss and closed. */
void burnrig_drive_destroy(struct burnrig_drive *drive);

/*
 * burnrig_drive_execute: carry out one command at a given time.
 *
 * Effects are complete when it returns; command->complete_at_ns says when a real drive would have
 * answered, and the way in decides how to wait for that. Never blocks, never sleeps.
 *
 * @command  see command.h. A refused command is CHECK CONDITION in it.
 *
 * Errors: none of the system's; a failing store is MEDIUM ERROR to the host.
 */
void burnrig_drive_execute(
	struct burnrig_drive *drive, struct burnrig_command *command, uint64_t now_ns);

/* burnrig_drive_advance: let time pass with no command (buffer drains, long operations go on). */
void burnrig_drive_advance(struct burnrig_drive *drive, uint64_t now_ns);

/*
 * burnrig_drive_next_event_ns: when will something happen by itself (a long operation ends, the
 * buffer ran dry, the drive becomes ready)? BURNRIG_NEVER_NS when nothing is under way.
 */
uint64_t burnrig_drive_next_event_ns(const struct burnrig_drive *drive);

/*
 * burnrig_drive_insert: put a disc on the (opened) tray and close it; the drive owns the disc
 * from then on when it returns 0.
 * Returns 0, -EBUSY when a disc is inside already.
 */
int burnrig_drive_insert(struct burnrig_drive *drive, struct burnrig_disc *disc, uint64_t now_ns);

/*
 * burnrig_drive_press_eject: the eject button. With PREVENT the drive only queues the event
 * EjectRequest (MMC-6, GET EVENT STATUS NOTIFICATION, media class) and -EACCES is returned; while
 * the drive writes, -EBUSY. Else the tray opens and the disc, if there was one, is handed back in
 * *ret_disc (NULL if none), now owned by the caller.
 */
int burnrig_drive_press_eject(
	struct burnrig_drive *drive, uint64_t now_ns, struct burnrig_disc **ret_disc);

/*
 * burnrig_drive_take_disc: after a host ejected the tray (START STOP UNIT), the disc lies on the
 * open tray. Takes it from there; NULL when the tray is closed or empty.
 */
struct burnrig_disc *burnrig_drive_take_disc(struct burnrig_drive *drive);

/* burnrig_drive_reset: a bus device reset at @now_ns: settings to default, UNIT ATTENTION 29h. */
void burnrig_drive_reset(struct burnrig_drive *drive, uint64_t now_ns);

/*
 * burnrig_drive_set_faults: from now on the drive fails by these rules, their counters at zero.
 * @faults  owned by the drive from then on; NULL: it fails no more.
 */
void burnrig_drive_set_faults(struct burnrig_drive *drive, struct burnrig_faults *faults);

/* burnrig_drive_sync: commit what the disc inside must not lose. Returns 0 or negative errno. */
int burnrig_drive_sync(struct burnrig_drive *drive);

enum burnrig_tray { BURNRIG_TRAY_CLOSED, BURNRIG_TRAY_OPEN };

struct burnrig_drive_status { /* a snapshot for `drive status`; nothing here is SCSI */
	enum burnrig_tray tray;
	bool medium_present;
	bool removal_prevented;
	bool ready;
	const char *medium_name; /* definition name, borrowed from the disc; NULL if none */
	uint16_t current_profile;
	uint32_t write_speed_kBps; /* selected for the next burn                        */
	uint32_t head_rate_kBps;   /* what is being recorded at now; 0 when idle         */
	uint32_t rotation_rpm;
	uint32_t buffer_bytes;	    /* size of the write buffer                          */
	uint32_t buffer_used_bytes; /* not yet recorded                                  */
	int64_t head_lba;	    /* next sector to be recorded, -1 when idle          */
	uint64_t commands;	    /* executed since power-on                           */
	uint64_t underruns;	    /* times recording had to stop for want of data      */
};

/* burnrig_drive_status: fills @ret_status as of the last call's time. */
void burnrig_drive_status(
	const struct burnrig_drive *drive, struct burnrig_drive_status *ret_status);

/*
 * A trace line for each command, after it was carried out: for records, replays and failure
 * reports.
 * @line: one line of text without newline, the same bytes for the same run (see drive/trace.c for
 * the form); borrowed for the call. Called synchronously from burnrig_drive_execute.
 */
typedef void burnrig_trace_function(void *context, const char *line);
void burnrig_drive_set_trace(
	struct burnrig_drive *drive, burnrig_trace_function *function, void *context);

#ifdef __cplusplus
}
#endif
#endif
