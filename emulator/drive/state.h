/* SPDX-License-Identifier: MIT */
/*
 * state.h: all that a drive knows. Plain data, changed only through the files that own each part.
 */
#ifndef DRIVE_STATE_H
#define DRIVE_STATE_H

#include "burnrig/drive.h"
#include "emulator/drive/drive_definition.h"
#include "emulator/drive/long_operation.h"
#include "emulator/drive/reply.h"
#include "emulator/media/disc.h"

/* Pending unit attentions, most urgent first (SPC-3 5.9). */
enum unit_attention {		  /* bit numbers */
	ATTENTION_POWER_ON,	  /* 06/29/00 */
	ATTENTION_RESET,	  /* 06/29/00 after a reset */
	ATTENTION_MEDIUM_CHANGED, /* 06/28/00 */
	ATTENTION_MODE_CHANGED,	  /* 06/2A/01 */
	ATTENTION_COUNT
};

enum drive_tray { DRIVE_TRAY_CLOSED, DRIVE_TRAY_OPEN };

struct burnrig_drive {
	const struct burnrig_drive_definition *definition;
	uint64_t now_ns;       /* latest time seen                                        */
	uint64_t free_at_ns;   /* the command under way is answered then                  */
	uint64_t random_state; /* the only generator, seeded at creation                  */
	uint64_t seed;
	uint32_t unit_attentions; /* 1 << enum unit_attention                              */
	enum drive_tray tray;
	struct burnrig_disc *disc; /* inside, or on the open tray                          */
	uint64_t ready_at_ns;	   /* becoming ready until then                            */
	bool removal_prevented, persistent_prevented;
	struct {
		enum long_operation_kind kind;
		uint64_t start_ns, end_ns;
	} long_operation;
	struct drive_events *events;	     /* drive/events.h                             */
	struct drive_mode_pages *mode_pages; /* drive/mode_pages.h                         */
	struct mechanism *mechanism;	     /* drive/mechanism.c                          */
	struct sense last_sense;	     /* for REQUEST SENSE of what was deferred     */
	uint8_t reply_bytes[REPLY_BYTES_MAX];
	uint64_t commands;
	burnrig_trace_function *trace;
	void *trace_context;
};

/* drive_medium: the disc when it is inside and the tray closed; NULL else. */
struct burnrig_disc *drive_medium(const struct burnrig_drive *drive);
/* drive_current_profile: of the medium inside; 0 with none, or one this drive does not know. */
uint16_t drive_current_profile(const struct burnrig_drive *drive);
/* drive_write_parameters: mode page 05h as it is now. */
void drive_write_parameters(
	const struct burnrig_drive *drive, struct write_parameters *ret_parameters);

#endif
