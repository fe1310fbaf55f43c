/* SPDX-License-Identifier: MIT */
/*
 * disc_format_data.h: burns an image of 2048-byte sectors onto the disc that is in
 * (IDiscFormat2Data).
 *
 * | medium | how | padded to |
 * | --- | --- | --- |
 * | CD-R, CD-RW | track at once, or session at once, mode 1 | 300 blocks at least |
 * | CD-RW in packets, or Mount Rainier | from 0; a format in the background is stopped when the burn
 *   ends, and goes on with the next | 32 |
 * | DVD-R, DVD-RW, DVD-R DL | at once when the disc is blank and nothing is to follow, or the drive
 *   can do no other; else incrementally, a border each | 16 |
 * | DVD-RW in restricted overwrite | from 0; the border grows where the data is more than it | 16 |
 * | DVD+R, DVD+R DL | a session each | 16 |
 * | DVD+RW | from 0, formatted in the background until the burn ends | 1 |
 * | DVD-RAM, BD-RE | from 0, formatted first when it is not | 1 |
 * | BD-R | a session each; with pseudo-overwrite from 0, and the session stays open; in random
 *   recording mode from 0, once | 32 |
 *
 * br_format_data_write does all; or its five steps may be called one by one, in order, by who
 * brings a medium or a write method of his own: prepare, check, initialise, write_stream, finish;
 * and release at the end, also after a failure.
 *
 * Threads: one caller at a time; events come on its thread.
 */
#ifndef BURNENGINE_DISC_FORMAT_DATA_H
#define BURNENGINE_DISC_FORMAT_DATA_H

#include "burnengine/recorder.h"
#include "burnengine/stream.h"
#include "burnengine/write_engine.h"

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

struct br_format_data;

/* br_format_data_create: @recorder is borrowed. Returns NULL when there is no memory. */
struct br_format_data *br_format_data_create(struct br_recorder *recorder);
void br_format_data_destroy(struct br_format_data *format); /* NULL is allowed */

enum br_format_action { /* IMAPI_FORMAT2_DATA_WRITE_ACTION, with its values */
	BR_ACTION_VALIDATING_MEDIA = 0,
	BR_ACTION_FORMATTING_MEDIA = 1,
	BR_ACTION_INITIALIZING_HARDWARE = 2,
	BR_ACTION_CALIBRATING_POWER = 3,
	BR_ACTION_WRITING_DATA = 4,
	BR_ACTION_FINALIZATION = 5,
	BR_ACTION_COMPLETED = 6,
	BR_ACTION_VERIFYING = 7,
};

struct br_format_event {
	enum br_format_action action;
	uint64_t elapsed_ns; /* of the transport's clock, since the job began */
	bool fraction_valid;
	uint16_t fraction; /* how far the action is, in 1/65536                 */
	const struct br_write_progress *writing; /* with BR_ACTION_WRITING_DATA, else NULL */
};
typedef void br_format_update(
	void *context, struct br_format_data *format, const struct br_format_event *event);
/* br_format_data_on_update: told at every new action and as it goes on. */
void br_format_data_on_update(
	struct br_format_data *format, br_format_update *update, void *context);

/* br_format_data_set_cancel: watched all the time; may be requested from any thread. Borrowed. */
void br_format_data_set_cancel(struct br_format_data *format, const struct br_cancel *cancel);

/*
 * br_format_data_set_write_speed: wished for the next burn, see br_recorder_set_write_speed.
 * Default -1.
 */
void br_format_data_set_write_speed(
	struct br_format_data *format, int32_t sectors_per_second, bool pure_cav);

/*
 * br_format_data_set_force_media_to_be_closed: true: nothing can be added afterwards. False (the
 * default): a further session can be, where the medium has sessions (DVD-R DL, and a DVD-RW that was
 * blanked quickly, have one only). DVD+RW: true ends the background format with a lead-out.
 */
void br_format_data_set_force_media_to_be_closed(struct br_format_data *format, bool close);

/*
 * br_format_data_set_buffer_underrun_free_disabled: true: the drive may not stop and go on when its
 * buffer runs empty (CD). Default false: it may, where it can.
 */
