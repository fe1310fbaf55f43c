/* SPDX-License-Identifier: MIT */
#include "emulator/media/cd_q_table.h"

#include <stdlib.h>

#include "emulator/media/cd_sector.h"

#define SILENT_MAX   10
#define TNO_LEAD_OUT 0xAA

static bool refuse(struct cd_q_table *table, int32_t lba)
{
	table->refused_lba = lba;
	return false;
}

/* The first of the silent sectors, or the one that speaks now when there are none. */
static bool refuse_here(struct cd_q_table *table)
{
	return refuse(table, table->silent_lba);
}

static bool is_silent_too_long(const struct cd_q_table *table)
{
	return table->next_lba - table->silent_lba > SILENT_MAX;
}

/* A start may lie among the silent sectors or at the one that speaks. */
static bool is_new(const struct cd_q_table *table, int32_t lba)
{
	return lba >= table->silent_lba && lba <= table->next_lba;
}

/* A pause counts down to 1 or to 0: what it says of index 1 is right to a frame. */
static bool is_near(int32_t one, int32_t other)
{
	return labs((long)one - other) <= 1;
}

static bool begin_track(struct cd_q_table *table, const struct cd_position *position)
{
	struct cd_q_track *track = &table->tracks[table->count];
	bool first = !table->count, pause = !position->index;

	if (position->track != table->count + 1 || position->index > 1 || (!first && !table->index))
		return refuse_here(table);
	if (!pause && !(first ? position->track_lba >= 0 && position->track_lba <= position->lba
			      : is_new(table, position->track_lba)))
		return refuse_here(table);
	if ((first || pause) && is_silent_too_long(table))
		return refuse_here(table);
	track->start_lba = position->track_lba;
	track->pause_lba = pause ? position->lba : position->track_lba;
	if (table->silent_pause_lba >= 0 && table->silent_pause_lba < track->pause_lba)
		track->pause_lba = table->silent_pause_lba;
	if (first)
		track->pause_lba = 0;
	track->control = position->control;
	table->index = position->index;
	table->count++;
	return true;
}

static bool go_on(struct cd_q_table *table, const struct cd_position *position)
{
	struct cd_q_track *track = &table->tracks[table->count - 1];
	bool next = position->index == table->index + 1;

	if (position->index != table->index && !next)
		return refuse_here(table);
	if (table->index ? position->track_lba != track->start_lba
			 : !is_near(position->track_lba, track->start_lba))
		return refuse_here(table);
	if (!table->index && next) {
		if (!is_new(table, position->track_lba))
			return refuse_here(table);
		track->start_lba = position->track_lba;
		track->control = position->control;
	}
	table->index = position->index;
	return true;
}

static bool end(struct cd_q_table *table, const struct cd_position *position)
{
	if (table->ended)
		return true;
	if (!table->count || !table->index || !is_new(table, position->track_lba))
		return refuse_here(table);
	table->ended = true;
	table->end_lba = position->track_lba;
	return true;
}

static bool take_position(struct cd_q_table *table, const struct cd_position *position)
{
	if (position->lba != table->next_lba)
		return refuse(table, table->next_lba);
	if (position->track == TNO_LEAD_OUT)
		return end(table, position);
	if (table->ended || position->track < 1 || position->track > 99)
		return refuse(table, table->next_lba);
	return position->track == table->count ? go_on(table, position)
					       : begin_track(table, position);
}

/* P has one bit in 96 places: most of them count. */
static bool is_pause(const uint8_t *subchannel)
{
	unsigned set = 0;

	for (unsigned i = 0; i < CD_SUBCHANNEL_BYTES; i++)
		set += subchannel[i] >> 7;
	return set > CD_SUBCHANNEL_BYTES / 2;
}

static void keep_silence(struct cd_q_table *table, bool pause)
{
	if (!pause || table->silent_lba == table->next_lba)
		table->silent_pause_lba = -1;
	if (pause && table->silent_pause_lba < 0)
		table->silent_pause_lba = table->next_lba;
}

bool cd_q_table_take(struct cd_q_table *table, const uint8_t *subchannel)
{
	struct cd_position position;
	uint8_t q[12];

	cd_subchannel_q(subchannel, q);
	if (!cd_q_get_position(q, &position)) {
		keep_silence(table, is_pause(subchannel));
		table->next_lba++;
		return true;
	}
	if (table->silent_lba == table->next_lba)
		table->silent_pause_lba = -1;
	if (!take_position(table, &position))
		return false;
	table->silent_lba = ++table->next_lba;
	return true;
}

bool cd_q_table_finish(struct cd_q_table *table)
{
	if (!table->count || !table->index)
		return refuse_here(table);
	if (table->ended)
		return true;
	table->end_lba = table->next_lba;
	return is_silent_too_long(table) ? refuse_here(table) : true;
}
