/* SPDX-License-Identifier: MIT */
/*
 * sense.h: why a drive says no, as a value. Every rule of media/ and every handler of drive/
 * returns one; only the pipeline's last stage turns it into status and bytes, so none can be set
 * halfway.
 */
#ifndef MEDIA_SENSE_H
#define MEDIA_SENSE_H

#include <stdbool.h>
#include <stdint.h>

/* What the sense-key specific bytes 15..17 carry (SPC-3 4.5.2.4). */
enum sense_specific { SENSE_PLAIN = 0, SENSE_CDB_FIELD, SENSE_DATA_FIELD, SENSE_PROGRESS };

struct sense { /* all zero is good: status GOOD, no sense. No gaps: compilers pass it on as two words then */
	uint8_t key, asc, ascq;
	uint8_t specific; /* enum sense_specific                                         */
	uint8_t bit;	  /* field pointer: bit number; NO_BIT when the whole byte is meant */
	bool information_valid;
	uint16_t value;	      /* field pointer: byte; progress: 0..FFFFh of 10000h            */
	uint32_t information; /* LBA where it went wrong, MEDIUM ERROR and the like        */
};

#define SENSE_NO_BIT 0xFF
#define SENSE_GOOD   ((struct sense) { 0 })

/* SENSE_X as values: SENSE(INVALID_OPERATION_CODE, …) of the list is
 * `sense_of(SENSE_ID_INVALID_OPERATION_CODE)`. */
enum sense_id {
#define SENSE(name, key, asc, ascq, text) SENSE_ID_##name,
#include "fixtures/codes/sense.def"
#undef SENSE
	SENSE_ID_COUNT
};

/* A command that goes well makes none, so compilers keep what leads to one out of its way. */
#define SENSE_RARE __attribute__((cold))

/* sense_of: the list's entry with no specific bytes. */
SENSE_RARE struct sense sense_of(enum sense_id id);
/* sense_bad_cdb_field: 05/24/00 with the field pointer at CDB @byte, @bit (or SENSE_NO_BIT). */
SENSE_RARE struct sense sense_bad_cdb_field(unsigned byte, unsigned bit);
/* sense_bad_parameter: 05/26/00 with the field pointer into the parameter list. */
SENSE_RARE struct sense sense_bad_parameter(unsigned byte, unsigned bit);
/* sense_progress: @id (a 02/04/xx) with a progress indication, SPC-3 4.5.2.4.4. */
SENSE_RARE struct sense sense_progress(enum sense_id id, uint16_t progress);
/* sense_at: @id with the INFORMATION field set to @lba. */
SENSE_RARE struct sense sense_at(enum sense_id id, uint32_t lba);
/* sense_text: the list's text for key/asc/ascq, or NULL. */
const char *sense_text(uint8_t key, uint8_t asc, uint8_t ascq);

/* sense_put_fixed: as bytes in the fixed format, current information (SPC-3 4.5.3). */
void sense_put_fixed(struct sense sense, uint8_t ret_bytes[18]);

static inline bool sense_is_good(struct sense sense)
{
	return __builtin_expect(sense.key == 0 && sense.asc == 0 && sense.ascq == 0, true);
}

#endif
