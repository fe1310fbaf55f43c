/* SPDX-License-Identifier: MIT */
#include "burnengine/outcome.h"

#include <stdio.h>
#include <string.h>

#include "engine/mmc/codes.h"

struct numbered_text {
	uint32_t number;
	const char *text;
};

static const char *find(const struct numbered_text *list, size_t count, uint32_t number)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].number == number)
			return list[i].text;
	return NULL;
}

const char *br_sense_text(const struct br_sense *sense)
{
	static const struct numbered_text texts[] = {
#define SENSE(name, key, code, qualifier, text) { MMC_SENSE_##name, text },
#include "fixtures/codes/sense.def"
#undef SENSE
	};
	uint32_t number =
		(uint32_t)sense->key << 16 | (uint32_t)sense->code << 8 | sense->qualifier;
	const char *text = find(texts, sizeof texts / sizeof *texts, number);

	/* The additional codes mean the same under every key; the list has each under its usual
	 * one. */
	for (size_t i = 0; !text && i < sizeof texts / sizeof *texts; i++)
		if ((texts[i].number & 0xFFFF) == (number & 0xFFFF) && (number & 0xFFFF) != 0)
			text = texts[i].text;
	return text;
}

const char *br_operation_name(uint8_t operation)
{
	static const struct numbered_text names[] = {
#define OPERATION(name, code, cdb_length, text, clause) { code, text },
#include "fixtures/codes/operations.def"
#undef OPERATION
	};

	return find(names, sizeof names / sizeof *names, operation);
}

const char *br_profile_name(uint16_t profile)
{
	static const struct numbered_text names[] = {
#define PROFILE(name, code, text) { code, text },
#include "fixtures/codes/profiles.def"
#undef PROFILE
	};

	return find(names, sizeof names / sizeof *names, profile);
}

static const struct {
	const char *name, *text;
} codes[] = {
	[BR_OK] = { "ok", "done" },
	[BR_E_ARGUMENT] = { "argument", "wrong argument" },
	[BR_E_NO_MEMORY] = { "no-memory", "out of memory" },
	[BR_E_TRANSPORT] = { "transport", "the command did not get through" },
	[BR_E_DEVICE] = { "device", "the drive refused" },
	[BR_E_BAD_REPLY] = { "bad-reply", "the drive's reply makes no sense" },
	[BR_E_TIMEOUT] = { "timeout", "the drive took too long" },
	[BR_E_NO_MEDIUM] = { "no-medium", "no disc in the drive" },
	[BR_E_MEDIUM_UNSUPPORTED] = { "medium-unsupported", "this kind of disc is not supported" },
	[BR_E_MEDIUM_STATE] = { "medium-state", "the disc cannot be written in its state" },
	[BR_E_TOO_LARGE] = { "too-large", "the data does not fit" },
	[BR_E_SOURCE] = { "source", "the data source failed" },
	[BR_E_CANCELLED] = { "cancelled", "cancelled" },
	[BR_E_VERIFY] = { "verify", "what was read back differs" },
	[BR_E_NO_RECORDER] = { "no-recorder", "no recorder was given" },
	[BR_E_IN_PROGRESS] = { "in-progress", "a write is in progress" },
	[BR_E_NOT_SUPPORTED] = { "not-supported", "the drive does not have this" },
};

const char *br_code_name(enum br_code code)
{
	return (size_t)code < sizeof codes / sizeof *codes ? codes[code].name : "unknown";
}

static const char *format_sense(const struct br_outcome *outcome, char *out, size_t out_bytes)
{
	const struct br_sense *sense = &outcome->sense;
	const char *text = br_sense_text(sense);

	if (outcome->status != BR_STATUS_CHECK_CONDITION)
		snprintf(out, out_bytes, "status %02Xh", outcome->status);
	else
		snprintf(out, out_bytes, "%s%s (%X/%02X/%02X)",
			sense->deferred ? "an earlier command failed: " : "",
			text ? text : "sense code without a name", sense->key, sense->code,
			sense->qualifier);
	return out;
}

static const char *format_detail(const struct br_outcome *outcome, char *out, size_t out_bytes)
{
	if (outcome->status)
		return format_sense(outcome, out, out_bytes);
	if (outcome->system_error)
		return strerror(-outcome->system_error);
	return NULL;
}

const char *br_outcome_format(const struct br_outcome *outcome, char *out, size_t out_bytes)
{
	char detail_room[160];
	const char *name = outcome->operation_valid ? br_operation_name(outcome->operation) : NULL;
	const char *detail = format_detail(outcome, detail_room, sizeof detail_room);
	const char *text = outcome->text;

	if (!text && (size_t)outcome->code < sizeof codes / sizeof *codes)
		text = codes[outcome->code].text;
	snprintf(out, out_bytes, "%s%s%s%s%s", name ? name : "", name ? ": " : "",
		text ? text : "failed", detail ? ": " : "", detail ? detail : "");
	return out;
}
