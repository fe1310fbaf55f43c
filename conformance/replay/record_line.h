/* SPDX-License-Identifier: MIT */
/* record_line.h: reads a line of recorded traffic; the form is told in runner/trace.h. */
#ifndef CONFORMANCE_RECORD_LINE_H
#define CONFORMANCE_RECORD_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "conformance/runner/device.h"

#define RECORD_DATA_BYTES_MAX 0x4000000u /* 64 MiB */

enum record_happening { RECORD_COMMAND, RECORD_RESET, RECORD_PRESS_EJECT };

struct record_line {
	uint64_t at_ns;
	enum record_happening
		happening; /* else than RECORD_COMMAND: only this and at_ns are told */
	uint8_t cdb[16];
	size_t cdb_bytes;
	enum device_direction direction;
	size_t data_bytes;    /* room for data-in, or how much is sent */
	bool has_failed;      /* the path did: there is no answer */
	uint32_t given_up_ms; /* when the host waited no longer; 0: not told */
	uint8_t status, key, asc, ascq;
	bool is_moved_told;
	size_t moved_bytes;
	uint8_t *data; /* owned; NULL when none is told */
	size_t told_bytes;
	bool is_cut; /* there was more than told_bytes */
};

/*
 * record_line_parse: @text of one line, untrusted.
 *
 * @ret_line  free with record_line_free, whatever is returned.
 * Returns 1 for a command or another happening, 0 for a remark or an empty line, -EINVAL with what is wrong in *ret_wrong, -ENOMEM.
 */
int record_line_parse(const char *text, struct record_line *ret_line, const char **ret_wrong);
void record_line_free(struct record_line *line);

#endif
