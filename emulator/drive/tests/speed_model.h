/* SPDX-License-Identifier: MIT */
/*
 * speed_model.h: what the definitions of a drive and a medium say of speed, worked out for tests
 * without the code under test: which speeds there are, and how fast each block is recorded, whose
 * inverse is integrated numerically.
 */
#ifndef DRIVE_TESTS_SPEED_MODEL_H
#define DRIVE_TESTS_SPEED_MODEL_H

#include "emulator/drive/drive_definition.h"
#include "emulator/media/medium_definition.h"

struct speed_model { /* rates: blocks per second */
	const struct burnrig_medium_definition *medium;
	struct mechanics_speed speed;
	double rim_rate; /* of the constant rotation at the outer radius; HUGE_VAL: none */
	double one_x_kBps, one_x_rate;
	double zone_stop_s, layer_change_s;
};

/*
 * speed_model_speeds: of the drive's write speeds for @profile those that lie within the medium's
 * range, fastest first; its slowest when none does. Returns how many.
 */
unsigned speed_model_speeds(const struct burnrig_drive_definition *drive, uint16_t profile,
	const struct burnrig_medium_definition *medium,
	struct mechanics_speed ret_speeds[DRIVE_SPEEDS_MAX]);

/* speed_model_make: @speed on @medium, which stays the caller's, in @drive. */
void speed_model_make(struct speed_model *ret_model, const struct burnrig_drive_definition *drive,
	const struct burnrig_medium_definition *medium, struct mechanics_speed speed);

/* speed_model_rate: at which the block at @lba is recorded. */
double speed_model_rate(const struct speed_model *model, double lba);

/* speed_model_seconds: from the edge before block @from to that before @to, stops between included. */
double speed_model_seconds(const struct speed_model *model, double from, double to);

#endif
