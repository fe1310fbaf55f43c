/* SPDX-License-Identifier: MIT */
#include "emulator/drive/reply.h"

#include <string.h>

#include "emulator/drive/bytes.h"

void reply_u8(struct reply *reply, unsigned value)
{
	if (reply->count < REPLY_BYTES_MAX)
		reply->bytes[reply->count] = (uint8_t)value;
	reply->count++;
}

void reply_be16(struct reply *reply, unsigned value)
{
	reply_u8(reply, value >> 8 & 0xFF);
	reply_u8(reply, value & 0xFF);
}

void reply_be24(struct reply *reply, uint32_t value)
{
	reply_u8(reply, value >> 16 & 0xFF);
	reply_be16(reply, value & 0xFFFF);
}

void reply_be32(struct reply *reply, uint32_t value)
{
	reply_be16(reply, value >> 16);
	reply_be16(reply, value & 0xFFFF);
}

/* How many of @count more bytes fit. */
static size_t fitting(const struct reply *reply, size_t count)
{
	size_t room = reply->count < REPLY_BYTES_MAX ? REPLY_BYTES_MAX - reply->count : 0;

	return count < room ? count : room;
}

void reply_zero(struct reply *reply, size_t bytes)
{
	size_t fit = fitting(reply, bytes);

	if (fit)
		memset(reply->bytes + reply->count, 0, fit);
	reply->count += bytes;
}

void reply_bytes(struct reply *reply, const void *bytes, size_t count)
{
	size_t fit = fitting(reply, count);

	if (fit)
		memcpy(reply->bytes + reply->count, bytes, fit);
	reply->count += count;
}

void reply_text(struct reply *reply, const char *text, size_t bytes)
{
	for (size_t i = 0; i < bytes; i++)
		reply_u8(reply, *text ? (uint8_t)*text++ : ' ');
}

static struct reply_mark length_field(struct reply *reply, unsigned width_bytes)
{
	struct reply_mark mark = { .at = reply->count, .width_bytes = width_bytes };

	reply_zero(reply, width_bytes);
	return mark;
}

struct reply_mark reply_length_u8(struct reply *reply)
{
	return length_field(reply, 1);
}

struct reply_mark reply_length_be16(struct reply *reply)
{
	return length_field(reply, 2);
}

struct reply_mark reply_length_be32(struct reply *reply)
{
	return length_field(reply, 4);
}

void reply_close(struct reply *reply, struct reply_mark mark)
{
	size_t following = reply->count - mark.at - mark.width_bytes;
	uint8_t field[4];

	if (mark.at + mark.width_bytes > REPLY_BYTES_MAX)
		return;
	put_be32(field, (uint32_t)following);
	memcpy(reply->bytes + mark.at, field + 4 - mark.width_bytes, mark.width_bytes);
}
