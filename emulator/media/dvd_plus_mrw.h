/* SPDX-License-Identifier: MIT */
/* dvd_plus_mrw.h: what DVD+RW's own formats (dvd_plus_rw.c) and Mount Rainier's share. */
#ifndef MEDIA_DVD_PLUS_MRW_H
#define MEDIA_DVD_PLUS_MRW_H

#include "emulator/media/disc.h"

/* dvd_plus_mrw_user_blocks: of the format 24h. */
uint32_t dvd_plus_mrw_user_blocks(const struct burnrig_disc *disc);
struct sense dvd_plus_mrw_format(
	struct burnrig_disc *disc, const struct disc_format_request *request);

/* Functions of medium_rules, for both formats. */
struct sense dvd_plus_rw_format(
	struct burnrig_disc *disc, const struct disc_format_request *request);
bool dvd_plus_rw_format_option_at(
	const struct burnrig_disc *disc, unsigned index, struct disc_format_option *ret_option);

#endif
