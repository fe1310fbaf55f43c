/* SPDX-License-Identifier: MIT */
#include "conformance/suites/scene.h"

#include <string.h>

#define WHOLE_ROOM 8192u

const struct reply *scene_fetch(
	struct judge *judge, const struct scene_reply *what, size_t allocation)
{
	uint8_t cdb[12];

	memcpy(cdb, what->cdb, sizeof cdb);
	if (what->allocation_bytes == 2)
		put_be16(cdb + what->allocation_at, (uint32_t)allocation);
	else
		cdb[what->allocation_at] = (uint8_t)allocation;
	return judge_fetch(judge, cdb, what->cdb_bytes, allocation);
}

size_t scene_total(const struct scene_reply *what, const struct reply *reply)
{
	const uint8_t *field = reply->data + what->length_at;

	if (what->length_bytes == 1)
		return (size_t)field[0] + what->before;
	return (what->length_bytes == 2 ? be16(field) : be32(field)) + (size_t)what->before;
}

static size_t whole_room(const struct scene_reply *what)
{
	return what->allocation_bytes == 1 ? 255 : WHOLE_ROOM;
}

const struct reply *scene_whole(struct judge *judge, const struct scene_reply *what, size_t minimum)
{
	const struct reply *reply = scene_fetch(judge, what, whole_room(what));
	size_t total;

	must_have(judge, reply, (size_t)what->length_at + what->length_bytes);
	total = scene_total(what, reply);
	must_hold(judge, total >= minimum,
		"the length field makes the reply %zu bytes, expected at least %zu", total,
		minimum);
	must_hold(judge, total <= WHOLE_ROOM, "the length field claims %zu bytes", total);
	must_have_moved(judge, reply, total < whole_room(what) ? total : whole_room(what));
	return reply;
}

static void judge_one_length(struct judge *judge, const struct scene_reply *what,
	const struct reply *whole, size_t allocation)
{
	const size_t total = scene_total(what, whole);
	const size_t expected = allocation < total ? allocation : total;
	const struct reply *reply = scene_fetch(judge, what, allocation);

	must_be_good(judge, reply);
	must_have_moved(judge, reply, expected);
	if (expected > 0)
		must_match(judge, reply->data, whole->data, expected, "the shortened reply");
}

void scene_judge_allocation(struct judge *judge, const struct scene_reply *what)
{
	static const size_t lengths[] = { 0, 1, 2, 3, 4, 5, 7, 8, 9, 12, 17 };
	const struct reply *whole = scene_whole(judge, what, 0);
	const size_t total = scene_total(what, whole);

	for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++)
		judge_one_length(judge, what, whole, lengths[i]);
	if (total > 1 && total < whole_room(what)) {
		judge_one_length(judge, what, whole, total - 1);
		judge_one_length(judge, what, whole, total);
		judge_one_length(judge, what, whole, total + 1);
	}
}

struct scene_track scene_track(struct judge *judge, uint8_t type, uint32_t number)
{
	uint8_t cdb[10] = { 0x52, type, 0, 0, 0, 0, 0, 0, 48, 0 };
	const struct reply *reply;
	const uint8_t *d;

	put_be32(cdb + 2, number);
	reply = judge_fetch(judge, cdb, sizeof cdb, 48);
	must_have(judge, reply, 36);
	d = reply->data;
	return (struct scene_track) {
		.number = (uint16_t)(d[2] | (uint32_t)d[32] << 8),
		.session = (uint16_t)(d[3] | (uint32_t)d[33] << 8),
		.track_mode = (uint8_t)bits(d[5], 3, 0),
		.data_mode = (uint8_t)bits(d[6], 3, 0),
		.is_reserved = bits(d[6], 7, 7),
		.is_blank = bits(d[6], 6, 6),
		.is_packet = bits(d[6], 5, 5),
		.is_damaged = bits(d[5], 5, 5),
		.has_nwa = bits(d[7], 0, 0),
		.has_last = bits(d[7], 1, 1),
		.start_lba = be32(d + 8),
		.nwa_lba = be32(d + 12),
		.free_blocks = be32(d + 16),
		.packet_blocks = be32(d + 20),
		.size_blocks = be32(d + 24),
		.last_lba = be32(d + 28),
	};
}

