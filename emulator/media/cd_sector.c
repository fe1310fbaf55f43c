/* SPDX-License-Identifier: MIT */
#include "emulator/media/cd_sector.h"

#include <string.h>

#define EDC_OFFSET	  2064
#define XA_EDC_OFFSET	  2072
#define FORM_2_EDC_OFFSET 2348
#define SUB_MODE_OFFSET	  18
#define SUB_MODE_FORM_2	  0x20
#define ECC_P_OFFSET	  2076
#define ECC_Q_OFFSET	  2248
#define ECC_FROM_OFFSET	  12 /* header and everything behind it is protected */

/* ECMA-130 annex A: P is 86 byte columns of 24, Q 52 byte diagonals of 43. */
#define P_COLUMNS     86
#define P_ROWS	      24
#define Q_DIAGONALS   52
#define Q_LENGTH      43
#define Q_ROWS	      26
#define LANES	      96 /* code words at once, as processors like them; the last ones are not used */
#define Q_COLUMN_ROOM (2 * Q_ROWS + LANES)

struct cd_msf cd_msf_of_lba(int32_t lba)
{
	int32_t frames = lba < -150 ? lba + 450150 : lba + 150;

	return (struct cd_msf) {
		.minute = (uint8_t)(frames / (60 * 75)),
		.second = (uint8_t)(frames / 75 % 60),
		.frame = (uint8_t)(frames % 75),
	};
}

int32_t cd_lba_of_msf(struct cd_msf msf)
{
	int32_t frames = (msf.minute * 60 + msf.second) * 75 + msf.frame;

	return msf.minute < 90 ? frames - 150 : frames - 450150;
}

uint8_t cd_bcd(unsigned value)
{
	return (uint8_t)(value / 10 % 10 << 4 | value % 10);
}

/* What each value of a nibble adds, from what its four bits add. */
#define NIBBLE(a, b, c, d)                                                                       \
	{                                                                                        \
		0, a, b, (a) ^ (b), c, (a) ^ (c), (b) ^ (c), (a) ^ (b) ^ (c), d, (a) ^ (d),      \
			(b) ^ (d), (a) ^ (b) ^ (d), (c) ^ (d), (a) ^ (c) ^ (d), (b) ^ (c) ^ (d), \
			(a) ^ (b) ^ (c) ^ (d)                                                    \
	}

/*
 * CRC with the polynomial (x^16 + x^15 + x^2 + 1)(x^16 + x^2 + x + 1), least significant bit first,
 * sixteen bytes at a time: each of their nibbles adds what it would when the rest of the sixteen are zero. By the
 * words of four bytes that follow the nibble's own, and the nibble's place in it.
 */
static const uint32_t edc_nibbles[4][8][16] = {
	{
		NIBBLE(0x41000001, 0x82000002, 0xB4030007, 0xD805000D),
		NIBBLE(0x00090019, 0x00120032, 0x00240064, 0x004800C8),
		NIBBLE(0x00900190, 0x01200320, 0x02400640, 0x04800C80),
		NIBBLE(0x09001900, 0x12003200, 0x24006400, 0x4800C800),
		NIBBLE(0x90019000, 0x90002003, 0x90034005, 0x90058009),
		NIBBLE(0x90080011, 0x90130021, 0x90250041, 0x90490081),
		NIBBLE(0x90910101, 0x91210201, 0x92410401, 0x94810801),
		NIBBLE(0x99011001, 0x82012001, 0xB4014001, 0xD8018001),
	},
	{
		NIBBLE(0x65904101, 0xCB208202, 0x26420407, 0x4C84080E),
		NIBBLE(0x9908101C, 0x8213203B, 0xB4254075, 0xD84980E9),
		NIBBLE(0x009001D1, 0x012003A2, 0x02400744, 0x04800E88),
		NIBBLE(0x09001D10, 0x12003A20, 0x24007440, 0x4800E880),
		NIBBLE(0x9001D100, 0x9000A203, 0x90024405, 0x90078809),
		NIBBLE(0x900C1011, 0x901B2021, 0x90354041, 0x90698081),
		NIBBLE(0x90D00101, 0x91A30201, 0x93450401, 0x96890801),
		NIBBLE(0x9D111001, 0x8A212001, 0xA4414001, 0xF8818001),
	},
	{
		NIBBLE(0x51010001, 0xA2020002, 0xF4070007, 0x580D000D),
		NIBBLE(0xB01A001A, 0xD0370037, 0x106D006D, 0x20DA00DA),
		NIBBLE(0x41B401B4, 0x83680368, 0xB6D306D3, 0xDDA50DA5),
		NIBBLE(0x0B491B49, 0x16923692, 0x2D246D24, 0x5A48DA48),
		NIBBLE(0xB491B490, 0xD9206923, 0x0243D245, 0x0487A48A),
		NIBBLE(0x090F4914, 0x121E9228, 0x243D2450, 0x487A48A0),
		NIBBLE(0x90F49140, 0x91EA2283, 0x93D74505, 0x97AD8A09),
		NIBBLE(0x9F581411, 0x8EB32821, 0xAD655041, 0xEAC9A081),
	},
	{
		NIBBLE(0x6C90C100, 0xD9218200, 0x02400403, 0x04800806),
		NIBBLE(0x0900100C, 0x12002018, 0x24004030, 0x48008060),
		NIBBLE(0x900100C0, 0x90010183, 0x90010305, 0x90010609),
		NIBBLE(0x90010C11, 0x90011821, 0x90013041, 0x90016081),
		NIBBLE(0x9001C101, 0x90008201, 0x90020401, 0x90070801),
		NIBBLE(0x900D1001, 0x90192001, 0x90314001, 0x90618001),
		NIBBLE(0x90C00001, 0x91830001, 0x93050001, 0x96090001),
		NIBBLE(0x9C110001, 0x88210001, 0xA0410001, 0xF0810001),
	},
};

