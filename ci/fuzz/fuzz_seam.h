/* SPDX-License-Identifier: MIT */
/* fuzz_seam.h: what a fuzzer, or random.c in its place, calls. */
#ifndef CI_FUZZ_SEAM_H
#define CI_FUZZ_SEAM_H

#include <stddef.h>
#include <stdint.h>

/* libFuzzer's own names. Once, before the first input: loads all definitions, or ends the process. */
int LLVMFuzzerInitialize(int *argc, char ***argv);
/* One input: a drive, a medium, and commands to them. Aborts when something does not hold. Returns 0. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* Commands sent so far. */
uint64_t fuzz_seam_commands(void);

#endif
