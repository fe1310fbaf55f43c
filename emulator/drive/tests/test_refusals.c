/* SPDX-License-Identifier: MIT */
/*
 * Every command of the drive, with every reserved bit set, cut off, with every wrong length and in every state
 * in which it cannot be carried out: refused with the sense of the standard, and nothing is changed in the
 * drive or on its disc. What is right is in expected_commands.c, not in the drive's table.
 */
#include <string.h>

#include "emulator/drive/tests/expected_commands.h"
#include "emulator/drive/tests/medium_steps.h"
#include "emulator/drive/tests/refusal_scenes.h"
#include "emulator/drive/tests/snapshot.h"

#define DATA_BYTES 4096

/* A correct parameter list of the command's own CDB; blocks are of zeros. */
static const struct {
	uint8_t code, bytes[28];
} lists[] = {
	{ 0x04, { 0, 2, 0, 8, 0x00, 0xB4, 0x74, 0x00, 0x00, 0, 0, 0 } },
	{ 0x15, { 0, 0, 0, 0, 0x01, 0x0A, 0, 5, 0, 0, 0, 0, 3, 0, 0, 0 } },
	{ 0x3B, { 1, 2, 3, 4 } },
	{ 0x55, { 0, 0, 0, 0, 0, 0, 0, 0, 0x01, 0x0A, 0, 5, 0, 0, 0, 0, 3, 0, 0, 0 } },
	{ 0xA3, { 0, 6, 0, 0, 0xFE, 0, 0, 0 } },
	{ 0xB6, { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0x11, 0x94, 0, 0, 3, 0xE8, 0, 0, 0x11,
			0x94, 0, 0, 3, 0xE8 } },
};

static void fill_list(const struct expected_command *command, uint8_t *ret_list)
{
	memset(ret_list, 0, DATA_BYTES);
	for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
		if (lists[i].code == command->code && !command->action)
			memcpy(ret_list, lists[i].bytes, sizeof lists[i].bytes);
	}
}

/* @cdb with room for, or a list of, @bytes. */
static void send(struct drive_rig *rig, const struct expected_command *command, const uint8_t *cdb,
	size_t bytes)
{
	static uint8_t list[DATA_BYTES];

	if (command->direction == BURNRIG_DATA_OUT) {
		fill_list(command, list);
		rig_out(rig, cdb, command->cdb_length, list, bytes);
	} else {
		rig_run(rig, cdb, command->cdb_length, bytes);
	}
}

/* What the CDB says that it moves. */
static size_t length_of(const struct expected_command *command, const uint8_t *cdb)
{
	size_t length = 0;

	if (command->length.width == 0)
		return command->length.bytes;
	for (unsigned i = 0; i < command->length.width; i++)
		length = length << 8 | cdb[command->length.at + i];
	return command->length.kind == LENGTH_BLOCKS ? length * 2048 : length;
}

static void send_correct(struct drive_rig *rig, const struct expected_command *command)
{
	send(rig, command, command->cdb, length_of(command, command->cdb));
}

static void put_length(const struct expected_command *command, uint8_t *cdb, size_t length)
{
	for (unsigned i = command->length.width; i-- > 0; length >>= 8)
		cdb[command->length.at + i] = (uint8_t)length;
}

/* Refused, and nothing changed. */
static void assert_untouched(struct drive_rig *rig, const struct snapshot *before)
{
	struct snapshot after = snapshot_take(rig);

	assert_int_equal(rig->command.status, BURNRIG_STATUS_CHECK_CONDITION);
	assert_int_equal(rig->command.transferred_bytes, 0);
	snapshot_assert_same(before, &after, false);
}

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
			send(rig, command, cdb, length_of(command, cdb));
			assert_points_at(rig, command, bit);
			assert_untouched(rig, &before);
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
			assert_untouched(rig, &before);
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
			assert_untouched(rig, &before);
		}
		tried++;
	}
	assert_true(tried > 200);
	rig_end(rig);
}

/* ---- lengths -------------------------------------------------------------------------------- */

/* A drive in which every command of the table that gives a reply can give one. */
static struct drive_rig *telling_rig(const struct expected_command *command)
{
	struct drive_rig *rig = rig_ready("burner", command->code == 0xAD ? "dvd+r" : "cd-r-80");

	step_write(rig, 0, 64);
	step_synchronize(rig);
	step_close(rig, 2, 0);
	return rig;
}

