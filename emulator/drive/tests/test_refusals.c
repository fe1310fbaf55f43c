/* SPDX-License-Identifier: MIT */
/*
 * Every command of the drive, with every reserved bit set, cut off and in every state in which it cannot be
 * carried out (lengths: test_refused_lengths.c): refused with the sense of the standard, and nothing is changed in the
 * drive or on its disc. What is right is in expected_commands.c, not in the drive's table.
 */
#include <string.h>

#include "emulator/drive/tests/expected_commands.h"
#include "emulator/drive/tests/medium_steps.h"
#include "emulator/drive/tests/refusal_scenes.h"
#include "emulator/drive/tests/refusal_steps.h"
#include "emulator/drive/tests/snapshot.h"

/* ---- CDBs ----------------------------------------------------------------------------------- */

/* Another service action is another command, so all that is known is that byte 1 is wrong. */
static void assert_points_at(
	const struct drive_rig *rig, const struct expected_command *command, unsigned bit)
{
	if (command->action && bit < 8 + 5) {
		rig_assert_sense(rig, 5, 0x24, 0);
		assert_int_equal(rig->command.sense[16] << 8 | rig->command.sense[17], 1);
	} else {
		rig_assert_field(rig, true, bit / 8, (int)(bit % 8));
	}
}

static unsigned try_reserved_bits(struct drive_rig *rig)
{
	const struct snapshot before = snapshot_take(rig);
	unsigned tried = 0;

	for (size_t i = 0; i < expected_command_count; i++) {
		const struct expected_command *command = &expected_commands[i];

		for (unsigned bit = 8; bit < command->cdb_length * 8U; bit++) {
			uint8_t cdb[12];

			uint8_t allowed = command->usage[bit / 8 - 1];

			if (bit / 8 == 1)
				allowed |= command->ignored;
			if (allowed >> bit % 8 & 1)
				continue;
			memcpy(cdb, command->cdb, sizeof cdb);
			cdb[bit / 8] |= (uint8_t)(1U << bit % 8);
			refusal_send(rig, command, cdb, refusal_length_of(command, cdb));
			assert_points_at(rig, command, bit);
			refusal_assert_untouched(rig, &before);
			tried++;
		}
	}
	return tried;
}

/* The same whatever state the drive is in, and no unit attention is spent on it. */
static void reserved_bits(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "cd-r-80");

	(void)state;
	step_write(rig, 0, 64);
	step_synchronize(rig);
	assert_true(try_reserved_bits(rig) > 1500);
	rig_end(rig);
	for (size_t i = 0; i < refusal_state_count; i++) {
		rig = refusal_states[i].enter();
		assert_true(try_reserved_bits(rig) > 1500);
		rig_end(rig);
	}
	for (size_t i = 0; i < refusal_disc_count; i++) {
		rig = refusal_discs[i].enter();
		assert_true(try_reserved_bits(rig) > 1500);
		rig_end(rig);
	}
}

static void try_cut_off(struct drive_rig *rig)
{
	const struct snapshot before = snapshot_take(rig);

	for (size_t i = 0; i < expected_command_count; i++) {
		const struct expected_command *command = &expected_commands[i];

		/* cut before the service action it is another command */
		for (unsigned bytes = command->action ? 2 : 1; bytes < command->cdb_length;
			bytes++) {
			rig_run(rig, command->cdb, bytes, 0);
			rig_assert_field(rig, true, bytes, -1);
			refusal_assert_untouched(rig, &before);
		}
	}
	rig_end(rig);
}

static void cut_off(void **state)
{
	(void)state;
	for (size_t i = 0; i < refusal_state_count; i++)
		try_cut_off(refusal_states[i].enter());
	for (size_t i = 0; i < refusal_disc_count; i++)
		try_cut_off(refusal_discs[i].enter());
}

static bool is_expected(unsigned code)
{
	for (size_t i = 0; i < expected_command_count; i++) {
		if (expected_commands[i].code == code)
			return true;
	}
	return false;
}

