/* SPDX-License-Identifier: MIT */
#include "emulator/media/disc.h"

#include <stdlib.h>
#include <string.h>

#include "emulator/media/cd_recorder.h"
#include "emulator/media/defects.h"
#include "emulator/media/disc_check.h"
#include "emulator/media/rules.h"
#include "emulator/media/scatter.h"

/* A burn is checkpointed so often: what a killed process may lose of an unfinished track. */
#define CHECKPOINT_BLOCKS (8U << 20 >> 11)

static const struct medium_rules *rules_of(enum medium_family family)
{
	switch (family) {
	case MEDIUM_FAMILY_CD_R:
		return &medium_rules_cd_r;
	case MEDIUM_FAMILY_CD_RW:
		return &medium_rules_cd_rw;
	case MEDIUM_FAMILY_CD_ROM:
		return &medium_rules_cd_rom;
	case MEDIUM_FAMILY_DVD_PLUS_R:
		return &medium_rules_dvd_plus_r;
	case MEDIUM_FAMILY_DVD_R:
		return &medium_rules_dvd_r;
	case MEDIUM_FAMILY_DVD_RW:
		return &medium_rules_dvd_rw_sequential;
	case MEDIUM_FAMILY_DVD_RAM:
		return &medium_rules_dvd_ram;
	case MEDIUM_FAMILY_DVD_PLUS_R_DL:
		return &medium_rules_dvd_plus_r_dl;
	case MEDIUM_FAMILY_DVD_R_DL:
		return &medium_rules_dvd_r_dl;
	case MEDIUM_FAMILY_DVD_PLUS_RW:
		return &medium_rules_dvd_plus_rw;
	case MEDIUM_FAMILY_BD_R:
		return &medium_rules_bd_r;
	case MEDIUM_FAMILY_BD_RE:
		return &medium_rules_bd_re;
	case MEDIUM_FAMILY_DVD_ROM:
		return &medium_rules_dvd_rom;
	case MEDIUM_FAMILY_BD_ROM:
		return &medium_rules_bd_rom;
	}
	return NULL;
}

void disc_take_rules(struct burnrig_disc *disc)
{
	disc->rules = rules_of(disc->definition->family);
}

/* Units of the block map: all blocks from the family's first to the end of the medium. */
static uint32_t map_units(const struct burnrig_disc *disc)
{
	uint64_t blocks = (uint64_t)disc->definition->capacity_blocks + (uint64_t) -
			  (int64_t)disc->rules->first_lba;
	uint32_t unit_blocks = disc->definition->recording_unit_blocks;

	return (uint32_t)((blocks + unit_blocks - 1) / unit_blocks);
}

/* A disc with its definition and rules and nothing on it; frees @definition when it fails. */
static struct burnrig_disc *allocate(struct burnrig_medium_definition *definition)
{
	struct burnrig_disc *disc = calloc(1, sizeof *disc);

	if (!disc) {
		burnrig_medium_definition_free(definition);
		return NULL;
	}
	disc->definition = definition;
	disc_take_rules(disc);
	disc->was_clean = true;
	if (disc_is_cd(disc)) {
		disc->cd = cd_recorder_create();
		if (!disc->cd) {
			disc_free(disc);
			return NULL;
		}
	}
	return disc;
}

struct burnrig_disc *disc_create_blank(struct burnrig_medium_definition *definition)
{
	struct burnrig_disc *disc = allocate(definition);

	if (!disc)
		return NULL;
	disc->map = block_map_create(map_units(disc));
	disc->data = store_memory_create();
	if (disc->map)
		defects_place(disc);
	if (!disc->map || !disc->data || !disc->rules->start_blank(disc)) {
		disc_free(disc);
		return NULL;
	}
	return disc;
}

struct burnrig_disc *disc_from_file(struct burnrig_medium_definition *definition,
	struct disc_file *file, struct burnrig_problem *problem)
{
	struct burnrig_disc *disc = allocate(definition);

