/* SPDX-License-Identifier: MIT */
/*
 * command.h: one SCSI command as it crosses the seam between a way in and the drive.
 *
 * The caller fills the upper half and owns every pointer; burnrig_drive_execute fills the lower
 * half. The drive keeps no pointer after it returned.
 */
#ifndef BURNRIG_COMMAND_H
#define BURNRIG_COMMAND_H

#include <stddef.h>
#include <stdint.h>
#include <sys/uio.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Fixed-format sense with room for the vendor bytes that optical drives add (SPC-4 4.5.3). */
#define BURNRIG_SENSE_BYTES_MAX 32

enum burnrig_status { /* SAM-5 5.3.1 */
	BURNRIG_STATUS_GOOD = 0x00,
	BURNRIG_STATUS_CHECK_CONDITION = 0x02,
	BURNRIG_STATUS_BUSY = 0x08,
};

enum burnrig_direction { /* seen from the host, as the command table has it */
	BURNRIG_NO_DATA,
	BURNRIG_DATA_IN,  /* drive to host */
	BURNRIG_DATA_OUT, /* host to drive */
};

struct burnrig_command {
	/* in */
	const uint8_t *cdb;	  /* untrusted                                        */
	size_t cdb_bytes;	  /* 1..16; a CDB shorter than its operation code says is refused */
	const struct iovec *data; /* scatter list: read (data-out) or written (data-in) in place */
	size_t data_count;	  /* elements in data; 0 when there is no data phase  */
	/* out */
	uint8_t status; /* enum burnrig_status                              */
	uint8_t sense[BURNRIG_SENSE_BYTES_MAX];
	uint8_t sense_bytes;		  /* 0 with GOOD                                      */
	enum burnrig_direction direction; /* what the table says; NO_DATA for a refused command */
	size_t transferred_bytes;	  /* moved between drive and the scatter list         */
	uint64_t complete_at_ns;	  /* when the drive would have answered; >= now       */
};

#ifdef __cplusplus
}
#endif
#endif
