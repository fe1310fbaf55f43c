/* SPDX-License-Identifier: MIT */
/* data_media.h: the steps of a burn that media share, and the rows of each family. */
#ifndef ENGINE_FORMATS_DATA_MEDIA_H
#define ENGINE_FORMATS_DATA_MEDIA_H

#include "engine/formats/format_data.h"
#include "engine/formats/steps.h"

#define FINALIZE_TIMEOUT_MS \
	900000 /* a lead-out, at worst filling the disc                            */

/* data_require_appendable: a prepare: the data goes to the next writable address. */
struct br_outcome data_require_appendable(struct br_format_data *format);

/* data_calibrate: an initialise: OPC, when the drive has no values of this disc. */
struct br_outcome data_calibrate(struct br_format_data *format);

/* data_close: CLOSE TRACK SESSION, patient with a drive at work, until it is done. */
struct br_outcome data_close(struct br_format_data *format, enum mmc_close_function function,
	uint16_t track, uint32_t timeout_ms);

/*
 * data_close_for_good: the last track, then its session, or the disc when nothing is to follow: a
 * close, of media that page 05h says nothing to.
 */
struct br_outcome data_close_for_good(struct br_format_data *format);

/* data_choose_format: for initialise, the drive's offer of the first of @wanted types that it has. */
struct br_outcome data_choose_format(
	struct br_format_data *format, const enum mmc_format_type *wanted, size_t count);

/* READ DISC INFORMATION, byte 7 (MMC-6 6.21.3.1). */
enum background_format { BACKGROUND_STOPPED = 1, BACKGROUND_RUNNING = 2 };

/*
 * data_choose_restart: for initialise, to go on with the format that was stopped: what was begun as Mount
 * Rainier not as anything else.
 */
struct br_outcome data_choose_restart(struct br_format_data *format);

/* data_format: format with what was chosen, and wait. */
struct br_outcome data_format(struct br_format_data *format, uint8_t sub_type);

/* data_writes_in_test: may page 05h's Test Write be set, by the first byte of @feature? */
struct br_outcome data_writes_in_test(
	struct br_format_data *format, const struct mmc_feature_descriptor *feature);

extern const struct format_data_medium data_media_cd[], data_media_dvd_minus[],
	data_media_dvd_plus[], data_media_bd[];
extern const size_t data_media_cd_count, data_media_dvd_minus_count, data_media_dvd_plus_count,
	data_media_bd_count;

#endif
