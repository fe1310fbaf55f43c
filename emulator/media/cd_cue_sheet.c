/* SPDX-License-Identifier: MIT */
#include "emulator/media/cd_cue_sheet.h"

#include <string.h>

#include "emulator/media/cd_form.h"

#define PRE_GAP_BLOCKS	 150
#define TRACK_BLOCKS_MIN 300 /* four seconds, Red Book */
#define CONTROL_DATA	 4

/* One entry, MMC-6 table 608: CTL/ADR, TNO, INDEX, DATA FORM, SCMS, MIN, SEC, FRAME. */
enum { CTL_ADR = 0, TNO = 1, INDEX = 2, DATA_FORM = 3, SCMS = 4, MIN = 5, SEC = 6, FRAME = 7 };
enum { TNO_LEAD_IN = 0, TNO_LEAD_OUT = 0xAA };
/* Bits 7..6 of DATA FORM: what comes of the sub-channels with each block. */
enum { SUBCHANNEL_NONE = 0, SUBCHANNEL_RAW = 1, SUBCHANNEL_RESERVED = 2 };

struct parser {
	struct cue_sheet *sheet;
	const struct cue_place *place;
	const uint8_t *entries;
	size_t bytes, at;
	int32_t last_lba;  /* addresses only rise                                            */
	int32_t track_lba; /* of the last index 1 */
	bool lead_in_seen, track_seen, lead_out_seen;
};

static const uint8_t *entry_of(const struct parser *parser)
{
	return parser->entries + parser->at;
}

static struct sense bad(const struct parser *parser, unsigned offset)
{
	return sense_bad_parameter((unsigned)parser->at + offset, SENSE_NO_BIT);
}

static int32_t lba_of(const uint8_t *entry)
{
	struct cd_msf msf = { entry[MIN], entry[SEC], entry[FRAME] };

	return cd_lba_of_msf(msf);
}

/* The track that entries are of now; 0 before the first. */
static unsigned current_track(const struct parser *parser)
{
	const struct cue_sheet *sheet = parser->sheet;

	return sheet->run_count ? sheet->runs[sheet->run_count - 1].track : 0;
}

static struct sense check_form(const struct parser *parser)
{
	const uint8_t *entry = entry_of(parser);
	const struct cd_form *form = cd_form_of_cue(entry[DATA_FORM]);

	if (!form || entry[DATA_FORM] >> 6 == SUBCHANNEL_RESERVED)
		return bad(parser, DATA_FORM);
	if (cd_form_is_data(form) != (entry[CTL_ADR] >> 4 & CONTROL_DATA) >> 2)
		return bad(parser, DATA_FORM);
	return SENSE_GOOD;
}

static struct sense check_address(const struct parser *parser)
{
	const uint8_t *entry = entry_of(parser);

	if (entry[MIN] > 99)
		return bad(parser, MIN);
	if (entry[SEC] > 59)
		return bad(parser, SEC);
	return entry[FRAME] > 74 ? bad(parser, FRAME) : SENSE_GOOD;
}

static struct sense take_lead_in(struct parser *parser)
{
	const uint8_t *entry = entry_of(parser);

	if (entry[TNO] != TNO_LEAD_IN)
		return bad(parser, TNO);
	if (entry[INDEX])
		return bad(parser, INDEX);
	struct sense form = check_form(parser);
	if (!sense_is_good(form))
		return form;
	if (cd_form_of_cue(entry[DATA_FORM])->block_bytes)
		return bad(parser, DATA_FORM);
	if (entry[MIN] || entry[SEC] || entry[FRAME])
		return bad(parser, MIN);
	parser->sheet->host_gives_lead_in = entry[DATA_FORM] >> 6 != SUBCHANNEL_NONE;
	parser->lead_in_seen = true;
	return SENSE_GOOD;
}

static struct cue_run *add_run(struct parser *parser, int32_t lba)
{
	const uint8_t *entry = entry_of(parser);
	struct cue_run *run = &parser->sheet->runs[parser->sheet->run_count++];

	*run = (struct cue_run) {
		.lba = lba,
		.track_lba = lba,
		.control = entry[CTL_ADR] >> 4,
		.track = entry[TNO],
		.index = entry[INDEX],
		.data_form = entry[DATA_FORM] & 0x3F,
		.subchannel_bytes = entry[DATA_FORM] >> 6 ? 96 : 0,
	};
	return run;
}

/* The drive makes the pause that the sheet leaves out before the first track. */
static void add_first_pause(struct parser *parser)
{
	static const uint8_t pauses[] = { 0x01, 0x14, 0x24, 0x34 };
	struct cue_run *run = add_run(parser, parser->place->start_lba - PRE_GAP_BLOCKS);

	run->index = 0;
	run->data_form = pauses[run->data_form >> 4];
	run->subchannel_bytes = 0;
}