	if (!disc) {
		burnrig_problem_set(problem, NULL, 0, NULL, "out of memory");
		return NULL;
	}
	disc->file = file;
	disc->was_clean = disc_file_was_clean(file);
	if (disc_file_load(file, map_units(disc), &disc->state, &disc->map, problem) < 0) {
		disc_free(disc);
		return NULL;
	}
	disc_take_layer_blocks(disc);
	const char *fault = disc_fault(disc);
	if (fault) {
		burnrig_problem_set(problem, NULL, 0, NULL, "damaged disc: %s", fault);
		disc_free(disc);
		return NULL;
	}
	disc->data = disc_file_data(file);
	if (disc->rules->wake)
		disc->rules->wake(disc);
	return disc;
}

void disc_free(struct burnrig_disc *disc)
{
	if (!disc)
		return;
	if (!disc->file)
		store_close(disc->data);
	rehearsal_end(disc);
	disc_state_free(&disc->state);
	block_map_free(disc->map);
	burnrig_medium_definition_free(disc->definition);
	cd_recorder_free(disc->cd);
	free(disc->path);
	free(disc);
}

int disc_commit(struct burnrig_disc *disc, bool durable)
{
	disc->blocks_since_commit = 0;
	if (!disc->file || disc->read_only || disc->rehearsal.running)
		return 0;
	return disc_file_commit(disc->file, &disc->state, disc->map, durable);
}

/* After an operation that the host waits for: its effect must survive, or it failed. */
static struct sense keep(struct burnrig_disc *disc, struct sense result)
{
	if (!sense_is_good(result))
		return result;
	return disc_commit(disc, true) < 0 ? sense_of(SENSE_ID_WRITE_ERROR) : SENSE_GOOD;
}

struct sense disc_read(struct burnrig_disc *disc, int32_t lba, uint32_t blocks,
	const struct iovec *out, size_t out_count, uint32_t *ret_blocks_read)
{
	*ret_blocks_read = 0;
	return disc->rules->read(disc, lba, blocks, out, out_count, ret_blocks_read);
}

struct sense disc_read_sector(struct burnrig_disc *disc, int32_t lba, uint8_t *out)
{
	if (!disc->rules->read_sector)
		return sense_of(SENSE_ID_ILLEGAL_MODE_FOR_THIS_TRACK);
	return disc->rules->read_sector(disc, lba, out);
}

__attribute__((noinline)) static struct sense checkpoint(struct burnrig_disc *disc)
{
	return disc_commit(disc, false) < 0 ? sense_of(SENSE_ID_WRITE_ERROR) : SENSE_GOOD;
}

struct sense disc_write(struct burnrig_disc *disc, const struct write_request *request)
{
	if (disc_is_write_protected(disc))
		return sense_of(SENSE_ID_WRITE_PROTECTED);
	struct sense result = disc->rules->write(disc, request);
	if (!sense_is_good(result))
		return result;
	disc->state.write_count += request->blocks;
	disc->blocks_since_commit += request->blocks;
	return disc->blocks_since_commit >= CHECKPOINT_BLOCKS ? checkpoint(disc) : SENSE_GOOD;
}

void disc_streaming_lost(struct burnrig_disc *disc)
{
	struct disc_track *track;

	if (disc->rehearsal.running) { /* nothing was recorded */
		rehearsal_end(disc);
		if (disc->cd)
			cd_recorder_forget(disc->cd);
		return;
	}
	track = rules_last_track(disc);
	for (unsigned i = 0; i < disc->state.track_count && track->closed; i++)
		track = &disc->state.tracks[i];
	track->damaged = true;
	track->closed = true;
	track->size_blocks = track->recorded_blocks;
	if (disc->cd)
		cd_recorder_forget(disc->cd);
	disc_commit(disc, false); /* what fails here fails again when the host waits for it */
}

struct sense disc_flush(struct burnrig_disc *disc)
{
	if (disc->read_only)
		return SENSE_GOOD; /* nothing was written */
	return keep(disc, disc->rules->flush ? disc->rules->flush(disc) : SENSE_GOOD);
}

