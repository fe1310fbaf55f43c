/* SPDX-License-Identifier: MIT */
#include "engine/formats/tests/burn_rig.h"

const struct burn_medium burn_media[] = {
	{ "bd-re-25", NOT_FORMATTED, false, true },
	{ "dvd+r", NOT_FORMATTED, true, false },
	{ "cd-r-80", NOT_FORMATTED, true, false },
	{ "cd-rw-80-high-speed", NOT_FORMATTED, true, false },
	{ "cd-rw-80-high-speed", BR_FORMAT_FULL, false, true },
	{ "cd-rw-80-high-speed", MOUNT_RAINIER, false, true },
	{ "dvd-r", NOT_FORMATTED, true, false },
	{ "dvd-r-dl", NOT_FORMATTED, false, false },
	{ "dvd-rw", NOT_FORMATTED, true, false },
	{ "dvd-rw", BR_FORMAT_QUICK, false, true },
	{ "dvd-rw", BR_FORMAT_FULL, false, true },
	{ "dvd-ram", NOT_FORMATTED, false, true },
	{ "dvd+r-dl", NOT_FORMATTED, true, false },
	{ "dvd+rw", NOT_FORMATTED, false, true },
	{ "dvd+rw", BR_FORMAT_FULL, false, true },
	{ "dvd+rw", MOUNT_RAINIER, false, true },
	{ "bd-r-25", NOT_FORMATTED, true, false },
	{ "bd-r-25", BR_FORMAT_SEQUENTIAL, true, false },
	{ "bd-r-50", NOT_FORMATTED, true, false },
	{ "bd-re-25", BR_FORMAT_NO_SPARES, false, true },
	{ "bd-re-50", NOT_FORMATTED, false, true },
	{ "bd-re-100", NOT_FORMATTED, false, true },
};
const size_t burn_media_count = sizeof burn_media / sizeof *burn_media;

void burn_rig_open_drive(struct burn_rig *rig, const char *drive, const char *medium, FILE *trace)
{
	const struct br_in_process_options options = {
		.drive = drive, .medium = medium, .seed = 7, .trace = trace
	};
	char problem[200];

	*rig = (struct burn_rig) { 0 };
	if (br_transport_open_in_process(&options, &rig->transport, problem, sizeof problem))
		fail_msg("%s", problem);
	assert_int_equal(br_recorder_create(rig->transport, &rig->recorder).code, BR_OK);
	rig->format = br_format_data_create(rig->recorder);
	assert_non_null(rig->format);
	br_format_data_set_cancel(rig->format, &rig->cancel);
}

void burn_rig_open(struct burn_rig *rig, const char *medium, FILE *trace)
{
	burn_rig_open_drive(rig, NULL, medium, trace);
}

void burn_rig_close(struct burn_rig *rig)
{
	br_format_data_destroy(rig->format);
	br_recorder_destroy(rig->recorder);
	br_transport_close(rig->transport);
}

void burn_rig_assert(struct br_outcome outcome, enum br_code expected)
{
	char text[300];

	if (outcome.code != expected)
		fail_msg("expected %s: %s", br_code_name(expected),
			br_outcome_format(&outcome, text, sizeof text));
}

void burn_rig_burn(struct burn_rig *rig, int64_t bytes)
{
	struct pattern_stream source = pattern_stream((uint64_t)bytes);

	burn_rig_assert(br_format_data_write(rig->format, &source.base, bytes), BR_OK);
}

void burn_rig_reads_back(struct burn_rig *rig, int64_t bytes)
{
	struct pattern_stream source = pattern_stream((uint64_t)bytes);
	int32_t lba;

	burn_rig_assert(br_format_data_verify(rig->format, &source.base, bytes, &lba), BR_OK);
}

struct br_medium burn_rig_look(struct burn_rig *rig)
{
	const struct br_wait wait = { .timeout_ms = 60000 };
	struct br_medium medium;

	burn_rig_assert(br_recorder_wait_ready(rig->recorder, &wait), BR_OK);
	burn_rig_assert(br_recorder_medium(rig->recorder, &medium), BR_OK);
	return medium;
}

void burn_rig_cancel_when_writing(
	void *context, struct br_format_data *format, const struct br_format_event *event)
{
	struct burn_rig *rig = context;

	(void)format;
	if (event->writing && event->writing->last_written_lba > event->writing->start_lba)
		br_cancel_request(&rig->cancel);
}

/* FORMAT UNIT, in the background: type 24h over all blocks (MMC-6 6.5.4.2.14). */
void burn_format_mount_rainier(struct br_recorder *recorder)
{
	const struct br_wait wait = { .timeout_ms = 60000 };
	static const uint8_t list[12] = { 0, 2, 0, 8, 0xFF, 0xFF, 0xFF, 0xFF, 0x90 };
	struct br_command command = { .cdb = { 0x04, 0x11 },
		.cdb_bytes = 6,
		.direction = BR_DATA_OUT,
		.data_out = list,
		.data_bytes = sizeof list };

	burn_rig_assert(br_recorder_wait_ready(recorder, &wait), BR_OK);
	br_transport_execute(br_recorder_transport(recorder), &command);
	assert_int_equal(command.result.transport, 0);
	assert_int_equal(command.result.status, 0);
}

void burn_rig_open_medium(struct burn_rig *rig, const struct burn_medium *medium)
{
	const struct br_format_request request = { .kind = (enum br_format_kind)medium->format };

	burn_rig_open(rig, medium->name, NULL);
	if (medium->format == MOUNT_RAINIER)
		burn_format_mount_rainier(rig->recorder);
	else if (medium->format != NOT_FORMATTED)
		burn_rig_assert(br_format_medium(rig->recorder, &request), BR_OK);
}
