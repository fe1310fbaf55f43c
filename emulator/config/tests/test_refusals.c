/* SPDX-License-Identifier: MIT */
/* Every mistake in a definition is refused with file, line and key, whatever the text is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
/* after the headers it needs */
#include <cmocka.h>

#include "burnrig/definition.h"
#include "emulator/config/config.h"
#include "emulator/drive/drive_definition.h"
#include "emulator/media/medium_definition.h"

/* One line each, so that a line can be exchanged: line n is element n - 1. */
static const char *const drive_lines[] = {
	"title = \"A drive\"",
	"vendor = \"MAKER\"",
	"product = \"MODEL\"",
	"revision = \"1.00\"",
	"serial = \"S0001\"",
	"firmware_date = \"20150312094500\"",
	"interface = sata",
	"buffer_KiB = 4096",
	"rpm_max = 10000",
	"spin_up_ms = 3000",
	"load_ms = 10000",
	"tray_ms = 2000",
	"seek_full_ms = 250",
	"seek_track_ms = 20",
	"opc_ms = 2000",
	"command_us = 100",
	"link_ms = 500",
	"lead_out_ms = 20000",
	"profile DVD_PLUS_R {",
	"write = { \"16x CAV\", \"8x\", \"3324 kB/s CLV\" }",
	"read = { \"16x CAV\" }",
	"}",
};
#define DRIVE_LINES (sizeof(drive_lines) / sizeof(drive_lines[0]))

static const char *const medium_lines[] = {
	"title = \"A disc\" # comment",
	"family = \"dvd+r\"",
	"capacity_blocks = 2295104",
	"layers = 1",
	"inner_radius_um = 24000",
	"outer_radius_um = 58000",
	"velocity_mm_per_s = 3490",
	"write_speeds = { 2.4x, 8x }",
	"manufacturer_id = \"MCC\"",
	"media_type_id = \"003\"",
	"product_revision = 0",
};
#define MEDIUM_LINES (sizeof(medium_lines) / sizeof(medium_lines[0]))

/* The lines with line @number exchanged (0: none). */
static char *compose(const char *const *lines, size_t count, unsigned number, const char *exchange)
{
	static char text[8192];
	size_t used = 0;

	for (size_t i = 0; i < count; i++)
		used += (size_t)snprintf(text + used, sizeof(text) - used, "%s\n",
			i + 1 == number ? exchange : lines[i]);
	return text;
}

struct refusal {
	unsigned line;	       /* exchanged */
	unsigned problem_line; /* 0: not looked at, because it is found at the end */
	const char *exchange;
	const char *field, *text; /* text: a part of it */
};

static void check_problem(const struct refusal *row, const struct burnrig_problem *problem)
{
	assert_string_equal(problem->file, "x/y.conf");
	assert_string_equal(problem->field, row->field);
	assert_non_null(strstr(problem->text, row->text));
	assert_true(problem->line > 0);
	if (row->problem_line)
		assert_int_equal(problem->line, row->problem_line);
}

static void check_drive(const struct refusal *row)
{
	struct burnrig_drive_definition *drive = NULL;
	struct burnrig_problem problem = { .text = "" };
	char *text = compose(drive_lines, DRIVE_LINES, row->line, row->exchange);

	assert_int_equal(drive_definition_parse(text, "x/y.conf", &drive, &problem), -22);
	assert_null(drive);
	check_problem(row, &problem);
}

static void check_medium(const struct refusal *row)
{
	struct burnrig_medium_definition *medium = NULL;
	struct burnrig_problem problem = { .text = "" };
	char *text = compose(medium_lines, MEDIUM_LINES, row->line, row->exchange);

	assert_int_equal(medium_definition_parse(text, "x/y.conf", &medium, &problem), -22);
	assert_null(medium);
	check_problem(row, &problem);
}

/* What one test refuses: rows of one subject. */
struct refusals {
	void (*check)(const struct refusal *row);
	const struct refusal *rows;
	size_t count;
};

static void are_refused(void **state)
{
	const struct refusals *refusals = *state;

	for (size_t i = 0; i < refusals->count; i++) {
		print_message("%u: %s\n", refusals->rows[i].line, refusals->rows[i].exchange);
		refusals->check(&refusals->rows[i]);
	}
}

