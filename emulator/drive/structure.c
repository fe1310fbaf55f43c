/* SPDX-License-Identifier: MIT */
/* structure.c: disc structures that are alike for DVD and BD media. */
#include "emulator/drive/structure.h"

#include "emulator/drive/codes.h"

/* PWP, which stays on the disc; SWPP of mode page 1Dh; no cartridge, nothing of the medium's own. */
enum { PROTECTED_PERSISTENTLY = 0x02, PROTECTED_BY_SOFTWARE = 0x01 };

void structure_protection(const struct burnrig_disc *disc, struct reply *reply)
{
	reply_u8(reply, (disc->state.write_protected ? PROTECTED_PERSISTENTLY : 0U) |
				(disc->software_protected ? PROTECTED_BY_SOFTWARE : 0U));
	reply_zero(reply, 3);
}

/*
 * One, which is number 0, in use and what a host is given first. Fields as in Windows' ntddcdvd.h
 * (DVD_LIST_OF_RECOGNIZED_FORMAT_LAYERS); type codes as Aaru decodes them: 0008h CD, 0010h DVD, 0040h BD, 0050h HD
 * DVD, which are the profiles of pressed discs.
 */
void structure_format_layers(const struct burnrig_disc *disc, struct reply *reply)
{
	bool bd = disc_profile(disc) >= PROFILE_BD_ROM && disc_profile(disc) <= PROFILE_BD_RE;

	reply_u8(reply, 1);
	reply_u8(reply, 0x00);
	reply_be16(reply, bd ? PROFILE_BD_ROM : PROFILE_DVD_ROM);
}
