/* SPDX-License-Identifier: MIT */
/*
 * mmc.h: MMC-6's commands as functions and their replies as host-order structs.
 *
 * Each function sends exactly one command (where it says so, two) and makes no policy: it does not
 * wait, repeat, or look at unit attentions. Replies are untrusted: lengths are believed only as far
 * as bytes were moved, and one too short for what it must tell is BR_E_BAD_REPLY. `ret_` arguments
 * are set on success only.
 */
#ifndef ENGINE_MMC_MMC_H
#define ENGINE_MMC_MMC_H

#include "burnengine/outcome.h"
#include "burnengine/transport.h"
#include "engine/mmc/codes.h"

#define MMC_BLOCK_BYTES 2048

/* ---- sending: send.c --------------------------------------------------------------------- */

/* mmc_start: an empty command of @operation, with the CDB length of its group and a 10 s time-out.
 */
struct br_command mmc_start(enum mmc_operation operation);

/* mmc_data_in, mmc_data_out: give it its data phase. */
void mmc_data_in(struct br_command *command, void *data, size_t bytes);
void mmc_data_out(struct br_command *command, const void *data, size_t bytes);

/*
 * mmc_send: send it and say how it ended.
 *
 * RECOVERED ERROR and NO SENSE count as success (the work was done). NOT READY with "medium not
 * present" is BR_E_NO_MEDIUM, with "incompatible medium" BR_E_MEDIUM_UNSUPPORTED. Data-out that was
 * not taken whole is BR_E_BAD_REPLY.
 */
struct br_outcome mmc_send(struct br_transport *transport, struct br_command *command);

/* mmc_bad_reply: the outcome for a reply to @operation that cannot be; @text is static. */
struct br_outcome mmc_bad_reply(enum mmc_operation operation, const char *text);

/* ---- what every unit has: inquiry.c, unit.c ---------------------------------------------- */

struct mmc_inquiry {	     /* SPC-3 6.4.2 */
	uint8_t device_type; /* 05h: MM device */
	bool removable;
	char vendor[9], product[17], revision[5]; /* no trailing spaces; what is not ASCII is '?' */
};
struct br_outcome mmc_inquiry(struct br_transport *transport, struct mmc_inquiry *ret_inquiry);

struct br_outcome mmc_test_unit_ready(struct br_transport *transport);

/* mmc_request_sense: what the unit has to say when asked, for the progress of a long operation. */
struct br_outcome mmc_request_sense(struct br_transport *transport, struct br_sense *ret_sense);

enum mmc_motion { /* LoEj and Start of START STOP UNIT, MMC-6 6.42 */
	MMC_STOP = 0x0,
	MMC_START = 0x1,
	MMC_EJECT = 0x2,
	MMC_LOAD = 0x3,
};
struct br_outcome mmc_start_stop_unit(struct br_transport *transport, enum mmc_motion motion);

struct br_outcome mmc_prevent_removal(struct br_transport *transport, bool prevent);

/* ---- GET CONFIGURATION: configuration.c -------------------------------------------------- */

struct mmc_feature_descriptor { /* MMC-6 5.2.2 */
	bool present;		/* false: the drive does not have it, and nothing below counts */
	bool current, persistent;
	uint8_t version;
	uint8_t data[252]; /* what follows the additional length */
	uint8_t data_bytes;
};
struct br_outcome mmc_get_feature(struct br_transport *transport, enum mmc_feature code,
	struct mmc_feature_descriptor *ret_feature);

struct br_outcome mmc_get_current_profile(struct br_transport *transport, uint16_t *ret_profile);

/* ---- GET EVENT STATUS NOTIFICATION: events.c --------------------------------------------- */

enum mmc_event_class { /* MMC-6 6.6.2 */
	MMC_EVENT_OPERATIONAL_CHANGE = 1,
	MMC_EVENT_POWER = 2,
	MMC_EVENT_EXTERNAL = 3,
	MMC_EVENT_MEDIA = 4,
	MMC_EVENT_DEVICE_BUSY = 6,
};
struct mmc_event {
	bool available; /* false: no event of the classes asked for */
	uint8_t event_class, supported_classes;
	uint8_t bytes[4]; /* as the class defines them */
};
/* @class_mask: 1 << class, several may be asked; the drive answers the lowest that has one. */
struct br_outcome mmc_get_event(
	struct br_transport *transport, uint8_t class_mask, struct mmc_event *ret_event);

