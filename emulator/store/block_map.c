/* SPDX-License-Identifier: MIT */
/* The block map: 32 units a word, so that a range is set and measured a word at a time. */
#include "emulator/store/block_map.h"

#include <stdlib.h>
#include <string.h>

#define WORD_UNITS  32u
#define CHUNK_WORDS (BLOCK_MAP_CHUNK_UNITS / WORD_UNITS)

struct block_map {
	uint32_t units, chunks;
	uint64_t *words; /* whole chunks; unit u is bits 2*(u%32), +1 of word u/32 */
	bool *dirty;	 /* one a chunk */
	bool had_defects;
};

/* A word with all its units in one state. */
static uint64_t all(enum block_state state)
{
	return (uint64_t)state * 0x5555555555555555u;
}

/* The bits of @count (1..32) units from unit @first of a word. */
static uint64_t span(uint32_t first, uint32_t count)
{
	return (count == WORD_UNITS ? ~(uint64_t)0 : ((uint64_t)1 << (2 * count)) - 1)
	       << (2 * first);
}

static uint32_t smaller(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

struct block_map *block_map_create(uint32_t units)
{
	struct block_map *map = calloc(1, sizeof *map);

	if (!map)
		return NULL;
	map->units = units;
	map->chunks = units / BLOCK_MAP_CHUNK_UNITS + (units % BLOCK_MAP_CHUNK_UNITS != 0);
	/* One more, so that a map of no units is not a failed allocation. */
	map->words = calloc((size_t)map->chunks + 1, CHUNK_WORDS * sizeof *map->words);
	map->dirty = calloc((size_t)map->chunks + 1, sizeof *map->dirty);
	if (!map->words || !map->dirty) {
		block_map_free(map);
		return NULL;
	}
	return map;
}

void block_map_free(struct block_map *map)
{
	if (!map)
		return;
	free(map->words);
	free(map->dirty);
	free(map);
}

enum block_state block_map_get(const struct block_map *map, uint32_t unit)
{
	if (unit >= map->units)
		return BLOCK_NEVER_WRITTEN;
	return (enum block_state)(map->words[unit / WORD_UNITS] >> (2 * (unit % WORD_UNITS)) & 3);
}

static bool is_defect(enum block_state state)
{
	return state == BLOCK_DEFECTIVE || state == BLOCK_REPLACED;
}

bool block_map_had_defects(const struct block_map *map)
{
	return map->had_defects;
}

/* The same for a range that ends in another word, or beyond the map. */
__attribute__((noinline)) static bool is_written_further(
	const struct block_map *map, uint32_t unit, uint32_t count)
{
	return block_map_get(map, unit) == BLOCK_WRITTEN &&
	       block_map_run(map, unit, count) >= count;
}

bool block_map_is_written(const struct block_map *map, uint32_t unit, uint32_t count)
{
	const uint32_t first = unit % WORD_UNITS;
	const uint64_t mask = all(BLOCK_WRITTEN);

	if (unit >= map->units || count == 0 || count > WORD_UNITS - first)
		return is_written_further(map, unit, count);
	return !((map->words[unit / WORD_UNITS] ^ mask) & span(first, count));
}

void block_map_set(struct block_map *map, uint32_t unit, uint32_t count, enum block_state state)
{
	if (unit >= map->units)
		return;
	map->had_defects |= is_defect(state);
	count = smaller(count, map->units - unit);
	while (count) {
		const uint32_t first = unit % WORD_UNITS;
		const uint32_t here = smaller(count, WORD_UNITS - first);
		const uint64_t mask = span(first, here);
		uint64_t *word = &map->words[unit / WORD_UNITS];
		const uint64_t changed = (*word & ~mask) | (all(state) & mask);

		/* Rewriting what is written is no change, so a commit has nothing to write for it.
		 */
		if (changed != *word) {
			*word = changed;
			map->dirty[unit / BLOCK_MAP_CHUNK_UNITS] = true;
		}
		unit += here;
		count -= here;
	}
}

uint32_t block_map_run(const struct block_map *map, uint32_t unit, uint32_t count)
{
	const uint64_t wanted = all(block_map_get(map, unit));
	uint32_t run = 0;

	if (unit >= map->units)
		return count; /* all of it reads as never written */
	while (run < count && unit + run < map->units) {
		const uint32_t first = (unit + run) % WORD_UNITS;
		const uint32_t here = smaller(count - run, WORD_UNITS - first);
		const uint64_t other =
			(map->words[(unit + run) / WORD_UNITS] ^ wanted) & span(first, here);

		if (other)
			return run + (uint32_t)__builtin_ctzll(other) / 2 - first;
		run += here;
	}
	/* The last word's bits beyond the map are 0, so a run of never written goes on past the
	 * end. */
	return wanted ? smaller(run, map->units - unit) : count;
}

uint32_t block_map_chunks(const struct block_map *map)
{
	return map->chunks;
}

bool block_map_is_dirty(const struct block_map *map, uint32_t chunk)
{
	return map->dirty[chunk];
}

void block_map_clean(struct block_map *map, uint32_t chunk)
{
	map->dirty[chunk] = false;
}

void block_map_save(const struct block_map *map, uint32_t chunk, uint8_t out[BLOCK_MAP_CHUNK_BYTES])
{
	const uint64_t *words = map->words + (size_t)chunk * CHUNK_WORDS;

	for (unsigned i = 0; i < BLOCK_MAP_CHUNK_BYTES; i++)
		out[i] = (uint8_t)(words[i / 8] >> (8 * (i % 8)));
}

static bool word_is_possible(uint64_t word, uint32_t units_inside)
{
	return units_inside >= WORD_UNITS || word >> (2 * units_inside) == 0;
}

bool block_map_load(
	struct block_map *map, uint32_t chunk, const uint8_t bytes[BLOCK_MAP_CHUNK_BYTES])
{
	uint64_t words[CHUNK_WORDS] = { 0 };
	uint32_t units_inside;

	if (chunk >= map->chunks)
		return false;
	units_inside = map->units - chunk * BLOCK_MAP_CHUNK_UNITS;
	for (unsigned i = 0; i < BLOCK_MAP_CHUNK_BYTES; i++)
		words[i / 8] |= (uint64_t)bytes[i] << (8 * (i % 8));
	for (unsigned i = 0; i < CHUNK_WORDS; i++) {
		if (!word_is_possible(words[i], units_inside))
			return false;
		units_inside -= smaller(units_inside, WORD_UNITS);
	}
	for (unsigned i = 0; i < CHUNK_WORDS; i++)
		map->had_defects |= (words[i] & all(BLOCK_DEFECTIVE)) != 0;
	memcpy(map->words + (size_t)chunk * CHUNK_WORDS, words, sizeof words);
	map->dirty[chunk] = false;
	return true;
}