struct scene_track scene_writable_track(struct judge *judge)
{
	return scene_track(judge, 1, 0xff);
}

uint8_t scene_disc_status(struct judge *judge, unsigned *ret_sessions)
{
	const struct reply *reply = judge_fetch(judge, CDB(0x51, 0, 0, 0, 0, 0, 0, 0, 34, 0), 34);

	must_have(judge, reply, 34);
	if (ret_sessions)
		*ret_sessions = reply->data[4] | (unsigned)reply->data[9] << 8;
	return (uint8_t)bits(reply->data[2], 1, 0);
}

bool scene_formats_in_background(struct judge *judge)
{
	const struct reply *r = judge_fetch(judge, CDB(0x51, 0, 0, 0, 0, 0, 0, 0, 34, 0), 34);

	return r->status == 0x00 && bits(r->data[7], 1, 0) == 2;
}

uint8_t *scene_fill(struct judge *judge, uint32_t lba, uint32_t blocks, uint32_t salt)
{
	uint8_t *data = judge_alloc(judge, (size_t)blocks * SCENE_BLOCK_BYTES);

	for (size_t at = 0; at < (size_t)blocks * SCENE_BLOCK_BYTES; at += 8) {
		const uint64_t noise = judge_random(judge);
		memcpy(data + at, &noise, sizeof noise);
	}
	for (uint32_t i = 0; i < blocks; i++) {
		put_be32(data + (size_t)i * SCENE_BLOCK_BYTES, lba + i);
		put_be32(data + (size_t)i * SCENE_BLOCK_BYTES + 4, salt);
	}
	return data;
}

/* One WRITE, again as long as the drive is busy. */
static const struct reply *write_patiently(struct judge *judge, const uint8_t *cdb,
	size_t cdb_bytes, const uint8_t *data, size_t bytes)
{
	const struct reply *reply;
	unsigned tries = 0;

	do {
		if (tries > 0)
			judge_wait_ms(judge, 20);
		reply = judge_push(judge, cdb, cdb_bytes, data, bytes);
	} while ((judge_sense_is(reply, 2, 0x04, 0x08) || judge_sense_is(reply, 2, 0x04, 0x07)) &&
		 ++tries < 3000);
	return reply;
}

const struct reply *scene_write_blocks(struct judge *judge, uint32_t lba, uint32_t blocks,
	const uint8_t *data, uint32_t block_bytes)
{
	uint8_t cdb[10] = { 0x2a };

	put_be32(cdb + 2, lba);
	put_be16(cdb + 7, blocks);
	return write_patiently(judge, cdb, sizeof cdb, data, (size_t)blocks * block_bytes);
}

const struct reply *scene_write_10(
	struct judge *judge, uint32_t lba, uint32_t blocks, const uint8_t *data)
{
	return scene_write_blocks(judge, lba, blocks, data, SCENE_BLOCK_BYTES);
}

const struct reply *scene_stream(
	struct judge *judge, uint32_t lba, uint32_t blocks, const uint8_t *data)
{
	const struct fact_feature *streaming = facts_feature(&judge->facts, 0x0107);
	uint8_t cdb[12] = { 0xaa };

	if (!streaming || !bits(streaming->data[0], 0, 0) ||
		!facts_feature_is_current(&judge->facts, 0x0024))
		return scene_write_10(judge, lba, blocks, data);
	put_be32(cdb + 2, lba);
	put_be32(cdb + 6, blocks);
	cdb[10] = 0x80;
	return write_patiently(judge, cdb, sizeof cdb, data, (size_t)blocks * SCENE_BLOCK_BYTES);
}

