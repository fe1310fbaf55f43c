/* SPDX-License-Identifier: MIT */
/* codes.h: the standard's numbers by name, from fixtures/codes. */
#ifndef ENGINE_MMC_CODES_H
#define ENGINE_MMC_CODES_H

#include "burnengine/command.h"

enum mmc_operation {
#define OPERATION(name, code, cdb_length, text, clause) MMC_OP_##name = (code),
#include "fixtures/codes/operations.def"
#undef OPERATION
};

enum mmc_profile {
#define PROFILE(name, code, text) MMC_PROFILE_##name = (code),
#include "fixtures/codes/profiles.def"
#undef PROFILE
};

enum mmc_feature {
#define FEATURE(name, code, text, clause) MMC_FEATURE_##name = (code),
#include "fixtures/codes/features.def"
#undef FEATURE
};

enum mmc_mode_page {
#define MODE_PAGE(name, code, text, clause) MMC_PAGE_##name = (code),
#include "fixtures/codes/mode_pages.def"
#undef MODE_PAGE
};

/* Sense key, code and qualifier as one number, to compare with mmc_sense_number. */
enum mmc_sense {
#define SENSE(name, key, code, qualifier, text) \
	MMC_SENSE_##name = (key) << 16 | (code) << 8 | (qualifier),
#include "fixtures/codes/sense.def"
#undef SENSE
};

enum mmc_sense_key { /* SPC-4 4.5.6 */
	MMC_KEY_NO_SENSE = 0x0,
	MMC_KEY_RECOVERED_ERROR = 0x1,
	MMC_KEY_NOT_READY = 0x2,
	MMC_KEY_ILLEGAL_REQUEST = 0x5,
	MMC_KEY_UNIT_ATTENTION = 0x6,
};

/* Additional sense codes that are recognised whatever their qualifier. */
enum mmc_sense_code {
	MMC_CODE_MEDIUM_NOT_PRESENT = MMC_SENSE_MEDIUM_NOT_PRESENT >> 8 & 0xFF,
	MMC_CODE_INCOMPATIBLE_MEDIUM = MMC_SENSE_INCOMPATIBLE_MEDIUM >> 8 & 0xFF,
};

/* mmc_sense_number: compare with MMC_SENSE_...; a deferred error is never equal to one. */
static inline uint32_t mmc_sense_number(const struct br_sense *sense)
{
	uint32_t number =
		(uint32_t)sense->key << 16 | (uint32_t)sense->code << 8 | sense->qualifier;

	return sense->deferred ? UINT32_MAX : number;
}

/* mmc_cdb_bytes: the length of an operation's CDB by its group code (SPC-4 4.2.5.1); 0 if it has
 * none. */
uint8_t mmc_cdb_bytes(uint8_t operation);

#endif
