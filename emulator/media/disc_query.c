/* SPDX-License-Identifier: MIT */
/* What a disc says of itself: queries that change nothing. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "emulator/media/cd_family.h"
#include "emulator/media/disc.h"
#include "emulator/media/profile.h"
#include "emulator/media/rules.h"

uint16_t disc_profile(const struct burnrig_disc *disc)
{
	return disc->rules->profile;
}

uint16_t disc_block_bytes(const struct burnrig_disc *disc)
{
	(void)disc;
	return 2048; /* user data of every family; mode page 05h may ask for other bytes on CD */
}

bool disc_is_cd(const struct burnrig_disc *disc)
{
	return disc->rules->profile >= MMC_PROFILE_CD_ROM &&
	       disc->rules->profile <= MMC_PROFILE_CD_RW;
}

bool disc_is_erasable(const struct burnrig_disc *disc)
{
	return disc->rules->erasable;
}

bool disc_is_random_writable(const struct burnrig_disc *disc)
{
	return disc->rules->random_writable;
}

bool disc_can_write(const struct burnrig_disc *disc)
{
	return !disc_is_write_protected(disc) && disc->rules->can_write(disc);
}

bool disc_can_read(const struct burnrig_disc *disc)
{
	if (disc->rules->random_writable)
		return disc->state.formatted_blocks != 0;
	for (unsigned i = 0; i < disc->state.track_count; i++) {
		if (disc->state.tracks[i].recorded_blocks)
			return true;
	}
	return false;
}

uint32_t disc_last_lba(const struct burnrig_disc *disc)
{
	return disc->rules->last_lba(disc);
}

uint32_t disc_layer_blocks(const struct burnrig_disc *disc)
{
	return disc->state.layer_blocks ? disc->state.layer_blocks
					: disc->definition->geometry.blocks;
}

bool disc_next_lead_in_lba(const struct burnrig_disc *disc, int32_t *ret_lba)
{
	return disc->rules->next_lead_in_lba && disc->rules->next_lead_in_lba(disc, ret_lba);
}

static bool is_defective(enum block_state state)
{
	return state == BLOCK_DEFECTIVE || state == BLOCK_REPLACED;
}

bool disc_had_defects(const struct burnrig_disc *disc)
{
	return block_map_had_defects(disc->map);
}

bool disc_next_defect(const struct burnrig_disc *disc, uint32_t from_lba, uint32_t end_lba,
	uint32_t *ret_lba, uint32_t *ret_blocks)
{
	uint32_t unit_blocks = disc->definition->recording_unit_blocks;
	uint32_t shift = (uint32_t)-disc->rules->first_lba; /* of LBA 0 in the map */
	uint32_t end_unit = (end_lba + shift) / unit_blocks;
	uint32_t unit = (from_lba + shift + unit_blocks - 1) / unit_blocks;

	while (unit < end_unit) {
		uint32_t run = block_map_run(disc->map, unit, end_unit - unit);

		if (!run)
			return false;
		if (is_defective(block_map_get(disc->map, unit))) {
			*ret_lba = unit * unit_blocks - shift;
			*ret_blocks = run * unit_blocks;
			return true;
		}
		unit += run;
	}
	return false;
}

const struct disc_track *disc_track(const struct burnrig_disc *disc, unsigned number)
{
	for (unsigned i = 0; i < disc->state.track_count; i++) {
		if (disc->state.tracks[i].number == number)
			return &disc->state.tracks[i];
	}
	return NULL;
}

int32_t disc_track_end_lba(const struct disc_track *track)
{
	return (int32_t)((uint32_t)track->start_lba + track->size_blocks);
}

const struct disc_track *disc_track_of_lba(const struct burnrig_disc *disc, int32_t lba)
{
	for (unsigned i = 0; i < disc->state.track_count; i++) {
		const struct disc_track *track = &disc->state.tracks[i];
		int64_t first = (int64_t)track->start_lba - track->pre_gap_blocks;

		if (lba >= first && lba < (int64_t)track->start_lba + track->size_blocks)
			return track;
	}
	return NULL;
}

static uint32_t recorded_behind(const struct disc_track *track, int64_t lba)
{
	int64_t end_lba = track ? (int64_t)track->start_lba + track->recorded_blocks : 0;

	return end_lba > lba ? (uint32_t)(end_lba - lba) : 0;
}

/* Recorded blocks of the last session that has any. */
static uint32_t last_session_blocks(const struct burnrig_disc *disc)
{
	const struct disc_state *state = &disc->state;
	uint32_t blocks = 0;

	for (unsigned session = state->session_count; session && !blocks; session--) {
		for (unsigned i = 0; i < state->track_count; i++) {
			if (state->tracks[i].session == session)
				blocks += state->tracks[i].recorded_blocks;
		}
	}
	return blocks;
}