static void other_operation_codes(void **state)
{
	struct drive_rig *rig = rig_power_on("burner"); /* and an attention is pending */
	const struct snapshot before = snapshot_take(rig);
	unsigned tried = 0;
	uint8_t cdb[16];

	(void)state;
	for (unsigned code = 0; code < 256; code++) {
		if (is_expected(code))
			continue;
		for (unsigned fill = 0; fill < 256; fill += 255) {
			memset(cdb, (int)fill, sizeof cdb);
			cdb[0] = (uint8_t)code;
			rig_run(rig, cdb, sizeof cdb, 2048);
			rig_assert_sense(rig, 5, 0x20, 0);
			refusal_assert_untouched(rig, &before);
		}
		tried++;
	}
	assert_true(tried > 200);
	rig_end(rig);
}

/* ---- states --------------------------------------------------------------------------------- */

static void try_in_state(size_t index, const struct expected_command *command)
{
	struct drive_rig *rig = refusal_states[index].enter();
	const struct snapshot before = snapshot_take(rig);
	bool attention = refusal_states[index].passes == UNIT_ATTENTION;

	refusal_send_correct(rig, command);
	if (command->allowed_in & refusal_states[index].passes) {
		if (rig->command.status != BURNRIG_STATUS_GOOD)
			fail_msg("%02X/%02X in state %zu: %x/%02x/%02x", command->code,
				command->action, index, rig->command.sense[2],
				rig->command.sense[12], rig->command.sense[13]);
	} else {
		struct snapshot after = snapshot_take(rig);

		rig_assert_sense(rig, refusal_states[index].key, refusal_states[index].asc,
			refusal_states[index].ascq);
		assert_int_equal(rig->command.transferred_bytes, 0);
		snapshot_assert_same(&before, &after, attention);
	}
	rig_end(rig);
}

static void every_state(void **state)
{
	(void)state;
	for (size_t i = 0; i < expected_command_count; i++) {
		for (size_t k = 0; k < refusal_state_count; k++)
			try_in_state(k, &expected_commands[i]);
	}
}

/* ---- media ---------------------------------------------------------------------------------- */

enum {
	CD_R = 1,
	CD_RW = 2,
	DVD_PLUS_R = 4,
	DVD_R = 8,
	DVD_RW = 16,
	DVD_PLUS_RW = 32,
	DVD_RAM = 64,
	BD_R = 128,
	BD_RE = 256,
	CD = CD_R | CD_RW,
	NOT_CD = 511 & ~CD,
};

static const char *const media[] = { "cd-r-80", "cd-rw-80-high-speed", "dvd+r", "dvd-r", "dvd-rw",
	"dvd+rw", "dvd-ram", "bd-r-25", "bd-re-25" };

/* What blank media cannot do because of what they are (MMC-6, the command's clause). */
static const struct {
	uint8_t code;
	uint16_t media;
	uint8_t key, asc, ascq;
} wrong_media[] = {
	{ 0x04, CD_R | DVD_PLUS_R | DVD_R, 5, 0x30, 0x06 },
	{ 0xA1, 511 & ~(CD_RW | DVD_RW), 5, 0x30, 0x05 }, { 0x42, NOT_CD, 5, 0x30, 0x02 },
	{ 0x44, NOT_CD, 5, 0x30, 0x02 }, { 0x53, DVD_PLUS_RW | DVD_RAM | BD_RE, 5, 0x30, 0x05 },
	{ 0xAD, CD, 5, 0x30, 0x02 }, { 0xBF, CD, 5, 0x30, 0x05 },
	{ 0x5D, 511, 5, 0x2C, 0x00 }, /* page 05h does not say session at once */
};

static void wrong_medium(void **state)
{
	(void)state;
	for (unsigned i = 0; i < sizeof wrong_media / sizeof wrong_media[0]; i++) {
		const struct expected_command *command = expected_commands;

		while (command->code != wrong_media[i].code)
			command++;
		for (unsigned k = 0; k < sizeof media / sizeof media[0]; k++) {
			struct drive_rig *rig = rig_ready("burner", media[k]);
			const struct snapshot before = snapshot_take(rig);

			refusal_send_correct(rig, command);
			rig->command.transferred_bytes = 0;
			if (wrong_media[i].media >> k & 1) {
				rig_assert_sense(rig, wrong_media[i].key, wrong_media[i].asc,
					wrong_media[i].ascq);
				refusal_assert_untouched(rig, &before);
			} else if (rig->command.status != BURNRIG_STATUS_GOOD) {
				refusal_assert_untouched(rig, &before);
			}
			rig_end(rig);
		}
	}
}

