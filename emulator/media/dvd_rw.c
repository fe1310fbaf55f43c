/* SPDX-License-Identifier: MIT */
/*
 * dvd_rw.c: DVD-RW (ECMA-338): blank it is recorded sequentially, as DVD-R (dvd_minus.h); formatted
 * it is overwritten in place, in whole ECC blocks ("rigid restricted overwrite"). Which of the two is
 * seen by format_type: 0 is sequential.
 *
 * A quick format leaves an intermediate state: the border is open, what was never recorded can only
 * be recorded from its end on, and closing the border ends that. What lies in a format and was never
 * written reads as zeros.
 */
#include "emulator/media/dvd_rw.h"

#include "emulator/media/dvd_minus.h"
#include "emulator/media/image.h"
#include "emulator/media/profile.h"
#include "emulator/media/random_access.h"
#include "emulator/media/rules.h"
#include "emulator/media/sequential.h"

enum {
	FORMAT_FULL = 0x00,
	FORMAT_FULL_PACKETS = 0x10,
	FORMAT_FULL_GROW = 0x11,
	FORMAT_GROW = 0x13,
	FORMAT_QUICK = 0x15,
};
enum { CLOSE_BORDER = 2 };

#define ECC_BLOCKS  16
#define BLOCK_BYTES 2048

void dvd_rw_start_over(struct burnrig_disc *disc)
{
	struct disc_state *state = &disc->state;

	state->session_count = state->track_count = 1;
	state->sessions[0] = (struct disc_session) { .number = 1, .status = SESSION_EMPTY };
	state->tracks[0] = (struct disc_track) {
		.number = 1,
		.session = 1,
		.size_blocks = disc->definition->capacity_blocks,
		.packet = true,
		.control = 4,
		.data_mode = 1,
	};
	state->status = DISC_EMPTY;
	state->formatted_blocks = 0;
	state->format_type = 0;
	rules_mark(disc, 0, disc->definition->capacity_blocks, BLOCK_NEVER_WRITTEN);
}

/* The border of a formatted disc is open or closed behind @blocks. */
static void set_format(struct burnrig_disc *disc, uint32_t blocks, bool open)
{
	struct disc_track *track = &disc->state.tracks[0];

	track->fixed_packet = true;
	track->packet_blocks = ECC_BLOCKS;
	track->recorded_blocks = blocks;
	track->next_writable_lba = (int32_t)blocks;
	track->size_blocks = open ? disc->definition->capacity_blocks : blocks;
	track->closed = !open;
	disc->state.formatted_blocks = blocks;
	disc->state.status = open ? DISC_INCOMPLETE : DISC_FINALIZED;
	disc->state.sessions[0].status = open ? SESSION_INCOMPLETE : SESSION_COMPLETE;
	disc->state.sessions[0].lead_out_lba = (int32_t)blocks;
}

static bool is_open(const struct burnrig_disc *disc)
{
	return disc->state.sessions[0].status != SESSION_COMPLETE;
}

static struct sense format_anew(struct burnrig_disc *disc, unsigned format_type, uint32_t blocks)
{
	uint32_t capacity = disc->definition->capacity_blocks;

	rehearsal_end(disc);
	if (image_clear(disc, 0, capacity) < 0)
		return sense_of(SENSE_ID_FORMAT_COMMAND_FAILED);
	dvd_rw_start_over(disc);
	set_format(disc, blocks, format_type == FORMAT_QUICK);
	disc->state.format_type = (uint8_t)(format_type ? format_type : FORMAT_FULL_PACKETS);
	disc->rules = &medium_rules_dvd_rw_overwrite;
	return SENSE_GOOD;
}

/* The closed border gets @blocks more: with a full format at once, else as they are recorded. */
static struct sense grow(struct burnrig_disc *disc, unsigned format_type, uint32_t blocks)
{
	uint32_t formatted = disc->state.formatted_blocks;
	uint32_t more = disc->definition->capacity_blocks - formatted;

	if (disc->rules != &medium_rules_dvd_rw_overwrite || is_open(disc))
		return sense_bad_parameter(8, 7);
	if (blocks == UINT32_MAX)
		blocks = more;
	if (blocks > more || blocks % ECC_BLOCKS)
		return sense_bad_parameter(4, SENSE_NO_BIT);
	if (format_type == FORMAT_FULL_GROW)
		set_format(disc, formatted + blocks, false);
	else
		set_format(disc, formatted, true);
	disc->state.format_type = (uint8_t)format_type;
	return SENSE_GOOD;
}

static struct sense dvd_rw_format(
	struct burnrig_disc *disc, const struct disc_format_request *request)
{
	unsigned format_type = request->type;
	uint32_t blocks = request->blocks;
	uint32_t capacity = disc->definition->capacity_blocks;
	uint32_t unit = format_type == FORMAT_FULL ? BLOCK_BYTES : ECC_BLOCKS;
	bool full = format_type == FORMAT_FULL || format_type == FORMAT_FULL_PACKETS;

	bool growing = format_type == FORMAT_GROW || format_type == FORMAT_FULL_GROW;

	if (!full && !growing && format_type != FORMAT_QUICK)
		return sense_bad_parameter(8, 7);
	if (request->parameter != 0 && request->parameter != unit)
		return sense_bad_parameter(9, SENSE_NO_BIT);
	if (growing)
		return grow(disc, format_type, blocks);
	if (blocks == UINT32_MAX)
		blocks = capacity;
	if (blocks > capacity || blocks % ECC_BLOCKS || (full && !blocks))
		return sense_bad_parameter(4, SENSE_NO_BIT);
	/* A quick format of all there is begins empty: nothing of it has been recorded. */
	if (format_type == FORMAT_QUICK && blocks == capacity)
		blocks = 0;
	return format_anew(disc, format_type, blocks);
}

