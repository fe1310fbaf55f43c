/* SPDX-License-Identifier: MIT */
#include "emulator/faults/faults.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

static bool names_operation(const struct fault_rule *rule, uint8_t operation)
{
	static const uint8_t none[sizeof rule->operations];

	return memcmp(rule->operations, none, sizeof none) == 0 ||
	       (rule->operations[operation / 8] >> operation % 8 & 1) != 0;
}

static bool touches(const struct fault_rule *rule, const struct fault_target *target)
{
	if (rule->any_block)
		return true;
	return target->blocks && target->lba <= rule->last_lba &&
	       (uint64_t)target->lba + target->blocks > rule->first_lba;
}

/* The draw is made last, so that a rule takes no number for commands that it does not concern. */
static bool strikes(struct fault_rule *rule, const struct fault_target *target)
{
	if (!names_operation(rule, target->operation) || !touches(rule, target))
		return false;
	if (rule->seen < rule->skip) {
		rule->seen++;
		return false;
	}
	if (rule->times && rule->struck == rule->times)
		return false;
	if (rule->chance < FAULT_CHANCE_MAX &&
		(target->random(target->context) >> 32) * FAULT_CHANCE_MAX >> 32 >= rule->chance)
		return false;
	if (rule->times)
		rule->struck++;
	return true;
}

const struct fault_rule *faults_strike(
	struct burnrig_faults *faults, const struct fault_target *target, uint32_t *ret_lba)
{
	for (unsigned i = 0; i < faults->count; i++) {
		struct fault_rule *rule = &faults->rules[i];

		if (!strikes(rule, target))
			continue;
		*ret_lba = !rule->any_block && rule->first_lba > target->lba ? rule->first_lba
									     : target->lba;
		return rule;
	}
	return NULL;
}

void burnrig_faults_free(struct burnrig_faults *faults)
{
	free(faults);
}
