/* SPDX-License-Identifier: MIT */
/* Ioctls of both nodes against a real drive; client memory and umockdev are not here. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "burnrig/disc.h"
#include "emulator/ways-in/umockdev/cdrom_door.h"
#include "emulator/ways-in/umockdev/ioctls.h"
#include "emulator/ways-in/umockdev/sg_io.h"

struct bench {
	char folder[32], disc[64], data[64];
	struct rig rig;
	struct open_file sr, sg;
};

static void open_rig(struct bench *bench, const char *disc)
{
	struct rig_setup setup = { .drive = "burner", .name = "test", .disc = disc };
	struct burnrig_problem problem = { .line = 0 };

	assert_int_equal(clock_policy_parse("virtual", &setup.clock, &problem), 0);
	assert_int_equal(rig_open(&bench->rig, &setup, &problem), 0);
	open_file_init(&bench->sr, &bench->rig, NODE_SR);
	open_file_init(&bench->sg, &bench->rig, NODE_SG);
}

static int empty_drive(void **state)
{
	struct bench *bench = calloc(1, sizeof(*bench));

	assert_non_null(bench);
	open_rig(bench, NULL);
	*state = bench;
	return 0;
}

static int blank_bd_re(void **state)
{
	struct bench *bench = calloc(1, sizeof(*bench));
	struct burnrig_medium_definition *medium;
	struct burnrig_problem problem = { .line = 0 };

	assert_non_null(bench);
	snprintf(bench->folder, sizeof(bench->folder), "/tmp/burnrig-test-XXXXXX");
	assert_non_null(mkdtemp(bench->folder));
	snprintf(bench->disc, sizeof(bench->disc), "%s/d", bench->folder);
	snprintf(bench->data, sizeof(bench->data), "%s/d.data", bench->folder);
	assert_int_equal(burnrig_medium_definition_load("bd-re-25", &medium, &problem), 0);
	assert_int_equal(burnrig_disc_create(bench->disc, medium, &problem), 0);
	burnrig_medium_definition_free(medium);
	open_rig(bench, bench->disc);
	*state = bench;
	return 0;
}

static int put_away(void **state)
{
	struct bench *bench = *state;

	assert_int_equal(rig_close(&bench->rig), 0);
	if (bench->folder[0] != '\0') {
		unlink(bench->disc);
		unlink(bench->data);
		rmdir(bench->folder);
	}
	free(bench);
	return 0;
}

static long run(struct open_file *file, unsigned long request, void *argument, unsigned long value)
{
	const struct ioctl_row *row = ioctl_find(file->node, request);
	struct ioctl_call call = { .file = file, .argument = argument, .value = value };

	assert_non_null(row);
	assert_true((row->argument_bytes > 0) == (argument != NULL));
	return row->run(&call);
}

static int get_int(struct open_file *file, unsigned long request)
{
	int value = -12345;

	assert_int_equal(run(file, request, &value, 0), 0);
	return value;
}

static void the_driver_speaks_of_itself(void **state)
{
	struct bench *bench = *state;
	struct sg_scsi_id id;
	uint32_t idlun[2];

	assert_in_range(get_int(&bench->sg, 0x2282), 30000, 39999); /* SG_GET_VERSION_NUM */
	assert_in_range(get_int(&bench->sr, 0x2282), 30000, 39999);
	assert_int_equal(get_int(&bench->sr, 0x2203), 1); /* SG_EMULATED_HOST */
	assert_int_equal(get_int(&bench->sr, 0x5386), 0); /* SCSI_IOCTL_GET_BUS_NUMBER */
	assert_int_equal(run(&bench->sr, 0x5382, idlun, 0), 0);
	assert_int_equal(idlun[0], 0);
	assert_int_equal(run(&bench->sg, 0x2276, &id, 0), 0);
	assert_int_equal(id.scsi_type, 5);
}

static void what_the_kernel_does_not_know_is_no_ioctl_here(void **state)
{
	(void)state;
	assert_null(ioctl_find(NODE_SR, 0x30d));      /* HDIO_GET_IDENTITY        */
	assert_null(ioctl_find(NODE_SR, 0x5401));     /* TCGETS                   */
	assert_null(ioctl_find(NODE_SR, 0x2276));     /* SG_GET_SCSI_ID: sg only  */
	assert_null(ioctl_find(NODE_SG, 0x5326));     /* CDROM_DRIVE_STATUS: sr   */
	assert_null(ioctl_find(NODE_SG, 0x80081272)); /* BLKGETSIZE64: sr         */
	assert_null(ioctl_find(NODE_SR, 0));
}

