/* SPDX-License-Identifier: MIT */
#include "engine/formats/cd_image.h"

#include <string.h>

#define ADR_POSITION  1
#define ADR_CATALOGUE 2
#define ADR_ISRC      3

#define CONTROL_PREEMPHASIS 0x1
#define CONTROL_COPY	    0x2

#define TNO_LEAD_OUT   0xAA
#define POINT_FIRST    0xA0
#define POINT_LAST     0xA1
#define POINT_LEAD_OUT 0xA2

#define FRAMES_AT_LBA_0 150
#define WRAP_FRAMES	450000 /* 100 minutes: lead-in times come before 00:00:00 */
#define ENTRY_REPEATS	3      /* of each entry of the table in the lead-in        */
#define MODES_PERIOD	100    /* modes 2 and 3: once in so many sectors           */
#define CATALOGUE_AT	40
#define ISRC_AT		60
#define SCMS_SECTORS	4 /* 9.375 Hz: the copy bit stays for so many and goes for so many */

/* CRC-16 of x^16 + x^12 + x^5 + 1, inverted: ECMA-130 22.3.5. */
static uint16_t crc_of(const uint8_t *bytes, unsigned count)
{
	uint16_t crc = 0;

	for (unsigned i = 0; i < count; i++) {
		crc = (uint16_t)(crc ^ bytes[i] << 8);
		for (unsigned bit = 0; bit < 8; bit++)
			crc = (uint16_t)(crc << 1 ^ (crc & 0x8000 ? 0x1021 : 0));
	}
	return (uint16_t)~crc;
}

static uint8_t bcd(int32_t value)
{
	return (uint8_t)(value / 10 % 10 << 4 | value % 10);
}

static void put_frames(uint8_t *out, int32_t frames)
{
	out[0] = bcd(frames / (60 * 75));
	out[1] = bcd(frames / 75 % 60);
	out[2] = bcd(frames % 75);
}

static void put_address(uint8_t *out, int32_t lba)
{
	int32_t frames = lba + FRAMES_AT_LBA_0;

	put_frames(out, frames < 0 ? frames + WRAP_FRAMES : frames);
}

uint8_t cd_image_control(const struct cd_image_track *track)
{
	return (uint8_t)((track->preemphasis ? CONTROL_PREEMPHASIS : 0) |
			 (track->copy == CD_COPY_PERMITTED ? CONTROL_COPY : 0));
}

static uint8_t control_at(const struct cd_image_track *track, int32_t lba)
{
	uint8_t control = cd_image_control(track);

	if (track->copy == CD_COPY_SCMS && ((uint32_t)lba / SCMS_SECTORS & 1))
		control |= CONTROL_COPY;
	return control;
}

/* ---- the lead-in: a table of contents, over and over ------------------------------------- */

static void put_point(uint8_t *q, const struct cd_image *image, unsigned entry)
{
	const struct cd_image_track *first = &image->tracks[0];
	const struct cd_image_track *last = &image->tracks[image->track_count - 1];

	if (entry < image->track_count) {
		q[0] = (uint8_t)(cd_image_control(&image->tracks[entry]) << 4 | ADR_POSITION);
		q[2] = bcd(image->tracks[entry].number);
		put_address(&q[7], image->tracks[entry].start_lba);
		return;
	}
	q[2] = (uint8_t)(POINT_FIRST + entry - image->track_count);
	q[0] = (uint8_t)(cd_image_control(q[2] == POINT_FIRST ? first : last) << 4 | ADR_POSITION);
	if (q[2] == POINT_FIRST)
		q[7] = bcd(first->number);
	else if (q[2] == POINT_LAST)
		q[7] = bcd(last->number);
	else
		put_address(&q[7], image->lead_out_lba);
}

static void make_lead_in(const struct cd_image *image, int32_t lba, uint8_t *q)
{
	unsigned entries = image->track_count + POINT_LEAD_OUT - POINT_FIRST + 1;
	unsigned at = (unsigned)(lba - CD_IMAGE_LEAD_IN_LBA) / ENTRY_REPEATS % entries;

	put_address(&q[3], lba);
	put_point(q, image, at);
}

/* ---- the program area and the lead-out --------------------------------------------------- */

static const struct cd_image_track *track_at(const struct cd_image *image, int32_t lba)
{
	unsigned at = image->track_count - 1;

	while (at > 0 && lba < image->tracks[at].pre_gap_lba)
		at--;
	return &image->tracks[at];
}

static uint8_t index_at(const struct cd_image_track *track, int32_t lba)
{
	unsigned index = 0;

	while (index < track->index_count && lba >= track->start_lba + track->index_offsets[index])
		index++;
	return (uint8_t)index;
}

