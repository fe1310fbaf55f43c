/* SPDX-License-Identifier: MIT */
/* compare.h: what changed between two runs, say of two firmwares, by their JSON reports. */
#ifndef CONFORMANCE_COMPARE_H
#define CONFORMANCE_COMPARE_H

#include <stdio.h>

/*
 * compare_runs: print every requirement whose verdict differs, and those that only one run has.
 *
 * @old_path, @new_path  as --json wrote them.
 * Returns 0 when nothing got worse; 1 when a requirement that passed does not any more or a new one
 * fails; 2 for a file that is no such report, said on standard error.
 */
int compare_runs(const char *old_path, const char *new_path, FILE *out);

#endif
