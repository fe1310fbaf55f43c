/* SPDX-License-Identifier: MIT */
/* disc_protect.c: what a host sets once for the whole disc: protection, the end of the first layer, the time
 * of recording. */
#include "emulator/media/disc.h"
#include "emulator/media/rules.h"

bool disc_is_write_protected(const struct burnrig_disc *disc)
{
	return disc->read_only || disc->software_protected || disc->state.write_protected;
}

struct sense disc_protect(struct burnrig_disc *disc, bool protect)
{
	bool before = disc->state.write_protected;

	if (disc->definition->family != MEDIUM_FAMILY_DVD_RAM)
		return sense_of(SENSE_ID_CANNOT_WRITE_INCOMPATIBLE_FORMAT);
	if (disc->read_only)
		return sense_of(SENSE_ID_WRITE_PROTECTED);
	disc->state.write_protected = protect;
	if (disc_commit(disc, true) == 0)
		return SENSE_GOOD;
	disc->state.write_protected = before;
	return sense_of(SENSE_ID_WRITE_ERROR);
}

struct sense disc_stamp(struct burnrig_disc *disc, uint64_t time)
{
	enum medium_family family = disc->definition->family;
	uint64_t before = disc->state.recorded_at;

	if (family != MEDIUM_FAMILY_DVD_R && family != MEDIUM_FAMILY_DVD_RW &&
		family != MEDIUM_FAMILY_DVD_R_DL)
		return sense_of(SENSE_ID_CANNOT_WRITE_INCOMPATIBLE_FORMAT);
	if (disc_is_write_protected(disc))
		return sense_of(SENSE_ID_WRITE_PROTECTED);
	if (!disc_can_write(disc))
		return sense_of(SENSE_ID_COMMAND_SEQUENCE_ERROR);
	disc->state.recorded_at = time;
	if (disc_commit(disc, true) == 0)
		return SENSE_GOOD;
	disc->state.recorded_at = before;
	return sense_of(SENSE_ID_WRITE_ERROR);
}

static bool has_movable_layer(const struct burnrig_disc *disc)
{
	return disc->definition->family == MEDIUM_FAMILY_DVD_PLUS_R_DL ||
	       disc->definition->family == MEDIUM_FAMILY_DVD_R_DL;
}

/* Opposite track paths: the second layer begins above the end of the first, and ends above its beginning. */
void disc_take_layer_blocks(struct burnrig_disc *disc)
{
	if (has_movable_layer(disc) && disc->state.layer_blocks)
		disc->definition->capacity_blocks = 2 * disc->state.layer_blocks;
}

struct sense disc_set_layer_blocks(struct burnrig_disc *disc, uint32_t blocks)
{
	struct disc_track *track = rules_last_track(disc);

	if (!has_movable_layer(disc))
		return sense_of(SENSE_ID_CANNOT_WRITE_INCOMPATIBLE_FORMAT);
	if (disc_is_write_protected(disc))
		return sense_of(SENSE_ID_WRITE_PROTECTED);
	if (disc->state.status != DISC_EMPTY || track->number != 1 || track->recorded_blocks ||
		track->reserved || disc->rehearsal.running)
		return sense_of(SENSE_ID_COMMAND_SEQUENCE_ERROR);
	if (!blocks || blocks > disc->definition->geometry.blocks ||
		blocks % disc->definition->recording_unit_blocks)
		return sense_bad_parameter(8, SENSE_NO_BIT);
	disc->state.layer_blocks = blocks;
	disc_take_layer_blocks(disc);
	track->size_blocks = disc->definition->capacity_blocks;
	return disc_commit(disc, true) < 0 ? sense_of(SENSE_ID_WRITE_ERROR) : SENSE_GOOD;
}
