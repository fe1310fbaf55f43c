/* SPDX-License-Identifier: MIT */
/* What is told while a disc is erased, on a virtual drive, and on one that tells less than it could. */
#include "engine/formats/tests/burn_rig.h"

#include "burnengine/disc_format_erase.h"

/* In front of the drive: hides how far it is, or that the disc can be erased; breaks an erasure off. */
struct veil {
	struct br_transport base;
	struct br_transport *inner;
	bool hides_progress, hides_erasable;
	uint8_t refuses;       /* this operation, when it is not 0: */
	uint8_t cancels_after; /* or is one after which the program cancels */
	uint32_t refuses_from; /* and its address is one from here */
	struct br_cancel cancel;
	unsigned synchronized;
};

static bool is_at(const struct veil *self, const struct br_command *command, uint8_t operation)
{
	const uint8_t *cdb = command->cdb;
	uint32_t lba =
		(uint32_t)cdb[2] << 24 | (uint32_t)cdb[3] << 16 | (uint32_t)cdb[4] << 8 | cdb[5];

	return operation != 0 && cdb[0] == operation && lba >= self->refuses_from;
}

static void execute(struct br_transport *transport, struct br_command *command)
{
	static const uint8_t sense[18] = { 0x70, [2] = 0x03, [7] = 10, [12] = 0x0C };
	struct veil *self = (struct veil *)transport;

	if (is_at(self, command, self->refuses)) {
		command->result = (struct br_result) { .status = 0x02,
			.sense = br_sense_decode(sense, sizeof sense) };
		return;
	}
	br_transport_execute(self->inner, command);
	self->synchronized += command->cdb[0] == 0x35;
	if (is_at(self, command, self->cancels_after))
		br_cancel_request(&self->cancel);
	if (self->hides_progress)
		command->result.sense.specific_valid = false;
	if (self->hides_erasable && command->cdb[0] == 0x51)
		((uint8_t *)command->data_in)[2] &= 0xEF;
}

static void close_inner(struct br_transport *transport)
{
	br_transport_close(((struct veil *)transport)->inner);
}

static struct br_recorder *open_veil(struct veil *veil, const char *medium)
{
	static const struct br_transport_operations operations = { .execute = execute,
		.close = close_inner };
	const struct br_in_process_options options = { .medium = medium, .seed = 3 };
	struct br_recorder *recorder;

	*veil = (struct veil) { .base = { .operations = &operations } };
	assert_int_equal(br_transport_open_in_process(&options, &veil->inner, NULL, 0), 0);
	veil->base.clock = veil->inner->clock;
	veil->base.transfer_bytes_max = veil->inner->transfer_bytes_max;
	assert_int_equal(br_recorder_create(&veil->base, &recorder).code, BR_OK);
	return recorder;
}

static void close_veil(struct veil *veil, struct br_recorder *recorder)
{
	br_recorder_destroy(recorder);
	br_transport_close(&veil->base);
}

static void burn(struct br_recorder *recorder)
{
	struct pattern_stream source = pattern_stream(MIB);
	struct br_format_data *format = br_format_data_create(recorder);

	burn_rig_assert(br_format_data_write(format, &source.base, MIB), BR_OK);
	br_format_data_destroy(format);
}

struct told {
	unsigned count;
	uint32_t elapsed_s, total_s;
	bool guessed_otherwise; /* the total was once another than at first */
};

/* At each second one event, late by what asking the drive takes. */
static void note(void *context, uint32_t elapsed_s, uint32_t estimated_total_s)
{
	struct told *told = context;

	assert_true(estimated_total_s >= elapsed_s);
	if (told->count > 0) {
		assert_true(elapsed_s > told->elapsed_s && elapsed_s <= told->elapsed_s + 2);
		if (estimated_total_s != told->total_s)
			told->guessed_otherwise = true;
	}
	told->count++;
	told->elapsed_s = elapsed_s;
	told->total_s = estimated_total_s;
}

