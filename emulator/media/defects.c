/* SPDX-License-Identifier: MIT */
#include "emulator/media/defects.h"

#include "emulator/media/rules.h"

void defects_place(struct burnrig_disc *disc)
{
	const struct burnrig_medium_definition *definition = disc->definition;

	for (unsigned i = 0; i < definition->defect_count; i++)
		rules_mark(disc, (int32_t)definition->defects[i].lba, definition->defects[i].blocks,
			BLOCK_DEFECTIVE);
}

/* Is it formatted with spare areas, used up or not? */
static bool is_managed(const struct burnrig_disc *disc)
{
	enum medium_family family = disc->definition->family;
	uint32_t formatted = disc->state.formatted_blocks;

	if (family == MEDIUM_FAMILY_DVD_RAM)
		return formatted;
	if (family == MEDIUM_FAMILY_DVD_PLUS_RW)
		return disc_is_mrw(disc);
	return (family == MEDIUM_FAMILY_BD_R || family == MEDIUM_FAMILY_BD_RE) && formatted &&
	       formatted < disc->definition->capacity_blocks;
}

static struct sense replace_run(struct burnrig_disc *disc, uint32_t unit, uint32_t units)
{
	uint32_t unit_blocks = disc->definition->recording_unit_blocks;
	uint32_t spare_units = disc->state.spare_blocks / unit_blocks;
	uint32_t replaced = units < spare_units ? units : spare_units;

	block_map_set(disc->map, unit, replaced, BLOCK_REPLACED);
	disc->state.spare_blocks -= replaced * unit_blocks;
	if (replaced == units)
		return SENSE_GOOD;
	return sense_at(SENSE_ID_WRITE_ERROR_REALLOCATION_FAILED, (unit + replaced) * unit_blocks);
}

/* 03/0C/02 with the LBA of the first one that there is no spare for; those before are replaced. */
static struct sense replace_in(struct burnrig_disc *disc, int32_t lba, uint32_t blocks)
{
	uint32_t unit_blocks = disc->definition->recording_unit_blocks;
	uint32_t unit = (uint32_t)lba / unit_blocks;
	uint32_t end = ((uint32_t)lba + blocks + unit_blocks - 1) / unit_blocks;
	struct sense result = SENSE_GOOD;

	while (unit < end && sense_is_good(result)) {
		uint32_t run = block_map_run(disc->map, unit, end - unit);

		if (block_map_get(disc->map, unit) == BLOCK_DEFECTIVE)
			result = replace_run(disc, unit, run);
		unit += run;
	}
	return result;
}

struct sense defects_verify(struct burnrig_disc *disc, const struct write_request *request)
{
	if (request->streaming || !request->blocks || !is_managed(disc))
		return SENSE_GOOD;
	return replace_in(disc, request->lba, request->blocks);
}

uint32_t defects_replaced_blocks(const struct burnrig_disc *disc)
{
	uint32_t unit_blocks = disc->definition->recording_unit_blocks;
	uint32_t end = disc->definition->capacity_blocks / unit_blocks, unit = 0, count = 0;

	while (unit < end) {
		uint32_t run = block_map_run(disc->map, unit, end - unit);

		count += block_map_get(disc->map, unit) == BLOCK_REPLACED ? run : 0;
		unit += run;
	}
	return count * unit_blocks;
}

bool disc_replaced_at(const struct burnrig_disc *disc, uint32_t from_lba, uint32_t *ret_lba)
{
	uint32_t unit_blocks = disc->definition->recording_unit_blocks;
	uint32_t end = disc->definition->capacity_blocks / unit_blocks;
	uint32_t unit = (from_lba + unit_blocks - 1) / unit_blocks;

	while (unit < end && block_map_get(disc->map, unit) != BLOCK_REPLACED)
		unit += block_map_run(disc->map, unit, end - unit);
	*ret_lba = unit * unit_blocks;
	return unit < end;
}

void defects_forget(struct burnrig_disc *disc)
{
	uint32_t unit_blocks = disc->definition->recording_unit_blocks;
	uint32_t end = disc->definition->capacity_blocks / unit_blocks, unit = 0;

	while (unit < end) {
		uint32_t run = block_map_run(disc->map, unit, end - unit);

		if (block_map_get(disc->map, unit) == BLOCK_REPLACED) {
			block_map_set(disc->map, unit, run, BLOCK_DEFECTIVE);
			disc->state.spare_blocks += run * unit_blocks;
		}
		unit += run;
	}
}

struct sense defects_certify(struct burnrig_disc *disc)
{
	struct sense result = replace_in(disc, 0, disc->state.formatted_blocks);

	return sense_is_good(result) ? result : sense_of(SENSE_ID_FORMAT_COMMAND_FAILED);
}