void br_format_data_set_buffer_underrun_free_disabled(struct br_format_data *format, bool disabled);

/*
 * br_format_data_set_test_write: true: the drive acts as if it wrote, with the laser low (CD-R, CD-RW,
 * DVD-R, DVD-RW): the disc stays as it is. Elsewhere a burn is then BR_E_NOT_SUPPORTED. Default false.
 */
void br_format_data_set_test_write(struct br_format_data *format, bool test);

/*
 * br_format_data_set_session_at_once: true: of CD-R and CD-RW lead-in, track and lead-out are written in
 * one go (disc at once), with no run-out behind the data, where the drive can; else, and by default, a
 * track at once. Other media know no such choice.
 */
void br_format_data_set_session_at_once(struct br_format_data *format, bool at_once);

/* br_format_data_supports: can media of this profile be burned by this? */
bool br_format_data_supports(uint16_t profile);

/*
 * br_format_data_cancel: end br_format_data_write as soon as can be; from any thread, a signal
 * handler, the update event. False, and nothing done, when none is under way.
 */
bool br_format_data_cancel(struct br_format_data *format);

/*
 * The engine that writes, for its properties. Owned by the format. Its update event is the
 * format's.
 */
struct br_write_engine *br_format_data_write_engine(struct br_format_data *format);

/*
 * br_format_data_write: burn @bytes (> 0, what is missing to whole sectors is written as zeros) of
 * @stream.
 *
 * Errors, before anything is written: BR_E_IN_PROGRESS, BR_E_NO_MEDIUM, BR_E_MEDIUM_UNSUPPORTED, BR_E_MEDIUM_STATE
 * (finalized, damaged), BR_E_TOO_LARGE, BR_E_ARGUMENT, BR_E_NOT_SUPPORTED (test mode). Later: those of the write engine, and
 * BR_E_MEDIUM_STATE when the drive reported no error but the disc is not in the state it must be
 * in. After a failure or cancel in the middle the track is left as it is, flushed; the tray is
 * unlocked.
 */
struct br_outcome br_format_data_write(
	struct br_format_data *format, struct br_stream *stream, int64_t bytes);

/*
 * br_format_data_close: close what an earlier burn left open: the last track and session, or with
 * force_media_to_be_closed the disc, which of CD and DVD-R goes only while a session is open. Of DVD+RW
 * the background format is ended, of DVD-RW the open border.
 *
 * Errors: BR_E_MEDIUM_STATE (nothing to close, closed already, not closed in the end), BR_E_NO_MEDIUM,
 * BR_E_MEDIUM_UNSUPPORTED, and the drive's.
 */
struct br_outcome br_format_data_close(struct br_format_data *format);

/* 1. Ready, locked, looked at; write parameters and speed set. */
struct br_outcome br_format_data_prepare(struct br_format_data *format);
/* 2. Do @bytes fit? */
struct br_outcome br_format_data_check(struct br_format_data *format, int64_t bytes);
/* 3. Format the medium or calibrate the laser, where that is lacking. */
struct br_outcome br_format_data_initialise(struct br_format_data *format);
/* 4. WRITE them all, padded to what the medium wants. */
struct br_outcome br_format_data_write_stream(
	struct br_format_data *format, struct br_stream *stream, int64_t bytes);
/* 5. Flush, close track and session or the disc; look whether the disc agrees. */
struct br_outcome br_format_data_finish(struct br_format_data *format);
/* Unlock the tray. */
void br_format_data_release(struct br_format_data *format);

/* What prepare found and chose; valid after it. Borrowed. */
const struct br_medium *br_format_data_medium(const struct br_format_data *format);
const struct br_speed_choice *br_format_data_speed(const struct br_format_data *format);
int32_t br_format_data_start_lba(const struct br_format_data *format);

/*
 * br_format_data_verify: read what the last write wrote and compare it with @stream from its start.
 * Errors: BR_E_VERIFY with the first differing sector in *ret_lba, which is set only then.
 */
struct br_outcome br_format_data_verify(
	struct br_format_data *format, struct br_stream *stream, int64_t bytes, int32_t *ret_lba);

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif
#endif
