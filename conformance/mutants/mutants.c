/* SPDX-License-Identifier: MIT */
#include "conformance/mutants/mutants.h"

void mutants_each(void (*visit)(void *context, const struct mutant *mutant), void *context)
{
	for (size_t i = 0; i < mutants_identity_count; i++)
		visit(context, &mutants_identity[i]);
	for (size_t i = 0; i < mutants_description_count; i++)
		visit(context, &mutants_description[i]);
	for (size_t i = 0; i < mutants_speeds_count; i++)
		visit(context, &mutants_speeds[i]);
	for (size_t i = 0; i < mutants_leniency_count; i++)
		visit(context, &mutants_leniency[i]);
	for (size_t i = 0; i < mutants_recording_count; i++)
		visit(context, &mutants_recording[i]);
	for (size_t i = 0; i < mutants_commands_count; i++)
		visit(context, &mutants_commands[i]);
	for (size_t i = 0; i < mutants_fields_count; i++)
		visit(context, &mutants_fields[i]);
}
