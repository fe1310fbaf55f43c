/* SPDX-License-Identifier: MIT */
/*
 * disc_format_erase.h: makes a rewritable disc blank (IDiscFormat2Erase).
 *
 * CD-RW and DVD-RW are blanked by the drive; DVD-RW is then in sequential recording mode, and when it was
 * blanked quickly it can only be recorded at once. BD-RE, DVD+RW and DVD-RAM
 * have no such thing: quick is zeros in the first and last 2 MiB, full is zeros everywhere; one that
 * is not formatted is blank already.
 */
#ifndef BURNENGINE_DISC_FORMAT_ERASE_H
#define BURNENGINE_DISC_FORMAT_ERASE_H

#include "burnengine/recorder.h"

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

struct br_erase_options {
	bool full;
	const struct br_cancel *cancel; /* or NULL; a drive that is blanking cannot be stopped */
	/* Every 0.5 s while we write and every second while the drive blanks; the total is a guess. */
	void (*update)(void *context, uint32_t elapsed_s, uint32_t estimated_total_s);
	void *context;
};

/* br_erase_supports: can media of this profile be erased? */
bool br_erase_supports(uint16_t profile);

/*
 * br_erase: wait until the drive is ready, lock the tray, erase, unlock.
 * Errors: BR_E_NO_MEDIUM, BR_E_MEDIUM_UNSUPPORTED (the kind of disc; or this one, by the drive's own word:
 * then with the operation that said so, READ DISC INFORMATION), BR_E_CANCELLED, BR_E_TIMEOUT (an hour), those of the
 * write engine, and BR_E_MEDIUM_STATE when the drive reported success but the disc is not blank.
 */
struct br_outcome br_erase(struct br_recorder *recorder, const struct br_erase_options *options);

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif
#endif
