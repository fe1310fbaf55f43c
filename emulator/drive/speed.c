/* SPDX-License-Identifier: MIT */
#include "emulator/drive/speed.h"

#include "emulator/drive/mechanism.h"
#include "emulator/drive/state.h"

/* A drive definition with no speed at all for a profile still moves. */
static const struct mechanics_speed slowest = { .kBps = 150, .rotation = MECHANICS_CLV };

static void add(struct speed_list *list, struct mechanics_speed speed)
{
	if (list->count < DRIVE_SPEEDS_MAX)
		list->speeds[list->count++] = speed;
}

/* The profile of the medium inside, else the drive's preferred one; NULL when it has none. */
static const struct drive_profile_definition *profile_in_force(const struct burnrig_drive *drive)
{
	uint16_t current = drive_medium_profile(drive);

	if (current)
		return drive_definition_profile(drive->definition, current);
	return drive->definition->profile_count ? &drive->definition->profiles[0] : NULL;
}

void speed_read_list(const struct burnrig_drive *drive, struct speed_list *ret_list)
{
	const struct drive_profile_definition *profile = profile_in_force(drive);

	ret_list->count = 0;
	for (unsigned i = 0; profile && i < profile->read_speed_count; i++)
		add(ret_list, profile->read_speeds[i]);
	if (!ret_list->count && profile) {
		for (unsigned i = 0; i < profile->write_speed_count; i++)
			add(ret_list, profile->write_speeds[i]);
	}
	if (!ret_list->count)
		add(ret_list, slowest);
}

/* kBps of a speed in hundredths of 1x. Names of speeds are rounded (176, 4495, 4496), so one
 * hundredth of the speed itself is forgiven on either side. */
static bool between(uint32_t kBps, const struct burnrig_medium_definition *medium, uint32_t low_cx,
	uint32_t high_cx)
{
	uint64_t scaled = (uint64_t)kBps * 1000 * 100;
	uint64_t low = (uint64_t)low_cx * medium->geometry.reference_Bps;
	uint64_t high = (uint64_t)high_cx * medium->geometry.reference_Bps;

	return scaled + scaled / 100 >= low && scaled - scaled / 100 <= high;
}

static bool medium_allows(const struct burnrig_disc *disc, uint32_t kBps)
{
	const struct burnrig_medium_definition *medium;

	if (!disc || !disc->definition->write_speed_count)
		return true;
	medium = disc->definition;
	return between(kBps, medium, medium->write_speeds_cx[0],
		medium->write_speeds_cx[medium->write_speed_count - 1]);
}

void speed_write_list(const struct burnrig_drive *drive, struct speed_list *ret_list)
{
	const struct drive_profile_definition *profile = profile_in_force(drive);
	const struct burnrig_disc *disc = drive_current_profile(drive) ? drive_medium(drive) : NULL;

	ret_list->count = 0;
	for (unsigned i = 0; profile && i < profile->write_speed_count; i++) {
		if (medium_allows(disc, profile->write_speeds[i].kBps))
			add(ret_list, profile->write_speeds[i]);
	}
	if (ret_list->count)
		return;
	if (profile && profile->write_speed_count) /* a medium too slow or too fast for the drive */
		add(ret_list, profile->write_speeds[profile->write_speed_count - 1]);
}

/* A host that computes k times a rounded 1x means the speed which that rounding missed. */
static bool not_faster(struct mechanics_speed speed, uint32_t kBps)
{
	return speed.kBps <= (uint64_t)kBps + kBps / 100;
}

struct mechanics_speed speed_choose(const struct speed_list *list, uint32_t kBps, bool pure_cav)
{
	for (unsigned i = 0; pure_cav && i < list->count; i++) {
		if (list->speeds[i].rotation == MECHANICS_CAV && not_faster(list->speeds[i], kBps))
			return list->speeds[i];
	}
	for (unsigned i = 0; i < list->count; i++) {
		if (not_faster(list->speeds[i], kBps))
			return list->speeds[i];
	}
	return list->speeds[list->count - 1];
}

static const struct speed_request unlimited = { SPEED_MAX_kBps, SPEED_MAX_kBps, false, 0,
	UINT32_MAX };

static struct mechanics_speed choose_to_write(
	const struct burnrig_drive *drive, const struct speed_request *request)
{
	struct speed_list list;

	speed_write_list(drive, &list);
	if (!list.count)
		return (struct mechanics_speed) { .kBps = 0 };
	return speed_choose(&list, request->write_kBps, request->pure_cav);
}

static struct mechanics_speed choose_to_read(
	const struct burnrig_drive *drive, const struct speed_request *request)
{
	struct speed_list list;

	speed_read_list(drive, &list);
	return speed_choose(&list, request->read_kBps, false);
}

struct mechanics_speed speed_write(const struct burnrig_drive *drive)
{
	return choose_to_write(drive, &drive->speed_request);
}

struct mechanics_speed speed_read(const struct burnrig_drive *drive)
{
	return choose_to_read(drive, &drive->speed_request);
}

struct mechanics_speed speed_write_unasked(const struct burnrig_drive *drive)
{
	return choose_to_write(drive, &unlimited);
}

struct mechanics_speed speed_read_unasked(const struct burnrig_drive *drive)
{
	return choose_to_read(drive, &unlimited);
}

static bool is_same(const struct speed_request *a, const struct speed_request *b)
{
	return a->read_kBps == b->read_kBps && a->write_kBps == b->write_kBps &&
	       a->pure_cav == b->pure_cav && a->start_lba == b->start_lba &&
	       a->end_lba == b->end_lba;
}

void speed_request(struct burnrig_drive *drive, const struct speed_request *request)
{
	if (is_same(request, &drive->speed_request))
		return;
	drive->speed_request = *request;
	mechanism_speed_changed(drive);
}

void speed_reset(struct burnrig_drive *drive)
{
	speed_request(drive, &unlimited);
}
