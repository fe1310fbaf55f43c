/* SPDX-License-Identifier: MIT */
#include "emulator/ways-in/umockdev/cdrom_toc.h"

#include <errno.h>
#include <linux/cdrom.h>
#include <string.h>

#include "emulator/ways-in/umockdev/kernel_command.h"

#define TOC_HEADER_BYTES     4
#define TOC_DESCRIPTOR_BYTES 8
#define TOC_TRACKS_MAX	     100 /* 99 and the lead-out */
#define TOC_FORMAT_SESSIONS  1
#define LEAD_OUT_TRACK	     0xAA
#define RUN_OUT_BLOCKS	     7 /* between two packets or tracks */

struct toc {
	uint8_t bytes[TOC_HEADER_BYTES + TOC_TRACKS_MAX * TOC_DESCRIPTOR_BYTES];
	unsigned count; /* whole descriptors */
};

static uint32_t be16(const uint8_t *p)
{
	return (uint32_t)p[0] << 8 | p[1];
}

static uint32_t be32(const uint8_t *p)
{
	return be16(p) << 16 | be16(p + 2);
}

static int read_in(struct ioctl_call *call, const uint8_t cdb[10], void *out, size_t out_bytes,
	size_t *ret_got)
{
	struct kernel_command command = { .cdb_bytes = 10, .data = out, .data_bytes = out_bytes };
	int result;

	memcpy(command.cdb, cdb, 10);
	result = kernel_command_send(call->file->rig, &command);
	call->hold_ns += command.hold_ns;
	*ret_got = command.transferred_bytes;
	return result;
}

static int read_toc(struct ioctl_call *call, unsigned format, bool msf, struct toc *ret_toc)
{
	uint8_t cdb[10] = { OPERATION_READ_TOC_PMA_ATIP, msf ? 0x02 : 0, (uint8_t)format,
		[7] = sizeof(ret_toc->bytes) >> 8, [8] = sizeof(ret_toc->bytes) & 0xFF };
	size_t got;
	int result;

	memset(ret_toc, 0, sizeof(*ret_toc));
	result = read_in(call, cdb, ret_toc->bytes, sizeof(ret_toc->bytes), &got);
	if (result < 0)
		return result;
	if (got < TOC_HEADER_BYTES)
		return -EIO;
	ret_toc->count = (unsigned)((got - TOC_HEADER_BYTES) / TOC_DESCRIPTOR_BYTES);
	return 0;
}

static const uint8_t *descriptor(const struct toc *toc, unsigned index)
{
	return toc->bytes + TOC_HEADER_BYTES + (size_t)index * TOC_DESCRIPTOR_BYTES;
}

long cdrom_read_toc_header(struct ioctl_call *call)
{
	struct cdrom_tochdr header;
	struct toc toc;
	int result = read_toc(call, 0, false, &toc);

	if (result < 0)
		return result;
	header.cdth_trk0 = toc.bytes[2];
	header.cdth_trk1 = toc.bytes[3];
	memcpy(call->argument, &header, sizeof(header));
	return 0;
}

static void put_address(union cdrom_addr *address, bool msf, const uint8_t bytes[4])
{
	memset(address, 0, sizeof(*address));
	if (msf) {
		address->msf.minute = bytes[1];
		address->msf.second = bytes[2];
		address->msf.frame = bytes[3];
	} else {
		address->lba = (int)be32(bytes);
	}
}

long cdrom_read_toc_entry(struct ioctl_call *call)
{
	struct cdrom_tocentry entry;
	struct toc toc;
	bool msf;
	int result;

	memcpy(&entry, call->argument, sizeof(entry));
	msf = entry.cdte_format == CDROM_MSF;
	if (!msf && entry.cdte_format != CDROM_LBA)
		return -EINVAL;
	result = read_toc(call, 0, msf, &toc);
	if (result < 0)
		return result;
	for (unsigned i = 0; i < toc.count; i++) {
		const uint8_t *track = descriptor(&toc, i);

		if (track[2] != entry.cdte_track)
			continue;
		entry.cdte_adr = (track[1] >> 4) & 0x0FU;
		entry.cdte_ctrl = track[1] & 0x0FU;
		entry.cdte_datamode = (track[1] & CDROM_DATA_TRACK) != 0 ? 1 : 0;
		put_address(&entry.cdte_addr, msf, track + 4);
		memcpy(call->argument, &entry, sizeof(entry));
		return 0;
	}
	return -EINVAL;
}

