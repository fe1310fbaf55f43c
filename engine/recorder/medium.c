/* SPDX-License-Identifier: MIT */
#include "engine/recorder/recorder.h"

bool recorder_is_cd(uint16_t profile)
{
	return profile == MMC_PROFILE_CD_ROM || profile == MMC_PROFILE_CD_R ||
	       profile == MMC_PROFILE_CD_RW;
}

static bool is_overwritable(uint16_t profile)
{
	return profile == MMC_PROFILE_DVD_RAM || profile == MMC_PROFILE_DVD_PLUS_RW ||
	       profile == MMC_PROFILE_DVD_RW_RESTRICTED_OVERWRITE ||
	       profile == MMC_PROFILE_BD_R_RRM || profile == MMC_PROFILE_BD_RE;
}

static struct br_outcome is_current(
	struct br_transport *transport, enum mmc_feature code, bool *ret_current)
{
	struct mmc_feature_descriptor feature;
	struct br_outcome outcome = mmc_get_feature(transport, code, &feature);

	if (outcome.code == BR_OK)
		*ret_current = feature.present && feature.current;
	return outcome;
}

/*
 * Profile and state of a disc that can be overwritten may be those of one that cannot: only a feature is
 * current or not. A CD-RW in packets is one complete session; Mount Rainier is a format of its own.
 */
static struct br_outcome look_for_overwrite(
	struct br_transport *transport, struct br_medium *medium)
{
	struct br_outcome outcome = { .code = BR_OK };

	if (medium->profile == MMC_PROFILE_BD_R_SRM && !medium->finalized)
		return is_current(
			transport, MMC_FEATURE_BD_R_PSEUDO_OVERWRITE, &medium->pseudo_overwrite);
	if (medium->profile != MMC_PROFILE_CD_RW || medium->blank)
		return outcome;
	outcome = is_current(transport, MMC_FEATURE_RESTRICTED_OVERWRITE, &medium->overwritable);
	if (outcome.code == BR_OK && !medium->overwritable)
		outcome = is_current(transport, MMC_FEATURE_RANDOM_WRITABLE, &medium->overwritable);
	return outcome;
}

static uint32_t blocks_of_format(
	const struct mmc_format_capacities *capacities, enum mmc_format_type type)
{
	for (unsigned i = 0; i < capacities->count; i++)
		if (capacities->formattable[i].type == type)
			return capacities->formattable[i].blocks;
	return 0;
}

/* DVD-RW grows: while its border is open up to all there is, else by what a format can add. */
static void look_at_growth(const struct mmc_format_capacities *capacities, struct br_medium *medium)
{
	medium->formatted = true;
	medium->free_blocks = medium->formatted_blocks;
	if (!medium->border_open) {
		medium->free_blocks += blocks_of_format(capacities, MMC_FORMAT_GROW);
		return;
	}
	medium->free_blocks = blocks_of_format(capacities, MMC_FORMAT_FULL_PACKETS);
	if (medium->free_blocks == 0)
		medium->free_blocks = blocks_of_format(capacities, MMC_FORMAT_FULL);
}

static struct br_outcome look_at_formats(struct br_transport *transport, struct br_medium *medium)
{
	struct mmc_format_capacities capacities;
	struct br_outcome outcome = mmc_read_format_capacities(transport, &capacities);

	if (outcome.code != BR_OK)
		return outcome;
	medium->overwritable = true;
	medium->formatted = capacities.current == MMC_CAPACITY_FORMATTED;
	medium->formatted_blocks = medium->formatted ? capacities.current_blocks : 0;
	medium->blank = !medium->formatted;
	medium->next_writable_lba = 0;
	medium->free_blocks = capacities.current_blocks;
	if (medium->profile == MMC_PROFILE_DVD_RW_RESTRICTED_OVERWRITE)
		look_at_growth(&capacities, medium);
	return outcome;
}

static struct br_outcome look_at_last_track(
	struct br_transport *transport, struct br_medium *medium)
{
	struct mmc_track_information track;
	struct br_outcome outcome = mmc_read_track_information(
		transport, MMC_TRACK_BY_NUMBER, medium->last_track, &track);

	if (outcome.code != BR_OK)
		return outcome;
	medium->appendable = track.next_writable_valid;
	medium->next_writable_lba = track.next_writable_lba;
	medium->free_blocks = track.next_writable_valid ? track.free_blocks : 0;
	medium->damaged = medium->damaged || track.damaged;
	return outcome;
}

struct br_outcome br_recorder_medium(struct br_recorder *recorder, struct br_medium *ret_medium)
{
	struct br_transport *transport = recorder->transport;
	struct br_medium medium = { 0 };
	struct mmc_disc_information disc;
	struct br_outcome outcome = mmc_get_current_profile(transport, &medium.profile);

	if (outcome.code == BR_OK && medium.profile == MMC_PROFILE_NONE)
		outcome = (struct br_outcome) { .code = BR_E_NO_MEDIUM };
	if (outcome.code == BR_OK)
		outcome = mmc_read_disc_information(transport, &disc);
	if (outcome.code != BR_OK)
		return outcome;
	medium.type = br_media_type_of(medium.profile);
	medium.blank = disc.status == MMC_DISC_EMPTY;
	medium.finalized = disc.status == MMC_DISC_FINALIZED;
	medium.erasable = disc.erasable || is_overwritable(medium.profile);
	medium.damaged = disc.last_session_status == MMC_SESSION_DAMAGED;
	medium.session_open = disc.last_session_status == MMC_SESSION_INCOMPLETE;
	medium.sessions = disc.sessions;
	medium.last_track = disc.last_session_last_track;
	medium.calibrations = disc.opc_tables;
	medium.border_open = medium.profile == MMC_PROFILE_DVD_RW_RESTRICTED_OVERWRITE &&
			     disc.last_session_status != MMC_SESSION_COMPLETE;
	if (medium.profile == MMC_PROFILE_DVD_PLUS_RW || medium.profile == MMC_PROFILE_CD_RW)
		medium.background_format = disc.background_format;
	outcome = look_for_overwrite(transport, &medium);
	if (outcome.code != BR_OK)
		return outcome;
	if (is_overwritable(medium.profile) || medium.pseudo_overwrite || medium.overwritable) {
		medium.finalized = false;
		outcome = look_at_formats(transport, &medium);
	} else if (!medium.finalized) {
		outcome = look_at_last_track(transport, &medium);
	}
	if (outcome.code == BR_OK)
		*ret_medium = medium;
	return outcome;
}
