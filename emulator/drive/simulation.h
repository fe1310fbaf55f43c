/* SPDX-License-Identifier: MIT */
/*
 * simulation.h: what a burn of the medium inside would look like, without any data: the blocks go
 * through the drive's own mechanism, so speed, buffer, calibration and closing are what a host
 * would meet.
 *
 * All rates of hosts are of 2048-byte blocks, 1000 bytes/s. Times: ns.
 */
#ifndef DRIVE_SIMULATION_H
#define DRIVE_SIMULATION_H

#include <stdbool.h>
#include <stdint.h>

#include "burnrig/drive.h"
#include "emulator/mechanics/geometry.h"

/*
 * simulation_ask_speed: as SET STREAMING asks for @write_kBps (UINT32_MAX: the fastest), for the
 * burns to come.
 */
void simulation_ask_speed(struct burnrig_drive *drive, uint32_t write_kBps);

struct simulation_plan {
	uint32_t host_kBps; /* how fast the host sends; 0: whenever there is room              */
	bool streaming;	    /* WRITE (12) with Streaming; matters where writes are verified     */
	uint64_t sample_ns; /* between two samples, not 0                                      */
};

struct simulation_sample {
	uint64_t time_ns;	  /* since the first WRITE                                       */
	uint64_t recorded_blocks; /* where the head is                                          */
	uint64_t mblocks_per_s;	  /* recorded since the sample before, blocks per 1000 s         */
	uint32_t rotation_rpm;
	uint64_t buffer_bytes, buffer_used_bytes;
};

typedef void simulation_on_sample(void *context, const struct simulation_sample *sample);

struct simulation_result {
	struct mechanics_speed speed;  /* that was used                                        */
	uint32_t start_kBps, end_kBps; /* nominal, at the first and the last block             */
	uint32_t blocks;	       /* the whole medium as it is formatted by default       */
	uint64_t record_ns;	       /* from the first WRITE to the last block on the disc   */
	uint64_t close_ns;	       /* closing behind that; 0 where nothing is closed       */
	uint64_t underruns;
};

/*
 * simulation_burn: fill the blank medium inside, which must be ready, from its first block to its
 * last. The disc is not written; drive time has passed afterwards. @on_sample may be NULL.
 * Returns 0; -EMEDIUMTYPE when there is no medium, or one that the drive does not write.
 */
int simulation_burn(struct burnrig_drive *drive, const struct simulation_plan *plan,
	simulation_on_sample *on_sample, void *context, struct simulation_result *ret_result);

#endif
