/* SPDX-License-Identifier: MIT */
#include "engine/recorder/recorder.h"

#include <assert.h>
#include <stdlib.h>

#define DEVICE_TYPE_MM 0x05 /* SPC-3 6.4.2 table 83 */

struct br_outcome br_recorder_create(
	struct br_transport *transport, struct br_recorder **ret_recorder)
{
	struct br_recorder *recorder = calloc(1, sizeof *recorder);
	struct br_outcome outcome;

	if (!recorder)
		return (struct br_outcome) { .code = BR_E_NO_MEMORY };
	recorder->transport = transport;
	outcome = mmc_inquiry(transport, &recorder->identity);
	if (outcome.code == BR_OK && recorder->identity.device_type != DEVICE_TYPE_MM)
		outcome = (struct br_outcome) {
			.code = BR_E_ARGUMENT,
			.text = "the device is no optical drive",
		};
	if (outcome.code == BR_OK)
		*ret_recorder = recorder;
	else
		free(recorder);
	return outcome;
}

void br_recorder_destroy(struct br_recorder *recorder)
{
	if (!recorder)
		return;
	if (recorder->locked)
		mmc_prevent_removal(recorder->transport, false);
	free(recorder);
}

struct br_transport *br_recorder_transport(const struct br_recorder *recorder)
{
	return recorder->transport;
}

const char *br_recorder_vendor(const struct br_recorder *recorder)
{
	return recorder->identity.vendor;
}

const char *br_recorder_product(const struct br_recorder *recorder)
{
	return recorder->identity.product;
}

const char *br_recorder_revision(const struct br_recorder *recorder)
{
	return recorder->identity.revision;
}

struct br_outcome br_recorder_feature(
	struct br_recorder *recorder, uint16_t code, bool *ret_present, bool *ret_current)
{
	struct mmc_feature_descriptor feature;
	struct br_outcome outcome =
		mmc_get_feature(recorder->transport, (enum mmc_feature)code, &feature);

	if (outcome.code != BR_OK)
		return outcome;
	*ret_present = feature.present;
	*ret_current = feature.present && feature.current;
	return outcome;
}

struct br_outcome br_recorder_read(
	struct br_recorder *recorder, int32_t lba, uint16_t blocks, void *data)
{
	assert((size_t)blocks * MMC_BLOCK_BYTES <= recorder->transport->transfer_bytes_max);
	return mmc_read(recorder->transport, lba, blocks, data);
}

static struct br_outcome set_lock(struct br_recorder *recorder, bool locked)
{
	struct br_outcome outcome = mmc_prevent_removal(recorder->transport, locked);

	if (outcome.code == BR_OK)
		recorder->locked = locked;
	return outcome;
}

struct br_outcome br_recorder_lock(struct br_recorder *recorder)
{
	return set_lock(recorder, true);
}

struct br_outcome br_recorder_unlock(struct br_recorder *recorder)
{
	return set_lock(recorder, false);
}

struct br_outcome br_recorder_eject(struct br_recorder *recorder)
{
	return mmc_start_stop_unit(recorder->transport, MMC_EJECT);
}

struct br_outcome br_recorder_load(struct br_recorder *recorder)
{
	return mmc_start_stop_unit(recorder->transport, MMC_LOAD);
}

struct br_outcome br_recorder_media_event(
	struct br_recorder *recorder, enum br_media_event *ret_event)
{
	struct mmc_event event;
	struct br_outcome outcome =
		mmc_get_event(recorder->transport, 1 << MMC_EVENT_MEDIA, &event);

	if (outcome.code != BR_OK)
		return outcome;
	*ret_event = BR_MEDIA_NO_EVENT;
	if (event.available && event.event_class == MMC_EVENT_MEDIA &&
		(event.bytes[0] & 0x0F) <= BR_MEDIA_BACKGROUND_FORMAT_RESTARTED)
		*ret_event = (enum br_media_event)(event.bytes[0] & 0x0F);
	return outcome;
}
