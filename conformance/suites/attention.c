/* SPDX-License-Identifier: MIT */
/*
 * Unit attention after a medium change, command by command: most report it instead of running, some run and
 * leave it pending, REQUEST SENSE tells it. Not tested: other conditions than 28h/00h, several at once.
 */
#include "conformance/suites/scene.h"
#include "conformance/suites/tables.h"

struct command {
	uint8_t cdb_bytes;
	uint8_t cdb[12];
	uint16_t data_bytes; /* coming in */
};

static const struct reply *send_it(struct judge *j)
{
	const struct command *command = j->test->row;

	return judge_fetch(j, command->cdb, command->cdb_bytes, command->data_bytes);
}

/* Out and in again, and nothing sent that could take the attention away. */
static void change_medium(struct judge *j)
{
	scene_open_tray(j);
	must_be_good(j, judge_send(j, CDB(0x1b, 0, 0, 0, 0x03, 0)));
}

static bool is_becoming_ready(const struct reply *r)
{
	return r->status == 0x02 && (r->sense[2] & 0x0f) == 2 && r->sense[12] == 0x04;
}

static void reported(struct judge *j)
{
	const struct reply *r;
	unsigned polls = 0;

	change_medium(j);
	while (is_becoming_ready(r = send_it(j)) && ++polls < 600)
		judge_wait_ms(j, 100);
	must_refuse(j, r, 6, 0x28, 0x00);
	while (is_becoming_ready(r = send_it(j)) && ++polls < 600)
		judge_wait_ms(j, 100);
	must_hold(j, !judge_sense_is(r, 6, 0x28, 0x00), "28h/00h is reported a second time");
	judge_settle(j, 60);
}

static void passed_over(struct judge *j)
{
	const struct reply *r;
	unsigned polls = 0;

	change_medium(j);
	must_be_good(j, send_it(j));
	do {
		judge_wait_ms(j, 100);
		r = judge_send(j, CDB(0x00, 0, 0, 0, 0, 0));
	} while (is_becoming_ready(r) && ++polls < 600);
	must_refuse(j, r, 6, 0x28, 0x00);
	judge_settle(j, 60);
}

static void told_by_request_sense(struct judge *j)
{
	const struct reply *r;
	unsigned polls = 0;

	change_medium(j);
	do {
		judge_wait_ms(j, 100);
		r = judge_fetch(j, CDB(0x03, 0, 0, 0, 18, 0), 18);
		must_have(j, r, 14);
	} while ((r->data[2] & 0x0f) == 2 && ++polls < 600);
	must_equal(j, r->data[2] & 0x0fu, 6, "sense key");
	must_equal(j, be16(r->data + 12), 0x2800, "additional sense code and qualifier");
	r = judge_fetch(j, CDB(0x03, 0, 0, 0, 18, 0), 18);
	must_have(j, r, 14);
	must_equal(j, r->data[2] & 0x0fu, 0, "sense key of the second REQUEST SENSE");
	judge_settle(j, 60);
}

#define ROW(name, what, function, more_needs, ...)                                                 \
	{                                                                                          \
		.id = "mmc.unit-attention.medium-change." name,                                    \
		.clause = "SPC-3 4.5.6, MMC-6: unit attention", .text = (what), .run = (function), \
		.effect = EFFECT_TRAY, .needs = NEEDS_MEDIUM | (more_needs),                       \
		.row = &(const struct command)                                                     \
		{                                                                                  \
			__VA_ARGS__                                                                \
		}                                                                                  \
	}
#define REPORTS(name, more_needs, ...)                                                              \
	ROW(name,                                                                                   \
		"The first such command after a medium change reports 6/28/00, and only that one.", \
		reported, more_needs, __VA_ARGS__)
#define PASSES(name, ...)                                                                   \
	ROW(name, "The command runs while an attention is pending, and leaves it pending.", \
		passed_over, 0, __VA_ARGS__)

static const struct test tests[] = {
	REPORTS("test-unit-ready", 0, 6, { 0x00 }, 0),
	REPORTS("read-capacity", 0, 10, { 0x25 }, 8),
	REPORTS("read-10", 0, 10, { 0x28, 0, 0, 0, 0, 0, 0, 0, 1 }, 2048),
	REPORTS("read-12", 0, 12, { 0xa8, 0, 0, 0, 0, 0, 0, 0, 0, 1 }, 2048),
	REPORTS("read-toc", 0, 10, { 0x43, 0, 0, 0, 0, 0, 0, 0, 12 }, 12),
	REPORTS("read-disc-information", 0, 10, { 0x51, 0, 0, 0, 0, 0, 0, 0, 34 }, 34),
	REPORTS("read-track-information", 0, 10, { 0x52, 1, 0, 0, 0, 1, 0, 0, 36 }, 36),
	REPORTS("mode-sense", 0, 10, { 0x5a, 8, 0x3f, 0, 0, 0, 0, 1, 0 }, 256),
	REPORTS("read-format-capacities", 0, 10, { 0x23, 0, 0, 0, 0, 0, 0, 0, 12 }, 12),
	REPORTS("get-performance", 0, 12, { 0xac, 0, 0, 0, 0, 0, 0, 0, 0, 1, 3 }, 24),
	REPORTS("read-cd", NEEDS_CD, 12, { 0xbe, 0, 0, 0, 0, 0, 0, 0, 1, 0x10 }, 2048),
	REPORTS("read-disc-structure", NEEDS_NOT_CD, 12, { 0xad, 0, 0, 0, 0, 0, 0, 0xff, 0, 4 }, 4),
	PASSES("inquiry", 6, { 0x12, 0, 0, 0, 36 }, 36),
	PASSES("get-configuration", 10, { 0x46, 0, 0, 0, 0, 0, 0, 0, 8 }, 8),
	PASSES("get-event-status", 10, { 0x4a, 1, 0, 0, 0x10, 0, 0, 0, 8 }, 8),
	{ .id = "mmc.unit-attention.medium-change.request-sense",
		.clause = "SPC-3 4.5.6, REQUEST SENSE",
		.text = "REQUEST SENSE tells a pending attention with GOOD, and clears it.",
		.run = told_by_request_sense,
		.effect = EFFECT_TRAY,
		.needs = NEEDS_MEDIUM },
};

const struct suite suite_attention = {
	.title = "Unit attention after a medium change",
	.tests = tests,
	.test_count = sizeof tests / sizeof tests[0],
};
