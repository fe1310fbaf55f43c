/* SPDX-License-Identifier: MIT */
/*
 * Replies of noise, of every length: no decoder reads or counts past what came. The sanitizer builds see
 * the reads; the counts are checked here. Noise is biased towards small numbers, which length fields like.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "engine/mmc/mmc.h"

#define ROUNDS 3000

struct noisy_transport {
	struct br_transport base;
	uint64_t seed;
	size_t moved_bytes; /* of the last reply */
};

static uint64_t next_random(struct noisy_transport *self)
{
	self->seed = self->seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return self->seed >> 33;
}

static void execute(struct br_transport *transport, struct br_command *command)
{
	struct noisy_transport *self = (struct noisy_transport *)transport;
	uint8_t *data = command->data_in;

	self->moved_bytes = next_random(self) % (command->data_bytes + 1);
	/* What did not come must not be looked at: it would be seen as all ones. */
	memset(data, 0xFF, command->data_bytes);
	for (size_t i = 0; i < self->moved_bytes; i++) {
		uint64_t random = next_random(self);

		data[i] = (uint8_t)(random & 0x100 ? random : random & 0x03);
	}
	/* Half of the mode pages are the one asked for, so that the inner fields are reached. */
	if (command->cdb[0] == 0x5A && self->moved_bytes > 10 && (next_random(self) & 1)) {
		memset(data + 2, 0, 6);
		data[8] = command->cdb[2] & 0x3F;
	}
	command->result.transferred_bytes = self->moved_bytes;
}

static void close_nothing(struct br_transport *transport)
{
	(void)transport;
}

static struct noisy_transport noisy(void)
{
	static const struct br_transport_operations operations = { .execute = execute,
		.close = close_nothing };

	return (struct noisy_transport) {
		.base = { .operations = &operations, .transfer_bytes_max = 65536 },
		.seed = 20,
	};
}

static void texts_end(void **state)
{
	struct noisy_transport drive = noisy();
	unsigned accepted = 0;

	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		struct mmc_inquiry inquiry;

		if (mmc_inquiry(&drive.base, &inquiry).code != BR_OK)
			continue;
		accepted++;
		assert_true(drive.moved_bytes >= 36);
		assert_true(strlen(inquiry.vendor) <= 8);
		assert_true(strlen(inquiry.product) <= 16);
		assert_true(strlen(inquiry.revision) <= 4);
	}
	assert_true(accepted > 0);
}

static void descriptors_are_only_those_that_came(void **state)
{
	struct noisy_transport drive = noisy();
	unsigned accepted = 0;

	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		struct mmc_write_speed_descriptor speeds[8];
		struct mmc_performance_descriptor zones[8];
		struct mmc_format_capacities formats;
		struct mmc_capabilities page;
		unsigned count;

		if (mmc_get_write_speeds(&drive.base, speeds, 8, &count).code == BR_OK) {
			assert_true(
				count <= 8 && (count == 0 || 8 + 16 * count <= drive.moved_bytes));
			accepted += count;
		}
		if (mmc_get_nominal_performance(&drive.base, true, zones, 8, &count).code == BR_OK)
			assert_true(
				count <= 8 && (count == 0 || 8 + 16 * count <= drive.moved_bytes));
		if (mmc_read_format_capacities(&drive.base, &formats).code == BR_OK)
			assert_true(formats.count <= MMC_FORMAT_DESCRIPTORS_MAX &&
				    12 + 8 * formats.count <= drive.moved_bytes);
		if (mmc_get_capabilities(&drive.base, &page).code == BR_OK)
			assert_true(page.count <= MMC_CAPABILITY_SPEEDS_MAX &&
				    8 + 22 + 4 * page.count <= drive.moved_bytes);
	}
	assert_true(accepted > 0);
}

static void short_replies_are_refused(void **state)
{
	struct noisy_transport drive = noisy();

	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		struct mmc_feature_descriptor feature;
		struct mmc_disc_information disc;
		struct mmc_track_information track;
		struct mmc_buffer_capacity buffer;
		struct mmc_mode_page_data page;
		struct mmc_event event;

		if (mmc_get_feature(&drive.base, MMC_FEATURE_CORE, &feature).code == BR_OK &&
			feature.present)
			assert_true(12U + feature.data_bytes <= drive.moved_bytes);
		if (mmc_read_disc_information(&drive.base, &disc).code == BR_OK)
			assert_true(drive.moved_bytes >= 24);
		if (mmc_read_track_information(&drive.base, MMC_TRACK_BY_LBA, 0, &track).code ==
			BR_OK)
			assert_true(drive.moved_bytes >= 28);
		if (mmc_read_buffer_capacity(&drive.base, &buffer).code == BR_OK)
			assert_true(buffer.free_bytes <= buffer.total_bytes);
		if (mmc_mode_sense(&drive.base, MMC_PAGE_CACHING, MMC_PAGE_CURRENT, &page).code ==
			BR_OK)
			assert_true(page.count >= 2 && 8U + page.count <= drive.moved_bytes);
		if (mmc_get_event(&drive.base, 0x10, &event).code == BR_OK && event.available)
			assert_true(drive.moved_bytes >= 8);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_end),
		cmocka_unit_test(descriptors_are_only_those_that_came),
		cmocka_unit_test(short_replies_are_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
