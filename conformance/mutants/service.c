/* SPDX-License-Identifier: MIT */
/* Mutants of the commands for those who look after a drive: buffer, logs, diagnostics, operation codes. */
#include "conformance/mutants/mutants.h"
#include "conformance/mutants/spoil.h"

/* The descriptor tells of a byte more than the header. */
static void longer_descriptor(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 4);

	if (d && (v->cdb[1] & 0x1f) == 3 && v->cdb[2] == 0)
		d[3] ^= 0x10;
}

static void ghost_buffer(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 4);

	if (d && (v->cdb[1] & 0x1f) == 3 && v->cdb[2] != 0)
		d[2] = 0x80;
}

static void no_end(struct mutant_visit *v)
{
	if ((v->cdb[1] & 0x1f) == 2)
		spoil_good(v);
}

static void longer_list(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 5);

	if (d)
		d[3]++;
}

static void knows_any_page(struct mutant_visit *v)
{
	if ((v->cdb[2] & 0x3f) != 0)
		spoil_good(v);
}

/* Only of single commands: the list is another mutant's. */
static void another_mask(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 6);

	if (d && (v->cdb[2] & 7) == 1 && v->cdb[3] == 0x12)
		d[5] |= 0x02;
}

static void has_everything(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 4);

	if (d && (v->cdb[2] & 7) == 1 && v->cdb[3] == 0x8b)
		d[1] = 0x03;
}

static void lists_too_much(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 12);

	if (d && (v->cdb[2] & 7) == 0)
		d[4] = 0x8b;
}

static const struct mutant mutants[] = {
	MUTANT("buffer-two-sizes", "read-buffer.header", NULL, 0x3c, AFTER(longer_descriptor),
		"Header and descriptor tell different capacities."),
	MUTANT("buffer-ghost", "read-buffer.missing", NULL, 0x3c, AFTER(ghost_buffer),
		"A buffer that is not there has a capacity."),
	MUTANT("buffer-endless", "read-buffer.end", NULL, 0x3c, AFTER(no_end),
		"What is behind the end of the buffer can be read."),
	MUTANT("log-list-longer", "log-sense.list", NULL, 0x4d, AFTER(longer_list),
		"The list of log pages says that it is longer."),
	MUTANT("log-any-page", "log-sense.missing", NULL, 0x4d, AFTER(knows_any_page),
		"A log page that is not there is answered."),
	MUTANT("diagnostic-list-longer", "receive-diagnostic.list", NULL, 0x1c, AFTER(longer_list),
		"The list of diagnostic pages says that it is longer."),
	MUTANT("usage-data-wrong", "report-operation-codes.usage-data", NULL, 0xa3,
		AFTER(another_mask), "INQUIRY's usage data have the obsolete CMDDT."),
	MUTANT("operation-codes-all", "report-operation-codes.not-there", NULL, 0xa3,
		AFTER(has_everything), "A command of other devices is reported as supported."),
	MUTANT("operation-codes-ghost", "report-operation-codes.list", NULL, 0xa3,
		AFTER(lists_too_much), "The list names a command that is not there."),
};
const struct mutant_list mutants_service = { mutants, sizeof mutants / sizeof mutants[0] };
