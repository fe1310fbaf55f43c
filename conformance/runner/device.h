/* SPDX-License-Identifier: MIT */
/*
 * device.h: what the judge judges, seen through the narrowest possible hole: commands go in, bytes,
 * status and sense come out. Real drives, the virtual drive, mutants and scripted devices are all this.
 *
 * Life: a bench opens a device for each test in that test's own process, which closes it; one that is only
 * memory it opens once for many, and each test's process has a copy (copies.h).
 * Threads: none.
 */
#ifndef CONFORMANCE_DEVICE_H
#define CONFORMANCE_DEVICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define DEVICE_SENSE_BYTES_MAX 64

enum device_direction { DEVICE_NO_DATA, DEVICE_DATA_IN, DEVICE_DATA_OUT };

struct device_command {
	const uint8_t *cdb; /* borrowed                                                      */
	size_t cdb_bytes;
	enum device_direction direction;
	uint8_t *data; /* in: filled by the device; out: only read; NULL when data_bytes is 0 */
	size_t data_bytes;
	uint32_t timeout_ms;
};

struct device_answer {
	uint8_t status; /* SAM-5 5.3.1: 00h GOOD, 02h CHECK CONDITION, 08h BUSY              */
	uint8_t sense[DEVICE_SENSE_BYTES_MAX];
	size_t sense_bytes;
	size_t moved_bytes;   /* meaningful only when moved_known                              */
	bool moved_known;     /* false where the path has no residual: then lengths inside the
	                       reply are all there is to judge by                            */
	uint64_t duration_ns; /* on the device's own clock                                   */
};

struct device;

struct device_operations {
	/* Returns 0 when the device answered, whatever it said; negative errno when the path failed. */
	int (*execute)(struct device *device, const struct device_command *command,
		struct device_answer *ret_answer);
	/* Let time pass: a pause on a real path, a jump of the clock in simulation. */
	void (*wait)(struct device *device, uint64_t ns);
	void (*close)(struct device *device);
	/* What no command does; each returns 0 or negative errno, and is NULL where nobody can do it. */
	int (*reset)(struct device *device); /* as a host resets a drive that does not answer */
	int (*press_eject)(
		struct device *device); /* somebody presses the button; -EACCES: in vain */
};

struct device {
	const struct device_operations *operations;
	bool is_simulated; /* its clock is virtual and nothing sent to it can harm a thing  */
	unsigned pace;	   /* above 1: its clock runs so many times as fast as ours         */
};

/*
 * struct bench: where devices come from. open is called in the process that will use the device.
 *
 * open returns 0 and a device that the caller closes, or negative errno with a sentence in @problem.
 */
struct bench {
	int (*open)(const struct bench *bench, uint64_t seed, struct device **ret_device,
		char *problem, size_t problem_bytes);
	bool is_fresh;	   /* each open gives the same new drive and disc        */
	bool is_simulated; /* as in struct device                                */
	bool is_memory; /* fresh, simulated, and a copy of a process has a copy of its device    */
	const char *description; /* "drive X with a new medium Y", "/dev/sg0"; borrowed */
	const void *context;	 /* the maker's own                                    */
};

#endif
