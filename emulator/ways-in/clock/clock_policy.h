/* SPDX-License-Identifier: MIT */
/*
 * clock_policy.h: what time it is in the drive, and how long a completion is held back.
 *
 * Life: parse once, then for every command ask clock_policy_now, execute, and tell
 * clock_policy_completed. Pure: the wall clock comes in as an argument and nobody waits in here.
 * One policy belongs to one drive; its caller serialises.
 *
 * virtual   drive time is the sum of what the commands took; nothing is held. A host that only
 * polls would stop that clock, so commands that move no medium data let the drive's next event come
 * nearer: the first by 1 ms, each further one in a row by twice as much. real      drive time is
 * wall time since the first command; a completion is held until it is due. real/N    the same with
 * a drive that lives N times faster than the wall clock.
 */
#ifndef WAYS_IN_CLOCK_CLOCK_POLICY_H
#define WAYS_IN_CLOCK_CLOCK_POLICY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "burnrig/command.h"
#include "burnrig/problem.h"

struct burnrig_drive;

#define CLOCK_DIVISOR_MAX 1000 /* real/N; keeps 200 days of wall time within 64 bits of ns */

enum clock_kind { CLOCK_VIRTUAL, CLOCK_REAL };

struct clock_policy {
	enum clock_kind kind;
	uint32_t divisor;	/* N of real/N, 1 for real and virtual            */
	uint64_t drive_ns;	/* latest drive time that was handed out          */
	uint64_t wall_start_ns; /* wall time of drive time 0                      */
	bool started;		/* wall_start_ns is known                         */
	unsigned poll_count;	/* commands in a row that moved no medium data    */
};

/*
 * clock_policy_parse: "virtual", "real" or "real/N" with N from 1 to CLOCK_DIVISOR_MAX.
 * Returns 0 and a policy at drive time 0; -EINVAL with @problem (may be NULL) filled.
 */
int clock_policy_parse(
	const char *text, struct clock_policy *ret_policy, struct burnrig_problem *problem);

/* clock_policy_text: as clock_policy_parse reads it. @out of @out_bytes (12 do). Returns @out. */
const char *clock_policy_text(const struct clock_policy *policy, char *out, size_t out_bytes);

/*
 * clock_policy_now: the drive time of something that happens at @wall_ns (any origin, the same in
 * all calls; ignored by virtual). Never goes back, whatever the wall clock does.
 */
uint64_t clock_policy_now(struct clock_policy *policy, uint64_t wall_ns);

struct clock_completion { /* what the drive said about one command, all in drive time */
	uint64_t complete_at_ns;
	uint64_t next_event_ns; /* the drive's after it, if clock_policy_asks_event               */
	bool moved_medium_data; /* clock_moves_medium_data of its CDB                             */
	bool not_ready;		/* answered NOT READY, something is under way (02/04/xx)          */
};

/* clock_completion_of: from a command that was carried out, with no event to come. */
struct clock_completion clock_completion_of(const struct burnrig_command *command);

/*
 * clock_policy_asks_event: whether clock_policy_completed looks at @completion's next_event_ns: not after every READ
 * and WRITE has the drive to be asked for it.
 */
bool clock_policy_asks_event(
	const struct clock_policy *policy, const struct clock_completion *completion);

/*
 * clock_policy_completed: a command was carried out.
 * Returns for how many ns from @wall_ns on its completion is to be held back; 0 with virtual.
 */
uint64_t clock_policy_completed(
	struct clock_policy *policy, const struct clock_completion *completion, uint64_t wall_ns);

/*
 * clock_policy_command_completed: the same for @command as @drive has just carried it out; the drive is asked for its next
 * event when that matters.
 */
uint64_t clock_policy_command_completed(struct clock_policy *policy,
	const struct burnrig_command *command, const struct burnrig_drive *drive, uint64_t wall_ns);

/*
 * clock_moves_medium_data: whether a CDB (untrusted, may be empty) is of a command that carries
 * sectors between host and medium, READ and WRITE in their forms.
 */
bool clock_moves_medium_data(const uint8_t *cdb, size_t cdb_bytes);

#endif
