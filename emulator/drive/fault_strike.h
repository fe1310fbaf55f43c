/* SPDX-License-Identifier: MIT */
/* fault_strike.h: a command is carried out, unless a fault of the drive's rules strikes it. */
#ifndef DRIVE_FAULT_STRIKE_H
#define DRIVE_FAULT_STRIKE_H

#include "emulator/drive/table.h"

/*
 * run_or_fail: the handler of @call's row, or what a rule of drive->faults makes of it: call->busy_ns grows by
 * its delay, call->host_busy is set when the answer is status BUSY, and its sense is returned, with the first
 * block at fault as INFORMATION where the command touches blocks.
 */
struct sense run_or_fail(struct burnrig_drive *drive, struct call *call);

#endif
