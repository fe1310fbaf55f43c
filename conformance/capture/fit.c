/* SPDX-License-Identifier: MIT */
#include "conformance/capture/fit.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "conformance/capture/draft_speeds.h"
#include "conformance/capture/learn.h"
#include "conformance/runner/transport_bench.h"

#define ROUNDS_MAX 12
#define RPM_LEAST  500
#define RPM_MOST   30000

struct attempt {
	struct draft *draft;
	const struct answers *told;
	const char *medium;
	char path[64];
	char *problem;
	size_t problem_bytes;
};

static int save(const struct attempt *attempt)
{
	FILE *file = fopen(attempt->path, "we");
	int error = 0;

	if (!file)
		return -errno;
	draft_write(attempt->draft, attempt->told, file);
	if (ferror(file))
		error = -EIO;
	return fclose(file) ? -EIO : error;
}

/* What a drive of the draft as it stands now says. */
static int emulate(const struct attempt *attempt, struct answers **ret_answers)
{
	struct transport_choice choice = { .drive = attempt->path, .medium = attempt->medium };
	const struct bench bench = transport_bench(&choice);
	struct device *device;
	int error = save(attempt);

	if (!error)
		error = bench.open(&bench, 0, &device, attempt->problem, attempt->problem_bytes);
	if (error)
		return error;
	*ret_answers = answers_collect(device, attempt->problem, attempt->problem_bytes);
	device->operations->close(device);
	return *ret_answers ? 0 : -EIO;
}

/* ---- the spindle ----------------------------------------------------------------------------- */

/* May this be a constant or CAV speed that the spindle holds back, and from where to where does it? */
static bool is_held_back(const struct told_speed *speed, struct told_zone *ret_first)
{
	struct told_zone zones[ANSWERS_ZONES_MAX];
	unsigned count;
	const enum told_shape shape = told_shape_of(speed, zones, &count);

	if (count == 0 || zones[0].end_lba == 0)
		return false;
	*ret_first = zones[0];
	return shape == SHAPE_PCAV || shape == SHAPE_CAV;
}

static const struct told_speed *speed_at(const struct answers *answers, unsigned index)
{
	return index < answers->writing_count ? &answers->writing[index]
					      : &answers->reading[index - answers->writing_count];
}

static unsigned speed_count(const struct answers *answers)
{
	return answers->writing_count + answers->reading_count;
}

static bool same_zones(const struct told_speed *one, const struct told_speed *other)
{
	return one->kBps == other->kBps && one->zone_count == other->zone_count &&
	       memcmp(one->zones, other->zones, one->zone_count * sizeof one->zones[0]) == 0;
}

/* The first speed that partial CAV does not give as it was told; false when there is none. */
static int find_held_back(struct attempt *attempt, unsigned *ret_index, bool *ret_found)
{
	const struct answers *told = attempt->told;
	struct told_zone zone;
	struct answers *ours;
	const int error = emulate(attempt, &ours);

	*ret_found = false;
	if (error)
		return error;
	for (unsigned i = 0; !*ret_found && i < speed_count(told); i++) {
		*ret_found = is_held_back(speed_at(told, i), &zone) &&
			     (i >= speed_count(ours) ||
				     !same_zones(speed_at(told, i), speed_at(ours, i)));
		*ret_index = i;
	}
	free(ours);
	return 0;
}

/* The slower a spindle, the slower it begins, and the longer it is held back. */
static int compare_spindles(const struct answers *told, const struct answers *ours, unsigned index)
{
	const struct told_zone *theirs = &speed_at(told, index)->zones[0], *own;

	if (index >= speed_count(ours) || !speed_at(ours, index)->zone_count)
		return 1;
	own = &speed_at(ours, index)->zones[0];
	if (own->start_kBps != theirs->start_kBps)
		return own->start_kBps < theirs->start_kBps ? -1 : 1;
	if (own->end_lba != theirs->end_lba)
		return own->end_lba > theirs->end_lba ? -1 : 1;
	if (own->end_kBps != theirs->end_kBps)
		return own->end_kBps < theirs->end_kBps ? -1 : 1;
	return 0;
}

