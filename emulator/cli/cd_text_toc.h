/* SPDX-License-Identifier: MIT */
/* cd_text_toc.h: CD-TEXT packs (MMC-6 annex J) as the texts of a cdrdao TOC. */
#ifndef BURNRIG_CLI_CD_TEXT_TOC_H
#define BURNRIG_CLI_CD_TEXT_TOC_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/*
 * cd_text_toc_put: the CD_TEXT block of @track, 0 for the disc's, from @count packs of 18 bytes,
 * untrusted: titles and names of the first language in characters of one byte. Nothing when there are
 * none.
 */
void cd_text_toc_put(FILE *out, const uint8_t *packs, size_t count, unsigned track);

#endif