/* ---- what is on the disc: disc_information.c, track_information.c, capacity.c ------------ */

enum mmc_disc_status { MMC_DISC_EMPTY, MMC_DISC_INCOMPLETE, MMC_DISC_FINALIZED, MMC_DISC_OTHER };
enum mmc_session_status {
	MMC_SESSION_EMPTY,
	MMC_SESSION_INCOMPLETE,
	MMC_SESSION_DAMAGED,
	MMC_SESSION_COMPLETE,
};

struct mmc_disc_information { /* MMC-6 6.21.3.1, standard disc information */
	bool erasable;
	enum mmc_disc_status status;
	enum mmc_session_status last_session_status;
	uint16_t first_track, sessions, last_session_first_track, last_session_last_track;
	uint8_t background_format; /* 0 none, 1 stopped, 2 running, 3 complete */
	uint8_t disc_type;
	uint8_t opc_tables; /* calibrations done; 0 also when the drive does not tell */
	uint32_t last_session_lead_in, last_possible_lead_out;
};
struct br_outcome mmc_read_disc_information(
	struct br_transport *transport, struct mmc_disc_information *ret_information);

enum mmc_track_address { MMC_TRACK_BY_LBA = 0, MMC_TRACK_BY_NUMBER = 1, MMC_TRACK_BY_SESSION = 2 };
#define MMC_TRACK_INVISIBLE 0xFF /* the incomplete track, by number */

struct mmc_track_information { /* MMC-6 6.26.3 */
	uint16_t track, session;
	bool damaged, reserved, blank, packet, fixed_packet;
	uint8_t track_mode, data_mode;
	bool next_writable_valid, last_recorded_valid;
	int32_t start_lba, next_writable_lba, last_recorded_lba;
	uint32_t free_blocks, packet_blocks, size_blocks;
};
struct br_outcome mmc_read_track_information(struct br_transport *transport,
	enum mmc_track_address address, uint32_t number,
	struct mmc_track_information *ret_information);

#define MMC_TOC_TRACKS_MAX 99
#define MMC_TOC_DATA	   0x4 /* of control: a data track */
struct mmc_toc {	       /* READ TOC/PMA/ATIP format 0, MMC-6 6.25.3.2: toc.c */
	unsigned track_count;
	struct mmc_toc_track {
		uint8_t number, control; /* the nibble of the Q sub-channel */
		int32_t start_lba;
	} tracks[MMC_TOC_TRACKS_MAX];
	int32_t lead_out_lba;
};
struct br_outcome mmc_read_toc(struct br_transport *transport, struct mmc_toc *ret_toc);

struct mmc_capacity {
	uint32_t last_lba, block_bytes;
};
struct br_outcome mmc_read_capacity(
	struct br_transport *transport, struct mmc_capacity *ret_capacity);

struct mmc_write_protection { /* READ DISC STRUCTURE format C0h, MMC-6 6.22.3.1: structure.c */
	bool until_powerdown, persistent, cartridge, media_specific;
};
struct br_outcome mmc_read_write_protection(
	struct br_transport *transport, bool is_bd, struct mmc_write_protection *ret_protection);

struct mmc_buffer_capacity { /* MMC-6 6.17 */
	uint32_t total_bytes, free_bytes;
};
struct br_outcome mmc_read_buffer_capacity(
	struct br_transport *transport, struct mmc_buffer_capacity *ret_capacity);

/* ---- formatting: format.c ---------------------------------------------------------------- */

