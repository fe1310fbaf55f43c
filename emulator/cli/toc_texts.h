/* SPDX-License-Identifier: MIT */
/* toc_texts.h: the CD_TEXT blocks of a cdrdao TOC as CD-TEXT packs (MMC-6 annex J). */
#ifndef BURNRIG_CLI_TOC_TEXTS_H
#define BURNRIG_CLI_TOC_TEXTS_H

#include <stddef.h>
#include <stdint.h>

#define TOC_TEXT_TRACKS 100 /* 0 is the disc itself */
#define TOC_TEXT_KINDS	6   /* title, performer, songwriter, composer, arranger, message */
#define TOC_TEXT_BYTES	161 /* the longest that annex J recommends, and a zero */

struct toc_texts { /* all zero: nothing read yet */
	char texts[TOC_TEXT_KINDS][TOC_TEXT_TRACKS][TOC_TEXT_BYTES];
	unsigned depth, language; /* within a block: of its braces; the block that is read */
	int map_key;		  /* within the map of languages: before its colon, or -1 */
	uint8_t language_code;	  /* of language 0 (EBU Tech 3258: 09h is English) */
	char word[16];		  /* the last one */
};

/*
 * toc_texts_line: a line, untrusted, of what comes behind the @track-th TRACK. Returns 1 when it belongs
 * to a CD_TEXT block, 0 when not, -EINVAL when it is none that could be read. Texts of the first language
 * are kept, cut to what the standard recommends.
 */
int toc_texts_line(struct toc_texts *texts, unsigned track, const char *line);

/* toc_texts_packs: of the disc and its tracks up to @last_track, in ISO 8859-1, into @out. Returns how many packs
 * of 18 bytes; 0: there are no texts. SIZE_MAX: more than @packs_max. */
size_t toc_texts_packs(
	const struct toc_texts *texts, unsigned last_track, uint8_t *out, size_t packs_max);

#endif
