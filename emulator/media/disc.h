/* SPDX-License-Identifier: MIT */
/*
 * disc.h: a disc as the drive handles it: its definition, what is recorded, and the rules of its
 * family.
 *
 * Everything that changes a disc is a call here, made of check, compute, commit: refused whole or
 * carried out whole. The rules know nothing of CDBs, timing or events: that is drive/.
 */
#ifndef MEDIA_DISC_H
#define MEDIA_DISC_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/uio.h>

#include "burnrig/disc.h"
#include "emulator/media/medium_definition.h"
#include "emulator/media/rehearsal.h"
#include "emulator/media/sense.h"
#include "emulator/store/disc_file.h"
#include "emulator/store/disc_state.h"
#include "emulator/store/store.h"

struct medium_rules;

struct burnrig_disc {
	struct burnrig_medium_definition *definition; /* owned: each disc has its own        */
	const struct medium_rules *rules;
	struct disc_state state;
	struct block_map *map;	/* unit = recording unit, numbered from disc_first_unit's LBA   */
	struct store *data;	/* borrowed from file, or owned when file is NULL             */
	struct disc_file *file; /* NULL for a disc in memory                                  */
	char *path;
	bool was_clean, read_only;
	bool software_protected; /* by the drive, while it is in (SWPP)                 */
	bool gaa_chosen; /* MRW: LBAs are those of the general application area (mode page 03h) */
	uint64_t blocks_since_commit; /* for the periodic checkpoint of a burn               */
	struct rehearsal rehearsal;
	struct cd_recorder *cd; /* CD: of the recording under way; else NULL         */
	/* BD-R, random recording: the last cluster written, and its blocks that the host gave. */
	uint32_t gathered_unit, gathered;
};

/* What mode page 05h (Write Parameters, MMC-6 7.5) says of the next write, decoded by drive/. */
struct write_parameters {
	uint8_t write_type; /* 0 packet, 1 TAO, 2 SAO, 3 RAW                                   */
	bool test_write, buffer_underrun_free, fixed_packet, link_size_valid, copy;
	uint8_t multi_session; /* 0, 1, 3                                                       */
	uint8_t track_mode;    /* Q control nibble                                              */
	uint8_t data_block_type;
	uint8_t session_format;
	uint32_t packet_blocks;
	bool has_catalogue, has_isrc;
	uint8_t catalogue[13], isrc[12], sub_header[4];
};

struct write_request {
	int32_t lba;
	uint32_t blocks;
	const struct iovec *data; /* as the call's scatter list; from its first byte */
	size_t data_count;
	const struct write_parameters *parameters;
	bool streaming; /* no time for a check: defective blocks are not replaced */
};

#define DISC_NO_TRACK 0

/* Queries that hold for every family. None of them fails. */
bool disc_is_cd(const struct burnrig_disc *disc);
uint16_t disc_profile(const struct burnrig_disc *disc);
uint16_t disc_block_bytes(const struct burnrig_disc *disc); /* 2048                       */
bool disc_is_erasable(const struct burnrig_disc *disc);
/* disc_can_write: something may be recorded without format or blank (blank, appendable, or
 * random-writable formatted). */
bool disc_can_write(const struct burnrig_disc *disc);
/* disc_can_read: at least one block may be read. */
bool disc_can_read(const struct burnrig_disc *disc);
/* disc_read_capacity: last LBA that READ CAPACITY reports; 0 when nothing is recorded. */
uint32_t disc_last_lba(const struct burnrig_disc *disc);
/* disc_is_write_protected: nothing may be recorded on it, for whatever reason. */
bool disc_is_write_protected(const struct burnrig_disc *disc);
/* disc_protect: set or clear the protection that stays on the disc (DVD-RAM, PWP). 05/30/05 of media that
 * have none. */
struct sense disc_protect(struct burnrig_disc *disc, bool protect);
/* disc_stamp: the time of recording, YYYYMMDDhhmmss, which goes into the recording management data: 05/2C/00
 * when nothing more can be recorded, 05/30/05 of media that have none (all but DVD-R and DVD-RW). */
struct sense disc_stamp(struct burnrig_disc *disc, uint64_t time);
/*
 * disc_set_layer_blocks: the first layer of a blank DVD+R DL or DVD-R DL ends after @blocks, so the second
 * has as many: 05/2C/00 when something is recorded, 05/26/00 (value: 8) when it cannot end there, 05/30/05 of
 * other media. disc_take_layer_blocks: of a disc that was opened: its definition says so too.
 */
struct sense disc_set_layer_blocks(struct burnrig_disc *disc, uint32_t blocks);
void disc_take_layer_blocks(struct burnrig_disc *disc);
/* disc_layer_blocks: how many blocks the first layer has; all of a disc with one. */
uint32_t disc_layer_blocks(const struct burnrig_disc *disc);
/* disc_track: by track number as READ TRACK INFORMATION numbers them, the invisible/incomplete one
 * included. NULL: none. */
