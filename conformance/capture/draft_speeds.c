/* SPDX-License-Identifier: MIT */
#include "conformance/capture/draft_speeds.h"

#include <string.h>

#include "conformance/runner/text.h"

/* A layer after the first begins where performance falls. */
static unsigned first_layer(const struct told_speed *speed, struct told_zone *zones)
{
	unsigned count = 0;

	for (unsigned i = 0; i < speed->zone_count; i++) {
		const struct told_zone *zone = &speed->zones[i];
		struct told_zone *last = count ? &zones[count - 1] : NULL;
		if (zone->end_kBps < zone->start_kBps ||
			(last && zone->start_kBps < last->end_kBps))
			break;
		if (last && last->start_kBps == last->end_kBps &&
			zone->start_kBps == last->end_kBps && zone->end_kBps == zone->start_kBps)
			last->end_lba = zone->end_lba;
		else
			zones[count++] = *zone;
	}
	return count;
}

enum told_shape told_shape_of(
	const struct told_speed *speed, struct told_zone *ret_zones, unsigned *ret_count)
{
	const unsigned count = *ret_count = first_layer(speed, ret_zones);
	const bool rises = count && ret_zones[0].end_kBps > ret_zones[0].start_kBps;

	if (count == 0)
		return speed->is_cav ? SHAPE_CAV : SHAPE_CLV;
	if (speed->has_flags && speed->is_cav)
		return SHAPE_CAV;
	/* without a medium two numbers are told, and CAV's are those of the radii 24 and 58 mm */
	if (rises && ret_zones[0].end_lba == 0)
		return ret_zones[0].start_kBps == (uint64_t)speed->kBps * 24 / 58 ? SHAPE_CAV
										  : SHAPE_PCAV;
	if (rises)
		return count == 1 ? SHAPE_CAV : SHAPE_PCAV;
	return count == 1 ? SHAPE_CLV : SHAPE_ZCLV;
}

bool told_is_exact(const struct told_speed *speed)
{
	for (unsigned i = 0; i < speed->zone_count; i++)
		if (speed->zones[i].start_kBps != speed->kBps ||
			speed->zones[i].end_kBps != speed->kBps)
			return false;
	return speed->zone_count > 0;
}

static void add_zones(
	struct text *text, const struct told_zone *zones, unsigned count, uint32_t kBps)
{
	text_add(text, " ZCLV");
	for (unsigned i = 0; i < count && i < 8; i++) {
		/* the fastest zone has the speed's name */
		const uint32_t rate = i + 1 == count || i == 7 ? kBps : zones[i].start_kBps;
		text_add(text, " %u kB/s", rate);
		if (i)
			text_add(text, "@%u", zones[i].start_lba);
	}
}

/* @by_spindle: its limit gives the rise by itself. */
static void write_speed(const struct told_speed *speed, struct draft_speed *out, bool by_spindle)
{
	struct told_zone zones[ANSWERS_ZONES_MAX];
	struct text text = text_begin(out->text, sizeof out->text);
	unsigned count;
	const enum told_shape shape = told_shape_of(speed, zones, &count);

	out->kBps = speed->kBps;
	text_add(&text, "%u kB/s", speed->kBps);
	if (shape == SHAPE_CAV)
		text_add(&text, " CAV");
	if (shape == SHAPE_PCAV && !by_spindle)
		text_add(&text, " PCAV %u kB/s", zones[0].start_kBps);
	if (shape == SHAPE_ZCLV)
		add_zones(&text, zones, count, speed->kBps);
}

/* The grammar wants speeds more than 1 % apart. */
static void add_speed(struct draft_speeds *speeds, const struct told_speed *speed, bool by_spindle)
{
	const struct draft_speed *last = speeds->count ? &speeds->list[speeds->count - 1] : NULL;

	if (speeds->count == DRAFT_SPEEDS_MAX || speed->kBps == 0)
		return;
	if (last && speed->kBps + speed->kBps / 100 >= last->kBps)
		return;
	write_speed(speed, &speeds->list[speeds->count++], by_spindle);
}

/* Of media that are not inside: slow ones that the whole class has. */
static void usual_speeds(struct draft_profile *profile)
{
	const bool is_cd = profile->code < 0x0010, is_bd = profile->code >= 0x0040;
	const uint32_t one_x_Bps = is_cd ? 176400 : is_bd ? 4495000 : 1385000;
	const unsigned x = is_cd ? 8 : 2;
	struct draft_speeds *both[] = { &profile->read,
		profile->is_writable ? &profile->write : NULL };

	for (unsigned i = 0; i < 2; i++)
		if (both[i] && !both[i]->count) {
			struct draft_speed *speed = &both[i]->list[both[i]->count++];
			struct text text = text_begin(speed->text, sizeof speed->text);
			speed->kBps = one_x_Bps * x / 1000;
			text_add(&text, "%ux", x);
		}
}

/* As which profile the drive shows a disc of this kind. */
static uint16_t shown_as(const struct draft_profile *profile)
{
	if (profile->is_writable)
		return profile->code;
	if (profile->code < 0x0010)
		return 0x0008;
	return profile->code < 0x0040 ? 0x0010 : 0x0040;
}

static bool is_inside(const struct draft *draft, unsigned index, uint16_t current)
{
	/* without a medium a drive that tells speeds tells those of what it likes best */
	return current ? shown_as(&draft->profiles[index]) == current : index == 0;
}

void draft_speeds(struct draft *draft, const struct answers *answers)
{
	const uint16_t current = answers_profile(answers);

	for (unsigned i = 0; i < draft->profile_count; i++) {
		struct draft_profile *profile = &draft->profiles[i];
		profile->write.count = profile->read.count = 0;
		if (is_inside(draft, i, current)) {
			for (unsigned k = 0; k < answers->reading_count; k++)
				add_speed(&profile->read, &answers->reading[k],
					draft->held_back_reading >> k & 1);
			for (unsigned k = 0; profile->is_writable && k < answers->writing_count;
				k++)
				add_speed(&profile->write, &answers->writing[k],
					draft->held_back_writing >> k & 1);
		}
		usual_speeds(profile);
	}
}