/* Where the last session begins; an address of 0 says that there is but one. */
long cdrom_multi_session(struct ioctl_call *call)
{
	struct cdrom_multisession session;
	struct toc toc;
	int result;
	bool msf;

	memcpy(&session, call->argument, sizeof(session));
	msf = session.addr_format == CDROM_MSF;
	if (!msf && session.addr_format != CDROM_LBA)
		return -EINVAL;
	result = read_toc(call, TOC_FORMAT_SESSIONS, msf, &toc);
	if (result < 0)
		return result;
	if (toc.count < 1)
		return -EIO;
	session.xa_flag = toc.bytes[2] != toc.bytes[3];
	put_address(&session.addr, msf, descriptor(&toc, 0) + 4);
	memcpy(call->argument, &session, sizeof(session));
	return 0;
}

long cdrom_disc_status(struct ioctl_call *call)
{
	unsigned audio = 0, data = 0;
	struct toc toc;
	int result = read_toc(call, 0, false, &toc);

	if (result == -ENOMEDIUM)
		return CDS_NO_DISC;
	if (result < 0)
		return CDS_NO_INFO;
	for (unsigned i = 0; i < toc.count; i++) {
		const uint8_t *track = descriptor(&toc, i);

		if (track[2] == LEAD_OUT_TRACK)
			continue;
		if ((track[1] & CDROM_DATA_TRACK) != 0)
			data++;
		else
			audio++;
	}
	if (audio > 0)
		return data > 0 ? CDS_MIXED : CDS_AUDIO;
	return data > 0 ? CDS_DATA_1 : CDS_NO_INFO;
}

/* READ TRACK INFORMATION of a track by number; 36 bytes, those not sent are zero. */
static int read_track(struct ioctl_call *call, unsigned number, uint8_t out[36])
{
	const uint8_t cdb[10] = { OPERATION_READ_TRACK_INFORMATION, 0x01, 0, 0,
		(uint8_t)(number >> 8), (uint8_t)number, 0, 0, 36 };
	size_t got;
	int result;

	memset(out, 0, 36);
	result = read_in(call, cdb, out, 36, &got);
	if (result == 0 && got < 28)
		return -EIO;
	return result;
}

static int last_track_number(struct ioctl_call *call, unsigned *ret_number)
{
	const uint8_t cdb[10] = { OPERATION_READ_DISC_INFORMATION, [8] = 34 };
	uint8_t disc[34] = { 0 };
	size_t got;
	int result = read_in(call, cdb, disc, sizeof(disc), &got);

	if (result < 0)
		return result;
	if (got < 12)
		return -EIO;
	*ret_number = (unsigned)disc[11] << 8 | disc[6];
	return 0;
}

/* The last track that is not blank, or the blank one when there is no other. */
static int last_recorded_track(struct ioctl_call *call, uint8_t track[36])
{
	unsigned number;
	int result = last_track_number(call, &number);

	if (result < 0)
		return result;
	result = read_track(call, number, track);
	if (result == 0 && (track[6] & 0x40) != 0 && number > 1)
		result = read_track(call, number - 1, track);
	return result;
}

static long last_written(const uint8_t track[36])
{
	uint32_t start = be32(track + 8), free_blocks = be32(track + 16);
	uint32_t size = be32(track + 24);

	if ((track[7] & 0x02) != 0) /* LRA_V */
		return (long)be32(track + 28);
	if (free_blocks != 0)
		return (long)start + (long)size - (long)free_blocks - RUN_OUT_BLOCKS;
	return (long)start + (long)size;
}

long cdrom_last_written(struct ioctl_call *call)
{
	uint8_t track[36];
	int result = last_recorded_track(call, track);
	long last;

	if (result < 0)
		return result;
	last = last_written(track);
	memcpy(call->argument, &last, sizeof(last));
	return 0;
}

long cdrom_next_writable(struct ioctl_call *call)
{
	uint8_t track[36];
	unsigned number;
	long next;
	int result = last_track_number(call, &number);

	if (result == 0)
		result = read_track(call, number, track);
	if (result < 0)
		return result;
	if ((track[7] & 0x01) != 0) /* NWA_V */
		next = (long)be32(track + 12);
	else
		next = last_written(track) + RUN_OUT_BLOCKS;
	memcpy(call->argument, &next, sizeof(next));
	return 0;
}
