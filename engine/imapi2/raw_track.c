/* SPDX-License-Identifier: MIT */
/* A track of a raw image: IRawCDImageTrackInfo. */
#include "engine/imapi2/raw_image.h"

#define INDEX_SECTORS_MIN 10

struct raw_track {
	struct com_object object;
	struct raw_image *image; /* a reference */
	unsigned at;
};

static struct raw_image *image_of(void *This)
{
	return ((struct raw_track *)com_object_of(This))->image;
}

static struct cd_image_track *track_of(void *This)
{
	const struct raw_track *self = com_object_of(This);

	return &self->image->image.tracks[self->at];
}

static LONG sectors_of(void *This)
{
	const struct raw_track *self = com_object_of(This);

	return self->image->data[self->at].blocks;
}

static HRESULT get_start(IRawCDImageTrackInfo *This, LONG *value)
{
	return com_number(track_of(This)->start_lba, value);
}

static HRESULT get_count(IRawCDImageTrackInfo *This, LONG *value)
{
	return com_number(sectors_of(This), value);
}

static HRESULT get_number(IRawCDImageTrackInfo *This, LONG *value)
{
	return com_number(track_of(This)->number, value);
}

static HRESULT get_type(IRawCDImageTrackInfo *This, IMAPI_CD_SECTOR_TYPE *value)
{
	(void)This;
	if (!value)
		return E_POINTER;
	*value = IMAPI_CD_SECTOR_AUDIO; /* there is no other */
	return S_OK;
}

/* As people write an ISRC: with hyphens between its four parts, which a disc does not have. */
#define ISRC_WRITTEN	 "CC-OOO-YY-NNNNN"
#define ISRC_WRITTEN_MAX (sizeof ISRC_WRITTEN - 1)

static HRESULT get_isrc(IRawCDImageTrackInfo *This, BSTR *value)
{
	const char *isrc = track_of(This)->isrc;
	char text[] = ISRC_WRITTEN;

	for (size_t i = 0; i < ISRC_WRITTEN_MAX && isrc[0]; i++)
		if (text[i] != '-')
			text[i] = *isrc++;
	return com_text_of(track_of(This)->isrc[0] ? text : "", value);
}

static void strip_hyphens(char *text)
{
	size_t length = 0;

	for (size_t i = 0; i < ISRC_WRITTEN_MAX; i++)
		if (ISRC_WRITTEN[i] != '-' || text[i] != '-')
			text[length++] = text[i];
	text[length] = '\0';
}

static HRESULT put_isrc(IRawCDImageTrackInfo *This, BSTR value)
{
	char text[ISRC_WRITTEN_MAX + 1];
	HRESULT result = raw_image_may_change(image_of(This));

	if (FAILED(result))
		return result;
	if (!raw_image_text(value, text, ISRC_WRITTEN_MAX))
		return E_INVALIDARG;
	if (strlen(text) == ISRC_WRITTEN_MAX)
		strip_hyphens(text);
	if (text[0] && !cd_image_is_isrc(text))
		return E_INVALIDARG;
	memcpy(track_of(This)->isrc, text, CD_IMAGE_ISRC_SIZE + 1);
	return S_OK;
}

static HRESULT get_copy(IRawCDImageTrackInfo *This, IMAPI_CD_TRACK_DIGITAL_COPY_SETTING *value)
{
	if (!value)
		return E_POINTER;
	*value = (IMAPI_CD_TRACK_DIGITAL_COPY_SETTING)track_of(This)->copy;
	return S_OK;
}

static HRESULT put_copy(IRawCDImageTrackInfo *This, IMAPI_CD_TRACK_DIGITAL_COPY_SETTING value)
{
	HRESULT result = raw_image_may_change(image_of(This));

	if (SUCCEEDED(result) && (unsigned)value > IMAPI_CD_TRACK_DIGITAL_COPY_SCMS)
		result = E_INVALIDARG;
	if (SUCCEEDED(result))
		track_of(This)->copy = (enum cd_image_copy)value;
	return result;
}

static HRESULT get_preemphasis(IRawCDImageTrackInfo *This, VARIANT_BOOL *value)
{
	return com_boolean(track_of(This)->preemphasis, value);
}

static HRESULT put_preemphasis(IRawCDImageTrackInfo *This, VARIANT_BOOL value)
{
	HRESULT result = raw_image_may_change(image_of(This));

	if (SUCCEEDED(result))
		track_of(This)->preemphasis = value != 0;
	return result;
}

/* ---- indexes ----------------------------------------------------------------------------- */