/* Whatever command meets whatever blank medium: what is refused has changed nothing. */
static void refused_by_any_medium(void **state)
{
	(void)state;
	for (size_t i = 0; i < expected_command_count; i++) {
		for (unsigned k = 0; k < sizeof media / sizeof media[0]; k++) {
			struct drive_rig *rig = rig_ready("burner", media[k]);
			const struct snapshot before = snapshot_take(rig);

			refusal_send_correct(rig, &expected_commands[i]);
			rig->command.transferred_bytes = 0;
			if (rig->command.status != BURNRIG_STATUS_GOOD)
				refusal_assert_untouched(rig, &before);
			rig_end(rig);
		}
	}
}

static bool is_refused(const struct refusal_disc *disc, const struct expected_command *command,
	unsigned *ret_index)
{
	for (unsigned i = 0; i < REFUSED_MAX; i++) {
		if (disc->refused[i].code == command->code && command->code && !command->action) {
			*ret_index = i;
			return true;
		}
	}
	return false;
}

/* Every command meets each of these discs; what cannot be done with it is refused with its sense. */
static void try_on_disc(const struct refusal_disc *disc, const struct expected_command *command)
{
	struct drive_rig *rig = disc->enter();
	const struct snapshot before = snapshot_take(rig);
	unsigned index;

	refusal_send_correct(rig, command);
	rig->command.transferred_bytes = 0; /* a list may have been read */
	if (is_refused(disc, command, &index)) {
		rig_assert_sense(rig, disc->refused[index].key, disc->refused[index].asc,
			disc->refused[index].ascq);
		refusal_assert_untouched(rig, &before);
	} else if (rig->command.status != BURNRIG_STATUS_GOOD) {
		refusal_assert_untouched(rig, &before);
	}
	rig_end(rig);
}

static void every_disc(void **state)
{
	(void)state;
	for (size_t i = 0; i < expected_command_count; i++) {
		for (size_t k = 0; k < refusal_disc_count; k++)
			try_on_disc(&refusal_discs[k], &expected_commands[i]);
	}
}

/* The tray stays in while the host prevents its opening (MMC-6 6.19). */
static void removal_prevented(void **state)
{
	static const uint8_t eject[6] = { 0x1B, 0, 0, 0, 2, 0 };
	static const uint8_t unload[12] = { 0xA6, 0, 0, 0, 2 };
	struct drive_rig *rig = rig_ready("burner", "dvd+r");
	struct snapshot before;

	(void)state;
	rig_in(rig, RIG_CDB(0x1E, 0, 0, 0, 1, 0), 0);
	before = snapshot_take(rig);
	rig_run(rig, eject, sizeof eject, 0);
	rig_assert_sense(rig, 5, 0x53, 0x02);
	refusal_assert_untouched(rig, &before);
	rig_run(rig, unload, sizeof unload, 0);
	rig_assert_sense(rig, 5, 0x53, 0x02);
	refusal_assert_untouched(rig, &before);
	rig_end(rig);
}

/* A medium that the drive does not know: as none, but for the sense. */
static void unknown_medium(void **state)
{
	(void)state;
	for (size_t i = 0; i < expected_command_count; i++) {
		const struct expected_command *command = &expected_commands[i];
		struct drive_rig *rig = rig_ready("hldtst-gsa-4163b", "bd-re-25");
		const struct snapshot before = snapshot_take(rig);

		refusal_send_correct(rig, command);
		if (command->code == 0xBF) { /* this drive has nothing that can be sent */
			refusal_assert_untouched(rig, &before);
			rig_end(rig);
			continue;
		}
		if (!(command->allowed_in & WITHOUT_MEDIUM)) {
			rig_assert_sense(rig, 2, 0x30, 0x00);
			refusal_assert_untouched(rig, &before);
		} else if (rig->command.status != BURNRIG_STATUS_GOOD) {
			fail_msg("%02X/%02X is refused", command->code, command->action);
		}
		rig_end(rig);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reserved_bits),
		cmocka_unit_test(cut_off),
		cmocka_unit_test(other_operation_codes),
		cmocka_unit_test(every_state),
		cmocka_unit_test(wrong_medium),
		cmocka_unit_test(refused_by_any_medium),
		cmocka_unit_test(every_disc),
		cmocka_unit_test(removal_prevented),
		cmocka_unit_test(unknown_medium),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
