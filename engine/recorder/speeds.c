/* SPDX-License-Identifier: MIT */
/* Which speeds there are, and choosing one. */
#include <stdlib.h>

#include "engine/recorder/recorder.h"

#define SPEEDS_MAX   64
#define CD_SPEED_MAX 0xFFFF /* SET CD SPEED: as fast as it goes */
#define PURE_CAV     1

static struct br_outcome speeds_of_performance(struct br_transport *transport, uint16_t profile,
	struct br_write_speed *speeds, unsigned max, unsigned *ret_count)
{
	struct mmc_write_speed_descriptor descriptors[SPEEDS_MAX];
	unsigned count;
	struct br_outcome outcome =
		mmc_get_write_speeds(transport, descriptors, SPEEDS_MAX, &count);

	if (outcome.code != BR_OK)
		return outcome;
	if (count > max)
		count = max;
	for (unsigned i = 0; i < count; i++)
		speeds[i] = (struct br_write_speed) {
			.media_type = br_media_type_of(profile),
			.rotation_is_pure_cav = descriptors[i].rotation_control == PURE_CAV,
			.sectors_per_second =
				br_sectors_per_second(profile, descriptors[i].write_kBps),
			.profile = profile,
			.exact = descriptors[i].exact,
			.mixed_read_write = descriptors[i].mixed_read_write,
			.write_kBps = descriptors[i].write_kBps,
			.read_kBps = descriptors[i].read_kBps,
			.end_lba = descriptors[i].end_lba,
		};
	*ret_count = count;
	return outcome;
}

static struct br_outcome speeds_of_capabilities(struct br_transport *transport, uint16_t profile,
	struct br_write_speed *speeds, unsigned max, unsigned *ret_count)
{
	struct mmc_capabilities capabilities;
	struct br_outcome outcome = mmc_get_capabilities(transport, &capabilities);

	if (outcome.code != BR_OK)
		return outcome;
	*ret_count = 0;
	for (unsigned i = 0; i < capabilities.count && i < max; i++) {
		uint16_t write_kBps = capabilities.speeds[i].write_kBps;

		speeds[i] = (struct br_write_speed) {
			.media_type = br_media_type_of(profile),
			.rotation_is_pure_cav = capabilities.speeds[i].rotation_control == PURE_CAV,
			.sectors_per_second = br_sectors_per_second(profile, write_kBps),
			.profile = profile,
			.write_kBps = write_kBps,
		};
		*ret_count = i + 1;
	}
	return outcome;
}

struct br_outcome br_recorder_write_speeds(struct br_recorder *recorder,
	struct br_write_speed *speeds, unsigned max, unsigned *ret_count)
{
	uint16_t profile;
	struct br_outcome outcome = mmc_get_current_profile(recorder->transport, &profile);

	if (outcome.code != BR_OK)
		return outcome;
	outcome = speeds_of_performance(recorder->transport, profile, speeds, max, ret_count);
	if (outcome.code == BR_E_DEVICE && outcome.sense.key == MMC_KEY_ILLEGAL_REQUEST)
		outcome = speeds_of_capabilities(
			recorder->transport, profile, speeds, max, ret_count);
	return outcome;
}

static uint32_t distance(const struct br_write_speed *speed, int32_t wish)
{
	int64_t difference = (int64_t)speed->sectors_per_second - wish;

	return (uint32_t)(difference < 0 ? -difference : difference);
}

static bool is_better(const struct br_write_speed *candidate, const struct br_write_speed *best,
	int32_t wish, bool pure_cav)
{
	uint32_t candidate_distance = distance(candidate, wish),
		 best_distance = distance(best, wish);

	if (candidate_distance != best_distance)
		return candidate_distance < best_distance;
	return candidate->rotation_is_pure_cav == pure_cav &&
	       best->rotation_is_pure_cav != pure_cav;
}

