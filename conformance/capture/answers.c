/* SPDX-License-Identifier: MIT */
#include "conformance/capture/answers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "conformance/runner/bytes.h"
#include "conformance/runner/text.h"
#include "conformance/runner/trace.h"

#define TRIES		     600 /* a tenth of a second between two: a disc is recognized in a minute */
#define COMMAND_TIMEOUT_MS   60000
#define PERFORMANCE_MOST     24
#define PERFORMANCE_ROOM     (8 + 16 * PERFORMANCE_MOST)
#define MODE_HEADER_BYTES    8
#define CONFIGURATION_HEADER 8

struct interview {
	struct device *device;
	struct answers *answers;
	int error; /* of the path; nothing is asked after it */
};

static bool is_passing(const struct answer *answer)
{
	return answer->status == 0x02 &&
	       (answer->key == 6 || (answer->key == 2 && answer->asc == 0x04));
}

static void execute(struct interview *with, struct answer *answer, enum device_direction direction,
	uint8_t *data, size_t bytes)
{
	const struct device_command command = {
		.cdb = answer->cdb,
		.cdb_bytes = answer->cdb_bytes,
		.direction = direction,
		.data = data,
		.data_bytes = bytes,
		.timeout_ms = COMMAND_TIMEOUT_MS,
	};
	struct device_answer got = { 0 };
	const struct device_operations *operations = with->device->operations;

	for (unsigned i = 0; i < TRIES && !with->error; i++) {
		with->error = operations->execute(with->device, &command, &got);
		answer->status = got.status;
		answer->key = got.sense_bytes > 2 ? got.sense[2] & 0x0f : 0;
		answer->asc = got.sense_bytes > 13 ? got.sense[12] : 0;
		answer->ascq = got.sense_bytes > 13 ? got.sense[13] : 0;
		if (!is_passing(answer))
			break;
		operations->wait(with->device, 100000000);
	}
	if (direction == DEVICE_DATA_IN && answer->status == 0x00)
		answer->bytes = (uint32_t)(got.moved_known ? got.moved_bytes : bytes);
}

/* Room for one answer more; the last one is used again when there are too many. */
static struct answer *next_answer(struct answers *answers)
{
	if (answers->count < ANSWERS_MAX)
		answers->count++;
	return &answers->list[answers->count - 1];
}

static const struct answer *ask(
	struct interview *with, const uint8_t *cdb, size_t cdb_bytes, size_t room)
{
	struct answer *answer = next_answer(with->answers);

	memset(answer, 0, sizeof *answer);
	memcpy(answer->cdb, cdb, cdb_bytes);
	answer->cdb_bytes = (uint8_t)cdb_bytes;
	execute(with, answer, room ? DEVICE_DATA_IN : DEVICE_NO_DATA, answer->data, room);
	return answer;
}

#define ASK(with, room, ...)                                                                      \
	ask((with), (const uint8_t[]) { __VA_ARGS__ }, sizeof((const uint8_t[]) { __VA_ARGS__ }), \
		(room))

static void ask_identity(struct interview *with)
{
	ASK(with, 96, 0x12, 0, 0, 0, 96, 0);
	ASK(with, 255, 0x12, 1, 0x00, 0, 255, 0);
	ASK(with, 255, 0x12, 1, 0x80, 0, 255, 0);
	ASK(with, 255, 0x12, 1, 0x83, 0, 255, 0);
	ASK(with, ANSWER_BYTES_MAX, 0x46, 0, 0, 0, 0, 0, 0, 0x08, 0x00, 0);
	for (uint8_t control = 0; control < 3; control++)
		ASK(with, ANSWER_BYTES_MAX, 0x5a, 0x08, (uint8_t)(control << 6 | 0x3f), 0, 0, 0, 0,
			0x08, 0x00, 0);
	ASK(with, 12, 0x5c, 0, 0, 0, 0, 0, 0, 0, 12, 0);
	ASK(with, 8, 0xbd, 0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0);
	ASK(with, 8, 0xa4, 0, 0, 0, 0, 0, 0, 0, 0, 8, 0x08, 0); /* RPC state */
}

