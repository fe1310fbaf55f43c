/* SPDX-License-Identifier: MIT */
#include "emulator/media/scatter.h"

#include <stdint.h>
#include <string.h>

/* The next piece in one element, at most @bytes; 0 at the end of the list. */
static size_t next_piece(struct scatter *scatter, size_t bytes, uint8_t **ret_piece)
{
	while (scatter->count && scatter->offset_bytes == scatter->iov->iov_len) {
		scatter->iov++;
		scatter->count--;
		scatter->offset_bytes = 0;
	}
	if (!scatter->count)
		return 0;
	size_t left = scatter->iov->iov_len - scatter->offset_bytes;
	size_t piece = left < bytes ? left : bytes;

	*ret_piece = (uint8_t *)scatter->iov->iov_base + scatter->offset_bytes;
	scatter->offset_bytes += piece;
	return piece;
}

int scatter_window(struct scatter *scatter, size_t bytes, struct iovec *out, size_t *ret_bytes)
{
	int elements = 0;
	size_t total = 0;

	while (elements < SCATTER_WINDOW && total < bytes) {
		uint8_t *piece = NULL;
		size_t piece_bytes = next_piece(scatter, bytes - total, &piece);

		if (!piece_bytes)
			break;
		out[elements++] = (struct iovec) { .iov_base = piece, .iov_len = piece_bytes };
		total += piece_bytes;
	}
	*ret_bytes = total;
	return elements;
}

size_t scatter_put(struct scatter *scatter, const void *bytes, size_t count)
{
	const uint8_t *from = bytes;
	size_t done = 0, piece_bytes;
	uint8_t *piece;

	while (done < count && (piece_bytes = next_piece(scatter, count - done, &piece)) > 0) {
		memcpy(piece, from + done, piece_bytes);
		done += piece_bytes;
	}
	return done;
}

size_t scatter_get(struct scatter *scatter, void *bytes, size_t count)
{
	uint8_t *to = bytes;
	size_t done = 0, piece_bytes;
	uint8_t *piece;

	while (done < count && (piece_bytes = next_piece(scatter, count - done, &piece)) > 0) {
		memcpy(to + done, piece, piece_bytes);
		done += piece_bytes;
	}
	return done;
}

size_t scatter_zero(struct scatter *scatter, size_t count)
{
	size_t done = 0, piece_bytes;
	uint8_t *piece;

	while (done < count && (piece_bytes = next_piece(scatter, count - done, &piece)) > 0) {
		memset(piece, 0, piece_bytes);
		done += piece_bytes;
	}
	return done;
}

size_t scatter_bytes(const struct iovec *iov, size_t count)
{
	size_t total = 0;

	for (size_t i = 0; i < count; i++)
		total += iov[i].iov_len;
	return total;
}

size_t scatter_bytes_left(const struct scatter *scatter)
{
	return scatter_bytes(scatter->iov, scatter->count) - scatter->offset_bytes;
}
