/* SPDX-License-Identifier: MIT */
/* format_data.h: MsftDiscFormat2Data, in three files: its properties, what it tells of media, Write. */
#ifndef ENGINE_IMAPI2_FORMAT_DATA_H
#define ENGINE_IMAPI2_FORMAT_DATA_H

#include <pthread.h>

#include "engine/imapi2/format.h"

struct format_data {
	struct disc_format format;     /* IDiscFormat2Data */
	struct com_facet verification; /* IBurnVerification */
	bool postgap_in_image, force_close, no_dvd_compatibility, force_overwrite;
	IMAPI_BURN_VERIFICATION_LEVEL level;
	pthread_mutex_t lock;	    /* of the job, which another thread may cancel */
	struct br_format_data *job; /* of the Write under way, else NULL */
	uint64_t began_ns;	    /* when it was begun */
};

/* What media tell: format_data_media.c. */
HRESULT data_get_status(IDiscFormat2Data *This, IMAPI_FORMAT2_DATA_MEDIA_STATE *value);
HRESULT data_get_protection(IDiscFormat2Data *This, IMAPI_MEDIA_WRITE_PROTECT_STATE *value);
HRESULT data_get_total(IDiscFormat2Data *This, LONG *value);
HRESULT data_get_free(IDiscFormat2Data *This, LONG *value);
HRESULT data_get_next(IDiscFormat2Data *This, LONG *value);
HRESULT data_get_previous_start(IDiscFormat2Data *This, LONG *value);
HRESULT data_get_previous_last(IDiscFormat2Data *This, LONG *value);
HRESULT data_get_multisession(IDiscFormat2Data *This, SAFEARRAY **value);

/* data_tell: an event of the Write under way; @writing may be NULL. */
void data_tell(struct format_data *self, const struct br_transport *transport, LONG action,
	const struct br_write_progress *writing);

/*
 * data_burn_ranges: only these parts of a disc that can be written anywhere; sector n of @data is
 * sector n of the disc. format_data_ranges.c.
 */
struct br_outcome data_burn_ranges(struct format_data *self, struct imapi2_drive *drive,
	IStream *data, const struct br_block_range *ranges, ULONG count,
	HRESULT *ret_source_failure);

/*
 * data_verify: what was burned, as the level wants it: the state of disc and tracks, and sectors
 * compared with the stream: samples (quick), or all (full). format_data_verify.c.
 * @ranges  NULL: all of the stream, from @start_lba.
 */
struct data_burned {
	struct imapi2_drive *drive;
	IStream *data;
	int32_t start_lba;
	const struct br_block_range *ranges;
	ULONG count;
};
HRESULT data_verify(struct format_data *self, const struct data_burned *burned);

/* Writing: format_data_write.c. */
HRESULT data_write(IDiscFormat2Data *This, IStream *data);
HRESULT data_cancel(IDiscFormat2Data *This);
bool data_is_writing(struct format_data *self);

#endif
