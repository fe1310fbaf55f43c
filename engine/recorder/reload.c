/* SPDX-License-Identifier: MIT */
#include "engine/recorder/recorder.h"

/* Removable Medium feature, MMC-6 5.3.4, first byte. */
#define CAN_LOAD  0x10
#define CAN_EJECT 0x08

static struct br_outcome can_reload(struct br_recorder *recorder, bool *ret_can)
{
	struct mmc_feature_descriptor feature;
	struct br_outcome outcome =
		mmc_get_feature(recorder->transport, MMC_FEATURE_REMOVABLE_MEDIUM, &feature);

	if (outcome.code == BR_OK)
		*ret_can = feature.present && feature.data_bytes > 0 &&
			   (feature.data[0] & CAN_LOAD) && (feature.data[0] & CAN_EJECT);
	return outcome;
}

struct br_outcome br_recorder_reload(
	struct br_recorder *recorder, const struct br_wait *wait, bool *ret_reloaded)
{
	bool can = false;
	struct br_outcome outcome = can_reload(recorder, &can);

	if (outcome.code == BR_OK && can)
		outcome = br_recorder_eject(recorder);
	if (outcome.code == BR_E_DEVICE && outcome.sense.key == MMC_KEY_ILLEGAL_REQUEST) {
		can = false; /* locked, or no eject after all: nothing has moved */
		outcome = (struct br_outcome) { .code = BR_OK };
	}
	if (outcome.code == BR_OK && can)
		outcome = br_recorder_load(recorder);
	if (outcome.code == BR_OK && can)
		outcome = br_recorder_wait_ready(recorder, wait);
	if (outcome.code == BR_OK)
		*ret_reloaded = can;
	return outcome;
}
