/* SPDX-License-Identifier: MIT */
#include "emulator/media/cd_session_at_once.h"

#include "emulator/media/cd_store.h"
#include "emulator/media/rules.h"

#define PRE_GAP_BLOCKS	 150
#define TRACK_BLOCKS_MIN 300
#define CONTROL_DATA	 4
#define NO_INDEX_1	 INT32_MIN /* a start_lba before every pre-gap: check_sheet refuses it */

/* One entry, MMC-6 table 608: CTL/ADR, TNO, INDEX, DATA FORM, SCMS, MIN, SEC, FRAME. */
enum { CTL_ADR = 0, TNO = 1, INDEX = 2, DATA_FORM = 3, MIN = 5 };
enum { ADR_POSITION = 1, ADR_CATALOG = 2, ADR_ISRC = 3 };
enum { TNO_LEAD_IN = 0, TNO_LEAD_OUT = 0xAA };
/* Data forms: audio and mode 1 with the host's data, and the same made up by the drive. */
enum { FORM_AUDIO = 0x00, FORM_AUDIO_PAUSE = 0x01, FORM_MODE_1 = 0x10, FORM_MODE_1_ZERO = 0x14 };

struct parser {
	struct cue_sheet sheet;
	unsigned first_number; /* that the session's first track must have             */
	int32_t start_lba;     /* where its index 1 must be                            */
	int32_t last_lba;      /* addresses only rise                                  */
	bool lead_in_seen, lead_out_seen;
};

static int32_t lba_of(const uint8_t *entry)
{
	struct cd_msf msf = { entry[MIN], entry[MIN + 1], entry[MIN + 2] };

	return cd_lba_of_msf(msf);
}

static bool form_is_known(const uint8_t *entry)
{
	bool data = entry[CTL_ADR] >> 4 & CONTROL_DATA;

	switch (entry[DATA_FORM]) {
	case FORM_AUDIO:
	case FORM_AUDIO_PAUSE:
		return !data;
	case FORM_MODE_1:
	case FORM_MODE_1_ZERO:
		return data;
	default:
		return false;
	}
}

static struct sense take_index_0(struct parser *parser, const uint8_t *entry, unsigned at)
{
	struct cue_track *track = &parser->sheet.tracks[parser->sheet.track_count++];

	if (!form_is_known(entry))
		return sense_bad_parameter(at + DATA_FORM, SENSE_NO_BIT);
	track->pre_gap_lba = lba_of(entry);
	track->start_lba = NO_INDEX_1;
	track->host_gives_pre_gap =
		entry[DATA_FORM] == FORM_AUDIO || entry[DATA_FORM] == FORM_MODE_1;
	return SENSE_GOOD;
}

static struct sense take_index_1(
	struct parser *parser, const uint8_t *entry, unsigned at, bool new_track)
{
	struct cue_sheet *sheet = &parser->sheet;
	struct cue_track *track;

	if (entry[DATA_FORM] != FORM_AUDIO && entry[DATA_FORM] != FORM_MODE_1)
		return sense_bad_parameter(at + DATA_FORM, SENSE_NO_BIT);
	if (!form_is_known(entry))
		return sense_bad_parameter(at + CTL_ADR, 6);
	if (new_track) {
		track = &sheet->tracks[sheet->track_count++];
		track->pre_gap_lba = lba_of(entry) - (sheet->track_count == 1 ? PRE_GAP_BLOCKS : 0);
	}
	track = &sheet->tracks[sheet->track_count - 1];
	if (!new_track && track->start_lba != NO_INDEX_1)
		return sense_bad_parameter(at + INDEX, SENSE_NO_BIT);
	track->start_lba = lba_of(entry);
	track->control = entry[CTL_ADR] >> 4;
	track->data_block_type =
		entry[DATA_FORM] == FORM_MODE_1 ? CD_BLOCK_MODE_1 : CD_BLOCK_RAW_2352;
	if (sheet->track_count == 1 && track->start_lba != parser->start_lba)
		return sense_bad_parameter(at + MIN, SENSE_NO_BIT);
	return SENSE_GOOD;
}

static struct sense take_track_entry(struct parser *parser, const uint8_t *entry, unsigned at)
{
	unsigned count = parser->sheet.track_count;
	unsigned current = parser->first_number + count - 1;
	bool new_track = entry[TNO] == current + 1;

	if (!new_track && (!count || entry[TNO] != current))
		return sense_bad_parameter(at + TNO, SENSE_NO_BIT);
	if (new_track && (count == CUE_TRACKS_MAX || entry[TNO] > 99 || entry[INDEX] > 1))
		return sense_bad_parameter(at + TNO, SENSE_NO_BIT);
	if (entry[INDEX] == 0)
		return new_track ? take_index_0(parser, entry, at)
				 : sense_bad_parameter(at + INDEX, SENSE_NO_BIT);
	if (entry[INDEX] == 1)
		return take_index_1(parser, entry, at, new_track);
	return SENSE_GOOD; /* higher indices are positions in a track */
}

