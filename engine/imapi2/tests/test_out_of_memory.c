/* SPDX-License-Identifier: MIT */
/*
 * Each allocation of each of these uses of IMAPI2 fails in turn: what was called says E_OUTOFMEMORY,
 * nothing is left behind, and the same works when there is memory again. An event that there is no
 * memory for is left out, and the burn goes on: nothing else is.
 */
#include "engine/imapi2/tests/failing_allocation.h"
#include "engine/imapi2/tests/walk.h"

#define SECTOR 2352

/* A call in a row of calls that ends with the first that fails. */
#define THEN(result, call)                 \
	do {                               \
		if (SUCCEEDED(result))     \
			(result) = (call); \
	} while (0)

static void let_go(void *object)
{
	if (object)
		IUnknown_Release((IUnknown *)object);
}

static HRESULT create(REFCLSID clsid, REFIID iid, void **ret_object)
{
	return CoCreateInstance(clsid, NULL, CLSCTX_ALL, iid, ret_object);
}

static HRESULT image_stream(ULONG bytes, IStream **ret_stream)
{
	*ret_stream = SHCreateMemStream(imapi_image, bytes);
	return *ret_stream ? S_OK : E_OUTOFMEMORY;
}

/* ---- what is told ------------------------------------------------------------------------ */

typedef HRESULT array_member(IDispatch *object, SAFEARRAY **value);
typedef HRESULT text_member(IDispatch *object, BSTR *value);

static HRESULT take_array(void *object, void *member)
{
	SAFEARRAY *array = NULL;
	HRESULT result = ((array_member *)member)(object, &array);
	LONG last = -1;

	THEN(result, SafeArrayGetUBound(array, 1, &last));
	for (LONG i = 0; i <= last && SUCCEEDED(result); i++) {
		VARIANT one;

		result = SafeArrayGetElement(array, &i, &one);
		if (SUCCEEDED(result)) {
			assert_false(V_VT(&one) == VT_DISPATCH && !V_DISPATCH(&one));
			VariantClear(&one);
		}
	}
	SafeArrayDestroy(array);
	return result;
}

static HRESULT take_text(void *object, void *member)
{
	BSTR text = NULL;
	HRESULT result = ((text_member *)member)(object, &text);

	if (SUCCEEDED(result))
		assert_true(SysStringLen(text) > 0);
	SysFreeString(text);
	return result;
}

static HRESULT tell_of_the_drive(struct walk *walk)
{
	HRESULT result = walk_create(walk);
	BSTR owner = NULL;

	if (FAILED(result))
		return result;
	const IDiscRecorder2Vtbl *recorder = walk->recorder->lpVtbl;
	void *const texts[] = { (void *)recorder->get_ActiveDiscRecorder,
		(void *)recorder->get_VendorId, (void *)recorder->get_ProductId,
		(void *)recorder->get_ProductRevision, (void *)recorder->get_VolumeName };
	void *const arrays[] = { (void *)recorder->get_SupportedFeaturePages,
		(void *)recorder->get_CurrentFeaturePages, (void *)recorder->get_SupportedProfiles,
		(void *)recorder->get_CurrentProfiles, (void *)recorder->get_SupportedModePages,
		(void *)recorder->get_VolumePathNames };

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		THEN(result, take_text(walk->recorder, texts[i]));
	for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++)
		THEN(result, take_array(walk->recorder, arrays[i]));
	THEN(result, IDiscRecorder2_get_ExclusiveAccessOwner(walk->recorder, &owner));
	SysFreeString(owner);
	return result;
}

HANDED_OUT(GetAdapterDescriptor, BYTE, )
HANDED_OUT(GetDeviceDescriptor, BYTE, )
HANDED_OUT(GetDiscInformation, BYTE, )
HANDED_OUT(GetTrackInformation, BYTE, 1 COMMA IMAPI_READ_TRACK_ADDRESS_TYPE_TRACK COMMA)
HANDED_OUT(GetFeaturePage, BYTE, IMAPI_FEATURE_PAGE_TYPE_CORE COMMA TRUE COMMA)
HANDED_OUT(GetModePage, BYTE,
	IMAPI_MODE_PAGE_TYPE_WRITE_PARAMETERS COMMA IMAPI_MODE_PAGE_REQUEST_TYPE_CURRENT_VALUES
		COMMA)
