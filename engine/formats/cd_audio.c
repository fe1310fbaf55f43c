/* SPDX-License-Identifier: MIT */
/* Audio tracks at once. */
#include "engine/formats/cd.h"

#define DATA_BLOCK_AUDIO  0 /* 2352 bytes */
#define CD_RUN_OUT_BLOCKS 2 /* behind a track at once, Orange Book */

/* What the disc itself says of the track: the drive may call good what is not there. */
static struct br_outcome look_at_track(
	struct br_format_cd *format, int32_t start_lba, uint32_t blocks)
{
	struct mmc_track_information track;
	struct br_outcome outcome = mmc_read_track_information(
		format->transport, MMC_TRACK_BY_NUMBER, format->track, &track);

	if (outcome.code != BR_OK)
		return outcome;
	if (track.damaged || track.blank || track.start_lba != start_lba ||
		track.size_blocks < blocks)
		return step_failed(format->verify ? BR_E_VERIFY : BR_E_MEDIUM_STATE,
			"the drive reported success, but the disc does not have the track");
	return outcome;
}

/* What a track leaves room for, that ended at @end_lba. */
static struct br_outcome look_behind(struct br_format_cd *format, int32_t end_lba)
{
	struct br_cd_state *state = &format->state;
	struct mmc_track_information next;
	struct br_outcome outcome;

	state->lead_out_lba = end_lba + CD_RUN_OUT_BLOCKS;
	if (state->track_count == BR_CD_TRACKS_MAX) {
		state->free_blocks = 0;
		return (struct br_outcome) { .code = BR_OK };
	}
	outcome = mmc_read_track_information(
		format->transport, MMC_TRACK_BY_NUMBER, MMC_TRACK_INVISIBLE, &next);
	/* A disc that is full has no track behind the last one. */
	if (outcome.code == BR_E_DEVICE && outcome.sense.key == MMC_KEY_ILLEGAL_REQUEST) {
		state->free_blocks = 0;
		return (struct br_outcome) { .code = BR_OK };
	}
	if (outcome.code != BR_OK)
		return outcome;
	state->free_blocks = next.next_writable_valid ? next.free_blocks : 0;
	state->next_lba = next.next_writable_lba;
	state->lead_out_lba = next.next_writable_lba - CD_PRE_GAP_BLOCKS;
	return outcome;
}

static struct br_outcome finish(struct br_format_cd *format, int32_t start_lba, uint32_t blocks)
{
	struct br_cd_state *state = &format->state;
	struct br_outcome outcome;

	cd_begin(format, BR_CD_FINISHING);
	outcome = br_write_engine_flush(format->engine);
	if (outcome.code == BR_OK)
		outcome = cd_close(format, MMC_CLOSE_TRACK, (uint16_t)format->track);
	if (outcome.code == BR_OK && format->verify)
		cd_begin(format, BR_CD_VERIFYING);
	if (outcome.code == BR_OK)
		outcome = look_at_track(format, start_lba, blocks);
	if (outcome.code != BR_OK)
		return outcome;
	state->tracks[state->track_count++] = (struct br_cd_track) { start_lba, blocks };
	return look_behind(format, start_lba + (int32_t)blocks);
}

/* A track that is left half-way is closed, so that those before it can have their session. */
static void give_up(struct br_format_cd *format)
{
	if (br_write_engine_flush(format->engine).code == BR_OK)
		cd_close(format, MMC_CLOSE_TRACK, (uint16_t)format->track);
	look_behind(format, format->state.next_lba + CD_TRACK_BLOCKS_MIN);
}

static struct br_outcome check(const struct br_format_cd *format, int64_t bytes, uint32_t blocks)
{
	if (!format->prepared)
		return step_failed(BR_E_ARGUMENT, "the disc is not prepared");
	if (bytes <= 0 || bytes % BR_CD_SECTOR_BYTES != 0)
		return step_failed(BR_E_ARGUMENT, "an audio track is whole sectors of 2352 bytes");
	if (format->state.track_count == BR_CD_TRACKS_MAX)
		return step_failed(BR_E_ARGUMENT, "a CD has no more than 99 tracks");
	if (blocks > format->state.free_blocks)
		return step_failed(BR_E_TOO_LARGE, NULL);
	return (struct br_outcome) { .code = BR_OK };
}

