/* SPDX-License-Identifier: MIT */
/* block_ranges.h: which parts of a disc a stream is for. */
#ifndef ENGINE_IMAPI2_BLOCK_RANGES_H
#define ENGINE_IMAPI2_BLOCK_RANGES_H

#include "engine/imapi2/object.h"

/*
 * block_ranges_of: of a stream that offers IBlockRangeList: its ranges in the order in which they are
 * to be burned. *@ret_ranges is NULL for a stream that offers none; else free() it.
 * Errors: E_INVALIDARG for a range that is no range, and those of the stream.
 */
HRESULT block_ranges_of(IStream *stream, struct br_block_range **ret_ranges, ULONG *ret_count);

#endif
