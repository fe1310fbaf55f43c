/* SPDX-License-Identifier: MIT */
/* disc_export_cd.h: CDs as images with all of their sectors: BIN/CUE, cdrdao TOC/BIN, raw 2448. */
#ifndef BURNRIG_CLI_DISC_EXPORT_CD_H
#define BURNRIG_CLI_DISC_EXPORT_CD_H

#include <stdbool.h>

struct burnrig_disc;

/*
 * disc_export_cd: @format is "cue" or "toc" (a text @out and beside it the 2352-byte sectors with the
 * ending .bin) or "raw" (2448 bytes a sector, from LBA 0). Sectors that cannot be read are zeros.
 * @force: what is there is overwritten. Says on stderr what is wrong; returns the exit status.
 */
int disc_export_cd(struct burnrig_disc *disc, const char *format, const char *out, bool force);

#endif
