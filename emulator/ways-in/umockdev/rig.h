/* SPDX-License-Identifier: MIT */
/*
 * rig.h: one drive with its disc, its clock and its lock: what the ioctls of both nodes work on.
 *
 * Life: rig_open, rig_execute from any thread, rig_close. Nothing here knows of umockdev.
 */
#ifndef WAYS_IN_UMOCKDEV_RIG_H
#define WAYS_IN_UMOCKDEV_RIG_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

#include "burnrig/command.h"
#include "burnrig/definition.h"
#include "burnrig/drive.h"
#include "emulator/ways-in/clock/clock_policy.h"
#include "emulator/ways-in/control/control_host.h"
#include "emulator/ways-in/control/record_file.h"

struct rig_disc {
	bool inside;
	const char *path; /* NULL: it has no file, or there is none            */
	bool plain;	  /* its data file is an image, sector n at byte 2048 n */
};

struct rig_setup {
	const char *drive;  /* name or path of its definition                          */
	const char *disc;   /* path of a disc file, NULL for an empty drive            */
	const char *name;   /* for the control socket's status; borrowed by the rig    */
	const char *trace;  /* path of a trace file, or NULL                           */
	const char *record; /* path of a file that gets the whole traffic, or NULL     */
	const char *faults; /* name or path of rules that make it fail on purpose, or NULL */
	uint64_t seed;
	struct clock_policy clock;
	/* Called inside the lock when a disc went in or out (rig->disc); may be NULL. */
	void (*disc_changed)(void *context, const struct rig_disc *disc);
	void *context;
};

struct rig_door {	  /* see cdrom_door.h */
	unsigned opens;	  /* of /dev/sr0, now       */
	bool keep_locked; /* CDROM_LOCKDOOR said so */
};

struct rig {
	pthread_mutex_t lock; /* around drive, clock and trace                             */
	struct burnrig_drive *drive;
	struct burnrig_drive_definition *definition;
	struct clock_policy clock;
	struct trace_file trace;
	struct record_file record;
	struct control_host host; /* the control socket's hold on it                      */
	char clock_text[12];
	struct rig_disc disc;
	uint64_t changes;      /* grows when what is recorded may have changed  */
	uint64_t view_changes; /* what node_view has seen of that               */
	int view_fd;	       /* see node_view.h; -1 for none                  */
	struct rig_door door;
	void (*disc_changed)(void *context, const struct rig_disc *disc);
	void *context;
};

/* rig_open: a drive with the disc in it. Returns 0, or a negative errno with @problem filled. */
int rig_open(struct rig *rig, const struct rig_setup *setup, struct burnrig_problem *problem);

/*
 * rig_close: lets the drive finish what it is doing, takes the disc out and closes it, so that it is
 * clean. Returns 0, or the negative errno of a commit or a trace that failed.
 */
int rig_close(struct rig *rig);

/*
 * rig_execute: carry out @command now. Returns for how many ns of wall time the answer is to be held
 * back.
 */
uint64_t rig_execute(struct rig *rig, struct burnrig_command *command);

/* rig_door_is_locked: does the drive keep its medium? */
bool rig_door_is_locked(struct rig *rig);

/* rig_reset: a bus device reset. */
void rig_reset(struct rig *rig);

#endif
