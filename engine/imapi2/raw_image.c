/* SPDX-License-Identifier: MIT */
/* MsftRawCDImageCreator. */
#include "engine/imapi2/raw_image.h"

#include "engine/imapi2/objects.h"

#define LEAD_OUT_MAX	  398100 /* behind LBA 398099, 88:29:74 */
#define LIMIT_MAX	  398099 /* the largest that put_StartOfLeadoutLimit takes */
#define PRE_GAP_LAST_MAX  397799 /* a shortest track and the lead-out must fit behind */
#define TRACK_SECTORS_MIN 300
#define PRE_GAP_SECTORS	  150
#define SUBCODE_BYTES	  96

static struct raw_image *of(void *This)
{
	return com_object_of(This);
}

HRESULT raw_image_may_change(const struct raw_image *image)
{
	return image->read_only ? E_IMAPI_RAW_IMAGE_IS_READ_ONLY : S_OK;
}

/* What may only be set before there are tracks. */
static HRESULT may_lay_out(const struct raw_image *self)
{
	if (self->read_only)
		return E_IMAPI_RAW_IMAGE_IS_READ_ONLY;
	return self->image.track_count ? E_IMAPI_RAW_IMAGE_TRACKS_ALREADY_ADDED : S_OK;
}

bool raw_image_text(BSTR from, char *to, size_t max)
{
	size_t length = from ? wcslen(from) : 0;

	if (length > max)
		return false;
	for (size_t i = 0; i < length; i++)
		to[i] = from[i] > 0 && from[i] < 0x80 ? (char)from[i] : '?';
	to[length] = '\0';
	return true;
}

/* ---- what it is made of ------------------------------------------------------------------ */

static HRESULT take_stream(IStream *stream, int32_t sectors_min, struct raw_source *ret_source)
{
	uint64_t bytes = 0;
	HRESULT result;

	if (!stream)
		return E_POINTER;
	result = com_stream_bytes(stream, &bytes);
	if (FAILED(result))
		return result;
	if (bytes % BR_CD_SECTOR_BYTES != 0 || bytes / BR_CD_SECTOR_BYTES < (uint64_t)sectors_min)
		return E_INVALIDARG;
	if (bytes / BR_CD_SECTOR_BYTES > LEAD_OUT_MAX + PRE_GAP_SECTORS)
		return E_IMAPI_RAW_IMAGE_INSUFFICIENT_SPACE;
	*ret_source = (struct raw_source) {
		.stream = stream,
		.blocks = (int32_t)(bytes / BR_CD_SECTOR_BYTES),
	};
	return S_OK;
}

static int32_t end_of(const struct raw_image *self)
{
	const struct raw_source *last;

	if (!self->image.track_count)
		return CD_IMAGE_PROGRAM_LBA + self->pre_gap.blocks;
	last = &self->data[self->image.track_count - 1];
	return last->start_lba + last->blocks;
}

/* The first track follows its pre-gap; the others have one of silence or of what was before. */
static void place(struct raw_image *self, unsigned at, struct raw_source *source)
{
	struct cd_image_track *track = &self->image.tracks[at];
	int32_t end_lba = end_of(self);

	source->start_lba = at && !self->gapless ? end_lba + PRE_GAP_SECTORS : end_lba;
	*track = (struct cd_image_track) {
		.number = (uint8_t)(self->first_number + (LONG)at),
		.pre_gap_lba = at ? source->start_lba - PRE_GAP_SECTORS : CD_IMAGE_PROGRAM_LBA,
		.start_lba = source->start_lba,
		.index_count = 1,
	};
}

