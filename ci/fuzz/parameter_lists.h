/* SPDX-License-Identifier: MIT */
/* parameter_lists.h: what a host sends with commands that take a list, so that a fuzzer gets past lengths. */
#ifndef FUZZ_PARAMETER_LISTS_H
#define FUZZ_PARAMETER_LISTS_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define LIST_BYTES_MAX 64

struct parameter_list {
	uint8_t code, length_at, bytes; /* length_at: CDB byte, the last of the length; 0: none */
	uint8_t list[LIST_BYTES_MAX];
};

/* CDBs: FORMAT UNIT has its list's length in the list; the others as MMC-6's tables have them. */
static const struct parameter_list parameter_lists[] = {
	{ 0x04, 0, 12, { 0, 0x02, 0, 8, 0xFF, 0xFF, 0xFF, 0xFF, 0x98 } }, /* DVD+RW, 26h    */
	{ 0x04, 0, 12,
		{ 0, 0x02, 0, 8, 0, 0x00, 0x10, 0x00, 0x40, 0, 0, 0x20 } }, /* CD-RW packets */
	{ 0x04, 0, 12,
		{ 0, 0x02, 0, 8, 0, 0x00, 0x10, 0x00, 0x54, 0, 0, 0x10 } },  /* DVD-RW quick  */
	{ 0x04, 0, 12, { 0, 0x02, 0, 8, 0xFF, 0xFF, 0xFF, 0xFF, 0x90 } },    /* Mount Rainier  */
	{ 0x04, 0, 12, { 0, 0x82, 0, 8, 0x00, 0xB4, 0x74, 0x00, 0xC0, 1 } }, /* BD, spares     */
	{ 0x15, 4, 16, { 0, 0, 0, 0, 0x01, 0x0A, 0xC0, 5, 0, 0, 0, 0, 3 } },
	{ 0x1D, 4, 4, { 0x40 } },
	{ 0x3B, 8, 4, { 1, 2, 3, 4 } },
	{ 0x54, 8, 8, { 0x01, 0x00, 1, 2, 3, 4, 5, 6 } },
	{ 0x55, 8, 60, { [8] = 0x05, 0x32, 0x40, 0x04, 0x08 } },	      /* track at once   */
	{ 0x55, 8, 60, { [8] = 0x05, 0x32, 0x42, 0x00, 0x00 } },	      /* session at once */
	{ 0x55, 8, 60, { [8] = 0x05, 0x32, 0x43, 0x00, 0x01 } },	      /* raw, 16 of P, Q */
	{ 0x55, 8, 60, { [8] = 0x05, 0x32, 0x60, 0x05, 0x08, [21] = 0x20 } }, /* packets        */
	{ 0x5D, 8, 48,
		{ 0x01, 0x00, 0x00, 0x01, 0x00, 0, 0, 0, 0x01, 0x01, 0x00, 0x01, 0x00, 0, 0, 0,
			0x01, 0x01, 0x01, 0x00, 0x00, 0, 2, 0, 0x41, 0x02, 0x00, 0x14, 0x00, 0, 6,
			0, 0x41, 0x02, 0x01, 0x10, 0x00, 0, 8, 0, 0x41, 0xAA, 0x01, 0x14, 0x00, 0,
			12, 0 } },
	{ 0xA3, 9, 8, { 0, 6, 0, 0, 0xFE } },
	{ 0xB6, 10, 28,
		{ [4] = 0,
			0,
			0,
			0,
			0,
			0,
			0x80,
			0,
			0,
			0,
			0x11,
			0x94,
			0,
			0,
			3,
			0xE8,
			0,
			0,
			0x11,
			0x94,
			0,
			0,
			3,
			0xE8 } },
	{ 0xBF, 9, 12, { 0, 10, 0, 0, 0, 0, 0, 0, 0, 0x10, 0, 0 } },
	{ 0xBF, 9, 20, { 0, 18 } },
};

/* parameter_list: one of them for @cdb, in @ret_list, and its length in @cdb; 0: it takes none. */
static inline size_t parameter_list(
	uint8_t cdb[16], unsigned which, uint8_t ret_list[LIST_BYTES_MAX])
{
	const struct parameter_list *found = NULL;
	size_t all = sizeof parameter_lists / sizeof parameter_lists[0];

	for (size_t i = 0; i < all; i++) {
		const struct parameter_list *list = &parameter_lists[(i + which) % all];

		if (list->code == cdb[0] && !found)
			found = list;
	}
	if (!found)
		return 0;
	memcpy(ret_list, found->list, found->bytes);
	if (found->length_at)
		cdb[found->length_at] = found->bytes;
	if (found->length_at > 4)
		cdb[found->length_at - 1] = 0;
	return found->bytes;
}

#endif
