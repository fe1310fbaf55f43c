/* SPDX-License-Identifier: MIT */
/* REPORT SUPPORTED OPERATION CODES: SPC-4 6.35, bytes written out. */
#include <string.h>

#include "emulator/drive/tests/drive_rig.h"

#define REPORT(options, code, action, bytes_high, bytes_low) \
	0xA3, 0x0C, (options), (code), 0, (action), 0, 0, (bytes_high), (bytes_low), 0, 0

static void one_command(void **state)
{
	/* SUPPORT 011b, 10 bytes of CDB: DPO and FUA, LBA, length */
	static const uint8_t read_10[14] = { 0, 3, 0, 10, 0x28, 0x18, 0xFF, 0xFF, 0xFF, 0xFF, 0,
		0xFF, 0xFF, 0 };
	static const uint8_t test_unit_ready[10] = { 0, 3, 0, 6, 0, 0, 0, 0, 0, 0 };
	static const uint8_t none[4] = { 0, 1, 0, 0 };
	struct drive_rig *rig = rig_ready("burner", NULL);

	(void)state;
	rig_in(rig, RIG_CDB(REPORT(1, 0x28, 0, 0, 255)), 255);
	assert_int_equal(rig->command.transferred_bytes, sizeof read_10);
	assert_memory_equal(rig->data, read_10, sizeof read_10);
	rig_in(rig, RIG_CDB(REPORT(1, 0x00, 0, 0, 255)), 255);
	assert_int_equal(rig->command.transferred_bytes, sizeof test_unit_ready);
	assert_memory_equal(rig->data, test_unit_ready, sizeof test_unit_ready);
	rig_in(rig, RIG_CDB(REPORT(1, 0xC0, 0, 0, 255)), 255);
	assert_int_equal(rig->command.transferred_bytes, sizeof none);
	assert_memory_equal(rig->data, none, sizeof none);
	rig_in(rig, RIG_CDB(REPORT(1, 0x28, 0, 0, 4)), 255);
	assert_int_equal(rig->command.transferred_bytes, 4);
	rig_end(rig);
}

/* RCTD: CTDP, and after the CDB 10 more bytes: nominal not told, recommended 30 s. */
static void with_timeouts(void **state)
{
	static const uint8_t inquiry[4 + 6 + 12] = { 0, 0x83, 0, 6, 0x12, 0x01, 0xFF, 0xFF, 0xFF, 0,
		0, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 30 };
	struct drive_rig *rig = rig_ready("burner", NULL);

	(void)state;
	rig_in(rig, RIG_CDB(REPORT(0x81, 0x12, 0, 0, 255)), 255);
	assert_int_equal(rig->command.transferred_bytes, sizeof inquiry);
	assert_memory_equal(rig->data, inquiry, sizeof inquiry);
	/* formatting without IMMED lasts as long as the medium: not told */
	rig_in(rig, RIG_CDB(REPORT(0x81, 0x04, 0, 0, 255)), 255);
	assert_int_equal(rig->data[1], 0x83);
	assert_memory_equal(rig->data + 10, "\0\x0A\0\0\0\0\0\0\0\0\0\0", 12);
	rig_end(rig);
}

/* A3h is SEND KEY and, by its service action, this command itself. */
static void service_actions(void **state)
{
	static const uint8_t itself[16] = { 0, 3, 0, 12, 0xA3, 0x0C, 0x87, 0xFF, 0xFF, 0xFF, 0xFF,
		0xFF, 0xFF, 0xFF, 0, 0 };
	static const uint8_t send_key[16] = { 0, 3, 0, 12, 0xA3, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF,
		0xFF, 0 };
	struct drive_rig *rig = rig_ready("burner", NULL);

	(void)state;
	rig_in(rig, RIG_CDB(REPORT(2, 0xA3, 0x0C, 0, 255)), 255);
	assert_int_equal(rig->command.transferred_bytes, sizeof itself);
	assert_memory_equal(rig->data, itself, sizeof itself);
	rig_in(rig, RIG_CDB(REPORT(3, 0xA3, 0x0C, 0, 255)), 255);
	assert_memory_equal(rig->data, itself, sizeof itself);
	rig_in(rig, RIG_CDB(REPORT(1, 0xA3, 0, 0, 255)), 255);
	assert_memory_equal(rig->data, send_key, sizeof send_key);
	rig_in(rig, RIG_CDB(REPORT(3, 0x28, 0, 0, 255)), 255);
	assert_int_equal(rig->data[1], 3);
	rig_in(rig, RIG_CDB(REPORT(2, 0xA3, 0x0D, 0, 255)), 255);
	assert_memory_equal(rig->data, "\0\1\0\0\xAA", 5);
	rig_in(rig, RIG_CDB(REPORT(3, 0x28, 1, 0, 255)), 255);
	assert_memory_equal(rig->data, "\0\1\0\0\xAA", 5);
	rig_run(rig, RIG_CDB(REPORT(2, 0x28, 0, 0, 255)), 255); /* has no service actions */
	rig_assert_field(rig, true, 4, -1);
	rig_run(rig, RIG_CDB(REPORT(4, 0x28, 0, 0, 255)), 255);
	rig_assert_field(rig, true, 2, 2);
	rig_run(rig, RIG_CDB(0xA3, 0x0D, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0), 8);
	rig_assert_field(rig, true, 1, 3);
	rig_end(rig);
}