static void ask_medium(struct interview *with)
{
	ASK(with, 34, 0x51, 0, 0, 0, 0, 0, 0, 0, 34, 0);
	ASK(with, 48, 0x52, 1, 0, 0, 0, 1, 0, 0, 48, 0);
	ASK(with, 8, 0x25, 0, 0, 0, 0, 0, 0, 0, 0, 0);
	ASK(with, 252, 0x23, 0, 0, 0, 0, 0, 0, 0, 252, 0);
	ASK(with, 0x400, 0x43, 0, 0, 0, 0, 0, 0, 0x04, 0x00, 0);
	ASK(with, 0x400, 0x43, 0, 4, 0, 0, 0, 0, 0x04, 0x00, 0); /* ATIP */
	ASK(with, 0x400, 0xad, 0, 0, 0, 0, 0, 0, 0xff, 0x04, 0x00, 0, 0);
	ASK(with, 0x400, 0xad, 1, 0, 0, 0, 0, 0, 0xff, 0x04, 0x00, 0, 0);
}

/* ---- speeds ---------------------------------------------------------------------------------- */

static void tell_streaming(struct interview *with, const uint8_t *parameter, struct answer *answer)
{
	static const uint8_t set_streaming[12] = { 0xb6, [10] = 28 };
	uint8_t sent[28];

	memcpy(sent, parameter, sizeof sent);
	memcpy(answer->cdb, set_streaming, sizeof set_streaming);
	answer->cdb_bytes = sizeof set_streaming;
	execute(with, answer, DEVICE_DATA_OUT, sent, sizeof sent);
}

static uint32_t at_most_16_bits(uint32_t kBps)
{
	return kBps < 0xffff ? kBps : 0xffff;
}

/* SET STREAMING for the whole medium; a drive that has none of it gets SET CD SPEED. */
static void choose(
	struct interview *with, uint32_t end_lba, uint32_t read_kBps, uint32_t write_kBps)
{
	struct answer answer = { 0 };
	uint8_t parameter[28] = { 0 };

	put_be32(parameter + 8, end_lba);
	put_be32(parameter + 12, read_kBps);
	put_be32(parameter + 16, 1000);
	put_be32(parameter + 20, write_kBps);
	put_be32(parameter + 24, 1000);
	tell_streaming(with, parameter, &answer);
	if (answer.status == 0x00)
		return;
	memset(answer.cdb, 0, sizeof answer.cdb);
	answer.cdb[0] = 0xbb;
	put_be16(answer.cdb + 2, at_most_16_bits(read_kBps));
	put_be16(answer.cdb + 4, at_most_16_bits(write_kBps));
	execute(with, &answer, DEVICE_NO_DATA, NULL, 0);
}

static void put_back(struct interview *with)
{
	struct answer answer = { 0 };
	const uint8_t restore_defaults[28] = { 0x04 };

	tell_streaming(with, restore_defaults, &answer);
	if (answer.status == 0x00)
		return;
	memset(answer.cdb, 0, sizeof answer.cdb);
	memcpy(answer.cdb, (const uint8_t[]) { 0xbb, 0, 0xff, 0xff, 0xff, 0xff }, 6);
	execute(with, &answer, DEVICE_NO_DATA, NULL, 0);
}

/* How many descriptors of 16 bytes came behind the header. */
static unsigned descriptors(const struct answer *answer)
{
	size_t end = answer->bytes;

	if (answer->status || end < 8)
		return 0;
	if ((size_t)be32(answer->data) + 4 < end)
		end = (size_t)be32(answer->data) + 4;
	return end < 8 ? 0 : (unsigned)((end - 8) / 16);
}

static void learn_shape(struct interview *with, bool writing, struct told_speed *speed)
{
	const struct answer *answer = ASK(with, PERFORMANCE_ROOM, 0xac, writing ? 0x14 : 0x10, 0, 0,
		0, 0, 0, 0, 0, PERFORMANCE_MOST, 0x00, 0);
	const unsigned count = descriptors(answer);

	for (unsigned i = 0; i < count && i < ANSWERS_ZONES_MAX; i++) {
		const uint8_t *p = answer->data + 8 + (size_t)16 * i;
		speed->zones[speed->zone_count++] =
			(struct told_zone) { be32(p), be32(p + 4), be32(p + 8), be32(p + 12) };
	}
}

