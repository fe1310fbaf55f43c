/* SPDX-License-Identifier: MIT */
/*
 * waivers.h: deviations that somebody answers for. A file of
 *
 *   waive "mmc.inquiry.vpd.refused" {
 *       reason  = "firmware 1.03, fixed in 1.04"
 *       by      = "A. Person"
 *       expires = "2027-06-30"        # optional; after that day it is not applied, and fails the run
 *       profile = "000Ah"             # optional; only while this is the current one
 *   }
 *
 * The identity is exact, no pattern: a waiver must not hide what nobody has looked at.
 */
#ifndef CONFORMANCE_WAIVERS_H
#define CONFORMANCE_WAIVERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

struct waiver {
	char *id, *reason, *by; /* owned */
	uint16_t profile;	/* 0: whatever is current */
	bool is_expired;
};

struct waivers {
	struct waiver *list;
	size_t count;
};

/*
 * waivers_load: read @path.
 *
 * @today    seconds since the epoch, against which expiry is judged.
 * @problem  gets "file:line: what is wrong".
 * Returns 0 and the waivers (free with waivers_free); -ENOENT and the like; -EINVAL for a bad file.
 */
int waivers_load(const char *path, time_t today, struct waivers **ret_waivers, char *problem,
	size_t problem_bytes);
void waivers_free(struct waivers *waivers);

/* waivers_find: the waiver in force for @id while @profile is current, or NULL; NULL @waivers has none. */
const struct waiver *waivers_find(const struct waivers *waivers, const char *id, uint16_t profile);

#endif
