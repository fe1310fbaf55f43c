/* SPDX-License-Identifier: MIT */
#include "conformance/runner/trace.h"

#include <stdio.h>
#include <string.h>

#include "conformance/runner/text.h"

const char *trace_operation_name(uint8_t operation)
{
	switch (operation) {
#define OPERATION(name, code, length, text, clause) \
	case code:                                  \
		return text;
#include "fixtures/codes/operations.def"
#undef OPERATION
	default:
		return NULL;
	}
}

static const char *sense_text(uint8_t key, uint8_t asc, uint8_t ascq)
{
	static const struct {
		uint8_t key, asc, ascq;
		const char *text;
	} known[] = {
#define SENSE(name, k, a, q, t) { k, a, q, t },
#include "fixtures/codes/sense.def"
#undef SENSE
	};

	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		if (known[i].asc == asc && known[i].ascq == ascq && known[i].key == key)
			return known[i].text;
	return "";
}

/* SPC-4 4.5.2.4: sense-key specific bytes of ILLEGAL REQUEST point at the field, else progress. */
static void add_specific(struct text *text, const uint8_t *sense)
{
	unsigned position = (unsigned)sense[16] << 8 | sense[17];

	if (!(sense[15] & 0x80))
		return;
	if ((sense[2] & 0x0f) != 0x05) {
		text_add(text, " (progress %u/65536)", position);
		return;
	}
	text_add(text, " (%s byte %u", sense[15] & 0x40 ? "CDB" : "parameter", position);
	if (sense[15] & 0x08)
		text_add(text, ", bit %u", (unsigned)(sense[15] & 7));
	text_add(text, ")");
}

void trace_sense(const uint8_t *sense, size_t sense_bytes, char *out, size_t out_bytes)
{
	struct text text = text_begin(out, out_bytes);

	if (sense_bytes < 14) {
		text_add(&text, "no usable sense (%zu bytes)", sense_bytes);
		return;
	}
	text_add(&text, "%X/%02X/%02X %s", sense[2] & 0x0fu, (unsigned)sense[12],
		(unsigned)sense[13], sense_text((uint8_t)(sense[2] & 0x0f), sense[12], sense[13]));
	if (sense_bytes >= 18)
		add_specific(&text, sense);
}

void trace_format_happening(const char *what, uint64_t at_ns, char *out)
{
	struct text text = text_begin(out, TRACE_LINE_BYTES);

	text_add(&text, "%6llu.%09llu s  ! %s", (unsigned long long)(at_ns / 1000000000u),
		(unsigned long long)(at_ns % 1000000000u), what);
}

static void add_answer(
	struct text *text, const struct device_command *command, const struct device_answer *answer)
{
	char sense[160];

	if (answer->status == 0x00) {
		text_add(text, "GOOD");
	} else if (answer->status == 0x02) {
		trace_sense(answer->sense, answer->sense_bytes, sense, sizeof sense);
		text_add(text, "CHECK CONDITION %s", sense);
	} else {
		text_add(text, "status %02Xh", (unsigned)answer->status);
	}
	if (command->direction != DEVICE_NO_DATA && answer->moved_known)
		text_add(text, ", %zu moved", answer->moved_bytes);
	text_add(text, ", %llu.%03llu ms", (unsigned long long)(answer->duration_ns / 1000000),
		(unsigned long long)(answer->duration_ns / 1000 % 1000));
}

#define RUN_LEAST 8 /* equal bytes that are told as one */

static void add_data(struct text *text, const uint8_t *data, size_t bytes, size_t most)
{
	const size_t shown = bytes < most ? bytes : most;

	for (size_t at = 0; at < shown;) {
		size_t run = 1;
		while (at + run < shown && data[at + run] == data[at])
			run++;
		if (run < RUN_LEAST)
			run = 1;
		text_add_hex(text, data + at, 1, 1);
		if (run > 1)
			text_add(text, "*%zu", run);
		at += run;
		text_add(text, at < shown ? " " : "");
	}
	if (shown < bytes)
		text_add(text, " ... %zu of %zu", shown, bytes);
}

size_t trace_room(const struct device_command *command)
{
	return TRACE_LINE_BYTES + 3 * command->data_bytes;
}

static void add_phase(struct text *text, const struct device_command *command,
	const struct device_answer *answer, size_t most_data)
{
	size_t shown = command->data_bytes;

	if (command->direction == DEVICE_DATA_IN && answer->status != 0x00)
		shown = answer->moved_known ? answer->moved_bytes : 0;
	if (command->direction == DEVICE_DATA_IN && answer->moved_known &&
		answer->moved_bytes < shown)
		shown = answer->moved_bytes;
	if (shown == 0 || command->direction == DEVICE_NO_DATA)
		return;
	text_add(text, " | ");
	add_data(text, command->data, shown, most_data);
}

static void add_line(struct text *text, const struct device_command *command,
	const struct device_answer *answer, int error, uint64_t at_ns)
{
	const char *name = trace_operation_name(command->cdb_bytes ? command->cdb[0] : 0);

	text_add(text, "%6llu.%09llu s  %s  ", (unsigned long long)(at_ns / 1000000000u),
		(unsigned long long)(at_ns % 1000000000u), name ? name : "(no such command)");
	text_add_hex(text, command->cdb, command->cdb_bytes, 16);
	if (command->direction != DEVICE_NO_DATA)
		text_add(text, " | %s %zu", command->direction == DEVICE_DATA_IN ? "in" : "out",
			command->data_bytes);
	text_add(text, " | ");
	if (error)
		text_add(text, "path failed: %s", strerror(-error));
	if (error && answer->duration_ns)
		text_add(text, " after %llu ms",
			(unsigned long long)(answer->duration_ns / 1000000));
	if (!error)
		add_answer(text, command, answer);
}

void trace_format(const struct device_command *command, const struct device_answer *answer,
	int error, uint64_t at_ns, char *out)
{
	struct text text = text_begin(out, TRACE_LINE_BYTES);

	add_line(&text, command, answer, error, at_ns);
	add_phase(&text, command, answer, TRACE_DATA_BYTES);
}

void trace_format_whole(const struct device_command *command, const struct device_answer *answer,
	int error, uint64_t at_ns, char *out)
{
	struct text text = text_begin(out, trace_room(command));

	add_line(&text, command, answer, error, at_ns);
	add_phase(&text, command, answer, SIZE_MAX);
}
