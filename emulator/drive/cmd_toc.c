/* SPDX-License-Identifier: MIT */
/*
 * READ TOC/PMA/ATIP (MMC-6 6.25). On CD it is what is recorded; on other media a drive makes one up
 * from the complete sessions, so that programs made for CD find the data.
 */
#include "emulator/drive/bytes.h"
#include "emulator/drive/codes.h"
#include "emulator/drive/commands.h"
#include "emulator/drive/state.h"
#include "emulator/media/cd_sector.h"
#include "emulator/media/cd_text.h"

#define LEAD_OUT       0xAA
#define LEAD_IN_BLOCKS 4500
#define ADR_POINTERS   5

struct toc_request {
	struct burnrig_disc *disc;
	struct reply *reply;
	bool msf;
	unsigned number; /* starting track or session: CDB byte 6                     */
};

/* The last complete session; NULL: there is no TOC at all. */
static const struct disc_session *last_complete(const struct burnrig_disc *disc)
{
	const struct disc_session *last = NULL;

	for (unsigned i = 0; i < disc->state.session_count; i++) {
		if (disc->state.sessions[i].status == SESSION_COMPLETE)
			last = &disc->state.sessions[i];
	}
	return last;
}

/* The @index-th track when it is in a complete session; NULL behind them. */
static const struct disc_track *toc_track(const struct burnrig_disc *disc, unsigned index)
{
	const struct disc_session *last = last_complete(disc);

	if (!last || index >= disc->state.track_count)
		return NULL;
	const struct disc_track *track = &disc->state.tracks[index];
	return track->session <= last->number ? track : NULL;
}

static const struct disc_track *last_toc_track(const struct burnrig_disc *disc)
{
	const struct disc_track *last = NULL;

	for (unsigned i = 0; toc_track(disc, i); i++)
		last = toc_track(disc, i);
	return last;
}

static const struct disc_track *first_track_of(
	const struct burnrig_disc *disc, const struct disc_session *session)
{
	unsigned i = 0;

	while (disc->state.tracks[i].session != session->number)
		i++;
	return &disc->state.tracks[i];
}

/* MSF beyond 255:59:74, as on DVD and BD, stays there. */
static void reply_address(const struct toc_request *request, int32_t lba)
{
	struct cd_msf msf = { .minute = 255, .second = 59, .frame = 74 };

	if (!request->msf) {
		reply_be32(request->reply, (uint32_t)lba);
		return;
	}
	if (lba < 256 * 60 * 75 - 150)
		msf = cd_msf_of_lba(lba);
	reply_u8(request->reply, 0);
	reply_u8(request->reply, msf.minute);
	reply_u8(request->reply, msf.second);
	reply_u8(request->reply, msf.frame);
}

static void reply_track(
	const struct toc_request *request, unsigned control, unsigned number, int32_t lba)
{
	reply_u8(request->reply, 0);
	reply_u8(request->reply, ADR_POSITION << 4 | control);
	reply_u8(request->reply, number);
	reply_u8(request->reply, 0);
	reply_address(request, lba);
}

/* Format 0: tracks of all complete sessions and the lead-out of the last. */
static struct sense formatted_toc(const struct toc_request *request)
{
	const struct burnrig_disc *disc = request->disc;
	const struct disc_session *last = last_complete(disc);

	if (!last) /* 05/24/00: so LG's GCC-4480B answers cdrecord of a blanked CD-RW */
		return sense_bad_cdb_field(2, 3);
	const struct disc_track *last_track = last_toc_track(disc);
	if (request->number > last_track->number && request->number != LEAD_OUT)
		return sense_bad_cdb_field(6, SENSE_NO_BIT);
	struct reply_mark length = reply_length_be16(request->reply);
	reply_u8(request->reply, disc->state.tracks[0].number);
	reply_u8(request->reply, last_track->number);
	for (unsigned i = 0; toc_track(disc, i); i++) {
		const struct disc_track *track = toc_track(disc, i);

		if (track->number >= request->number)
			reply_track(request, track->control, track->number, track->start_lba);
	}
	reply_track(request, last_track->control, LEAD_OUT, last->lead_out_lba);
	reply_close(request->reply, length);
	return SENSE_GOOD;
}

/* Format 1: where the last complete session begins. */
static struct sense session_information(const struct toc_request *request)
{
	const struct disc_session *last = last_complete(request->disc);

	if (!last)
		return sense_bad_cdb_field(2, 3);
	const struct disc_track *track = first_track_of(request->disc, last);
	struct reply_mark length = reply_length_be16(request->reply);
	reply_u8(request->reply, request->disc->state.sessions[0].number);
	reply_u8(request->reply, last->number);
	reply_track(request, track->control, track->number, track->start_lba);
	reply_close(request->reply, length);
	return SENSE_GOOD;
}

