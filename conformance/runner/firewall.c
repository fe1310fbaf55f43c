/* SPDX-License-Identifier: MIT */
#include "conformance/runner/firewall.h"

struct rule {
	uint8_t first, last; /* operation codes */
	enum test_effect effect;
};

/* The first rule that matches holds. What no rule names only reads. */
static const struct rule rules[] = {
	{ 0x04, 0x04, EFFECT_CLOSES },	 /* FORMAT UNIT */
	{ 0x15, 0x15, EFFECT_SETTINGS }, /* MODE SELECT (6) */
	{ 0x1b, 0x1b, EFFECT_TRAY },	 /* START STOP UNIT; refined below */
	{ 0x1d, 0x1d, EFFECT_NEVER },	 /* SEND DIAGNOSTIC */
	{ 0x1e, 0x1e, EFFECT_SETTINGS }, /* PREVENT ALLOW MEDIUM REMOVAL */
	{ 0x2a, 0x2a, EFFECT_WRITES },	 /* WRITE (10) */
	{ 0x2c, 0x2c, EFFECT_WRITES },	 /* ERASE (10) */
	{ 0x2e, 0x2e, EFFECT_WRITES },	 /* WRITE AND VERIFY (10) */
	{ 0x3b, 0x3b, EFFECT_NEVER },	 /* WRITE BUFFER: firmware */
	{ 0x3f, 0x3f, EFFECT_NEVER },	 /* WRITE LONG */
	{ 0x4c, 0x4c, EFFECT_NEVER },	 /* LOG SELECT */
	{ 0x53, 0x54, EFFECT_CLOSES },	 /* RESERVE TRACK, SEND OPC INFORMATION */
	{ 0x55, 0x55, EFFECT_SETTINGS }, /* MODE SELECT (10) */
	{ 0x58, 0x58, EFFECT_CLOSES },	 /* REPAIR TRACK */
	{ 0x5b, 0x5b, EFFECT_CLOSES },	 /* CLOSE TRACK SESSION */
	{ 0x5d, 0x5d, EFFECT_CLOSES },	 /* SEND CUE SHEET */
	{ 0x60, 0x7f, EFFECT_NEVER },	 /* reserved, variable length */
	{ 0xa1, 0xa1, EFFECT_CLOSES },	 /* BLANK */
	{ 0xa3, 0xa3, EFFECT_NEVER },	 /* SEND KEY: region counter */
	{ 0xa6, 0xa6, EFFECT_TRAY },	 /* LOAD/UNLOAD MEDIUM */
	{ 0xa7, 0xa7, EFFECT_SETTINGS }, /* SET READ AHEAD */
	{ 0xaa, 0xaa, EFFECT_WRITES },	 /* WRITE (12) */
	{ 0xae, 0xae, EFFECT_WRITES },	 /* WRITE AND VERIFY (12) */
	{ 0xb6, 0xb6, EFFECT_SETTINGS }, /* SET STREAMING */
	{ 0xbb, 0xbb, EFFECT_SETTINGS }, /* SET CD SPEED */
	{ 0xbf, 0xbf, EFFECT_CLOSES },	 /* SEND DISC STRUCTURE */
	{ 0xc0, 0xff, EFFECT_NEVER },	 /* vendors' own */
};

enum test_effect firewall_effect(const uint8_t *cdb, size_t cdb_bytes)
{
	/* MMC-6: START STOP UNIT: LoEj is bit 1 of byte 4; without it the tray stays where it is. */
	if (cdb_bytes > 4 && cdb[0] == 0x1b && !(cdb[4] & 0x02))
		return EFFECT_SETTINGS;
	/* SPC-4: A3h is MAINTENANCE IN by its service action; 0Ch only tells which commands there are. */
	if (cdb_bytes > 1 && cdb[0] == 0xa3 && cdb[1] == 0x0c)
		return EFFECT_NONE;
	for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
		if (cdb_bytes > 0 && cdb[0] >= rules[i].first && cdb[0] <= rules[i].last)
			return rules[i].effect;
	return EFFECT_NONE;
}
