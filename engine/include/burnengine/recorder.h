/* SPDX-License-Identifier: MIT */
/*
 * recorder.h: a drive as one who burns sees it: who it is, what is in it, what it can do
 * (IDiscRecorder2 in part).
 *
 * Life: open a transport, create a recorder on it, use it, destroy it, close the transport.
 * Threads: one at a time. Time: waits are on the transport's clock.
 */
#ifndef BURNENGINE_RECORDER_H
#define BURNENGINE_RECORDER_H

#include "burnengine/outcome.h"
#include "burnengine/transport.h"
#include "burnengine/write_speed.h"

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

struct br_recorder;

/*
 * br_recorder_create: ask who it is (INQUIRY).
 * @transport  borrowed until the recorder is destroyed.
 * Errors: BR_E_ARGUMENT when it is no optical drive (peripheral device type 05h), and what INQUIRY
 * gave.
 */
struct br_outcome br_recorder_create(
	struct br_transport *transport, struct br_recorder **ret_recorder);
void br_recorder_destroy(
	struct br_recorder *recorder); /* NULL is allowed; unlocks the tray if locked */

struct br_transport *br_recorder_transport(const struct br_recorder *recorder); /* borrowed */

/* Texts of INQUIRY without trailing spaces; borrowed. */
const char *br_recorder_vendor(const struct br_recorder *recorder);
const char *br_recorder_product(const struct br_recorder *recorder);
const char *br_recorder_revision(const struct br_recorder *recorder);

struct br_wait {
	uint32_t timeout_ms;
	const struct br_cancel *cancel; /* or NULL */
	/* @fraction: of 65536, when the drive tells how far it is. May be NULL. */
	void (*progress)(void *context, uint16_t fraction);
	void *context;
};

/*
 * br_recorder_wait_ready: ask TEST UNIT READY until the drive is, through unit attentions (they are
 * reported once and then gone), spinning up and long operations; a stopped drive is started once.
 *
 * Errors: BR_E_NO_MEDIUM, BR_E_TIMEOUT with the last sense, BR_E_CANCELLED, others at once.
 */
struct br_outcome br_recorder_wait_ready(struct br_recorder *recorder, const struct br_wait *wait);

struct br_medium {
	uint16_t profile; /* MMC's number */
	enum br_media_type type;
	bool blank;	 /* nothing was ever written, or it is unformatted                 */
	bool appendable; /* sequential: there is a next writable address                   */
	bool overwritable; /* random writable, now or once it is formatted; a BD-R or CD-RW formatted for it */
	bool formatted;	   /* overwritable media only                                        */
	bool finalized;	   /* nothing can be added                                           */
	bool damaged;	   /* the last session or track was left in a state to repair        */
	bool session_open; /* something was written that no session has been closed behind   */
	uint16_t sessions, last_track; /* with the open ones */
	int32_t next_writable_lba;     /* 0 on overwritable media */
	uint32_t free_blocks; /* from there on; overwritable media: all there are once formatted */
	uint8_t calibrations; /* OPC tables that the drive has for this disc */
	/*
	 * DVD-RW in restricted overwrite: the border is open: blocks can be added behind formatted_blocks
	 * until it is closed. Closed, it is opened again by a format that lets it grow.
	 */
	bool border_open;
	uint32_t formatted_blocks; /* overwritable media: 0 when not formatted */
	/* DVD+RW, Mount Rainier CD-RW: the format that goes on by itself behind what is written: 0 none,
	 * 1 stopped, 2 under way, 3 complete. */
	uint8_t background_format;
	bool pseudo_overwrite; /* BD-R: formatted so that what is written can be written again */
	bool erasable;	       /* what is on it can be erased or written over, as the drive says */
};

/*
 * br_recorder_medium: look at the disc: profile, READ DISC INFORMATION, the last track or the
 * capacity. Errors: BR_E_NO_MEDIUM when no profile is current. Wait for readiness first.
 */
struct br_outcome br_recorder_medium(struct br_recorder *recorder, struct br_medium *ret_medium);

/* br_recorder_feature: is feature @code there, and current with the disc that is in? */
struct br_outcome br_recorder_feature(
	struct br_recorder *recorder, uint16_t code, bool *ret_present, bool *ret_current);

/*
 * br_recorder_write_speeds: at most @max descriptors for the medium in the drive, in the drive's
 * order. From GET PERFORMANCE type 03h, or mode page 2Ah where the drive does not have that.
 */
struct br_outcome br_recorder_write_speeds(struct br_recorder *recorder,
	struct br_write_speed *speeds, unsigned max, unsigned *ret_count);

struct br_speed_choice {
	struct br_write_speed speed;		/* what was set */
	bool speed_adjusted, rotation_adjusted; /* it is not what was asked for */
};

/*
 * br_recorder_set_write_speed: choose among the descriptors: the nearest to @sectors_per_second
 * (-1: the fastest), of the wished rotation where there is one as near.
 *
 * SET STREAMING on DVD and BD, SET CD SPEED on CD. A drive without any descriptor is told the
 * maximum. Errors: BR_E_ARGUMENT for 0 or less than -1.
 */
struct br_outcome br_recorder_set_write_speed(struct br_recorder *recorder,
	int32_t sectors_per_second, bool pure_cav, struct br_speed_choice *ret_choice);

/*
 * br_recorder_write_ramp: the nominal write performance now selected (GET PERFORMANCE type 00h):
 * the rate at the start and at the end of the disc in sectors per second; both -1 when the drive
 * does not tell.
 */
struct br_outcome br_recorder_write_ramp(
	struct br_recorder *recorder, int32_t *ret_start, int32_t *ret_end);

/*
 * br_recorder_read: blocks of 2048 bytes into @data; @blocks up to what the transport takes at
 * once.
 */
struct br_outcome br_recorder_read(
	struct br_recorder *recorder, int32_t lba, uint16_t blocks, void *data);

/* Tray: PREVENT ALLOW MEDIUM REMOVAL and START STOP UNIT. */
struct br_outcome br_recorder_lock(struct br_recorder *recorder);
struct br_outcome br_recorder_unlock(struct br_recorder *recorder);
struct br_outcome br_recorder_eject(struct br_recorder *recorder);
struct br_outcome br_recorder_load(struct br_recorder *recorder);

/*
 * br_recorder_reload: the tray out and in again, until the disc is ready: so that everybody else (the
 * operating system above all, which asked for the disc's size when it was blank) sees it as it is now.
 *
 * Sets *ret_reloaded false, and does nothing, where the drive cannot close its tray by itself or the
 * tray is locked by somebody. Errors: BR_E_... when the disc did not come back.
 */
struct br_outcome br_recorder_reload(
	struct br_recorder *recorder, const struct br_wait *wait, bool *ret_reloaded);

enum br_media_event { /* GET EVENT STATUS NOTIFICATION, class 4, MMC-6 6.6.2.6 */
	BR_MEDIA_NO_EVENT = 0,
	BR_MEDIA_EJECT_REQUEST = 1,
	BR_MEDIA_NEW = 2,
	BR_MEDIA_REMOVED = 3,
	BR_MEDIA_CHANGED = 4,
	BR_MEDIA_BACKGROUND_FORMAT_COMPLETED = 5,
	BR_MEDIA_BACKGROUND_FORMAT_RESTARTED = 6,
};
/* br_recorder_media_event: the oldest one not yet told, or BR_MEDIA_NO_EVENT. */
struct br_outcome br_recorder_media_event(
	struct br_recorder *recorder, enum br_media_event *ret_event);

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif
#endif
