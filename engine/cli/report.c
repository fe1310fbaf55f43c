/* SPDX-License-Identifier: MIT */
#include "engine/cli/report.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/cli/target.h"

#define NS_PER_S    1000000000.0
#define BAR_CELLS   24
#define BLOCK_BYTES 2048

static void print_json(const struct report *report, json_t *object)
{
	char *text;

	if (report->label)
		json_object_set_new(object, "target", json_string(report->label));
	text = json_dumps(object, JSON_COMPACT | JSON_REAL_PRECISION(10));
	if (text)
		puts(text);
	fflush(stdout);
	free(text);
	json_decref(object);
}

static void print_label(const struct report *report)
{
	if (report->label)
		printf("%s: ", report->label);
}

static json_t *with_track(const struct report_event *event, json_t *object)
{
	if (event->track)
		json_object_set_new(object, "track", json_integer(event->track));
	return object;
}

#define ACTION_TEXT_MAX 32

/* "writing", "writing track 2". Returns @text. */
static const char *action_text(const struct report_event *event, char text[ACTION_TEXT_MAX])
{
	if (event->track)
		snprintf(text, ACTION_TEXT_MAX, "%s track %u", event->action, event->track);
	else
		snprintf(text, ACTION_TEXT_MAX, "%s", event->action);
	return text;
}

static json_t *seconds(uint64_t ns)
{
	return json_real((double)ns / NS_PER_S);
}

static json_t *times(uint16_t profile, uint32_t kBps)
{
	return json_real(br_speed_x_hundredths(profile, kBps) / 100.0);
}

/* ---- the start --------------------------------------------------------------------------- */

static void start_json(const struct report *report, const struct report_event *event)
{
	const struct br_medium *medium = event->medium;
	const struct br_write_speed *speed = &event->speed->speed;
	const char *name = br_profile_name(medium->profile);

	print_json(report,
		json_pack("{s:s, s:s, s:s, s:s, s:s, s:i, s:i, s:I, s:i, s:i, s:o}", "event",
			"start", "vendor", br_recorder_vendor(report->recorder), "product",
			br_recorder_product(report->recorder), "revision",
			br_recorder_revision(report->recorder), "medium", name ? name : "unknown",
			"profile", medium->profile, "start_lba", event->start_lba, "free_blocks",
			(json_int_t)medium->free_blocks, "speed_sectors_per_second",
			speed->sectors_per_second, "speed_kBps", (int)speed->write_kBps, "speed_x",
			times(medium->profile, speed->write_kBps)));
}

static void start_text(const struct report *report, const struct report_event *event)
{
	const struct br_medium *medium = event->medium;
	const struct br_speed_choice *choice = event->speed;
	const char *name = br_profile_name(medium->profile);
	uint32_t x = br_speed_x_hundredths(medium->profile, choice->speed.write_kBps);

	print_label(report);
	printf("%s %s %s, %s from LBA %" PRId32, br_recorder_vendor(report->recorder),
		br_recorder_product(report->recorder), br_recorder_revision(report->recorder),
		name ? name : "unknown medium", event->start_lba);
	if (choice->speed.write_kBps)
		printf(", at %" PRIu32 ".%" PRIu32 "x (%" PRIu32 " kB/s)%s", x / 100, x % 100 / 10,
			choice->speed.write_kBps,
			choice->speed_adjusted ? ", the nearest there is" : "");
	putchar('\n');
	fflush(stdout);
}

/* ---- steps and progress ------------------------------------------------------------------ */

static void progress_json(const struct report *report, const struct report_event *event)
{
	const struct br_write_progress *writing = event->writing;
	uint16_t profile = event->medium->profile;
	int32_t rotation_rpm = br_transport_rotation_rpm(report->transport);
	json_t *object = json_pack("{s:s, s:s, s:o}", "event", "progress", "action", event->action,
		"seconds", seconds(event->seconds_ns));

	if (event->fraction_valid)
		json_object_set_new(object, "fraction", json_real(event->fraction / 65535.0));
	if (writing) {
		uint32_t rate_kBps = br_kBps_of_sectors(profile, writing->sectors_per_second);
		json_t *more = json_pack("{s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:o, s:i, s:i}",
			"lba", writing->last_recorded_lba, "written_lba", writing->last_written_lba,
			"read_lba", writing->last_read_lba, "start_lba", writing->start_lba,
			"sector_count", writing->sector_count, "sectors_per_second",
			writing->sectors_per_second, "rate_kBps", (int)rate_kBps, "x",
			times(profile, rate_kBps), "buffer_bytes", writing->total_system_buffer,
			"buffer_used_bytes", writing->used_system_buffer);

		if (writing->device_buffer_valid) {
			json_object_set_new(more, "device_buffer_bytes",
				json_integer(writing->device_buffer_bytes));
			json_object_set_new(more, "device_buffer_used_bytes",
				json_integer(writing->device_buffer_used_bytes));
		}
		if (writing->remaining_valid)
			json_object_set_new(
				more, "remaining_seconds", seconds(writing->remaining_ns));
		if (rotation_rpm >= 0)
			json_object_set_new(more, "rotation_rpm", json_integer(rotation_rpm));
		json_object_update(object, more);
		json_decref(more);
	}
	print_json(report, with_track(event, object));
}

