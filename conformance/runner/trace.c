/* SPDX-License-Identifier: MIT */
#include "conformance/runner/trace.h"

#include <stdio.h>
#include <string.h>

#include "conformance/runner/text.h"

#define TRACE_DATA_BYTES 64

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
	text_add(text, ", %.3f ms", (double)answer->duration_ns / 1e6);
}

void trace_format(const struct device_command *command, const struct device_answer *answer,
	int error, uint64_t at_ns, char *out)
{
	struct text text = text_begin(out, TRACE_LINE_BYTES);
	const char *name = trace_operation_name(command->cdb_bytes ? command->cdb[0] : 0);
	size_t shown;

	text_add(&text, "%12.6f s  %s  ", (double)at_ns / 1e9, name ? name : "(no such command)");
	text_add_hex(&text, command->cdb, command->cdb_bytes, 16);
	if (command->direction != DEVICE_NO_DATA)
		text_add(&text, " | %s %zu", command->direction == DEVICE_DATA_IN ? "in" : "out",
			command->data_bytes);
	text_add(&text, " | ");
	if (error) {
		text_add(&text, "path failed: %s", strerror(-error));
		return;
	}
	add_answer(&text, command, answer);
	shown = command->data_bytes;
	if (command->direction == DEVICE_DATA_IN && answer->moved_known)
		shown = answer->moved_bytes < shown ? answer->moved_bytes : shown;
	if (shown > 0 && command->direction != DEVICE_NO_DATA && answer->status == 0x00) {
		text_add(&text, " | ");
		text_add_hex(&text, command->data, shown, TRACE_DATA_BYTES);
	}
}