struct toc_entry { /* as in the lead-in's Q sub-channel */
	unsigned session, adr_control, point;
	struct cd_msf at; /* MIN, SEC, FRAME                                          */
	uint8_t zero;
	struct cd_msf pointed; /* PMIN, PSEC, PFRAME                                   */
};

static void reply_msf(struct reply *reply, struct cd_msf msf)
{
	reply_u8(reply, msf.minute);
	reply_u8(reply, msf.second);
	reply_u8(reply, msf.frame);
}

static void reply_entry(struct reply *reply, const struct toc_entry *entry)
{
	reply_u8(reply, entry->session);
	reply_u8(reply, entry->adr_control);
	reply_u8(reply, 0); /* TNO: lead-in */
	reply_u8(reply, entry->point);
	reply_msf(reply, entry->at);
	reply_u8(reply, entry->zero);
	reply_msf(reply, entry->pointed);
}

static unsigned position(const struct disc_track *track)
{
	return ADR_POSITION << 4 | track->control;
}

/* A0, A1, A2: first and last track, lead-out. */
static void reply_session_points(
	const struct burnrig_disc *disc, const struct disc_session *session, struct reply *reply)
{
	const struct disc_track *first = first_track_of(disc, session);
	const struct disc_track *last = first;

	for (unsigned i = 0; i < disc->state.track_count; i++) {
		if (disc->state.tracks[i].session == session->number)
			last = &disc->state.tracks[i];
	}
	const struct toc_entry points[] = {
		{ session->number, position(first), 0xA0,
			.pointed = { (uint8_t)first->number, session->type, 0 } },
		{ session->number, position(last), 0xA1,
			.pointed = { (uint8_t)last->number, 0, 0 } },
		{ session->number, position(last), 0xA2,
			.pointed = cd_msf_of_lba(session->lead_out_lba) },
	};
	for (unsigned i = 0; i < 3; i++)
		reply_entry(reply, &points[i]);
	for (unsigned i = 0; i < disc->state.track_count; i++) {
		const struct disc_track *track = &disc->state.tracks[i];
		struct toc_entry entry = {
			session->number,
			position(track),
			track->number,
			.pointed = cd_msf_of_lba(track->start_lba),
		};

		if (track->session == session->number)
			reply_entry(reply, &entry);
	}
}

/* B0 and, in the first session, C0: where the next session's program area may begin. */
static void reply_multi_session_points(
	const struct burnrig_disc *disc, const struct disc_session *session, struct reply *reply)
{
	bool first = session->number == 1;
	const struct disc_track *track = first_track_of(disc, session);
	unsigned adr_control = ADR_POINTERS << 4 | track->control;
	/* The program area begins with the pre-gap: real discs tell lead-out + 2:30:00 after the
	 * first session, and have the next track 150 frames later. */
	int32_t next_lba = session->lead_out_lba + (first ? 6750 : 2250) + LEAD_IN_BLOCKS;
	const struct toc_entry next = { session->number, adr_control, 0xB0,
		.at = cd_msf_of_lba(next_lba),
		.zero = first ? 2 : 1, /* pointers of this kind in the session */
		.pointed = cd_msf_of_lba((int32_t)disc->definition->capacity_blocks) };
	const struct toc_entry start = { session->number, adr_control, 0xC0,
		.pointed = cd_msf_of_lba(disc->definition->atip_lead_in_lba) };

	reply_entry(reply, &next);
	if (first)
		reply_entry(reply, &start);
}

/* Format 2: the entries of the lead-ins, raw; addresses always MSF. */
static struct sense full_toc(const struct toc_request *request)
{
	const struct burnrig_disc *disc = request->disc;
	const struct disc_session *last = last_complete(disc);

	if (!last)
		return sense_bad_cdb_field(2, 3);
	if (request->number > last->number)
		return sense_bad_cdb_field(6, SENSE_NO_BIT);
	struct reply_mark length = reply_length_be16(request->reply);
	reply_u8(request->reply, disc->state.sessions[0].number);
	reply_u8(request->reply, last->number);
	for (unsigned i = 0; i < disc->state.session_count; i++) {
		const struct disc_session *session = &disc->state.sessions[i];

		if (session->number < request->number || session->status != SESSION_COMPLETE)
			continue;
		reply_session_points(disc, session, request->reply);
		if (i + 1 < disc->state.session_count)
			reply_multi_session_points(disc, session, request->reply);
	}
	reply_close(request->reply, length);
	return SENSE_GOOD;
}