static void a_blanking_drive_is_told_of_every_second(void **state)
{
	(void)state;
	for (int hides = 0; hides < 2; hides++) {
		struct told told = { 0 };
		const struct br_erase_options options = { .update = note, .context = &told };
		struct br_recorder *recorder;
		struct veil veil;

		recorder = open_veil(&veil, "cd-rw-80-high-speed");
		burn(recorder);
		veil.hides_progress = hides;
		burn_rig_assert(br_erase(recorder, &options), BR_OK);
		assert_true(told.count > 5);
		assert_true(told.count + 5 > told.elapsed_s);
		assert_int_equal(told.guessed_otherwise, !hides);
		if (hides)
			assert_int_equal(told.total_s, 90); /* as at the beginning */
		close_veil(&veil, recorder);
	}
}

static void a_disc_that_the_drive_calls_not_erasable_is_left_alone(void **state)
{
	const struct br_erase_options options = { 0 };
	struct br_recorder *recorder;
	struct br_outcome outcome;
	struct veil veil;

	(void)state;
	recorder = open_veil(&veil, "cd-rw-80-high-speed");
	burn(recorder);
	veil.hides_erasable = true;
	outcome = br_erase(recorder, &options);
	assert_int_equal(outcome.code, BR_E_MEDIUM_UNSUPPORTED);
	assert_true(outcome.operation_valid);
	assert_int_equal(outcome.operation, 0x51);
	veil.hides_erasable = false;
	burn_rig_assert(br_erase(recorder, &options), BR_OK);
	close_veil(&veil, recorder);
}

static void read_block(struct veil *veil, uint32_t lba, uint8_t *ret_block)
{
	struct br_command command = { .cdb = { 0x28, 0, (uint8_t)(lba >> 24), (uint8_t)(lba >> 16),
					      (uint8_t)(lba >> 8), (uint8_t)lba, 0, 0, 1 },
		.cdb_bytes = 10,
		.direction = BR_DATA_IN,
		.data_in = ret_block,
		.data_bytes = 2048,
		.timeout_ms = 60000 };

	br_transport_execute(&veil->base, &command);
	assert_int_equal(command.result.status, 0);
}

/* Zeros, of which the drive takes what is before an address, or which it cannot get out of its buffer. */
static void zeros_that_fail(void **state)
{
	static const struct {
		uint8_t refuses;
		uint32_t from;
	} faults[] = { { 0x2A, 64 }, { 0x2A, 100000 }, { 0x35, 0 } };

	(void)state;
	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
		static const uint8_t zeros[2048];
		const struct br_erase_options options = { 0 };
		uint8_t before[2048], block[2048];
		struct br_recorder *recorder;
		struct br_outcome outcome;
		struct veil veil;

		recorder = open_veil(&veil, "dvd-ram");
		burn(recorder);
		read_block(&veil, 64, before);
		assert_memory_not_equal(before, zeros, sizeof zeros);
		veil.refuses = faults[i].refuses;
		veil.refuses_from = faults[i].from;
		outcome = br_erase(recorder, &options);
		assert_int_equal(outcome.code, BR_E_DEVICE);
		assert_int_equal(outcome.operation, faults[i].refuses);
		assert_int_equal(outcome.sense.code, 0x0C);
		veil.refuses = 0;
		read_block(&veil, 63, block);
		assert_memory_equal(block, zeros, sizeof zeros);
		read_block(&veil, 64, block);
		assert_memory_equal(block, faults[i].from == 64 ? before : zeros, sizeof zeros);
		burn_rig_assert(br_erase(recorder, &options), BR_OK);
		close_veil(&veil, recorder);
	}
}

/* What the drive has taken by then gets onto the disc. */
static void zeros_that_are_cancelled(void **state)
{
	struct br_erase_options options = { 0 };
	struct br_recorder *recorder;
	unsigned before;
	struct veil veil;

	(void)state;
	recorder = open_veil(&veil, "dvd-ram");
	burn(recorder);
	options.cancel = &veil.cancel;
	before = veil.synchronized;
	veil.cancels_after = 0x2A;
	assert_int_equal(br_erase(recorder, &options).code, BR_E_CANCELLED);
	assert_true(veil.synchronized > before);
	close_veil(&veil, recorder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_blanking_drive_is_told_of_every_second),
		cmocka_unit_test(a_disc_that_the_drive_calls_not_erasable_is_left_alone),
		cmocka_unit_test(zeros_that_fail),
		cmocka_unit_test(zeros_that_are_cancelled),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