HANDED_OUT(GetSupportedFeaturePages, IMAPI_FEATURE_PAGE_TYPE, FALSE COMMA)
HANDED_OUT(GetSupportedProfiles, IMAPI_PROFILE_TYPE, FALSE COMMA)
HANDED_OUT(GetSupportedModePages, IMAPI_MODE_PAGE_TYPE,
	IMAPI_MODE_PAGE_REQUEST_TYPE_CURRENT_VALUES COMMA)

static HRESULT tell_of_the_device(struct walk *walk)
{
	static HRESULT (*const asks[])(struct walk * walk) = { ex_GetAdapterDescriptor,
		ex_GetDeviceDescriptor, ex_GetDiscInformation, ex_GetTrackInformation,
		ex_GetFeaturePage, ex_GetModePage, ex_GetSupportedFeaturePages,
		ex_GetSupportedProfiles, ex_GetSupportedModePages };
	VARIANT_BOOL blank;
	HRESULT result = walk_create(walk);

	THEN(result, IDiscFormat2Data_get_MediaPhysicallyBlank(walk->data, &blank)); /* waits */
	for (size_t i = 0; i < sizeof asks / sizeof *asks; i++)
		THEN(result, asks[i](walk));
	return result;
}

static HRESULT tell_of_the_disc(struct walk *walk)
{
	const IDiscFormat2DataVtbl *data;
	VARIANT_BOOL blank;
	HRESULT result = walk_create(walk);

	if (FAILED(result))
		return result;
	data = walk->data->lpVtbl;
	THEN(result, IDiscFormat2Data_get_MediaHeuristicallyBlank(walk->data, &blank));
	THEN(result, take_array(walk->data, (void *)data->get_SupportedMediaTypes));
	THEN(result, take_array(walk->data, (void *)data->get_SupportedWriteSpeeds));
	THEN(result, take_array(walk->data, (void *)data->get_SupportedWriteSpeedDescriptors));
	THEN(result, take_array(walk->data, (void *)data->get_MultisessionInterfaces));
	THEN(result, take_text(walk->data, (void *)data->get_ClientName));
	THEN(result, take_array(walk->raw, (void *)walk->raw->lpVtbl->get_SupportedSectorTypes));
	return result;
}

static HRESULT list_the_drives(struct walk *walk)
{
	IDiscMaster2 *master = NULL;
	IEnumVARIANT *list = NULL, *copy = NULL;
	BSTR id = NULL;
	VARIANT one = { .vt = VT_EMPTY };
	VARIANT_BOOL supported = 0;
	LONG count = 0;
	HRESULT result = create(&CLSID_MsftDiscMaster2, &IID_IDiscMaster2, (void **)&master);

	(void)walk;
	THEN(result, IDiscMaster2_get_Count(master, &count));
	THEN(result, IDiscMaster2_get_Item(master, count - 1, &id));
	if (SUCCEEDED(result))
		assert_true(SysStringLen(id) > 0);
	THEN(result, IDiscMaster2_get__NewEnum(master, &list));
	THEN(result, list->lpVtbl->Clone(list, &copy));
	THEN(result, copy->lpVtbl->Next(copy, 1, &one, NULL));
	if (SUCCEEDED(result))
		assert_true(V_VT(&one) == VT_BSTR && V_BSTR(&one));
	THEN(result, IDiscMaster2_get_IsSupportedEnvironment(master, &supported));
	if (SUCCEEDED(result))
		assert_int_equal(supported, -1);
	VariantClear(&one);
	SysFreeString(id);
	let_go(copy);
	let_go(list);
	let_go(master);
	return result;
}

/* ---- late binding ------------------------------------------------------------------------ */

