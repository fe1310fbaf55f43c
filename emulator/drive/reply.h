/* SPDX-License-Identifier: MIT */
/*
 * reply.h: a bounded writer for data-in replies. It counts every byte and stores those that fit;
 * truncation to the allocation length is the pipeline's business, so that length fields always tell
 * the full length. READ does not pass through it.
 */
#ifndef DRIVE_REPLY_H
#define DRIVE_REPLY_H

#include <stddef.h>
#include <stdint.h>

#define REPLY_BYTES_MAX 65536 /* GET CONFIGURATION's and READ TOC's replies end below 64 KiB */

struct reply {
	uint8_t *bytes; /* room for REPLY_BYTES_MAX, zeroed by reply_start as it goes  */
	size_t count;	/* written so far, also those that did not fit                 */
};

void reply_u8(struct reply *reply, unsigned value);
void reply_be16(struct reply *reply, unsigned value);
void reply_be24(struct reply *reply, uint32_t value);
void reply_be32(struct reply *reply, uint32_t value);
void reply_zero(struct reply *reply, size_t bytes);
void reply_bytes(struct reply *reply, const void *bytes, size_t count);
/* reply_text: @text cut or padded with spaces to @bytes. */
void reply_text(struct reply *reply, const char *text, size_t bytes);

/*
 * A length field that is known only later: `mark = reply_length_be16(r); … reply_close(r, mark);`
 * writes how many bytes follow the field. _u8, _be16, _be32 by the field's width.
 */
struct reply_mark {
	size_t at;
	unsigned width_bytes;
};
struct reply_mark reply_length_u8(struct reply *reply);
struct reply_mark reply_length_be16(struct reply *reply);
struct reply_mark reply_length_be32(struct reply *reply);
void reply_close(struct reply *reply, struct reply_mark mark);

#endif