static HRESULT get_indexes(IRawCDImageTrackInfo *This, SAFEARRAY **value)
{
	const struct cd_image_track *track = track_of(This);
	VARIANT variants[CD_IMAGE_INDEXES_MAX];

	for (unsigned i = 0; i < track->index_count; i++)
		variants[i] = (VARIANT) { .vt = VT_I4, .lVal = track->index_offsets[i] };
	return com_array(variants, track->index_count, value);
}

/* The first index at or behind the offset. */
static unsigned find(const struct cd_image_track *track, LONG offset)
{
	unsigned at = 0;

	while (at < track->index_count && track->index_offsets[at] < offset)
		at++;
	return at;
}

static bool is_close(const struct cd_image_track *track, unsigned at, LONG offset, LONG sectors)
{
	LONG next = at < track->index_count ? track->index_offsets[at] : sectors;

	return offset - track->index_offsets[at - 1] < INDEX_SECTORS_MIN ||
	       next - offset < INDEX_SECTORS_MIN;
}

static HRESULT add_index(IRawCDImageTrackInfo *This, LONG offset)
{
	struct cd_image_track *track = track_of(This);
	unsigned at = find(track, offset);
	HRESULT result = raw_image_may_change(image_of(This));

	if (FAILED(result))
		return result;
	if (offset < 0 || offset >= sectors_of(This))
		return E_INVALIDARG;
	if (at < track->index_count && track->index_offsets[at] == offset)
		return S_IMAPI_RAW_IMAGE_TRACK_INDEX_ALREADY_EXISTS;
	if (track->index_count == CD_IMAGE_INDEXES_MAX)
		return E_IMAPI_RAW_IMAGE_TOO_MANY_TRACK_INDEXES;
	if (is_close(track, at, offset, sectors_of(This)))
		return E_IMAPI_RAW_IMAGE_TRACK_INDEX_TOO_CLOSE_TO_OTHER_INDEX;
	memmove(&track->index_offsets[at + 1], &track->index_offsets[at],
		(track->index_count - at) * sizeof *track->index_offsets);
	track->index_offsets[at] = offset;
	track->index_count++;
	return S_OK;
}

static HRESULT clear_index(IRawCDImageTrackInfo *This, LONG offset)
{
	struct cd_image_track *track = track_of(This);
	unsigned at = find(track, offset);
	HRESULT result = raw_image_may_change(image_of(This));

	if (FAILED(result))
		return result;
	if (offset == 0)
		return E_IMAPI_RAW_IMAGE_TRACK_INDEX_OFFSET_ZERO_CANNOT_BE_CLEARED;
	if (at == track->index_count || track->index_offsets[at] != offset)
		return E_IMAPI_RAW_IMAGE_TRACK_INDEX_NOT_FOUND;
	track->index_count--;
	memmove(&track->index_offsets[at], &track->index_offsets[at + 1],
		(track->index_count - at) * sizeof *track->index_offsets);
	return S_OK;
}

/* ------------------------------------------------------------------------------------------ */

static void destroy(struct com_object *object)
{
	com_release(((struct raw_track *)object)->image);
}

static const IRawCDImageTrackInfoVtbl vtable = {
	COM_DISPATCH,
	.get_StartingLba = get_start,
	.get_SectorCount = get_count,
	.get_TrackNumber = get_number,
	.get_SectorType = get_type,
	.get_ISRC = get_isrc,
	.put_ISRC = put_isrc,
	.get_DigitalAudioCopySetting = get_copy,
	.put_DigitalAudioCopySetting = put_copy,
	.get_AudioHasPreemphasis = get_preemphasis,
	.put_AudioHasPreemphasis = put_preemphasis,
	.get_TrackIndexes = get_indexes,
	.AddTrackIndex = add_index,
	.ClearTrackIndex = clear_index,
};

HRESULT raw_image_track(struct raw_image *image, unsigned at, IRawCDImageTrackInfo **ret_track)
{
	static const IID *const interfaces[] = { &IID_IRawCDImageTrackInfo, NULL };
	static const struct com_class class = {
		.interfaces = interfaces,
		.members = members_of_IRawCDImageTrackInfo,
		.destroy = destroy,
	};
	struct raw_track *self = com_create(sizeof *self, &class, &vtable);

	if (!self)
		return E_OUTOFMEMORY;
	com_add_reference(image);
	self->image = image;
	self->at = at;
	*ret_track = (IRawCDImageTrackInfo *)self;
	return S_OK;
}