enum mmc_capacity_kind {
	MMC_CAPACITY_UNFORMATTED = 1,
	MMC_CAPACITY_FORMATTED,
	MMC_CAPACITY_NO_MEDIUM
};
enum mmc_format_type { /* MMC-6 6.4.3 */
	MMC_FORMAT_FULL = 0x00,
	MMC_FORMAT_EXPAND_SPARES = 0x01, /* DVD-RAM, BD-RE */
	MMC_FORMAT_FULL_PACKETS = 0x10,	 /* CD-RW, DVD-RW */
	MMC_FORMAT_GROW = 0x13,		 /* DVD-RW: the last border is opened again */
	MMC_FORMAT_QUICK = 0x15,	 /* DVD-RW: all of it once it is written */
	MMC_FORMAT_MOUNT_RAINIER = 0x24, /* CD-RW, DVD+RW */
	MMC_FORMAT_BACKGROUND = 0x26,	 /* DVD+RW */
	MMC_FORMAT_BD_RE_SPARES = 0x30,
	MMC_FORMAT_BD_RE_NO_SPARES = 0x31,
	MMC_FORMAT_BD_R_SPARES = 0x32,
};
struct mmc_format_descriptor {
	uint32_t blocks;
	uint8_t type;	    /* enum mmc_format_type, or what newer drives know */
	uint32_t parameter; /* 24 bits, by type */
};
#define MMC_FORMAT_DESCRIPTORS_MAX 32
struct mmc_format_capacities { /* MMC-6 6.23.3 */
	enum mmc_capacity_kind current;
	uint32_t current_blocks;
	unsigned count; /* of formattable[] */
	struct mmc_format_descriptor formattable[MMC_FORMAT_DESCRIPTORS_MAX];
};
struct br_outcome mmc_read_format_capacities(
	struct br_transport *transport, struct mmc_format_capacities *ret_capacities);

/* mmc_format_unit: start it with Immed; the drive is not ready until it is done. @sub_type 0..3. */
struct br_outcome mmc_format_unit(struct br_transport *transport,
	const struct mmc_format_descriptor *descriptor, uint8_t sub_type);

/* mmc_blank: start to blank a CD-RW or DVD-RW with Immed: all of it, or only what tells of it. */
struct br_outcome mmc_blank(struct br_transport *transport, bool full);

/* ---- speeds: performance.c, speed.c ------------------------------------------------------ */

struct mmc_write_speed_descriptor { /* MMC-6 6.7.3.5 */
	bool mixed_read_write, exact, restore_defaults;
	uint8_t rotation_control; /* 0 CLV or not pure CAV, 1 pure CAV */
	uint32_t end_lba, read_kBps, write_kBps;
};
/* mmc_get_write_speeds: at most @max of them, in the drive's order. */
struct br_outcome mmc_get_write_speeds(struct br_transport *transport,
	struct mmc_write_speed_descriptor *speeds, unsigned max, unsigned *ret_count);

struct mmc_performance_descriptor { /* MMC-6 6.7.3.2, nominal performance */
	uint32_t start_lba, start_kBps, end_lba, end_kBps;
};
struct br_outcome mmc_get_nominal_performance(struct br_transport *transport, bool write,
	struct mmc_performance_descriptor *zones, unsigned max, unsigned *ret_count);

struct mmc_streaming { /* MMC-6 6.40.3 */
	bool exact, restore_defaults;
	uint8_t rotation_control;
	uint32_t start_lba, end_lba, read_kBps, write_kBps;
};
struct br_outcome mmc_set_streaming(
	struct br_transport *transport, const struct mmc_streaming *streaming);

/* mmc_set_cd_speed: FFFFh is the maximum. @rotation_control as above. */
struct br_outcome mmc_set_cd_speed(struct br_transport *transport, uint8_t rotation_control,
	uint16_t read_kBps, uint16_t write_kBps);

/* ---- mode pages: mode.c, write_parameters.c, capabilities.c ------------------------------ */

enum mmc_page_control { MMC_PAGE_CURRENT, MMC_PAGE_CHANGEABLE, MMC_PAGE_DEFAULT, MMC_PAGE_SAVED };
struct mmc_mode_page_data {
	uint8_t bytes[258]; /* from the page code on, as in the standard's tables */
	uint16_t count;
};
struct br_outcome mmc_mode_sense(struct br_transport *transport, enum mmc_mode_page page,
	enum mmc_page_control control, struct mmc_mode_page_data *ret_page);
struct br_outcome mmc_mode_select(
	struct br_transport *transport, const struct mmc_mode_page_data *page);

enum mmc_write_type {
	MMC_WRITE_PACKET,
	MMC_WRITE_TRACK_AT_ONCE,
	MMC_WRITE_SESSION_AT_ONCE,
	MMC_WRITE_RAW
};
enum mmc_multi_session { MMC_NO_NEXT_SESSION = 0, MMC_NEXT_SESSION_ALLOWED = 3 };
enum mmc_data_block { MMC_DATA_BLOCK_MODE_1 = 8 };

