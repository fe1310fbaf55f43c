/* SPDX-License-Identifier: MIT */
/*
 * cdrom_door.h: who may open the door. Source: Linux drivers/cdrom/cdrom.c, cdrom_ioctl_lock_door,
 * cdrom_ioctl_eject, cdrom_open and cdrom_release.
 */
#ifndef WAYS_IN_UMOCKDEV_CDROM_DOOR_H
#define WAYS_IN_UMOCKDEV_CDROM_DOOR_H

#include "emulator/ways-in/umockdev/ioctls.h"

/* CDROM_LOCKDOOR: the lock outlives the program that set it. */
long cdrom_lock_door(struct ioctl_call *call);

/* CDROMEJECT: -EBUSY while CDROM_LOCKDOOR is in force; any other lock is undone first. */
long cdrom_eject(struct ioctl_call *call);

/*
 * cdrom_opened, cdrom_closed: /dev/sr0 was opened or closed by a program. The last close unlocks a door that
 * CDROM_LOCKDOOR did not lock, whoever locked it.
 */
void cdrom_opened(struct rig *rig);
void cdrom_closed(struct rig *rig);

#endif
