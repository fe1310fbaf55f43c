/* SPDX-License-Identifier: MIT */
/* data_image.h: a file of blocks of 2048 bytes, such as an ISO image. */
#ifndef BURNRIG_CLI_DATA_IMAGE_H
#define BURNRIG_CLI_DATA_IMAGE_H

#include <stddef.h>
#include <stdint.h>

#include "burnrig/problem.h"

struct data_image {
	int fd; /* -1: closed */
	uint32_t blocks;
};

/* data_image_open: a regular file with something in it. Returns 0 or negative errno with @problem
 * filled. */
int data_image_open(
	const char *path, struct data_image *ret_image, struct burnrig_problem *problem);
void data_image_close(struct data_image *image);

/* data_image_read: a burnrig_block_source; @context is the image. Behind the end of the file come
 * zeros. */
int data_image_read(void *context, int32_t lba, void *out, size_t bytes);

#endif
