/* SPDX-License-Identifier: MIT */
/*
 * node_opened.h: what our preload library asks after a program opened /dev/sr0 without O_NONBLOCK, which is
 * how programs open it that are going to read: is there a medium, and bring the file behind the node
 * up to date. Returns 0, or fails with ENOMEDIUM as the open does in the kernel.
 */
#ifndef WAYS_IN_UMOCKDEV_PRELOAD_NODE_OPENED_H
#define WAYS_IN_UMOCKDEV_PRELOAD_NODE_OPENED_H

#include <sys/ioctl.h>

#define NODE_OPENED_IOCTL _IO(0xBB, 1) /* no number of the kernel's */

#endif
