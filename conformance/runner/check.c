/* SPDX-License-Identifier: MIT */
/* The must_* of judge.h: each says what was expected and what was found. */
#include <string.h>

#include "conformance/runner/judge.h"
#include "conformance/runner/text.h"
#include "conformance/runner/trace.h"

static void add_status(struct text *text, const struct reply *reply)
{
	char sense[160];

	if (reply->status == 0x00) {
		text_add(text, "GOOD");
	} else if (reply->status == 0x02) {
		trace_sense(reply->sense, reply->sense_bytes, sense, sizeof sense);
		text_add(text, "CHECK CONDITION %s", sense);
	} else {
		text_add(text, "status %02Xh", (unsigned)reply->status);
	}
}

void judge_check_good(struct judge *judge, const struct reply *reply, const char *file, int line)
{
	char out[256];
	struct text text = text_begin(out, sizeof out);

	if (reply->status == 0x00)
		return;
	add_status(&text, reply);
	judge_fail_at(judge, file, line, "expected GOOD, found %s", out);
}

void judge_check_refused(struct judge *judge, const struct reply *reply,
	const struct sense_code *allowed, size_t allowed_count, const char *file, int line)
{
	char out[512];
	struct text text = text_begin(out, sizeof out);

	for (size_t i = 0; i < allowed_count; i++)
		if (judge_sense_is(reply, allowed[i].key, allowed[i].asc, allowed[i].ascq))
			return;
	for (size_t i = 0; i < allowed_count; i++)
		text_add(&text, "%s%X/%02X/%02X", i ? " or " : "", (unsigned)allowed[i].key,
			(unsigned)allowed[i].asc, (unsigned)allowed[i].ascq);
	text_add(&text, ", found ");
	add_status(&text, reply);
	judge_fail_at(judge, file, line, "expected CHECK CONDITION %s", out);
}

void judge_check_have(
	struct judge *judge, const struct reply *reply, size_t bytes, const char *file, int line)
{
	judge_check_good(judge, reply, file, line);
	if (reply->asked_bytes < bytes || (reply->moved_known && reply->moved_bytes < bytes))
		judge_fail_at(judge, file, line, "expected at least %zu bytes, found %zu", bytes,
			reply->moved_known ? reply->moved_bytes : reply->asked_bytes);
}

void judge_check_moved(
	struct judge *judge, const struct reply *reply, size_t bytes, const char *file, int line)
{
	if (reply->moved_known && reply->moved_bytes != bytes)
		judge_fail_at(judge, file, line, "expected %zu bytes to move, found %zu", bytes,
			reply->moved_bytes);
}

void judge_check_equal(struct judge *judge, uint64_t found, uint64_t expected, const char *what,
	const char *file, int line)
{
	if (found != expected)
		judge_fail_at(judge, file, line, "%s: expected %llXh, found %llXh", what,
			(unsigned long long)expected, (unsigned long long)found);
}

void judge_check_bytes(struct judge *judge, const uint8_t *found, const uint8_t *expected,
	size_t bytes, const char *what)
{
	char out[400];
	struct text text = text_begin(out, sizeof out);
	size_t at = 0, shown;

	while (at < bytes && found[at] == expected[at])
		at++;
	if (at == bytes)
		return;
	shown = bytes - at < 16 ? bytes - at : 16;
	text_add(&text, "expected ");
	text_add_hex(&text, expected + at, shown, shown);
	text_add(&text, ", found ");
	text_add_hex(&text, found + at, shown, shown);
	judge_fail_at(judge, __FILE__, __LINE__, "%s differs from byte %zu on: %s", what, at, out);
}
