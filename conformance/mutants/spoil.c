/* SPDX-License-Identifier: MIT */
#include "conformance/mutants/spoil.h"

#include <string.h>

#include "conformance/runner/bytes.h"

void spoil_good(struct mutant_visit *visit)
{
	visit->answer->status = 0x00;
	visit->answer->sense_bytes = 0;
	visit->answer->moved_bytes = visit->command->data_bytes;
	memset(visit->answer->sense, 0, sizeof visit->answer->sense);
}

void spoil_sense(struct mutant_visit *visit, uint8_t key, uint8_t asc, uint8_t ascq)
{
	visit->answer->status = 0x02;
	visit->answer->sense_bytes = 18;
	visit->answer->moved_bytes = 0;
	memset(visit->answer->sense, 0, sizeof visit->answer->sense);
	visit->answer->sense[0] = 0x70;
	visit->answer->sense[2] = key;
	visit->answer->sense[7] = 10;
	visit->answer->sense[12] = asc;
	visit->answer->sense[13] = ascq;
}

uint8_t *spoil_data(struct mutant_visit *visit, size_t bytes)
{
	if (visit->answer->status != 0x00 || visit->answer->moved_bytes < bytes)
		return NULL;
	return visit->command->data;
}

void spoil_add_be16(uint8_t *field, int value)
{
	put_be16(field, be16(field) + (uint32_t)value);
}

void spoil_add_be32(uint8_t *field, int value)
{
	put_be32(field, be32(field) + (uint32_t)value);
}

bool spoil_is(const struct mutant_visit *visit, uint8_t key, uint8_t asc, uint8_t ascq)
{
	const uint8_t *sense = visit->answer->sense;

	return visit->answer->status == 0x02 && visit->answer->sense_bytes >= 14 &&
	       (sense[2] & 0x0f) == key && sense[12] == asc && sense[13] == ascq;
}

uint8_t *spoil_feature(struct mutant_visit *visit, uint16_t code)
{
	uint8_t *data = spoil_data(visit, 8);

	for (size_t at = 8; data && at + 4 <= visit->answer->moved_bytes; at += 4u + data[at + 3])
		if (be16(data + at) == code && at + 4 + data[at + 3] <= visit->answer->moved_bytes)
			return data + at;
	return NULL;
}

bool spoil_strikes(const struct mutant_visit *visit)
{
	const struct mutant_spot *spot = &visit->mutant->spot;

	return spot->when_at == 0 || visit->cdb[spot->when_at] == spot->when_is;
}

void spoil_flip(struct mutant_visit *visit)
{
	const struct mutant_spot *spot = &visit->mutant->spot;
	uint8_t *d = spoil_data(visit, (size_t)spot->at + 1);

	if (d && spoil_strikes(visit))
		d[spot->at] ^= spot->flip;
}

void spoil_flip_feature(struct mutant_visit *visit)
{
	const struct mutant_spot *spot = &visit->mutant->spot;
	uint8_t *feature = spoil_feature(visit, spot->feature);

	if (feature)
		feature[spot->at] ^= spot->flip;
}

void spoil_accept(struct mutant_visit *visit)
{
	if (spoil_strikes(visit) && visit->answer->status == 0x02 &&
		(visit->answer->sense[2] & 0x0f) != 6)
		spoil_good(visit);
}

void spoil_refuse(struct mutant_visit *visit)
{
	if (spoil_strikes(visit))
		spoil_sense(visit, 5, 0x24, 0x00);
}

bool spoil_ignore(struct mutant_visit *visit)
{
	return spoil_strikes(visit);
}
