/* SPDX-License-Identifier: MIT */
/* profile.h: profile numbers by name: MMC_PROFILE_BD_RE and so on, from fixtures/codes. */
#ifndef MEDIA_PROFILE_H
#define MEDIA_PROFILE_H

enum mmc_profile {
#define PROFILE(name, code, text) MMC_PROFILE_##name = (code),
#include "fixtures/codes/profiles.def"
#undef PROFILE
};

#endif
