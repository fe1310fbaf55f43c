/* SPDX-License-Identifier: MIT */
/*
 * format_cd.h: what MsftDiscFormat2TrackAtOnce and MsftDiscFormat2RawCD have in common: a blank CD
 * that is the format's alone from PrepareMedia to ReleaseMedia.
 */
#ifndef ENGINE_IMAPI2_FORMAT_CD_H
#define ENGINE_IMAPI2_FORMAT_CD_H

#include <pthread.h>

#include "burnengine/disc_format_cd.h"
#include "engine/imapi2/format.h"
#include "engine/imapi2/stream.h"

struct format_cd;

struct format_cd_kind { /* what the two differ in */
	struct format_kind format;
	const IID *events_id;
	enum progress_kind progress;
	DISPID update;
	HRESULT write_in_progress, write_not_in_progress, media_not_prepared, media_prepared,
		media_not_blank, media_not_supported, not_enough_space;
};

struct format_cd {
	struct disc_format format;
	const struct format_cd_kind *kind;
	struct imapi2_drive *drive; /* ours alone while prepared, else NULL */
	struct br_format_cd *job;   /* while prepared; another thread looks at it under the lock */
	pthread_mutex_t lock;
	bool do_not_finalize;
	struct br_cd_state before; /* what it was before the write that is under way */
};

/* format_cd_begin: of a new object. */
void format_cd_begin(struct format_cd *self, const struct format_cd_kind *kind);
void format_cd_destroy(struct format_cd *self);

/* The kind's may_change: while a write is under way, and while a disc is prepared. */
HRESULT format_cd_may_change(struct disc_format *format);
/* The kind's may_adjust: while a write is under way. */
HRESULT format_cd_may_adjust(struct disc_format *format);
/* format_cd_is_writing: on any thread. */
bool format_cd_is_writing(struct format_cd *self);
/* format_cd_check_prepared: S_OK, or the kind's error. */
HRESULT format_cd_check_prepared(const struct format_cd *self);
/* format_cd_state: the disc as it was when it was prepared or the last write ended. */
const struct br_cd_state *format_cd_state(const struct format_cd *self);

/* format_cd_result: an outcome in the kind's numbers. */
HRESULT format_cd_result(const struct format_cd *self, struct br_outcome outcome);

/* PrepareMedia: S_OK, or a success that tells of the speed; locks the drive and the tray. */
HRESULT format_cd_prepare(struct format_cd *self, bool verify);
/* The drive and the tray are free again. */
void format_cd_free(struct format_cd *self);
/* CancelAddTrack, CancelWrite. */
HRESULT format_cd_cancel(void *This);

/*
 * format_cd_toc: a table of contents as READ TOC format 0 gives it, as the one element of a list: it
 * lies in @blob, which is the object's: valid until it is asked for again or released.
 */
struct format_cd_toc {
	BYTE bytes[4 + (BR_CD_TRACKS_MAX + 1) * 8];
};
struct format_cd_entry {
	uint8_t number, control;
	int32_t lba;
};
HRESULT format_cd_toc(struct format_cd_toc *blob, const struct format_cd_entry *entries,
	unsigned tracks, int32_t lead_out_lba, SAFEARRAY **value);

#endif