static HRESULT call_by_name(struct walk *walk)
{
	VARIANT text = { .vt = VT_BSTR }, owner = { .vt = VT_EMPTY };
	HRESULT result = walk_create(walk);

	text.bstrVal = SysAllocString(L"Script");
	if (SUCCEEDED(result) && !text.bstrVal)
		result = E_OUTOFMEMORY;
	THEN(result, imapi_invoke((IDispatch *)walk->data, L"ClientName", DISPATCH_PROPERTYPUT,
			     &text, NULL));
	THEN(result, imapi_invoke((IDispatch *)walk->data, L"ClientName", DISPATCH_PROPERTYGET,
			     NULL, &owner));
	if (SUCCEEDED(result))
		assert_int_equal(wcscmp(V_BSTR(&owner), L"Script"), 0);
	VariantClear(&owner);
	VariantClear(&text);
	return result;
}

/* ---- streams ----------------------------------------------------------------------------- */

static HRESULT two_streams(IStream **parts)
{
	HRESULT result = image_stream(4096, &parts[0]);

	THEN(result, image_stream(8192, &parts[1]));
	return result;
}

static HRESULT concatenate(struct walk *walk)
{
	IStream *parts[2] = { NULL, NULL }, *copy = NULL;
	IStreamConcatenate *joined = NULL;
	BYTE bytes[16];
	ULONG got = 0;
	HRESULT result = two_streams(parts);

	(void)walk;
	THEN(result,
		create(&CLSID_MsftStreamConcatenate, &IID_IStreamConcatenate, (void **)&joined));
	THEN(result, IStreamConcatenate_Initialize2(joined, parts, 2));
	THEN(result, IStreamConcatenate_Append(joined, parts[0]));
	THEN(result, IStreamConcatenate_Clone(joined, &copy));
	THEN(result, IStream_Read(copy, bytes, sizeof bytes, &got));
	if (SUCCEEDED(result))
		assert_memory_equal(bytes, imapi_image, sizeof bytes);
	let_go(copy);
	let_go(joined);
	let_go(parts[0]);
	let_go(parts[1]);
	return result;
}

static HRESULT interleave(struct walk *walk)
{
	IStream *parts[2] = { NULL, NULL }, *copy = NULL;
	ULONG sizes[2] = { 1024, 2048 };
	IStreamInterleave *mixed = NULL;
	HRESULT result = two_streams(parts);

	(void)walk;
	THEN(result, create(&CLSID_MsftStreamInterleave, &IID_IStreamInterleave, (void **)&mixed));
	THEN(result, IStreamInterleave_Initialize(mixed, parts, sizes, 2));
	THEN(result, IStreamInterleave_Clone(mixed, &copy));
	let_go(copy);
	let_go(mixed);
	let_go(parts[0]);
	let_go(parts[1]);
	return result;
}

static HRESULT clone_made_stream(REFCLSID clsid)
{
	IStream *stream = NULL, *copy = NULL;
	HRESULT result = create(clsid, &IID_IStream, (void **)&stream);

	THEN(result, IStream_Clone(stream, &copy));
	let_go(copy);
	let_go(stream);
	return result;
}

static HRESULT clone_streams(struct walk *walk)
{
	IStream *file = NULL, *copy = NULL;
	HRESULT result = clone_made_stream(&CLSID_MsftStreamZero);

	(void)walk;
	THEN(result, clone_made_stream(&CLSID_MsftStreamPrng001));
	THEN(result, SHCreateStreamOnFileW(L"Makefile", STGM_READ, &file));
	THEN(result, IStream_Clone(file, &copy));
	let_go(copy);
	let_go(file);
	return result;
}

/* ---- burns ------------------------------------------------------------------------------- */

static void ignore(struct imapi_sink *self, IDispatch *object, IDispatch *progress)
{
	(void)self;
	(void)object;
	(void)progress;
}

static HRESULT advise(void *object, struct imapi_sink *sink)
{
	IConnectionPointContainer *container = NULL;
	IConnectionPoint *point = NULL;
	DWORD cookie;
	HRESULT result = IUnknown_QueryInterface(
		(IUnknown *)object, &IID_IConnectionPointContainer, (void **)&container);

	THEN(result,
		IConnectionPointContainer_FindConnectionPoint(container, sink->events_id, &point));
	THEN(result, IConnectionPoint_Advise(point, (IUnknown *)sink, &cookie));
	let_go(point);
	let_go(container);
	return result;
}

