/* SPDX-License-Identifier: MIT */
/* Broken reports of defective blocks: GET PERFORMANCE types 01h, 02h, 04h, 05h. */
#include "conformance/mutants/mutants.h"
#include "conformance/mutants/spoil.h"
#include "conformance/runner/bytes.h"

static void length_of_all(struct mutant_visit *v, uint8_t type)
{
	uint8_t *d = spoil_data(v, 8);

	if (d && v->cdb[10] == type)
		spoil_add_be32(d, 4);
}

static void unusable_length(struct mutant_visit *v)
{
	length_of_all(v, 1);
}

static void dbi_length(struct mutant_visit *v)
{
	length_of_all(v, 4);
}

static void status_gap(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 8 + 2 * 2048);

	if (d && v->cdb[10] == 2)
		spoil_add_be32(d + 8 + 2048, 16);
}

static void zone_moved(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 16);

	if (d && v->cdb[10] == 5)
		spoil_add_be32(d + 8, 16);
}

static const struct mutant rows[] = {
	MUTANT("unusable-length", "get-performance.unusable-area", "dvd-ram", 0xac,
		AFTER(unusable_length), "The list of unusable blocks is half a descriptor longer."),
	MUTANT("defect-status-gap", "get-performance.defect-status", "dvd-rw", 0xac,
		AFTER(status_gap), "The second defect status descriptor begins a block late."),
	MUTANT("dbi-length", "get-performance.dbi", "dvd-ram", 0xac, AFTER(dbi_length),
		"Defective block information is half a descriptor longer."),
	MUTANT("dbi-zone-moved", "get-performance.dbi-cache-zones", "dvd-ram", 0xac,
		AFTER(zone_moved), "A DBI cache zone begins where it was not set."),
};
const struct mutant_list mutants_defects = { rows, sizeof rows / sizeof rows[0] };