/* Keys, quotes, comments, braces. */
static const struct refusal form[] = {
	{ 1, 1, "title = \"${HOME}\"", "", "environment" },
	{ 1, 21, "title = \"never ended", "", "string that begins here" },
	{ 22, 22, "} \"never ended", "", "string that begins here" },
	{ 22, 22, "} /* never ended", "", "comment that" },
	{ 9, 13, "# comment\n// one\n/* two\n\n*/ rpm_max = '1' # \"x", "rpm_max", "out of range" },
	{ 9, 9, "rpm_max = \"1 # no comment\" // '", "rpm_max", "'1 # no comment' is not" },
	{ 1, 1, "title = {a, b}", "", "" },
	{ 3, 3, "product = MODEL product = MODEL", "product", "given twice" },
	{ 4, 4, "revison = \"1.00\"", "revison", "unknown key" },
	{ 4, 4, "include(\"/etc/passwd\")", "include", "unknown key" },
	{ 8, 8, "buffer_KiB = 4 MiB", "MiB", "unknown key" },
	{ 9, 10, "rpm_max =", "", "" },
	{ 22, 19, "", "", "{ that begins here" },
	{ 22, 22, "} }", "", "" },
};

/* Texts, names and dates. */
static const struct refusal names[] = {
	{ 1, 0, "", "title", "missing" },
	{ 1, 1, "title = \"\"", "title", "0 characters" },
	{ 1, 1, "title = \"B\xc3\xa4r\"", "title", "ASCII" },
	{ 2, 2, "vendor = \"NINECHARS\"", "vendor", "expected 1 to 8" },
	{ 3, 3, "product = \"SEVENTEEN CHARS !\"", "product", "expected 1 to 16" },
	{ 6, 6, "firmware_date = 2015", "firmware_date", "14 digits" },
	{ 7, 7, "interface = centronics", "interface", "none of" },
};

/* Numbers and their ranges. */
static const struct refusal numbers[] = {
	{ 8, 8, "buffer_KiB = \"4 MiB\"", "buffer_KiB", "not a number" },
	{ 8, 8, "buffer_KiB = 1", "buffer_KiB", "128 to 65536" },
	{ 9, 9, "rpm_max = 99999999999999999999", "rpm_max", "not a number" },
	{ 9, 9, "rpm_max = -1", "rpm_max", "not a number" },
	{ 9, 9, "rpm_max = 0x100", "rpm_max", "not a number" },
	{ 14, 0, "seek_track_ms = 300", "seek_track_ms", "longer than" },
	{ 18, 18, "lead_out_ms = 3600001", "lead_out_ms", "out of range" },
};

/* Profiles and what each must have. */
static const struct refusal profiles[] = {
	{ 19, 0, "profile DVD_PLUS_ARGH {", "profile", "no profile is named" },
	{ 19, 0, "profile NONE {", "profile", "has no speeds" },
	{ 19, 0, "profile HD_DVD_R {", "profile", "has no speeds" },
	{ 19, 19, "profile {", "", "" },
	{ 19, 19, "profile CD_R { read = {1x} } profile CD_R {", "", "duplicate" },
	{ 21, 21, "read = { 16x } verify_writes = perhaps", "verify_writes", "none of" },
	{ 21, 0, "", "read", "missing" },
	{ 21, 0, "read = { }", "read", "missing" },
};

/* Speeds and their order. */
static const struct refusal speeds[] = {
	{ 20, 20, "write = { \"8x\", \"16x\" }", "write", "not slower" },
	{ 20, 20, "write = { \"8x\", \"8x CAV\" }", "write", "not slower" },
	{ 20, 20, "write = { \"8.04x\", \"8x CAV\" }", "write", "within 1 %" },
	{ 20, 20, "write = { \"8\" }", "write", "expected a speed" },
	{ 20, 20, "write = { \"8x ZCLV\" }", "write", "expected zones" },
	{ 20, 20, "write = { \"8.125x\" }", "write", "expected a speed" },
	{ 20, 20, "write = { \"0.1x\" }", "write", "out of range" },
	{ 20, 20, "write = { \"101x\" }", "write", "out of range" },
	{ 20, 20, "write = { \"9999999999 kB/s\" }", "write", "expected a speed" },
	{ 20, 20, "write = {17x,16x,15x,14x,13x,12x,11x,10x,9x,8x,7x,6x,5x,4x,3x,2x,1x}", "write",
		"at most 16" },
	{ 20, 20, "write = { 8x } write = { 4x }", "write", "given twice" },
};