static HRESULT write_data(struct walk *walk, bool ranges, IMAPI_BURN_VERIFICATION_LEVEL level)
{
	static const struct br_block_range range = { 32, 63 };
	static struct imapi_sink sink;
	IBurnVerification *verification = NULL;
	IStream *stream = NULL, *whole = NULL;
	HRESULT result = walk_create(walk);

	sink = (struct imapi_sink) { { &imapi_sink_forwards }, &IID_DDiscFormat2DataEvents, ignore,
		.id = 0x200 };
	THEN(result, IDiscFormat2Data_QueryInterface(
			     walk->data, &IID_IBurnVerification, (void **)&verification));
	THEN(result, IBurnVerification_put_BurnVerificationLevel(verification, level));
	THEN(result, image_stream(IMAGE_BYTES, &whole));
	if (ranges)
		THEN(result, br_imapi2_create_ranged_stream(whole, &range, 1, &stream));
	THEN(result, advise(walk->data, &sink));
	THEN(result, IDiscFormat2Data_put_ForceOverwrite(walk->data, VARIANT_TRUE));
	THEN(result, IDiscFormat2Data_Write(walk->data, ranges ? stream : whole));
	let_go(stream);
	let_go(whole);
	let_go(verification);
	return result;
}

static HRESULT write_all(struct walk *walk)
{
	return write_data(walk, false, IMAPI_BURN_VERIFICATION_FULL);
}

static HRESULT write_with_samples(struct walk *walk)
{
	return write_data(walk, false, IMAPI_BURN_VERIFICATION_QUICK);
}

static HRESULT write_a_range(struct walk *walk)
{
	return write_data(walk, true, IMAPI_BURN_VERIFICATION_FULL);
}

static HRESULT erase(struct walk *walk)
{
	HRESULT result = walk_create(walk);

	THEN(result, IDiscFormat2Erase_EraseMedia(walk->erase));
	return result;
}

static HRESULT write_audio(struct walk *walk)
{
	IBurnVerification *verification = NULL;
	IStream *stream = NULL;
	HRESULT result = walk_create(walk);

	THEN(result, image_stream(320 * SECTOR, &stream));
	THEN(result, IDiscFormat2TrackAtOnce_QueryInterface(
			     walk->audio, &IID_IBurnVerification, (void **)&verification));
	THEN(result, IBurnVerification_put_BurnVerificationLevel(
			     verification, IMAPI_BURN_VERIFICATION_QUICK));
	THEN(result, IDiscFormat2TrackAtOnce_PrepareMedia(walk->audio));
	THEN(result, IDiscFormat2TrackAtOnce_AddAudioTrack(walk->audio, stream));
	THEN(result,
		take_array(walk->audio, (void *)walk->audio->lpVtbl->get_ExpectedTableOfContents));
	THEN(result, IDiscFormat2TrackAtOnce_ReleaseMedia(walk->audio));
	let_go(verification);
	let_go(stream);
	return result;
}

static HRESULT make_image(IStream *stream, IStream **ret_image)
{
	IRawCDImageCreator *creator = NULL;
	IRawCDImageTrackInfo *track = NULL;
	BSTR text = NULL;
	LONG index;
	HRESULT result =
		create(&CLSID_MsftRawCDImageCreator, &IID_IRawCDImageCreator, (void **)&creator);

	THEN(result, IRawCDImageCreator_AddTrack(creator, IMAPI_CD_SECTOR_AUDIO, stream, &index));
	THEN(result, IRawCDImageCreator_get_TrackInfo(creator, 1, &track));
	THEN(result, take_array(track, (void *)track->lpVtbl->get_TrackIndexes));
	THEN(result, IRawCDImageTrackInfo_get_ISRC(track, &text));
	THEN(result, take_array(creator, (void *)creator->lpVtbl->get_ExpectedTableOfContents));
	THEN(result, IRawCDImageCreator_CreateResultImage(creator, ret_image));
	SysFreeString(text);
	let_go(track);
	let_go(creator);
	return result;
}

