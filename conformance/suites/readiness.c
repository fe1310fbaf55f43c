/* SPDX-License-Identifier: MIT */
/*
 * TEST UNIT READY, REQUEST SENSE, unit attention and the form of sense data. Not tested: progress
 * (closing.c), deferred errors.
 */
#include "conformance/suites/scene.h"
#include "conformance/suites/tables.h"

static const struct scene_reply request_sense = {
	.cdb = { 0x03, 0, 0, 0, 0, 0 },
	.cdb_bytes = 6,
	.allocation_at = 4,
	.allocation_bytes = 1,
	.length_at = 7,
	.length_bytes = 1,
	.before = 8,
};

static bool is_reset_attention(const uint8_t *sense)
{
	/* SPC-3 table 28: 29h with any qualifier is a kind of power on or reset. */
	return (sense[2] & 0x0f) == 0x06 && sense[12] == 0x29;
}

static void ready(struct judge *j)
{
	for (unsigned i = 0; i < 3; i++)
		must_be_good(j, judge_send(j, CDB(0x00, 0, 0, 0, 0, 0)));
}

static void power_on(struct judge *j)
{
	const struct reply *first = judge_send(j, CDB(0x00, 0, 0, 0, 0, 0));
	const struct reply *second = judge_send(j, CDB(0x00, 0, 0, 0, 0, 0));

	must_hold(j, first->status == 0x02 && is_reset_attention(first->sense),
		"the first command after power-on must meet UNIT ATTENTION 29h");
	must_hold(j, !(second->status == 0x02 && is_reset_attention(second->sense)),
		"UNIT ATTENTION 29h must be reported once only");
}

static void power_on_sense(struct judge *j)
{
	const struct reply *r = judge_fetch(j, CDB(0x03, 0, 0, 0, 18, 0), 18);

	must_have(j, r, 18);
	must_hold(j, is_reset_attention(r->data),
		"REQUEST SENSE after power-on must return UNIT ATTENTION 29h as its data, found "
		"%X/%02X/%02X",
		r->data[2] & 0x0fu, (unsigned)r->data[12], (unsigned)r->data[13]);
	r = judge_send(j, CDB(0x00, 0, 0, 0, 0, 0));
	must_hold(j, !(r->status == 0x02 && is_reset_attention(r->sense)),
		"REQUEST SENSE must clear the unit attention that it returned");
}

static void power_on_passes(struct judge *j)
{
	const struct reply *r;

	must_be_good(j, judge_fetch(j, CDB(0x46, 0, 0, 0, 0, 0, 0, 0, 8, 0), 8));
	must_be_good(j, judge_fetch(j, CDB(0x4a, 0x01, 0, 0, 0, 0, 0, 0, 8, 0), 8));
	r = judge_send(j, CDB(0x00, 0, 0, 0, 0, 0));
	must_hold(j, r->status == 0x02 && is_reset_attention(r->sense),
		"GET CONFIGURATION or GET EVENT STATUS NOTIFICATION took the unit attention away");
}

/* Between power-on and ready a drive may only say that it is on its way. */
static void becoming_ready(struct judge *j)
{
	const struct reply *r = judge_send(j, CDB(0x00, 0, 0, 0, 0, 0));
	unsigned polls = 0;

	while (r->status != 0x00 && polls++ < 1000) {
		if (r->sense[2] == 0x02 && r->sense[12] == 0x30)
			judge_skip(j, "the drive cannot use the medium");
		must_refuse_with_one_of(j, r, { 6, 0x29, 0x00 }, { 6, 0x29, 0x01 },
			{ 6, 0x29, 0x02 }, { 6, 0x29, 0x03 }, { 6, 0x29, 0x04 }, { 6, 0x28, 0x00 },
			{ 2, 0x04, 0x01 }, { 2, 0x3a, 0x00 }, { 2, 0x3a, 0x01 }, { 2, 0x3a, 0x02 });
		if (r->sense[12] == 0x3a)
			judge_skip(j, "no medium is in the drive");
		judge_wait_ms(j, 100);
		r = judge_send(j, CDB(0x00, 0, 0, 0, 0, 0));
	}
	must_be_good(j, r);
}

static void sense_when_fine(struct judge *j)
{
	const struct reply *r = scene_whole(j, &request_sense, 18);

	must_equal(j, r->data[0] & 0x7fu, 0x70, "response code");
	must_equal(j, bits(r->data[2], 3, 0), 0x0, "sense key with nothing to report");
	/* a format in the background is told here, with its progress */
	if (scene_formats_in_background(j))
		must_equal(
			j, be16(r->data + 12), 0x0404, "additional sense of a background format");
	else
		must_equal(j, r->data[12], 0x00, "additional sense code with nothing to report");
	must_hold(j, r->data[12] != 0 || r->data[13] == 0,
		"additional sense code qualifier with nothing to report is %02Xh",
		(unsigned)r->data[13]);
}

