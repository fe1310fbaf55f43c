/* SPDX-License-Identifier: MIT */
#include "burnengine/command.h"

#define SENSE_FIXED_CURRENT	  0x70
#define SENSE_FIXED_DEFERRED	  0x71
#define SENSE_DESCRIPTOR_CURRENT  0x72
#define SENSE_DESCRIPTOR_DEFERRED 0x73

void br_cancel_request(struct br_cancel *cancel)
{
	__atomic_store_n(&cancel->requested, 1, __ATOMIC_RELEASE);
}

bool br_cancel_requested(const struct br_cancel *cancel)
{
	for (; cancel; cancel = cancel->outer)
		if (__atomic_load_n(&cancel->requested, __ATOMIC_ACQUIRE) == 1)
			return true;
	return false;
}

static uint8_t byte_at(const uint8_t *bytes, size_t count, size_t at)
{
	return at < count ? bytes[at] : 0;
}

static void decode_specific(struct br_sense *sense, const uint8_t *bytes, size_t count)
{
	sense->specific_valid = byte_at(bytes, count, 0) & 0x80;
	if (!sense->specific_valid)
		return;
	sense->specific_flags = bytes[0] & 0x7F;
	sense->specific_value =
		(uint16_t)(byte_at(bytes, count, 1) << 8 | byte_at(bytes, count, 2));
}

static uint32_t be32_at(const uint8_t *bytes, size_t count, size_t at)
{
	uint32_t value = 0;

	for (size_t i = 0; i < 4; i++)
		value = value << 8 | byte_at(bytes, count, at + i);
	return value;
}

static void decode_fixed(struct br_sense *sense, const uint8_t *bytes, size_t count)
{
	sense->key = byte_at(bytes, count, 2) & 0x0F;
	sense->code = byte_at(bytes, count, 12);
	sense->qualifier = byte_at(bytes, count, 13);
	sense->information_valid = bytes[0] & 0x80;
	if (sense->information_valid)
		sense->information = be32_at(bytes, count, 3);
	if (count > 15)
		decode_specific(sense, bytes + 15, count - 15);
}

static void decode_descriptors(struct br_sense *sense, const uint8_t *bytes, size_t count)
{
	sense->key = byte_at(bytes, count, 1) & 0x0F;
	sense->code = byte_at(bytes, count, 2);
	sense->qualifier = byte_at(bytes, count, 3);
	for (size_t at = 8; at + 2 <= count; at += 2U + bytes[at + 1]) {
		if (bytes[at] == 0x00 && at + 12 <= count) { /* information: 8 bytes from byte 4 */
			sense->information_valid = bytes[at + 2] & 0x80;
			sense->information = be32_at(bytes, count, at + 8);
		} else if (bytes[at] == 0x02 && at + 7 <= count) {
			decode_specific(sense, bytes + at + 4, 3);
		}
	}
}

struct br_sense br_sense_decode(const uint8_t *bytes, size_t count)
{
	struct br_sense sense = { 0 };

	if (count == 0)
		return sense;
	switch (bytes[0] & 0x7F) {
	case SENSE_FIXED_DEFERRED:
		sense.deferred = true;
		decode_fixed(&sense, bytes, count);
		break;
	case SENSE_FIXED_CURRENT:
		decode_fixed(&sense, bytes, count);
		break;
	case SENSE_DESCRIPTOR_DEFERRED:
		sense.deferred = true;
		decode_descriptors(&sense, bytes, count);
		break;
	case SENSE_DESCRIPTOR_CURRENT:
		decode_descriptors(&sense, bytes, count);
		break;
	default:
		break;
	}
	return sense;
}
