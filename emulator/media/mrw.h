/* SPDX-License-Identifier: MIT */
/*
 * mrw.h: Mount Rainier formats of CD-RW (mrw_cd.c) and DVD+RW (dvd_plus_mrw.c): FORMAT UNIT type 24h. Blocks
 * are rewritten in any order, defects are the drive's affair, and what is not recorded yet is recorded in
 * the background. Beside the user data there is a general application area (GAA) of 2 MiB with its own
 * addresses, which mode page 03h brings in place of the others; here it lies at the end of the medium.
 */
#ifndef MEDIA_MRW_H
#define MEDIA_MRW_H

#include "emulator/media/disc.h"

#define MRW_FORMAT     0x24
#define MRW_GAA_BLOCKS 1024

/* Formats that go on in the background: this one, and 26h of DVD+RW. */
#define BACKGROUND_RESTART 1 /* of the type dependent parameter */

/*
 * background_check_format: the descriptor of a background format with @user_blocks. *ret_restart: it goes on
 * with the one that was @begun; 05/2C/00 when none was.
 */
struct sense background_check_format(const struct disc_format_request *request,
	uint32_t user_blocks, bool begun, bool *ret_restart);
/* background_close_session: as medium_rules' close_session: formatting is all there is to stop. */
struct sense background_close_session(
	struct burnrig_disc *disc, unsigned function, const struct write_parameters *parameters);

/* mrw_locate: where @lba is, in the area that was chosen; 05/21/00 when the blocks are not all there. */
struct sense mrw_locate(
	const struct burnrig_disc *disc, int32_t lba, uint32_t blocks, int32_t *ret_lba);

/* mrw_last_lba: as medium_rules' last_lba. */
uint32_t mrw_last_lba(const struct burnrig_disc *disc);

#endif