/* Keys that may be left out. */
static const struct refusal optional_keys[] = {
	{ 18, 18, "lead_out_ms = 1 full_buffer = wait", "full_buffer", "none of" },
	{ 18, 18, "lead_out_ms = 1 blank_ms = 3600001", "blank_ms", "out of range" },
	{ 18, 18, "lead_out_ms = 1 loading = drawer", "loading", "none of" },
	{ 18, 18, "lead_out_ms = 1 inquiry_format = 3", "inquiry_format", "out of range" },
	{ 18, 18, "lead_out_ms = 1 quirks = { slow }", "quirks", "none of" },
	{ 18, 18, "lead_out_ms = 1 refused_commands = { FROB }", "refused_commands",
		"no command is named" },
	{ 18, 18, "lead_out_ms = 1 refused_performance = { 6 }", "refused_performance",
		"expected 0 to 5" },
};

/* What the drive says otherwise. */
static const struct refusal overrides[] = {
	{ 18, 0, "lead_out_ms = 1 feature NONE { }", "feature", "no feature is named" },
	{ 18, 0, "lead_out_ms = 1 feature CORE { absent = no }", "absent", "expected yes" },
	{ 18, 0, "lead_out_ms = 1 feature CORE { version = 16 }", "version", "out of range" },
	{ 18, 0, "lead_out_ms = 1 feature CORE { bytes = { \"3 = 00\" } }", "bytes",
		"bytes from 4 on" },
	{ 18, 0, "lead_out_ms = 1 feature CORE { bytes = { \"4 = 1G\" } }", "bytes", "BYTE = HEX" },
	{ 18, 0, "lead_out_ms = 1 feature CORE { bytes = { \"4.8 = 1\" } }", "bytes", "BYTE.BIT" },
	{ 18, 0, "lead_out_ms = 1 feature CORE { bytes = { \"256 = 1\" } }", "bytes",
		"BYTE = HEX" },
	{ 18, 0, "lead_out_ms = 1 mode_page CORE { }", "mode_page", "no mode_page is named" },
	{ 18, 0, "lead_out_ms = 1 mode_page CACHING { length = 26 }", "length", "only page 2Ah" },
	{ 18, 0, "lead_out_ms = 1 mode_page CACHING { bytes = { \"1 = 00\" } }", "bytes",
		"bytes from 2 on" },
};

static void test_speed_list_over_lines(void **state)
{
	const struct refusal row = { 20, 22, "write = { 16x,\n 8x,\n 9x }", "write", "'9x'" };

	(void)state;
	check_drive(&row);
}

static void test_drive_is_read(void **state)
{
	struct burnrig_drive_definition *drive = NULL;
	char *text = compose(drive_lines, DRIVE_LINES, 0, "");

	(void)state;
	assert_int_equal(drive_definition_parse(text, "some/where/mine.conf", &drive, NULL), 0);
	assert_string_equal(drive->name, "mine");
	assert_string_equal(drive->title, "A drive");
	assert_string_equal(drive->serial, "S0001");
	assert_string_equal(drive->firmware_date, "20150312094500");
	assert_int_equal(drive->lead_out_ms, 20000);
	assert_int_equal(drive->profile_count, 1);
	assert_int_equal(drive->profiles[0].profile, 0x001B);
	assert_int_equal(drive->profiles[0].write_speed_count, 3);
	assert_int_equal(drive->profiles[0].write_speeds[0].kBps, 22160);
	assert_int_equal(drive->profiles[0].write_speeds[2].kBps, 3324);
	assert_int_equal(drive->profiles[0].read_speed_count, 1);
	burnrig_drive_definition_free(drive);
}

