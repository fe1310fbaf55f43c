/* SPDX-License-Identifier: MIT */
/* format_data.h: what the files of this room share. */
#ifndef ENGINE_FORMATS_FORMAT_DATA_H
#define ENGINE_FORMATS_FORMAT_DATA_H

#include "burnengine/disc_format_data.h"
#include "engine/mmc/mmc.h"

struct format_data_medium;

struct br_format_data {
	struct br_recorder *recorder;
	struct br_transport *transport;
	struct br_write_engine *engine;
	br_format_update *update;
	void *update_context;
	const struct br_cancel *cancel; /* the engine's, which asks the caller's as well */
	int32_t wished_rate;		/* sectors per second, -1 the maximum */
	bool wished_pure_cav, force_close, underrun_free_disabled, test_write, session_at_once;
	/* of the job */
	uint64_t began_ns;
	enum br_format_action action;
	const struct format_data_medium *rules; /* NULL before prepare found the medium */
	struct br_medium medium;
	struct br_speed_choice speed;
	struct mmc_format_descriptor format_with; /* of an unformatted medium */
	bool at_once; /* DVD-R: the whole disc, not incrementally; CD: the session, not a track */
	int32_t start_lba;
	uint32_t job_blocks;	 /* with the padding; known since the check */
	uint32_t written_blocks; /* of them, when all were written */
};

/* How one kind of medium is burned. A NULL step has nothing to do. */
struct format_data_medium {
	uint16_t profile;
	bool overwritable;	 /* CD-RW: one in packets; of the others the profile says all */
	uint32_t unit_blocks;	 /* what is written is padded to a multiple of this  */
	uint32_t minimum_blocks; /* and to at least this                             */
	bool test_write;	 /* a drive may be able to only act as if it wrote it */
	bool finalizes;		 /* the disc can be closed when no session is open         */
	struct br_outcome (*prepare)(struct br_format_data *format);
	struct br_outcome (*initialise)(struct br_format_data *format);
	struct br_outcome (*close)(struct br_format_data *format);
};

/* format_data_medium_of: NULL for a profile that we do not burn. */
const struct format_data_medium *format_data_medium_of(uint16_t profile, bool overwritable);

/* format_data_begin: a new action; the caller of the job is told. */
void format_data_begin(struct br_format_data *format, enum br_format_action action);
/* format_data_tell: how far it is; @fraction of 65536. */
void format_data_tell(struct br_format_data *format, uint16_t fraction);

/* format_data_wait: until a long operation is over, telling its progress; @timeout_ms at most. */
struct br_outcome format_data_wait(struct br_format_data *format, uint32_t timeout_ms);

#endif
