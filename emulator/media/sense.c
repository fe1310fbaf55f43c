/* SPDX-License-Identifier: MIT */
#include "emulator/media/sense.h"

#include <stddef.h>
#include <string.h>

static const struct {
	uint8_t key, asc, ascq;
	const char *text;
} codes[SENSE_ID_COUNT] = {
#define SENSE(name, k, c, q, t) [SENSE_ID_##name] = { k, c, q, t },
#include "fixtures/codes/sense.def"
#undef SENSE
};

struct sense sense_of(enum sense_id id)
{
	return (struct sense) {
		.key = codes[id].key, .asc = codes[id].asc, .ascq = codes[id].ascq
	};
}

static struct sense with_field(
	enum sense_id id, enum sense_specific specific, unsigned byte, unsigned bit)
{
	struct sense sense = sense_of(id);

	sense.specific = (uint8_t)specific;
	sense.value = (uint16_t)byte;
	sense.bit = (uint8_t)bit;
	return sense;
}

struct sense sense_bad_cdb_field(unsigned byte, unsigned bit)
{
	return with_field(SENSE_ID_INVALID_FIELD_IN_CDB, SENSE_CDB_FIELD, byte, bit);
}

struct sense sense_bad_parameter(unsigned byte, unsigned bit)
{
	return with_field(SENSE_ID_INVALID_FIELD_IN_PARAMETER_LIST, SENSE_DATA_FIELD, byte, bit);
}

struct sense sense_progress(enum sense_id id, uint16_t progress)
{
	return with_field(id, SENSE_PROGRESS, progress, SENSE_NO_BIT);
}

struct sense sense_at(enum sense_id id, uint32_t lba)
{
	struct sense sense = sense_of(id);

	sense.information_valid = true;
	sense.information = lba;
	return sense;
}

const char *sense_text(uint8_t key, uint8_t asc, uint8_t ascq)
{
	for (size_t i = 0; i < SENSE_ID_COUNT; i++) {
		if (codes[i].key == key && codes[i].asc == asc && codes[i].ascq == ascq)
			return codes[i].text;
	}
	return NULL;
}

void sense_put_fixed(struct sense sense, uint8_t ret_bytes[18])
{
	memset(ret_bytes, 0, 18);
	ret_bytes[0] = sense.information_valid ? 0xF0 : 0x70;
	ret_bytes[2] = sense.key;
	for (unsigned i = 0; i < 4; i++)
		ret_bytes[3 + i] = (uint8_t)(sense.information >> (24 - 8 * i));
	ret_bytes[7] = 10;
	ret_bytes[12] = sense.asc;
	ret_bytes[13] = sense.ascq;
	if (sense.specific == SENSE_PLAIN)
		return;
	ret_bytes[15] = 0x80;
	if (sense.specific == SENSE_CDB_FIELD)
		ret_bytes[15] |= 0x40;
	if (sense.specific != SENSE_PROGRESS && sense.bit != SENSE_NO_BIT)
		ret_bytes[15] |= (uint8_t)(0x08 | (sense.bit & 7));
	ret_bytes[16] = (uint8_t)(sense.value >> 8);
	ret_bytes[17] = (uint8_t)sense.value;
}