static void sense_allocation(struct judge *j)
{
	const struct reply *r = scene_whole(j, &request_sense, 18);

	if (r->data[15] & 0x80)
		judge_skip(j, "a progress indication changes from reply to reply");
	scene_judge_allocation(j, &request_sense);
}

static void sense_form(struct judge *j)
{
	/* GET CONFIGURATION with RT 11b, which is reserved. */
	const struct reply *r = judge_fetch(j, CDB(0x46, 0x03, 0, 0, 0, 0, 0, 0, 8, 0), 8);

	must_refuse(j, r, 5, 0x24, 0x00);
	must_hold(j, r->sense_bytes >= 18, "sense data of %zu bytes, expected at least 18",
		r->sense_bytes);
	must_equal(j, r->sense[0] & 0x7fu, 0x70, "response code");
	must_hold(j, r->sense[7] >= 10, "additional sense length %u, expected at least 10",
		(unsigned)r->sense[7]);
}

static void field_pointer(struct judge *j)
{
	const struct reply *r = judge_fetch(j, CDB(0x46, 0x03, 0, 0, 0, 0, 0, 0, 8, 0), 8);

	must_refuse(j, r, 5, 0x24, 0x00);
	if (r->sense_bytes < 18 || !(r->sense[15] & 0x80))
		judge_skip(j, "the drive gives no sense-key specific bytes");
	must_equal(j, bits(r->sense[15], 6, 6), 1, "C/D (error in the CDB)");
	must_equal(j, be16(r->sense + 16), 1, "field pointer: RT is in byte");
}

static void sense_is_of_last_command(struct judge *j)
{
	must_refuse(j, judge_fetch(j, CDB(0x46, 0x03, 0, 0, 0, 0, 0, 0, 8, 0), 8), 5, 0x24, 0x00);
	must_be_good(j, judge_send(j, CDB(0x00, 0, 0, 0, 0, 0)));
	sense_when_fine(j);
}

static const struct test tests[] = {
	{
		.id = "mmc.test-unit-ready.ready",
		.clause = "SPC-3 6.33",
		.text = "With a usable medium TEST UNIT READY is GOOD, and stays so.",
		.run = ready,
		.needs = NEEDS_MEDIUM,
	},
	{
		.id = "mmc.unit-attention.power-on.once",
		.clause = "SAM-4, MMC-6: unit attention",
		.text = "The first command after power-on meets UNIT ATTENTION 29h, the next does not.",
		.run = power_on,
		.needs = NEEDS_POWER_ON,
	},
	{
		.id = "mmc.unit-attention.power-on.request-sense",
		.clause = "SPC-3 6.27",
		.text = "REQUEST SENSE returns a pending unit attention as data and clears it.",
		.run = power_on_sense,
		.needs = NEEDS_POWER_ON,
	},
	{
		.id = "mmc.unit-attention.passes",
		.clause = "MMC-6: GET CONFIGURATION, GET EVENT STATUS NOTIFICATION",
		.text = "GET CONFIGURATION and GET EVENT STATUS NOTIFICATION neither meet nor clear a unit "
			"attention.",
		.run = power_on_passes,
		.needs = NEEDS_POWER_ON,
	},
	{
		.id = "mmc.test-unit-ready.becoming-ready",
		.clause = "MMC-6: TEST UNIT READY, sense codes",
		.text = "Until the medium is ready only unit attentions and 2/04/01 are reported.",
		.run = becoming_ready,
		.needs = NEEDS_POWER_ON,
	},
	{
		.id = "mmc.request-sense.nothing-to-report",
		.clause = "SPC-3 6.27",
		.text = "With nothing to report REQUEST SENSE gives fixed-format NO SENSE.",
		.run = sense_when_fine,
		.needs = NEEDS_MEDIUM,
	},
	{
		.id = "mmc.request-sense.allocation-length",
		.clause = "SPC-3 4.3.4.6",
		.text = "A short allocation length cuts the reply and changes nothing in it.",
		.run = sense_allocation,
		.needs = NEEDS_MEDIUM,
	},
	{
		.id = "mmc.sense.fixed-format",
		.clause = "SPC-3 4.5.3",
		.text = "Sense data is fixed format, current, and at least 18 bytes.",
		.run = sense_form,
	},
	{
		.id = "mmc.sense.field-pointer",
		.clause = "SPC-3 4.5.2.4.2",
		.text = "Where ILLEGAL REQUEST has a field pointer, it points at the field at fault.",
		.run = field_pointer,
	},
	{
		.id = "mmc.request-sense.not-sticky",
		.clause = "SAM-4: sense data",
		.text = "Sense of a refused command is gone after a command that succeeded.",
		.run = sense_is_of_last_command,
		.needs = NEEDS_MEDIUM,
	},
};

const struct suite suite_readiness = {
	.title = "Readiness, unit attention and sense",
	.tests = tests,
	.test_count = sizeof tests / sizeof tests[0],
};
