/* SPDX-License-Identifier: MIT */
#include "emulator/drive/tests/speed_model.h"

#include <math.h>

#define STEPS 1024 /* of an integral; even */

/* Names of speeds are whole kB/s, or rounded to tenths of 1x: 2.4x of 1385 kB/s is 3324, 2x of a CD 352. */
static bool within(double kBps, double low_kBps, double high_kBps)
{
	return kBps > low_kBps * 0.99 && kBps < high_kBps * 1.01;
}

static double one_x_kBps(const struct burnrig_medium_definition *medium)
{
	switch (medium->recording_unit_blocks) {
	case 32:
		return 4495;
	case 16:
		return 1385;
	default:
		return 176.4;
	}
}

/* BD: 66 MHz of channel bits, 498 frames of 1932 bits a cluster of 32 blocks; DVD: 26.15625 MHz, 38688
 * bits a block; CD: 75 by definition. */
static double one_x_rate(const struct burnrig_medium_definition *medium)
{
	switch (medium->recording_unit_blocks) {
	case 32:
		return 2195.12;
	case 16:
		return 676.08;
	default:
		return 75;
	}
}

unsigned speed_model_speeds(const struct burnrig_drive_definition *drive, uint16_t profile,
	const struct burnrig_medium_definition *medium,
	struct mechanics_speed ret_speeds[DRIVE_SPEEDS_MAX])
{
	const struct drive_profile_definition *own = NULL;
	double low, high;
	unsigned count = 0;

	for (unsigned i = 0; i < drive->profile_count; i++)
		if (drive->profiles[i].profile == profile)
			own = &drive->profiles[i];
	if (!own || !own->write_speed_count || !medium->write_speed_count)
		return 0;
	low = medium->write_speeds_cx[0] / 100.0 * one_x_kBps(medium);
	high = medium->write_speeds_cx[medium->write_speed_count - 1] / 100.0 * one_x_kBps(medium);
	for (unsigned i = 0; i < own->write_speed_count; i++)
		if (within(own->write_speeds[i].kBps, low, high))
			ret_speeds[count++] = own->write_speeds[i];
	if (!count)
		ret_speeds[count++] = own->write_speeds[own->write_speed_count - 1];
	return count;
}

static double rate_of(const struct speed_model *model, uint32_t kBps)
{
	return kBps / model->one_x_kBps * model->one_x_rate;
}

void speed_model_make(struct speed_model *ret_model, const struct burnrig_drive_definition *drive,
	const struct burnrig_medium_definition *medium, struct mechanics_speed speed)
{
	const double pi = 3.14159265358979;
	double inner = medium->geometry.inner_radius_um, outer = medium->geometry.outer_radius_um;
	struct speed_model model = { .medium = medium,
		.speed = speed,
		.one_x_kBps = one_x_kBps(medium),
		.one_x_rate = one_x_rate(medium),
		.zone_stop_s = drive->zone_stop_ms / 1000.0,
		.layer_change_s = drive->layer_change_ms / 1000.0 };
	double limit = HUGE_VAL;

	if (drive->rpm_max) /* um per s over um per s at 1x */
		limit = 2 * pi * outer * drive->rpm_max / 60 /
			(medium->geometry.reference_mm_per_s * 1000.0) * model.one_x_rate;
	model.rim_rate = HUGE_VAL;
	if (speed.rotation == MECHANICS_CAV)
		model.rim_rate = rate_of(&model, speed.kBps);
	if (speed.rotation == MECHANICS_PCAV)
		model.rim_rate = rate_of(&model, speed.inner_kBps) * outer / inner;
	model.rim_rate = fmin(model.rim_rate, limit);
	*ret_model = model;
}

/* How far outwards of its layer's blocks the path is at @lba: every second layer runs inwards, or none. */
static double position_of(const struct speed_model *model, double lba)
{
	double blocks = model->medium->geometry.blocks, layer = floor(lba / blocks);
	bool outwards = model->medium->geometry.parallel_path || fmod(layer, 2) == 0;

	return outwards ? lba - layer * blocks : blocks - (lba - layer * blocks);
}

static double clv_rate(const struct speed_model *model, double position)
{
	unsigned zone = 0;

	if (model->speed.rotation == MECHANICS_CAV)
		return HUGE_VAL;
	if (model->speed.rotation != MECHANICS_ZCLV)
		return rate_of(model, model->speed.kBps);
	while (zone + 1 < model->speed.zone_count &&
		model->speed.zones[zone + 1].start_block <= position)
		zone++;
	return rate_of(model, model->speed.zones[zone].kBps);
}

static double rate_at(const struct speed_model *model, double position, double zone_position)
{
	const struct mechanics_geometry *geometry = &model->medium->geometry;
	double inner = geometry->inner_radius_um, outer = geometry->outer_radius_um;
	double radius =
		sqrt(inner * inner + (outer * outer - inner * inner) * position / geometry->blocks);

	return fmin(clv_rate(model, zone_position), model->rim_rate * radius / outer);
}

double speed_model_rate(const struct speed_model *model, double lba)
{
	double position = position_of(model, lba);

	return rate_at(model, position, position);
}

/* Simpson's rule over a stretch within one zone of one layer. */
static double integral(const struct speed_model *model, double from, double to)
{
	double step = (to - from) / STEPS, sum = 0;
	double zone_position = position_of(model, (from + to) / 2);
	double blocks = model->medium->geometry.blocks, layer = floor((from + to) / 2 / blocks);

	for (unsigned i = 0; i <= STEPS; i++) {
		double along = from + i * step - layer * blocks;
		double position = fmod(layer, 2) == 0 ? along : blocks - along;
		double weight = i == 0 || i == STEPS ? 1 : i % 2 ? 4 : 2;

		sum += weight / rate_at(model, position, zone_position);
	}
	return sum * step / 3;
}

/* The first edge behind @from at which a zone or a layer begins; and how long recording stops there. */
static double next_edge(const struct speed_model *model, double from, double *ret_stop_s)
{
	double blocks = model->medium->geometry.blocks, layer = floor(from / blocks);
	double edge = (layer + 1) * blocks;

	*ret_stop_s = model->layer_change_s;
	for (unsigned i = 1; i < model->speed.zone_count; i++) {
		double start = model->speed.zones[i].start_block;
		double lba = layer * blocks + (fmod(layer, 2) == 0 ? start : blocks - start);

		if (start < blocks && lba > from && lba < edge) {
			edge = lba;
			*ret_stop_s = model->zone_stop_s;
		}
	}
	return edge;
}

double speed_model_seconds(const struct speed_model *model, double from, double to)
{
	double sum = 0, stop_s, edge;

	while (from < to) {
		edge = next_edge(model, from, &stop_s);
		sum += integral(model, from, fmin(edge, to));
		if (edge < to)
			sum += stop_s;
		from = edge;
	}
	return sum;
}
