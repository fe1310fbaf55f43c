/* SPDX-License-Identifier: MIT */
#include "emulator/media/cd_recorder.h"

#include <stdlib.h>

#include "emulator/media/disc.h"

struct cd_recorder *cd_recorder_create(void)
{
	return calloc(1, sizeof(struct cd_recorder));
}

void cd_recorder_free(struct cd_recorder *recorder)
{
	free(recorder);
}

void cd_recorder_forget(struct cd_recorder *recorder)
{
	recorder->cue.run_count = 0;
	recorder->cue.started = false;
	recorder->raw.started = false;
}

void cd_rehearsal_end(struct burnrig_disc *disc)
{
	if (!disc->rehearsal.running)
		return;
	rehearsal_end(disc);
	cd_recorder_forget(disc->cd);
}
