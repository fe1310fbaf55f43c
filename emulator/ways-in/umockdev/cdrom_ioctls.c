/* SPDX-License-Identifier: MIT */
/* What the kernel's cdrom and sr drivers answer about tray, medium and drive, asking the drive. */
#include <errno.h>
#include <limits.h>
#include <linux/cdrom.h>
#include <string.h>

#include "emulator/ways-in/umockdev/cdrom_door.h"
#include "emulator/ways-in/umockdev/cdrom_read.h"
#include "emulator/ways-in/umockdev/cdrom_toc.h"
#include "emulator/ways-in/umockdev/ioctls.h"
#include "emulator/ways-in/umockdev/kernel_command.h"

#define ASC_NOT_READY	    0x04
#define ASCQ_BECOMING_READY 0x01
#define CD_1X_KBPS	    177 /* 176.4 rounded up, as the driver has it */
#define SPEED_MAX_KBPS	    0xFFFF
#define MEDIA_CLASS	    0x10
#define PAGE_CAPABILITIES   0x2A
#define MCN_FORMAT	    0x02
#define MODE_HEADER_BYTES   8
#define EVENT_EJECT_REQUEST 1
#define EVENT_NEW_MEDIA	    2
#define EVENT_MEDIA_REMOVAL 3

static int send_in(
	struct ioctl_call *call, const uint8_t *cdb, size_t cdb_bytes, void *out, size_t out_bytes)
{
	struct kernel_command command = {
		.cdb_bytes = cdb_bytes, .data = out, .data_bytes = out_bytes
	};
	int result;

	memcpy(command.cdb, cdb, cdb_bytes);
	result = kernel_command_send(call->file->rig, &command);
	call->hold_ns += command.hold_ns;
	return result < 0 ? result : (int)command.transferred_bytes;
}

static long send_6(struct ioctl_call *call, uint8_t opcode, uint8_t byte4)
{
	const uint8_t cdb[6] = { opcode, [4] = byte4 };
	int result = send_in(call, cdb, sizeof(cdb), NULL, 0);

	return result < 0 ? result : 0;
}

struct media_event {
	unsigned event;
	bool door_open, media_present;
};

static bool media_event(struct ioctl_call *call, struct media_event *ret_event)
{
	const uint8_t cdb[10] = { OPERATION_GET_EVENT_STATUS_NOTIFICATION,
		0x01, [4] = MEDIA_CLASS, [8] = 8 };
	uint8_t reply[8] = { 0 };

	if (send_in(call, cdb, sizeof(cdb), reply, sizeof(reply)) < 6)
		return false;
	if ((reply[2] & 0x80) != 0 || (reply[2] & 0x07) != 4)
		return false; /* no event available, or of another class */
	ret_event->event = reply[4] & 0x0F;
	ret_event->door_open = (reply[5] & 0x01) != 0;
	ret_event->media_present = (reply[5] & 0x02) != 0;
	return true;
}

static long drive_status(struct ioctl_call *call)
{
	struct kernel_command ready = { .cdb = { OPERATION_TEST_UNIT_READY }, .cdb_bytes = 6 };
	struct media_event media;
	int result;

	if (call->value != CDSL_CURRENT && call->value != CDSL_NONE && call->value != 0)
		return -EINVAL;
	result = kernel_command_send(call->file->rig, &ready);
	call->hold_ns += ready.hold_ns;
	if (result == 0)
		return CDS_DISC_OK;
	if (ready.key == SENSE_KEY_NOT_READY && ready.asc == ASC_NOT_READY &&
		ready.ascq == ASCQ_BECOMING_READY)
		return CDS_DRIVE_NOT_READY;
	if (media_event(call, &media)) {
		if (media.media_present)
			return CDS_DISC_OK;
		return media.door_open ? CDS_TRAY_OPEN : CDS_NO_DISC;
	}
	return result == -ENOMEDIUM ? CDS_NO_DISC : CDS_DISC_OK;
}

static long media_changed(struct ioctl_call *call)
{
	struct media_event media;

	if (!media_event(call, &media))
		return 0;
	return media.event == EVENT_NEW_MEDIA || media.event == EVENT_MEDIA_REMOVAL;
}

static long close_tray(struct ioctl_call *call)
{
	return send_6(call, OPERATION_START_STOP_UNIT, 0x03);
}

static long start(struct ioctl_call *call)
{
	return send_6(call, OPERATION_START_STOP_UNIT, 0x01);
}

static long stop(struct ioctl_call *call)
{
	return send_6(call, OPERATION_START_STOP_UNIT, 0x00);
}

static long reset(struct ioctl_call *call)
{
	rig_reset(call->file->rig);
	return 0;
}

static long select_speed(struct ioctl_call *call)
{
	uint8_t cdb[12] = { OPERATION_SET_CD_SPEED };
	unsigned long speed_kBps = SPEED_MAX_KBPS;
	int result;

	if (call->value > 0 && call->value < SPEED_MAX_KBPS / CD_1X_KBPS)
		speed_kBps = call->value * CD_1X_KBPS;
	cdb[2] = cdb[4] = (uint8_t)(speed_kBps >> 8);
	cdb[3] = cdb[5] = (uint8_t)speed_kBps;
	result = send_in(call, cdb, sizeof(cdb), NULL, 0);
	return result < 0 ? result : 0;
}

