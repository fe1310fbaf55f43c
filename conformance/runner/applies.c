/* SPDX-License-Identifier: MIT */
#include "conformance/runner/applies.h"

#include <stddef.h>

static bool is_medium(const struct facts *facts)
{
	return facts->is_ready;
}

static bool is_empty(const struct facts *facts)
{
	return facts->has_no_medium;
}

static bool is_sequential(const struct facts *facts)
{
	return facts_is_writable(facts) && !facts_is_random(facts);
}

static bool is_blank(const struct facts *facts)
{
	return facts->has_disc_information && facts->disc_status == 0;
}

static bool is_other_than_cd(const struct facts *facts)
{
	return facts->profile != 0 && !facts_is_cd(facts);
}

static bool is_dvd_plus_r(const struct facts *facts)
{
	return facts->profile == 0x001b;
}

/* MMC-5 6.3.3.3.3: a DVD-R DL that is recorded incrementally is a single session. */
static bool takes_sessions(const struct facts *facts)
{
	return facts->profile != 0x0015;
}

static bool is_formatted(const struct facts *facts)
{
	return !facts_needs_format(facts);
}

static const struct {
	unsigned need;
	bool (*is_met)(const struct facts *facts);
	const char *reason;
} rules[] = {
	{ NEEDS_MEDIUM, is_medium, "the drive says that no medium is ready" },
	{ NEEDS_NO_MEDIUM, is_empty, "there is a medium" },
	{ NEEDS_WRITABLE, facts_is_writable, "the medium takes no more data" },
	{ NEEDS_RANDOM, facts_is_random, "feature 0020h (Random Writable) is not current" },
	{ NEEDS_SEQUENTIAL, is_sequential, "the medium is not sequentially writable now" },
	{ NEEDS_BLANK, is_blank, "the disc is not blank" },
	{ NEEDS_CD, facts_is_cd, "the medium is no CD" },
	{ NEEDS_NOT_CD, is_other_than_cd, "the medium is a CD, or there is none" },
	{ NEEDS_FORMATTED, is_formatted, "the medium is not formatted" },
	{ NEEDS_UNFORMATTED, facts_needs_format, "the medium is not an unformatted one" },
	{ NEEDS_SESSIONS, takes_sessions, "the medium takes one session only" },
	{ NEEDS_DVD_PLUS_R, is_dvd_plus_r, "the medium is no DVD+R" },
};

const char *applies(const struct test *test, const struct facts *facts)
{
	for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
		if (test->needs & rules[i].need && !rules[i].is_met(facts))
			return rules[i].reason;
	if (test->profile && facts->profile != test->profile)
		return "the medium is of another profile";
	if (test->feature && !facts_feature_is_current(facts, test->feature))
		return "the feature that requires it is not current";
	return NULL;
}

const char *applies_on(const struct test *test, const struct bench *bench)
{
	if (test->needs & NEEDS_POWER_ON && !bench->is_fresh)
		return "the drive has been in use since power-on";
	if (test->needs & NEEDS_SIMULATED && !bench->is_simulated)
		return "not done to a real drive";
	return NULL;
}
