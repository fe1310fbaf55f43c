/* SPDX-License-Identifier: MIT */
/*
 * cd_image.h: the P and Q sub-channels of a whole audio CD, from its tracks (ECMA-130 clause 22).
 * Arithmetic only: no allocation, no time.
 */
#ifndef ENGINE_FORMATS_CD_IMAGE_H
#define ENGINE_FORMATS_CD_IMAGE_H

#include <stdbool.h>
#include <stdint.h>

#define CD_IMAGE_TRACKS_MAX	99
#define CD_IMAGE_INDEXES_MAX	99
#define CD_IMAGE_PROGRAM_LBA	(-150)	 /* 00:00:00 */
#define CD_IMAGE_LEAD_IN_LBA	(-22650) /* 95:00:00 */
#define CD_IMAGE_CATALOGUE_SIZE 13
#define CD_IMAGE_ISRC_SIZE	12
#define CD_IMAGE_Q_BYTES	12

enum cd_image_copy { CD_COPY_PERMITTED, CD_COPY_PROHIBITED, CD_COPY_SCMS };

struct cd_image_track {
	uint8_t number; /* 1 .. 99 */
	bool preemphasis;
	enum cd_image_copy copy;
	char isrc[CD_IMAGE_ISRC_SIZE + 1]; /* or "" */
	int32_t pre_gap_lba;		   /* where index 0 begins                     */
	int32_t start_lba;		   /* where index 1 begins: pre_gap_lba or behind it */
	unsigned index_count;		   /* of index_offsets, index 1 at 0 included  */
	int32_t index_offsets[CD_IMAGE_INDEXES_MAX]; /* from start_lba, ascending; [0] is 0 */
};

struct cd_image {
	char catalogue[CD_IMAGE_CATALOGUE_SIZE + 1]; /* or "" */
	unsigned track_count;			     /* at least 1 */
	int32_t lead_out_lba;
	struct cd_image_track tracks[CD_IMAGE_TRACKS_MAX];
};

/*
 * cd_image_q: the 12 bytes of Q of the sector at @lba (CD_IMAGE_LEAD_IN_LBA at least), CRC included.
 * *@ret_pause: what P is.
 */
void cd_image_q(const struct cd_image *image, int32_t lba, uint8_t *ret_q, bool *ret_pause);

/*
 * cd_image_is_catalogue: 13 digits, the last of which is the check digit of EAN-13.
 * cd_image_is_isrc: CCOOOYYSSSSS, as in the Red Book.
 */
bool cd_image_is_catalogue(const char *text);
bool cd_image_is_isrc(const char *text);

/* cd_image_control: of a track's Q, in the table of contents. */
uint8_t cd_image_control(const struct cd_image_track *track);

#endif
