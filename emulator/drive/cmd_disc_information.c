/* SPDX-License-Identifier: MIT */
/* READ DISC INFORMATION and READ TRACK INFORMATION: MMC-6 6.21, 6.26. */
#include "emulator/drive/bytes.h"
#include "emulator/drive/codes.h"
#include "emulator/drive/commands.h"
#include "emulator/drive/state.h"
#include "emulator/media/bd_r.h"
#include "emulator/media/cd_sector.h"
#include "emulator/media/pressed.h"

#define NOT_AVAILABLE 0xFFFFFFFF

static const struct disc_session *last_session(const struct burnrig_disc *disc)
{
	return &disc->state.sessions[disc->state.session_count - 1];
}

/* First and last track number of the last session. */
static void last_session_tracks(
	const struct burnrig_disc *disc, unsigned *ret_first, unsigned *ret_last)
{
	const struct disc_state *state = &disc->state;
	unsigned first = state->track_count;

	while (first > 1 && state->tracks[first - 2].session == last_session(disc)->number)
		first--;
	*ret_first = state->tracks[first - 1].number;
	*ret_last = state->tracks[state->track_count - 1].number;
}

/* Addresses in disc information are MSF on CD, LBA elsewhere. */
static uint32_t disc_address(const struct burnrig_disc *disc, int32_t lba)
{
	struct cd_msf msf = cd_msf_of_lba(lba);

	if (!disc_is_cd(disc))
		return (uint32_t)lba;
	return (uint32_t)msf.minute << 16 | (uint32_t)msf.second << 8 | msf.frame;
}

static void reply_recordable_area(const struct burnrig_disc *disc, struct reply *reply)
{
	uint32_t lead_in = NOT_AVAILABLE, lead_out = NOT_AVAILABLE;
	int32_t lead_in_lba;

	if (disc_is_random_writable(disc))
		lead_in = lead_out = 0; /* there are none to come */
	else if (disc_next_lead_in_lba(disc, &lead_in_lba)) {
		lead_in = disc_address(disc, lead_in_lba);
		lead_out = disc_address(disc, (int32_t)disc->definition->capacity_blocks);
	}
	reply_be32(reply, lead_in);
	reply_be32(reply, lead_out);
}

/* Disc type: of a CD that of its sessions, undefined while blank; 0 elsewhere. */
static unsigned disc_type(const struct burnrig_disc *disc)
{
	if (!disc_is_cd(disc))
		return 0x00;
	return disc->state.status == DISC_EMPTY ? 0xFF : disc->state.sessions[0].type;
}

static struct sense standard_information(struct burnrig_drive *drive, struct call *call)
{
	const struct burnrig_disc *disc = drive_medium(drive);
	struct reply *reply = call->reply;
	unsigned first, last;

	last_session_tracks(disc, &first, &last);
	struct reply_mark length = reply_length_be16(reply);
	reply_u8(reply, (unsigned)disc_is_erasable(disc) << 4 |
				(unsigned)last_session(disc)->status << 2 | disc->state.status);
	reply_u8(reply, disc->state.tracks[0].number);
	reply_u8(reply, disc->state.session_count & 0xFF);
	reply_u8(reply, first & 0xFF);
	reply_u8(reply, last & 0xFF);
	/* URU: unrestricted use; no DID, no bar code, no application code */
	reply_u8(reply, 0x20 | background_format_status(drive));
	reply_u8(reply, disc_type(disc));
	reply_u8(reply, disc->state.session_count >> 8);
	reply_u8(reply, first >> 8);
	reply_u8(reply, last >> 8);
	reply_be32(reply, disc->state.disc_identification);
	reply_recordable_area(disc, reply);
	reply_zero(reply, 8); /* bar code */
	reply_u8(reply, 0);   /* application code */
	reply_u8(reply, 0);   /* OPC tables */
	reply_close(reply, length);
	return SENSE_GOOD;
}

/* How many tracks could be open at once, and could exist at all. */
static void track_limits(const struct burnrig_disc *disc, unsigned *ret_open, unsigned *ret_tracks)
{
	switch (disc->definition->family) {
	case MEDIUM_FAMILY_CD_R:
	case MEDIUM_FAMILY_CD_RW:
	case MEDIUM_FAMILY_CD_ROM:
		*ret_open = 99;
		*ret_tracks = 99;
		break;
	case MEDIUM_FAMILY_DVD_PLUS_R:
	case MEDIUM_FAMILY_DVD_PLUS_R_DL:
		*ret_open = 16;
		*ret_tracks = 152 + 16; /* closed sessions and the open one's fragments */
		break;
	case MEDIUM_FAMILY_BD_R:
		*ret_open = disc_is_random_writable(disc) ? 0 : BD_R_OPEN_TRACKS_MAX;
		*ret_tracks = disc_is_random_writable(disc) ? 1 : BD_R_TRACKS_MAX;
		break;
	case MEDIUM_FAMILY_DVD_R:
	case MEDIUM_FAMILY_DVD_RW:
	case MEDIUM_FAMILY_DVD_R_DL:
		*ret_open = 3;
		*ret_tracks = 2302; /* what the RMD has room for (ECMA-359) */
		break;
	case MEDIUM_FAMILY_DVD_PLUS_RW:
	case MEDIUM_FAMILY_DVD_RAM:
	case MEDIUM_FAMILY_BD_RE:
	case MEDIUM_FAMILY_DVD_ROM:
	case MEDIUM_FAMILY_BD_ROM:
		*ret_open = 0;
		*ret_tracks = 1;
		break;
	}
}