/* Four seconds lie between the index 1 of a track and the next one's, or the lead-out: a pause counts
 * with the track before it. */
static bool track_is_short(const struct parser *parser, int32_t end_lba)
{
	return parser->track_seen && end_lba < parser->track_lba + TRACK_BLOCKS_MIN;
}

/* Index 1: where the track begins; earlier runs of it learn that. */
static struct sense take_index_1(struct parser *parser)
{
	struct cue_sheet *sheet = parser->sheet;
	int32_t lba = lba_of(entry_of(parser));
	struct cue_run *run;

	if (sheet->run_count <= 1 && lba < parser->place->start_lba)
		return bad(parser, MIN); /* the shortest pause before a session's first track */
	if (track_is_short(parser, lba))
		return bad(parser, MIN);
	parser->track_seen = true;
	parser->track_lba = lba;
	if (!sheet->run_count)
		add_first_pause(parser);
	run = add_run(parser, lba);
	for (; run > sheet->runs && run[-1].track == run->track; run--)
		run[-1].track_lba = lba;
	return SENSE_GOOD;
}

static struct sense check_order(const struct parser *parser, const struct cue_run *before)
{
	const uint8_t *entry = entry_of(parser);
	unsigned track = current_track(parser);
	unsigned next = before ? track + 1U : parser->place->first_track;

	if (before && entry[TNO] == track) {
		if (entry[INDEX] != before->index + 1U || entry[INDEX] > 99)
			return bad(parser, INDEX);
		return entry[CTL_ADR] >> 4 == before->control ? SENSE_GOOD : bad(parser, CTL_ADR);
	}
	if (entry[TNO] != next || next > CUE_TRACKS_MAX || (before && before->index == 0))
		return bad(parser, TNO);
	return entry[INDEX] <= 1 ? SENSE_GOOD : bad(parser, INDEX);
}

static struct sense take_track(struct parser *parser)
{
	struct cue_sheet *sheet = parser->sheet;
	const uint8_t *entry = entry_of(parser);
	struct cue_run *before = sheet->run_count ? &sheet->runs[sheet->run_count - 1] : NULL;
	int32_t lba = lba_of(entry);
	struct sense result = check_order(parser, before);

	if (sense_is_good(result))
		result = check_form(parser);
	if (!sense_is_good(result))
		return result;
	if (entry[INDEX] && !cd_form_of_cue(entry[DATA_FORM])->block_bytes)
		return bad(parser, DATA_FORM);
	if (before && before->track == entry[TNO] && (before->data_form ^ entry[DATA_FORM]) & 0x30)
		return bad(parser, DATA_FORM);
	if (before && lba <= before->lba)
		return bad(parser, MIN); /* no index is empty */
	if (!before && !entry[INDEX] && lba != parser->place->start_lba - PRE_GAP_BLOCKS)
		return bad(parser, MIN);
	if (entry[INDEX] == 1)
		return take_index_1(parser);
	struct cue_run *run = add_run(parser, lba);
	if (before && entry[INDEX])
		run->track_lba = before->track_lba;
	return SENSE_GOOD;
}

static struct sense take_lead_out(struct parser *parser)
{
	const uint8_t *entry = entry_of(parser);
	int32_t lba = lba_of(entry);

	if (!parser->sheet->run_count)
		return bad(parser, TNO);
	if (entry[INDEX] != 1)
		return bad(parser, INDEX);
	struct sense form = check_form(parser);
	if (!sense_is_good(form))
		return form;
	if (entry[DATA_FORM] >> 6 || cd_form_of_cue(entry[DATA_FORM])->block_bytes)
		return bad(parser, DATA_FORM);
	if (parser->sheet->runs[parser->sheet->run_count - 1].index == 0)
		return bad(parser, TNO);
	if (parser->sheet->runs[parser->sheet->run_count - 1].lba >= lba ||
		track_is_short(parser, lba) || lba > parser->place->capacity_lba)
		return bad(parser, MIN);
	parser->lead_out_seen = true;
	parser->sheet->lead_out_lba = lba;
	return SENSE_GOOD;
}

/* 01x1b and 11xxb: data has no pre-emphasis and no four channels. */
static bool is_reserved_control(unsigned control)
{
	return control & CONTROL_DATA && control & 9;
}

static struct sense take_position(struct parser *parser)
{
	const uint8_t *entry = entry_of(parser);
	struct sense address = check_address(parser);

