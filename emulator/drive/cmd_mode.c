/* SPDX-License-Identifier: MIT */
/* cmd_mode.c: MODE SENSE and MODE SELECT, short and long, over the table of mode pages. */
#include <string.h>

#include "emulator/drive/bytes.h"
#include "emulator/drive/commands.h"
#include "emulator/drive/mode_pages.h"
#include "emulator/drive/state.h"

#define ALL_PAGES    0x3F
#define ALL_SUBPAGES 0xFF

static struct sense put_pages(
	const struct burnrig_drive *drive, const uint8_t *cdb, struct reply *reply)
{
	enum mode_page_control control = (enum mode_page_control)bits(cdb[2], 7, 6);
	uint8_t code = (uint8_t)bits(cdb[2], 5, 0);
	unsigned index = mode_page_index(drive, code);

	if (control == MODE_SAVED)
		return sense_of(SENSE_ID_SAVING_PARAMETERS_NOT_SUPPORTED);
	if (cdb[3] != 0 && !(code == ALL_PAGES && cdb[3] == ALL_SUBPAGES))
		return sense_bad_cdb_field(3, SENSE_NO_BIT);
	if (code != ALL_PAGES && index == MODE_PAGE_COUNT)
		return sense_bad_cdb_field(2, 5);
	for (unsigned i = 0; i < MODE_PAGE_COUNT; i++) {
		if (code == ALL_PAGES ? mode_page_has(drive, i) : i == index)
			mode_page_put(drive, i, control, reply);
	}
	return SENSE_GOOD;
}

/* The header has no medium type (it is obsolete in MMC) and no block descriptors. */
struct sense cmd_mode_sense_10(struct burnrig_drive *drive, struct call *call)
{
	struct reply_mark length = reply_length_be16(call->reply);
	struct sense sense;

	reply_zero(call->reply, 6);
	sense = put_pages(drive, call->cdb, call->reply);
	reply_close(call->reply, length);
	return sense;
}

struct sense cmd_mode_sense_6(struct burnrig_drive *drive, struct call *call)
{
	struct reply_mark length = reply_length_u8(call->reply);
	struct sense sense;

	reply_zero(call->reply, 3);
	sense = put_pages(drive, call->cdb, call->reply);
	reply_close(call->reply, length);
	return sense;
}

/* A parameter list under way: bytes of the host, and where we are in it. */
struct mode_list {
	const uint8_t *bytes;
	size_t count, at;
};

#define MODE_LIST_BYTES_MAX 1024

static struct sense bad_at(const struct mode_list *list, size_t offset, unsigned bit)
{
	return sense_bad_parameter((unsigned)(list->at + offset), bit);
}

/* Bits that may not change must come as they are (SPC-3 7.4.4), reserved ones are 0 in both. */
static struct sense check_unchangeable(
	const struct burnrig_drive *drive, unsigned index, const struct mode_list *list)
{
	const struct mode_page *page = &mode_pages[index];
	const uint8_t *current = drive->mode_pages.current[index];

	for (unsigned i = 2; i < page->bytes; i++) {
		unsigned changed = list->bytes[list->at + i] ^ current[i];

		if (changed & (uint8_t)~mode_page_changeable(drive, index, i))
			return bad_at(list, i, SENSE_NO_BIT);
	}
	return SENSE_GOOD;
}

/* One page at list->at: refused, or good and *ret_bytes long. */
static struct sense check_page(
	const struct burnrig_drive *drive, const struct mode_list *list, size_t *ret_bytes)
{
	size_t left = list->count - list->at;
	unsigned index;
	struct sense sense;

	if (left < 2 || left < 2U + list->bytes[list->at + 1])
		return sense_of(SENSE_ID_PARAMETER_LIST_LENGTH_ERROR);
	index = mode_page_index(drive, (uint8_t)bits(list->bytes[list->at], 5, 0));
	if (bits(list->bytes[list->at], 7, 7)) /* PS is of MODE SENSE */
		return bad_at(list, 0, 7);
	if (index == MODE_PAGE_COUNT || bits(list->bytes[list->at], 6, 6))
		return bad_at(list, 0, 5);
	*ret_bytes = 2U + list->bytes[list->at + 1];
	if (mode_pages[index].fill) /* tells, and cannot be told */
		return bad_at(list, 0, 5);
	if (*ret_bytes != mode_pages[index].bytes)
		return bad_at(list, 1, SENSE_NO_BIT);
	sense = check_unchangeable(drive, index, list);
	if (sense_is_good(sense) && mode_pages[index].check) {
		sense = mode_pages[index].check(drive, list->bytes + list->at);
		sense.value = (uint16_t)(sense.value + list->at);
	}
	return sense_is_good(sense) ? SENSE_GOOD : sense;
}

static struct sense check_pages(const struct burnrig_drive *drive, struct mode_list list)
{
	struct sense sense = SENSE_GOOD;
	size_t page_bytes = 0;

	for (; list.at < list.count && sense_is_good(sense); list.at += page_bytes)
		sense = check_page(drive, &list, &page_bytes);
	return sense;
}

static void take_pages(struct burnrig_drive *drive, struct mode_list list)
{
	while (list.at < list.count) {
		const uint8_t *page = list.bytes + list.at;
		unsigned index = mode_page_index(drive, (uint8_t)bits(page[0], 5, 0));
		uint8_t *current = drive->mode_pages.current[index];

		memcpy(current + 2, page + 2, mode_pages[index].bytes - 2U);
		list.at += mode_pages[index].bytes;
	}
	mode_pages_tell_medium(drive);
}

/*
 * The header's mode data length is reserved here, as is what a long header has before the length of block
 * descriptors; a medium type and a device-specific parameter mean nothing. Block descriptors do not exist on
 * MMC drives (@block_length_at is the low byte of their length).
 */
static struct sense check_mode_header(
	const uint8_t *bytes, size_t header_bytes, size_t block_length_at)
{
	static const uint8_t reserved[] = { 0, 1, 4, 5 };
	bool is_long = header_bytes == 8;

	for (unsigned i = 0; i < (is_long ? sizeof reserved : 1); i++) {
		if (bytes[reserved[i]])
			return sense_bad_parameter(reserved[i], SENSE_NO_BIT);
	}
	if (bytes[block_length_at] || (is_long && bytes[block_length_at - 1]))
		return sense_bad_parameter((unsigned)block_length_at, SENSE_NO_BIT);
	return SENSE_GOOD;
}

/* All pages are taken or none. */
static struct sense mode_select(
	struct burnrig_drive *drive, struct call *call, size_t header_bytes, size_t block_length_at)
{
	uint8_t bytes[MODE_LIST_BYTES_MAX];
	struct mode_list list = { .bytes = bytes, .at = header_bytes };
	struct sense sense;

	if (call->length_bytes == 0)
		return SENSE_GOOD;
	if (call->length_bytes < header_bytes || call->length_bytes > sizeof bytes)
		return sense_of(SENSE_ID_PARAMETER_LIST_LENGTH_ERROR);
	list.count = call_gather(call, bytes, sizeof bytes);
	sense = check_mode_header(bytes, header_bytes, block_length_at);
	if (sense_is_good(sense))
		sense = check_pages(drive, list);
	if (sense_is_good(sense)) {
		take_pages(drive, list);
		mode_pages_protect(drive);
	}
	return sense;
}

struct sense cmd_mode_select_10(struct burnrig_drive *drive, struct call *call)
{
	return mode_select(drive, call, 8, 7);
}

struct sense cmd_mode_select_6(struct burnrig_drive *drive, struct call *call)
{
	return mode_select(drive, call, 4, 3);
}