static struct sense track_resources(struct burnrig_drive *drive, struct call *call)
{
	const struct burnrig_disc *disc = drive_medium(drive);
	unsigned open_max = 0, tracks_max = 0, open = 0;

	track_limits(disc, &open_max, &tracks_max);
	for (unsigned i = 0; i < disc->state.track_count; i++)
		open += !disc->state.tracks[i].closed && !disc_is_random_writable(disc);
	struct reply_mark length = reply_length_be16(call->reply);
	reply_u8(call->reply, 1 << 5);
	reply_u8(call->reply, 0);
	reply_be16(call->reply, tracks_max);
	reply_be16(call->reply, disc->state.track_count);
	reply_be16(call->reply, open_max);
	reply_be16(call->reply, open);
	reply_close(call->reply, length);
	return SENSE_GOOD;
}

/* Of BD-R with pseudo-overwrite only. */
static struct sense pseudo_overwrite_resources(struct burnrig_drive *drive, struct call *call)
{
	const struct burnrig_disc *disc = drive_medium(drive);
	struct bd_r_overwrite_resources resources;

	if (disc_profile(disc) != PROFILE_BD_R_SRM || !bd_r_overwrites(disc))
		return sense_bad_cdb_field(1, 2);
	bd_r_overwrite_resources(disc, &resources);
	struct reply_mark length = reply_length_be16(call->reply);
	reply_u8(call->reply, 2 << 5);
	reply_u8(call->reply, 0);
	reply_be32(call->reply, resources.replacements);
	reply_be32(call->reply, resources.map_entries);
	reply_be32(call->reply, resources.updates);
	reply_close(call->reply, length);
	return SENSE_GOOD;
}

static const struct {
	unsigned data_type;
	command_handler *run;
} variants[] = {
	{ 0, standard_information },
	{ 1, track_resources },
	{ 2, pseudo_overwrite_resources },
};

struct sense cmd_read_disc_information(struct burnrig_drive *drive, struct call *call)
{
	for (size_t i = 0; i < sizeof variants / sizeof variants[0]; i++) {
		if (variants[i].data_type == bits(call->cdb[1], 2, 0))
			return variants[i].run(drive, call);
	}
	return sense_bad_cdb_field(1, 2);
}

/* ---- track information ---------------------------------------------------------------------- */

enum { BY_LBA = 0, BY_TRACK = 1, BY_SESSION = 2 };
#define INCOMPLETE_TRACK 0xFF

/* The last track when it is open: invisible or incomplete. */
static const struct disc_track *incomplete_track(const struct burnrig_disc *disc)
{
	const struct disc_track *last = &disc->state.tracks[disc->state.track_count - 1];

	return last->closed || disc_is_random_writable(disc) ? NULL : last;
}

static const struct disc_track *first_track_of_session(
	const struct burnrig_disc *disc, uint32_t session)
{
	for (unsigned i = 0; i < disc->state.track_count; i++) {
		if (disc->state.tracks[i].session == session)
			return &disc->state.tracks[i];
	}
	return NULL;
}

static const struct disc_track *next_open_track(
	const struct burnrig_disc *disc, const struct disc_track *from)
{
	const struct disc_track *end = disc->state.tracks + disc->state.track_count;

	while (from && from < end && from->closed)
		from++;
	return from == end ? NULL : from;
}

/* The track of an LBA. A disc that wants formatting has a track without blocks: LBA 0 is where it begins,
 * and how hosts ask for the first track of whatever disc it is. */
static const struct disc_track *track_at(const struct burnrig_disc *disc, int32_t lba)
{
	const struct disc_track *first = &disc->state.tracks[0];

	if (first->size_blocks == 0 && lba == first->start_lba)
		return first;
	return disc_track_of_lba(disc, lba);
}

static struct sense find_track(const struct burnrig_disc *disc, const struct call *call,
	const struct disc_track **ret_track)
{
	uint32_t address = get_be32(call->cdb + 2);
	const struct disc_track *track = NULL;

	switch (bits(call->cdb[1], 1, 0)) {
	case BY_LBA:
		track = track_at(disc, (int32_t)address);
		if (!track)
			return sense_of(SENSE_ID_LOGICAL_BLOCK_ADDRESS_OUT_OF_RANGE);
		break;
	case BY_TRACK:
		track = address == INCOMPLETE_TRACK ? incomplete_track(disc)
						    : disc_track(disc, address);
		break;
	case BY_SESSION:
		track = first_track_of_session(disc, address);
		break;
	default:
		return sense_bad_cdb_field(1, 1);
	}
	if (bits(call->cdb[1], 2, 2))
		track = next_open_track(disc, track);
	*ret_track = track;
	return track ? SENSE_GOOD : sense_bad_cdb_field(2, SENSE_NO_BIT);
}