/* Page 2Ah as it is now: @at is 14 for reading, 20 or 28 for writing. */
static uint32_t speed_of_page_2a(struct interview *with, bool writing)
{
	const struct answer *answer = ASK(with, 256, 0x5a, 0x08, 0x2a, 0, 0, 0, 0, 0x01, 0x00, 0);
	const uint8_t *page = answer->data + MODE_HEADER_BYTES;
	size_t bytes, at = 14;

	if (answer->status || answer->bytes < MODE_HEADER_BYTES + 2)
		return 0;
	bytes = page[1] + 2u;
	if (writing)
		at = bytes >= 30 ? 28 : 20;
	return bytes >= at + 2 && answer->bytes >= MODE_HEADER_BYTES + at + 2 ? be16(page + at) : 0;
}

static void learn_write_list(struct interview *with)
{
	struct answers *answers = with->answers;
	const struct answer *answer = ASK(
		with, PERFORMANCE_ROOM, 0xac, 0, 0, 0, 0, 0, 0, 0, 0, PERFORMANCE_MOST, 0x03, 0);
	const unsigned count = descriptors(answer);

	for (unsigned i = 0; i < count && i < ANSWERS_SPEEDS_MAX; i++) {
		const uint8_t *p = answer->data + 8 + (size_t)16 * i;
		answers->writing[answers->writing_count++] = (struct told_speed) {
			.kBps = be32(p + 12),
			.read_kBps = be32(p + 8),
			.end_lba = be32(p + 4),
			.is_cav = bits(p[0], 4, 3) == 1,
			.is_exact = bits(p[0], 1, 1),
			.has_flags = true,
		};
	}
}

/* The next slower one is what the drive takes when it is asked for a little less. */
static void learn_by_stepping(struct interview *with, uint32_t end_lba, bool writing)
{
	struct answers *answers = with->answers;
	struct told_speed *list = writing ? answers->writing : answers->reading;
	unsigned *count = writing ? &answers->writing_count : &answers->reading_count;
	uint32_t asked_kBps = 0x7fffffff, before_kBps = UINT32_MAX;

	while (*count < ANSWERS_SPEEDS_MAX && !with->error) {
		uint32_t kBps;
		choose(with, end_lba, writing ? 0x7fffffff : asked_kBps,
			writing ? asked_kBps : 0x7fffffff);
		kBps = speed_of_page_2a(with, writing);
		if (kBps == 0 || kBps >= before_kBps)
			break;
		list[*count].kBps = kBps;
		learn_shape(with, writing, &list[(*count)++]);
		before_kBps = kBps;
		asked_kBps = kBps - kBps / 100 - 1;
	}
}

static void learn_speeds(struct interview *with)
{
	struct answers *answers = with->answers;
	uint32_t end_lba;

	learn_write_list(with);
	end_lba = answers->writing_count ? answers->writing[0].end_lba : 0;
	for (unsigned i = 0; i < answers->writing_count; i++) {
		choose(with, end_lba, 0x7fffffff, answers->writing[i].kBps);
		learn_shape(with, true, &answers->writing[i]);
	}
	if (!answers->writing_count)
		learn_by_stepping(with, end_lba, true);
	learn_by_stepping(with, end_lba, false);
	put_back(with);
}

struct answers *answers_collect(struct device *device, char *problem, size_t problem_bytes)
{
	struct answers *answers = calloc(1, sizeof *answers);
	struct interview with = { .device = device, .answers = answers };

	if (!answers) {
		snprintf(problem, problem_bytes, "no memory");
		return NULL;
	}
	ASK(&with, 0, 0x00, 0, 0, 0, 0, 0);
	ask_identity(&with);
	ask_medium(&with);
	learn_speeds(&with);
	if (!with.error)
		return answers;
	snprintf(problem, problem_bytes, "the path to the drive failed: %s", strerror(-with.error));
	free(answers);
	return NULL;
}

/* ---- looking things up ----------------------------------------------------------------------- */

const struct answer *answers_find(const struct answers *answers, const uint8_t *cdb, size_t bytes)
{
	for (unsigned i = 0; i < answers->count; i++)
		if (memcmp(answers->list[i].cdb, cdb, bytes) == 0)
			return &answers->list[i];
	return NULL;
}

