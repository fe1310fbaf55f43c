/* SPDX-License-Identifier: MIT */
/*
 * mode_pages.h: the drive's mode pages as one table: default bytes and which bits a host may
 * change. MODE SENSE and MODE SELECT (cmd_mode.c) are generic over it. A page that tells of the
 * drive's state (2Ah) is filled when it is asked for, and nothing of it can be changed.
 */
#ifndef DRIVE_MODE_PAGES_H
#define DRIVE_MODE_PAGES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "emulator/media/disc.h"
#include "emulator/media/sense.h"

struct burnrig_drive;
struct reply;

#define MODE_PAGE_COUNT	    11
#define MODE_PAGE_BYTES_MAX 52 /* with code and length; of those that are kept */

struct drive_mode_pages {
	unsigned write_parameters_index; /* of page 05h; MODE_PAGE_COUNT: the drive has none */
	struct write_parameters
		write_parameters; /* page 05h decoded; all 0 when the drive has none  */
	uint8_t current[MODE_PAGE_COUNT][MODE_PAGE_BYTES_MAX];
};

enum mode_page_control { /* PC of MODE SENSE */
	MODE_CURRENT = 0,
	MODE_CHANGEABLE = 1,
	MODE_DEFAULT = 2,
	MODE_SAVED = 3,
};

struct mode_page {
	uint8_t code;
	uint8_t bytes;	     /* with code and length byte */
	bool recorders_only; /* a drive that writes nothing does not have it */
	uint16_t feature;    /* the drive has the page with this feature; PROFILE_LIST: always */
	uint8_t defaults[MODE_PAGE_BYTES_MAX];
	uint8_t changeable[MODE_PAGE_BYTES_MAX]; /* code and length bytes are 0 here */
	/* check: of what a host set in changeable bits; @page has all bytes. NULL: anything goes. */
	struct sense (*check)(const struct burnrig_drive *drive, const uint8_t *page);
	/* fill: instead of bytes; the whole page but for the PC changeable, which is then 0. */
	void (*fill)(const struct burnrig_drive *drive, struct reply *reply);
};

/* In rising order of code, as they are sent for page code 3Fh. */
extern const struct mode_page mode_pages[MODE_PAGE_COUNT];

/* mode_pages_resolve: notes where page 05h is, as every WRITE asks it and a definition does not change. */
void mode_pages_resolve(struct burnrig_drive *drive);
/* mode_pages_reset: all to their defaults; those of page 05h are of the medium inside. */
void mode_pages_reset(struct burnrig_drive *drive);
/* mode_pages_medium_arrived: page 05h to its defaults for the medium that was just recognised: what a
 * host set was for the one before, and may be a write type that this one does not have. */
void mode_pages_medium_arrived(struct burnrig_drive *drive);
/* mode_pages_tell_medium: after each change of pages: a blank DVD-R DL is of the profile that page 05h's write
 * type asks for, and page 03h says which area of an MRW the LBAs are of. */
void mode_pages_tell_medium(struct burnrig_drive *drive);
/* mode_page_index: of the page with @code; MODE_PAGE_COUNT when this drive has none. */
unsigned mode_page_index(const struct burnrig_drive *drive, uint8_t code);
/* mode_page_has: does the drive have the @index-th of the table? */
bool mode_page_has(const struct burnrig_drive *drive, unsigned index);
/* mode_page_changeable: the bits of the @index-th's @byte that a host may change on this drive. */
uint8_t mode_page_changeable(const struct burnrig_drive *drive, unsigned index, unsigned byte);
/* mode_pages_protect: the medium inside is protected, or not, as page 1Dh says. */
void mode_pages_protect(struct burnrig_drive *drive);
/* mode_page_put: the page as @control wants it, appended to @reply. */
void mode_page_put(const struct burnrig_drive *drive, unsigned index,
	enum mode_page_control control, struct reply *reply);
/* mode_pages_exception: what REQUEST SENSE tells because page 1Ch asks for a trial; good: nothing. */
struct sense mode_pages_exception(const struct burnrig_drive *drive);
/* mode_page_2a_fill: capabilities.c. */
void mode_page_2a_fill(const struct burnrig_drive *drive, struct reply *reply);

#endif
