/* SPDX-License-Identifier: MIT */
/* drive_state.c: questions about the drive's state that every family of commands asks. */
#include "emulator/drive/state.h"

struct burnrig_disc *drive_medium(const struct burnrig_drive *drive)
{
	return drive->tray == DRIVE_TRAY_CLOSED && !drive->loading ? drive->disc : NULL;
}

static const struct medium_rules *rules_inside(const struct burnrig_drive *drive)
{
	const struct burnrig_disc *disc = drive_medium(drive);

	return disc ? disc->rules : NULL;
}

__attribute__((cold, noinline)) static struct drive_known_profile look_up(
	const struct burnrig_drive *drive)
{
	const struct burnrig_drive_definition *definition = drive->definition;
	const struct burnrig_disc *disc = drive_medium(drive);
	uint16_t profile = disc ? disc_profile(disc) : 0;
	struct drive_known_profile known = { .of = rules_inside(drive) };

	known.medium = drive_definition_profile(definition, profile) ? profile : 0;
	known.listed = drive_definition_listed_profile(definition, known.medium);
	known.definition = drive_definition_profile(definition, known.listed);
	known.records = known.definition && known.definition->writable;
	known.verifies = known.definition && known.definition->verify_writes;
	return known;
}

/* A command may have changed the medium's profile since its beginning. */
static bool is_known(const struct burnrig_drive *drive)
{
	return drive->known_profile.of == rules_inside(drive);
}

static struct drive_known_profile known_now(const struct burnrig_drive *drive)
{
	return is_known(drive) ? drive->known_profile : look_up(drive);
}

void drive_know_profile(struct burnrig_drive *drive)
{
	if (!is_known(drive))
		drive->known_profile = look_up(drive);
}

uint16_t drive_medium_profile(const struct burnrig_drive *drive)
{
	return known_now(drive).medium;
}

uint16_t drive_current_profile(const struct burnrig_drive *drive)
{
	return known_now(drive).listed;
}

const struct drive_profile_definition *drive_profile(const struct burnrig_drive *drive)
{
	return known_now(drive).definition;
}

bool drive_records(const struct burnrig_drive *drive)
{
	return known_now(drive).records;
}

bool drive_verifies(const struct burnrig_drive *drive)
{
	return known_now(drive).verifies;
}

bool drive_has_feature(const struct burnrig_drive *drive, uint16_t feature)
{
	return drive_definition_has_feature(drive->definition, feature);
}

const struct write_parameters *drive_write_parameters(const struct burnrig_drive *drive)
{
	return &drive->mode_pages.write_parameters;
}

/* SplitMix64 (Steele, Lea, Flood 2014): any seed will do, 0 too. */
uint64_t drive_random(struct burnrig_drive *drive)
{
	uint64_t z = drive->random_state += UINT64_C(0x9E3779B97F4A7C15);

	z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
	return z ^ z >> 31;
}

void drive_attention(struct burnrig_drive *drive, enum unit_attention attention)
{
	drive->unit_attentions |= 1U << attention;
}

struct sense drive_take_attention(struct burnrig_drive *drive)
{
	static const enum sense_id senses[ATTENTION_COUNT] = {
		[ATTENTION_POWER_ON] = SENSE_ID_POWER_ON_RESET_OR_BUS_DEVICE_RESET,
		[ATTENTION_MEDIUM_CHANGED] = SENSE_ID_MEDIUM_MAY_HAVE_CHANGED,
	};

	for (unsigned i = 0; i < ATTENTION_COUNT; i++) {
		if (drive->unit_attentions >> i & 1) {
			drive->unit_attentions &= ~(1U << i);
			return sense_of(senses[i]);
		}
	}
	return SENSE_GOOD;
}

struct sense drive_not_ready(const struct burnrig_drive *drive)
{
	if (drive->loading)
		return sense_of(SENSE_ID_BECOMING_READY);
	if (drive->tray == DRIVE_TRAY_OPEN)
		return sense_of(SENSE_ID_MEDIUM_NOT_PRESENT_TRAY_OPEN);
	if (!drive->disc)
		return sense_of(SENSE_ID_MEDIUM_NOT_PRESENT_TRAY_CLOSED);
	if (drive_current_profile(drive) == 0)
		return sense_of(SENSE_ID_INCOMPATIBLE_MEDIUM);
	return long_operation_sense(drive);
}