static struct sense take_entry(struct parser *parser, const uint8_t *entry, unsigned at)
{
	unsigned adr = entry[CTL_ADR] & 0xF;
	int32_t lba = lba_of(entry);

	if (adr == ADR_CATALOG || adr == ADR_ISRC)
		return SENSE_GOOD; /* goes into the Q sub-channel of some blocks */
	if (adr != ADR_POSITION)
		return sense_bad_parameter(at + CTL_ADR, 3);
	if (!parser->lead_in_seen) {
		parser->lead_in_seen = entry[TNO] == TNO_LEAD_IN;
		return parser->lead_in_seen ? SENSE_GOOD : sense_bad_parameter(at + TNO, 7);
	}
	if (parser->lead_out_seen)
		return sense_bad_parameter(at + TNO, SENSE_NO_BIT);
	if (lba < parser->last_lba)
		return sense_bad_parameter(at + MIN, SENSE_NO_BIT);
	parser->last_lba = lba;
	if (entry[TNO] != TNO_LEAD_OUT)
		return take_track_entry(parser, entry, at);
	parser->lead_out_seen = true;
	parser->sheet.lead_out_lba = lba;
	return SENSE_GOOD;
}

/* Where a track's blocks end: at the next one's pre-gap or at the lead-out. */
static int32_t track_end_lba(const struct cue_sheet *sheet, unsigned index)
{
	return index + 1 < sheet->track_count ? sheet->tracks[index + 1].pre_gap_lba
					      : sheet->lead_out_lba;
}

static struct sense check_sheet(const struct burnrig_disc *disc, const struct parser *parser)
{
	const struct cue_sheet *sheet = &parser->sheet;

	if (!parser->lead_out_seen || !sheet->track_count)
		return sense_of(SENSE_ID_INVALID_FIELD_IN_PARAMETER_LIST);
	if (sheet->lead_out_lba > (int32_t)disc->definition->capacity_blocks)
		return sense_of(SENSE_ID_INVALID_FIELD_IN_PARAMETER_LIST);
	for (unsigned i = 0; i < sheet->track_count; i++) {
		const struct cue_track *track = &sheet->tracks[i];

		if (track->start_lba < track->pre_gap_lba ||
			track_end_lba(sheet, i) < track->start_lba + TRACK_BLOCKS_MIN)
			return sense_of(SENSE_ID_INVALID_FIELD_IN_PARAMETER_LIST);
	}
	return SENSE_GOOD;
}

struct sense sao_send_cue_sheet(struct burnrig_disc *disc, const uint8_t *sheet, size_t bytes)
{
	const struct disc_track *open = rules_last_track(disc);
	struct parser parser = { .first_number = open->number, .start_lba = open->start_lba };

	if (open->closed || rules_last_session(disc)->status != SESSION_EMPTY)
		return sense_of(SENSE_ID_COMMAND_SEQUENCE_ERROR);
	if (!bytes || bytes % CUE_ENTRY_BYTES)
		return sense_of(SENSE_ID_PARAMETER_LIST_LENGTH_ERROR);
	parser.last_lba = open->start_lba - PRE_GAP_BLOCKS;
	for (size_t at = 0; at < bytes; at += CUE_ENTRY_BYTES) {
		struct sense taken = take_entry(&parser, sheet + at, (unsigned)at);

		if (!sense_is_good(taken))
			return taken;
	}
	struct sense possible = check_sheet(disc, &parser);
	if (!sense_is_good(possible))
		return possible;
	*disc->cue = parser.sheet;
	disc->cue->next_lba = parser.sheet.tracks[0].pre_gap_lba;
	return SENSE_GOOD;
}

/* The track that a block from next_lba on belongs to. */
static unsigned track_index_of(const struct cue_sheet *sheet, int32_t lba)
{
	unsigned index = sheet->current;

	while (index + 1 < sheet->track_count && lba >= sheet->tracks[index + 1].pre_gap_lba)
		index++;
	return index;
}

uint32_t sao_block_bytes(const struct burnrig_disc *disc, int32_t lba)
{
	const struct cue_sheet *sheet = disc->cue;

	if (!sheet->track_count || lba < sheet->tracks[0].pre_gap_lba || lba >= sheet->lead_out_lba)
		return 0;
	return cd_block_bytes(sheet->tracks[track_index_of(sheet, lba)].data_block_type);
}

bool sao_is_complete(const struct burnrig_disc *disc)
{
	const struct cue_sheet *sheet = disc->cue;

	return sheet->track_count && sheet->next_lba == sheet->lead_out_lba;
}

