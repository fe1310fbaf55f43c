/* SPDX-License-Identifier: MIT */
/* CDs made outside of a drive from whole sectors: what is on them is what their Q says. */
#include <errno.h>
#include <stdlib.h>

#include "emulator/media/cd_family.h"
#include "emulator/media/cd_q_table.h"

/* What the cue sheet of a session at once would call a track that has such sectors. */
static unsigned cue_form_of(enum cd_layout layout)
{
	switch (layout) {
	case CD_MODE_1:
		return 0x10;
	case CD_FORM_1:
	case CD_FORM_2:
	case CD_XA:
		return 0x20;
	case CD_MODE_2:
		return 0x30;
	case CD_AUDIO:
		break;
	}
	return 0x00;
}

static const struct cd_form *pause_of(unsigned cue_form)
{
	return cd_form_of_cue(cue_form ? cue_form | 0x04 : 0x01);
}

static int take_sectors(struct burnrig_disc *disc, uint32_t blocks, burnrig_block_source *source,
	void *context, struct cd_q_table *table)
{
	uint8_t sector[CD_SECTOR_STORED_BYTES];

	for (uint32_t i = 0; i < blocks; i++) {
		int error = source(context, (int32_t)i, sector, sizeof sector);

		if (error < 0)
			return error;
		if (!cd_q_table_take(table, sector + CD_SECTOR_BYTES))
			return -EBADMSG;
		if (table->ended)
			continue;
		error = cd_store_put(disc, (int32_t)i, sector);
		if (error < 0)
			return error;
	}
	return cd_q_table_finish(table) ? 0 : -EBADMSG;
}

/* The form of the track that begins at @start_lba. */
static int form_at(struct burnrig_disc *disc, const struct cd_q_track *from, unsigned *ret_cue_form)
{
	uint8_t sector[CD_SECTOR_STORED_BYTES];
	int error = cd_store_read(disc, from->start_lba, sector);

	*ret_cue_form = cue_form_of(cd_sector_layout(sector, from->control & CD_CONTROL_DATA));
	return error < 0 ? error : 0;
}

/* The first pause begins before the sectors do. */
static int make_first_pause(
	struct burnrig_disc *disc, const struct cd_q_track *first, unsigned cue_form)
{
	struct cd_run run = { .form = pause_of(cue_form),
		.control = first->control,
		.track = 1,
		.track_lba = first->start_lba };
	int error = cd_store_write(disc, &run, -CD_PRE_GAP_BLOCKS, CD_PRE_GAP_BLOCKS, NULL);

	return error < 0 ? error : 0;
}

static int add_track(struct burnrig_disc *disc, const struct cd_q_table *table, unsigned index)
{
	const struct cd_q_track *from = &table->tracks[index];
	int32_t end_lba = index + 1 < table->count ? from[1].pause_lba : table->end_lba;
	struct disc_track *track =
		index ? rules_open_track(disc, from->start_lba) : rules_last_track(disc);
	unsigned cue_form;
	int error = track ? form_at(disc, from, &cue_form) : -ENOMEM;

	if (!error && !index)
		error = make_first_pause(disc, from, cue_form);
	if (error)
		return error;
	track->start_lba = from->start_lba;
	track->pre_gap_blocks = (uint32_t)(from->start_lba - from->pause_lba);
	if (!index)
		track->pre_gap_blocks += CD_PRE_GAP_BLOCKS;
	track->size_blocks = track->recorded_blocks = (uint32_t)(end_lba - from->start_lba);
	track->next_writable_lba = end_lba;
	track->control = from->control;
	track->data_block_type = cd_form_of_cue(cue_form)->data_block_type;
	track->data_mode = cd_form_data_mode(cd_form_of_cue(cue_form));
	track->closed = true;
	return 0;
}

static int press(struct burnrig_disc *disc, uint32_t blocks, burnrig_block_source *source,
	void *context, struct cd_q_table *table)
{
	static const struct write_parameters raw = { .write_type = CD_WRITE_RAW };
	int error = take_sectors(disc, blocks, source, context, table);

	if (error)
		return error;
	cd_mark_begun(disc, &raw);
	for (unsigned i = 0; i < table->count && !error; i++)
		error = add_track(disc, table, i);
	if (!error && !sense_is_good(cd_complete_session(disc, table->end_lba, false)))
		error = -EIO;
	return error ? error : disc_commit(disc, true);
}

int burnrig_disc_press_raw(struct burnrig_disc *disc, uint32_t blocks, burnrig_block_source *source,
	void *context, int32_t *ret_lba)
{
	struct cd_q_table *table;
	int error;

	if (!disc_is_cd(disc) || disc->read_only || disc->state.status != DISC_EMPTY)
		return -ENOTSUP;
	if (!blocks || blocks > disc->definition->capacity_blocks)
		return -EINVAL;
	table = calloc(1, sizeof *table);
	if (!table)
		return -ENOMEM;
	error = press(disc, blocks, source, context, table);
	*ret_lba = table->refused_lba;
	free(table);
	return error;
}
