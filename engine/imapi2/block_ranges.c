/* SPDX-License-Identifier: MIT */
/* IBlockRange and IBlockRangeList: made for a stream, and read from anyone's. */
#include "engine/imapi2/block_ranges.h"

#include <stdlib.h>

#include "engine/imapi2/dispatch.h"
#include "engine/imapi2/stream.h"

struct range {
	struct com_object object;
	struct br_block_range value;
};

struct ranged_stream {
	struct com_object object; /* IBlockRangeList, scriptable */
	struct com_facet stream;  /* IStream, passed on to `inner` */
	IStream *inner;
	ULONG count;
	struct br_block_range ranges[];
};

/* ---- one range --------------------------------------------------------------------------- */

static HRESULT get_start(IBlockRange *This, LONG *value)
{
	return com_number(((struct range *)com_object_of(This))->value.start_lba, value);
}

static HRESULT get_end(IBlockRange *This, LONG *value)
{
	return com_number(((struct range *)com_object_of(This))->value.end_lba, value);
}

static void *create_range(const struct br_block_range *value)
{
	static const IBlockRangeVtbl vtable = {
		COM_DISPATCH,
		.get_StartLba = get_start,
		.get_EndLba = get_end,
	};
	static const IID *const interfaces[] = { &IID_IBlockRange, NULL };
	static const struct com_class class = {
		.interfaces = interfaces,
		.members = members_of_IBlockRange,
	};
	struct range *self = com_create(sizeof *self, &class, &vtable);

	if (self)
		self->value = *value;
	return self;
}

/* ---- the list ---------------------------------------------------------------------------- */

static HRESULT get_ranges(IBlockRangeList *This, SAFEARRAY **value)
{
	const struct ranged_stream *self = com_object_of(This);
	HRESULT result;
	VARIANT *variants;

	if (!value)
		return E_POINTER;
	variants = calloc(self->count + 1, sizeof *variants);
	if (!variants)
		return E_OUTOFMEMORY;
	for (ULONG i = 0; i < self->count; i++)
		variants[i] = com_variant_of(create_range(&self->ranges[i]));
	result = com_objects(variants, self->count, value);
	free(variants);
	return result;
}

/* ---- the stream, which is the caller's --------------------------------------------------- */

static IStream *inner_of(IStream *This)
{
	return ((struct ranged_stream *)com_object_of(This))->inner;
}

static HRESULT stream_read(IStream *This, void *buffer, ULONG bytes, ULONG *ret_read)
{
	return IStream_Read(inner_of(This), buffer, bytes, ret_read);
}

static HRESULT stream_write(IStream *This, const void *buffer, ULONG bytes, ULONG *ret_written)
{
	return IStream_Write(inner_of(This), buffer, bytes, ret_written);
}

static HRESULT stream_seek(
	IStream *This, LARGE_INTEGER move, DWORD origin, ULARGE_INTEGER *ret_position)
{
	return IStream_Seek(inner_of(This), move, origin, ret_position);
}

static HRESULT stream_set_size(IStream *This, ULARGE_INTEGER bytes)
{
	return IStream_SetSize(inner_of(This), bytes);
}

static HRESULT stream_copy(IStream *This, IStream *to, ULARGE_INTEGER bytes,
	ULARGE_INTEGER *ret_read, ULARGE_INTEGER *ret_written)
{
	return IStream_CopyTo(inner_of(This), to, bytes, ret_read, ret_written);
}

static HRESULT stream_commit(IStream *This, DWORD flags)
{
	return IStream_Commit(inner_of(This), flags);
}

static HRESULT stream_revert(IStream *This)
{
	return IStream_Revert(inner_of(This));
}

static HRESULT stream_lock(IStream *This, ULARGE_INTEGER at, ULARGE_INTEGER bytes, DWORD type)
{
	return IStream_LockRegion(inner_of(This), at, bytes, type);
}

static HRESULT stream_unlock(IStream *This, ULARGE_INTEGER at, ULARGE_INTEGER bytes, DWORD type)
{
	return IStream_UnlockRegion(inner_of(This), at, bytes, type);
}

static HRESULT stream_stat(IStream *This, STATSTG *ret_status, DWORD flag)
{
	return IStream_Stat(inner_of(This), ret_status, flag);
}

static HRESULT stream_clone(IStream *This, IStream **ret_stream)
{
	const struct ranged_stream *self = com_object_of(This);
	IStream *inner;
	HRESULT result = IStream_Clone(self->inner, &inner);

	if (FAILED(result))
		return result;
	result = br_imapi2_create_ranged_stream(inner, self->ranges, self->count, ret_stream);
	IStream_Release(inner);
	return result;
}

static void destroy(struct com_object *object)
{
	IStream_Release(((struct ranged_stream *)object)->inner);
}

