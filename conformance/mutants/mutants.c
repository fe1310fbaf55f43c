/* SPDX-License-Identifier: MIT */
#include "conformance/mutants/mutants.h"

void mutants_each(void (*visit)(void *context, const struct mutant *mutant), void *context)
{
	static const struct mutant_list *const lists[] = {
		&mutants_identity,
		&mutants_description,
		&mutants_speeds,
		&mutants_leniency,
		&mutants_recording,
		&mutants_commands,
		&mutants_fields,
		&mutants_defects,
		&mutants_modes,
		&mutants_service,
		&mutants_runs,
		&mutants_sessions,
		&mutants_windows,
	};

	for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
		for (size_t k = 0; k < lists[i]->count; k++)
			visit(context, &lists[i]->mutants[k]);
}
