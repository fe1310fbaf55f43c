/* SPDX-License-Identifier: MIT */
/* recorder.h: what the files of this room share. */
#ifndef ENGINE_RECORDER_RECORDER_H
#define ENGINE_RECORDER_RECORDER_H

#include "burnengine/recorder.h"
#include "engine/mmc/mmc.h"

struct br_recorder {
	struct br_transport *transport;
	struct mmc_inquiry identity;
	bool locked;
};

#define RECORDER_NS_PER_MS UINT64_C(1000000)

/* recorder_pause: let @ms of the transport's time pass; less when a signal comes. */
void recorder_pause(struct br_transport *transport, uint32_t ms);

/* recorder_is_cd: profiles whose sectors are written as 2352 bytes of channel data. */
bool recorder_is_cd(uint16_t profile);

#endif
