/* SPDX-License-Identifier: MIT */
#include "emulator/ways-in/clock/clock_policy.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "burnrig/drive.h"

#define MS_NS			   1000000ULL
#define KEY_NOT_READY		   0x02
#define ASC_LOGICAL_UNIT_NOT_READY 0x04
#define POLL_DOUBLING_MAX	   20 /* 2^20 ms, 17 minutes: no long operation outlasts a few polls */

enum operation_code {
#define OPERATION(name, code, length, text, clause) OPERATION_##name = (code),
#include "fixtures/codes/operations.def"
#undef OPERATION
};

static uint64_t saturating_add(uint64_t a, uint64_t b)
{
	return a > UINT64_MAX - b ? UINT64_MAX : a + b;
}

static uint64_t saturating_multiply(uint64_t a, uint64_t b)
{
	return b != 0 && a > UINT64_MAX / b ? UINT64_MAX : a * b;
}

/* A decimal number of 1 to 4 digits and nothing else; 0 when it is not one. */
static uint32_t parse_divisor(const char *text)
{
	uint32_t value = 0;

	for (const char *p = text; *p; p++) {
		if (*p < '0' || *p > '9' || p - text >= 4)
			return 0;
		value = value * 10 + (uint32_t)(*p - '0');
	}
	return value <= CLOCK_DIVISOR_MAX ? value : 0;
}

int clock_policy_parse(
	const char *text, struct clock_policy *ret_policy, struct burnrig_problem *problem)
{
	struct clock_policy policy = { .kind = CLOCK_REAL, .divisor = 1 };

	if (strcmp(text, "virtual") == 0)
		policy.kind = CLOCK_VIRTUAL;
	else if (strncmp(text, "real/", 5) == 0)
		policy.divisor = parse_divisor(text + 5);
	else if (strcmp(text, "real") != 0)
		policy.divisor = 0;
	if (policy.divisor == 0) {
		burnrig_problem_set(problem, NULL, 0, "clock",
			"'%.40s' is no clock: virtual, real or real/N with N from 1 to %d", text,
			CLOCK_DIVISOR_MAX);
		return -EINVAL;
	}
	*ret_policy = policy;
	return 0;
}

const char *clock_policy_text(const struct clock_policy *policy, char *out, size_t out_bytes)
{
	if (policy->kind == CLOCK_VIRTUAL)
		snprintf(out, out_bytes, "virtual");
	else if (policy->divisor == 1)
		snprintf(out, out_bytes, "real");
	else
		snprintf(out, out_bytes, "real/%u", policy->divisor);
	return out;
}

__attribute__((noinline)) static uint64_t real_now(struct clock_policy *policy, uint64_t wall_ns)
{
	uint64_t elapsed_ns;

	if (!policy->started) {
		policy->started = true;
		policy->wall_start_ns = wall_ns;
	}
	elapsed_ns = wall_ns > policy->wall_start_ns ? wall_ns - policy->wall_start_ns : 0;
	elapsed_ns = saturating_multiply(elapsed_ns, policy->divisor);
	if (elapsed_ns > policy->drive_ns)
		policy->drive_ns = elapsed_ns;
	return policy->drive_ns;
}

uint64_t clock_policy_now(struct clock_policy *policy, uint64_t wall_ns)
{
	return policy->kind == CLOCK_VIRTUAL ? policy->drive_ns : real_now(policy, wall_ns);
}

/* With nothing under way in the drive there is nothing that a polling host could wait for. */
static void virtual_completed(
	struct clock_policy *policy, const struct clock_completion *completion)
{
	uint64_t polled_ns;

	if (completion->complete_at_ns > policy->drive_ns)
		policy->drive_ns = completion->complete_at_ns;
	if (completion->moved_medium_data) {
		policy->poll_count = 0;
		return;
	}
	polled_ns = saturating_add(policy->drive_ns, MS_NS << policy->poll_count);
	if (policy->poll_count < POLL_DOUBLING_MAX)
		policy->poll_count++;
	if (completion->next_event_ns == BURNRIG_NEVER_NS)
		return;
	if (polled_ns > completion->next_event_ns || completion->not_ready)
		polled_ns = completion->next_event_ns;
	if (polled_ns > policy->drive_ns)
		policy->drive_ns = polled_ns;
}

__attribute__((noinline)) static uint64_t real_completed(
	struct clock_policy *policy, uint64_t complete_at_ns, uint64_t wall_ns)
{
	uint64_t now_ns = real_now(policy, wall_ns), wait_ns;

	if (complete_at_ns <= now_ns)
		return 0;
	wait_ns = complete_at_ns - now_ns;
	return wait_ns / policy->divisor + (wait_ns % policy->divisor != 0);
}

uint64_t clock_policy_completed(
	struct clock_policy *policy, const struct clock_completion *completion, uint64_t wall_ns)
{
	if (policy->kind != CLOCK_VIRTUAL)
		return real_completed(policy, completion->complete_at_ns, wall_ns);
	virtual_completed(policy, completion);
	return 0;
}

/* Fixed-format sense, the only one that an MMC drive gives (SPC-3 4.5.3). */
static bool is_not_ready(const struct burnrig_command *command)
{
	return command->status == BURNRIG_STATUS_CHECK_CONDITION && command->sense_bytes > 12 &&
	       (command->sense[2] & 0x0F) == KEY_NOT_READY &&
	       command->sense[12] == ASC_LOGICAL_UNIT_NOT_READY;
}

struct clock_completion clock_completion_of(const struct burnrig_command *command)
{
	return (struct clock_completion) {
		.complete_at_ns = command->complete_at_ns,
		.next_event_ns = BURNRIG_NEVER_NS,
		.moved_medium_data = clock_moves_medium_data(command->cdb, command->cdb_bytes),
		.not_ready = is_not_ready(command),
	};
}

bool clock_policy_asks_event(
	const struct clock_policy *policy, const struct clock_completion *completion)
{
	return policy->kind == CLOCK_VIRTUAL && !completion->moved_medium_data;
}

uint64_t clock_policy_command_completed(struct clock_policy *policy,
	const struct burnrig_command *command, const struct burnrig_drive *drive, uint64_t wall_ns)
{
	struct clock_completion completion = clock_completion_of(command);

	if (clock_policy_asks_event(policy, &completion))
		completion.next_event_ns = burnrig_drive_next_event_ns(drive);
	return clock_policy_completed(policy, &completion, wall_ns);
}

bool clock_moves_medium_data(const uint8_t *cdb, size_t cdb_bytes)
{
	switch (cdb_bytes > 0 ? cdb[0] : OPERATION_TEST_UNIT_READY) {
	case OPERATION_READ_10:
	case OPERATION_READ_12:
	case OPERATION_READ_CD:
	case OPERATION_READ_CD_MSF:
	case OPERATION_WRITE_10:
	case OPERATION_WRITE_12:
	case OPERATION_WRITE_AND_VERIFY_10:
		return true;
	default:
		return false;
	}
}
