/* SPDX-License-Identifier: MIT */
/*
 * answers.h: what a drive says of itself and of the medium inside: replies as they came, and the speeds that
 * can be had, with the shape of each.
 *
 * Only reads, but for the speed: each one is chosen in turn, and the drive's own put back at the end.
 */
#ifndef CONFORMANCE_ANSWERS_H
#define CONFORMANCE_ANSWERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "conformance/runner/device.h"

#define ANSWERS_MAX	   128
#define ANSWER_BYTES_MAX   2048
#define ANSWERS_SPEEDS_MAX 16
#define ANSWERS_ZONES_MAX  16

struct answer {
	uint8_t cdb[12], cdb_bytes;
	uint8_t status, key, asc, ascq;
	uint32_t bytes; /* that came */
	uint8_t data[ANSWER_BYTES_MAX];
};

struct told_zone { /* nominal performance, GET PERFORMANCE type 00h (MMC-5 6.8.2.1) */
	uint32_t start_lba, start_kBps, end_lba, end_kBps;
};

struct told_speed {
	uint32_t kBps;
	bool is_cav, is_exact,
		has_flags;  /* WRC and Exact of the write speed descriptor, if there is one */
	uint32_t read_kBps; /* named beside it */
	uint32_t end_lba;
	struct told_zone zones[ANSWERS_ZONES_MAX];
	unsigned zone_count;
};

struct answers {
	struct answer list[ANSWERS_MAX];
	unsigned count;
	struct told_speed writing[ANSWERS_SPEEDS_MAX],
		reading[ANSWERS_SPEEDS_MAX]; /* fastest first */
	unsigned writing_count, reading_count;
};

/*
 * answers_collect: wait until @device is ready or has no medium, and ask it all there is to ask.
 * Returns the answers, freed with free(3); NULL with a sentence in @problem when the path failed.
 */
struct answers *answers_collect(struct device *device, char *problem, size_t problem_bytes);

/* answers_find: the answer to the question that begins with these @bytes of a CDB; NULL: never asked. */
const struct answer *answers_find(const struct answers *answers, const uint8_t *cdb, size_t bytes);

/* answers_good: the same, if it is GOOD and @least bytes came; else NULL. */
const struct answer *answers_good(
	const struct answers *answers, const uint8_t *cdb, size_t bytes, size_t least);

/*
 * answers_difference: where @other says something else than @answers.
 * @out  of @room: the first difference in words. Returns whether there is one.
 */
bool answers_difference(
	const struct answers *answers, const struct answers *other, char *out, size_t room);

/* answers_feature: the descriptor of feature @code in GET CONFIGURATION's reply, or NULL. */
const uint8_t *answers_feature(const struct answers *answers, uint16_t code);

/* answers_features: its descriptors; *ret_bytes of them. NULL when there is no whole reply. */
const uint8_t *answers_features(const struct answers *answers, size_t *ret_bytes);

/* answers_profile: the current one; 0 without a medium. */
uint16_t answers_profile(const struct answers *answers);

/* answers_page: mode page @code as page control @control has it (0 current, 2 default), or NULL. */
const uint8_t *answers_page(
	const struct answers *answers, uint8_t code, unsigned control, size_t *ret_bytes);

#endif
