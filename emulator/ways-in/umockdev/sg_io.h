/* SPDX-License-Identifier: MIT */
/*
 * sg_io.h: SG_IO (version 3) and CDROM_SEND_PACKET once all that they point to is local memory.
 */
#ifndef WAYS_IN_UMOCKDEV_SG_IO_H
#define WAYS_IN_UMOCKDEV_SG_IO_H

#include <linux/cdrom.h>
#include <scsi/sg.h>

#include "emulator/ways-in/umockdev/ioctls.h"

#define SG_IO_BYTES_MAX	 (16U * 1024 * 1024) /* a transfer */
#define SG_IO_IOVECS_MAX 1024
#define SG_IO_CDB_MAX	 16

/* The kernel knows it (a transfer of unsaid direction), the library's header does not. */
#ifndef SG_DXFER_UNKNOWN
#define SG_DXFER_UNKNOWN (-5)
#endif

/*
 * sg_io_check: what can be refused before anything is fetched. Returns 0, -EINVAL or -EMSGSIZE, as the
 * driver of the node does.
 */
int sg_io_check(const struct sg_io_hdr *header);

struct sg_io_memory {		  /* local copies of what the header points to */
	const uint8_t *cdb;	  /* header->cmd_len bytes                                     */
	const struct iovec *data; /* as the scatter list, or the one buffer; NULL without data */
	size_t data_count;
	uint8_t *sense; /* header->mx_sb_len bytes or NULL */
};

/*
 * sg_io_execute: carry the command out and fill the header's out fields.
 * Returns for how many ns the answer is to be held back. A command that takes longer than the
 * header's time-out is reported as such at that time, although the drive carried it out.
 */
uint64_t sg_io_execute(
	struct open_file *file, struct sg_io_hdr *header, const struct sg_io_memory *memory);

/*
 * send_packet_header: an SG_IO header that does what @packet asks; pointers are not translated.
 * send_packet_result: the out fields of @packet from the executed header. Returns 0 or -EIO.
 */
void send_packet_header(const struct cdrom_generic_command *packet, struct sg_io_hdr *ret_header);
long send_packet_result(struct cdrom_generic_command *packet, const struct sg_io_hdr *header);

#endif