static HRESULT write_raw(struct walk *walk)
{
	IStream *stream = NULL, *image = NULL;
	HRESULT result = walk_create(walk);

	THEN(result, image_stream(320 * SECTOR, &stream));
	THEN(result, make_image(stream, &image));
	THEN(result, IDiscFormat2RawCD_PrepareMedia(walk->raw));
	THEN(result, IDiscFormat2RawCD_WriteMedia(walk->raw, image));
	THEN(result, IDiscFormat2RawCD_ReleaseMedia(walk->raw));
	let_go(image);
	let_go(stream);
	return result;
}

static HRESULT write_section(struct walk *walk)
{
	IStream *stream = NULL;
	HRESULT result = walk_create(walk);

	THEN(result, image_stream(IMAGE_BYTES, &stream));
	THEN(result, IDiscFormat2Data_Write(walk->data, stream)); /* formats the disc */
	THEN(result,
		IStream_Seek(stream, (LARGE_INTEGER) { .QuadPart = 0 }, STREAM_SEEK_SET, NULL));
	THEN(result, IWriteEngine2_WriteSection(walk->engine, stream, 0, 64));
	let_go(stream);
	return result;
}

/* ---- each allocation in turn ------------------------------------------------------------- */

static struct use {
	const char *name, *medium;
	HRESULT (*run)(struct walk *walk);
	bool has_events; /* that may be left out */
} uses[] = {
	{ "tell of the drive", "dvd+r", tell_of_the_drive, false },
	{ "tell of the device", "dvd+r", tell_of_the_device, false },
	{ "tell of the disc", "bd-re-25", tell_of_the_disc, false },
	{ "list the drives", NULL, list_the_drives, false },
	{ "call by name", NULL, call_by_name, false },
	{ "concatenate", NULL, concatenate, false },
	{ "interleave", NULL, interleave, false },
	{ "clone streams", NULL, clone_streams, false },
	{ "write all", "dvd+rw", write_all, true },
	{ "write with samples", "dvd+r", write_with_samples, true },
	{ "write a range", "dvd+rw", write_a_range, true },
	{ "erase", "dvd+rw", erase, false },
	{ "erase a CD-RW", "cd-rw-80-high-speed", erase, false },
	{ "write audio", "cd-r-80", write_audio, false },
	{ "write raw", "cd-r-80", write_raw, false },
	{ "write a section", "bd-re-25", write_section, false },
};

/* True when there are so many. */
static bool fail_one(const struct use *use, unsigned at)
{
	struct walk walk;
	HRESULT result;
	bool failed;

	walk_open_drive(&walk, use->medium);
	walk.pause = failing_allocation_pause;
	walk.resume = failing_allocation_resume;
	failing_allocation_arm(at);
	result = use->run(&walk);
	walk_release(&walk);
	walk_close_drive(&walk); /* what is held for the drive goes with it */
	failed = failing_allocation_disarm();
	if (!failed || (use->has_events && SUCCEEDED(result))) {
		if (result != S_OK)
			fail_msg("%s: %08X with memory, %u", use->name, (unsigned)result, at);
	} else if (result != E_OUTOFMEMORY) {
		fail_msg("%s: %08X without the %u-th", use->name, (unsigned)result, at);
	}
	if (failing_allocation_left() > 0)
		fail_msg("%s: %u left without the %u-th", use->name, failing_allocation_left(), at);
	return failed;
}

static void fail_each(void **state)
{
	const struct use *use = *state;
	unsigned at = 1;

	while (fail_one(use, at))
		at++;
	assert_true(at > 5);
}

int main(void)
{
	struct CMUnitTest tests[sizeof uses / sizeof *uses];

	for (size_t i = 0; i < sizeof uses / sizeof *uses; i++)
		tests[i] = (struct CMUnitTest) { uses[i].name, fail_each, NULL, NULL, &uses[i] };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
