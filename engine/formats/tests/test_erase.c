/* SPDX-License-Identifier: MIT */
/* What is told while a disc is erased, on a virtual drive, and on one that tells less than it could. */
#include "engine/formats/tests/burn_rig.h"

#include "burnengine/disc_format_erase.h"

/* In front of the drive: hides how far it is, or that the disc can be erased. */
struct veil {
	struct br_transport base;
	struct br_transport *inner;
	bool hides_progress, hides_erasable;
};

static void execute(struct br_transport *transport, struct br_command *command)
{
	const struct veil *self = (struct veil *)transport;

	br_transport_execute(self->inner, command);
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_blanking_drive_is_told_of_every_second),
		cmocka_unit_test(a_disc_that_the_drive_calls_not_erasable_is_left_alone),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
