/* SPDX-License-Identifier: MIT */
/* What a CD's sub-channels say, for who looks from outside of a drive. */
#include "emulator/media/cd_sector.h"
#include "emulator/media/cd_text.h"
#include "emulator/media/disc.h"

void burnrig_disc_sector_q(const void *sector, struct burnrig_q *ret_q)
{
	struct burnrig_q result = { .kind = BURNRIG_Q_DAMAGED };
	struct cd_position position;
	uint8_t q[12];

	cd_subchannel_q((const uint8_t *)sector + CD_SECTOR_BYTES, q);
	if (cd_q_get_position(q, &position)) {
		result.kind = BURNRIG_Q_POSITION;
		result.track = position.track;
		result.index = position.index;
	} else if (cd_q_get_catalogue(q, (uint8_t *)result.number)) {
		result.kind = BURNRIG_Q_CATALOGUE;
	} else if (cd_q_get_isrc(q, (uint8_t *)result.number)) {
		result.kind = BURNRIG_Q_ISRC;
	}
	if (result.kind != BURNRIG_Q_DAMAGED)
		result.control = q[0] >> 4;
	*ret_q = result;
}

size_t burnrig_disc_cd_text(struct burnrig_disc *disc, void *out, size_t packs_max)
{
	return disc_is_cd(disc) ? cd_text_read(disc, out, packs_max) : 0;
}
