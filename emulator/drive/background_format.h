/* SPDX-License-Identifier: MIT */
/*
 * background_format.h: the formatting of DVD+RW and MRW that goes on behind the host's back (MMC-6 4.4.7,
 * "background format"). It records while the drive has nothing else to do, stops when the host says
 * so or the disc leaves, and goes on from there when it is started again. Its end is a media event.
 */
#ifndef DRIVE_BACKGROUND_FORMAT_H
#define DRIVE_BACKGROUND_FORMAT_H

#include <stdbool.h>
#include <stdint.h>

#include "emulator/media/sense.h"

struct burnrig_drive;

struct background_format {
	bool running;
	uint64_t from_ns; /* what is recorded so far was recorded until then */
};

/* background_format_start: from @from_ns on; nothing when the medium is formatted to its end.
 * @restart is told by the media event class. */
void background_format_start(struct burnrig_drive *drive, uint64_t from_ns, bool restart);
void background_format_stop(struct burnrig_drive *drive);
/* background_format_advance: as of the drive's now_ns. */
__attribute__((cold, noinline)) void background_format_advance(struct burnrig_drive *drive);
/* background_format_pause: the drive does something else until @until_ns. */
void background_format_pause(struct burnrig_drive *drive, uint64_t until_ns);
uint64_t background_format_next_event_ns(const struct burnrig_drive *drive);
/* background_format_sense: 00/04/04 with progress while it runs; good else. */
struct sense background_format_sense(const struct burnrig_drive *drive);
/* background_format_status: READ DISC INFORMATION byte 7: 0 none, or neither DVD+RW nor MRW, 1 started but not
 * running, 2 in progress, 3 complete. */
unsigned background_format_status(const struct burnrig_drive *drive);

#endif
