/* SPDX-License-Identifier: MIT */
/*
 * applies.h: does a requirement apply to this drive and medium? Only the drive's own claims may say
 * no; a command that a claimed feature makes mandatory is never excused by being refused.
 */
#ifndef CONFORMANCE_APPLIES_H
#define CONFORMANCE_APPLIES_H

#include "conformance/runner/device.h"
#include "conformance/runner/facts.h"
#include "conformance/runner/test.h"

/* applies: NULL when @test applies, else why not, in static memory. */
const char *applies(const struct test *test, const struct facts *facts);

/* applies_on: NULL when devices of @bench are such that @test may be tried, else why not; none is opened. */
const char *applies_on(const struct test *test, const struct bench *bench);

#endif