const struct answer *answers_good(
	const struct answers *answers, const uint8_t *cdb, size_t bytes, size_t least)
{
	const struct answer *answer = answers_find(answers, cdb, bytes);

	return answer && answer->status == 0x00 && answer->bytes >= least ? answer : NULL;
}

const uint8_t *answers_features(const struct answers *answers, size_t *ret_bytes)
{
	const struct answer *answer =
		answers_good(answers, (const uint8_t[]) { 0x46, 0x00 }, 2, CONFIGURATION_HEADER);
	size_t end;

	if (!answer)
		return NULL;
	end = (size_t)be32(answer->data) + 4;
	if (end > answer->bytes)
		end = answer->bytes;
	*ret_bytes = end < CONFIGURATION_HEADER ? 0 : end - CONFIGURATION_HEADER;
	return answer->data + CONFIGURATION_HEADER;
}

const uint8_t *answers_feature(const struct answers *answers, uint16_t code)
{
	size_t bytes = 0;
	const uint8_t *features = answers_features(answers, &bytes);

	for (size_t at = 0; at + 4 <= bytes && at + 4 + features[at + 3] <= bytes;
		at += 4u + features[at + 3])
		if (be16(features + at) == code)
			return features + at;
	return NULL;
}

uint16_t answers_profile(const struct answers *answers)
{
	const struct answer *answer =
		answers_good(answers, (const uint8_t[]) { 0x46, 0x00 }, 2, CONFIGURATION_HEADER);

	return answer ? (uint16_t)be16(answer->data + 6) : 0;
}

const uint8_t *answers_page(
	const struct answers *answers, uint8_t code, unsigned control, size_t *ret_bytes)
{
	const uint8_t cdb[3] = { 0x5a, 0x08, (uint8_t)(control << 6 | 0x3f) };
	const struct answer *answer = answers_good(answers, cdb, 3, MODE_HEADER_BYTES);
	size_t at, end;

	if (!answer)
		return NULL;
	end = be16(answer->data) + 2u < answer->bytes ? be16(answer->data) + 2u : answer->bytes;
	at = MODE_HEADER_BYTES + (size_t)be16(answer->data + 6);
	for (; at + 2 <= end && at + 2 + answer->data[at + 1] <= end;
		at += 2u + answer->data[at + 1])
		if (bits(answer->data[at], 5, 0) == code) {
			*ret_bytes = 2u + answer->data[at + 1];
			return answer->data + at;
		}
	return NULL;
}

/* ---- comparing ------------------------------------------------------------------------------- */

static bool tell_difference(
	const struct answer *one, const struct answer *other, char *out, size_t room)
{
	struct text text = text_begin(out, room);
	const char *name = trace_operation_name(one->cdb[0]);
	uint32_t at = 0;

	text_add(&text, "%s (", name ? name : "command");
	text_add_hex(&text, one->cdb, one->cdb_bytes, 12);
	if (one->status != other->status || one->asc != other->asc || one->ascq != other->ascq) {
		text_add(&text, ") is %02X %X/%02X/%02X there and %02X %X/%02X/%02X here",
			one->status, one->key, one->asc, one->ascq, other->status, other->key,
			other->asc, other->ascq);
		return true;
	}
	while (at < one->bytes && at < other->bytes && one->data[at] == other->data[at])
		at++;
	if (one->bytes == other->bytes && at == one->bytes)
		return false;
	text_add(&text, ") gives %u bytes there, %u here; byte %u is %02X there, %02X here",
		one->bytes, other->bytes, at, one->data[at % ANSWER_BYTES_MAX],
		other->data[at % ANSWER_BYTES_MAX]);
	return true;
}

bool answers_difference(
	const struct answers *answers, const struct answers *other, char *out, size_t room)
{
	for (unsigned i = 0; i < answers->count && i < other->count; i++) {
		const struct answer *one = &answers->list[i], *two = &other->list[i];
		if (memcmp(one->cdb, two->cdb, sizeof one->cdb) != 0) {
			snprintf(out, room, "question %u is another one", i + 1);
			return true;
		}
		if (tell_difference(one, two, out, room))
			return true;
	}
	if (answers->count == other->count)
		return false;
	snprintf(out, room, "%u answers there, %u here", answers->count, other->count);
	return true;
}
