/* SPDX-License-Identifier: MIT */
/*
 * dvd_plus_rw.c: DVD+RW. Formatting is one short step, after which every block may be read and
 * written; what is not recorded yet is recorded in the background from the inside out ("de-icing").
 * How far that came is the track's recorded_blocks; whether it goes on now is the drive's affair
 * (drive/background_format.h). Never-written blocks read as zeros, de-iced or not.
 */
#include "emulator/media/dvd_plus_mrw.h"
#include "emulator/media/mrw.h"
#include "emulator/media/profile.h"
#include "emulator/media/random_access.h"
#include "emulator/media/rules.h"

enum { FORMAT_BACKGROUND = 0x26 };

bool dvd_plus_rw_format_option_at(
	const struct burnrig_disc *disc, unsigned index, struct disc_format_option *ret_option)
{
	const struct disc_format_option options[] = {
		{ .type = FORMAT_BACKGROUND, .blocks = disc->definition->capacity_blocks },
		{ .type = MRW_FORMAT, .blocks = dvd_plus_mrw_user_blocks(disc) },
	};

	if (index >= sizeof options / sizeof options[0])
		return false;
	*ret_option = options[index];
	return true;
}

struct sense dvd_plus_rw_format(
	struct burnrig_disc *disc, const struct disc_format_request *request)
{
	uint32_t capacity = disc->definition->capacity_blocks;
	bool begun = disc->rules == &medium_rules_dvd_plus_rw && disc->state.formatted_blocks;
	bool restart = false;

	if (request->type == MRW_FORMAT)
		return dvd_plus_mrw_format(disc, request);
	if (request->type != FORMAT_BACKGROUND)
		return sense_bad_parameter(8, 7);
	struct sense possible = background_check_format(request, capacity, begun, &restart);
	if (!sense_is_good(possible) || restart)
		return possible;
	struct sense formatted = random_format(disc, FORMAT_BACKGROUND, capacity, 0);
	if (!sense_is_good(formatted))
		return formatted;
	disc->state.status = DISC_FINALIZED;
	rules_last_track(disc)->recorded_blocks = 0;
	disc->rules = &medium_rules_dvd_plus_rw;
	return SENSE_GOOD;
}

static void wake(struct burnrig_disc *disc)
{
	if (disc_is_mrw(disc))
		disc->rules = &medium_rules_dvd_plus_mrw;
}

const struct medium_rules medium_rules_dvd_plus_rw = {
	.profile = MMC_PROFILE_DVD_PLUS_RW,
	.erasable = true,
	.random_writable = true,
	.start_blank = random_start_blank,
	.wake = wake,
	.can_write = random_can_write,
	.last_lba = random_last_lba,
	.read = random_read,
	.write = random_write,
	.close_session = background_close_session,
	.format = dvd_plus_rw_format,
	.format_option_at = dvd_plus_rw_format_option_at,
};