static HRESULT add_track(
	IRawCDImageCreator *This, IMAPI_CD_SECTOR_TYPE type, IStream *data, LONG *ret_index)
{
	struct raw_image *self = of(This);
	unsigned at = self->image.track_count;
	struct raw_source source;
	HRESULT result = raw_image_may_change(self);

	if (SUCCEEDED(result) && !ret_index)
		result = E_POINTER;
	if (SUCCEEDED(result) && type != IMAPI_CD_SECTOR_AUDIO)
		result = E_IMAPI_RAW_IMAGE_SECTOR_TYPE_NOT_SUPPORTED;
	if (SUCCEEDED(result) && self->first_number + (LONG)at > CD_IMAGE_TRACKS_MAX)
		result = E_IMAPI_RAW_IMAGE_TOO_MANY_TRACKS;
	if (SUCCEEDED(result))
		result = take_stream(data, TRACK_SECTORS_MIN, &source);
	if (FAILED(result))
		return result;
	place(self, at, &source);
	if (source.start_lba + source.blocks > self->lead_out_limit)
		return E_IMAPI_RAW_IMAGE_INSUFFICIENT_SPACE;
	IStream_AddRef(data);
	self->data[at] = source;
	self->image.track_count++;
	self->image.lead_out_lba = end_of(self);
	*ret_index = (LONG)at + 1;
	return S_OK;
}

static HRESULT add_pre_gap(IRawCDImageCreator *This, IStream *data)
{
	struct raw_image *self = of(This);
	struct raw_source source;
	HRESULT result = may_lay_out(self);

	if (SUCCEEDED(result))
		result = take_stream(data, PRE_GAP_SECTORS, &source);
	if (FAILED(result))
		return result;
	source.start_lba = CD_IMAGE_PROGRAM_LBA;
	if (source.start_lba + source.blocks - 1 > PRE_GAP_LAST_MAX)
		return E_IMAPI_RAW_IMAGE_INSUFFICIENT_SPACE;
	IStream_AddRef(data);
	if (self->pre_gap.stream)
		IStream_Release(self->pre_gap.stream);
	self->pre_gap = source;
	return S_OK;
}

static HRESULT add_subcode(IRawCDImageCreator *This, IStream *subcode)
{
	struct raw_image *self = of(This);
	HRESULT result = raw_image_may_change(self);

	if (FAILED(result))
		return result;
	if (self->type == IMAPI_FORMAT2_RAW_CD_SUBCODE_PQ_ONLY)
		return E_INVALIDARG;
	if (subcode)
		IStream_AddRef(subcode);
	if (self->subcode)
		IStream_Release(self->subcode);
	self->subcode = subcode;
	return S_OK;
}

/* Sub-channels for all sectors or for none. */
static HRESULT check_subcode(const struct raw_image *self)
{
	uint64_t bytes = 0;
	HRESULT result;

	if (!self->subcode)
		return S_OK;
	result = com_stream_bytes(self->subcode, &bytes);
	if (FAILED(result))
		return result;
	return bytes == (uint64_t)raw_image_sectors(self) * SUBCODE_BYTES ? S_OK : E_INVALIDARG;
}

static HRESULT create_image(IRawCDImageCreator *This, IStream **ret_stream)
{
	struct raw_image *self = of(This);
	HRESULT result = raw_image_may_change(self);

	if (!ret_stream)
		return E_POINTER;
	*ret_stream = NULL;
	if (SUCCEEDED(result) && !self->image.track_count)
		result = E_IMAPI_RAW_IMAGE_NO_TRACKS;
	if (SUCCEEDED(result))
		result = check_subcode(self);
	if (SUCCEEDED(result))
		result = com_stream_generated(self, raw_image_generate,
			(uint64_t)raw_image_sectors(self) *
				br_cd_raw_bytes((enum br_cd_raw_type)self->type),
			ret_stream);
	if (SUCCEEDED(result))
		self->read_only = true;
	return result;
}

/* ---- properties -------------------------------------------------------------------------- */