static void settings_belong_to_one_open_file(void **state)
{
	struct bench *bench = *state;
	int value = 70000;

	assert_int_equal(run(&bench->sg, 0x2201, &value, 0), 0); /* SG_SET_TIMEOUT */
	assert_int_equal(run(&bench->sg, 0x2202, NULL, 0), 70000);
	assert_int_equal(run(&bench->sr, 0x2202, NULL, 0), 6000);
	value = 1 << 30;
	assert_int_equal(run(&bench->sg, 0x2275, &value, 0), 0); /* SG_SET_RESERVED_SIZE */
	assert_int_equal(get_int(&bench->sg, 0x2272), 1024 * 1024);
	value = -1;
	assert_int_equal(run(&bench->sg, 0x2275, &value, 0), -EINVAL);
	assert_int_equal(run(&bench->sg, 0x2201, &value, 0), -EIO);
}

static void an_empty_drive_says_no_disc(void **state)
{
	struct bench *bench = *state;
	struct cdrom_tochdr header;

	assert_int_equal(run(&bench->sr, 0x5326, NULL, CDSL_CURRENT), CDS_NO_DISC);
	assert_int_equal(run(&bench->sr, 0x5326, NULL, 3), -EINVAL);
	assert_int_equal(run(&bench->sr, 0x5327, NULL, 0), CDS_NO_DISC);
	assert_int_equal(run(&bench->sr, 0x5305, &header, 0), -ENOMEDIUM);
}

static void wait_until_ready(struct bench *bench)
{
	for (int i = 0; i < 64; i++)
		if (run(&bench->sr, 0x5326, NULL, CDSL_CURRENT) == CDS_DISC_OK)
			return;
	fail_msg("the disc never became ready");
}

static void polling_sees_the_disc_become_ready(void **state)
{
	struct bench *bench = *state;

	assert_int_equal(run(&bench->sr, 0x5326, NULL, CDSL_CURRENT), CDS_DRIVE_NOT_READY);
	wait_until_ready(bench);
}

static void execute(
	struct bench *bench, const uint8_t *cdb, size_t cdb_bytes, void *data, size_t data_bytes)
{
	struct iovec list = { data, data_bytes };
	struct burnrig_command command = {
		.cdb = cdb, .cdb_bytes = cdb_bytes, .data = &list, .data_count = 1
	};

	rig_execute(&bench->rig, &command);
	assert_int_equal(command.status, BURNRIG_STATUS_GOOD);
}

static bool locked(struct bench *bench)
{
	struct burnrig_drive_status status;

	burnrig_drive_status(bench->rig.drive, &status);
	return status.removal_prevented;
}

static void prevent_removal(struct bench *bench)
{
	const uint8_t prevent[6] = { 0x1E, [4] = 1 };

	execute(bench, prevent, sizeof(prevent), NULL, 0);
	assert_true(locked(bench));
}

static void tray_and_lock_follow_the_ioctls(void **state)
{
	struct bench *bench = *state;
	struct burnrig_drive_status status;

	wait_until_ready(bench);
	assert_int_equal(run(&bench->sr, 0x5329, NULL, 1), 0); /* CDROM_LOCKDOOR */
	assert_true(locked(bench));
	assert_int_equal(run(&bench->sr, 0x5309, NULL, 0), -EBUSY); /* CDROMEJECT */
	assert_int_equal(run(&bench->sr, 0x5329, NULL, 0), 0);
	assert_false(locked(bench));
	prevent_removal(bench);
	assert_int_equal(run(&bench->sr, 0x5309, NULL, 0), 0); /* unlocks, then opens */
	burnrig_drive_status(bench->rig.drive, &status);
	assert_int_equal(status.tray, BURNRIG_TRAY_OPEN);
	assert_int_equal(run(&bench->sr, 0x5326, NULL, CDSL_CURRENT), CDS_TRAY_OPEN);
	assert_int_equal(run(&bench->sr, 0x5319, NULL, 0), 0); /* CDROMCLOSETRAY */
	wait_until_ready(bench);
}

static void the_last_close_unlocks_the_door(void **state)
{
	struct bench *bench = *state;

	wait_until_ready(bench);
	cdrom_opened(&bench->rig);
	cdrom_opened(&bench->rig);
	prevent_removal(bench);
	cdrom_closed(&bench->rig);
	assert_true(locked(bench));
	cdrom_closed(&bench->rig);
	assert_false(locked(bench));
	cdrom_opened(&bench->rig);
	assert_int_equal(run(&bench->sr, 0x5329, NULL, 1), 0); /* CDROM_LOCKDOOR: for good */
	cdrom_closed(&bench->rig);
	assert_true(locked(bench));
}

