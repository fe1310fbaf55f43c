/* SPDX-License-Identifier: MIT */
/* hunt_report.h: the matrix of mutants and tests for machines and for people. Each returns 0 or -EIO. */
#ifndef CONFORMANCE_HUNT_REPORT_H
#define CONFORMANCE_HUNT_REPORT_H

#include <stdio.h>

#include "conformance/mutants/hunt.h"

/* hunt_json: one JSON object a line: the mutant, and every test that it fails. */
int hunt_json(FILE *out, const struct hunt *hunt);

/*
 * hunt_html: one self-contained page: the matrix as a drawing, then each mutant with the tests that it fails, then
 * each test with the mutants that fail it or the reason why none does.
 */
int hunt_html(FILE *out, const struct hunt *hunt);

#endif