/* Speeds that the spindle found gives otherwise are partial CAV by themselves. */
static int keep_held_back(struct attempt *attempt)
{
	struct draft *draft = attempt->draft;
	struct answers *ours;
	const int error = emulate(attempt, &ours);

	if (error)
		return error;
	for (unsigned i = 0; i < speed_count(attempt->told) && i < speed_count(ours); i++) {
		const unsigned writing = attempt->told->writing_count;
		if (same_zones(speed_at(attempt->told, i), speed_at(ours, i)))
			continue;
		if (i < writing)
			draft->held_back_writing &= ~(1u << i);
		else
			draft->held_back_reading &= ~(1u << (i - writing));
	}
	free(ours);
	draft_speeds(draft, attempt->told);
	return 0;
}

static int try_spindle(struct attempt *attempt, unsigned rpm, unsigned index, int *ret_order)
{
	struct answers *ours;
	int error;

	attempt->draft->rpm_max = rpm;
	draft_speeds(attempt->draft, attempt->told);
	error = emulate(attempt, &ours);
	if (error)
		return error;
	*ret_order = compare_spindles(attempt->told, ours, index);
	free(ours);
	return 0;
}

static int find_spindle(struct attempt *attempt)
{
	struct draft *draft = attempt->draft;
	unsigned low = RPM_LEAST, high = RPM_MOST, index;
	const unsigned usual = draft->rpm_max;
	bool is_found;
	int error = find_held_back(attempt, &index, &is_found);

	if (error || !is_found)
		return error;
	draft->is_rpm_told = true;
	draft->held_back_writing = draft->held_back_reading = UINT32_MAX;
	while (!error && low <= high) {
		const unsigned middle = low + (high - low) / 2;
		int order = 0;
		error = try_spindle(attempt, middle, index, &order);
		if (!error && order == 0)
			return keep_held_back(attempt);
		if (order < 0)
			low = middle + 1;
		else
			high = middle - 1;
	}
	draft->is_rpm_told = false;
	draft->held_back_writing = draft->held_back_reading = 0;
	draft->rpm_max = usual;
	draft_speeds(draft, attempt->told);
	return error;
}

/* ---- round after round ----------------------------------------------------------------------- */

/* @is_last: what is different in the end becomes a note. */
static int learn_in_rounds(struct attempt *attempt, bool is_last)
{
	char difference[200];
	bool is_changed = true;

	for (unsigned round = 0; is_changed && round < ROUNDS_MAX; round++) {
		struct answers *ours;
		const int error = emulate(attempt, &ours);
		if (error)
			return error;
		is_changed = learn(attempt->draft, attempt->told, ours);
		if (!is_changed && is_last &&
			answers_difference(attempt->told, ours, difference, sizeof difference))
			draft_note(attempt->draft, "%s", difference);
		free(ours);
	}
	return 0;
}

int fit(struct draft *draft, const struct answers *told, const char *medium, char *problem,
	size_t problem_bytes)
{
	struct attempt attempt = { draft, told, medium, "/tmp/burnrig-capture.XXXXXX", problem,
		problem_bytes };
	const int file = mkstemp(attempt.path);
	int error = file < 0 ? -errno : 0;

	if (error) {
		snprintf(problem, problem_bytes, "%s: %s", attempt.path, strerror(-error));
		return error;
	}
	close(file);
	error = learn_in_rounds(&attempt, false);
	if (!error)
		error = find_spindle(&attempt);
	if (!error)
		error = learn_in_rounds(&attempt, true);
	unlink(attempt.path);
	return error;
}

const char *fit_medium_like(const struct answers *told)
{
	static const struct {
		uint16_t profile;
		const char *medium;
	} like[] = { { 0x0008, "cd-rom" }, { 0x0010, "dvd-rom" }, { 0x0040, "bd-rom" },
		{ 0x0009, "cd-r-80" }, { 0x000a, "cd-rw-74" }, { 0x0011, "dvd-r" },
		{ 0x0012, "dvd-ram" }, { 0x0013, "dvd-rw" }, { 0x0014, "dvd-rw" },
		{ 0x0015, "dvd-r-dl" }, { 0x001a, "dvd+rw" }, { 0x001b, "dvd+r" },
		{ 0x002b, "dvd+r-dl" }, { 0x0041, "bd-r-25" }, { 0x0043, "bd-re-25" } };
	const uint16_t profile = answers_profile(told);

	for (size_t i = 0; i < sizeof like / sizeof like[0]; i++)
		if (like[i].profile == profile)
			return like[i].medium;
	return NULL;
}
