/* SPDX-License-Identifier: MIT */
#include "conformance/suites/suites.h"

#include <stdlib.h>
#include <string.h>

#include "conformance/suites/scene.h"
#include "conformance/suites/tables.h"

static const struct suite *const all[] = {
	&suite_inquiry,
	&suite_readiness,
	&suite_configuration,
	&suite_features,
	&suite_events,
	&suite_mode_sense,
	&suite_capacity,
	&suite_disc_information,
	&suite_track_information,
	&suite_toc,
	&suite_performance,
	&suite_defect_reports,
	&suite_no_medium,
	&suite_cdb,
	&suite_service,
	&suite_replies,
	&suite_reading,
	&suite_mode_select,
	&suite_streaming,
	&suite_tray,
	&suite_resets,
	&suite_attention,
	&suite_presence,
	&suite_writing,
	&suite_read_cd,
	&suite_burning,
	&suite_long_runs,
	&suite_underrun,
	&suite_protection,
	&suite_time_limits,
	&suite_windows,
	&suite_closing,
	&suite_cd_index,
	&suite_cd_modes,
	&suite_cd_sessions,
	&suite_cd_raw,
	&suite_rewriting,
};

const struct suite *const *suites_all(size_t *ret_count)
{
	*ret_count = sizeof all / sizeof all[0];
	return all;
}

const struct test *suites_find(const char *id)
{
	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
		for (size_t k = 0; k < all[i]->test_count; k++)
			if (strcmp(all[i]->tests[k].id, id) == 0)
				return &all[i]->tests[k];
	return NULL;
}

/* For those with NEEDS_WRITTEN; the data outlive the commands that wrote them. */
static void write_something(struct judge *judge)
{
	struct judge_written written = { .blocks = SCENE_WRITTEN_BLOCKS };
	const size_t bytes = (size_t)written.blocks * SCENE_BLOCK_BYTES;
	const uint8_t *data = scene_write_somewhere(judge, written.blocks, &written.lba);

	written.data = malloc(bytes);
	if (!written.data)
		abort();
	memcpy(written.data, data, bytes);
	judge->written = written;
}

void suites_prepare(struct judge *judge, enum readiness to)
{
	if (to == READINESS_WRITTEN) {
		write_something(judge);
		return;
	}
	/* DVD+RW has a format of its own, which takes data before it is done (MMC-6: FORMAT UNIT). */
	if (facts_needs_format(&judge->facts))
		scene_format(judge, judge->facts.profile == 0x001a ? 0x26 : 0x00);
}
