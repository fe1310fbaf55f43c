/* SPDX-License-Identifier: MIT */
/* cmd_inquiry.c: who the drive is: INQUIRY with its vital product data, REPORT LUNS. */
#include <string.h>

#include "emulator/drive/bytes.h"
#include "emulator/drive/commands.h"
#include "emulator/drive/state.h"

#define DEVICE_TYPE_CD_DVD 0x05

/* SPC-3 6.4.2: removable, version and response data format of the drive; 36 bytes as MMC drives have. */
static void standard_inquiry(const struct burnrig_drive_definition *definition, struct reply *reply)
{
	struct reply_mark length;

	reply_u8(reply, DEVICE_TYPE_CD_DVD);
	reply_u8(reply, 0x80);
	reply_u8(reply, definition->inquiry_version);
	reply_u8(reply, definition->inquiry_format);
	length = reply_length_u8(reply);
	reply_zero(reply, 3);
	reply_text(reply, definition->vendor, 8);
	reply_text(reply, definition->product, 16);
	reply_text(reply, definition->revision, 4);
	reply_close(reply, length);
}

static void page_unit_serial_number(
	const struct burnrig_drive_definition *definition, struct reply *reply)
{
	reply_bytes(reply, definition->serial, strlen(definition->serial));
}

/* One designator: T10 vendor ID based, ASCII, of the logical unit (SPC-3 7.6.3.4). */
static void page_device_identification(
	const struct burnrig_drive_definition *definition, struct reply *reply)
{
	struct reply_mark length;

	reply_u8(reply, 0x02);
	reply_u8(reply, 0x01);
	reply_u8(reply, 0x00);
	length = reply_length_u8(reply);
	reply_text(reply, definition->vendor, 8);
	reply_text(reply, definition->product, 16);
	reply_bytes(reply, definition->serial, strlen(definition->serial));
	reply_close(reply, length);
}

static void page_supported_pages(
	const struct burnrig_drive_definition *definition, struct reply *reply);

static const struct vital_page {
	uint8_t code;
	void (*fill)(const struct burnrig_drive_definition *definition, struct reply *reply);
} vital_pages[] = {
	/* in rising order */
	{ 0x00, page_supported_pages },
	{ 0x80, page_unit_serial_number },
	{ 0x83, page_device_identification },
};
#define VITAL_PAGE_COUNT (sizeof vital_pages / sizeof vital_pages[0])

static void page_supported_pages(
	const struct burnrig_drive_definition *definition, struct reply *reply)
{
	(void)definition;
	for (size_t i = 0; i < VITAL_PAGE_COUNT; i++)
		reply_u8(reply, vital_pages[i].code);
}

static struct sense vital_product_data(
	const struct burnrig_drive_definition *definition, uint8_t code, struct reply *reply)
{
	struct reply_mark length;

	for (size_t i = 0; i < VITAL_PAGE_COUNT; i++) {
		if (vital_pages[i].code != code)
			continue;
		reply_u8(reply, DEVICE_TYPE_CD_DVD);
		reply_u8(reply, code);
		length = reply_length_be16(reply);
		vital_pages[i].fill(definition, reply);
		reply_close(reply, length);
		return SENSE_GOOD;
	}
	return sense_bad_cdb_field(2, SENSE_NO_BIT);
}

struct sense cmd_inquiry(struct burnrig_drive *drive, struct call *call)
{
	if (bits(call->cdb[1], 0, 0))
		return vital_product_data(drive->definition, call->cdb[2], call->reply);
	if (call->cdb[2])
		return sense_bad_cdb_field(2, SENSE_NO_BIT);
	standard_inquiry(drive->definition, call->reply);
	return SENSE_GOOD;
}

/* SELECT REPORT 00h and 02h list all logical units, 01h the well-known ones: there are none. */
struct sense cmd_report_luns(struct burnrig_drive *drive, struct call *call)
{
	unsigned select_report = call->cdb[2];
	size_t list_bytes = select_report == 1 ? 0 : 8;

	(void)drive;
	if (select_report > 2)
		return sense_bad_cdb_field(2, SENSE_NO_BIT);
	if (call->length_bytes < 16) /* SPC-3 6.21 */
		return sense_bad_cdb_field(6, SENSE_NO_BIT);
	reply_be32(call->reply, (uint32_t)list_bytes);
	reply_zero(call->reply, 4 + list_bytes);
	return SENSE_GOOD;
}