/* A drive without DVD has no SEND KEY: A3h is MAINTENANCE IN and nothing else. */
static void only_service_actions(void **state)
{
	struct drive_rig *rig = rig_ready("plextor-px-w4824a", NULL);

	(void)state;
	rig_run(rig, RIG_CDB(REPORT(1, 0xA3, 0, 0, 255)), 255);
	rig_assert_field(rig, true, 2, 2);
	rig_run(rig, RIG_CDB(0xA3, 0x05, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0), 8);
	rig_assert_field(rig, true, 1, 4);
	rig_run(rig, RIG_CDB(0xA3, 0, 0, 0, 0, 0, 0, 0, 0, 8, 6, 0), 8);
	rig_assert_field(rig, true, 1, 4);
	rig_in(rig, RIG_CDB(REPORT(2, 0xA3, 0x0C, 0, 255)), 255);
	assert_int_equal(rig->data[1], 3);
	rig_in(rig, RIG_CDB(REPORT(1, 0xA4, 0, 0, 255)), 255);
	assert_int_equal(rig->data[1], 1);
	rig_end(rig);
}

static const uint8_t *descriptor_of(
	const struct drive_rig *rig, unsigned width, unsigned code, unsigned action)
{
	for (size_t at = 4; at + width <= rig->command.transferred_bytes; at += width) {
		const uint8_t *found = rig->data + at;

		if (found[0] == code && found[3] == action)
			return found;
	}
	fail_msg("%02X/%02X is not in the list", code, action);
	return NULL;
}

static void all_commands(void **state)
{
	struct drive_rig *rig = rig_ready("burner", NULL);
	size_t listed;

	(void)state;
	rig_in(rig, RIG_CDB(REPORT(0, 0, 0, 0x10, 0)), 4096);
	listed = rig->command.transferred_bytes;
	assert_int_equal(rig->data[2] << 8 | rig->data[3], listed - 4);
	assert_int_equal((listed - 4) % 8, 0);
	assert_memory_equal(descriptor_of(rig, 8, 0x00, 0), "\x00\0\0\0\0\0\0\x06", 8);
	assert_memory_equal(descriptor_of(rig, 8, 0x2A, 0), "\x2A\0\0\0\0\0\0\x0A", 8);
	assert_memory_equal(descriptor_of(rig, 8, 0xA3, 0), "\xA3\0\0\0\0\0\0\x0C", 8);
	assert_memory_equal(descriptor_of(rig, 8, 0xA3, 0x0C), "\xA3\0\0\x0C\0\x01\0\x0C", 8);
	for (size_t at = 12; at < listed; at += 8) /* in order, each once */
		assert_true(rig->data[at - 8] < rig->data[at] ||
			    (rig->data[at - 8] == 0xA3 && rig->data[at] == 0xA3));
	rig_in(rig, RIG_CDB(REPORT(0x80, 0, 0, 0x10, 0)), 4096);
	assert_int_equal(rig->command.transferred_bytes - 4, (listed - 4) / 8 * 20);
	assert_memory_equal(descriptor_of(rig, 20, 0xA3, 0x0C),
		"\xA3\0\0\x0C\0\x03\0\x0C\0\x0A\0\0\0\0\0\0\0\0\0\x1E", 20);
	rig_end(rig);
}

/* What the list says is so: none of it is answered with 05/20/00, and everything else is. */
static void list_is_true(void **state)
{
	static const char *const drives[] = { "burner", "plextor-px-w4824a", "matshita-lf-d311" };

	(void)state;
	for (unsigned d = 0; d < 3; d++) {
		struct drive_rig *rig = rig_ready(drives[d], NULL);
		bool listed[256] = { false };

		rig_in(rig, RIG_CDB(REPORT(0, 0, 0, 0x10, 0)), 4096);
		for (size_t at = 4; at < rig->command.transferred_bytes; at += 8)
			listed[rig->data[at]] = true;
		for (unsigned code = 0; code < 256; code++) {
			/* byte 1 is wrong for all of them */
			rig_run(rig, RIG_CDB((uint8_t)code, 0xE0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF),
				0);
			assert_int_equal(rig->command.status, BURNRIG_STATUS_CHECK_CONDITION);
			assert_int_equal(rig->command.sense[12] != 0x20, listed[code]);
		}
		rig_end(rig);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_command),
		cmocka_unit_test(with_timeouts),
		cmocka_unit_test(service_actions),
		cmocka_unit_test(only_service_actions),
		cmocka_unit_test(all_commands),
		cmocka_unit_test(list_is_true),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
