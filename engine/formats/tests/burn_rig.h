/* SPDX-License-Identifier: MIT */
/* burn_rig.h: a virtual drive with a disc in it, and a format to burn it; every kind of medium. */
#ifndef ENGINE_FORMATS_TESTS_BURN_RIG_H
#define ENGINE_FORMATS_TESTS_BURN_RIG_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>

#include "burnengine/disc_format_data.h"
#include "burnengine/disc_format_medium.h"
#include "engine/writer/tests/pattern_stream.h"

#define MIB (INT64_C(1) << 20)

struct burn_rig {
	struct br_transport *transport;
	struct br_recorder *recorder;
	struct br_format_data *format;
	struct br_cancel cancel; /* of the format */
};

/* @drive: NULL the usual one; @medium: NULL none; @trace: NULL none. Give back: burn_rig_close. */
void burn_rig_open_drive(struct burn_rig *rig, const char *drive, const char *medium, FILE *trace);
void burn_rig_open(struct burn_rig *rig, const char *medium, FILE *trace);
void burn_rig_close(struct burn_rig *rig);

void burn_rig_assert(struct br_outcome outcome, enum br_code expected);

/* burn_rig_burn: @bytes of the pattern, which must succeed; burn_rig_reads_back: they are there. */
void burn_rig_burn(struct burn_rig *rig, int64_t bytes);
void burn_rig_reads_back(struct burn_rig *rig, int64_t bytes);

/* burn_rig_look: at the disc, once it is ready. */
struct br_medium burn_rig_look(struct burn_rig *rig);

/* burn_rig_cancel_when_writing: an event that wants the burn to stop in its middle; the context: the rig. */
void burn_rig_cancel_when_writing(
	void *context, struct br_format_data *format, const struct br_format_event *event);

#define NOT_FORMATTED (-1)
#define MOUNT_RAINIER (-2) /* which the engine does not format, but burns */

/* Every kind of medium, and what it was made before: a format, or as it is bought. */
struct burn_medium {
	const char *name;
	int format;	     /* enum br_format_kind, or one of the above */
	bool has_sessions;   /* further ones can follow */
	bool writable_again; /* from address 0 */
};
extern const struct burn_medium burn_media[];
extern const size_t burn_media_count;

/* burn_format_mount_rainier: the disc in the drive; the format goes on in the background. */
void burn_format_mount_rainier(struct br_recorder *recorder);

void burn_rig_open_medium(struct burn_rig *rig, const struct burn_medium *medium);

#endif