/* Bits of the capabilities page (MMC-3 table 137) and what the driver makes of them. */
static const struct {
	uint8_t byte, mask;
	int capability;
} capability_bits[] = {
	{ 2, 0x08, CDC_DVD },
	{ 3, 0x01, CDC_CD_R },
	{ 3, 0x02, CDC_CD_RW },
	{ 3, 0x10, CDC_DVD_R },
	{ 3, 0x20, CDC_DVD_RAM },
	{ 4, 0x01, CDC_PLAY_AUDIO },
	{ 4, 0x40, CDC_MULTI_SESSION },
	{ 5, 0x40, CDC_MCN },
	{ 6, 0x01, CDC_LOCK },
	{ 6, 0x08, CDC_OPEN_TRAY },
};

static long get_capability(struct ioctl_call *call)
{
	const uint8_t cdb[10] = { OPERATION_MODE_SENSE_10, 0x08, PAGE_CAPABILITIES, [8] = 128 };
	uint8_t reply[128] = { 0 };
	const uint8_t *page = reply + MODE_HEADER_BYTES;
	long capabilities = CDC_SELECT_SPEED | CDC_MEDIA_CHANGED | CDC_RESET | CDC_DRIVE_STATUS |
			    CDC_GENERIC_PACKET;
	int got = send_in(call, cdb, sizeof(cdb), reply, sizeof(reply));

	if (got < MODE_HEADER_BYTES + 8)
		return capabilities;
	for (size_t i = 0; i < sizeof(capability_bits) / sizeof(capability_bits[0]); i++)
		if ((page[capability_bits[i].byte] & capability_bits[i].mask) != 0)
			capabilities |= capability_bits[i].capability;
	if (page[6] >> 5 != 0) /* loading mechanism type: 0 is a caddy */
		capabilities |= CDC_CLOSE_TRAY;
	return capabilities;
}

/* The number as it came: whether it is valid (byte 8) the driver does not ask. */
static long get_mcn(struct ioctl_call *call)
{
	const uint8_t cdb[10] = { OPERATION_READ_SUB_CHANNEL, 0, 0x40, MCN_FORMAT, [8] = 24 };
	uint8_t reply[24] = { 0 };
	struct cdrom_mcn mcn = { .medium_catalog_number = { 0 } };
	int got = send_in(call, cdb, sizeof(cdb), reply, sizeof(reply));

	if (got < 0)
		return got;
	memcpy(mcn.medium_catalog_number, reply + 9, 13);
	memcpy(call->argument, &mcn, sizeof(mcn));
	return 0;
}

/* Auto-close, auto-eject and the like act when a node is opened or closed, which we never see. */
static long options(struct ioctl_call *call)
{
	(void)call;
	return 0;
}

static long slots(struct ioctl_call *call)
{
	(void)call;
	return 1;
}

const struct ioctl_row cdrom_ioctls[] = {
	{ CDROM_DRIVE_STATUS, 0, NODE_SR, drive_status },
	{ CDROM_DISC_STATUS, 0, NODE_SR, cdrom_disc_status },
	{ CDROM_MEDIA_CHANGED, 0, NODE_SR, media_changed },
	{ CDROMEJECT, 0, NODE_SR, cdrom_eject },
	{ CDROMCLOSETRAY, 0, NODE_SR, close_tray },
	{ CDROMSTART, 0, NODE_SR, start },
	{ CDROMSTOP, 0, NODE_SR, stop },
	{ CDROM_LOCKDOOR, 0, NODE_SR, cdrom_lock_door },
	{ CDROMRESET, 0, NODE_SR, reset },
	{ CDROM_SELECT_SPEED, 0, NODE_SR, select_speed },
	{ CDROM_GET_CAPABILITY, 0, NODE_SR, get_capability },
	{ CDROM_GET_MCN, sizeof(struct cdrom_mcn), NODE_SR, get_mcn },
	{ CDROM_CHANGER_NSLOTS, 0, NODE_SR, slots },
	{ CDROM_SET_OPTIONS, 0, NODE_SR, options },
	{ CDROM_CLEAR_OPTIONS, 0, NODE_SR, options },
	{ CDROMEJECT_SW, 0, NODE_SR, options },
	{ CDROMREADTOCHDR, sizeof(struct cdrom_tochdr), NODE_SR, cdrom_read_toc_header },
	{ CDROMREADTOCENTRY, sizeof(struct cdrom_tocentry), NODE_SR, cdrom_read_toc_entry },
	{ CDROMMULTISESSION, sizeof(struct cdrom_multisession), NODE_SR, cdrom_multi_session },
	{ CDROMREADMODE1, CD_FRAMESIZE, NODE_SR, cdrom_read_mode_1 },
	{ CDROMREADMODE2, CD_FRAMESIZE_RAW0, NODE_SR, cdrom_read_mode_2 },
	{ CDROMREADRAW, CD_FRAMESIZE_RAW, NODE_SR, cdrom_read_raw },
	{ CDROM_LAST_WRITTEN, sizeof(long), NODE_SR, cdrom_last_written },
	{ CDROM_NEXT_WRITABLE, sizeof(long), NODE_SR, cdrom_next_writable },
	{ 0, 0, 0, NULL },
};
