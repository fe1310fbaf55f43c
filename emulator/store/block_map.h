/* SPDX-License-Identifier: MIT */
/*
 * block_map.h: the block map as the disc file keeps it: in chunks, of which only the changed ones
 * are written. What media/ needs of the map is in disc_state.h.
 *
 * A chunk at rest is 1024 bytes: unit u of the chunk is bits 2*(u%4) and 2*(u%4)+1 of byte u/4.
 */
#ifndef STORE_BLOCK_MAP_H
#define STORE_BLOCK_MAP_H

#include <stdbool.h>
#include <stdint.h>

#include "emulator/store/disc_state.h"

#define BLOCK_MAP_CHUNK_UNITS 4096
#define BLOCK_MAP_CHUNK_BYTES (BLOCK_MAP_CHUNK_UNITS / 4)

uint32_t block_map_chunks(const struct block_map *map);

/* block_map_is_dirty: changed since it was made, loaded, or last cleaned. @chunk <
 * block_map_chunks. */
bool block_map_is_dirty(const struct block_map *map, uint32_t chunk);
void block_map_clean(struct block_map *map, uint32_t chunk);

/* block_map_save: a chunk as it rests; units beyond the map are 0. */
void block_map_save(
	const struct block_map *map, uint32_t chunk, uint8_t out[BLOCK_MAP_CHUNK_BYTES]);

/*
 * block_map_load: a chunk from rest; it is clean afterwards. False, and the map unchanged, when
 * @chunk is beyond the map or the bytes hold units beyond the map.
 */
bool block_map_load(
	struct block_map *map, uint32_t chunk, const uint8_t bytes[BLOCK_MAP_CHUNK_BYTES]);

#endif