const struct disc_track *disc_track(const struct burnrig_disc *disc, unsigned number);
const struct disc_track *disc_track_of_lba(const struct burnrig_disc *disc, int32_t lba);

/*
 * disc_next_defect: the first run of defective recording units, replaced or not, that begins within
 * @from_lba .. @end_lba - 1, as far as it lies there. False: none.
 */
bool disc_next_defect(const struct burnrig_disc *disc, uint32_t from_lba, uint32_t end_lba,
	uint32_t *ret_lba, uint32_t *ret_blocks);

/* disc_had_defects: has it defective recording units, or had some that were replaced? False: disc_next_defect
 * finds none. */
bool disc_had_defects(const struct burnrig_disc *disc);

/* disc_replaced_at: the first recording unit from @from_lba on that a spare stands in for. False: none. */
bool disc_replaced_at(const struct burnrig_disc *disc, uint32_t from_lba, uint32_t *ret_lba);

/* disc_streaming_lost: recording ran dry with nothing to link it again: the track being recorded
 * ends here, damaged. */
__attribute__((cold)) void disc_streaming_lost(struct burnrig_disc *disc);

/*
 * What a reset of the drive leaves (disc_interrupted.c).
 * disc_blocks_lost: what an open track of a sequential medium has from @lba on never reached the disc; it
 * goes on behind the last recording unit that did. Of media that are rewritten in place nothing can be told.
 * disc_recording_ended: after that: a track that cannot be continued (CD, disc at once) ends, damaged.
 * disc_format_lost: a format was cut off: an erasable medium has none and is as it was new.
 */
void disc_blocks_lost(struct burnrig_disc *disc, int32_t lba);
void disc_recording_ended(struct burnrig_disc *disc);
void disc_format_lost(struct burnrig_disc *disc);

/* disc_read: into a scatter list; every block or sense (05/21/00, 05/64/00, 03/11/00, …) and how
 * many before it. */
struct sense disc_read(struct burnrig_disc *disc, int32_t lba, uint32_t blocks,
	const struct iovec *out, size_t out_count, uint32_t *ret_blocks_read);

/* disc_write: all of @request or nothing. Opens session and track as the family has it. */
struct sense disc_write(struct burnrig_disc *disc, const struct write_request *request);

/* disc_flush: what the host was told is on the disc is committed (SYNCHRONIZE CACHE); pads an open
 * packet. */
struct sense disc_flush(struct burnrig_disc *disc);
struct sense disc_close_track(struct burnrig_disc *disc, unsigned number);
/* disc_close_session: @function is CLOSE TRACK SESSION's close function (2..7), per family. */
struct sense disc_close_session(
	struct burnrig_disc *disc, unsigned function, const struct write_parameters *parameters);
struct sense disc_reserve_track(struct burnrig_disc *disc, uint32_t blocks);
/* disc_reserve_at_once: @blocks for a recording of the whole disc at once (DVD-R, RESERVE TRACK with write
 * type 2); of media that have none as disc_reserve_track. */
struct sense disc_reserve_at_once(
	struct burnrig_disc *disc, uint32_t blocks, const struct write_parameters *parameters);
/* disc_format: format type and its fields as in FORMAT UNIT's format descriptor; sub-type 0. */
struct sense disc_format(
	struct burnrig_disc *disc, unsigned format_type, uint32_t blocks, uint32_t parameter);

/* All of the format descriptor of FORMAT UNIT (MMC-6 6.4.3.3), and what its header says of it. */
struct disc_format_request {
	uint8_t type, sub_type;
	bool certify; /* DVD-RAM: the header does not forbid it (DCRT)                         */
	bool complete_list; /* DVD-RAM: defects that grew are forgotten first (CmpLst)                 */
	uint32_t blocks, parameter; /* number of blocks, type dependent parameter (24 bits) */
};
struct sense disc_format_as(struct burnrig_disc *disc, const struct disc_format_request *request);
/* Types of BLANK, MMC-6 6.1.2. */
enum blank_type {
	BLANK_DISC = 0,
	BLANK_MINIMAL = 1,
	BLANK_TRACK = 2,
	BLANK_UNRESERVE = 3,
	BLANK_TRACK_TAIL = 4,
	BLANK_UNCLOSE_SESSION = 5,
	BLANK_SESSION = 6,
};
/* disc_blank_blocks: how much of the medium a BLANK of that type would go over, as the disc is now. */
uint32_t disc_blank_blocks(const struct burnrig_disc *disc, unsigned type, uint32_t address);
/* disc_packet_blocks: of a CD in fixed packets, how much of the medium @blocks of user data take: each packet has link blocks. */
uint32_t disc_packet_blocks(const struct burnrig_disc *disc, uint32_t blocks);
/* disc_blank: BLANK's type, and its address or track number. */
struct sense disc_blank(struct burnrig_disc *disc, unsigned type, uint32_t address);

/* disc_commit: 0 or negative errno; see disc_file_commit. */
int disc_commit(struct burnrig_disc *disc, bool durable);

