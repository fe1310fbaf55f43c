/* SPDX-License-Identifier: MIT */
/*
 * ioctls.h: the ioctls of /dev/sr0 and /dev/sg0 as the kernel's sr, cdrom and sg drivers answer them,
 * one row each. Pure but for the rig: whatever an argument points to is local memory already.
 *
 * Source: Linux uapi headers linux/cdrom.h, scsi/sg.h, scsi/scsi_ioctl.h, linux/fs.h; behaviour observed
 * with Linux 6.1.
 */
#ifndef WAYS_IN_UMOCKDEV_IOCTLS_H
#define WAYS_IN_UMOCKDEV_IOCTLS_H

#include <stddef.h>
#include <stdint.h>

#include "emulator/ways-in/umockdev/rig.h"

enum node { NODE_SR = 1, NODE_SG = 2 }; /* /dev/sr0, /dev/sg0 */

struct open_file { /* one open of a node, state that the driver keeps for it */
	struct rig *rig;
	enum node node;
	unsigned timeout_jiffies; /* SG_SET_TIMEOUT */
	unsigned reserved_bytes;  /* SG_SET_RESERVED_SIZE */
	int queueing, keep_orphan;
};

/* open_file_init: as after open(2). */
void open_file_init(struct open_file *file, struct rig *rig, enum node node);

struct ioctl_call {
	struct open_file *file;
	void *argument;	     /* ioctl_row.argument_bytes of it, read and written; NULL if 0 */
	unsigned long value; /* the third argument itself, for those that take a number     */
	uint64_t hold_ns;    /* out: wall time by which the answer is held back              */
};

struct ioctl_row {
	unsigned long request;
	size_t argument_bytes; /* that the third argument points to; 0: it is a number */
	unsigned nodes;	       /* NODE_SR | NODE_SG                                    */
	/* Returns the ioctl's result, 0 or more, or a negative errno. */
	long (*run)(struct ioctl_call *call);
};

/* ioctl_find: the row of @request for @node; NULL: ENOTTY. SG_IO is not among them (sg_io.h). */
const struct ioctl_row *ioctl_find(enum node node, unsigned long request);

/* The tables of the files that make up the whole; ended by a row without run. */
extern const struct ioctl_row sg_ioctls[], cdrom_ioctls[], block_ioctls[];

#endif
