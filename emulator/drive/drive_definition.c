/* SPDX-License-Identifier: MIT */
#include "emulator/drive/drive_definition.h"

#include "emulator/drive/codes.h"

const struct drive_profile_definition *drive_definition_profile(
	const struct burnrig_drive_definition *definition, uint16_t profile)
{
	for (unsigned i = 0; i < definition->profile_count; i++) {
		if (definition->profiles[i].profile == profile)
			return &definition->profiles[i];
	}
	return NULL;
}

bool drive_definition_records(const struct burnrig_drive_definition *definition)
{
	for (unsigned i = 0; i < definition->profile_count; i++) {
		if (definition->profiles[i].writable)
			return true;
	}
	return false;
}

static uint16_t read_only_profile(uint16_t profile)
{
	if (profile >= PROFILE_BD_ROM && profile <= PROFILE_BD_RE)
		return PROFILE_BD_ROM;
	if (profile >= PROFILE_DVD_ROM && profile <= PROFILE_DVD_PLUS_R_DL)
		return PROFILE_DVD_ROM;
	if (profile >= PROFILE_CD_ROM && profile <= PROFILE_CD_RW)
		return PROFILE_CD_ROM;
	return PROFILE_NONE;
}

uint16_t drive_definition_listed_profile(
	const struct burnrig_drive_definition *definition, uint16_t profile)
{
	const struct drive_profile_definition *known =
		drive_definition_profile(definition, profile);
	uint16_t read_only = read_only_profile(profile);

	if (!known)
		return PROFILE_NONE;
	if (known->writable || profile == read_only)
		return profile;
	return drive_definition_profile(definition, read_only) ? read_only : PROFILE_NONE;
}

#define PROFILES_OF_FEATURE_MAX 12

struct feature_rule {
	uint16_t feature;
	bool recording;
	uint16_t profiles[PROFILES_OF_FEATURE_MAX]; /* ends with 0; empty: every drive has it */
};

#define CD_PROFILES PROFILE_CD_ROM, PROFILE_CD_R, PROFILE_CD_RW
#define DVD_MINUS_PROFILES                                                                \
	PROFILE_DVD_R_SEQUENTIAL, PROFILE_DVD_R_DL_SEQUENTIAL, PROFILE_DVD_RW_SEQUENTIAL, \
		PROFILE_DVD_RW_RESTRICTED_OVERWRITE

static const struct feature_rule feature_rules[] = {
	{ FEATURE_PROFILE_LIST, false, { 0 } },
	{ FEATURE_CORE, false, { 0 } },
	{ FEATURE_MORPHING, false, { 0 } },
	{ FEATURE_REMOVABLE_MEDIUM, false, { 0 } },
	{ FEATURE_WRITE_PROTECT, true, { PROFILE_DVD_RAM } },
	{ FEATURE_RANDOM_READABLE, false, { 0 } },
	{ FEATURE_POWER_MANAGEMENT, false, { 0 } },
	{ FEATURE_TIMEOUT, false, { 0 } },
	{ FEATURE_REAL_TIME_STREAMING, false, { 0 } },
	{ FEATURE_DRIVE_SERIAL_NUMBER, false, { 0 } },
	{ FEATURE_FIRMWARE_INFORMATION, false, { 0 } },
	{ FEATURE_MULTI_READ, false, { CD_PROFILES } },
	{ FEATURE_CD_READ, false, { CD_PROFILES } },
	{ FEATURE_DVD_READ, false,
		{ PROFILE_DVD_ROM, DVD_MINUS_PROFILES, PROFILE_DVD_R_DL_LAYER_JUMP, PROFILE_DVD_RAM,
			PROFILE_DVD_PLUS_R, PROFILE_DVD_PLUS_RW, PROFILE_DVD_PLUS_R_DL } },
	{ FEATURE_BD_READ, false,
		{ PROFILE_BD_ROM, PROFILE_BD_R_SRM, PROFILE_BD_R_RRM, PROFILE_BD_RE } },
	{ FEATURE_RANDOM_WRITABLE, true,
		{ PROFILE_DVD_RAM, PROFILE_DVD_PLUS_RW, PROFILE_BD_R_RRM, PROFILE_BD_RE } },
	{ FEATURE_INCREMENTAL_STREAMING_WRITABLE, true,
		{ PROFILE_CD_R, PROFILE_CD_RW, PROFILE_DVD_R_SEQUENTIAL, PROFILE_DVD_RW_SEQUENTIAL,
			PROFILE_DVD_R_DL_SEQUENTIAL, PROFILE_BD_R_SRM } },
	{ FEATURE_FORMATTABLE, true,
		{ PROFILE_CD_RW, PROFILE_DVD_RW_SEQUENTIAL, PROFILE_DVD_RW_RESTRICTED_OVERWRITE,
			PROFILE_DVD_RAM, PROFILE_DVD_PLUS_RW, PROFILE_BD_R_SRM, PROFILE_BD_R_RRM,
			PROFILE_BD_RE } },
	{ FEATURE_HARDWARE_DEFECT_MANAGEMENT, true,
		{ PROFILE_DVD_RAM, PROFILE_BD_R_SRM, PROFILE_BD_R_RRM, PROFILE_BD_RE } },
	{ FEATURE_WRITE_ONCE, true, { PROFILE_BD_R_RRM } },
	{ FEATURE_RESTRICTED_OVERWRITE, true, { PROFILE_CD_RW } },
	{ FEATURE_ENHANCED_DEFECT_REPORTING, true, { PROFILE_DVD_RAM } },
	{ FEATURE_DVD_PLUS_RW, true, { PROFILE_DVD_PLUS_RW } },
	{ FEATURE_DVD_PLUS_R, true, { PROFILE_DVD_PLUS_R } },
	{ FEATURE_RIGID_RESTRICTED_OVERWRITE, true, { PROFILE_DVD_RW_RESTRICTED_OVERWRITE } },
	{ FEATURE_CD_TRACK_AT_ONCE, true, { PROFILE_CD_R, PROFILE_CD_RW } },
	{ FEATURE_CD_MASTERING, true, { PROFILE_CD_R, PROFILE_CD_RW } },
	{ FEATURE_DVD_MINUS_R_RW_WRITE, true,
		{ PROFILE_DVD_R_SEQUENTIAL, PROFILE_DVD_R_DL_SEQUENTIAL,
			PROFILE_DVD_RW_SEQUENTIAL } },
	{ FEATURE_LAYER_JUMP_RECORDING, true, { PROFILE_DVD_R_DL_LAYER_JUMP } },
	{ FEATURE_CD_RW_MEDIA_WRITE_SUPPORT, true, { PROFILE_CD_RW } },
	{ FEATURE_BD_R_PSEUDO_OVERWRITE, true, { PROFILE_BD_R_SRM } },
	{ FEATURE_DVD_PLUS_R_DL, true, { PROFILE_DVD_PLUS_R_DL } },
	{ FEATURE_BD_WRITE, true, { PROFILE_BD_R_SRM, PROFILE_BD_R_RRM, PROFILE_BD_RE } },
	{ FEATURE_DVD_CSS, false, { PROFILE_DVD_ROM } },
};

