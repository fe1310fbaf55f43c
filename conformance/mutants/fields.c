/* SPDX-License-Identifier: MIT */
/* One bit of one field of one reply: the commonest defect, told by its spot alone. */
#include "conformance/mutants/mutants.h"
#include "conformance/mutants/spoil.h"

static void flip(struct mutant_visit *v)
{
	const struct mutant_spot *spot = &v->mutant->spot;
	uint8_t *d = spoil_data(v, (size_t)spot->at + 1);

	if (d && (spot->when_at == 0 || v->cdb[spot->when_at] == spot->when_is))
		d[spot->at] ^= spot->flip;
}

#define FLIP(name_, test, medium_, code, text, ...)                                             \
	{                                                                                       \
		.name = (name_), .what = (text), .caught_by = "mmc." test, .medium = (medium_), \
		.operation = (code), .after = flip, .spot = {                                   \
			__VA_ARGS__                                                             \
		}                                                                               \
	}

const struct mutant mutants_fields[] = {
	FLIP("empty-drive-has-medium", "no-medium.media-event", NULL, 0x4a,
		"An empty drive says that a medium is present.", .at = 5, .flip = 0x02),
	FLIP("empty-drive-is-unformatted", "no-medium.format-capacities.type", NULL, 0x23,
		"An empty drive tells an unformatted medium.", .at = 8, .flip = 0x02),
};
const size_t mutants_fields_count = sizeof mutants_fields / sizeof mutants_fields[0];