static HRESULT put_type(IRawCDImageCreator *This, IMAPI_FORMAT2_RAW_CD_DATA_SECTOR_TYPE value)
{
	struct raw_image *self = of(This);
	HRESULT result = raw_image_may_change(self);

	if (SUCCEEDED(result) &&
		(!br_cd_raw_bytes((enum br_cd_raw_type)value) ||
			(value == IMAPI_FORMAT2_RAW_CD_SUBCODE_PQ_ONLY && self->subcode)))
		result = E_INVALIDARG;
	if (SUCCEEDED(result))
		self->type = value;
	return result;
}

static HRESULT get_type(IRawCDImageCreator *This, IMAPI_FORMAT2_RAW_CD_DATA_SECTOR_TYPE *value)
{
	if (!value)
		return E_POINTER;
	*value = of(This)->type;
	return S_OK;
}

static HRESULT get_lead_out(IRawCDImageCreator *This, LONG *value)
{
	const struct raw_image *self = of(This);

	return self->image.track_count || !value ? com_number(self->image.lead_out_lba, value)
						 : E_IMAPI_RAW_IMAGE_NO_TRACKS;
}

static HRESULT put_limit(IRawCDImageCreator *This, LONG value)
{
	struct raw_image *self = of(This);
	HRESULT result = raw_image_may_change(self);

	if (SUCCEEDED(result) && (value < 0 || value > LIMIT_MAX))
		result = E_INVALIDARG;
	if (SUCCEEDED(result) && self->image.track_count && self->image.lead_out_lba > value)
		result = E_IMAPI_RAW_IMAGE_INSUFFICIENT_SPACE;
	if (SUCCEEDED(result))
		self->lead_out_limit = value;
	return result;
}

/* Who sets none has room for a last sector at the largest that can be set. */
static HRESULT get_limit(IRawCDImageCreator *This, LONG *value)
{
	LONG limit = of(This)->lead_out_limit;

	return com_number(limit > LIMIT_MAX ? LIMIT_MAX : limit, value);
}

static HRESULT put_gapless(IRawCDImageCreator *This, VARIANT_BOOL value)
{
	HRESULT result = may_lay_out(of(This));

	if (SUCCEEDED(result))
		of(This)->gapless = value != 0;
	return result;
}

static HRESULT get_gapless(IRawCDImageCreator *This, VARIANT_BOOL *value)
{
	return com_boolean(of(This)->gapless, value);
}

/* Leading zeros may be left out, for scripts to which it is a number. */
static void fill_with_zeros(char *text, size_t size)
{
	size_t length = strlen(text);

	memmove(text + size - length, text, length + 1);
	memset(text, '0', size - length);
}

static HRESULT put_catalogue(IRawCDImageCreator *This, BSTR value)
{
	struct raw_image *self = of(This);
	char text[CD_IMAGE_CATALOGUE_SIZE + 1];
	HRESULT result = raw_image_may_change(self);

	if (FAILED(result))
		return result;
	if (!raw_image_text(value, text, CD_IMAGE_CATALOGUE_SIZE))
		return E_INVALIDARG;
	if (text[0])
		fill_with_zeros(text, CD_IMAGE_CATALOGUE_SIZE);
	if (text[0] && !cd_image_is_catalogue(text))
		return E_INVALIDARG;
	memcpy(self->image.catalogue, text, sizeof text);
	return S_OK;
}

static HRESULT get_catalogue(IRawCDImageCreator *This, BSTR *value)
{
	return com_text_of(of(This)->image.catalogue, value);
}

static HRESULT put_first_number(IRawCDImageCreator *This, LONG value)
{
	struct raw_image *self = of(This);
	HRESULT result = may_lay_out(self);

	if (SUCCEEDED(result) && (value < 1 || value > CD_IMAGE_TRACKS_MAX))
		result = E_INVALIDARG;
	if (SUCCEEDED(result))
		self->first_number = value;
	return result;
}

static HRESULT get_first_number(IRawCDImageCreator *This, LONG *value)
{
	return com_number(of(This)->first_number, value);
}

