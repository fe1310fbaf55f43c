/* SPDX-License-Identifier: MIT */
/* mutants.h: the table that each file of mutants offers to mutants.c, and how its rows are written. */
#ifndef CONFORMANCE_MUTANTS_H
#define CONFORMANCE_MUTANTS_H

#include "conformance/mutants/mutant.h"

struct mutant_list {
	const struct mutant *mutants;
	size_t count;
};

extern const struct mutant_list mutants_identity;
extern const struct mutant_list mutants_description;
extern const struct mutant_list mutants_speeds;
extern const struct mutant_list mutants_leniency;
extern const struct mutant_list mutants_recording;
extern const struct mutant_list mutants_commands;
extern const struct mutant_list mutants_fields;
extern const struct mutant_list mutants_defects;
extern const struct mutant_list mutants_modes;
extern const struct mutant_list mutants_service;
extern const struct mutant_list mutants_runs;
extern const struct mutant_list mutants_sessions;
extern const struct mutant_list mutants_windows;

/* One row: @test without its "mmc.", @hooks of the three below. */
#define MUTANT(name_, test, medium_, code, hooks, text)                                         \
	{                                                                                       \
		.name = (name_), .what = (text), .caught_by = "mmc." test, .medium = (medium_), \
		.operation = (code), hooks                                                      \
	}
#define BEFORE(function) .before = function
#define AFTER(function)	 .after = function
#define BOTH(one, other) .before = (one), .after = other

/* Rows of the hooks in spoil.h, told by their spot. */
#define SPOT(name_, test, medium_, code, text, hook, ...)                                       \
	{                                                                                       \
		.name = (name_), .what = (text), .caught_by = "mmc." test, .medium = (medium_), \
		.operation = (code), hook, .spot = {                                            \
			__VA_ARGS__                                                             \
		}                                                                               \
	}
#define FLIP(name, test, medium, code, text, ...) \
	SPOT(name, test, medium, code, text, .after = spoil_flip, __VA_ARGS__)
#define FLIP_FEATURE(name, test, medium, text, ...) \
	SPOT(name, test, medium, 0x46, text, .after = spoil_flip_feature, __VA_ARGS__)
#define ACCEPTS(name, test, medium, code, ...)                                                 \
	SPOT(name, test, medium, code, "What must be refused is GOOD.", .after = spoil_accept, \
		__VA_ARGS__)
#define REFUSES(name, test, medium, code, ...)                                                 \
	SPOT(name, test, medium, code, "What must be GOOD is refused.", .after = spoil_refuse, \
		__VA_ARGS__)

#endif
