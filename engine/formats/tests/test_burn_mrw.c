/* SPDX-License-Identifier: MIT */
/*
 * A CD-RW in the Mount Rainier format, burned by the engine. No program to compare with burns such a disc: xorriso
 * and wodim do not know the format. Linux writes it as a block device. So what the disc is to be like
 * is written out here, from three sources: Philips' description of CD-MRW (one session of one track of fixed
 * packets of 32 blocks, of which 32 packets are the general application area, 33 the second defect tables, and
 * the rest groups of 8 spares and 136 for data); MMC-6 for the replies; and <linux/cdrom.h>, by which the
 * kernel's driver makes out such a disc, and the driver's way with it: it goes on with a stopped format
 * before it writes, and stops it when it has written. Not compared: where the lead-out is.
 */
#include "engine/formats/tests/burn_rig.h"

#include <linux/cdrom.h>
#include <string.h>

#define IMAGE_BYTES (3 * MIB + 777)
/*
 * The disc has 359849 blocks, or 9226 packets with 7 blocks of linking each; less 65 are 9161: 63 groups of 144,
 * and 89, of which 8 are spares. (63 * 136 + 81) * 32 blocks are left: 43920h.
 */
#define USER_BLOCKS 276768

static const struct burn_medium mount_rainier = { "cd-rw-80-high-speed", MOUNT_RAINIER, false,
	true };

static void ask(
	struct burn_rig *rig, const uint8_t *cdb, uint8_t cdb_bytes, void *reply, size_t bytes)
{
	struct br_command command = { .cdb_bytes = cdb_bytes,
		.direction = BR_DATA_IN,
		.data_in = reply,
		.data_bytes = bytes };

	memcpy(command.cdb, cdb, cdb_bytes);
	br_transport_execute(rig->transport, &command);
	assert_int_equal(command.result.transport, 0);
	assert_int_equal(command.result.status, 0);
	assert_int_equal(command.result.transferred_bytes, bytes);
}
#define ASK(rig, reply, ...)                                                                    \
	ask(rig, (const uint8_t[]) { __VA_ARGS__ }, sizeof((uint8_t[]) { __VA_ARGS__ }), reply, \
		sizeof reply)

/* By the kernel's own view of the reply. */
static uint8_t format_state(struct burn_rig *rig)
{
	static const uint8_t read_disc_information[10] = { 0x51, [8] = 34 };
	uint8_t reply[sizeof(disc_information)] = { 0 };
	disc_information info;

	burn_rig_look(rig);
	ask(rig, read_disc_information, sizeof read_disc_information, reply, 34);
	memcpy(&info, reply, sizeof reply);
	return info.mrw_status;
}

/* The features by which a driver knows it, with the version, persistent and current, and the data. */
static void assert_is_mount_rainier(struct burn_rig *rig)
{
	/* writes CD, reads and writes DVD+ */
	static const uint8_t mrw[8] = { 0x00, CDF_MRW, 0x05, 4, 0x07, 0, 0, 0 };
	/* last address, 2048 bytes a block, one block at a time, with a page for errors */
	static const uint8_t random[16] = { 0x00, CDF_RWRT, 0x05, 12, 0x00, 0x04, 0x39, 0x1F, 0, 0,
		0x08, 0, 0, 1, 1, 0 };
	static const uint8_t defects[4] = { 0x00, CDF_HWDM, 0x05, 4 };
	static const uint8_t capacity[8] = { 0x00, 0x04, 0x39, 0x1F, 0, 0, 0x08, 0 };
	uint8_t feature[16], random_feature[24], read[8];
	struct mrw_feature_desc kernel;

	ASK(rig, feature, 0x46, 2, 0, CDF_MRW, 0, 0, 0, 0, 16, 0);
	assert_int_equal(feature[7], 0x0A); /* profile CD-RW */
	assert_memory_equal(feature + 8, mrw, sizeof mrw);
	memcpy(&kernel, feature + 8, sizeof kernel);
	assert_true(kernel.curr && kernel.write);
	ASK(rig, random_feature, 0x46, 2, 0, CDF_RWRT, 0, 0, 0, 0, 24, 0);
	assert_memory_equal(random_feature + 8, random, sizeof random);
	ASK(rig, feature, 0x46, 2, 0, CDF_HWDM, 0, 0, 0, 0, 16, 0);
	assert_memory_equal(feature + 8, defects, sizeof defects);
	ASK(rig, read, 0x25, 0, 0, 0, 0, 0, 0, 0, 0, 0);
	assert_memory_equal(read, capacity, sizeof capacity);
}