static HRESULT get_track(IRawCDImageCreator *This, LONG index, IRawCDImageTrackInfo **value)
{
	struct raw_image *self = of(This);

	if (!value)
		return E_POINTER;
	*value = NULL;
	if (index < 1 || index > (LONG)self->image.track_count)
		return E_INVALIDARG;
	return raw_image_track(self, (unsigned)index - 1, value);
}

static HRESULT get_count(IRawCDImageCreator *This, LONG *value)
{
	return com_number(of(This)->image.track_count, value);
}

static HRESULT get_last_sector(IRawCDImageCreator *This, LONG *value)
{
	const struct raw_image *self = of(This);

	return self->image.track_count || !value
		       ? com_number((int64_t)self->image.lead_out_lba - 1, value)
		       : E_IMAPI_RAW_IMAGE_NO_TRACKS;
}

static HRESULT get_toc(IRawCDImageCreator *This, SAFEARRAY **value)
{
	struct raw_image *self = of(This);
	struct format_cd_entry entries[CD_IMAGE_TRACKS_MAX];

	if (!value)
		return E_POINTER;
	if (!self->image.track_count)
		return E_IMAPI_RAW_IMAGE_NO_TRACKS;
	for (unsigned i = 0; i < self->image.track_count; i++)
		entries[i] = (struct format_cd_entry) {
			.number = self->image.tracks[i].number,
			.control = cd_image_control(&self->image.tracks[i]),
			.lba = self->image.tracks[i].start_lba,
		};
	return format_cd_toc(
		&self->toc, entries, self->image.track_count, self->image.lead_out_lba, value);
}

/* ------------------------------------------------------------------------------------------ */

static void destroy(struct com_object *object)
{
	struct raw_image *self = (struct raw_image *)object;

	if (self->pre_gap.stream)
		IStream_Release(self->pre_gap.stream);
	for (unsigned i = 0; i < self->image.track_count; i++)
		IStream_Release(self->data[i].stream);
	if (self->subcode)
		IStream_Release(self->subcode);
}

static const IRawCDImageCreatorVtbl vtable = {
	COM_DISPATCH,
	.CreateResultImage = create_image,
	.AddTrack = add_track,
	.AddSpecialPregap = add_pre_gap,
	.AddSubcodeRWGenerator = add_subcode,
	.put_ResultingImageType = put_type,
	.get_ResultingImageType = get_type,
	.get_StartOfLeadout = get_lead_out,
	.put_StartOfLeadoutLimit = put_limit,
	.get_StartOfLeadoutLimit = get_limit,
	.put_DisableGaplessAudio = put_gapless,
	.get_DisableGaplessAudio = get_gapless,
	.put_MediaCatalogNumber = put_catalogue,
	.get_MediaCatalogNumber = get_catalogue,
	.put_StartingTrackNumber = put_first_number,
	.get_StartingTrackNumber = get_first_number,
	.get_TrackInfo = get_track,
	.get_NumberOfExistingTracks = get_count,
	.get_LastUsedUserSectorInImage = get_last_sector,
	.get_ExpectedTableOfContents = get_toc,
};

HRESULT raw_image_create(REFIID iid, void **ret_object)
{
	static const IID *const interfaces[] = { &IID_IRawCDImageCreator, NULL };
	static const struct com_class class = {
		.interfaces = interfaces,
		.members = members_of_IRawCDImageCreator,
		.destroy = destroy,
	};
	struct raw_image *self = com_create(sizeof *self, &class, &vtable);
	HRESULT result;

	if (!self)
		return E_OUTOFMEMORY;
	self->type = IMAPI_FORMAT2_RAW_CD_SUBCODE_IS_COOKED;
	self->lead_out_limit = LEAD_OUT_MAX;
	self->first_number = 1;
	self->pre_gap = (struct raw_source) { NULL, CD_IMAGE_PROGRAM_LBA, PRE_GAP_SECTORS };
	result = com_query_interface(self, iid, ret_object);
	com_release(self);
	return result;
}
