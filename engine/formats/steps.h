/* SPDX-License-Identifier: MIT */
/* steps.h: what burning, erasing and formatting do alike, whatever the disc. */
#ifndef ENGINE_FORMATS_STEPS_H
#define ENGINE_FORMATS_STEPS_H

#include "burnengine/recorder.h"
#include "burnengine/stream.h"
#include "engine/writer/writer.h"

#define STEP_READY_TIMEOUT_MS 60000 /* a tray to close and a dual-layer disc to recognise */
#define STEP_CLOSE_TIMEOUT_MS \
	300000 /* track or session: the limit of Windows' requirements for the slowest media */

/* step_if_supported: a drive need not have it, and one that has it not does as well without. */
struct br_outcome step_if_supported(struct br_outcome outcome);

/* step_failed: BR_E_... with a static text (or NULL) and nothing of transport or drive. */
struct br_outcome step_failed(enum br_code code, const char *text);

/*
 * step_set_speed: choose the drive's speed and tell the engine its ramp. A drive that reports no rate
 * leaves the engine's estimate as it is.
 */
struct br_outcome step_set_speed(struct br_recorder *recorder, struct br_write_engine *engine,
	int32_t sectors_per_second, bool pure_cav, struct br_speed_choice *ret_choice);

/* step_start_close: CLOSE TRACK SESSION, patient with a drive at work; the drive is then closing. */
struct br_outcome step_start_close(
	struct br_transport *transport, enum mmc_close_function function, uint16_t track);

/* step_unlock: a tray that stays locked is a drive that stays useless: one refusal is not the last word. */
void step_unlock(struct br_recorder *recorder);

struct step_padded_stream { /* the caller's bytes, then zeros without end */
	struct br_stream base;
	struct br_stream *inner; /* borrowed */
	int64_t left_bytes;
};
struct step_padded_stream step_padded_stream(struct br_stream *inner, int64_t bytes);

#endif