/* Cut to any length: the same bytes from the front, and not one behind it. */
static void assert_prefixes(struct drive_rig *rig, const struct expected_command *command)
{
	uint8_t full[DATA_BYTES], cdb[12];
	size_t full_bytes;

	memcpy(cdb, command->cdb, sizeof cdb);
	put_length(command, cdb, length_of(command, cdb));
	send_correct(rig, command);
	if (rig->command.status != BURNRIG_STATUS_GOOD)
		fail_msg("%02X/%02X is refused", command->code, command->action);
	full_bytes = rig->command.transferred_bytes;
	memcpy(full, rig->data, sizeof full);
	for (size_t length = command->code == 0xA0 ? 16 : 0; length <= full_bytes; length++) {
		put_length(command, cdb, length);
		send(rig, command, cdb, full_bytes + 1);
		rig_assert_good(rig);
		assert_int_equal(rig->command.transferred_bytes, length);
		assert_memory_equal(rig->data, full, length);
		assert_int_equal(rig->data[length], 0xAA);
		/* and to the host's room */
		send(rig, command, command->cdb, length);
		assert_int_equal(rig->command.transferred_bytes, length);
		assert_memory_equal(rig->data, full, length);
		assert_int_equal(rig->data[length], 0xAA);
	}
}

static void allocation_lengths(void **state)
{
	(void)state;
	for (size_t i = 0; i < expected_command_count; i++) {
		const struct expected_command *command = &expected_commands[i];
		struct drive_rig *rig;

		if (command->length.kind != LENGTH_ALLOCATION)
			continue;
		rig = telling_rig(command);
		struct snapshot before = snapshot_take(rig);
		assert_prefixes(rig, command);
		struct snapshot after = snapshot_take(rig);
		if (command->code != 0x44) /* reads the disc, so the head moves */
			snapshot_assert_same(&before, &after, false);
		rig_end(rig);
	}
}

/* REPORT LUNS is the one whose allocation length has a least value (SPC-3 6.21). */
static void allocation_too_short(void **state)
{
	struct drive_rig *rig = rig_ready("burner", NULL);

	(void)state;
	for (unsigned length = 0; length < 16; length++) {
		rig_run(rig, RIG_CDB(0xA0, 0, 0, 0, 0, 0, 0, 0, 0, (uint8_t)length, 0, 0), 16);
		rig_assert_field(rig, true, 6, -1);
	}
	rig_end(rig);
}

/* A list that is shorter than the CDB says is refused before it is looked at. */
static void list_not_whole(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "bd-re-25");
	const struct snapshot before = snapshot_take(rig);
	unsigned tried = 0;

	(void)state;
	for (size_t i = 0; i < expected_command_count; i++) {
		const struct expected_command *command = &expected_commands[i];
		size_t bytes = length_of(command, command->cdb);

		if (command->length.kind != LENGTH_LIST)
			continue;
		for (size_t given = 0; given < bytes; given++) {
			send(rig, command, command->cdb, given);
			rig_assert_sense(rig, 5, 0x1A, 0);
			rig->command.transferred_bytes = 0; /* FORMAT UNIT had to read it */
			assert_untouched(rig, &before);
			tried++;
		}
	}
	assert_true(tried > 60);
	rig_end(rig);
}

/* The lengths that a list of that command can have, of those up to 64; SEND CUE SHEET needs page 05h to say
 * session at once first, WRITE BUFFER takes any. */
static const struct {
	uint8_t code, lengths[8];
	unsigned count;
} list_lengths[] = {
	{ 0x15, { 0, 4, 16 }, 3 },
	{ 0x1D, { 0, 4 }, 2 },
	{ 0x54, { 0, 8, 16, 24, 32, 40, 48, 56 }, 8 },
	{ 0x55, { 0, 8, 20 }, 3 },
	{ 0x5D, { 0 }, 0 },
	{ 0xA3, { 8 }, 1 },
	{ 0xB6, { 28 }, 1 },
};

static bool is_length(unsigned index, size_t length)
{
	for (unsigned i = 0; i < list_lengths[index].count; i++) {
		if (list_lengths[index].lengths[i] == length)
			return true;
	}
	return false;
}

static const struct expected_command *list_command(uint8_t code)
{
	const struct expected_command *command = expected_commands;

	while (command->code != code || command->length.kind != LENGTH_LIST)
		command++;
	return command;
}

