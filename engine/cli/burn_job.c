/* SPDX-License-Identifier: MIT */
#include "engine/cli/burn_job.h"

#include <stdlib.h>
#include <string.h>

#include "engine/cli/burn_audio.h"

#define READY_TIMEOUT_MS 60000

struct image {
	struct br_stream *stream;
	int64_t bytes;
};

struct source { /* one of them, by what is wished */
	struct image image;
	struct burn_audio audio;
};

/* What x is depends on the medium, so the disc must be looked at before the speed is known. */
struct br_outcome burn_job_speed(
	const struct burn_job *job, struct br_recorder *recorder, int32_t *ret_sectors_per_second)
{
	const struct br_wait wait = { .timeout_ms = READY_TIMEOUT_MS, .cancel = job->cancel };
	const struct speed_wish *wish = &job->wishes->speed;
	struct br_medium medium;
	struct br_outcome outcome;
	int32_t rate;

	*ret_sectors_per_second = -1;
	if (wish->unit == SPEED_MAXIMUM)
		return (struct br_outcome) { .code = BR_OK };
	outcome = br_recorder_wait_ready(recorder, &wait);
	if (outcome.code == BR_OK)
		outcome = br_recorder_medium(recorder, &medium);
	if (outcome.code != BR_OK)
		return outcome;
	rate = speed_wish_sectors_per_second(wish, medium.profile);
	if (rate > 0)
		*ret_sectors_per_second = rate;
	return outcome;
}

/* The kernel read the size of a device's disc when it was put in. In process nobody else looks. */
static struct br_outcome show_the_system(const struct burn_job *job, struct br_recorder *recorder)
{
	const struct br_wait wait = { .timeout_ms = READY_TIMEOUT_MS, .cancel = job->cancel };
	bool reloaded;

	if (!job->target.device || job->wishes->no_reload || job->wishes->simulate)
		return (struct br_outcome) { .code = BR_OK };
	return br_recorder_reload(recorder, &wait, &reloaded);
}

static struct br_outcome verify(
	struct br_format_data *format, struct image *image, int32_t *ret_lba)
{
	int error = br_stream_rewind_file(image->stream);

	if (error)
		return (struct br_outcome) { .code = BR_E_SOURCE, .system_error = error };
	return br_format_data_verify(format, image->stream, image->bytes, ret_lba);
}

static struct br_outcome burn_and_verify(
	struct burn_job *job, struct br_recorder *recorder, struct image *image, int32_t *ret_lba)
{
	const struct burn_wishes *wishes = job->wishes;
	struct br_format_data *format = br_format_data_create(recorder);
	struct br_outcome outcome;
	int32_t rate;

	if (!format)
		return (struct br_outcome) { .code = BR_E_NO_MEMORY };
	br_format_data_set_cancel(format, job->cancel);
	br_format_data_on_update(format, report_on_event, &job->report);
	br_format_data_set_force_media_to_be_closed(format, !wishes->multi);
	br_format_data_set_test_write(format, wishes->simulate);
	br_format_data_set_session_at_once(format, wishes->session_at_once);
	outcome = burn_job_speed(job, recorder, &rate);
	br_format_data_set_write_speed(format, rate, false);
	if (outcome.code == BR_OK)
		outcome = br_format_data_write(format, image->stream, image->bytes);
	if (outcome.code == BR_OK)
		outcome = show_the_system(job, recorder);
	if (outcome.code == BR_OK && wishes->verify)
		outcome = verify(format, image, ret_lba);
	br_format_data_destroy(format);
	return outcome;
}

static int open_image(const struct burn_wishes *wishes, struct image *ret_image)
{
	const bool standard_input = strcmp(wishes->image, "-") == 0;
	const char *path = standard_input ? "/dev/stdin" : wishes->image;
	int error = br_stream_open_file(path, &ret_image->stream, &ret_image->bytes);
	const char *text = NULL;

	if (error == 0 && wishes->bytes >= 0)
		ret_image->bytes = wishes->bytes;
	if (error)
		text = strerror(-error);
	else if (ret_image->bytes < 0)
		text = "its size cannot be known before it is burned: --size BYTES";
	else if (ret_image->bytes == 0)
		text = "it is empty";
	if (!text)
		return 0;
	fprintf(stderr, "burnrig burn: %s: %s\n", wishes->image, text);
	if (!error)
		br_stream_close_file(ret_image->stream);
	return EXIT_FAILURE;
}

static int open_source(const struct burn_wishes *wishes, struct source *ret_source)
{
	return wishes->audio ? burn_audio_open(wishes, &ret_source->audio)
			     : open_image(wishes, &ret_source->image);
}

static void close_source(const struct burn_wishes *wishes, struct source *source)
{
	if (wishes->audio)
		burn_audio_close(&source->audio);
	else
		br_stream_close_file(source->image.stream);
}

static struct br_outcome burn_tracks(
	struct burn_job *job, struct br_recorder *recorder, struct burn_audio *audio)
{
	struct br_outcome outcome = burn_audio_write(audio, job, recorder);

	return outcome.code == BR_OK ? show_the_system(job, recorder) : outcome;
}

static void burn(struct burn_job *job, struct source *source)
{
	int32_t different_lba = -1;
	struct br_outcome outcome;
	struct target target;

	job->status = target_open("burn", &job->target, &target);
	if (job->status)
		return;
	job->report.recorder = target.recorder;
	job->report.transport = target.transport;
	outcome = job->wishes->audio
			  ? burn_tracks(job, target.recorder, &source->audio)
			  : burn_and_verify(job, target.recorder, &source->image, &different_lba);
	report_end(&job->report, &outcome, different_lba);
	job->status = target_close("burn", &target);
	if (outcome.code != BR_OK)
		job->status = EXIT_FAILURE;
}

void burn_job_run(struct burn_job *job)
{
	struct source source;

	job->status = open_source(job->wishes, &source);
	if (job->status)
		return;
	burn(job, &source);
	close_source(job->wishes, &source);
}