/* Growing is for a closed border with room behind it. */
static bool may_grow(const struct burnrig_disc *disc)
{
	return disc->rules == &medium_rules_dvd_rw_overwrite && !is_open(disc) &&
	       disc->state.formatted_blocks < disc->definition->capacity_blocks;
}

static bool dvd_rw_format_option_at(
	const struct burnrig_disc *disc, unsigned index, struct disc_format_option *ret_option)
{
	uint32_t capacity = disc->definition->capacity_blocks;
	uint32_t more = capacity - disc->state.formatted_blocks;
	const struct disc_format_option options[] = {
		{ FORMAT_FULL, capacity, BLOCK_BYTES },
		{ FORMAT_FULL_PACKETS, capacity, ECC_BLOCKS },
		{ FORMAT_QUICK, capacity, ECC_BLOCKS },
		{ FORMAT_GROW, more, ECC_BLOCKS },
		{ FORMAT_FULL_GROW, more, ECC_BLOCKS },
	};

	if (index >= (may_grow(disc) ? 5 : 3))
		return false;
	*ret_option = options[index];
	return true;
}

static void wake(struct burnrig_disc *disc)
{
	if (disc->state.format_type)
		disc->rules = &medium_rules_dvd_rw_overwrite;
}

static bool can_overwrite(const struct burnrig_disc *disc)
{
	(void)disc;
	return true;
}

static uint32_t overwrite_last_lba(const struct burnrig_disc *disc)
{
	return is_open(disc) || !disc->state.formatted_blocks ? 0
							      : disc->state.formatted_blocks - 1;
}

static struct sense overwrite_read(struct burnrig_disc *disc, int32_t lba, uint32_t blocks,
	const struct iovec *out, size_t out_count, uint32_t *ret_blocks_read)
{
	struct scatter list = scatter_start(out, out_count);

	if (!random_within_format(disc, lba, blocks))
		return sense_of(SENSE_ID_LOGICAL_BLOCK_ADDRESS_OUT_OF_RANGE);
	return image_read_mapped(disc, lba, blocks, &list, true, ret_blocks_read);
}

/* Whole ECC blocks, within the format or, while the border is open, at its end. */
static struct sense check_overwrite(
	const struct burnrig_disc *disc, const struct write_request *request)
{
	uint32_t formatted = disc->state.formatted_blocks;
	uint32_t limit = is_open(disc) ? disc->definition->capacity_blocks : formatted;

	if (request->lba < 0 || (uint64_t)request->lba + request->blocks > limit)
		return sense_of(SENSE_ID_LOGICAL_BLOCK_ADDRESS_OUT_OF_RANGE);
	if (request->lba % ECC_BLOCKS || (uint32_t)request->lba > formatted)
		return sense_of(SENSE_ID_INVALID_ADDRESS_FOR_WRITE);
	if (request->blocks % ECC_BLOCKS)
		return sense_of(SENSE_ID_INVALID_PACKET_SIZE);
	return SENSE_GOOD;
}

static struct sense overwrite_write(struct burnrig_disc *disc, const struct write_request *request)
{
	struct scatter data = scatter_start(request->data, request->data_count);
	struct sense possible = check_overwrite(disc, request);
	uint32_t end = (uint32_t)request->lba + request->blocks;

	if (!sense_is_good(possible) || !request->blocks)
		return possible;
	if (image_write(disc, request->lba, request->blocks, &data) < 0)
		return sense_at(SENSE_ID_WRITE_ERROR, (uint32_t)request->lba);
	rules_mark(disc, request->lba, request->blocks, BLOCK_WRITTEN);
	if (end > disc->state.formatted_blocks)
		set_format(disc, end, true);
	return SENSE_GOOD;
}

static struct sense overwrite_close_session(
	struct burnrig_disc *disc, unsigned function, const struct write_parameters *parameters)
{
	(void)parameters;
	if (function != CLOSE_BORDER)
		return sense_bad_cdb_field(2, 2);
	if (is_open(disc) && disc->state.formatted_blocks)
		set_format(disc, disc->state.formatted_blocks, false);
	return SENSE_GOOD;
}

const struct medium_rules medium_rules_dvd_rw_sequential = {
	.profile = MMC_PROFILE_DVD_RW_SEQUENTIAL,
	.erasable = true,
	DVD_MINUS_SEQUENTIAL,
	.wake = wake,
	.format = dvd_rw_format,
	.format_option_at = dvd_rw_format_option_at,
	.blank = dvd_rw_blank,
};

const struct medium_rules medium_rules_dvd_rw_overwrite = {
	.profile = MMC_PROFILE_DVD_RW_RESTRICTED_OVERWRITE,
	.erasable = true,
	.start_blank = dvd_minus_start_blank,
	.can_write = can_overwrite,
	.last_lba = overwrite_last_lba,
	.read = overwrite_read,
	.write = overwrite_write,
	.close_session = overwrite_close_session,
	.format = dvd_rw_format,
	.format_option_at = dvd_rw_format_option_at,
	.blank = dvd_rw_blank,
	.free_blocks = sequential_free_blocks,
};