static struct br_outcome write_track(
	struct br_format_cd *format, struct br_stream *stream, uint32_t blocks)
{
	int32_t start_lba = format->state.next_lba;
	struct br_outcome outcome = cd_set_parameters(
		format, MMC_FEATURE_CD_TRACK_AT_ONCE, MMC_WRITE_TRACK_AT_ONCE, DATA_BLOCK_AUDIO);

	if (outcome.code != BR_OK)
		return outcome;
	outcome = cd_write(format, stream, BR_CD_SECTOR_BYTES, start_lba, (int32_t)blocks);
	if (outcome.code == BR_OK)
		return finish(format, start_lba, blocks);
	if (outcome.code == BR_E_CANCELLED || outcome.code == BR_E_SOURCE)
		give_up(format);
	return outcome;
}

struct br_outcome br_format_cd_add_audio_track(
	struct br_format_cd *format, struct br_stream *stream, int64_t bytes)
{
	struct step_padded_stream padded = step_padded_stream(stream, bytes);
	const struct br_clock *clock = format->transport->clock;
	int64_t blocks = bytes / BR_CD_SECTOR_BYTES;
	struct br_outcome outcome;

	if (blocks < CD_TRACK_BLOCKS_MIN)
		blocks = CD_TRACK_BLOCKS_MIN;
	outcome = check(format, bytes, blocks > INT32_MAX ? UINT32_MAX : (uint32_t)blocks);
	if (outcome.code != BR_OK)
		return outcome;
	if (!br_write_engine_begin(format->engine))
		return step_failed(BR_E_IN_PROGRESS, NULL);
	format->track = format->state.track_count + 1;
	format->began_ns = clock->now_ns(clock);
	cd_begin(format, BR_CD_PREPARING);
	outcome = write_track(format, &padded.base, (uint32_t)blocks);
	br_write_engine_end(format->engine);
	return outcome;
}

/* ---- the session ------------------------------------------------------------------------- */

/* Every track where it was put, and the lead-out behind the last. */
static struct br_outcome verify_contents(struct br_format_cd *format)
{
	const struct br_cd_state *state = &format->state;
	struct mmc_toc toc;
	struct br_outcome outcome = mmc_read_toc(format->transport, &toc);

	if (outcome.code != BR_OK)
		return outcome;
	if (toc.track_count < state->track_count || toc.lead_out_lba != state->lead_out_lba)
		return step_failed(BR_E_VERIFY, "the table of contents lacks a track");
	for (unsigned i = 0; i < state->track_count; i++)
		if (toc.tracks[i].start_lba != state->tracks[i].start_lba ||
			toc.tracks[i].control & MMC_TOC_DATA)
			return step_failed(BR_E_VERIFY, "the table of contents is not as it was");
	return outcome;
}

static struct br_outcome look_at_session(struct br_format_cd *format)
{
	struct br_medium now;
	struct br_outcome outcome = br_recorder_medium(format->recorder, &now);

	if (outcome.code != BR_OK)
		return outcome;
	if (now.blank || now.finalized == format->do_not_finalize)
		return step_failed(BR_E_MEDIUM_STATE,
			"the drive reported success, but the session is not closed as it should be");
	if (!format->verify)
		return outcome;
	cd_begin(format, BR_CD_VERIFYING);
	return verify_contents(format);
}

struct br_outcome br_format_cd_close(struct br_format_cd *format)
{
	struct br_medium now;
	struct br_outcome outcome = br_recorder_medium(format->recorder, &now);

	if (outcome.code != BR_OK || now.blank)
		return outcome;
	cd_begin(format, BR_CD_FINISHING);
	outcome = cd_set_parameters(
		format, MMC_FEATURE_CD_TRACK_AT_ONCE, MMC_WRITE_TRACK_AT_ONCE, DATA_BLOCK_AUDIO);
	if (outcome.code == BR_OK)
		outcome = cd_close(format, MMC_CLOSE_SESSION, 0);
	return outcome.code == BR_OK ? look_at_session(format) : outcome;
}
