/* SPDX-License-Identifier: MIT */
/* sg_limits.h: how much one SG_IO of a Linux device can carry. */
#ifndef ENGINE_TRANSPORT_SG_LIMITS_H
#define ENGINE_TRANSPORT_SG_LIMITS_H

#include <stddef.h>

/*
 * sg_transfer_bytes_max: of the open device @file, /dev/srN or /dev/sgN: a multiple of 2048, and no more
 * than what its driver promises for a buffer that begins on a page, nor than TRANSPORT_TRANSFER_BYTES_MAX.
 * A device that does not tell has TRANSPORT_TRANSFER_BYTES_SAFE.
 *
 * Sources: Linux, block/blk-map.c and Documentation/ABI/stable/sysfs-block (max_segments) for a block device,
 * whose pages the adapter reads where they lie; drivers/scsi/sg.c for the other, which copies to its reserve.
 */
size_t sg_transfer_bytes_max(int file);

#endif
