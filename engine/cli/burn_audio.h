/* SPDX-License-Identifier: MIT */
/* burn_audio.h: WAV files as the tracks of an audio CD, in one session. */
#ifndef ENGINE_CLI_BURN_AUDIO_H
#define ENGINE_CLI_BURN_AUDIO_H

#include "engine/cli/burn_job.h"
#include "engine/cli/wav.h"

struct burn_audio {
	struct wav *tracks;
	size_t count;
};

/*
 * burn_audio_open: every file is looked at before a disc is. Says on stderr which one is wrong, and
 * how. Returns an exit status. Close with burn_audio_close.
 */
int burn_audio_open(const struct burn_wishes *wishes, struct burn_audio *ret_audio);
void burn_audio_close(struct burn_audio *audio);

/*
 * burn_audio_write: all tracks, and the session closed; shown by job->report. When the job is
 * cancelled or fails, the session stays open with the tracks that there are.
 */
struct br_outcome burn_audio_write(
	struct burn_audio *audio, struct burn_job *job, struct br_recorder *recorder);

#endif