/* FORMAT UNIT with the first descriptor that READ FORMAT CAPACITIES offers (MMC-6 6.4, 6.23). */
static void format(struct bench *bench)
{
	const uint8_t capacities[10] = { 0x23, [8] = 20 }, format_unit[6] = { 0x04, 0x11 };
	uint8_t offered[20], list[12] = { 0, 0x02, 0, 8 };

	wait_until_ready(bench);
	execute(bench, capacities, sizeof(capacities), offered, sizeof(offered));
	memcpy(list + 4, offered + 12, 8);
	execute(bench, format_unit, sizeof(format_unit), list, sizeof(list));
	wait_until_ready(bench);
}

static void the_size_is_what_read_capacity_says(void **state)
{
	struct bench *bench = *state;
	uint64_t bytes = 0;
	unsigned long sectors = 0;
	uint8_t cdb[10] = { 0x25 }, reply[8];
	uint64_t blocks;

	format(bench);
	execute(bench, cdb, sizeof(cdb), reply, sizeof(reply));
	blocks = 1;
	for (int i = 0; i < 4; i++)
		blocks += (uint64_t)reply[i] << (24 - 8 * i);
	assert_true(blocks > 1000000);
	assert_int_equal(run(&bench->sr, 0x80081272, &bytes, 0), 0);
	assert_int_equal(bytes, blocks * 2048);
	assert_int_equal(run(&bench->sr, 0x1260, &sectors, 0), 0);
	assert_int_equal(sectors, blocks * 4);
	assert_int_equal(get_int(&bench->sr, 0x1268), 2048);
}

static void capabilities_follow_the_drive(void **state)
{
	struct bench *bench = *state;
	long capabilities = run(&bench->sr, 0x5331, NULL, 0);

	assert_true(capabilities & CDC_CD_R);
	assert_true(capabilities & CDC_DVD);
	assert_true(capabilities & CDC_OPEN_TRAY);
	assert_true(capabilities & CDC_LOCK);
	assert_true(capabilities & CDC_GENERIC_PACKET);
}

static struct sg_io_hdr header_of(const uint8_t *cdb, unsigned char cdb_bytes, unsigned bytes)
{
	/* The pointers need only be there: the memory beside them is what is used. */
	union {
		const uint8_t *in;
		uint8_t *out;
	} pointer = { .in = cdb };

	return (struct sg_io_hdr) {
		.interface_id = 'S',
		.dxfer_direction = bytes ? SG_DXFER_FROM_DEV : SG_DXFER_NONE,
		.cmd_len = cdb_bytes,
		.cmdp = pointer.out,
		.dxfer_len = bytes,
		.dxferp = bytes ? pointer.out : NULL,
		.mx_sb_len = 14,
	};
}

static void sg_io_fills_a_scatter_list_and_counts(void **state)
{
	struct bench *bench = *state;
	const uint8_t cdb[6] = { 0x12, 0, 0, 0, 36, 0 };
	struct sg_io_hdr header = header_of(cdb, 6, 64);
	uint8_t first[8], second[56];
	struct iovec list[2] = { { first, 8 }, { second, 56 } };
	struct sg_io_memory memory = { .cdb = cdb, .data = list, .data_count = 2 };

	assert_int_equal(sg_io_check(&header), 0);
	assert_int_equal(sg_io_execute(&bench->sg, &header, &memory), 0);
	assert_int_equal(header.status, 0);
	assert_int_equal(header.info & SG_INFO_OK_MASK, SG_INFO_OK);
	assert_int_equal(header.resid, 64 - 36);
	assert_int_equal(first[0], 0x05);
	assert_memory_equal(second, "BURNRIG ", 8);
}

static void sg_io_gives_no_more_sense_than_there_is_room(void **state)
{
	struct bench *bench = *state;
	const uint8_t cdb[6] = { 0 };
	struct sg_io_hdr header = header_of(cdb, 6, 0);
	uint8_t sense[18];
	struct sg_io_memory memory = { .cdb = cdb, .sense = sense };

	memset(sense, 0xEE, sizeof(sense));
	sg_io_execute(&bench->sg, &header, &memory);
	assert_int_equal(header.status, 2);
	assert_int_equal(header.masked_status, 1);
	assert_int_equal(header.driver_status, 8);
	assert_int_equal(header.info & SG_INFO_OK_MASK, SG_INFO_CHECK);
	assert_int_equal(header.sb_len_wr, 14);
	assert_int_equal(sense[0], 0x70);
	assert_int_equal(sense[2], 0x06);
	assert_int_equal(sense[12], 0x29);
	assert_int_equal(sense[14], 0xEE);
}

