/* SPDX-License-Identifier: MIT */
/*
 * command.h: one SCSI command as the engine sends it, and what became of it.
 *
 * The caller fills the upper half and owns every buffer for the length of the call; the transport
 * fills `result`. Three kinds of trouble stay apart: the transport failed (`transport`, an errno),
 * the drive said no (`status` and `sense`), and the caller erred (an assertion, or what the layers
 * above report as an argument error).
 */
#ifndef BURNENGINE_COMMAND_H
#define BURNENGINE_COMMAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

#define BR_CDB_BYTES_MAX   16
#define BR_SENSE_BYTES_MAX 32

/* SAM-5 5.3.1, the ones an optical drive answers. Others are passed through as they come. */
#define BR_STATUS_GOOD		  0x00
#define BR_STATUS_CHECK_CONDITION 0x02
#define BR_STATUS_BUSY		  0x08

enum br_direction { BR_NO_DATA, BR_DATA_IN, BR_DATA_OUT }; /* in: drive to host */

/*
 * A wish to stop, settable from any thread and from a signal handler. Starts as all zero.
 * Nothing resets it: one per job. A wish to stop @outer is one to stop this.
 */
struct br_cancel {
	int requested; /* only through the functions below */
	const struct br_cancel *outer;
};
void br_cancel_request(struct br_cancel *cancel);
bool br_cancel_requested(const struct br_cancel *cancel); /* false for NULL */

/* Sense data in host form. All zero is "no sense". Untrusted: any value can come. */
struct br_sense {
	uint8_t key, code, qualifier; /* sense key, ASC, ASCQ (SPC-4 4.5)                 */
	bool deferred;		      /* of an earlier command that had been answered GOOD */
	bool information_valid;
	uint32_t information;	 /* an LBA where the standard says so */
	bool specific_valid;	 /* SKSV: the two below mean something */
	uint8_t specific_flags;	 /* byte 15, without SKSV: for key 5h C/D, BPV and bit pointer */
	uint16_t specific_value; /* key 5h: field pointer; keys 0h, 2h: progress in 1/65536 */
};

struct br_result {
	int transport;	/* 0, or the negative errno with which it failed; nothing below counts then
			 */
	uint8_t status; /* BR_STATUS_...                                    */
	struct br_sense sense;	  /* with CHECK CONDITION; else all zero              */
	size_t transferred_bytes; /* moved in the data phase                          */
	uint8_t sense_data[BR_SENSE_BYTES_MAX]; /* as it came */
	uint8_t sense_data_bytes;
};

struct br_command {
	/* in */
	uint8_t cdb[BR_CDB_BYTES_MAX];
	uint8_t cdb_bytes; /* 1..16 */
	enum br_direction direction;
	void *data_in;			/* BR_DATA_IN: at least data_bytes  */
	const void *data_out;		/* BR_DATA_OUT: data_bytes of it    */
	size_t data_bytes;		/* 0 with BR_NO_DATA                */
	uint32_t timeout_ms;		/* 0: the transport's own (60 s)    */
	const struct br_cancel *cancel; /* looked at before sending: -ECANCELED. May be NULL */
	/* out */
	struct br_result result;
};

/*
 * br_sense_decode: fixed (70h, 71h) or descriptor (72h, 73h) format sense data, SPC-4 4.5.
 * @bytes of @count (untrusted, may be short); anything that is no sense data gives all zero.
 */
struct br_sense br_sense_decode(const uint8_t *bytes, size_t count);

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif
#endif