uint32_t disc_blank_blocks(const struct burnrig_disc *disc, unsigned type, uint32_t address)
{
	const struct disc_track *track;

	switch (type) {
	case BLANK_DISC:
		return disc->definition->capacity_blocks;
	case BLANK_TRACK:
		track = disc_track(disc, address);
		return track ? track->recorded_blocks : 0;
	case BLANK_TRACK_TAIL:
		return recorded_behind(disc_track_of_lba(disc, (int32_t)address), (int32_t)address);
	case BLANK_SESSION:
		return last_session_blocks(disc);
	default: /* little more than lead-ins */
		return 0;
	}
}

uint32_t disc_packet_blocks(const struct burnrig_disc *disc, uint32_t blocks)
{
	uint32_t packet_blocks = disc->state.tracks[0].packet_blocks;

	return packet_blocks ? blocks + blocks / packet_blocks * CD_LINK_BLOCKS : blocks;
}

uint32_t disc_track_free_blocks(const struct burnrig_disc *disc, const struct disc_track *track)
{
	if (track->closed || !disc->rules->free_blocks)
		return 0;
	return disc->rules->free_blocks(disc, track);
}

void burnrig_disc_summary(const struct burnrig_disc *disc, struct burnrig_disc_summary *ret_summary)
{
	const struct disc_state *state = &disc->state;

	*ret_summary = (struct burnrig_disc_summary) {
		.medium_name = disc->definition->name,
		.profile = disc_profile(disc),
		.disc_status = (uint8_t)state->status,
		.last_session_status = (uint8_t)rules_last_session(disc)->status,
		.session_count = state->session_count,
		.track_count = state->track_count,
		.capacity_blocks = state->formatted_blocks ? state->formatted_blocks
							   : disc->definition->capacity_blocks,
		.clean = disc->was_clean,
	};
}

bool burnrig_disc_track_at(
	const struct burnrig_disc *disc, unsigned index, struct burnrig_disc_track *ret_track)
{
	if (index >= disc->state.track_count)
		return false;
	const struct disc_track *track = &disc->state.tracks[index];

	*ret_track = (struct burnrig_disc_track) {
		.number = track->number,
		.session = track->session,
		.start_lba = track->start_lba,
		.size_blocks = track->size_blocks,
		.next_writable_lba = track->next_writable_lba,
		.next_writable_valid = !track->closed && !disc->rules->random_writable &&
				       disc_track_free_blocks(disc, track) > 0,
		.last_recorded_lba = track->start_lba + (int32_t)track->recorded_blocks - 1,
		.last_recorded_valid = track->recorded_blocks > 0,
		.blank = track->recorded_blocks == 0,
		.reserved = track->reserved,
		.damaged = track->damaged,
		.closed = track->closed,
		.control = track->control,
		.data_mode = track->data_mode,
	};
	return true;
}

/* Whether the host could have written this very block: for who looks from outside the drive. */
static int block_condition(const struct burnrig_disc *disc, int32_t lba)
{
	int64_t index = (int64_t)lba - disc->rules->first_lba;

	if (index < 0 || lba >= (int64_t)disc->definition->capacity_blocks)
		return -ENODATA;
	uint32_t unit = (uint32_t)(index / disc->definition->recording_unit_blocks);
	switch (block_map_get(disc->map, unit)) {
	case BLOCK_NEVER_WRITTEN:
		return -ENODATA;
	case BLOCK_DEFECTIVE:
		return -EIO;
	case BLOCK_WRITTEN:
	case BLOCK_REPLACED:
		break;
	}
	return 0;
}

int burnrig_disc_read(struct burnrig_disc *disc, int32_t lba, void *out)
{
	struct iovec room = { .iov_base = out, .iov_len = 2048 };
	int condition = block_condition(disc, lba);
	uint32_t blocks;

	if (condition < 0)
		return condition;
	return sense_is_good(disc_read(disc, lba, 1, &room, 1, &blocks)) ? 0 : -EIO;
}

const char *burnrig_disc_path(const struct burnrig_disc *disc)
{
	return disc->path;
}

struct burnrig_disc *burnrig_disc_create_in_memory(
	const struct burnrig_medium_definition *definition)
{
	struct burnrig_medium_definition *copy = malloc(sizeof *copy);

	if (!copy)
		return NULL;
	*copy = *definition;
	if (definition->text) {
		copy->text = malloc(definition->text_bytes + 1);
		if (!copy->text) {
			free(copy);
			return NULL;
		}
		memcpy(copy->text, definition->text, definition->text_bytes);
		copy->text[definition->text_bytes] = '\0';
	}
	return disc_create_blank(copy);
}