/* What may be left out has its meaning then. */
static void test_optional_keys(void **state)
{
	struct burnrig_drive_definition *drive = NULL;
	char *text = compose(drive_lines, DRIVE_LINES, 0, "");

	(void)state;
	assert_int_equal(drive_definition_parse(text, "a.conf", &drive, NULL), 0);
	assert_int_equal(drive->zone_stop_ms, 500);
	assert_int_equal(drive->layer_change_ms, 500);
	assert_int_equal(drive->format_ms, 20000);
	assert_int_equal(drive->blank_ms, 20000);
	assert_int_equal(drive->close_track_ms, 0);
	assert_int_equal(drive->full_buffer, DRIVE_FULL_HOLDS);
	burnrig_drive_definition_free(drive);
	text = compose(drive_lines, DRIVE_LINES, 18,
		"lead_out_ms = 20000\nzone_stop_ms = 0\nlayer_change_ms = 2\nformat_ms = 3\n"
		"blank_ms = 4\nclose_track_ms = 5\nfull_buffer = refuse");
	assert_int_equal(drive_definition_parse(text, "a.conf", &drive, NULL), 0);
	assert_int_equal(drive->zone_stop_ms, 0);
	assert_int_equal(drive->layer_change_ms, 2);
	assert_int_equal(drive->format_ms, 3);
	assert_int_equal(drive->blank_ms, 4);
	assert_int_equal(drive->close_track_ms, 5);
	assert_int_equal(drive->full_buffer, DRIVE_FULL_REFUSES);
	burnrig_drive_definition_free(drive);
}

/* Of a medium. */
static const struct refusal media[] = {
	{ 2, 2, "family = \"laserdisc\"", "family", "none of" },
	{ 2, 0, "family = \"cd-r\"", "atip_lead_in", "missing" },
	{ 2, 0, "family = \"bd-re\"", "default_spare_blocks", "missing" },
	{ 3, 3, "capacity_blocks = 2295105", "capacity_blocks", "multiple of 16" },
	{ 3, 3, "capacity_blocks = 0", "capacity_blocks", "out of range" },
	{ 3, 0, "capacity_blocks = 536870912", "outer_radius_um", "blocks per layer" },
	{ 4, 4, "layers = 5", "layers", "out of range" },
	{ 5, 0, "inner_radius_um = 57000", "outer_radius_um", "more than" },
	{ 5, 0, "inner_radius_um = 60000", "outer_radius_um", "more than" },
	{ 6, 6, "outer_radius_um = 65536", "outer_radius_um", "out of range" },
	{ 7, 7, "velocity_mm_per_s = 0", "velocity_mm_per_s", "out of range" },
	{ 8, 8, "write_speeds = { 8x, 2.4x }", "write_speeds", "not faster" },
	{ 8, 8, "write_speeds = { fast }", "write_speeds", "expected a speed" },
	{ 8, 8, "write_speeds = {1x,2x,3x,4x,5x,6x,7x,8x,9x,10x,11x,12x,13x,14x,15x,16x,17x}",
		"write_speeds", "at most 16" },
	{ 9, 9, "manufacturer_id = \"TOO LONG!\"", "manufacturer_id", "expected 1 to 8" },
	{ 10, 0, "", "media_type_id", "missing" },
	{ 11, 11, "product_revision = 256", "product_revision", "0 to 255" },
	{ 11, 11, "product_revision = 0 atip_lead_in = \"97:24:01\"", "atip_lead_in",
		"family dvd+r has none" },
	{ 11, 11, "product_revision = 0 default_spare_blocks = 16", "default_spare_blocks",
		"has none" },
	{ 11, 11, "product_revision = 0 track_path = parallel", "track_path", "has none" },
	{ 11, 11, "product_revision = 0 finalized_radius_um = 65536", "finalized_radius_um",
		"out of range" },
};

