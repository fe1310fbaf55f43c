/* SPDX-License-Identifier: MIT */
/*
 * Commands for those who look after a drive: what it can do, its memory, its logs and diagnostics. SEND DIAGNOSTIC
 * and WRITE BUFFER are not judged: on a real drive they can do harm. None of these commands is mandatory for an
 * optical drive, so one that is not there is no failure.
 */
#include <string.h>

#include "conformance/runner/bytes.h"
#include "conformance/suites/scene.h"
#include "conformance/suites/tables.h"

static void skip_unless_there(struct judge *j, const struct reply *reply)
{
	if (judge_sense_is(reply, 5, 0x20, 0x00))
		judge_skip(j, "the drive has no such command");
}

/* READ BUFFER, mode 03h: offset boundary and capacity of buffer 0. */
static uint32_t buffer_capacity(struct judge *j)
{
	const struct reply *reply = judge_fetch(j, CDB(0x3c, 3, 0, 0, 0, 0, 0, 0, 4, 0), 4);

	skip_unless_there(j, reply);
	if (judge_sense_is(reply, 5, 0x24, 0x00))
		judge_skip(j, "the drive has no descriptor mode");
	must_have(j, reply, 4);
	return be24(reply->data + 1);
}

static void buffer_header(struct judge *j)
{
	uint32_t capacity = buffer_capacity(j);
	const struct reply *reply = judge_fetch(j, CDB(0x3c, 0, 0, 0, 0, 0, 0, 0, 4, 0), 4);

	if (judge_sense_is(reply, 5, 0x24, 0x00))
		judge_skip(j, "the drive has no combined mode");
	must_have(j, reply, 4);
	must_equal(j, reply->data[0], 0, "reserved byte of the header");
	must_equal(j, be24(reply->data + 1), capacity, "Buffer Capacity of header and descriptor");
}

static void buffer_missing(struct judge *j)
{
	static const uint8_t zero[4] = { 0 };
	const struct reply *reply;

	buffer_capacity(j);
	reply = judge_fetch(j, CDB(0x3c, 3, 0xee, 0, 0, 0, 0, 0, 4, 0), 4);
	must_have(j, reply, 4);
	must_match(j, reply->data, zero, 4, "descriptor of a buffer that is not there");
}

static void buffer_end(struct judge *j)
{
	uint32_t capacity = buffer_capacity(j);

	if (capacity == 0 || capacity == 0xffffff)
		judge_skip(j, "the buffer has no end that can be named");
	must_refuse(j,
		judge_fetch(j,
			CDB(0x3c, 2, 0, (uint8_t)(capacity >> 16), (uint8_t)(capacity >> 8),
				(uint8_t)capacity, 0, 0, 4, 0),
			4),
		5, 0x24, 0x00);
}

/* A list of pages: this page, nothing, the length, and the pages in rising order, this one first. */
static void judge_page_list(struct judge *j, const uint8_t *cdb, size_t cdb_bytes)
{
	const struct reply *reply = judge_fetch(j, cdb, cdb_bytes, 255);

	skip_unless_there(j, reply);
	must_have(j, reply, 5);
	must_equal(j, reply->data[0], 0x00, "Page Code");
	must_equal(j, reply->data[1], 0x00, "byte 1 of the list");
	must_have_moved(j, reply, 4 + (size_t)be16(reply->data + 2));
	must_equal(j, reply->data[4], 0x00, "first page of the list");
	for (size_t i = 5; i < 4 + (size_t)be16(reply->data + 2) && i < 255; i++)
		must_hold(j, reply->data[i] > reply->data[i - 1], "page %02Xh comes after %02Xh",
			reply->data[i], reply->data[i - 1]);
}

static void log_list(struct judge *j)
{
	judge_page_list(j, CDB(0x4d, 0, 0x40, 0, 0, 0, 0, 0, 255, 0));
}

static void log_missing(struct judge *j)
{
	const struct reply *reply = judge_fetch(j, CDB(0x4d, 0, 0x7e, 0, 0, 0, 0, 0, 255, 0), 255);

	skip_unless_there(j, reply);
	must_refuse(j, reply, 5, 0x24, 0x00);
}

static void diagnostic_list(struct judge *j)
{
	judge_page_list(j, CDB(0x1c, 1, 0x00, 0, 255, 0));
}

/* ---- REPORT SUPPORTED OPERATION CODES ------------------------------------------------------- */

/* Those that every drive has, MMC-6 and SPC, whole: operation code and the bits that may be set. */
static const struct {
	uint8_t bytes, usage[10];
} everywhere[] = {
	{ 6, { 0x00, 0x00, 0x00, 0x00, 0x00, 0x00 } },
	{ 6, { 0x12, 0x01, 0xff, 0xff, 0xff, 0x00 } },
	{ 10, { 0x46, 0x03, 0xff, 0xff, 0x00, 0x00, 0x00, 0xff, 0xff, 0x00 } },
	{ 10, { 0x4a, 0x01, 0x00, 0x00, 0xff, 0x00, 0x00, 0xff, 0xff, 0x00 } },
};

