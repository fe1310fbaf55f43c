/* SPDX-License-Identifier: MIT */
/*
 * transport.h: how a command reaches a drive.
 *
 * A transport is a table of two functions, a clock and a limit; anyone may write one more (to
 * trace, to break things on purpose). Ours: SG_IO to a Linux device, and a virtual drive in this
 * process.
 *
 * Threads: one command at a time; the caller sees to it.
 */
#ifndef BURNENGINE_TRANSPORT_H
#define BURNENGINE_TRANSPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "burnengine/clock.h"
#include "burnengine/command.h"

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

struct br_transport;
struct burnrig_drive; /* of the emulator; the engine only passes it on */

struct br_transport_operations {
	void (*execute)(struct br_transport *transport, struct br_command *command);
	void (*close)(struct br_transport *transport);
	/* Turns per minute, beside what MMC tells; NULL where nothing but commands reach the drive. */
	int32_t (*rotation_rpm)(struct br_transport *transport);
	int (*reset)(struct br_transport *transport); /* NULL where nothing can reset the drive */
	int (*press_eject)(
		struct br_transport *transport); /* NULL where the button has no finger */
};

struct br_transport { /* first member of every transport's own struct */
	const struct br_transport_operations *operations;
	struct br_clock *clock;
	size_t transfer_bytes_max; /* longest data phase of one command */
};

/*
 * br_transport_execute: send a command and wait for its end; fills command->result, all of it.
 *
 * It is an error to give a CDB of 0 or more than 16 bytes, data without a buffer, or more data than
 * transfer_bytes_max.
 * Errors, in result.transport: -ECANCELED (not sent), -ETIMEDOUT, -ENODEV (the drive is gone),
 * -EBUSY, -EIO and what the system says.
 */
void br_transport_execute(struct br_transport *transport, struct br_command *command);

/* br_transport_rotation_rpm: how fast the disc turns now, of a virtual drive in this process; -1 when
 * the transport cannot tell. */
int32_t br_transport_rotation_rpm(struct br_transport *transport);

/*
 * br_transport_reset: reset the drive as a host does when one does not answer any more (SAM-3: logical unit
 * reset). Commands under way are aborted; settings are as after power on. Not for everyday use: on a real
 * path others may hang on the same bus.
 *
 * Returns 0, -ENOTSUP where the transport has no way, or what the system says (-EACCES: only for the
 * administrator).
 */
int br_transport_reset(struct br_transport *transport);

/*
 * br_transport_press_eject: the drive's button, which no command presses: of a virtual drive in this process.
 * A disc that comes out is put away: it is not in the drive any more.
 *
 * Returns 0 when the tray opened, -EACCES when removal is prevented, -EBUSY while the drive writes, -ENOTSUP.
 */
int br_transport_press_eject(struct br_transport *transport);

/* br_transport_close: free it and what it opened. NULL is allowed. */
void br_transport_close(struct br_transport *transport);

/*
 * br_transport_open_sg_io: a Linux device, /dev/srN or /dev/sgN (or a link to one).
 *
 * @exclusive  for burning: nobody else may have it open that way, and a mounted disc is refused
 *             (O_EXCL on the block device). Without it, other readers are not disturbed.
 *
 * Opening needs no medium. Returns 0 or negative errno: -EBUSY when it is mounted or held, -ENOTTY
 * when the device has no SG_IO.
 */
int br_transport_open_sg_io(const char *path, bool exclusive, struct br_transport **ret_transport);

/*
 * br_transport_create_in_process: a virtual drive of the caller's, in virtual time.
 *
 * Time starts at @start_ns (the time the caller gave the drive last) and jumps to each command's
 * end; waiting lets the drive's time pass. @drive is borrowed and stays the caller's after close.
 * Returns NULL when there is no memory.
 */
struct br_transport *br_transport_create_in_process(struct burnrig_drive *drive, uint64_t start_ns);

struct br_in_process_options {
	const char *drive;     /* definition name or path; NULL: the all-round "burner" */
	const char *disc_path; /* disc file to insert, or NULL                                    */
	const char *medium;    /* else: definition of a blank disc in memory, or NULL for no disc */
	uint64_t seed;
	/* 0: time jumps to the end of each command. N: commands last as long as in a drive that
	 * lives N times as fast as the machine's clock; 1 is real time. */
	uint32_t real_divisor;
	const char *faults; /* name or path of rules that make it fail on purpose, or NULL */
	FILE *trace;	    /* a line for each command, or NULL; borrowed */
};

/*
 * br_transport_open_in_process: make the drive and the disc as well; closing takes the disc out and
 * commits it.
 *
 * @problem  of @problem_bytes: why it failed, for a person; may be NULL with 0.
 * Returns 0 or negative errno (-ENOENT for a name that no definition or file has, -EINVAL for a bad
 * one, -EBUSY for a disc that another process has).
 */
int br_transport_open_in_process(const struct br_in_process_options *options,
	struct br_transport **ret_transport, char *problem, size_t problem_bytes);

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif
#endif