static bool are_ranges(const struct br_block_range *ranges, ULONG count)
{
	for (ULONG i = 0; i < count; i++)
		if (ranges[i].start_lba < 0 || ranges[i].end_lba < ranges[i].start_lba)
			return false;
	return count > 0;
}

HRESULT br_imapi2_create_ranged_stream(
	IStream *inner, const struct br_block_range *ranges, ULONG count, IStream **ret_stream)
{
	static const IBlockRangeListVtbl vtable = { COM_DISPATCH, .get_BlockRanges = get_ranges };
	static const IStreamVtbl stream_vtable = {
		COM_UNKNOWN,
		.Read = stream_read,
		.Write = stream_write,
		.Seek = stream_seek,
		.SetSize = stream_set_size,
		.CopyTo = stream_copy,
		.Commit = stream_commit,
		.Revert = stream_revert,
		.LockRegion = stream_lock,
		.UnlockRegion = stream_unlock,
		.Stat = stream_stat,
		.Clone = stream_clone,
	};
	static const IID *const interfaces[] = { &IID_IBlockRangeList, NULL };
	static const struct com_other others[] = {
		{ &IID_IStream, offsetof(struct ranged_stream, stream), &stream_vtable },
		{ &IID_ISequentialStream, offsetof(struct ranged_stream, stream), &stream_vtable },
		{ 0 },
	};
	static const struct com_class class = {
		.interfaces = interfaces,
		.others = others,
		.members = members_of_IBlockRangeList,
		.destroy = destroy,
	};
	struct ranged_stream *self;

	if (!inner || !ranges || !ret_stream)
		return E_POINTER;
	if (!are_ranges(ranges, count))
		return E_INVALIDARG;
	self = com_create(sizeof *self + count * sizeof *ranges, &class, &vtable);
	if (!self)
		return E_OUTOFMEMORY;
	IStream_AddRef(inner);
	self->inner = inner;
	self->count = count;
	memcpy(self->ranges, ranges, count * sizeof *ranges);
	*ret_stream = (IStream *)&self->stream;
	return S_OK;
}

/* ---- anyone's ---------------------------------------------------------------------------- */

static HRESULT take_range(SAFEARRAY *array, LONG at, struct br_block_range *ret_range)
{
	IBlockRange *range;
	VARIANT one;
	HRESULT result = SafeArrayGetElement(array, &at, &one);

	if (FAILED(result))
		return result;
	if ((one.vt != VT_DISPATCH && one.vt != VT_UNKNOWN) || !one.punkVal)
		result = E_INVALIDARG;
	else
		result = IUnknown_QueryInterface(one.punkVal, &IID_IBlockRange, (void **)&range);
	VariantClear(&one);
	if (FAILED(result))
		return E_INVALIDARG;
	result = IBlockRange_get_StartLba(range, &ret_range->start_lba);
	if (SUCCEEDED(result))
		result = IBlockRange_get_EndLba(range, &ret_range->end_lba);
	IBlockRange_Release(range);
	return result;
}

static HRESULT take_ranges(SAFEARRAY *array, struct br_block_range **ret_ranges, ULONG *ret_count)
{
	struct br_block_range *ranges;
	LONG lower = 0, upper = -1;
	ULONG count;
	HRESULT result = SafeArrayGetLBound(array, 1, &lower);

	if (SUCCEEDED(result))
		result = SafeArrayGetUBound(array, 1, &upper);
	if (FAILED(result) || upper < lower)
		return E_INVALIDARG;
	count = (ULONG)((int64_t)upper - lower + 1);
	ranges = calloc(count, sizeof *ranges);
	if (!ranges)
		return E_OUTOFMEMORY;
	for (ULONG i = 0; i < count && SUCCEEDED(result); i++)
		result = take_range(array, lower + (LONG)i, &ranges[i]);
	if (SUCCEEDED(result) && !are_ranges(ranges, count))
		result = E_INVALIDARG;
	if (FAILED(result)) {
		free(ranges);
		return result;
	}
	*ret_ranges = ranges;
	*ret_count = count;
	return S_OK;
}

HRESULT block_ranges_of(IStream *stream, struct br_block_range **ret_ranges, ULONG *ret_count)
{
	IBlockRangeList *list;
	SAFEARRAY *array;
	HRESULT result;

	*ret_ranges = NULL;
	*ret_count = 0;
	if (FAILED(IStream_QueryInterface(stream, &IID_IBlockRangeList, (void **)&list)))
		return S_OK;
	result = IBlockRangeList_get_BlockRanges(list, &array);
	IBlockRangeList_Release(list);
	if (FAILED(result))
		return result;
	result = take_ranges(array, ret_ranges, ret_count);
	SafeArrayDestroy(array);
	return result;
}