	if (is_reserved_control(entry[CTL_ADR] >> 4))
		return bad(parser, CTL_ADR);
	if (!sense_is_good(address))
		return address;
	if (entry[SCMS] & 0x7F)
		return bad(parser, SCMS);
	if (!parser->lead_in_seen)
		return take_lead_in(parser);
	if (lba_of(entry) < parser->last_lba)
		return bad(parser, MIN);
	parser->last_lba = lba_of(entry);
	return entry[TNO] == TNO_LEAD_OUT ? take_lead_out(parser) : take_track(parser);
}

/* Two entries in a row carry one number: the pair, or NULL when there is no second. */
static const uint8_t *second_of_pair(const struct parser *parser)
{
	const uint8_t *first = entry_of(parser);

	if (parser->at + 2UL * CUE_ENTRY_BYTES > parser->bytes)
		return NULL;
	return first[CUE_ENTRY_BYTES] == first[0] ? first + CUE_ENTRY_BYTES : NULL;
}

static struct sense take_catalogue(struct parser *parser)
{
	const uint8_t *first = entry_of(parser), *second = second_of_pair(parser);
	struct cue_sheet *sheet = parser->sheet;

	if (!second || sheet->has_catalogue || sheet->run_count)
		return bad(parser, CTL_ADR);
	memcpy(sheet->catalogue, first + 1, 7);
	memcpy(sheet->catalogue + 7, second + 1, 6);
	for (unsigned i = 0; i < sizeof sheet->catalogue; i++) {
		if (sheet->catalogue[i] < '0' || sheet->catalogue[i] > '9')
			return bad(parser, i < 7 ? 1 + i : CUE_ENTRY_BYTES + 1 + i - 7);
	}
	if (second[7])
		return bad(parser, CUE_ENTRY_BYTES + 7);
	sheet->has_catalogue = true;
	parser->at += CUE_ENTRY_BYTES;
	return SENSE_GOOD;
}

static bool is_isrc_character(unsigned place, uint8_t character)
{
	bool digit = character >= '0' && character <= '9';

	return digit || (place < 5 && character >= 'A' && character <= 'Z');
}

static struct sense take_isrc(struct parser *parser)
{
	const uint8_t *first = entry_of(parser), *second = second_of_pair(parser);
	unsigned track = first[TNO];
	uint8_t *code;

	if (!second || second[TNO] != track)
		return bad(parser, CTL_ADR);
	if (track < 1 || track > CUE_TRACKS_MAX || parser->sheet->isrc[track][0])
		return bad(parser, TNO);
	code = parser->sheet->isrc[track];
	memcpy(code, first + 2, 6);
	memcpy(code + 6, second + 2, 6);
	for (unsigned i = 0; i < 12; i++) {
		if (!is_isrc_character(i, code[i]))
			return bad(parser, i < 6 ? 2 + i : CUE_ENTRY_BYTES + 2 + i - 6);
	}
	parser->at += CUE_ENTRY_BYTES;
	return SENSE_GOOD;
}

static struct sense take_entry(struct parser *parser)
{
	const uint8_t *entry = entry_of(parser);

	if (parser->lead_out_seen)
		return bad(parser, TNO);
	switch (entry[CTL_ADR] & 0xF) {
	case ADR_POSITION:
		return take_position(parser);
	case ADR_CATALOGUE:
		return take_catalogue(parser);
	case ADR_ISRC:
		return take_isrc(parser);
	default:
		return bad(parser, CTL_ADR);
	}
}

struct sense cue_sheet_parse(const uint8_t *entries, size_t bytes, const struct cue_place *place,
	struct cue_sheet *ret_sheet)
{
	struct cue_sheet sheet = { .lead_in_lba = place->lead_in_lba };
	struct parser parser = { .sheet = &sheet,
		.place = place,
		.entries = entries,
		.bytes = bytes,
		.last_lba = place->start_lba - PRE_GAP_BLOCKS };

	if (!bytes || bytes % CUE_ENTRY_BYTES || bytes > CUE_BYTES_MAX)
		return sense_of(SENSE_ID_PARAMETER_LIST_LENGTH_ERROR);
	for (; parser.at < bytes; parser.at += CUE_ENTRY_BYTES) {
		struct sense taken = take_entry(&parser);

		if (!sense_is_good(taken))
			return taken;
	}
	if (!parser.lead_out_seen)
		return sense_of(SENSE_ID_INVALID_FIELD_IN_PARAMETER_LIST);
	sheet.next_lba = sheet.runs[0].lba;
	*ret_sheet = sheet;
	return SENSE_GOOD;
}

int32_t cue_sheet_run_end(const struct cue_sheet *sheet, unsigned index)
{
	return index + 1 < sheet->run_count ? sheet->runs[index + 1].lba : sheet->lead_out_lba;
}