/* One command, by its operation code. */
static const struct reply *ask_for(struct judge *j, uint8_t code)
{
	const struct reply *reply =
		judge_fetch(j, CDB(0xa3, 0x0c, 1, code, 0, 0, 0, 0, 0, 64, 0, 0), 64);

	if (judge_sense_is(reply, 5, 0x24, 0x00))
		judge_skip(j, "A3h has no service actions here");
	skip_unless_there(j, reply);
	return reply;
}

static void usage_data(struct judge *j)
{
	for (size_t i = 0; i < sizeof everywhere / sizeof everywhere[0]; i++) {
		const struct reply *reply = ask_for(j, everywhere[i].usage[0]);

		must_have(j, reply, 4 + (size_t)everywhere[i].bytes);
		must_equal(j, bits(reply->data[1], 2, 0), 3, "SUPPORT");
		must_equal(j, be16(reply->data + 2), everywhere[i].bytes, "CDB Size");
		must_match(j, reply->data + 4, everywhere[i].usage, everywhere[i].bytes,
			"CDB Usage Data");
	}
}

/* SUPPORT 001b for a code that no device of this type has. */
static void not_there(struct judge *j)
{
	const struct reply *reply = ask_for(j, 0x8b);

	must_have(j, reply, 4);
	must_equal(j, bits(reply->data[1], 2, 0), 1, "SUPPORT");
}

/* What the whole list names is supported when it is asked for by itself. */
static void list_agrees(struct judge *j)
{
	const struct reply *reply =
		judge_fetch(j, CDB(0xa3, 0x0c, 0, 0, 0, 0, 0, 0, 0x10, 0, 0, 0), 4096);
	size_t count, plain = 0;

	if (judge_sense_is(reply, 5, 0x24, 0x00))
		judge_skip(j, "A3h has no service actions here");
	skip_unless_there(j, reply);
	must_have(j, reply, 4);
	count = be32(reply->data) / 8;
	must_equal(j, be32(reply->data) % 8, 0, "rest of the list behind its descriptors");
	for (size_t i = 0; i < count && i < 511; i++) {
		const uint8_t *listed = reply->data + 4 + 8 * i;
		const struct reply *one;

		if (listed[5] & 0x01) /* SERVACTV */
			continue;
		one = ask_for(j, listed[0]);
		must_have(j, one, 4);
		must_equal(j, bits(one->data[1], 2, 0), 3, "SUPPORT");
		must_equal(j, be16(one->data + 2), be16(listed + 6), "CDB Length");
		plain++;
	}
	must_hold(j, plain >= 10, "only %zu commands are listed", plain);
}

#define TEST_OF(command, function, name, standard, what) \
	.id = "mmc." command "." name, .clause = (standard), .text = (what), .run = function

static const struct test tests[] = {
	{ TEST_OF("read-buffer", buffer_header, "header", "SPC-3 6.15",
		"The header of the combined mode has the capacity that the descriptor has.") },
	{ TEST_OF("read-buffer", buffer_missing, "missing", "SPC-3 6.15",
		"The descriptor of a buffer that is not there is all zero.") },
	{ TEST_OF("read-buffer", buffer_end, "end", "SPC-3 6.15",
		"An offset behind the end of the buffer is an invalid field in the CDB.") },
	{ TEST_OF("log-sense", log_list, "list", "SPC-3 7.2.12",
		"The list of log pages is well formed and begins with itself.") },
	{ TEST_OF("log-sense", log_missing, "missing", "SPC-3 6.6",
		"A log page that is not there is an invalid field in the CDB.") },
	{ TEST_OF("receive-diagnostic", diagnostic_list, "list", "SPC-3 7.1.2",
		"The list of diagnostic pages is well formed and begins with itself.") },
	{ TEST_OF("report-operation-codes", usage_data, "usage-data",
		  "SPC-4: REPORT SUPPORTED OPERATION CODES",
		  "CDB usage data are those of the standard for commands that every drive has."),
		.needs = NEEDS_SIMULATED },
	{ TEST_OF("report-operation-codes", not_there, "not-there",
		  "SPC-4: REPORT SUPPORTED OPERATION CODES",
		  "A command that the drive does not have is reported as not supported."),
		.needs = NEEDS_SIMULATED },
	{ TEST_OF("report-operation-codes", list_agrees, "list",
		  "SPC-4: REPORT SUPPORTED OPERATION CODES",
		  "Every command of the list is supported when it is asked for alone."),
		.needs = NEEDS_SIMULATED },
};

const struct suite suite_service = {
	.title = "Operation codes, buffer, logs, diagnostics",
	.tests = tests,
	.test_count = sizeof tests / sizeof tests[0],
};