static struct br_speed_choice choose(const struct br_write_speed *speeds, unsigned count,
	int32_t sectors_per_second, bool pure_cav)
{
	int32_t wish = sectors_per_second < 0 ? INT32_MAX : sectors_per_second;
	const struct br_write_speed *best = &speeds[0];

	for (unsigned i = 1; i < count; i++)
		if (is_better(&speeds[i], best, wish, pure_cav))
			best = &speeds[i];
	return (struct br_speed_choice) {
		.speed = *best,
		.speed_adjusted =
			sectors_per_second >= 0 && best->sectors_per_second != sectors_per_second,
		.rotation_adjusted = best->rotation_is_pure_cav != pure_cav,
	};
}

static uint16_t in_16_bits(uint32_t kBps)
{
	return kBps > CD_SPEED_MAX ? CD_SPEED_MAX : (uint16_t)kBps;
}

static struct br_outcome set_in_drive(
	struct br_transport *transport, const struct br_write_speed *speed)
{
	uint8_t rotation_control = speed->rotation_is_pure_cav ? PURE_CAV : 0;
	const struct mmc_streaming streaming = {
		.rotation_control = rotation_control,
		.end_lba = speed->end_lba,
		.read_kBps = speed->read_kBps ? speed->read_kBps : speed->write_kBps,
		.write_kBps = speed->write_kBps,
	};
	struct br_outcome outcome = { .code = BR_E_DEVICE };

	if (!recorder_is_cd(speed->profile))
		outcome = mmc_set_streaming(transport, &streaming);
	if (recorder_is_cd(speed->profile) ||
		(outcome.code == BR_E_DEVICE && outcome.sense.key == MMC_KEY_ILLEGAL_REQUEST))
		outcome = mmc_set_cd_speed(
			transport, rotation_control, CD_SPEED_MAX, in_16_bits(speed->write_kBps));
	return outcome;
}

struct br_outcome br_recorder_set_write_speed(struct br_recorder *recorder,
	int32_t sectors_per_second, bool pure_cav, struct br_speed_choice *ret_choice)
{
	struct br_write_speed speeds[SPEEDS_MAX];
	struct br_speed_choice choice = { 0 };
	struct br_outcome outcome;
	unsigned count;

	if (sectors_per_second < -1 || sectors_per_second == 0)
		return (struct br_outcome) { .code = BR_E_ARGUMENT, .text = "no such write speed" };
	outcome = br_recorder_write_speeds(recorder, speeds, SPEEDS_MAX, &count);
	if (outcome.code != BR_OK)
		return outcome;
	if (count == 0) {
		choice.speed_adjusted = sectors_per_second >= 0;
		outcome = mmc_set_cd_speed(recorder->transport, 0, CD_SPEED_MAX, CD_SPEED_MAX);
	} else {
		choice = choose(speeds, count, sectors_per_second, pure_cav);
		outcome = set_in_drive(recorder->transport, &choice.speed);
	}
	if (outcome.code == BR_OK)
		*ret_choice = choice;
	return outcome;
}

struct br_outcome br_recorder_write_ramp(
	struct br_recorder *recorder, int32_t *ret_start, int32_t *ret_end)
{
	struct mmc_performance_descriptor zones[SPEEDS_MAX];
	unsigned count = 0;
	uint16_t profile;
	struct br_outcome outcome = mmc_get_current_profile(recorder->transport, &profile);

	if (outcome.code == BR_OK)
		outcome = mmc_get_nominal_performance(
			recorder->transport, true, zones, SPEEDS_MAX, &count);
	if (outcome.code == BR_E_DEVICE && outcome.sense.key == MMC_KEY_ILLEGAL_REQUEST)
		outcome = (struct br_outcome) { .code = BR_OK };
	if (outcome.code != BR_OK)
		return outcome;
	*ret_start = count ? br_sectors_per_second(profile, zones[0].start_kBps) : -1;
	*ret_end = count ? br_sectors_per_second(profile, zones[count - 1].end_kBps) : -1;
	return outcome;
}