static inline uint32_t edc_of(unsigned words_behind, uint32_t word)
{
	const uint32_t(*nibbles)[16] = edc_nibbles[words_behind];

	return nibbles[0][word & 15] ^ nibbles[1][word >> 4 & 15] ^ nibbles[2][word >> 8 & 15] ^
	       nibbles[3][word >> 12 & 15] ^ nibbles[4][word >> 16 & 15] ^
	       nibbles[5][word >> 20 & 15] ^ nibbles[6][word >> 24 & 15] ^ nibbles[7][word >> 28];
}

static inline uint32_t get_le32(const uint8_t *p)
{
	return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

uint32_t cd_sector_edc(const uint8_t *bytes, uint32_t count)
{
	uint32_t edc = 0, i = 0;

	for (; i + 16 <= count; i += 16)
		edc = edc_of(3, edc ^ get_le32(bytes + i)) ^ edc_of(2, get_le32(bytes + i + 4)) ^
		      edc_of(1, get_le32(bytes + i + 8)) ^ edc_of(0, get_le32(bytes + i + 12));
	for (; i < count; i++) {
		edc ^= bytes[i];
		edc = edc >> 8 ^ edc_nibbles[0][6][edc & 15] ^ edc_nibbles[0][7][edc >> 4 & 15];
	}
	return edc;
}

/* Times alpha in GF(2^8) of x^8 + x^4 + x^3 + x^2 + 1. */
static inline uint8_t times_alpha(uint8_t value)
{
	return (uint8_t)(value << 1 ^ (value & 0x80 ? 0x1D : 0));
}

/* Times F4h = 1/(alpha + 1), by Horner's rule. */
static inline uint8_t over_alpha_plus_1(uint8_t value)
{
	uint8_t product = value;

	product = (uint8_t)(times_alpha(product) ^ value);
	product = (uint8_t)(times_alpha(product) ^ value);
	product = (uint8_t)(times_alpha(product) ^ value);
	product = times_alpha(product);
	product = (uint8_t)(times_alpha(product) ^ value);
	return times_alpha(times_alpha(product));
}

struct syndromes { /* of the code words' data, most significant first */
	uint8_t sum[LANES];
	uint8_t weighted[LANES]; /* by Horner's rule with alpha */
};

static inline void add_lanes(struct syndromes *syndromes, const uint8_t *data)
{
	for (unsigned i = 0; i < LANES; i++) {
		syndromes->sum[i] ^= data[i];
		syndromes->weighted[i] = (uint8_t)(times_alpha(syndromes->weighted[i]) ^ data[i]);
	}
}

/*
 * The two parity bytes of each code word: both syndromes must be zero with the parity at the powers 1
 * and 0. They go to @out, all first ones before all second ones.
 */
static void put_parity(const struct syndromes *syndromes, uint8_t *out, unsigned words)
{
	uint8_t first[LANES], second[LANES];

	/* first * alpha + second = weighted * alpha^2; first + second = sum */
	for (unsigned i = 0; i < LANES; i++) {
		const uint8_t shifted = times_alpha(times_alpha(syndromes->weighted[i]));

		first[i] = over_alpha_plus_1((uint8_t)(shifted ^ syndromes->sum[i]));
		second[i] = (uint8_t)(first[i] ^ syndromes->sum[i]);
	}
	memcpy(out, first, words);
	memcpy(out + words, second, words);
}

static void make_p_parity(uint8_t *sector)
{
	struct syndromes syndromes = { 0 };

	for (size_t row = 0; row < P_ROWS; row++)
		add_lanes(&syndromes, sector + ECC_FROM_OFFSET + row * P_COLUMNS);
	put_parity(&syndromes, sector + ECC_P_OFFSET, P_COLUMNS);
}

/*
 * Diagonals go on in pairs that lie side by side: the k-th pairs of all diagonals are the area's column k of
 * pairs, read downwards from row k on. So columns are laid out as rows, each twice, one behind the other.
 */
static void turn_q_area(const uint8_t *area, uint8_t columns[Q_LENGTH][Q_COLUMN_ROOM])
{
	for (size_t row = 0; row < Q_ROWS; row++, area += P_COLUMNS) {
		for (size_t k = 0; k < Q_LENGTH; k++) {
			memcpy(&columns[k][2 * row], area + 2 * k, 2);
			memcpy(&columns[k][2 * (row + Q_ROWS)], area + 2 * k, 2);
		}
	}
}

static void make_q_parity(uint8_t *sector)
{
	uint8_t columns[Q_LENGTH][Q_COLUMN_ROOM] = { 0 };
	struct syndromes syndromes = { 0 };

	turn_q_area(sector + ECC_FROM_OFFSET, columns);
	for (size_t k = 0; k < Q_LENGTH; k++)
		add_lanes(&syndromes, columns[k] + 2 * (k % Q_ROWS));
	put_parity(&syndromes, sector + ECC_Q_OFFSET, Q_DIAGONALS);
}

static void make_sync_and_header(uint8_t *sector, int32_t lba, uint8_t mode)
{
	struct cd_msf msf = cd_msf_of_lba(lba);

	sector[0] = 0;
	memset(sector + 1, 0xFF, 10);
	sector[11] = 0;
	sector[12] = cd_bcd(msf.minute);
	sector[13] = cd_bcd(msf.second);
	sector[14] = cd_bcd(msf.frame);
	sector[15] = mode;
}

static void put_edc(uint8_t *out, uint32_t edc)
{
	for (unsigned i = 0; i < 4; i++)
		out[i] = (uint8_t)(edc >> 8 * i);
}

void cd_sector_make_mode_1(uint8_t *sector, int32_t lba)
{
	make_sync_and_header(sector, lba, 1);
	put_edc(sector + EDC_OFFSET, cd_sector_edc(sector, EDC_OFFSET));
	memset(sector + EDC_OFFSET + 4, 0, ECC_P_OFFSET - EDC_OFFSET - 4);
	make_p_parity(sector);
	make_q_parity(sector);
}

/* The EDC covers sub-header and data; for the ECC the header counts as zeros (CD-ROM XA). */
static void make_form_1(uint8_t *sector, int32_t lba)
{
	memcpy(sector + 20, sector + 16, 4);
	put_edc(sector + XA_EDC_OFFSET, cd_sector_edc(sector + 16, XA_EDC_OFFSET - 16));
	memset(sector + ECC_FROM_OFFSET, 0, 4);
	make_p_parity(sector);
	make_q_parity(sector);
	make_sync_and_header(sector, lba, 2);
}

static void make_form_2(uint8_t *sector, int32_t lba)
{
	memcpy(sector + 20, sector + 16, 4);
	put_edc(sector + FORM_2_EDC_OFFSET, cd_sector_edc(sector + 16, FORM_2_EDC_OFFSET - 16));
	make_sync_and_header(sector, lba, 2);
}

void cd_sector_make_mode_2_form_1(uint8_t *sector, int32_t lba)
{
	static const uint8_t sub_header[4] = { 0, 0, 0x08, 0 };

	memcpy(sector + 16, sub_header, sizeof sub_header);
	make_form_1(sector, lba);
}

static bool is_form_2(const uint8_t *sector)
{
	return sector[SUB_MODE_OFFSET] & SUB_MODE_FORM_2;
}

void cd_sector_complete(uint8_t *sector, enum cd_layout layout, int32_t lba)
{
	if (layout == CD_XA)
		layout = is_form_2(sector) ? CD_FORM_2 : CD_FORM_1;
	switch (layout) {
	case CD_MODE_1:
		cd_sector_make_mode_1(sector, lba);
		break;
	case CD_MODE_2:
		make_sync_and_header(sector, lba, 2);
		break;
	case CD_FORM_1:
		make_form_1(sector, lba);
		break;
	case CD_FORM_2:
		make_form_2(sector, lba);
		break;
	case CD_AUDIO:
	case CD_XA:
		break;
	}
}

/* Mode 2 with a sub-header has it twice; without one it is formless. */
enum cd_layout cd_sector_layout(const uint8_t *sector, bool data)
{
	if (!data)
		return CD_AUDIO;
	if ((sector[15] & 3) != 2)
		return CD_MODE_1;
	if (memcmp(sector + 16, sector + 20, 4) != 0)
		return CD_MODE_2;
	return is_form_2(sector) ? CD_FORM_2 : CD_FORM_1;
}

/* The register of x^15 + x + 1, first 1, gives its lowest bit; bytes lowest bit first. */
void cd_sector_scramble(uint8_t *sector)
{
	uint16_t shift = 1;

	for (unsigned i = ECC_FROM_OFFSET; i < CD_SECTOR_BYTES; i++) {
		uint8_t mask = 0;

		for (unsigned bit = 0; bit < 8; bit++) {
			mask |= (uint8_t)((shift & 1) << bit);
			shift = (uint16_t)(shift >> 1 | ((shift ^ shift >> 1) & 1) << 14);
		}
		sector[i] ^= mask;
	}
}

uint32_t cd_sector_user_data_offset(const uint8_t *sector)
{
	return sector[15] == 2 ? CD_FORM_1_DATA_OFFSET : CD_USER_DATA_OFFSET;
}

#define TNO_LEAD_OUT 0xAA
#define Q_CRC_OFFSET 10

uint16_t cd_crc(const uint8_t *bytes, unsigned count)
{
	uint16_t crc = 0;

	for (unsigned i = 0; i < count; i++) {
		crc ^= (uint16_t)(bytes[i] << 8);
		for (unsigned k = 0; k < 8; k++)
			crc = (uint16_t)(crc << 1 ^ (crc & 0x8000 ? 0x1021 : 0));
	}
	return (uint16_t)~crc;
}

static void put_crc(uint8_t *q)
{
	uint16_t crc = cd_crc(q, Q_CRC_OFFSET);

	q[Q_CRC_OFFSET] = (uint8_t)(crc >> 8);
	q[Q_CRC_OFFSET + 1] = (uint8_t)crc;
}

bool cd_q_is_intact(const uint8_t *q)
{
	uint16_t crc = cd_crc(q, Q_CRC_OFFSET);

	return q[Q_CRC_OFFSET] == crc >> 8 && q[Q_CRC_OFFSET + 1] == (crc & 0xFF);
}

static void put_msf(uint8_t *out, int32_t frames)
{
	out[0] = cd_bcd((unsigned)(frames / (60 * 75)));
	out[1] = cd_bcd((unsigned)(frames / 75 % 60));
	out[2] = cd_bcd((unsigned)(frames % 75));
}

void cd_q_position(uint8_t *q, const struct cd_position *position)
{
	int32_t relative = position->lba - position->track_lba;
	struct cd_msf msf = cd_msf_of_lba(position->lba);

	q[0] = (uint8_t)(position->control << 4 | ADR_POSITION);
	/* the lead-out's number is no decimal one */
	q[1] = position->track > 99 ? position->track : cd_bcd(position->track);
	q[2] = cd_bcd(position->index);
	put_msf(q + 3, relative < 0 ? -relative : relative);
	q[6] = 0;
	q[7] = cd_bcd(msf.minute);
	q[8] = cd_bcd(msf.second);
	q[9] = cd_bcd(msf.frame);
	put_crc(q);
}

void cd_q_catalogue(uint8_t *q, const struct cd_position *position, const uint8_t *digits)
{
	memset(q, 0, 12);
	q[0] = (uint8_t)(position->control << 4 | ADR_CATALOGUE);
	for (unsigned i = 0; i < 13; i++)
		q[1 + i / 2] |= (uint8_t)((digits[i] & 0xF) << (i % 2 ? 0 : 4));
	q[9] = cd_bcd(cd_msf_of_lba(position->lba).frame);
	put_crc(q);
}

bool cd_q_get_catalogue(const uint8_t *q, uint8_t *ret_digits)
{
	if ((q[0] & 0xF) != ADR_CATALOGUE || !cd_q_is_intact(q))
		return false;
	for (unsigned i = 0; i < 13; i++)
		ret_digits[i] = (uint8_t)('0' + (q[1 + i / 2] >> (i % 2 ? 0 : 4) & 0xF));
	return true;
}

/* ISRC's six-bit characters: digits as 0..9, letters from 17 on (ECMA-130 22.3.4.3). */
static unsigned six_bits_of(uint8_t character)
{
	return character >= 'A' ? character - 'A' + 17U : character & 0xFU;
}

static uint8_t character_of(unsigned six_bits)
{
	return (uint8_t)(six_bits >= 17 ? six_bits - 17 + 'A' : six_bits + '0');
}

/* Five characters of six bits and two zeros, then seven digits. */
void cd_q_isrc(uint8_t *q, const struct cd_position *position, const uint8_t *code)
{
	uint32_t packed = 0;

	memset(q, 0, 12);
	q[0] = (uint8_t)(position->control << 4 | ADR_ISRC);
	for (unsigned i = 0; i < 5; i++)
		packed = packed << 6 | (six_bits_of(code[i]) & 0x3F);
	packed <<= 2;
	for (unsigned i = 0; i < 4; i++)
		q[1 + i] = (uint8_t)(packed >> (24 - 8 * i));
	for (unsigned i = 0; i < 7; i++)
		q[5 + i / 2] |= (uint8_t)((code[5 + i] & 0xF) << (i % 2 ? 0 : 4));
	q[9] = cd_bcd(cd_msf_of_lba(position->lba).frame);
	put_crc(q);
}

bool cd_q_get_isrc(const uint8_t *q, uint8_t *ret_code)
{
	uint32_t packed = (uint32_t)q[1] << 24 | (uint32_t)q[2] << 16 | (uint32_t)q[3] << 8 | q[4];

	if ((q[0] & 0xF) != ADR_ISRC || !cd_q_is_intact(q))
		return false;
	for (unsigned i = 0; i < 5; i++)
		ret_code[i] = character_of(packed >> (26 - 6 * i) & 0x3F);
	for (unsigned i = 0; i < 7; i++)
		ret_code[5 + i] = (uint8_t)('0' + (q[5 + i / 2] >> (i % 2 ? 0 : 4) & 0xF));
	return true;
}

/* False: no decimal digits. */
static bool get_bcd(uint8_t bcd, uint8_t *ret_value)
{
	*ret_value = (uint8_t)((bcd >> 4) * 10 + (bcd & 0xF));
	return bcd >> 4 <= 9 && (bcd & 0xF) <= 9;
}

static bool get_msf(const uint8_t *bcd, struct cd_msf *ret_msf)
{
	return get_bcd(bcd[0], &ret_msf->minute) && get_bcd(bcd[1], &ret_msf->second) &&
	       get_bcd(bcd[2], &ret_msf->frame) && ret_msf->second < 60 && ret_msf->frame < 75;
}

bool cd_q_get_position(const uint8_t *q, struct cd_position *ret_position)
{
	struct cd_msf relative, absolute;
	struct cd_position position = { .control = q[0] >> 4, .track = q[1] };

	if ((q[0] & 0xF) != ADR_POSITION || !cd_q_is_intact(q) || !get_msf(q + 3, &relative) ||
		!get_msf(q + 7, &absolute) || !get_bcd(q[2], &position.index))
		return false;
	if (q[1] != TNO_LEAD_OUT && !get_bcd(q[1], &position.track))
		return false;
	int32_t frames = (relative.minute * 60 + relative.second) * 75 + relative.frame;
	/* in a program area: the lead-in has no relative addresses */
	position.lba = (absolute.minute * 60 + absolute.second) * 75 + absolute.frame - 150;
	position.track_lba = position.lba + (position.index ? -frames : frames);
	*ret_position = position;
	return true;
}

void cd_subchannel_put(uint8_t *out, const uint8_t *q, bool pause)
{
	for (unsigned i = 0; i < CD_SUBCHANNEL_BYTES; i++) {
		unsigned q_bit = (unsigned)q[i / 8] >> (7 - i % 8) & 1;

		out[i] = (uint8_t)((out[i] & 0x3F) | (pause ? 0x80 : 0) | q_bit << 6);
	}
}

void cd_subchannel_make(uint8_t *out, const struct cd_position *position)
{
	uint8_t q[12];

	memset(out, 0, CD_SUBCHANNEL_BYTES);
	cd_q_position(q, position);
	cd_subchannel_put(out, q, position->index == 0);
}

void cd_subchannel_q(const uint8_t *subchannel, uint8_t *ret_q)
{
	memset(ret_q, 0, 12);
	for (unsigned i = 0; i < CD_SUBCHANNEL_BYTES; i++)
		ret_q[i / 8] |= (uint8_t)((subchannel[i] >> 6 & 1) << (7 - i % 8));
}