/* Byte 5's track mode: CD's Q control nibble; DVD+R and DVD+MRW 7, BD 4. */
static unsigned track_mode(const struct burnrig_disc *disc, const struct disc_track *track)
{
	if (disc_is_cd(disc))
		return track->control;
	enum medium_family family = disc->definition->family;
	bool fragments =
		family == MEDIUM_FAMILY_DVD_PLUS_R || family == MEDIUM_FAMILY_DVD_PLUS_R_DL;

	return fragments || disc_is_mrw(disc) ? 7 : 4;
}

/* On CD and DVD-R it is the host that chooses, a pressed disc has none; other media are always recorded in packets of one ECC
 * block or cluster. */
static bool has_packets(const struct burnrig_disc *disc)
{
	enum medium_family family = disc->definition->family;

	return disc_is_cd(disc) || disc_is_pressed(disc) || family == MEDIUM_FAMILY_DVD_R ||
	       family == MEDIUM_FAMILY_DVD_RW || family == MEDIUM_FAMILY_DVD_R_DL;
}

/* Bytes 5 to 7. */
static void reply_track_state(
	const struct burnrig_disc *disc, const struct disc_track *track, struct reply *reply)
{
	bool packets = !has_packets(disc) || track->packet;
	bool fixed = !has_packets(disc) || track->fixed_packet;
	bool blank = track->recorded_blocks == 0;
	bool writable = disc_track_free_blocks(disc, track) > 0;
	unsigned data_mode = blank ? 0xF : track->data_mode;

	struct disc_layer_jump jump;
	unsigned jumps = disc_layer_jump(disc, &jump) ? jump.how : 0; /* LJRS */

	reply_u8(reply, jumps << 6 | (unsigned)track->damaged << 5 | (unsigned)track->copy << 4 |
				track_mode(disc, track));
	reply_u8(reply, (unsigned)(track->reserved && !track->closed) << 7 | (unsigned)blank << 6 |
				(unsigned)packets << 5 | (unsigned)fixed << 4 | data_mode);
	reply_u8(reply,
		(unsigned)(!blank && !disc_is_random_writable(disc)) << 1 | (unsigned)writable);
}

static void reply_track_addresses(
	const struct burnrig_disc *disc, const struct disc_track *track, struct reply *reply)
{
	uint32_t free_blocks = disc_track_free_blocks(disc, track);
	bool last_recorded = track->recorded_blocks && !disc_is_random_writable(disc);
	uint32_t last_lba = (uint32_t)track->start_lba + track->recorded_blocks - 1;
	struct disc_layer_jump jump;

	if (disc_layer_jump(disc, &jump) && !track->closed)
		last_lba = (uint32_t)jump.last_recorded_lba;
	reply_be32(reply, (uint32_t)track->start_lba);
	reply_be32(reply, free_blocks ? (uint32_t)track->next_writable_lba : 0);
	reply_be32(reply, free_blocks);
	reply_be32(reply,
		disc_is_cd(disc) ? track->packet_blocks : disc->definition->recording_unit_blocks);
	reply_be32(reply, track->size_blocks);
	reply_be32(reply, last_recorded ? last_lba : 0);
}

/* Read compatibility LBA; next and last layer jump address. */
static void reply_layer_jumps(const struct burnrig_disc *disc, struct reply *reply)
{
	struct disc_layer_jump jump;

	if (!disc_layer_jump(disc, &jump))
		jump = (struct disc_layer_jump) { .next_lba = 0 };
	reply_zero(reply, 4);
	reply_be32(reply, jump.next_lba);
	reply_be32(reply, jump.last_lba);
}

struct sense cmd_read_track_information(struct burnrig_drive *drive, struct call *call)
{
	const struct burnrig_disc *disc = drive_medium(drive);
	const struct disc_track *track = NULL;
	struct sense found = find_track(disc, call, &track);

	if (!sense_is_good(found) || !track)
		return found;
	struct reply_mark length = reply_length_be16(call->reply);
	reply_u8(call->reply, track->number & 0xFF);
	reply_u8(call->reply, track->session & 0xFF);
	reply_u8(call->reply, 0);
	reply_track_state(disc, track, call->reply);
	reply_track_addresses(disc, track, call->reply);
	reply_u8(call->reply, track->number >> 8);
	reply_u8(call->reply, track->session >> 8);
	reply_zero(call->reply, 2);
	reply_layer_jumps(disc, call->reply);
	reply_close(call->reply, length);
	return SENSE_GOOD;
}
