/* SPDX-License-Identifier: MIT */
/*
 * buffer_memory.h: the memory that a host may write and read to try the way to the drive and the drive's
 * memory (WRITE BUFFER, READ BUFFER: SPC-3 6.15, 6.39). What is recorded does not pass through it.
 */
#ifndef DRIVE_BUFFER_MEMORY_H
#define DRIVE_BUFFER_MEMORY_H

#include <stdint.h>

#define BUFFER_MEMORY_BYTES 32768
#define BUFFER_ECHO_BYTES   4096 /* the most that SPC-3 advises; the field has 13 bits */

struct buffer_memory {
	uint8_t data[BUFFER_MEMORY_BYTES]; /* buffer 0, the only one */
	uint8_t echo[BUFFER_ECHO_BYTES];
	uint16_t echo_bytes; /* of the last write to it; 0: none since the power came on */
};

#endif
