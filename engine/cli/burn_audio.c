/* SPDX-License-Identifier: MIT */
#include "engine/cli/burn_audio.h"

#include <stdlib.h>
#include <string.h>

#include "burnengine/disc_format_cd.h"

#define TRACK_BLOCKS_MIN 300 /* Red Book: 4 s */
#define PRE_GAP_BLOCKS	 150

int burn_audio_open(const struct burn_wishes *wishes, struct burn_audio *ret_audio)
{
	struct burn_audio audio = { .tracks = calloc(wishes->track_count, sizeof *audio.tracks) };
	char problem[320] = "out of memory";
	size_t i = 0;

	while (audio.tracks && i < wishes->track_count &&
		wav_open(wishes->tracks[i], &audio.tracks[i], problem, sizeof problem) == 0)
		audio.count = ++i;
	if (audio.tracks && i == wishes->track_count) {
		*ret_audio = audio;
		return 0;
	}
	fprintf(stderr, "burnrig burn: %s: %s\n", wishes->tracks[i], problem);
	burn_audio_close(&audio);
	return EXIT_FAILURE;
}

void burn_audio_close(struct burn_audio *audio)
{
	for (size_t i = 0; i < audio->count; i++)
		wav_close(&audio->tracks[i]);
	free(audio->tracks);
}

struct watch { /* what a br_cd_update works with */
	struct burn_job *job;
	uint64_t began_ns; /* the whole burn; events count from their track's beginning */
};

static uint64_t now_ns(const struct burn_job *job)
{
	const struct br_clock *clock = job->report.transport->clock;

	return clock->now_ns(clock);
}

static void on_update(void *context, struct br_format_cd *format, const struct br_cd_event *event)
{
	static const char *const names[] = {
		[BR_CD_PREPARING] = "initializing",
		[BR_CD_WRITING] = "writing",
		[BR_CD_FINISHING] = "finalizing",
		[BR_CD_VERIFYING] = "verifying",
	};
	struct watch *watch = context;
	const struct br_cd_state *state = br_format_cd_state(format);
	const struct br_write_progress *writing = event->writing;
	struct report_event shown = {
		.action = names[event->action],
		.track = event->track,
		.seconds_ns = now_ns(watch->job) - watch->began_ns,
		.writes = event->action == BR_CD_WRITING,
		.medium = &state->medium,
		.speed = &state->speed,
		.start_lba = state->next_lba,
		.fraction_valid = writing != NULL,
		.writing = writing,
	};

	if (writing)
		shown.fraction = (uint16_t)((int64_t)UINT16_MAX *
					    (writing->last_written_lba - writing->start_lba + 1) /
					    writing->sector_count);
	report_event(&watch->job->report, &shown);
	if (br_cancel_requested(watch->job->cancel))
		br_format_cd_cancel(format);
}

/* Whether all of it fits is known before the first block is written. */
static struct br_outcome check_room(const struct burn_audio *audio, const struct br_cd_state *state)
{
	int64_t blocks = -PRE_GAP_BLOCKS; /* the first one is not counted as room */

	for (size_t i = 0; i < audio->count; i++) {
		int64_t track_blocks = audio->tracks[i].bytes / BR_CD_SECTOR_BYTES;

		blocks += PRE_GAP_BLOCKS;
		blocks += track_blocks < TRACK_BLOCKS_MIN ? TRACK_BLOCKS_MIN : track_blocks;
	}
	return (struct br_outcome) { .code = blocks > state->total_blocks ? BR_E_TOO_LARGE
									  : BR_OK };
}

static struct br_outcome write_tracks(
	struct burn_audio *audio, const struct burn_job *job, struct br_format_cd *format)
{
	struct br_outcome outcome = check_room(audio, br_format_cd_state(format));

	for (size_t i = 0; i < audio->count && outcome.code == BR_OK; i++) {
		struct wav *track = &audio->tracks[i];

		if (br_cancel_requested(job->cancel))
			return (struct br_outcome) { .code = BR_E_CANCELLED };
		outcome = br_format_cd_add_audio_track(format, &track->stream, track->bytes);
	}
	return outcome.code == BR_OK ? br_format_cd_close(format) : outcome;
}

struct br_outcome burn_audio_write(
	struct burn_audio *audio, struct burn_job *job, struct br_recorder *recorder)
{
	struct br_format_cd *format = br_format_cd_create(recorder);
	struct watch watch = { .job = job, .began_ns = now_ns(job) };
	struct br_outcome outcome;
	int32_t rate;

	if (!format)
		return (struct br_outcome) { .code = BR_E_NO_MEMORY };
	br_format_cd_on_update(format, on_update, &watch);
	br_format_cd_set_do_not_finalize(format, job->wishes->multi);
	outcome = burn_job_speed(job, recorder, &rate);
	br_format_cd_set_write_speed(format, rate, false);
	if (outcome.code == BR_OK)
		outcome = br_format_cd_prepare(format);
	if (outcome.code == BR_OK) {
		outcome = write_tracks(audio, job, format);
		br_format_cd_release(format);
	}
	job->report.seconds_ns = now_ns(job) - watch.began_ns;
	br_format_cd_destroy(format);
	return outcome;
}