/* Format 3: the program memory area: each closed track's start (in P…) and end. */
static struct sense pma(const struct toc_request *request)
{
	const struct disc_state *state = &request->disc->state;
	struct reply_mark length = reply_length_be16(request->reply);

	reply_zero(request->reply, 2);
	for (unsigned i = 0; i < state->track_count; i++) {
		const struct disc_track *track = &state->tracks[i];
		struct toc_entry entry = {
			.adr_control = position(track),
			.point = track->number,
			.at = cd_msf_of_lba(disc_track_end_lba(track)),
			.pointed = cd_msf_of_lba(track->start_lba),
		};

		if (track->closed)
			reply_entry(request->reply, &entry);
	}
	reply_close(request->reply, length);
	return SENSE_GOOD;
}

/*
 * Special information 1 of CD-RW (Orange Book part III): lowest and highest speed of the test at the
 * factory by sub-type, as codes of 3 and 4 bits; power coefficients as of common discs.
 */
static void reply_special_information_1(
	const struct burnrig_medium_definition *definition, struct reply *reply)
{
	static const uint8_t test_speeds[] = { 0x12, 0x24, 0x16, 0x16 };

	reply_u8(reply, test_speeds[definition->cd_rw_sub_type & 3]);
	reply_u8(reply, 0x3E);
	reply_u8(reply, 0x94);
	reply_u8(reply, 0);
}

/* Format 4: what is pre-recorded in the groove of a recordable disc. */
static struct sense atip(const struct toc_request *request)
{
	const struct burnrig_medium_definition *definition = request->disc->definition;
	struct reply *reply = request->reply;
	bool rewritable = disc_is_erasable(request->disc);
	unsigned disc_type = rewritable ? 0xC4U | (unsigned)definition->cd_rw_sub_type << 3 : 0xA0U;

	if (!definition->atip_lead_in_lba) /* a pressed disc has no groove */
		return sense_bad_cdb_field(2, 3);
	struct reply_mark length = reply_length_be16(reply);
	reply_zero(reply, 2);
	/* indicative target writing power 5; reference speed of CD-RW 2x */
	reply_u8(reply, rewritable ? 0xD1 : 0xD0);
	reply_u8(reply, 0x00);	    /* no unrestricted use application code */
	reply_u8(reply, disc_type); /* CD-R, sub-type 4; CD-RW with special information A1 */
	reply_u8(reply, 0);
	reply_msf(reply, cd_msf_of_lba(definition->atip_lead_in_lba));
	reply_u8(reply, 0);
	reply_msf(reply, cd_msf_of_lba((int32_t)definition->capacity_blocks));
	reply_u8(reply, 0);
	if (rewritable)
		reply_special_information_1(definition, reply);
	reply_zero(reply, rewritable ? 8 : 12); /* A1, A2, A3 */
	reply_close(reply, length);
	return SENSE_GOOD;
}

/* Format 5: CD-TEXT, out of the lead-in; a disc may have none. */
static struct sense cd_text(const struct toc_request *request)
{
	struct reply *reply = request->reply;
	struct reply_mark length = reply_length_be16(reply);
	size_t packs = 0;

	reply_zero(reply, 2);
	if (last_complete(request->disc))
		packs = cd_text_read(request->disc, reply->bytes + reply->count, CD_TEXT_PACKS_MAX);
	if (!packs) {
		reply->count = 0;
		return sense_bad_cdb_field(2, 3);
	}
	reply->count += packs * CD_TEXT_PACK_BYTES;
	reply_close(reply, length);
	return SENSE_GOOD;
}

static const struct {
	unsigned format;
	bool cd_only;
	struct sense (*run)(const struct toc_request *request);
} variants[] = {
	{ 0, false, formatted_toc },
	{ 1, false, session_information },
	{ 2, true, full_toc },
	{ 3, true, pma },
	{ 4, true, atip },
	{ 5, true, cd_text },
};

struct sense cmd_read_toc_pma_atip(struct burnrig_drive *drive, struct call *call)
{
	struct toc_request request = {
		.disc = drive_medium(drive),
		.reply = call->reply,
		.msf = bits(call->cdb[1], 1, 1),
		.number = call->cdb[6],
	};
	unsigned format = bits(call->cdb[2], 3, 0);

	if (!format) /* where ATAPI programs of old put it */
		format = bits(call->cdb[9], 7, 6);
	for (size_t i = 0; i < sizeof variants / sizeof variants[0]; i++) {
		if (variants[i].format == format &&
			(disc_is_cd(request.disc) || !variants[i].cd_only))
			return variants[i].run(&request);
	}
	return sense_bad_cdb_field(2, 3);
}
