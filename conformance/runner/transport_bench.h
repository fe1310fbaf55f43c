/* SPDX-License-Identifier: MIT */
/*
 * transport_bench.h: devices that the engine's transports reach: a virtual drive in this process, or
 * anything that Linux shows as /dev/srN or /dev/sgN.
 */
#ifndef CONFORMANCE_TRANSPORT_BENCH_H
#define CONFORMANCE_TRANSPORT_BENCH_H

#include <stdbool.h>

#include "conformance/runner/device.h"

struct transport_choice {	 /* borrowed by the bench for as long as it is used */
	const char *device_path; /* /dev/sg0; or NULL for a virtual drive                    */
	const char *drive;	 /* definition of the virtual drive; NULL = the first there is */
	const char *disc_path;	 /* its disc file, or                                        */
	const char *medium;	 /* a new medium in memory for each test; both NULL = no disc */
	bool exclusive;		 /* for writing: nobody else may have the device             */
	unsigned pace; /* the device's clock runs so many times as fast as ours; 0: as ours */
	char description[256]; /* filled by transport_bench                                */
};

/* transport_bench: a bench for @choice. */
struct bench transport_bench(struct transport_choice *choice);

#endif