/* Thirteen digits in 52 bits. */
static void make_catalogue(const char *digits, uint8_t *q)
{
	for (unsigned i = 0; i < CD_IMAGE_CATALOGUE_SIZE; i++)
		q[1 + i / 2] |= (uint8_t)((digits[i] - '0') << (i % 2 ? 0 : 4));
}

static unsigned isrc_code(char character)
{
	return (unsigned)(character >= 'A' ? character - 'A' + 0x11 : character - '0');
}

/* Five characters of 6 bits, two bits of zero, seven digits of 4 bits, four of zero. */
static void make_isrc(const char *code, uint8_t *q)
{
	uint64_t bits = 0;

	for (unsigned i = 0; i < 5; i++)
		bits = bits << 6 | isrc_code(code[i]);
	bits <<= 2;
	for (unsigned i = 5; i < CD_IMAGE_ISRC_SIZE; i++)
		bits = bits << 4 | (unsigned)(code[i] - '0');
	bits <<= 4;
	for (unsigned i = 0; i < 8; i++)
		q[1 + i] = (uint8_t)(bits >> (56 - 8 * i));
}

/* Modes 2 and 3 stand where nothing begins or ends. */
static bool make_number(
	const struct cd_image *image, const struct cd_image_track *track, int32_t lba, uint8_t *q)
{
	int32_t at = (lba - track->start_lba) % MODES_PERIOD;
	uint8_t absolute[3];

	if (lba < track->start_lba)
		return false;
	if (at == CATALOGUE_AT && image->catalogue[0]) {
		q[0] |= ADR_CATALOGUE;
		make_catalogue(image->catalogue, q);
	} else if (at == ISRC_AT && track->isrc[0]) {
		q[0] |= ADR_ISRC;
		make_isrc(track->isrc, q);
	} else {
		return false;
	}
	put_address(absolute, lba);
	q[9] = absolute[2];
	return true;
}

static void make_program(
	const struct cd_image *image, const struct cd_image_track *track, int32_t lba, uint8_t *q)
{
	q[0] = (uint8_t)(control_at(track, lba) << 4);
	if (make_number(image, track, lba, q))
		return;
	q[0] |= ADR_POSITION;
	q[1] = bcd(track->number);
	q[2] = bcd(index_at(track, lba));
	put_frames(&q[3], lba < track->start_lba ? track->start_lba - lba : lba - track->start_lba);
	put_address(&q[7], lba);
}

static void make_lead_out(const struct cd_image *image, int32_t lba, uint8_t *q)
{
	const struct cd_image_track *last = &image->tracks[image->track_count - 1];

	q[0] = (uint8_t)(cd_image_control(last) << 4 | ADR_POSITION);
	q[1] = TNO_LEAD_OUT;
	q[2] = 1;
	put_frames(&q[3], lba - image->lead_out_lba);
	put_address(&q[7], lba);
}

void cd_image_q(const struct cd_image *image, int32_t lba, uint8_t *ret_q, bool *ret_pause)
{
	const struct cd_image_track *track = track_at(image, lba);
	uint16_t crc;

	memset(ret_q, 0, CD_IMAGE_Q_BYTES);
	*ret_pause = false;
	if (lba < CD_IMAGE_PROGRAM_LBA) {
		make_lead_in(image, lba, ret_q);
	} else if (lba >= image->lead_out_lba) {
		make_lead_out(image, lba, ret_q);
	} else {
		make_program(image, track, lba, ret_q);
		*ret_pause = lba < track->start_lba;
	}
	crc = crc_of(ret_q, CD_IMAGE_Q_BYTES - 2);
	ret_q[10] = (uint8_t)(crc >> 8);
	ret_q[11] = (uint8_t)crc;
}

/* ---- what may be in them ----------------------------------------------------------------- */

bool cd_image_is_catalogue(const char *text)
{
	unsigned sum = 0;

	if (strlen(text) != CD_IMAGE_CATALOGUE_SIZE ||
		strspn(text, "0123456789") != CD_IMAGE_CATALOGUE_SIZE)
		return false;
	for (unsigned i = 0; i < CD_IMAGE_CATALOGUE_SIZE; i++)
		sum += (unsigned)(text[i] - '0') * (i % 2 ? 3 : 1);
	return sum % 10 == 0;
}

bool cd_image_is_isrc(const char *text)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
	static const char digits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

	return strlen(text) == CD_IMAGE_ISRC_SIZE && strspn(text, letters) >= 2 &&
	       strspn(text + 2, digits) >= 3 && strspn(text + 5, "0123456789") == 7;
}