/* The open track takes the properties of the sheet's current one. */
static void begin_track(struct burnrig_disc *disc)
{
	const struct cue_track *cue = &disc->cue->tracks[disc->cue->current];
	struct disc_track *track = rules_last_track(disc);

	track->start_lba = cue->start_lba;
	track->next_writable_lba = cue->start_lba;
	track->size_blocks = disc->definition->capacity_blocks - (uint32_t)cue->start_lba;
	track->pre_gap_blocks = (uint32_t)(cue->start_lba - cue->pre_gap_lba);
	track->control = cue->control;
	track->data_block_type = cue->data_block_type;
	track->data_mode = cue->control & CONTROL_DATA ? 1 : 0xF;
}

/* Blocks of one track, its pre-gap included. @data NULL: zeros. */
static struct sense record(struct burnrig_disc *disc, uint32_t blocks, struct scatter *data)
{
	struct cue_sheet *sheet = disc->cue;
	struct disc_track *track = rules_last_track(disc);
	int32_t gap = track->start_lba - sheet->next_lba;
	uint32_t gap_blocks = gap <= 0 ? 0 : (uint32_t)gap < blocks ? (uint32_t)gap : blocks;

	if (cd_store_write(disc, track, sheet->next_lba, blocks, data) < 0)
		return sense_at(SENSE_ID_WRITE_ERROR, (uint32_t)sheet->next_lba);
	rules_mark(disc, sheet->next_lba, gap_blocks, BLOCK_WRITTEN);
	if (blocks > gap_blocks)
		rules_recorded(disc, track, blocks - gap_blocks);
	sheet->next_lba += (int32_t)blocks;
	return SENSE_GOOD;
}

/* At the end of a track the next one begins; a pause that the drive makes itself is recorded. */
static struct sense advance(struct burnrig_disc *disc)
{
	struct cue_sheet *sheet = disc->cue;
	struct disc_track *track = rules_last_track(disc);

	if (sheet->next_lba == track_end_lba(sheet, sheet->current)) {
		track->size_blocks = track->recorded_blocks;
		track->closed = true;
		if (sheet->current + 1 == sheet->track_count)
			return SENSE_GOOD;
		sheet->current++;
		if (!rules_open_track(disc, sheet->next_lba))
			return sense_of(SENSE_ID_INTERNAL_TARGET_FAILURE);
		begin_track(disc);
	}
	const struct cue_track *cue = &sheet->tracks[sheet->current];
	if (sheet->next_lba == cue->pre_gap_lba && !cue->host_gives_pre_gap &&
		cue->start_lba > cue->pre_gap_lba)
		return record(disc, (uint32_t)(cue->start_lba - cue->pre_gap_lba), NULL);
	return SENSE_GOOD;
}

static struct sense start(struct burnrig_disc *disc, const struct write_parameters *parameters)
{
	disc->cue->started = true;
	disc->state.status = DISC_INCOMPLETE;
	rules_last_session(disc)->status = SESSION_INCOMPLETE;
	rules_last_session(disc)->type = parameters->session_format;
	begin_track(disc);
	return SENSE_GOOD;
}

/* Where the host's next block goes: behind the first pause when the drive makes that. */
static int32_t host_next_lba(const struct cue_sheet *sheet)
{
	const struct cue_track *first = &sheet->tracks[0];

	return sheet->started || first->host_gives_pre_gap ? sheet->next_lba : first->start_lba;
}

static struct sense check_write(
	const struct burnrig_disc *disc, const struct write_request *request)
{
	const struct cue_sheet *sheet = disc->cue;

	if (!sheet->track_count)
		return sense_of(SENSE_ID_COMMAND_SEQUENCE_ERROR); /* no cue sheet was sent */
	if (request->parameters->test_write)
		return sense_of(SENSE_ID_ILLEGAL_MODE_FOR_THIS_TRACK);
	if ((int64_t)request->lba + request->blocks > sheet->lead_out_lba)
		return sense_of(SENSE_ID_LOGICAL_BLOCK_ADDRESS_OUT_OF_RANGE);
	if (request->lba != host_next_lba(sheet))
		return sense_of(SENSE_ID_INVALID_ADDRESS_FOR_WRITE);
	return SENSE_GOOD;
}

struct sense sao_write(struct burnrig_disc *disc, const struct write_request *request)
{
	struct cue_sheet *sheet = disc->cue;
	struct scatter data = scatter_start(request->data, request->data_count);
	struct sense result = check_write(disc, request);
	uint32_t left = request->blocks;

	if (!sense_is_good(result) || !left)
		return result;
	sheet->next_session_allowed = request->parameters->multi_session == 3;
	if (!sheet->started) {
		result = start(disc, request->parameters);
		if (sense_is_good(result))
			result = advance(disc);
	}
	while (left && sense_is_good(result)) {
		uint32_t room = (uint32_t)(track_end_lba(sheet, sheet->current) - sheet->next_lba);
		uint32_t blocks = left < room ? left : room;

		result = record(disc, blocks, &data);
		left -= blocks;
		if (sense_is_good(result))
			result = advance(disc);
	}
	return result;
}
