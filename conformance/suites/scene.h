/* SPDX-License-Identifier: MIT */
/*
 * scene.h: what several suites need to set a scene or to look at a reply: whole replies, tracks,
 * writing, and the rule of allocation lengths. Reads bytes by itself; judges only where it says so.
 */
#ifndef CONFORMANCE_SCENE_H
#define CONFORMANCE_SCENE_H

#include "conformance/runner/bytes.h"
#include "conformance/runner/judge.h"

#define SCENE_BLOCK_BYTES    2048u
#define SCENE_WRITTEN_BLOCKS 320u /* what the runner may have written, see judge.h */

/* A command whose reply says its own length, and whose CDB says how much may come. */
struct scene_reply {
	uint8_t cdb[12];
	uint8_t cdb_bytes;
	uint8_t allocation_at;	  /* CDB byte of the allocation length, which is big-endian      */
	uint8_t allocation_bytes; /* 1 or 2                                                      */
	uint8_t length_at;	  /* reply byte of the length field                              */
	uint8_t length_bytes;	  /* 1, 2 or 4                                                   */
	uint8_t before;		  /* bytes that the length field does not count                  */
};

/* scene_fetch: the command with @allocation as its allocation length and room. */
const struct reply *scene_fetch(
	struct judge *judge, const struct scene_reply *what, size_t allocation);

/* scene_total: the length of the whole reply by its own length field. @reply has that field. */
size_t scene_total(const struct scene_reply *what, const struct reply *reply);

/*
 * scene_whole: the whole reply. Judges: GOOD, that what moved is what the length field says, and that
 * the length is at least @minimum.
 */
const struct reply *scene_whole(
	struct judge *judge, const struct scene_reply *what, size_t minimum);

/*
 * scene_judge_allocation: judges the rule for all replies (SPC-3 4.3.4.6, MMC-6: allocation length): a short
 * allocation length cuts the reply and nothing else: GOOD, the same first bytes, length fields as
 * before; an allocation length of zero moves nothing and is no error.
 */
void scene_judge_allocation(struct judge *judge, const struct scene_reply *what);

struct scene_track { /* READ TRACK INFORMATION, the fields that scenes need */
	uint16_t number, session;
	uint8_t track_mode, data_mode;
	bool is_reserved, is_blank, is_packet, is_damaged, has_nwa, has_last;
	uint32_t start_lba, nwa_lba, free_blocks, packet_blocks, size_blocks, last_lba;
};

/* scene_track: address type @type (0 LBA, 1 track, 2 session). Judges: GOOD with 36 bytes or more. */
struct scene_track scene_track(struct judge *judge, uint8_t type, uint32_t number);

/* scene_writable_track: the track that takes data now: the invisible or incomplete one (FFh). */
struct scene_track scene_writable_track(struct judge *judge);

/* scene_disc_status: bits 1-0 of byte 2 of READ DISC INFORMATION; ret_sessions counts sessions. */
uint8_t scene_disc_status(struct judge *judge, unsigned *ret_sessions);

/* scene_formats_in_background: READ DISC INFORMATION tells a background format that is running. */
bool scene_formats_in_background(struct judge *judge);

/* scene_fill: @blocks blocks that say where they belong and when: LBA, @salt and seeded noise. */
uint8_t *scene_fill(struct judge *judge, uint32_t lba, uint32_t blocks, uint32_t salt);

/* scene_write_10: one WRITE (10), again as long as the drive says 2/04/07 or 2/04/08 (busy). */
const struct reply *scene_write_10(
	struct judge *judge, uint32_t lba, uint32_t blocks, const uint8_t *data);

/* scene_write_blocks: one WRITE (10) of blocks of @block_bytes, as patiently; @lba may stand for a negative one. */
const struct reply *scene_write_blocks(struct judge *judge, uint32_t lba, uint32_t blocks,
	const uint8_t *data, uint32_t block_bytes);

/*
 * scene_stream: the same as fast as it goes: by WRITE (12) with Streaming, where the drive manages
 * defects and says SW in feature 0107h: others read nothing back anyway.
 */
const struct reply *scene_stream(
	struct judge *judge, uint32_t lba, uint32_t blocks, const uint8_t *data);

/* scene_synchronize: SYNCHRONIZE CACHE, judged GOOD, then wait until the drive is ready. */
void scene_synchronize(struct judge *judge);

/* scene_prepare_cd: write parameters: track at once, data, sessions left open. Judges: GOOD. */
void scene_prepare_cd(struct judge *judge);

/* scene_set_multi_session: bits 7-6 of byte 3 of mode page 05h: 11b leaves a session open behind, 00b does not. */
void scene_set_multi_session(struct judge *judge, uint8_t value);

/*
 * scene_choose_cd_mode: mode page 05h with this write type, track mode (control nibble) and data block type, next
 * session allowed, no test write; BUFE stays. The drive's answer is returned.
 */
const struct reply *scene_choose_cd_mode(
	struct judge *judge, uint8_t write_type, uint8_t track_mode, uint8_t block_type);

/*
 * scene_format: FORMAT UNIT with the descriptor of that format type that READ FORMAT CAPACITIES offers,
 * Immed 1, and wait. Judges: GOOD; skips where the type is not offered. Returns the blocks promised.
 */
uint32_t scene_format(struct judge *judge, uint8_t type);

/*
 * scene_must_keep_up: skips where the drive's clock runs faster than ours: its buffer is empty between two WRITEs, and
 * how long its work takes cannot be told.
 */
void scene_must_keep_up(struct judge *judge);

/* scene_read_10: one READ (10). */
const struct reply *scene_read_10(struct judge *judge, uint32_t lba, uint32_t blocks);

/*
 * scene_write_somewhere: write @blocks where the medium takes them now and synchronize; judged GOOD.
 * On CD the write parameters page is set to track at once, data, sessions left open.
 * Returns the data; *ret_lba is where they went. What the runner has written before a test with NEEDS_WRITTEN began
 * is taken for the first so many blocks.
 */
const uint8_t *scene_write_somewhere(struct judge *judge, uint32_t blocks, uint32_t *ret_lba);

/* scene_needs_tray: skips where the tray has no motor both ways. For before what such a test changes. */
void scene_needs_tray(struct judge *judge);

/* scene_open_tray: scene_needs_tray, allow removal and eject, judged GOOD. */
void scene_open_tray(struct judge *judge);

/* scene_close_tray: load, and wait until the drive is ready; judged GOOD. */
void scene_close_tray(struct judge *judge);

/* scene_mode_page: the page, from its page code byte on, or NULL when the drive refuses it. */
const uint8_t *scene_mode_page(
	struct judge *judge, uint8_t page, uint8_t page_control, size_t *ret_bytes);

/* scene_mode_select: MODE SELECT (10), PF=1, of one page as scene_mode_page gave it. */
const struct reply *scene_mode_select(struct judge *judge, const uint8_t *page, size_t bytes);

#endif