static bool rule_holds(
	const struct burnrig_drive_definition *definition, const struct feature_rule *rule)
{
	for (unsigned i = 0; i < PROFILES_OF_FEATURE_MAX && rule->profiles[i]; i++) {
		const struct drive_profile_definition *profile =
			drive_definition_profile(definition, rule->profiles[i]);

		if (profile && (profile->writable || !rule->recording))
			return true;
	}
	return rule->profiles[0] == 0;
}

/* No profile comes with it: a definition says so. */
static bool has_mrw(const struct burnrig_drive_definition *definition)
{
	for (unsigned i = 0; i < definition->profile_count; i++) {
		if (definition->profiles[i].mrw)
			return true;
	}
	return false;
}

bool drive_definition_has_feature(
	const struct burnrig_drive_definition *definition, uint16_t feature)
{
	const struct drive_feature_change *change =
		drive_definition_feature_change(definition, feature);

	if (change && change->absent)
		return false;
	if (feature == FEATURE_ENHANCED_DEFECT_REPORTING && !definition->dbi_cache_zones)
		return false;
	if (feature == FEATURE_MRW)
		return has_mrw(definition);
	for (unsigned i = 0; i < sizeof feature_rules / sizeof feature_rules[0]; i++) {
		if (feature_rules[i].feature == feature)
			return rule_holds(definition, &feature_rules[i]);
	}
	return false;
}

bool drive_definition_refuses(const struct burnrig_drive_definition *definition, uint8_t operation)
{
	return definition->refused_operations[operation / 32] >> operation % 32 & 1;
}

const struct drive_feature_change *drive_definition_feature_change(
	const struct burnrig_drive_definition *definition, uint16_t feature)
{
	for (unsigned i = 0; i < definition->feature_change_count; i++) {
		if (definition->feature_changes[i].feature == feature)
			return &definition->feature_changes[i];
	}
	return NULL;
}

const struct drive_page_change *drive_definition_page_change(
	const struct burnrig_drive_definition *definition, uint8_t page)
{
	for (unsigned i = 0; i < definition->page_change_count; i++) {
		if (definition->page_changes[i].page == page)
			return &definition->page_changes[i];
	}
	return NULL;
}

void drive_changes_apply(const struct drive_changes *changes, uint8_t *bytes, size_t count)
{
	for (unsigned i = 0; i < changes->count; i++) {
		const struct drive_byte_change *change = &changes->list[i];

		if (change->byte < count)
			bytes[change->byte] =
				(uint8_t)((bytes[change->byte] & ~change->mask) | change->value);
	}
}
