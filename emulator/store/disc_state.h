/* SPDX-License-Identifier: MIT */
/*
 * disc_state.h: what is known of a disc beside its sectors: sessions, tracks, format. Plain data:
 * the rules that change it are in media/, the file that keeps it is store/disc_file.h.
 *
 * Words are those of READ DISC INFORMATION and READ TRACK INFORMATION (MMC-6).
 */
#ifndef STORE_DISC_STATE_H
#define STORE_DISC_STATE_H

#include <stdbool.h>
#include <stdint.h>

enum disc_status { DISC_EMPTY = 0, DISC_INCOMPLETE = 1, DISC_FINALIZED = 2, DISC_OTHER = 3 };
enum session_status { SESSION_EMPTY = 0, SESSION_INCOMPLETE = 1, SESSION_COMPLETE = 3 };

struct disc_track {
	uint16_t number, session;
	int32_t start_lba;
	uint32_t size_blocks; /* reserved or recorded; free space for the invisible track     */
	int32_t next_writable_lba; /* next_writable_address; valid while not closed */
	uint32_t recorded_blocks; /* from start_lba, for sequential recording                     */
	bool closed;		  /* nothing more can be appended                                 */
	bool reserved, damaged, packet, fixed_packet, copy;
	uint8_t control;	 /* Q sub-channel control nibble: 4 = data                       */
	uint8_t data_mode;	 /* 1, 2, Fh unknown                                             */
	uint8_t data_block_type; /* CD: mode page 05h, of the last write                         */
	uint16_t packet_blocks;
	uint32_t pre_gap_blocks; /* CD                                                           */
};

/* The disc was formatted for pseudo-overwrite (the number is that of its feature). */
#define SESSION_TYPE_PSEUDO_OVERWRITE 0x38
/* It is recorded with layer jumps (likewise). */
#define SESSION_TYPE_LAYER_JUMP	      0x33

struct disc_session {
	uint16_t number;
	enum session_status status;
	uint8_t type;	      /* CD: 00h CD-DA/CD-ROM, 10h CD-I, 20h XA; BD-R: as above           */
	int32_t lead_out_lba; /* when complete                                                    */
};

struct disc_state {
	enum disc_status status;
	struct disc_session *sessions; /* owned; in order of number */
	unsigned session_count, session_room;
	struct disc_track *tracks; /* owned; in order of number                                */
	unsigned track_count, track_room;
	uint32_t formatted_blocks; /* rewritable media: user blocks of the format; 0 unformatted */
	uint32_t spare_blocks;
	bool write_protected;	      /* by the host, for good until it says otherwise (PWP)      */
	uint64_t recorded_at;	      /* DVD-R, DVD-RW: YYYYMMDDhhmmss that a host sent; 0: none  */
	uint8_t format_type;	      /* FORMAT UNIT format type of the format in force           */
	uint32_t power_calibrations;  /* done so far                                              */
	uint32_t disc_identification; /* CD: from the PMA                                         */
	uint32_t
		layer_blocks; /* where the first of two layers ends, once that is set; else 0      */
	/* Layer jump recording: 0: no regular interval; the address on the first layer that was jumped from
	 * last; the next one, 0: not set. */
	uint32_t jump_interval_blocks, jump_last_lba, jump_next_lba;
	uint64_t write_count; /* blocks recorded in the disc's life                       */
};

/* disc_state_free: gives back what it owns and zeroes it. */
void disc_state_free(struct disc_state *state);
/* disc_state_add_track, _add_session: appended zeroed with the next number; NULL: no memory. */
struct disc_track *disc_state_add_track(struct disc_state *state);
struct disc_session *disc_state_add_session(struct disc_state *state);

/*
 * The block map: for each recording unit never written, written, defective, or defective and
 * replaced by a spare unit. Two bits a unit, dirty chunks of 4096 units known to
 * the file. Units are numbered from the first addressable unit.
 */
enum block_state {
	BLOCK_NEVER_WRITTEN = 0,
	BLOCK_WRITTEN = 1,
	BLOCK_DEFECTIVE = 2,
	BLOCK_REPLACED = 3
};

struct block_map;
/* block_map_create: @units all never written. NULL: no memory. */
struct block_map *block_map_create(uint32_t units);
void block_map_free(struct block_map *map);
/* @unit beyond the map reads as never written. */
enum block_state block_map_get(const struct block_map *map, uint32_t unit);
/* block_map_set: sets @count units from @unit; those beyond the map are left out. */
void block_map_set(struct block_map *map, uint32_t unit, uint32_t count, enum block_state state);
/* block_map_run: how many units from @unit (at most @count) have the state of the first. */
uint32_t block_map_run(const struct block_map *map, uint32_t unit, uint32_t count);
/* block_map_is_written: are all of @count units from @unit on BLOCK_WRITTEN? Of none: is @unit? */
bool block_map_is_written(const struct block_map *map, uint32_t unit, uint32_t count);
/* block_map_had_defects: was any unit ever BLOCK_DEFECTIVE or BLOCK_REPLACED, since the map was made? */
bool block_map_had_defects(const struct block_map *map);

#endif