static void progress_bar(struct report *report, const struct report_event *event)
{
	const struct br_write_progress *writing = event->writing;
	int cells = event->fraction * BAR_CELLS / UINT16_MAX;
	char text[ACTION_TEXT_MAX];

	printf("\r\033[K%-12s [", action_text(event, text));
	for (int i = 0; i < BAR_CELLS; i++)
		putchar(i < cells ? '#' : ' ');
	printf("] %3d %%", event->fraction * 100 / UINT16_MAX);
	if (writing) {
		uint16_t profile = event->medium->profile;
		uint32_t x = br_speed_x_hundredths(
			profile, br_kBps_of_sectors(profile, writing->sectors_per_second));

		printf("  %" PRIu32 ".%" PRIu32 "x  buffer %d %%", x / 100, x % 100 / 10,
			(int)((int64_t)writing->used_system_buffer * 100 /
				writing->total_system_buffer));
		if (writing->device_buffer_valid && writing->device_buffer_bytes)
			printf("  drive %d %%", (int)((uint64_t)writing->device_buffer_used_bytes *
							100 / writing->device_buffer_bytes));
	}
	printf("  %" PRIu64 " s", event->seconds_ns / UINT64_C(1000000000));
	if (writing && writing->remaining_valid)
		printf(", %" PRIu64 " s left", writing->remaining_ns / UINT64_C(1000000000));
	fflush(stdout);
	report->line_open = true;
}

static void end_line(struct report *report)
{
	if (report->line_open)
		putchar('\n');
	report->line_open = false;
}

static void new_action(struct report *report, const struct report_event *event)
{
	char text[ACTION_TEXT_MAX];

	report->action = event->action;
	report->track = event->track;
	if (event->writes && !report->started) {
		report->started = true;
		if (report->json)
			start_json(report, event);
		else
			start_text(report, event);
	}
	if (report->json) {
		print_json(report, with_track(event, json_pack("{s:s, s:s, s:o}", "event", "action",
							     "action", event->action, "seconds",
							     seconds(event->seconds_ns))));
	} else if (!report->terminal) {
		print_label(report);
		puts(action_text(event, text));
	}
	fflush(stdout);
}

void report_event(struct report *report, const struct report_event *event)
{
	report->seconds_ns = event->seconds_ns;
	if (!report->action || strcmp(report->action, event->action) != 0 ||
		report->track != event->track) {
		end_line(report);
		new_action(report, event);
	}
	if (!event->fraction_valid)
		return;
	if (report->json)
		progress_json(report, event);
	else if (report->terminal)
		progress_bar(report, event);
}

void report_on_event(
	void *context, struct br_format_data *format, const struct br_format_event *event)
{
	static const char *const names[] = {
		[BR_ACTION_VALIDATING_MEDIA] = "validating",
		[BR_ACTION_FORMATTING_MEDIA] = "formatting",
		[BR_ACTION_INITIALIZING_HARDWARE] = "initializing",
		[BR_ACTION_CALIBRATING_POWER] = "calibrating",
		[BR_ACTION_WRITING_DATA] = "writing",
		[BR_ACTION_FINALIZATION] = "finalizing",
		[BR_ACTION_COMPLETED] = "completed",
		[BR_ACTION_VERIFYING] = "verifying",
	};
	const struct report_event shown = {
		.action = names[event->action],
		.seconds_ns = event->elapsed_ns,
		.writes = event->action == BR_ACTION_WRITING_DATA,
		.medium = br_format_data_medium(format),
		.speed = br_format_data_speed(format),
		.start_lba = br_format_data_start_lba(format),
		.fraction_valid = event->fraction_valid,
		.fraction = event->fraction,
		.writing = event->writing,
	};

	report_event(context, &shown);
}

/* ---- the end ----------------------------------------------------------------------------- */

static void end_json(const struct report *report, const struct br_outcome *outcome, int32_t lba)
{
	char text[320], sense[16];
	json_t *object;

	if (outcome->code == BR_OK) {
		print_json(report, json_pack("{s:s, s:b, s:o}", "event", "end", "ok", 1, "seconds",
					   seconds(report->seconds_ns)));
		return;
	}
	object = json_pack("{s:s, s:s, s:s, s:o}", "event", "error", "code",
		br_code_name(outcome->code), "text", br_outcome_format(outcome, text, sizeof text),
		"seconds", seconds(report->seconds_ns));
	if (outcome->status == BR_STATUS_CHECK_CONDITION) {
		snprintf(sense, sizeof sense, "%X/%02X/%02X", outcome->sense.key,
			outcome->sense.code, outcome->sense.qualifier);
		json_object_set_new(object, "sense", json_string(sense));
	}
	if (lba >= 0)
		json_object_set_new(object, "lba", json_integer(lba));
	print_json(report, object);
}

void report_end(struct report *report, const struct br_outcome *outcome, int32_t lba)
{
	end_line(report);
	if (report->json)
		end_json(report, outcome, lba);
	fflush(stdout);
	if (outcome->code == BR_OK && report->json)
		return;
	if (outcome->code == BR_OK) {
		print_label(report);
		printf("done after %" PRIu64 ".%" PRIu64 " s\n",
			report->seconds_ns / UINT64_C(1000000000),
			report->seconds_ns / UINT64_C(100000000) % 10);
		return;
	}
	if (report->label)
		fprintf(stderr, "%s: ", report->label);
	target_say("burn", outcome);
	if (lba >= 0)
		fprintf(stderr, "burnrig burn: the first difference is in LBA %" PRId32 "\n", lba);
}
