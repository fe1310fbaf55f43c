/* SPDX-License-Identifier: MIT */
/*
 * mechanism.h: the drive's mechanics in its own words: which speed is in force, where the head is,
 * what the write buffer holds. Handlers ask it how long something takes; it asks mechanics/.
 *
 * All times ns since the drive was made; LBAs are those of user blocks (CD: from 0; what lies
 * before 0 costs as LBA 0).
 */
#ifndef DRIVE_MECHANISM_H
#define DRIVE_MECHANISM_H

#include <stdbool.h>
#include <stdint.h>

struct burnrig_drive;

/* mechanism_read: seek, spin up when needed, transfer. Flushes the write buffer first. Returns busy
 * ns from @now_ns. */
uint64_t mechanism_read(struct burnrig_drive *drive, int32_t lba, uint32_t blocks, uint64_t now_ns);

/*
 * mechanism_write: @blocks enter the write buffer; returns how long the host waits: until the last
 * block found room. The first write at a place or speed costs power calibration, spin-up, seek.
 */
uint64_t mechanism_write(
	struct burnrig_drive *drive, int32_t lba, uint32_t blocks, uint64_t now_ns);

/* mechanism_flush: busy ns until the buffer is empty and recording stopped (SYNCHRONIZE CACHE,
 * CLOSE). */
uint64_t mechanism_flush(struct burnrig_drive *drive, uint64_t now_ns);

/* mechanism_close_ns: what writing lead-out or closure areas costs, for CLOSE TRACK SESSION and
 * FORMAT UNIT. */
uint64_t mechanism_close_ns(const struct burnrig_drive *drive);

/* mechanism_calibrate_ns: SEND OPC INFORMATION with DoOPC. */
uint64_t mechanism_calibrate_ns(const struct burnrig_drive *drive);

/* mechanism_buffer_blank_bytes: READ BUFFER CAPACITY: room left at @now_ns; size via ret. */
uint32_t mechanism_buffer_blank_bytes(
	const struct burnrig_drive *drive, uint64_t now_ns, uint32_t *ret_buffer_bytes);

#endif
