/* SPDX-License-Identifier: MIT */
/* SEND CUE SHEET, MMC-5 6.33: what each block of a session will be. */
#include "engine/mmc/bytes.h"
#include "engine/mmc/mmc.h"

#define ENTRY_BYTES	8
#define ENTRIES		4
#define CTL_ADR_DATA	0x41 /* a data track, time of Q */
#define LEAD_OUT	0xAA
#define FORM_MODE_1	0x10 /* 2048 bytes of each block from us */
#define FORM_MODE_1_OWN 0x14 /* none: the drive makes it, all zero */
#define PAUSE_BLOCKS	150
#define FRAMES_PER_S	75
#define S_PER_MINUTE	60

struct place {
	uint8_t track, index, form;
	int32_t lba;
};

/* The time of an address, MMC-6 table 652: 00:02:00 is address 0. */
static void put_entry(uint8_t *out, const struct place *place)
{
	uint32_t frames = (uint32_t)(place->lba + PAUSE_BLOCKS);

	out[0] = CTL_ADR_DATA;
	out[1] = place->track;
	out[2] = place->index;
	out[3] = place->form;
	out[4] = 0;
	out[5] = (uint8_t)(frames / FRAMES_PER_S / S_PER_MINUTE);
	out[6] = (uint8_t)(frames / FRAMES_PER_S % S_PER_MINUTE);
	out[7] = (uint8_t)(frames % FRAMES_PER_S);
}

struct br_outcome mmc_send_cue_sheet(
	struct br_transport *transport, const struct mmc_data_session *session)
{
	const struct place places[ENTRIES] = {
		/* The lead-in's time counts from its own beginning. */
		{ 0, 0, FORM_MODE_1_OWN, -PAUSE_BLOCKS },
		{ session->track, 0, FORM_MODE_1_OWN, session->start_lba - PAUSE_BLOCKS },
		{ session->track, 1, FORM_MODE_1, session->start_lba },
		{ LEAD_OUT, 1, FORM_MODE_1_OWN, session->start_lba + (int32_t)session->blocks },
	};
	uint8_t sheet[ENTRIES * ENTRY_BYTES];
	struct br_command command = mmc_start(MMC_OP_SEND_CUE_SHEET);

	for (size_t i = 0; i < ENTRIES; i++)
		put_entry(sheet + i * ENTRY_BYTES, &places[i]);
	command.cdb[8] = sizeof sheet;
	mmc_data_out(&command, sheet, sizeof sheet);
	return mmc_send(transport, &command);
}