/* Of the right list as many bytes as the CDB says, then zeros: refused unless that is a list. */
static void list_of_wrong_length(void **state)
{
	(void)state;
	for (unsigned i = 0; i < sizeof list_lengths / sizeof list_lengths[0]; i++) {
		const struct expected_command *command = list_command(list_lengths[i].code);

		for (size_t length = 0; length < 64; length++) {
			struct drive_rig *rig = rig_ready("burner", "dvd+r");
			const struct snapshot before = snapshot_take(rig);
			uint8_t cdb[12];

			memcpy(cdb, command->cdb, sizeof cdb);
			put_length(command, cdb, length);
			send(rig, command, cdb, length);
			if (is_length(i, length)) {
				rig_assert_good(rig);
			} else {
				assert_int_equal(
					rig->command.status, BURNRIG_STATUS_CHECK_CONDITION);
				rig->command.transferred_bytes = 0; /* it was read */
				assert_untouched(rig, &before);
				assert_int_equal(rig->command.sense[2], 5);
				if (command->code != 0x5D && rig->command.sense[12] != 0x1A)
					assert_int_equal(rig->command.sense[12], 0x26);
			}
			rig_end(rig);
		}
	}
}

/* Blocks are moved whole or not at all: READ and WRITE, and what compares. */
static void room_for_less_than_the_blocks(void **state)
{
	struct drive_rig *rig = rig_ready("burner", "bd-re-25");
	struct snapshot before;

	(void)state;
	step_format(rig);
	step_write(rig, 0, 64);
	step_synchronize(rig);
	before = snapshot_take(rig);
	for (size_t i = 0; i < expected_command_count; i++) {
		const struct expected_command *command = &expected_commands[i];

		if (command->length.kind != LENGTH_BLOCKS)
			continue;
		for (size_t room = 0; room < 2048; room += 89) {
			send(rig, command, command->cdb, room);
			rig_assert_field(rig, true, command->length.at, -1);
			assert_untouched(rig, &before);
		}
	}
	rig_end(rig);
}

/* ---- states --------------------------------------------------------------------------------- */

static void try_in_state(size_t index, const struct expected_command *command)
{
	struct drive_rig *rig = refusal_states[index].enter();
	const struct snapshot before = snapshot_take(rig);
	bool attention = refusal_states[index].passes == UNIT_ATTENTION;

	send_correct(rig, command);
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

			send_correct(rig, command);
			rig->command.transferred_bytes = 0;
			if (wrong_media[i].media >> k & 1) {
				rig_assert_sense(rig, wrong_media[i].key, wrong_media[i].asc,
					wrong_media[i].ascq);
				assert_untouched(rig, &before);
			} else if (rig->command.status != BURNRIG_STATUS_GOOD) {
				assert_untouched(rig, &before);
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

			send_correct(rig, &expected_commands[i]);
			rig->command.transferred_bytes = 0;
			if (rig->command.status != BURNRIG_STATUS_GOOD)
				assert_untouched(rig, &before);
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

	send_correct(rig, command);
	rig->command.transferred_bytes = 0; /* a list may have been read */
	if (is_refused(disc, command, &index)) {
		rig_assert_sense(rig, disc->refused[index].key, disc->refused[index].asc,
			disc->refused[index].ascq);
		assert_untouched(rig, &before);
	} else if (rig->command.status != BURNRIG_STATUS_GOOD) {
		assert_untouched(rig, &before);
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
	assert_untouched(rig, &before);
	rig_run(rig, unload, sizeof unload, 0);
	rig_assert_sense(rig, 5, 0x53, 0x02);
	assert_untouched(rig, &before);
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

		send_correct(rig, command);
		if (command->code == 0xBF) { /* this drive has nothing that can be sent */
			assert_untouched(rig, &before);
			rig_end(rig);
			continue;
		}
		if (!(command->allowed_in & WITHOUT_MEDIUM)) {
			rig_assert_sense(rig, 2, 0x30, 0x00);
			assert_untouched(rig, &before);
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
		cmocka_unit_test(allocation_lengths),
		cmocka_unit_test(allocation_too_short),
		cmocka_unit_test(list_not_whole),
		cmocka_unit_test(list_of_wrong_length),
		cmocka_unit_test(room_for_less_than_the_blocks),
		cmocka_unit_test(every_state),
		cmocka_unit_test(wrong_medium),
		cmocka_unit_test(refused_by_any_medium),
		cmocka_unit_test(every_disc),
		cmocka_unit_test(removal_prevented),
		cmocka_unit_test(unknown_medium),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
