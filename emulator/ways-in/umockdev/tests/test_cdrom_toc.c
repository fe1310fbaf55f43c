/* SPDX-License-Identifier: MIT */
/* What the cdrom ioctls tell of a CD with one closed track. */
#include <errno.h>
#include <linux/cdrom.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "emulator/ways-in/umockdev/ioctls.h"
#include "emulator/ways-in/umockdev/tests/burned_cd.h"

static struct open_file file_of(struct burned_cd *cd)
{
	struct open_file file;

	open_file_init(&file, &cd->rig, NODE_SR);
	return file;
}

static long run(struct burned_cd *cd, unsigned long request, void *argument)
{
	struct open_file file = file_of(cd);
	struct ioctl_call call = { .file = &file, .argument = argument };
	const struct ioctl_row *row = ioctl_find(NODE_SR, request);

	assert_non_null(row);
	return row->run(&call);
}

static void a_blank_disc_has_no_tracks_to_tell(void **state)
{
	struct cdrom_tochdr header;

	assert_true(run(*state, CDROMREADTOCHDR, &header) < 0);
	assert_int_equal(run(*state, CDROM_DISC_STATUS, NULL), CDS_NO_INFO);
}

static void the_header_has_the_first_and_the_last_track(void **state)
{
	struct cdrom_tochdr header = { 0xEE, 0xEE };

	burned_cd_burn(*state);
	assert_int_equal(run(*state, CDROMREADTOCHDR, &header), 0);
	assert_int_equal(header.cdth_trk0, 1);
	assert_int_equal(header.cdth_trk1, 1);
	assert_int_equal(run(*state, CDROM_DISC_STATUS, NULL), CDS_DATA_1);
}

static void entries_come_as_lba_or_msf(void **state)
{
	struct cdrom_tocentry entry = { .cdte_track = 1, .cdte_format = CDROM_LBA };

	burned_cd_burn(*state);
	assert_int_equal(run(*state, CDROMREADTOCENTRY, &entry), 0);
	assert_int_equal(entry.cdte_adr, 1);
	assert_int_equal(entry.cdte_ctrl, 4);
	assert_int_equal(entry.cdte_datamode, 1);
	assert_int_equal(entry.cdte_addr.lba, 0);
	entry.cdte_format = CDROM_MSF;
	assert_int_equal(run(*state, CDROMREADTOCENTRY, &entry), 0);
	assert_int_equal(entry.cdte_addr.msf.minute, 0);
	assert_int_equal(entry.cdte_addr.msf.second, 2);
	assert_int_equal(entry.cdte_addr.msf.frame, 0);
	entry.cdte_track = CDROM_LEADOUT;
	entry.cdte_format = CDROM_LBA;
	assert_int_equal(run(*state, CDROMREADTOCENTRY, &entry), 0);
	assert_in_range(entry.cdte_addr.lba, BURNED_BLOCKS, BURNED_BLOCKS + 2); /* run-out */
}

static void what_is_not_on_the_disc_is_an_invalid_argument(void **state)
{
	struct cdrom_tocentry entry = { .cdte_track = 2, .cdte_format = CDROM_LBA };
	struct cdrom_multisession session = { .addr_format = 0 };

	burned_cd_burn(*state);
	assert_int_equal(run(*state, CDROMREADTOCENTRY, &entry), -EINVAL);
	entry.cdte_track = 1;
	entry.cdte_format = 3;
	assert_int_equal(run(*state, CDROMREADTOCENTRY, &entry), -EINVAL);
	assert_int_equal(run(*state, CDROMMULTISESSION, &session), -EINVAL);
}

static void one_session_begins_at_0(void **state)
{
	struct cdrom_multisession session = { .addr_format = CDROM_LBA, .xa_flag = 0xEE };

	burned_cd_burn(*state);
	assert_int_equal(run(*state, CDROMMULTISESSION, &session), 0);
	assert_int_equal(session.addr.lba, 0);
	assert_int_equal(session.xa_flag, 0);
}

static void the_last_block_written_is_told(void **state)
{
	long last = 0;

	burned_cd_burn(*state);
	assert_int_equal(run(*state, CDROM_LAST_WRITTEN, &last), 0);
	assert_in_range(last, BURNED_BLOCKS - 1, BURNED_BLOCKS + 2);
}

static void a_speed_is_set_in_multiples_of_a_cds(void **state)
{
	struct burned_cd *cd = *state;
	struct open_file file = file_of(cd);
	struct ioctl_call call = { .file = &file, .value = 8 };
	const uint8_t mode_sense[10] = { 0x5A, 0x08, 0x2A, [8] = 64 };
	uint8_t reply[64] = { 0 };

	burned_cd_burn(cd);
	assert_int_equal(ioctl_find(NODE_SR, CDROM_SELECT_SPEED)->run(&call), 0);
	assert_int_equal(burned_cd_send(cd, mode_sense, 10, reply, sizeof(reply)), 0);
	/* current write speed selected, kB/s: page 2Ah byte 28, of 8 bytes of header */
	assert_in_range(reply[8 + 28] << 8 | reply[8 + 29], 176, 8 * 177);
}

int main(void)
{
#define WITH(test) cmocka_unit_test_setup_teardown(test, burned_cd_make, burned_cd_put_away)
	const struct CMUnitTest tests[] = {
		WITH(a_blank_disc_has_no_tracks_to_tell),
		WITH(the_header_has_the_first_and_the_last_track),
		WITH(entries_come_as_lba_or_msf),
		WITH(what_is_not_on_the_disc_is_an_invalid_argument),
		WITH(one_session_begins_at_0),
		WITH(the_last_block_written_is_told),
		WITH(a_speed_is_set_in_multiples_of_a_cds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
