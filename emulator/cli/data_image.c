/* SPDX-License-Identifier: MIT */
#include "emulator/cli/data_image.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int data_image_open(const char *path, uint32_t block_bytes, struct data_image *ret_image,
	struct burnrig_problem *problem)
{
	struct data_image image = { .fd = open(path, O_RDONLY | O_CLOEXEC),
		.block_bytes = block_bytes };
	struct stat status;

	if (image.fd < 0 || fstat(image.fd, &status) != 0) {
		int error = -errno;

		burnrig_problem_set(problem, path, 0, NULL, "%s", strerror(errno));
		data_image_close(&image);
		return error;
	}
	if (!S_ISREG(status.st_mode) || status.st_size == 0 ||
		status.st_size > (int64_t)INT32_MAX * block_bytes) {
		burnrig_problem_set(problem, path, 0, NULL, "is no image of a disc");
		data_image_close(&image);
		return -EINVAL;
	}
	image.blocks = (uint32_t)((status.st_size + block_bytes - 1) / block_bytes);
	image.odd_bytes = (uint32_t)(status.st_size % block_bytes);
	*ret_image = image;
	return 0;
}

void data_image_close(struct data_image *image)
{
	if (image->fd >= 0)
		close(image->fd);
	image->fd = -1;
}

int data_image_read(void *context, int32_t lba, void *out, size_t bytes)
{
	const struct data_image *image = context;
	size_t done = 0;

	memset(out, 0, bytes);
	while (done < bytes) {
		ssize_t got = pread(image->fd, (uint8_t *)out + done, bytes - done,
			(off_t)lba * image->block_bytes + (off_t)done);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return -errno;
		if (got == 0)
			return 0;
		done += (size_t)got;
	}
	return 0;
}
