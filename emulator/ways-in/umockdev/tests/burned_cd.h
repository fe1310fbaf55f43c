/* SPDX-License-Identifier: MIT */
/* burned_cd.h: a drive with a CD-R in it, for tests that look at what was burned. */
#ifndef WAYS_IN_UMOCKDEV_TESTS_BURNED_CD_H
#define WAYS_IN_UMOCKDEV_TESTS_BURNED_CD_H

#include <stdint.h>

#include "emulator/ways-in/umockdev/rig.h"

#define BURNED_BLOCKS 300 /* the shortest track that a CD may have: 4 s */

struct burned_cd {
	char folder[32], disc[64], data[64], view[64];
	struct rig rig;
	int view_fd; /* our own, of the file that node_view fills */
};

/* Set-up and tear-down of cmocka: a blank CD-R, with a copy for its node. */
int burned_cd_make(void **state);
int burned_cd_put_away(void **state);

/* burned_cd_send: one command to the drive; its status. @data may be NULL. */
uint8_t burned_cd_send(
	struct burned_cd *cd, const uint8_t *cdb, size_t cdb_bytes, void *data, size_t data_bytes);

/* burned_cd_burn: a closed session of one track of BURNED_BLOCKS, each full of its number's low byte. */
void burned_cd_burn(struct burned_cd *cd);

#endif
