/* SPDX-License-Identifier: MIT */
/*
 * disc_format_cd.h: burns a blank CD-R or CD-RW as something else than one data track: audio tracks
 * at once, one by one (IDiscFormat2TrackAtOnce), or a raw image of all its channels from the lead-in
 * to the lead-out (IDiscFormat2RawCD).
 *
 * Life: create, set what is wished, prepare; then add tracks and close the session, or write one raw
 * image; release, also after a failure; destroy. After release it may be prepared again.
 * Threads: one caller at a time, on whose thread events come; br_format_cd_cancel from any.
 */
#ifndef BURNENGINE_DISC_FORMAT_CD_H
#define BURNENGINE_DISC_FORMAT_CD_H

#include "burnengine/recorder.h"
#include "burnengine/stream.h"
#include "burnengine/write_engine.h"

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

#define BR_CD_SECTOR_BYTES 2352 /* of an audio sector: 588 samples of 16 bits in two channels */
#define BR_CD_TRACKS_MAX   99

struct br_format_cd;

/* br_format_cd_create: @recorder is borrowed. NULL when there is no memory. */
struct br_format_cd *br_format_cd_create(struct br_recorder *recorder);
void br_format_cd_destroy(struct br_format_cd *format); /* NULL is allowed */

enum br_cd_action { /* IMAPI_FORMAT2_TAO_WRITE_ACTION, with its values */
	BR_CD_UNKNOWN = 0,
	BR_CD_PREPARING = 1,
	BR_CD_WRITING = 2,
	BR_CD_FINISHING = 3,
	BR_CD_VERIFYING = 4,
};

struct br_cd_event {
	enum br_cd_action action;
	uint64_t elapsed_ns;			 /* since this track or image was begun */
	unsigned track;				 /* that is being added; 0 with an image */
	const struct br_write_progress *writing; /* with BR_CD_WRITING, else NULL */
};
typedef void br_cd_update(
	void *context, struct br_format_cd *format, const struct br_cd_event *event);
void br_format_cd_on_update(struct br_format_cd *format, br_cd_update *update, void *context);

/* br_format_cd_supports: CD-R and CD-RW. */
bool br_format_cd_supports(uint16_t profile);

/* Wishes for the next prepare; see the same of disc_format_data.h. */
void br_format_cd_set_write_speed(
	struct br_format_cd *format, int32_t sectors_per_second, bool pure_cav);
void br_format_cd_set_buffer_underrun_free_disabled(struct br_format_cd *format, bool disabled);
/* Leave room for a further session when this one is closed. Default false. */
void br_format_cd_set_do_not_finalize(struct br_format_cd *format, bool do_not);
/* Look at each track once it is written, and at the table of contents at the end. Default false. */
void br_format_cd_set_verify(struct br_format_cd *format, bool verify);

struct br_cd_track {
	int32_t start_lba; /* behind its pre-gap of 150 sectors */
	uint32_t blocks;
};
struct br_cd_state {
	struct br_medium medium; /* as it was when it was prepared */
	struct br_speed_choice speed;
	int32_t lead_in_lba;	  /* where the first session's lead-in begins: negative */
	int32_t lead_out_lba_max; /* the last address at which a lead-out may begin     */
	uint32_t total_blocks;	  /* that a first track could have                      */
	uint32_t free_blocks;	  /* that one more track could have                     */
	unsigned track_count;	  /* written and closed by this format                  */
	struct br_cd_track tracks[BR_CD_TRACKS_MAX];
	int32_t next_lba;     /* at which the next track would begin, behind its pre-gap      */
	int32_t lead_out_lba; /* of a session that ends with the tracks, run-out included     */
};
/* br_format_cd_state: valid from prepare to the next prepare. Borrowed; changes as tracks are added. */
const struct br_cd_state *br_format_cd_state(const struct br_format_cd *format);

/*
 * br_format_cd_prepare: ready, tray locked, disc looked at, speed set, laser calibrated.
 * Errors: BR_E_MEDIUM_UNSUPPORTED (no CD-R or CD-RW), BR_E_MEDIUM_STATE (not blank), the drive's.
 */
struct br_outcome br_format_cd_prepare(struct br_format_cd *format);

/*
 * br_format_cd_add_audio_track: write @bytes of @stream (> 0, whole sectors of 2352 bytes) as the
 * next track, at least 300 sectors (4 s) long: what is missing is silence. Blocks.
 *
 * Errors: BR_E_ARGUMENT (@bytes, or more than 99 tracks), BR_E_TOO_LARGE, BR_E_IN_PROGRESS,
 * BR_E_CANCELLED, BR_E_SOURCE, BR_E_VERIFY, BR_E_MEDIUM_STATE when the drive reported success and
 * the disc has not got the track, and the drive's. A track that failed half-way is closed as far as
 * it came, where the drive does that; it is not counted.
 */
struct br_outcome br_format_cd_add_audio_track(
	struct br_format_cd *format, struct br_stream *stream, int64_t bytes);

/* br_format_cd_close: close the session behind the tracks. Nothing to do without any. */
struct br_outcome br_format_cd_close(struct br_format_cd *format);

enum br_cd_raw_type {	      /* data block types of mode page 05h, MMC-6 7.5.4.1 */
	BR_CD_RAW_PQ = 1,     /* 2352 bytes and 16 of Q, with P in the last one */
	BR_CD_RAW_PACKED = 2, /* 2352 and 96 with the R-W packs in order        */
	BR_CD_RAW_P_W = 3,    /* 2352 and 96 as they are on the disc            */
};
/* br_cd_raw_bytes: of a sector of that type; 0 for what is none. */
uint32_t br_cd_raw_bytes(enum br_cd_raw_type type);

/*
 * br_format_cd_raw_types: which of them the drive writes, as bits 1 << type; 0 when it writes none
 * (feature 002Eh: RAW, R-W).
 */
struct br_outcome br_format_cd_raw_types(struct br_recorder *recorder, unsigned *ret_types);

/*
 * br_format_cd_write_raw: write @count raw sectors of @stream to addresses from @start_lba, which is
 * in the lead-in (state.lead_in_lba or behind it), to the end of the lead-out, and flush. Blocks.
 *
 * Errors: as br_format_cd_add_audio_track; BR_E_NOT_SUPPORTED for a type that the drive has not.
 */
struct br_cd_raw {
	enum br_cd_raw_type type;
	int32_t start_lba;
	int32_t count;
};
struct br_outcome br_format_cd_write_raw(
	struct br_format_cd *format, struct br_stream *stream, const struct br_cd_raw *raw);

/* br_format_cd_cancel: end the track or image being written; false when none is. Any thread. */
bool br_format_cd_cancel(struct br_format_cd *format);
/* br_format_cd_write_in_progress: on any thread. */
bool br_format_cd_write_in_progress(const struct br_format_cd *format);

/* br_format_cd_release: unlock the tray. */
void br_format_cd_release(struct br_format_cd *format);

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif
#endif
