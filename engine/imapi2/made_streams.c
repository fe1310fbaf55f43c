/* SPDX-License-Identifier: MIT */
/* MsftStreamZero and MsftStreamPrng001: bytes that nobody gives. */
#include "engine/imapi2/objects.h"
#include "engine/imapi2/read_stream.h"

#define WORD_BYTES 8

static HRESULT give(void *object, REFIID iid, void **ret_object)
{
	HRESULT result;

	if (!object)
		return E_OUTOFMEMORY;
	result = com_query_interface(object, iid, ret_object);
	com_release(object);
	return result;
}

/* ---- zeros ------------------------------------------------------------------------------- */

static HRESULT read_zeros(struct read_stream *self, void *buffer, ULONG bytes, ULONG *ret_read)
{
	(void)self;
	memset(buffer, 0, bytes);
	*ret_read = bytes;
	return S_OK;
}

static HRESULT clone_zeros(struct read_stream *self, IStream **ret_stream)
{
	HRESULT result = stream_zero_create(&IID_IStream, (void **)ret_stream);

	if (SUCCEEDED(result))
		((struct read_stream *)com_object_of(*ret_stream))->bytes = self->bytes;
	return result;
}

HRESULT stream_zero_create(REFIID iid, void **ret_object)
{
	static const struct read_stream_kind kind = {
		.read = read_zeros, .clone = clone_zeros, .sizable = true
	};
	static const IStreamVtbl vtable = { COM_READ_STREAM };
	static const IID *const interfaces[] = { &IID_IStream, &IID_ISequentialStream, NULL };
	static const struct com_class class = { .interfaces = interfaces };
	struct read_stream *self = com_create(sizeof *self, &class, &vtable);

	if (self)
		self->kind = &kind;
	return give(self, iid, ret_object);
}

/* ---- pseudo-random ----------------------------------------------------------------------- */

struct random_stream {
	struct read_stream base;
	ULONG seed;
};

/* The n-th word by itself, so that it can be read from any place (splitmix64's mixing). */
static uint64_t word_at(ULONG seed, uint64_t number)
{
	uint64_t word = ((uint64_t)seed << 32 | seed) + (number + 1) * UINT64_C(0x9E3779B97F4A7C15);

	word = (word ^ word >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	word = (word ^ word >> 27) * UINT64_C(0x94D049BB133111EB);
	return word ^ word >> 31;
}

static HRESULT read_random(struct read_stream *base, void *buffer, ULONG bytes, ULONG *ret_read)
{
	const struct random_stream *self = (struct random_stream *)base;
	uint8_t *out = buffer;

	for (ULONG i = 0; i < bytes; i++) {
		uint64_t at = base->at + i;

		out[i] = (uint8_t)(word_at(self->seed, at / WORD_BYTES) >> 8 * (at % WORD_BYTES));
	}
	*ret_read = bytes;
	return S_OK;
}

static HRESULT clone_random(struct read_stream *base, IStream **ret_stream)
{
	HRESULT result = stream_random_create(&IID_IStream, (void **)ret_stream);

	if (SUCCEEDED(result)) {
		struct random_stream *copy = com_object_of(*ret_stream);

		copy->base.bytes = base->bytes;
		copy->seed = ((struct random_stream *)base)->seed;
	}
	return result;
}

static HRESULT put_seed(IStreamPseudoRandomBased *This, ULONG value)
{
	struct random_stream *self = com_object_of(This);

	self->seed = value;
	self->base.at = 0;
	return S_OK;
}

static HRESULT get_seed(IStreamPseudoRandomBased *This, ULONG *value)
{
	if (!value)
		return E_POINTER;
	*value = ((struct random_stream *)com_object_of(This))->seed;
	return S_OK;
}

static HRESULT put_extended_seed(IStreamPseudoRandomBased *This, ULONG *values, ULONG count)
{
	(void)This;
	(void)values;
	(void)count;
	return E_NOTIMPL;
}

static HRESULT get_extended_seed(IStreamPseudoRandomBased *This, ULONG **values, ULONG *count)
{
	(void)This;
	(void)values;
	(void)count;
	return E_NOTIMPL;
}

HRESULT stream_random_create(REFIID iid, void **ret_object)
{
	static const struct read_stream_kind kind = {
		.read = read_random, .clone = clone_random, .sizable = true
	};
	static const IStreamPseudoRandomBasedVtbl vtable = {
		COM_READ_STREAM,
		.put_Seed = put_seed,
		.get_Seed = get_seed,
		.put_ExtendedSeed = put_extended_seed,
		.get_ExtendedSeed = get_extended_seed,
	};
	static const IID *const interfaces[] = { &IID_IStreamPseudoRandomBased, &IID_IStream,
		&IID_ISequentialStream, NULL };
	static const struct com_class class = { .interfaces = interfaces };
	struct random_stream *self = com_create(sizeof *self, &class, &vtable);

	if (self)
		self->base.kind = &kind;
	return give(self, iid, ret_object);
}