static void sg_io_refuses_what_the_driver_would(void **state)
{
	const uint8_t cdb[16] = { 0 };
	struct sg_io_hdr header;

	(void)state;
	header = header_of(cdb, 6, 0);
	header.interface_id = 'Q';
	assert_int_equal(sg_io_check(&header), -EINVAL);
	header = header_of(cdb, 5, 0);
	assert_int_equal(sg_io_check(&header), -EMSGSIZE);
	header = header_of(cdb, 17, 0);
	assert_int_equal(sg_io_check(&header), -EMSGSIZE);
	header = header_of(cdb, 10, 0xFFFFFFFFU);
	assert_int_equal(sg_io_check(&header), -EINVAL);
	header = header_of(cdb, 10, 2048);
	header.dxfer_direction = -6;
	assert_int_equal(sg_io_check(&header), -EINVAL);
	header.dxfer_len = 0; /* cdrdao's way to say that there is no data */
	header.dxfer_direction = 0;
	assert_int_equal(sg_io_check(&header), 0);
	header = header_of(cdb, 10, 2048);
	header.dxferp = NULL;
	assert_int_equal(sg_io_check(&header), -EFAULT);
	header = header_of(NULL, 10, 0);
	assert_int_equal(sg_io_check(&header), -EFAULT);
}

static void a_packet_becomes_sg_io_and_back(void **state)
{
	struct bench *bench = *state;
	struct cdrom_generic_command packet = { .cmd = { 0x12, [4] = 36 },
		.buflen = 64,
		.data_direction = CGC_DATA_READ,
		.timeout = 500 };
	uint8_t reply[64];
	struct iovec list = { reply, sizeof(reply) };
	struct sg_io_memory memory = { .cdb = packet.cmd, .data = &list, .data_count = 1 };
	struct sg_io_hdr header;

	send_packet_header(&packet, &header);
	assert_int_equal(header.cmd_len, 12);
	assert_int_equal(header.dxfer_direction, SG_DXFER_FROM_DEV);
	assert_int_equal(header.timeout, 5000);
	sg_io_execute(&bench->sr, &header, &memory);
	assert_int_equal(send_packet_result(&packet, &header), 0);
	assert_int_equal(packet.stat, 0);
	assert_int_equal(packet.buflen, 64 - 36);
	assert_int_equal(reply[0], 0x05);
}

static void the_disc_comes_out_clean(void **state)
{
	struct bench *bench = *state;
	struct burnrig_disc_summary summary;
	struct burnrig_disc *disc;

	assert_int_equal(run(&bench->sr, 0x5329, NULL, 1), 0); /* left locked by the program */
	assert_int_equal(rig_close(&bench->rig), 0);
	assert_int_equal(burnrig_disc_open(bench->disc, true, &disc, NULL), 0);
	burnrig_disc_summary(disc, &summary);
	assert_true(summary.clean);
	burnrig_disc_close(disc);
	open_rig(bench, bench->disc);
}

int main(void)
{
#define WITH(setup, test) cmocka_unit_test_setup_teardown(test, setup, put_away)
	const struct CMUnitTest tests[] = {
		WITH(empty_drive, the_driver_speaks_of_itself),
		cmocka_unit_test(what_the_kernel_does_not_know_is_no_ioctl_here),
		WITH(empty_drive, settings_belong_to_one_open_file),
		WITH(empty_drive, an_empty_drive_says_no_disc),
		WITH(blank_bd_re, polling_sees_the_disc_become_ready),
		WITH(blank_bd_re, tray_and_lock_follow_the_ioctls),
		WITH(blank_bd_re, the_last_close_unlocks_the_door),
		WITH(blank_bd_re, the_size_is_what_read_capacity_says),
		WITH(empty_drive, capabilities_follow_the_drive),
		WITH(empty_drive, sg_io_fills_a_scatter_list_and_counts),
		WITH(empty_drive, sg_io_gives_no_more_sense_than_there_is_room),
		cmocka_unit_test(sg_io_refuses_what_the_driver_would),
		WITH(empty_drive, a_packet_becomes_sg_io_and_back),
		WITH(blank_bd_re, the_disc_comes_out_clean),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
