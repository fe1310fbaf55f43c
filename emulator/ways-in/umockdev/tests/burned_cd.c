/* SPDX-License-Identifier: MIT */
#include "emulator/ways-in/umockdev/tests/burned_cd.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "burnrig/disc.h"
#include "emulator/ways-in/umockdev/node_view.h"

int burned_cd_make(void **state)
{
	struct burned_cd *cd = calloc(1, sizeof(*cd));
	struct rig_setup setup = { .drive = "burner", .name = "test" };
	struct burnrig_medium_definition *medium;
	struct burnrig_problem problem = { .line = 0 };

	assert_non_null(cd);
	snprintf(cd->folder, sizeof(cd->folder), "/tmp/burnrig-test-XXXXXX");
	assert_non_null(mkdtemp(cd->folder));
	snprintf(cd->disc, sizeof(cd->disc), "%s/d", cd->folder);
	snprintf(cd->data, sizeof(cd->data), "%s/d.data", cd->folder);
	snprintf(cd->view, sizeof(cd->view), "%s/view-XXXXXX", cd->folder);
	assert_int_equal(burnrig_medium_definition_load("cd-r-80", &medium, &problem), 0);
	assert_int_equal(burnrig_disc_create(cd->disc, medium, &problem), 0);
	burnrig_medium_definition_free(medium);
	assert_int_equal(clock_policy_parse("virtual", &setup.clock, &problem), 0);
	setup.disc = cd->disc;
	assert_int_equal(rig_open(&cd->rig, &setup, &problem), 0);
	cd->view_fd = mkstemp(cd->view);
	assert_true(cd->view_fd >= 0);
	node_view_set(&cd->rig, dup(cd->view_fd));
	*state = cd;
	return 0;
}

int burned_cd_put_away(void **state)
{
	struct burned_cd *cd = *state;

	assert_int_equal(rig_close(&cd->rig), 0);
	close(cd->view_fd);
	unlink(cd->disc);
	unlink(cd->data);
	unlink(cd->view);
	rmdir(cd->folder);
	free(cd);
	return 0;
}

uint8_t burned_cd_send(
	struct burned_cd *cd, const uint8_t *cdb, size_t cdb_bytes, void *data, size_t data_bytes)
{
	struct iovec list = { data, data_bytes };
	struct burnrig_command command = {
		.cdb = cdb, .cdb_bytes = cdb_bytes, .data = &list, .data_count = data ? 1 : 0
	};

	rig_execute(&cd->rig, &command);
	return command.status;
}

static void wait_until_ready(struct burned_cd *cd)
{
	const uint8_t test_unit_ready[6] = { 0 };

	for (int i = 0; i < 64; i++)
		if (burned_cd_send(cd, test_unit_ready, 6, NULL, 0) == BURNRIG_STATUS_GOOD)
			return;
	fail_msg("never ready");
}

void burned_cd_burn(struct burned_cd *cd)
{
	const uint8_t flush[10] = { 0x35 }, close_track[10] = { 0x5B, 0, 1, 0, 0, 1 };
	const uint8_t close_session[10] = { 0x5B, 0, 2 };
	uint8_t block[2048];

	wait_until_ready(cd);
	for (unsigned lba = 0; lba < BURNED_BLOCKS; lba++) {
		const uint8_t write[10] = {
			0x2A, [4] = (uint8_t)(lba >> 8), [5] = (uint8_t)lba, [8] = 1
		};

		memset(block, (int)(lba & 0xFF), sizeof(block));
		assert_int_equal(burned_cd_send(cd, write, 10, block, sizeof(block)), 0);
	}
	assert_int_equal(burned_cd_send(cd, flush, 10, NULL, 0), 0);
	assert_int_equal(burned_cd_send(cd, close_track, 10, NULL, 0), 0);
	assert_int_equal(burned_cd_send(cd, close_session, 10, NULL, 0), 0);
	wait_until_ready(cd);
}
