/* SPDX-License-Identifier: MIT */
/* burn_job.h: one image, or the tracks of an audio CD, onto the disc in one drive; several of them may run side by side. */
#ifndef ENGINE_CLI_BURN_JOB_H
#define ENGINE_CLI_BURN_JOB_H

#include "engine/cli/report.h"
#include "engine/cli/speed_wish.h"
#include "engine/cli/target.h"

struct burn_wishes {
	const char *image; /* "-": standard input */
	int64_t bytes;	   /* of it; -1: as many as the file has */
	struct speed_wish speed;
	bool verify, multi, simulate, session_at_once, no_reload;
	bool audio;	     /* tracks instead of an image */
	char *const *tracks; /* paths of WAV files */
	size_t track_count;
};

struct burn_job {
	const struct burn_wishes *wishes;
	struct target_options target;
	struct report report;
	const struct br_cancel *cancel; /* or NULL */
	int status;			/* the exit status, when it is over */
};

/*
 * burn_job_speed: the wished one on the disc that is in; -1 for the maximum. Waits until the drive
 * is ready.
 */
struct br_outcome burn_job_speed(
	const struct burn_job *job, struct br_recorder *recorder, int32_t *ret_sectors_per_second);

/* burn_job_run: from opening the drive to its end; says what went wrong. */
void burn_job_run(struct burn_job *job);

#endif
