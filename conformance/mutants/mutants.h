/* SPDX-License-Identifier: MIT */
/* mutants.h: the table that each file of mutants offers to mutants.c. */
#ifndef CONFORMANCE_MUTANTS_H
#define CONFORMANCE_MUTANTS_H

#include "conformance/mutants/mutant.h"

extern const struct mutant mutants_identity[];
extern const size_t mutants_identity_count;
extern const struct mutant mutants_description[];
extern const size_t mutants_description_count;
extern const struct mutant mutants_speeds[];
extern const size_t mutants_speeds_count;
extern const struct mutant mutants_leniency[];
extern const size_t mutants_leniency_count;
extern const struct mutant mutants_recording[];
extern const size_t mutants_recording_count;
extern const struct mutant mutants_commands[];
extern const size_t mutants_commands_count;
extern const struct mutant mutants_fields[];
extern const size_t mutants_fields_count;

#endif
