/* SPDX-License-Identifier: MIT */
/*
 * state.h: all that a drive knows. Plain data in one allocation, changed only through the files
 * that own each part.
 */
#ifndef DRIVE_STATE_H
#define DRIVE_STATE_H

#include "burnrig/drive.h"
#include "emulator/drive/background_format.h"
#include "emulator/drive/buffer_memory.h"
#include "emulator/drive/defect_reports.h"
#include "emulator/drive/drive_definition.h"
#include "emulator/drive/events.h"
#include "emulator/drive/long_operation.h"
#include "emulator/drive/mechanism.h"
#include "emulator/drive/mode_pages.h"
#include "emulator/drive/reply.h"
#include "emulator/drive/speed.h"
#include "emulator/media/disc.h"

/* Pending unit attentions, most urgent first (SPC-3 5.9). */
enum unit_attention {		  /* bit numbers */
	ATTENTION_POWER_ON,	  /* 06/29/00, also after a reset */
	ATTENTION_MEDIUM_CHANGED, /* 06/28/00 */
	ATTENTION_COUNT
};

enum drive_tray { DRIVE_TRAY_CLOSED, DRIVE_TRAY_OPEN };

enum power_state { POWER_ACTIVE = 1, POWER_IDLE = 2, POWER_STANDBY = 3 }; /* as GESN numbers them */

/* What the definition says of the profile of the medium inside, looked up once: every command asks. */
struct drive_known_profile {
	const struct medium_rules *of; /* the disc's: all below is of these, and of no others */
	uint16_t medium;	       /* drive_medium_profile */
	uint16_t listed;	       /* drive_current_profile */
	bool records, verifies;	       /* drive_records; what is recorded is read back */
	const struct drive_profile_definition *definition; /* of listed; NULL: none */
};

struct burnrig_drive {
	/* What every command looks at, together */
	const struct burnrig_drive_definition *definition;
	struct burnrig_disc *disc; /* inside, or on the open tray                              */
	struct burnrig_faults
		*faults; /* rules that make it fail on purpose, ours; NULL: none     */
	burnrig_trace_function *trace;
	void *trace_context;
	uint64_t commands;
	uint64_t now_ns;     /* latest time seen                                        */
	uint64_t free_at_ns; /* the command under way is answered then                  */
	uint64_t command_ns; /* what each takes besides its work, the definition's      */
	struct drive_known_profile known_profile;
	uint32_t unit_attentions; /* 1 << enum unit_attention                              */
	enum power_state power;
	enum drive_tray tray;
	bool loading;	      /* tray closes, disc is being recognised                */
	uint64_t ready_at_ns; /* loading ends then                                    */
	bool removal_prevented, persistent_prevented;
	struct {
		enum long_operation_kind kind;
		uint64_t start_ns, end_ns;
	} long_operation;
	struct background_format background_format;
	bool has_command[256]; /* by operation code, see commands_resolve                 */
	struct mechanism mechanism;
	struct drive_mode_pages mode_pages;
	/* ... and what few do. */
	uint64_t random_state; /* the only generator, seeded at creation                  */
	uint64_t seed;
	struct drive_events events;
	struct speed_request speed_request; /* drive/speed.h */
	struct defect_reports defect_reports;
	struct { /* of DVD playback; kept over resets */
		uint8_t mask, changes_left;
	} region;
	struct buffer_memory buffer_memory;
	uint8_t reply_bytes[REPLY_BYTES_MAX];
};

/* drive_advance: time reaches @now_ns: loading and long operations end, the buffer drains. */
void drive_advance(struct burnrig_drive *drive, uint64_t now_ns);

/* drive_medium: the disc when it is inside, the tray closed and loading done; NULL else. */
struct burnrig_disc *drive_medium(const struct burnrig_drive *drive);
/* drive_medium_profile: what the medium inside is; 0 with none, or one this drive does not know. */
uint16_t drive_medium_profile(const struct burnrig_drive *drive);
/* drive_current_profile: what the drive calls it: a recordable medium that it can only read is
 * CD-ROM, DVD-ROM or BD-ROM to its host, because a profile is a promise to write. */
uint16_t drive_current_profile(const struct burnrig_drive *drive);
/* drive_profile: what the definition says of the current profile; NULL when there is none. */
const struct drive_profile_definition *drive_profile(const struct burnrig_drive *drive);
/* drive_know_profile: looks it up again when the medium is of another one. */
void drive_know_profile(struct burnrig_drive *drive);
/* drive_records: it writes media of the current profile, and does not only read them. */
bool drive_records(const struct burnrig_drive *drive);
/* drive_verifies: it reads back what it writes on media of the current profile. */
bool drive_verifies(const struct burnrig_drive *drive);
/* drive_has_format: does the drive know the format type, of those that the medium inside may have? */
bool drive_has_format(const struct burnrig_drive *drive, unsigned type);
/* drive_write_parameters: mode page 05h as it is now; all 0 when the drive has none. The drive's own. */
const struct write_parameters *drive_write_parameters(const struct burnrig_drive *drive);
/* drive_has_feature: is the feature in the drive's list at all, current or not? */
bool drive_has_feature(const struct burnrig_drive *drive, uint16_t feature);

/* drive_random: the next number of the drive's only generator. */
uint64_t drive_random(struct burnrig_drive *drive);
/* drive_attention: make a unit attention pending. */
void drive_attention(struct burnrig_drive *drive, enum unit_attention attention);
/* drive_take_attention: the most urgent one's sense, and forget it; good when none is pending. */
SENSE_RARE struct sense drive_take_attention(struct burnrig_drive *drive);
/* drive_not_ready: why TEST UNIT READY would be refused: becoming ready, no medium, a medium the
 * drive does not know, a long operation; good when ready. */
SENSE_RARE struct sense drive_not_ready(const struct burnrig_drive *drive);

#endif
