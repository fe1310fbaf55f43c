/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "burnengine/stream.h"

#define POLL_MS 50 /* how soon a wish to cancel is seen while a pipe is empty */

struct file_stream {
	struct br_stream base;
	int file;
	bool is_regular; /* always readable; its position is ours, not the file's */
	/* Of a regular file, as far as it was looked at: zeros lie before hole_end, data before
	 * data_end; both behind the position: neither is known. */
	bool may_have_holes;
	off_t at, size, hole_end, data_end;
};

/* Finds out what the position, behind both ends, lies in. */
static void look_ahead(struct file_stream *self)
{
	off_t data = lseek(self->file, self->at, SEEK_DATA);

	if (data < 0 && errno == ENXIO)
		data = self->size; /* no data any more */
	if (data == self->at)
		self->data_end = lseek(self->file, self->at, SEEK_HOLE);
	self->hole_end = data;
	self->may_have_holes = data >= 0;
}

/* In a hole of a sparse file nothing need be read. Returns 0 when the position is in none. */
static size_t read_hole(struct file_stream *self, void *buffer, size_t bytes)
{
	if (self->may_have_holes && self->at >= self->hole_end && self->at >= self->data_end)
		look_ahead(self);
	if (!self->may_have_holes || self->at >= self->hole_end)
		return 0;
	if ((off_t)bytes > self->hole_end - self->at)
		bytes = (size_t)(self->hole_end - self->at);
	memset(buffer, 0, bytes);
	return bytes;
}

static ssize_t read_regular(struct file_stream *self, void *buffer, size_t bytes)
{
	ssize_t got = (ssize_t)read_hole(self, buffer, bytes);

	if (got == 0)
		got = pread(self->file, buffer, bytes, self->at);
	if (got > 0)
		self->at += got;
	return got;
}

static bool is_readable(const struct file_stream *self)
{
	struct pollfd readable = { .fd = self->file, .events = POLLIN };

	return self->is_regular || poll(&readable, 1, POLL_MS) != 0;
}

static ssize_t read_file(
	struct br_stream *stream, void *buffer, size_t bytes, const struct br_cancel *cancel)
{
	struct file_stream *self = (struct file_stream *)stream;

	for (;;) {
		ssize_t got;

		if (br_cancel_requested(cancel))
			return -ECANCELED;
		if (!is_readable(self))
			continue;
		got = self->is_regular ? read_regular(self, buffer, bytes)
				       : read(self->file, buffer, bytes);
		if (got >= 0)
			return got;
		if (errno != EINTR && errno != EAGAIN)
			return -errno;
	}
}

static int64_t size_of(int file)
{
	struct stat status;
	int64_t bytes;

	if (fstat(file, &status) < 0 || !(S_ISREG(status.st_mode) || S_ISBLK(status.st_mode)))
		return -1;
	bytes = lseek(file, 0, SEEK_END);
	lseek(file, 0, SEEK_SET);
	return bytes;
}

int br_stream_open_file(const char *path, struct br_stream **ret_stream, int64_t *ret_bytes)
{
	struct file_stream *self = calloc(1, sizeof *self);
	struct stat status = { .st_mode = 0 };
	int error = 0;

	if (!self)
		return -ENOMEM;
	self->base.read = read_file;
	self->file = open(path, O_RDONLY | O_CLOEXEC);
	if (self->file < 0 || fstat(self->file, &status) < 0)
		error = -errno;
	else if (S_ISDIR(status.st_mode))
		error = -EISDIR;
	if (error) {
		if (self->file >= 0)
			close(self->file);
		free(self);
		return error;
	}
	posix_fadvise(self->file, 0, 0, POSIX_FADV_SEQUENTIAL);
	*ret_bytes = size_of(self->file);
	self->is_regular = self->may_have_holes = S_ISREG(status.st_mode);
	self->size = status.st_size;
	*ret_stream = &self->base;
	return 0;
}

int br_stream_rewind_file(struct br_stream *stream)
{
	struct file_stream *self = (struct file_stream *)stream;

	self->at = self->hole_end = self->data_end = 0;
	return lseek(self->file, 0, SEEK_SET) < 0 ? -errno : 0;
}

void br_stream_close_file(struct br_stream *stream)
{
	struct file_stream *self = (struct file_stream *)stream;

	if (!self)
		return;
	close(self->file);
	free(self);
}
