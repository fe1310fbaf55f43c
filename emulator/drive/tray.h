/* SPDX-License-Identifier: MIT */
/* tray.h: the tray's movements; the checks for them are the callers'. */
#ifndef DRIVE_TRAY_H
#define DRIVE_TRAY_H

#include <stdint.h>

struct burnrig_drive;

/* tray_close: from @now_ns the tray closes and the drive looks for a disc: loading. */
void tray_close(struct burnrig_drive *drive, uint64_t now_ns);
/* tray_open: the disc, if any, lies on the open tray; what it had pending is gone with it. */
void tray_open(struct burnrig_drive *drive);

#endif