/* A second layer's path: of pressed DVDs only, as all that are recorded turn back. */
static void test_track_path(void **state)
{
	static const struct {
		const char *path;
		bool taken, parallel;
	} rows[] = {
		{ "", true, false },
		{ "track_path = opposite\n", true, false },
		{ "track_path = \"parallel\"\n", true, true },
		{ "track_path = both\n", false, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct burnrig_medium_definition *medium = NULL;
		struct burnrig_problem problem;
		char text[1024];

		snprintf(text, sizeof(text),
			"title = t\nfamily = dvd-rom\ncapacity_blocks = 4171712\nlayers = 2\n"
			"inner_radius_um = 24000\nouter_radius_um = 58000\n"
			"velocity_mm_per_s = 3840\n%s",
			rows[i].path);
		assert_int_equal(medium_definition_parse(text, "d.conf", &medium, &problem),
			rows[i].taken ? 0 : -22);
		if (!rows[i].taken) {
			assert_int_equal(problem.line, 8);
			assert_string_equal(problem.field, "track_path");
			continue;
		}
		assert_int_equal(medium->geometry.parallel_path, rows[i].parallel);
		burnrig_medium_definition_free(medium);
	}
}

static void test_atip_refusals(void **state)
{
	static const char *const times[] = { "97:24", "97:24:75", "97:60:00", "89:00:00",
		"97-24-01", "97:24:011", "", "9:24:01", "97:24:0", "-7:24:01" };

	(void)state;
	for (size_t i = 0; i < sizeof(times) / sizeof(times[0]); i++) {
		struct burnrig_medium_definition *medium = NULL;
		struct burnrig_problem problem;
		char text[1024];

		snprintf(text, sizeof(text),
			"title = t\nfamily = cd-r\ncapacity_blocks = 333000\nlayers = 1\n"
			"inner_radius_um = 25000\nouter_radius_um = 58000\n"
			"velocity_mm_per_s = 1200\nwrite_speeds = {1x}\natip_lead_in = \"%s\"\n",
			times[i]);
		assert_int_equal(medium_definition_parse(text, "d.conf", &medium, &problem), -22);
		assert_int_equal(problem.line, 9);
		assert_string_equal(problem.field, "atip_lead_in");
	}
}

static void test_medium_is_read(void **state)
{
	struct burnrig_medium_definition *medium = NULL;
	char *text = compose(medium_lines, MEDIUM_LINES, 0, "");

	(void)state;
	assert_int_equal(medium_definition_parse(text, "rw.disc/mine.conf", &medium, NULL), 0);
	assert_string_equal(medium->name, "mine");
	assert_string_equal(medium->text, text);
	assert_int_equal(medium->text_bytes, strlen(text));
	assert_int_equal(medium->write_speeds_cx[0], 240);
	assert_int_equal(medium->geometry.blocks, 2295104);
	burnrig_medium_definition_free(medium);
}

static void test_odd_texts(void **state)
{
	static const char *const texts[] = { "", "\n\n", "{", "}", "=", "\"", "/*", "#", "+=", "a",
		"profile", "profile x", "profile x {", "title", "title=", "title+=x", "\\", "'",
		"title = \"\\x\"", "title = \"\\777\"", "\xff\xfe", "title=a;title=b" };
	char *huge = malloc(100001);

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct burnrig_drive_definition *drive = NULL;
		struct burnrig_problem problem = { .text = "" };

		assert_int_equal(drive_definition_parse(texts[i], "f", &drive, &problem), -22);
		assert_true(*problem.text);
	}
	memset(huge, '#', 100000);
	huge[100000] = '\0';
	{
		struct burnrig_medium_definition *medium = NULL;
		struct burnrig_problem problem = { .text = "" };

		assert_int_equal(medium_definition_parse(huge, "f", &medium, &problem), -22);
		assert_non_null(strstr(problem.text, "longer than"));
	}
	free(huge);
}

#define REFUSED(checked_by, table)                                             \
	{                                                                      \
		"refused_" #table, are_refused, NULL, NULL, &(struct refusals) \
		{                                                              \
			.check = (checked_by), .rows = (table),                \
			.count = sizeof(table) / sizeof((table)[0])            \
		}                                                              \
	}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_drive_is_read),
		cmocka_unit_test(test_optional_keys),
		REFUSED(check_drive, form),
		REFUSED(check_drive, names),
		REFUSED(check_drive, numbers),
		REFUSED(check_drive, profiles),
		REFUSED(check_drive, speeds),
		REFUSED(check_drive, optional_keys),
		REFUSED(check_drive, overrides),
		cmocka_unit_test(test_speed_list_over_lines),
		cmocka_unit_test(test_medium_is_read),
		cmocka_unit_test(test_track_path),
		REFUSED(check_medium, media),
		cmocka_unit_test(test_atip_refusals),
		cmocka_unit_test(test_odd_texts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
