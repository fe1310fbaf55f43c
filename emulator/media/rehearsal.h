/* SPDX-License-Identifier: MIT */
/*
 * rehearsal.h: test writing (mode page 05h): from the first block on the disc's state goes on as if
 * it were recorded, while neither sectors nor map nor file change. When it ends, or power goes, the
 * disc is as it was.
 */
#ifndef MEDIA_REHEARSAL_H
#define MEDIA_REHEARSAL_H

#include <stdbool.h>

#include "emulator/store/disc_state.h"

struct burnrig_disc;

struct rehearsal {
	bool running;
	struct disc_state before; /* owned while it runs */
};

/* Both do nothing when it is so already. rehearsal_begin: false: no memory. */
bool rehearsal_begin(struct burnrig_disc *disc);
void rehearsal_end(struct burnrig_disc *disc);

#endif