void scene_must_keep_up(struct judge *judge)
{
	if (judge->device->pace > 1)
		judge_skip(judge, "the drive's clock runs %u times as fast as ours",
			judge->device->pace);
}

void scene_synchronize(struct judge *judge)
{
	must_be_good(judge, judge_send(judge, CDB(0x35, 0, 0, 0, 0, 0, 0, 0, 0, 0)));
	must_be_good(judge, judge_settle(judge, 60));
}

const struct reply *scene_read_10(struct judge *judge, uint32_t lba, uint32_t blocks)
{
	uint8_t cdb[10] = { 0x28 };

	put_be32(cdb + 2, lba);
	put_be16(cdb + 7, blocks);
	return judge_fetch(judge, cdb, sizeof cdb, (size_t)blocks * SCENE_BLOCK_BYTES);
}

/* MMC-6: page 05h: track at once, next session allowed, data track mode 4, block type 8 (mode 1). */
void scene_prepare_cd(struct judge *judge)
{
	size_t bytes;
	const uint8_t *page = scene_mode_page(judge, 0x05, 0, &bytes);
	uint8_t *changed;

	must_hold(judge, page && bytes >= 52, "a CD that can be written needs mode page 05h");
	changed = judge_alloc(judge, bytes);
	memcpy(changed, page, bytes);
	changed[2] = (uint8_t)((changed[2] & 0xe0) | 0x01);
	changed[3] = (uint8_t)((changed[3] & 0x10) | 0xc4);
	changed[4] = (uint8_t)((changed[4] & 0xf0) | 0x08);
	must_be_good(judge, scene_mode_select(judge, changed, bytes));
}

/* CD, DVD-R, DVD-RW: bits 7-6 of byte 3 of page 05h decide what closing a session or a border does:
 * 11b open, 00b final. Close function 110b is of DVD+R and BD-R. */
void scene_set_multi_session(struct judge *judge, uint8_t value)
{
	size_t bytes;
	const uint8_t *page = scene_mode_page(judge, 0x05, 0, &bytes);
	uint8_t *changed;

	must_hold(judge, page && bytes >= 52,
		"a CD or DVD-R that can be written needs mode page 05h");
	changed = judge_alloc(judge, bytes);
	memcpy(changed, page, bytes);
	changed[3] = (uint8_t)((changed[3] & 0x3f) | value << 6);
	must_be_good(judge, scene_mode_select(judge, changed, bytes));
}

const struct reply *scene_choose_cd_mode(
	struct judge *judge, uint8_t write_type, uint8_t track_mode, uint8_t block_type)
{
	size_t bytes;
	const uint8_t *page = scene_mode_page(judge, 0x05, 0, &bytes);
	uint8_t *changed;

	must_hold(judge, page && bytes >= 52, "a CD that can be written needs mode page 05h");
	changed = judge_alloc(judge, bytes);
	memcpy(changed, page, bytes);
	changed[2] = (uint8_t)((changed[2] & 0x40) | write_type);
	changed[3] = (uint8_t)(0xc0 | track_mode);
	changed[4] = block_type;
	return scene_mode_select(judge, changed, bytes);
}

const uint8_t *scene_write_somewhere(struct judge *judge, uint32_t blocks, uint32_t *ret_lba)
{
	const uint8_t *data;
	uint32_t lba;

	if (judge->written.blocks == blocks) {
		judge->written.blocks = 0;
		*ret_lba = judge->written.lba;
		return judge->written.data;
	}
	if (facts_is_random(&judge->facts)) {
		must_hold(judge, judge->facts.has_capacity && judge->facts.last_lba > blocks,
			"a random writable medium must tell its capacity");
		lba = (uint32_t)(judge_random(judge) % (judge->facts.last_lba - blocks));
	} else {
		if (facts_is_cd(&judge->facts))
			scene_prepare_cd(judge);
		lba = scene_writable_track(judge).nwa_lba;
	}
	data = scene_fill(judge, lba, blocks, 1);
	for (uint32_t at = 0; at < blocks; at += 16) {
		const uint32_t count = blocks - at < 16 ? blocks - at : 16;
		must_be_good(judge, scene_write_10(judge, lba + at, count,
					    data + (size_t)at * SCENE_BLOCK_BYTES));
	}
	scene_synchronize(judge);
	*ret_lba = lba;
	return data;
}

