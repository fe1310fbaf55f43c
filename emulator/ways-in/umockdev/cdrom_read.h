/* SPDX-License-Identifier: MIT */
/*
 * cdrom_read.h: the ioctls that read one sector. The argument is a struct cdrom_msf that the sector
 * overwrites: 2048 bytes of user data; 2336 bytes, of which a mode 2 sector has sub-header, data and what
 * follows them; the whole 2352. Source: Linux drivers/cdrom/cdrom.c, mmc_ioctl_cdrom_read_data; but not its
 * way out for drives from before READ CD.
 * Each returns 0 or a negative errno: -EINVAL for an address before 00:02:00, else as kernel_command_send.
 */
#ifndef WAYS_IN_UMOCKDEV_CDROM_READ_H
#define WAYS_IN_UMOCKDEV_CDROM_READ_H

#include "emulator/ways-in/umockdev/ioctls.h"

long cdrom_read_mode_1(struct ioctl_call *call);
long cdrom_read_mode_2(struct ioctl_call *call);
long cdrom_read_raw(struct ioctl_call *call);

#endif
