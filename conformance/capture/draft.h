/* SPDX-License-Identifier: MIT */
/*
 * draft.h: a drive definition in the making, in the words of emulator/config/README.md: first what follows from
 * the answers by themselves, then what fit.h finds to be different still.
 */
#ifndef CONFORMANCE_DRAFT_H
#define CONFORMANCE_DRAFT_H

#include <stdbool.h>
#include <stdio.h>

#include "conformance/capture/answers.h"

#define DRAFT_PROFILES_MAX 32
#define DRAFT_SPEEDS_MAX   16
#define DRAFT_CHANGES_MAX  24 /* as many as the grammar takes */
#define DRAFT_PAGES_MAX	   8
#define DRAFT_NOTES_MAX	   16

struct draft_speed {
	char text[112];
	uint32_t kBps;
};

struct draft_speeds { /* fastest first */
	struct draft_speed list[DRAFT_SPEEDS_MAX];
	unsigned count;
};

struct draft_profile {
	uint16_t code;
	bool is_writable, is_mrw;
	struct draft_speeds write, read;
};

struct draft_byte {
	uint8_t at, value;
};

struct draft_override { /* of a feature or of a mode page */
	uint16_t code;
	bool is_absent, has_version;
	unsigned version, page_bytes; /* 0: as it is */
	struct draft_byte bytes[DRAFT_CHANGES_MAX];
	unsigned byte_count;
};

enum draft_quirk {
	DRAFT_ROTATION_UNTOLD = 1 << 0,
	DRAFT_EXACT_UNTOLD = 1 << 1,
	DRAFT_READ_AS_WRITE = 1 << 2,
	DRAFT_END_IS_CAPACITY = 1 << 3,
};

struct draft {
	char vendor[9], product[17], revision[5], serial[33], firmware_date[15];
	const char *interface, *loading;
	unsigned buffer_KiB, rpm_max, inquiry_version, inquiry_format, page_2a_speeds, quirks;
	unsigned dbi_cache_zones, dbi_entries; /* features 0029h, and of 002Ch: */
	bool tells_defect_status;
	bool is_rpm_told;
	/* a bit for each speed of the medium inside: its rise is the spindle's limit, no speed of its own */
	unsigned held_back_writing, held_back_reading;
	uint8_t refused[DRAFT_CHANGES_MAX];	     /* operation codes */
	unsigned refused_count, refused_performance; /* of the latter a bit for each type */
	struct draft_profile profiles[DRAFT_PROFILES_MAX];
	unsigned profile_count;
	struct draft_override features[DRAFT_CHANGES_MAX], pages[DRAFT_PAGES_MAX];
	unsigned feature_count, page_count;
	char notes[DRAFT_NOTES_MAX][200]; /* what the definition cannot say */
	unsigned note_count;
};

/* draft_begin: what follows from @answers. */
void draft_begin(struct draft *draft, const struct answers *answers);

/* draft_speeds: the profiles of the medium inside get the speeds that @answers tell, shaped for a spindle
 * of draft->rpm_max. */
void draft_speeds(struct draft *draft, const struct answers *answers);

/* draft_note: a comment at the definition's end; dropped when there are too many. */
void draft_note(struct draft *draft, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* draft_write: the definition as text; @answers for the comments about the medium. */
void draft_write(const struct draft *draft, const struct answers *answers, FILE *out);

/* draft_feature_name, draft_page_name, draft_operation_name, draft_profile_name: as the grammar has them; NULL
 * for one that it does not know. */
const char *draft_feature_name(uint16_t code);
const char *draft_page_name(uint8_t code);
const char *draft_operation_name(uint8_t code);
const char *draft_profile_name(uint16_t code);

#endif