/* One complete session, with one track of fixed packets of 32 blocks, from 0 to the last address. */
static void assert_is_one_track_in_packets(struct burn_rig *rig)
{
	/* erasable, session and disc complete; the disc is for unrestricted use, its format stopped */
	static const uint8_t disc[8] = { 0, 0x20, 0x1E, 1, 1, 1, 1, 0x21 };
	/* data in increments; packets, fixed, mode 1; 32 blocks; 43920h of them */
	static const uint8_t track[28] = { 0, 0x2E, 1, 1, 0, 0x05, 0x31, [23] = 32, [25] = 0x04,
		0x39, 0x20 };
	/* 2 s before its first block is index 0: the track itself begins at 0 */
	static const uint8_t toc[12] = { 0, 0x12, 1, 1, 0, 0x15, 1, 0, 0, 0, 0, 0 };
	uint8_t read_disc[34], read_track[36], read_toc[20];

	ASK(rig, read_disc, 0x51, 0, 0, 0, 0, 0, 0, 0, 34, 0);
	assert_memory_equal(read_disc, disc, sizeof disc);
	ASK(rig, read_track, 0x52, 1, 0, 0, 0, 1, 0, 0, 36, 0);
	assert_memory_equal(read_track, track, sizeof track);
	ASK(rig, read_toc, 0x43, 0, 0, 0, 0, 0, 0, 0, 20, 0);
	assert_memory_equal(read_toc, toc, sizeof toc);
}

/* What was not burned is zeros, and so is the general application area, which page 03h brings in. */
static void assert_nothing_else_is_written(struct burn_rig *rig)
{
	static const uint8_t zeros[2048];
	uint8_t page[16] = { [8] = 0x03, 0x06, 0, 0x01 };
	struct br_command select = { .cdb = { 0x55, 0x10, 0, 0, 0, 0, 0, 0, sizeof page },
		.cdb_bytes = 10,
		.direction = BR_DATA_OUT,
		.data_out = page,
		.data_bytes = sizeof page };
	uint8_t block[2048], capacity[8];

	ASK(rig, block, 0x28, 0, 0x00, 0x04, 0x39, 0x1F, 0, 0, 1, 0);
	assert_memory_equal(block, zeros, sizeof zeros);
	br_transport_execute(rig->transport, &select);
	assert_int_equal(select.result.status, 0);
	ASK(rig, capacity, 0x25, 0, 0, 0, 0, 0, 0, 0, 0, 0);
	assert_int_equal(capacity[2] << 8 | capacity[3], 32 * 32 - 1); /* 2 MiB */
	ASK(rig, block, 0x28, 0, 0, 0, 0, 0, 0, 0, 1, 0);
	assert_memory_equal(block, zeros, sizeof zeros);
	page[11] = 0;
	br_transport_execute(rig->transport, &select);
	assert_int_equal(select.result.status, 0);
}

static void a_mount_rainier_disc_is_as_the_kernel_leaves_it(void **state)
{
	struct burn_rig rig;

	(void)state;
	assert_int_equal(USER_BLOCKS, 0x43920);
	burn_rig_open_medium(&rig, &mount_rainier);
	assert_int_equal(format_state(&rig), CDM_MRW_BGFORMAT_ACTIVE);
	burn_rig_burn(&rig, IMAGE_BYTES);
	assert_int_equal(format_state(&rig), CDM_MRW_BGFORMAT_INACTIVE);
	assert_is_mount_rainier(&rig);
	assert_is_one_track_in_packets(&rig);
	burn_rig_reads_back(&rig, IMAGE_BYTES);
	assert_nothing_else_is_written(&rig);
	burn_rig_assert(br_recorder_eject(rig.recorder), BR_OK);
	burn_rig_assert(br_recorder_load(rig.recorder), BR_OK);
	/* Stopped, it goes on with the next burn, and is stopped again. */
	burn_rig_burn(&rig, IMAGE_BYTES / 2);
	assert_int_equal(format_state(&rig), CDM_MRW_BGFORMAT_INACTIVE);
	assert_is_one_track_in_packets(&rig);
	burn_rig_reads_back(&rig, IMAGE_BYTES / 2);
	burn_rig_assert(br_format_data_close(rig.format), BR_E_MEDIUM_STATE); /* nothing runs */
	burn_rig_close(&rig);
}

static void a_format_in_the_background_is_closed_alone(void **state)
{
	struct burn_rig rig;

	(void)state;
	burn_rig_open_medium(&rig, &mount_rainier);
	burn_rig_assert(br_format_data_close(rig.format), BR_OK);
	assert_int_equal(format_state(&rig), CDM_MRW_BGFORMAT_INACTIVE);
	burn_rig_close(&rig);
}

/* Left alone, the drive formats to the end; then there is nothing to stop or to go on with. */
static void a_complete_format_is_left_alone(void **state)
{
	struct burn_rig rig;
	struct br_clock *clock;

	(void)state;
	burn_rig_open_medium(&rig, &mount_rainier);
	clock = rig.transport->clock;
	clock->wait_until(clock, clock->now_ns(clock) + UINT64_C(3600000000000));
	assert_int_equal(format_state(&rig), CDM_MRW_BGFORMAT_COMPLETE);
	burn_rig_burn(&rig, IMAGE_BYTES);
	assert_int_equal(format_state(&rig), CDM_MRW_BGFORMAT_COMPLETE);
	burn_rig_reads_back(&rig, IMAGE_BYTES);
	assert_is_mount_rainier(&rig);
	burn_rig_close(&rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_mount_rainier_disc_is_as_the_kernel_leaves_it),
		cmocka_unit_test(a_format_in_the_background_is_closed_alone),
		cmocka_unit_test(a_complete_format_is_left_alone),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
