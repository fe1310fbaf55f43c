/* SPDX-License-Identifier: MIT */
#include "conformance/runner/shrink.h"

#include <string.h>

#include "conformance/runner/text.h"

/* Each run costs a process; a sequence that is not short by then stays as it is. */
#define RUNS_MAX 300u

struct search {
	struct worker *worker;
	const struct bench *bench;
	const struct test *test;
	uint64_t seed;
	run_prepare *prepare;
	unsigned steps, runs;
};

static int fails(struct search *search, bool *ret_fails)
{
	const int error = worker_run(
		search->worker, search->bench, search->test, search->seed, search->prepare);

	search->runs++;
	*ret_fails = !error && search->worker->outcome.verdict == VERDICT_FAIL;
	return error;
}

/* Leave @count steps from @first out; put back those that are needed for the failure. */
static int try_without(struct search *search, unsigned first, unsigned count, bool *ret_shorter)
{
	bool *left_out = search->worker->left_out, before[WORKER_STEPS_MAX];
	bool changes = false, still_fails;
	int error;

	memcpy(before, left_out, sizeof before);
	for (unsigned i = first; i < first + count && i < search->steps; i++) {
		changes = changes || !left_out[i];
		left_out[i] = true;
	}
	if (!changes)
		return 0;
	error = fails(search, &still_fails);
	if (still_fails)
		*ret_shorter = true;
	else
		memcpy(left_out, before, sizeof before);
	return error;
}

static int one_pass(struct search *search, unsigned count, bool *ret_shorter)
{
	int error = 0;

	for (unsigned at = 0; !error && at < search->steps && search->runs < RUNS_MAX; at += count)
		error = try_without(search, at, count, ret_shorter);
	return error;
}

static void tell(const struct search *search)
{
	struct outcome *outcome = &search->worker->outcome;
	const size_t used = strlen(outcome->reason);
	struct text text = text_begin(outcome->reason + used, sizeof outcome->reason - used);
	unsigned kept = 0;

	text_add(&text, "; seed %llu, steps", (unsigned long long)search->seed);
	for (unsigned i = 0; i < search->steps; i++) {
		if (search->worker->left_out[i])
			continue;
		text_add(&text, " %u", i + 1);
		kept++;
	}
	text_add(&text, " (%u of %u are enough)", kept, search->steps);
}

int shrink(struct worker *worker, const struct bench *bench, const struct test *test, uint64_t seed,
	run_prepare *prepare)
{
	struct search search = { worker, bench, test, seed, prepare,
		worker->steps < WORKER_STEPS_MAX ? worker->steps : WORKER_STEPS_MAX, 0 };
	unsigned count = search.steps / 2 ? search.steps / 2 : 1;
	bool still_fails = false;
	int error = 0;

	while (!error && search.runs < RUNS_MAX) {
		bool shorter = false;
		error = one_pass(&search, count, &shorter);
		if (count == 1 && !shorter)
			break;
		count = count > 1 ? count / 2 : 1;
	}
	if (!error)
		error = fails(&search, &still_fails);
	if (still_fails)
		tell(&search);
	return error;
}
