/* SPDX-License-Identifier: MIT */
/*
 * cd_sector.h: the channels of a CD sector, computed as a drive does when it records: sync, header,
 * EDC and ECC of mode 1 (ECMA-130 clauses 14 and 15 and annex A) and of mode 2 form 1 and 2 (CD-ROM
 * XA), and the P and Q sub-channels (clause 22). Sectors are kept unscrambled.
 *
 * LBA 0 is 00:02:00 (MSF).
 */
#ifndef MEDIA_CD_SECTOR_H
#define MEDIA_CD_SECTOR_H

#include <stdbool.h>
#include <stdint.h>

#define CD_SECTOR_BYTES	       2352 /* main channel                                   */
#define CD_SUBCHANNEL_BYTES    96   /* P..W as interleaved on the disc: bit 7 is P, 6 is Q */
#define CD_SECTOR_STORED_BYTES (CD_SECTOR_BYTES + CD_SUBCHANNEL_BYTES)
#define CD_USER_DATA_OFFSET    16 /* of mode 1's 2048 bytes                         */
#define CD_FORM_1_DATA_OFFSET  24 /* of mode 2 form 1's                              */
#define CD_BATCH_SECTORS       32

struct cd_msf {
	uint8_t minute, second, frame;
};

/* cd_msf_of_lba: LBA -45150..-151 are 90:00:00..99:59:74, as ATIP numbers the lead-in. */
struct cd_msf cd_msf_of_lba(int32_t lba);
/* cd_lba_of_msf: the other way round; fields are taken as they are. */
int32_t cd_lba_of_msf(struct cd_msf msf);
/* cd_bcd: 0..99 as two decimal digits. */
uint8_t cd_bcd(unsigned value);

/*
 * cd_sector_make_mode_1: @sector's bytes 16..2063 are the user data; everything else of its
 * CD_SECTOR_BYTES is filled in.
 */
void cd_sector_make_mode_1(uint8_t *sector, int32_t lba);

/*
 * cd_sector_make_mode_2_form_1: likewise around bytes 24..2071 (CD-ROM XA); the sub-header says
 * data, of file 0 and channel 0.
 */
void cd_sector_make_mode_2_form_1(uint8_t *sector, int32_t lba);

/* What the main channel of a sector is. CD_XA is form 1 or 2 as its sub-header says. */
enum cd_layout { CD_AUDIO, CD_MODE_1, CD_MODE_2, CD_FORM_1, CD_FORM_2, CD_XA };

/*
 * cd_sector_complete: fill in what @layout has around the host's data, which are: audio all 2352
 * bytes; mode 1 16..2063; mode 2 16..2351; form 1, form 2 and XA the sub-header 16..23 (its second
 * copy is made from the first) and 24..2071 or 24..2347.
 */
void cd_sector_complete(uint8_t *sector, enum cd_layout layout, int32_t lba);

/* cd_sector_layout: of a recorded sector, by its header and sub-header; never CD_XA. @data: its Q
 * control nibble says data. */
enum cd_layout cd_sector_layout(const uint8_t *sector, bool data);

/* cd_sector_scramble: ECMA-130 annex B, there and back: what the channel carries of bytes 12..2351. */
void cd_sector_scramble(uint8_t *sector);

/* cd_sector_user_data_offset: where a data sector's 2048 bytes begin, by its header's mode. */
uint32_t cd_sector_user_data_offset(const uint8_t *sector);

/* cd_sector_edc: the EDC of @count bytes (ECMA-130 14.3), as the 32-bit number stored LSB first. */
uint32_t cd_sector_edc(const uint8_t *bytes, uint32_t count);

enum { ADR_POSITION = 1, ADR_CATALOGUE = 2, ADR_ISRC = 3 }; /* what a Q is about */

struct cd_position { /* what the Q sub-channel says in mode 1 */
	uint8_t control, track, index;
	int32_t lba;
	int32_t track_lba; /* of index 1: relative time counts from there, down to it in a pre-gap */
};
/*
 * The 12 bytes of Q, CRC included (ECMA-130 22.3): the position; the disc's catalogue number (13
 * digits, ASCII); a track's ISRC (12 characters, ASCII).
 */
void cd_q_position(uint8_t *ret_q, const struct cd_position *position);
void cd_q_catalogue(uint8_t *ret_q, const struct cd_position *position, const uint8_t *digits);
void cd_q_isrc(uint8_t *ret_q, const struct cd_position *position, const uint8_t *code);
/* cd_q_is_intact: its CRC is right. */
bool cd_q_is_intact(const uint8_t *q);
/* cd_q_get_catalogue, _isrc: the other way round; false: @q is none, or damaged. */
bool cd_q_get_catalogue(const uint8_t *q, uint8_t *ret_digits);
bool cd_q_get_isrc(const uint8_t *q, uint8_t *ret_code);
/* cd_q_get_position: likewise; false also for what is no decimal number. The lead-out's track is AAh. */
bool cd_q_get_position(const uint8_t *q, struct cd_position *ret_position);
/* cd_subchannel_put: Q and P into interleaved channels; R..W stay. */
void cd_subchannel_put(uint8_t *out, const uint8_t *q, bool pause);

/* cd_crc: CRC-16 of x^16 + x^12 + x^5 + 1, recorded inverted: of Q and of CD-TEXT packs. */
uint16_t cd_crc(const uint8_t *bytes, unsigned count);

/* cd_subchannel_make: P and Q with its CRC, R..W zero. @out: CD_SUBCHANNEL_BYTES. */
void cd_subchannel_make(uint8_t *out, const struct cd_position *position);
/* cd_subchannel_q: the 12 bytes of Q out of the interleaved channels. */
void cd_subchannel_q(const uint8_t *subchannel, uint8_t *ret_q);

#endif