const uint8_t *scene_mode_page(
	struct judge *judge, uint8_t page, uint8_t page_control, size_t *ret_bytes)
{
	const struct reply *reply = judge_fetch(judge,
		CDB(0x5a, 0x08, (uint8_t)(page_control << 6 | page), 0, 0, 0, 0, 1, 0, 0), 256);
	size_t skip;

	if (reply->status != 0x00)
		return NULL;
	must_have(judge, reply, 8);
	skip = 8 + be16(reply->data + 6);
	must_have(judge, reply, skip + 2);
	must_equal(judge, bits(reply->data[skip], 5, 0), page, "page code");
	*ret_bytes = 2u + reply->data[skip + 1];
	must_have(judge, reply, skip + *ret_bytes);
	return reply->data + skip;
}

const struct reply *scene_mode_select(struct judge *judge, const uint8_t *page, size_t bytes)
{
	uint8_t *list = judge_alloc(judge, 8 + bytes);

	/* SPC-3 6.8: mode data length is reserved in MODE SELECT; PS too. */
	memcpy(list + 8, page, bytes);
	list[8] &= 0x3f;
	return judge_push(
		judge, CDB(0x55, 0x10, 0, 0, 0, 0, 0, 0, (uint8_t)(8 + bytes), 0), list, 8 + bytes);
}

/* A full DVD-RW takes 57 minutes at 1x (2 297 888 blocks of 676 a second), a BD-RE 93. */
#define FORMAT_SECONDS_MAX (2 * 60 * 60)

uint32_t scene_format(struct judge *judge, uint8_t type)
{
	const struct reply *r = judge_fetch(judge, CDB(0x23, 0, 0, 0, 0, 0, 0, 0, 252, 0), 252);
	uint8_t list[12] = { 0, 0x82, 0, 8 }; /* FOV, Immed */

	must_have(judge, r, 12);
	for (unsigned at = 12; at + 8 <= 4u + r->data[3]; at += 8) {
		if (bits(r->data[at + 4], 7, 2) != type)
			continue;
		memcpy(list + 4, r->data + at, 8);
		must_be_good(
			judge, judge_push(judge, CDB(0x04, 0x11, 0, 0, 0, 0), list, sizeof list));
		must_be_good(judge, judge_settle(judge, FORMAT_SECONDS_MAX));
		return be32(list + 4);
	}
	judge_skip(judge, "the drive does not offer format type %02Xh", (unsigned)type);
}

/* A drive whose tray only a hand can push in is not asked to open it. */
void scene_needs_tray(struct judge *judge)
{
	const struct fact_feature *removable = facts_feature(&judge->facts, 0x0003);

	if (!removable || !(removable->data[0] & 0x08))
		judge_skip(judge, "Removable Medium does not claim Eject");
	if (removable->version >= 2 && !(removable->data[0] & 0x10))
		judge_skip(judge, "Removable Medium does not claim Load");
}

void scene_open_tray(struct judge *judge)
{
	scene_needs_tray(judge);
	must_be_good(judge, judge_send(judge, CDB(0x1e, 0, 0, 0, 0x00, 0)));
	must_be_good(judge, judge_send(judge, CDB(0x1b, 0, 0, 0, 0x02, 0)));
}

void scene_close_tray(struct judge *judge)
{
	must_be_good(judge, judge_send(judge, CDB(0x1b, 0, 0, 0, 0x03, 0)));
	must_be_good(judge, judge_settle(judge, 60));
}
