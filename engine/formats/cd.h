/* SPDX-License-Identifier: MIT */
/* cd.h: what the files share that burn a CD track by track or raw. */
#ifndef ENGINE_FORMATS_CD_H
#define ENGINE_FORMATS_CD_H

#include "burnengine/disc_format_cd.h"
#include "engine/formats/steps.h"

#define CD_TRACK_BLOCKS_MIN 300 /* Red Book: 4 s */
#define CD_PRE_GAP_BLOCKS   150
#define CD_LEAD_OUT_BLOCKS  6750 /* 90 s, of a first session */

struct br_format_cd {
	struct br_recorder *recorder;
	struct br_transport *transport;
	struct br_write_engine *engine;
	br_cd_update *update;
	void *update_context;
	int32_t wished_rate; /* sectors per second, -1 the maximum */
	bool wished_pure_cav, underrun_free_disabled, do_not_finalize, verify;
	bool prepared;
	struct br_cd_state state;
	/* of the track or image */
	enum br_cd_action action;
	unsigned track;
	uint64_t began_ns;
};

/* cd_begin: a new action; who listens is told. */
void cd_begin(struct br_format_cd *format, enum br_cd_action action);

/* cd_set_parameters: mode page 05h for @type of data, with BUFE as wished where @feature has it. */
struct br_outcome cd_set_parameters(struct br_format_cd *format, enum mmc_feature feature,
	enum mmc_write_type write_type, uint8_t data_block_type);

/* cd_write: a section, with events. */
struct br_outcome cd_write(struct br_format_cd *format, struct br_stream *stream,
	uint32_t block_bytes, int32_t start_lba, int32_t count);

/* cd_close: CLOSE TRACK SESSION, sent again while the drive is busy, and its end. */
struct br_outcome cd_close(
	struct br_format_cd *format, enum mmc_close_function function, uint16_t track);

/* cd_wait: until a long operation is over. */
struct br_outcome cd_wait(struct br_format_cd *format, uint32_t timeout_ms);

#endif