struct mmc_write_parameters {	  /* page 05h, MMC-6 7.5: the fields that we set; others stay */
	bool underrun_protection; /* BUFE */
	bool test_write;
	enum mmc_write_type write_type;
	enum mmc_multi_session multi_session;
	uint8_t track_mode; /* control nibble of Q: 4 is data; of DVD-R 5 */
	uint8_t data_block_type;
	uint8_t link_blocks;	/* of packets; 0: as the drive has it */
	uint32_t packet_blocks; /* fixed packets of that many; 0: not */
	uint8_t session_format;
};
/* mmc_set_write_parameters: two commands: MODE SENSE for the page, MODE SELECT with our fields in
 * it. */
struct br_outcome mmc_set_write_parameters(
	struct br_transport *transport, const struct mmc_write_parameters *parameters);

/* mmc_end_test_write: two commands as well: all stays as it is, but Test Write is off. */
struct br_outcome mmc_end_test_write(struct br_transport *transport);

#define MMC_CAPABILITY_SPEEDS_MAX 56
struct mmc_capabilities {   /* page 2Ah, MMC-6 7.11; what an older, shorter page lacks is 0 */
	uint16_t buffer_kB; /* 1024 bytes each */
	uint16_t maximum_write_kBps, current_write_kBps;
	uint8_t rotation_control;
	unsigned count; /* of speeds[] */
	struct {
		uint8_t rotation_control;
		uint16_t write_kBps;
	} speeds[MMC_CAPABILITY_SPEEDS_MAX];
};
struct br_outcome mmc_get_capabilities(
	struct br_transport *transport, struct mmc_capabilities *ret_capabilities);

/* ---- data: read_write.c ------------------------------------------------------------------ */

/* mmc_read: READ (10) of @blocks blocks of 2048 bytes into @data. Short is BR_E_BAD_REPLY. */
struct br_outcome mmc_read(
	struct br_transport *transport, int32_t lba, uint16_t blocks, void *data);

struct mmc_write {
	int32_t lba;
	uint32_t blocks;      /* at most 65535 with WRITE (10) */
	uint32_t block_bytes; /* as the medium and the mode page have it */
	const void *data;
	uint32_t timeout_ms; /* at least so long; 60 s when that is less */
	bool streaming;	     /* WRITE (12) with the Streaming bit; else WRITE (10) */
};
struct br_outcome mmc_write(struct br_transport *transport, const struct mmc_write *write);

/* ---- session at once on CD: cue_sheet.c -------------------------------------------------- */

struct mmc_data_session { /* one data track of mode 1, from lead-in to lead-out */
	uint8_t track;	  /* its number */
	int32_t start_lba; /* of its data; 150 blocks of pause, which the drive makes, are before it */
	uint32_t blocks;
};
/* mmc_send_cue_sheet: page 05h must say session at once. The first WRITE is to start_lba. */
struct br_outcome mmc_send_cue_sheet(
	struct br_transport *transport, const struct mmc_data_session *session);

/* ---- the end of a burn: finish.c --------------------------------------------------------- */

struct br_outcome mmc_synchronize_cache(struct br_transport *transport);

enum mmc_close_function {		/* MMC-6 6.2.2.3 */
	MMC_STOP_BACKGROUND_FORMAT = 0, /* DVD+RW; with MMC_CLOSE_SESSION also a lead-out */
	MMC_CLOSE_TRACK = 1,
	MMC_CLOSE_SESSION = 2,
	MMC_FINALIZE = 6, /* DVD+R, BD-R */
};
/* mmc_close: CLOSE TRACK SESSION with Immed; not ready (02/04/07) until it is done. */
struct br_outcome mmc_close(
	struct br_transport *transport, enum mmc_close_function function, uint16_t track);

/* mmc_reserve_track: the next track, or the disc at once, will have @blocks blocks. */
struct br_outcome mmc_reserve_track(struct br_transport *transport, uint32_t blocks);

/* mmc_send_opc: calibrate the laser's power at the current speed (DoOPC). */
struct br_outcome mmc_send_opc(struct br_transport *transport);

#endif
