/* SPDX-License-Identifier: MIT */
/* format_data.h: MsftDiscFormat2Data, in three files: its properties, what it tells of media, Write. */
#ifndef ENGINE_IMAPI2_FORMAT_DATA_H
#define ENGINE_IMAPI2_FORMAT_DATA_H

#include "engine/imapi2/format.h"

struct format_data {
	struct disc_format format;     /* IDiscFormat2Data */
	struct com_facet verification; /* IBurnVerification */
	bool postgap_in_image, force_close, no_dvd_compatibility, force_overwrite;
	IMAPI_BURN_VERIFICATION_LEVEL level;
	struct br_format_data *job; /* atomic; of the Write under way, else NULL */
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

/* data_status_of: as a bit mask. */
LONG data_status_of(const struct br_medium *medium);

/* Writing: format_data_write.c. */
HRESULT data_write(IDiscFormat2Data *This, IStream *data);
HRESULT data_cancel(IDiscFormat2Data *This);
bool data_is_writing(const struct format_data *self);

#endif
