/* SPDX-License-Identifier: MIT */
#include "emulator/ways-in/umockdev/ioctls.h"

#define DEFAULT_TIMEOUT_JIFFIES 6000  /* 60 s at the user's 100 per second */
#define DEFAULT_RESERVED_BYTES	32768 /* SG_DEF_RESERVED_SIZE */

void open_file_init(struct open_file *file, struct rig *rig, enum node node)
{
	*file = (struct open_file) {
		.rig = rig,
		.node = node,
		.timeout_jiffies = DEFAULT_TIMEOUT_JIFFIES,
		.reserved_bytes = DEFAULT_RESERVED_BYTES,
	};
}

static const struct ioctl_row *find_in(
	const struct ioctl_row *table, enum node node, unsigned long request)
{
	for (const struct ioctl_row *row = table; row->run; row++)
		if (row->request == request && (row->nodes & node) != 0)
			return row;
	return NULL;
}

const struct ioctl_row *ioctl_find(enum node node, unsigned long request)
{
	static const struct ioctl_row *const tables[] = { sg_ioctls, cdrom_ioctls, block_ioctls };
	const struct ioctl_row *row = NULL;

	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]) && !row; i++)
		row = find_in(tables[i], node, request);
	return row;
}
