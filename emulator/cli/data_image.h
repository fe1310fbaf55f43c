/* SPDX-License-Identifier: MIT */
/* data_image.h: a file of blocks of one size, such as an ISO image. */
#ifndef BURNRIG_CLI_DATA_IMAGE_H
#define BURNRIG_CLI_DATA_IMAGE_H

#include <stddef.h>
#include <stdint.h>

#include "burnrig/problem.h"

struct data_image {
	int fd; /* -1: closed */
	uint32_t block_bytes, blocks;
	uint32_t odd_bytes; /* of a last block that is not whole; 0: it is */
};

/* data_image_open: a regular file with something in it, in blocks of @block_bytes. Returns 0 or negative errno with @problem
 * filled. */
int data_image_open(const char *path, uint32_t block_bytes, struct data_image *ret_image,
	struct burnrig_problem *problem);
void data_image_close(struct data_image *image);

/* data_image_read: a burnrig_block_source; @context is the image. Behind the end of the file come
 * zeros. */
int data_image_read(void *context, int32_t lba, void *out, size_t bytes);

#endif
