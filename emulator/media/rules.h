/* SPDX-License-Identifier: MIT */
/*
 * rules.h: what a medium family is: one table of functions, one file each. disc.c makes the checks
 * that hold for every family (write protection, empty requests) and then calls these.
 *
 * A function that is NULL means that media of the family cannot do it: 05/30/xx.
 */
#ifndef MEDIA_RULES_H
#define MEDIA_RULES_H

#include "emulator/media/disc.h"

struct medium_rules {
	uint16_t profile;
	bool erasable;
	bool random_writable;
	bool format_sub_types;	     /* a format may be asked for with one */
	uint32_t fixed_spare_blocks; /* the spares that are no part of the capacity */
	int32_t first_lba; /* the first that has a place in the data store and the block map */

	/* start_blank: fill the zeroed state of a new disc. False: no memory. */
	bool (*start_blank)(struct burnrig_disc *disc);
	/* wake: a disc was opened: what a power cut left, as a drive sees it. */
	void (*wake)(struct burnrig_disc *disc);
	bool (*can_write)(const struct burnrig_disc *disc);
	uint32_t (*last_lba)(const struct burnrig_disc *disc);
	bool (*next_lead_in_lba)(const struct burnrig_disc *disc, int32_t *ret_lba);
	struct sense (*read)(struct burnrig_disc *disc, int32_t lba, uint32_t blocks,
		const struct iovec *out, size_t out_count, uint32_t *ret_blocks_read);
	struct sense (*read_sector)(struct burnrig_disc *disc, int32_t lba, uint8_t *out);
	struct sense (*write)(struct burnrig_disc *disc, const struct write_request *request);
	/* flush, close_*, reserve, format change state and data; disc.c commits afterwards. */
	struct sense (*flush)(struct burnrig_disc *disc);
	struct sense (*close_track)(struct burnrig_disc *disc, unsigned number);
	struct sense (*close_session)(struct burnrig_disc *disc, unsigned function,
		const struct write_parameters *parameters);
	struct sense (*reserve_track)(struct burnrig_disc *disc, uint32_t blocks);
	struct sense (*reserve_at_once)(struct burnrig_disc *disc, uint32_t blocks,
		const struct write_parameters *parameters);
	struct sense (*format)(
		struct burnrig_disc *disc, const struct disc_format_request *request);
	bool (*format_option_at)(const struct burnrig_disc *disc, unsigned index,
		struct disc_format_option *ret_option);
	struct sense (*blank)(struct burnrig_disc *disc, unsigned type, uint32_t address);
	struct sense (*send_cue_sheet)(
		struct burnrig_disc *disc, const uint8_t *sheet, size_t bytes);
	uint64_t (*write_bytes)(const struct burnrig_disc *disc, int32_t lba, uint32_t blocks,
		const struct write_parameters *parameters);
	uint32_t (*free_blocks)(const struct burnrig_disc *disc, const struct disc_track *track);
};

extern const struct medium_rules medium_rules_bd_r, medium_rules_bd_r_random, medium_rules_bd_re;
extern const struct medium_rules medium_rules_dvd_plus_r, medium_rules_dvd_plus_rw;
extern const struct medium_rules medium_rules_dvd_r, medium_rules_dvd_ram;
extern const struct medium_rules medium_rules_dvd_plus_r_dl;
/* A blank DVD-R DL is what mode page 05h last said. */
extern const struct medium_rules medium_rules_dvd_r_dl, medium_rules_dvd_r_dl_jump;
/* A DVD-RW changes from one to the other as it is formatted and blanked. */
extern const struct medium_rules medium_rules_dvd_rw_sequential, medium_rules_dvd_rw_overwrite;
extern const struct medium_rules medium_rules_cd_r, medium_rules_cd_rw, medium_rules_cd_rom;
/* CD-RW and DVD+RW in the format 24h. */
extern const struct medium_rules medium_rules_cd_mrw, medium_rules_dvd_plus_mrw;
extern const struct medium_rules medium_rules_dvd_rom, medium_rules_bd_rom;

/* disc_take_rules: those of the medium's family as it is when it is blank. */
void disc_take_rules(struct burnrig_disc *disc);

/* The last session and the last track; there always is one of each. */
struct disc_session *rules_last_session(const struct burnrig_disc *disc);
struct disc_track *rules_last_track(const struct burnrig_disc *disc);
/* rules_open_track: a blank track of the last session from @start_lba to the medium's end. */
struct disc_track *rules_open_track(struct burnrig_disc *disc, int32_t start_lba);
/* rules_open_session: a new empty session with an open track at @start_lba. False: no memory. */
bool rules_open_session(struct burnrig_disc *disc, int32_t start_lba);
/* rules_first_track_of_last_session: its index among all tracks. */
unsigned rules_first_track_of_last_session(const struct burnrig_disc *disc);
/* rules_drop_empty_session: the last session goes with its track when it is empty and not the only one. */
void rules_drop_empty_session(struct burnrig_disc *disc);
/* rules_recorded: note @blocks more of @track as recorded, in state and map. */
void rules_recorded(struct burnrig_disc *disc, struct disc_track *track, uint32_t blocks);
/* rules_mark: set the state of every recording unit that the blocks touch. A defective one stays so,
 * replaced or not. */
void rules_mark(struct burnrig_disc *disc, int32_t lba, uint32_t blocks, enum block_state state);
static inline uint32_t round_up(uint32_t value, uint32_t unit)
{
	uint32_t rest = value % unit;

	return rest ? value + (unit - rest) : value;
}

#endif
