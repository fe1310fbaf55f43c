/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "engine/transport/tests/scripted.h"

static void fixed_sense_is_decoded(void **state)
{
	/* SPC-4 4.5.3: illegal request, invalid field in CDB, C/D=1, BPV=1, bit 5 of byte 8. */
	static const uint8_t bytes[18] = { 0xF0, 0, 0x05, 0x00, 0x00, 0x12, 0x34, 10, 0, 0, 0, 0,
		0x24, 0x00, 0, 0xCD, 0x00, 0x08 };
	struct br_sense sense = br_sense_decode(bytes, sizeof bytes);

	(void)state;
	assert_int_equal(sense.key, 0x5);
	assert_int_equal(sense.code, 0x24);
	assert_int_equal(sense.qualifier, 0x00);
	assert_false(sense.deferred);
	assert_true(sense.information_valid);
	assert_int_equal(sense.information, 0x1234);
	assert_true(sense.specific_valid);
	assert_int_equal(sense.specific_flags, 0x4D);
	assert_int_equal(sense.specific_value, 8);
}

static void deferred_sense_says_so(void **state)
{
	static const uint8_t bytes[14] = { 0x71, 0, 0x03, [12] = 0x0C, [13] = 0x09 };
	struct br_sense sense = br_sense_decode(bytes, sizeof bytes);

	(void)state;
	assert_true(sense.deferred);
	assert_int_equal(sense.key, 0x3);
	assert_int_equal(sense.code, 0x0C);
	assert_int_equal(sense.qualifier, 0x09);
	assert_false(sense.specific_valid);
}

static void descriptor_sense_is_decoded(void **state)
{
	/* SPC-4 4.5.2: not ready, operation in progress, half done. */
	static const uint8_t bytes[16] = { 0x72, 0x02, 0x04, 0x07, 0, 0, 0, 8, 0x02, 0x06, 0, 0,
		0x80, 0x80, 0x00, 0 };
	struct br_sense sense = br_sense_decode(bytes, sizeof bytes);

	(void)state;
	assert_int_equal(sense.key, 0x2);
	assert_int_equal(sense.code, 0x04);
	assert_int_equal(sense.qualifier, 0x07);
	assert_true(sense.specific_valid);
	assert_int_equal(sense.specific_value, 0x8000);
}

static void cut_sense_reads_nothing_outside(void **state)
{
	static const uint8_t full[2][18] = {
		{ 0x70, 0, 0x03, [12] = 0x11, [13] = 0x05, [15] = 0x80, [16] = 1, [17] = 2 },
		{ 0x72, 0x03, 0x11, 0x05, [7] = 10, [8] = 0x02, [9] = 0xFF, [12] = 0x80 },
	};

	(void)state;
	for (size_t format = 0; format < 2; format++) {
		for (size_t count = 0; count <= 18; count++) {
			uint8_t *exact =
				malloc(count ? count : 1); /* lets a sanitizer see the edge */
			struct br_sense sense;

			assert_non_null(exact);
			for (size_t i = 0; i < count; i++)
				exact[i] = full[format][i];
			sense = br_sense_decode(exact, count);
			assert_true(sense.key == 0 || sense.key == 3);
			free(exact);
		}
	}
	assert_int_equal(br_sense_decode((const uint8_t[]) { 0x00, 5, 5, 5 }, 4).key, 0);
}

static void cancelled_command_is_not_sent(void **state)
{
	struct br_transport *transport = scripted_create(NULL, 0);
	struct br_cancel cancel = { 0 };
	struct br_command command = { .cdb_bytes = 6, .cancel = &cancel };

	(void)state;
	assert_false(br_cancel_requested(&cancel));
	br_cancel_request(&cancel);
	assert_true(br_cancel_requested(&cancel));
	br_transport_execute(transport, &command);
	assert_int_equal(command.result.transport, -ECANCELED);
	scripted_finish(transport);
}

static void what_is_no_scsi_device_is_refused(void **state)
{
	struct br_transport *transport;
	char path[] = "/tmp/engine-transport-XXXXXX";
	int file = mkstemp(path);

	(void)state;
	assert_true(file >= 0);
	assert_int_equal(br_transport_open_sg_io(path, false, &transport), -ENOTTY);
	close(file);
	unlink(path);
	assert_int_equal(br_transport_open_sg_io(path, true, &transport), -ENOENT);
}

static void real_clock_goes_on(void **state)
{
	struct br_clock *clock = br_clock_real();
	uint64_t start_ns = clock->now_ns(clock);

	(void)state;
	clock->wait_until(clock, start_ns + 2000000);
	assert_true(clock->now_ns(clock) >= start_ns + 2000000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fixed_sense_is_decoded),
		cmocka_unit_test(deferred_sense_says_so),
		cmocka_unit_test(descriptor_sense_is_decoded),
		cmocka_unit_test(cut_sense_reads_nothing_outside),
		cmocka_unit_test(cancelled_command_is_not_sent),
		cmocka_unit_test(what_is_no_scsi_device_is_refused),
		cmocka_unit_test(real_clock_goes_on),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
