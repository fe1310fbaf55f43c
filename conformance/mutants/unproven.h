/* SPDX-License-Identifier: MIT */
/* unproven.h: the tests that no mutant fails, each with the reason. */
#ifndef CONFORMANCE_UNPROVEN_H
#define CONFORMANCE_UNPROVEN_H

/* unproven_reason: why no mutant fails the test @id, one sentence; NULL: one must. */
const char *unproven_reason(const char *id);

#endif
