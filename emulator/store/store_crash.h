/* SPDX-License-Identifier: MIT */
/*
 * store_crash.h: a place in memory whose power can be cut: an instrument of tests.
 *
 * Writes and truncations are seen at once by who reads, but wait in a list until their file is synced.
 * When the power is cut, each that waits is kept, dropped, or torn at 512-byte sectors, by the seed; a
 * new file that was never synced may be gone with its name. Creating a name that was synced, and
 * removing one, are never undone. A kill of the process, in contrast, loses nothing but the rest of the
 * write it fell into.
 *
 * Life: create; open stores by the place; let the cut come (store_crash_at); close all stores, which
 * fail from then on; restart; open anew.
 */
#ifndef STORE_STORE_CRASH_H
#define STORE_STORE_CRASH_H

#include "emulator/store/store.h"

struct store_crash;

/* store_crash_create: an empty, powered place. NULL: no memory. */
struct store_crash *store_crash_create(uint64_t seed);
/* store_crash_free: after all its stores were closed. NULL allowed. */
void store_crash_free(struct store_crash *crash);
/* store_crash_place: borrowed. */
struct store_place *store_crash_place(struct store_crash *crash);

/*
 * store_crash_at: cut at the @call-th call from now (1..) that changes something: create, write,
 * truncate, discard, sync, remove. That one may be done in part; it and all later ones return -EIO, those
 * that read too. 0: never.
 */
void store_crash_at(struct store_crash *crash, uint64_t call);
/* store_crash_is_down: has the cut come, and no restart since? */
bool store_crash_is_down(const struct store_crash *crash);

enum store_crash_kind { STORE_CRASH_PROCESS_KILLED, STORE_CRASH_POWER_CUT };
/* store_crash_restart: lose what @kind loses; cuts no more. Also without a cut before. */
void store_crash_restart(struct store_crash *crash, enum store_crash_kind kind);

#endif
