/* SPDX-License-Identifier: MIT */
/*
 * disc_format_medium.h: formats a disc: makes it one that can be written in any order, or gives it spare
 * areas. What was on it is lost, except where a kind says otherwise.
 */
#ifndef BURNENGINE_DISC_FORMAT_MEDIUM_H
#define BURNENGINE_DISC_FORMAT_MEDIUM_H

#include "burnengine/recorder.h"

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

enum br_format_kind {
	BR_FORMAT_DEFAULT, /* what makes the disc usable soonest */
	/*
	 * All of it is gone over: CD-RW and DVD-RW in packets, DVD-RAM and BD-RE with certification,
	 * DVD+RW until the background format is complete.
	 */
	BR_FORMAT_FULL,
	BR_FORMAT_QUICK,	 /* DVD-RW: written from the start on, until the border is closed */
	BR_FORMAT_GROW,		 /* DVD-RW: opens the last border; the data stays               */
	BR_FORMAT_EXPAND_SPARES, /* DVD-RAM, BD-RE: the end becomes spare; the data before stays */
	BR_FORMAT_NO_SPARES,	 /* BD-RE                                                       */
	BR_FORMAT_SEQUENTIAL,	 /* BD-R: spare areas, and else as it is bought                 */
	BR_FORMAT_PSEUDO_OVERWRITE, /* BD-R: and what is written can be written again, elsewhere   */
	BR_FORMAT_RANDOM, /* BD-R: random recording mode                                 */
};
#define BR_FORMAT_KINDS 9

/* br_format_kind_name: "full", "pseudo-overwrite", ...: a stable word. Static; NULL for no kind. */
const char *br_format_kind_name(enum br_format_kind kind);

struct br_format_option {
	enum br_format_kind kind;
	uint32_t blocks; /* user area after it; BR_FORMAT_GROW: what is added */
};
/*
 * br_format_options: what the drive offers for the disc in it, the default first; at most @max. A kind
 * is there more than once where the drive offers it with several sizes of spare areas. None for a disc
 * that cannot be formatted. Wait for readiness first.
 */
struct br_outcome br_format_options(struct br_recorder *recorder, struct br_format_option *options,
	unsigned max, unsigned *ret_count);

struct br_format_request {
	enum br_format_kind kind;
	uint32_t blocks; /* as one option of the kind has it; 0: as the first has it */
	/* Or NULL; ends the waiting: a drive that formats goes on. */
	const struct br_cancel *cancel;
	/* As often as the drive is asked; @fraction of 65536. May be NULL. */
	void (*update)(void *context, uint32_t elapsed_s, uint16_t fraction);
	void *context;
};
/*
 * br_format_medium: wait until the drive is ready, lock the tray, format, look whether the disc is what
 * it was to be, unlock.
 * Errors: BR_E_NO_MEDIUM, BR_E_MEDIUM_UNSUPPORTED (the drive offers no such format for this disc),
 * BR_E_CANCELLED, BR_E_TIMEOUT (three hours), the drive's, and BR_E_MEDIUM_STATE when the drive reported
 * success but the disc is not formatted so.
 */
struct br_outcome br_format_medium(
	struct br_recorder *recorder, const struct br_format_request *request);

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif
#endif