struct sense disc_close_track(struct burnrig_disc *disc, unsigned number)
{
	if (disc_is_write_protected(disc))
		return sense_of(SENSE_ID_WRITE_PROTECTED);
	if (!disc->rules->close_track)
		return SENSE_GOOD; /* nothing is ever open */
	return keep(disc, disc->rules->close_track(disc, number));
}

struct sense disc_close_session(
	struct burnrig_disc *disc, unsigned function, const struct write_parameters *parameters)
{
	if (disc_is_write_protected(disc))
		return sense_of(SENSE_ID_WRITE_PROTECTED);
	if (!disc->rules->close_session)
		return SENSE_GOOD;
	return keep(disc, disc->rules->close_session(disc, function, parameters));
}

struct sense disc_reserve_track(struct burnrig_disc *disc, uint32_t blocks)
{
	if (disc_is_write_protected(disc))
		return sense_of(SENSE_ID_WRITE_PROTECTED);
	if (!disc->rules->reserve_track)
		return sense_of(SENSE_ID_CANNOT_WRITE_INCOMPATIBLE_FORMAT);
	return keep(disc, disc->rules->reserve_track(disc, blocks));
}

struct sense disc_reserve_at_once(
	struct burnrig_disc *disc, uint32_t blocks, const struct write_parameters *parameters)
{
	if (!disc->rules->reserve_at_once)
		return disc_reserve_track(disc, blocks);
	if (disc_is_write_protected(disc))
		return sense_of(SENSE_ID_WRITE_PROTECTED);
	return keep(disc, disc->rules->reserve_at_once(disc, blocks, parameters));
}

struct sense disc_format(
	struct burnrig_disc *disc, unsigned format_type, uint32_t blocks, uint32_t parameter)
{
	struct disc_format_request request = {
		.type = (uint8_t)format_type, .blocks = blocks, .parameter = parameter
	};

	return disc_format_as(disc, &request);
}

struct sense disc_format_as(struct burnrig_disc *disc, const struct disc_format_request *request)
{
	if (!disc->rules->format)
		return sense_of(SENSE_ID_CANNOT_FORMAT_INCOMPATIBLE_MEDIUM);
	if (disc_is_write_protected(disc))
		return sense_of(SENSE_ID_WRITE_PROTECTED);
	if (request->sub_type && !disc->rules->format_sub_types)
		return sense_bad_parameter(8, 1);
	struct sense result = disc->rules->format(disc, request);
	if (sense_is_good(result) && disc_commit(disc, true) < 0)
		return sense_of(SENSE_ID_FORMAT_COMMAND_FAILED);
	return result;
}

struct sense disc_blank(struct burnrig_disc *disc, unsigned type, uint32_t address)
{
	if (!disc->rules->blank)
		return sense_of(SENSE_ID_CANNOT_WRITE_INCOMPATIBLE_FORMAT);
	if (disc_is_write_protected(disc))
		return sense_of(SENSE_ID_WRITE_PROTECTED);
	return keep(disc, disc->rules->blank(disc, type, address));
}

struct sense disc_send_cue_sheet(struct burnrig_disc *disc, const uint8_t *sheet, size_t bytes)
{
	if (!disc->rules->send_cue_sheet)
		return sense_of(SENSE_ID_CANNOT_WRITE_INCOMPATIBLE_FORMAT);
	if (disc_is_write_protected(disc))
		return sense_of(SENSE_ID_WRITE_PROTECTED);
	return disc->rules->send_cue_sheet(disc, sheet, bytes);
}

uint64_t disc_write_bytes(const struct burnrig_disc *disc, int32_t lba, uint32_t blocks,
	const struct write_parameters *parameters)
{
	if (!disc->rules->write_bytes)
		return (uint64_t)blocks * disc_block_bytes(disc);
	return disc->rules->write_bytes(disc, lba, blocks, parameters);
}

bool disc_format_option_at(
	const struct burnrig_disc *disc, unsigned index, struct disc_format_option *ret_option)
{
	return disc->rules->format_option_at &&
	       disc->rules->format_option_at(disc, index, ret_option);
}