/* disc_is_mrw: is it a CD-RW or DVD+RW in Mount Rainier format (FORMAT UNIT type 24h)? */
bool disc_is_mrw(const struct burnrig_disc *disc);

/*
 * disc_background_left: DVD+RW and MRW: how many blocks at the end of the formatted ones the background
 * format has not come to; 0 of every other medium. disc_background_record: it recorded @blocks more.
 */
uint32_t disc_background_left(const struct burnrig_disc *disc);
void disc_background_record(struct burnrig_disc *disc, uint32_t blocks);

/* The spare areas of a DVD-RAM: what is left of each, and how large the second one is. */
struct disc_spare_areas {
	uint32_t primary_free_blocks, supplementary_free_blocks, supplementary_blocks;
};
void disc_spare_areas(const struct burnrig_disc *disc, struct disc_spare_areas *ret_areas);

/* disc_track_free_blocks: how much more fits into an open track; 0 for a closed one. */
uint32_t disc_track_free_blocks(const struct burnrig_disc *disc, const struct disc_track *track);
/* disc_track_end_lba: the first LBA behind what READ TRACK INFORMATION calls the track's size. */
int32_t disc_track_end_lba(const struct disc_track *track);
/* disc_is_random_writable: blocks are rewritten in place (BD-RE); false for sequential media. */
bool disc_is_random_writable(const struct burnrig_disc *disc);
/* disc_next_lead_in_lba: where the open session's lead-in (DVD+R: Intro) is to begin; false when
 * no session is open. CD: below 0 on a blank disc. */
bool disc_next_lead_in_lba(const struct burnrig_disc *disc, int32_t *ret_lba);

/* Layer jump recording of DVD-R dual layer (MMC-6 4.3.6): the second layer is recorded by turns with the
 * first. Numbers of @how are those of READ TRACK INFORMATION's LJRS. */
enum layer_jump_how {
	LAYER_JUMP_UNSPECIFIED = 1,
	LAYER_JUMP_MANUAL = 2,
	LAYER_JUMP_REGULAR = 3,
};
struct disc_layer_jump {
	enum layer_jump_how how;
	uint32_t interval_blocks, next_lba, last_lba; /* 0: not set, or none yet             */
	int32_t last_recorded_lba;		      /* below 0: nothing is                 */
};
/* disc_layer_jump: false when the disc is not recorded so, nor to be. */
bool disc_layer_jump(const struct burnrig_disc *disc, struct disc_layer_jump *ret_jump);
/* disc_take_write_type: mode page 05h's: a blank DVD-R DL is of profile 0016h while it is 4, else 0015h. */
void disc_take_write_type(struct burnrig_disc *disc, unsigned write_type);
/* disc_set_jump_interval (0: none), disc_set_jump_lba (only without an interval): while recording is on
 * the first layer, the interval only where it begins there; else 05/2C/00. 05/26/00 at byte 8 for a value
 * that is no ECC block's, does not lie ahead, or is beyond the layer. */
struct sense disc_set_jump_interval(struct burnrig_disc *disc, uint32_t blocks);
struct sense disc_set_jump_lba(struct burnrig_disc *disc, uint32_t lba);

/* One line of READ FORMAT CAPACITIES, as FORMAT UNIT takes it back. */
struct disc_format_option {
	uint8_t type;
	uint32_t blocks, parameter; /* number of blocks, type dependent parameter (24 bits) */
};
/* disc_format_option_at: the @index-th that the medium may be formatted with. False: no more. */
bool disc_format_option_at(
	const struct burnrig_disc *disc, unsigned index, struct disc_format_option *ret_option);

/*
 * disc_read_sector: a CD sector with all its channels: 2352 bytes main channel, 96 raw P-W.
 * @out: CD_SECTOR_STORED_BYTES (cd_sector.h). Sense as disc_read; 05/64/00 for other media.
 */
struct sense disc_read_sector(struct burnrig_disc *disc, int32_t lba, uint8_t *out);

/*
 * disc_send_cue_sheet: describes the next session, of CD (SEND CUE SHEET). @sheet: entries of 8
 * bytes, untrusted. Replaces one that was sent before, unless its writing has begun.
 */
struct sense disc_send_cue_sheet(struct burnrig_disc *disc, const uint8_t *sheet, size_t bytes);
/* disc_write_bytes: what a write of @blocks at @lba takes from the host. */
uint64_t disc_write_bytes(const struct burnrig_disc *disc, int32_t lba, uint32_t blocks,
	const struct write_parameters *parameters);

/*
 * disc_create_blank: the state and map of a new blank disc of @definition (owned from then on, also
 * on failure), in memory. disc_from_file: from an open disc file (owned likewise).
 */
struct burnrig_disc *disc_create_blank(struct burnrig_medium_definition *definition);
struct burnrig_disc *disc_from_file(struct burnrig_medium_definition *definition,
	struct disc_file *file, struct burnrig_problem *problem);

/*
 * disc_free: give back a disc and its definition without committing. The disc file, when there is
 * one, is the caller's to close, after this. NULL is allowed.
 */
void disc_free(struct burnrig_disc *disc);

#endif
