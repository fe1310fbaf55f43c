/* SPDX-License-Identifier: MIT */
/* MsftWriteEngine2. */
#include "burnengine/write_engine.h"

#include "engine/imapi2/dispatch.h"
#include "engine/imapi2/events.h"
#include "engine/imapi2/objects.h"
#include "engine/imapi2/recorder.h"
#include "engine/imapi2/stream.h"

#define EVENT_UPDATE 0x100

struct engine {
	struct com_object object;
	struct com_events events;
	struct br_write_engine *engine;
	IDiscRecorder2Ex *recorder;
};

static HRESULT result_of(struct br_outcome outcome)
{
	return br_outcome_hresult(&outcome);
}

static void update(
	void *context, struct br_write_engine *engine, const struct br_write_progress *writing)
{
	struct engine *self = context;
	void *progress;

	(void)engine;
	if (!events_wanted(&self->events))
		return;
	progress = progress_create(PROGRESS_OF_ENGINE, writing, NULL);
	if (!progress)
		return;
	events_update(&self->events, EVENT_UPDATE, self, progress);
	com_release(progress);
}

static HRESULT write_section(IWriteEngine2 *This, IStream *data, LONG start_lba, LONG count)
{
	struct engine *self = com_object_of(This);
	struct com_source source;
	struct imapi2_drive *drive;
	HRESULT result;

	if (!data)
		return E_POINTER;
	if (!self->recorder)
		return E_IMAPI_RECORDER_REQUIRED;
	result = recorder_drive(com_object_of(self->recorder), &drive);
	if (FAILED(result))
		return result;
	source = com_source(data, UINT64_MAX);
	return com_source_result(&source,
		br_write_engine_write_section(self->engine, &source.base, start_lba, count));
}

static HRESULT cancel_write(IWriteEngine2 *This)
{
	struct engine *self = com_object_of(This);

	return br_write_engine_cancel(self->engine) ? S_OK : S_IMAPI_WRITE_NOT_IN_PROGRESS;
}

static HRESULT put_recorder(IWriteEngine2 *This, IDiscRecorder2Ex *value)
{
	struct engine *self = com_object_of(This);
	struct disc_recorder *recorder = recorder_of(value);
	struct imapi2_drive *drive;
	HRESULT result;

	if (!value)
		return E_POINTER;
	if (!recorder)
		return E_INVALIDARG;
	result = recorder_drive(recorder, &drive);
	if (SUCCEEDED(result))
		result = result_of(
			br_write_engine_set_recorder(self->engine, drive_recorder(drive)));
	if (FAILED(result))
		return result == E_POINTER ? E_INVALIDARG : result;
	IDiscRecorder2Ex_AddRef(value);
	if (self->recorder)
		IDiscRecorder2Ex_Release(self->recorder);
	self->recorder = value;
	return S_OK;
}

static HRESULT get_recorder(IWriteEngine2 *This, IDiscRecorder2Ex **value)
{
	return com_give(((struct engine *)com_object_of(This))->recorder, (void **)value);
}

static HRESULT put_streaming(IWriteEngine2 *This, VARIANT_BOOL value)
{
	const struct engine *self = com_object_of(This);

	return result_of(br_write_engine_set_use_streaming_write12(self->engine, value != 0));
}

static HRESULT get_streaming(IWriteEngine2 *This, VARIANT_BOOL *value)
{
	const struct engine *self = com_object_of(This);

	return com_boolean(br_write_engine_use_streaming_write12(self->engine), value);
}

static HRESULT put_starting(IWriteEngine2 *This, LONG value)
{
	const struct engine *self = com_object_of(This);

	return result_of(br_write_engine_set_starting_sectors_per_second(self->engine, value));
}

static HRESULT get_starting(IWriteEngine2 *This, LONG *value)
{
	const struct engine *self = com_object_of(This);

	return com_number(br_write_engine_starting_sectors_per_second(self->engine), value);
}

static HRESULT put_ending(IWriteEngine2 *This, LONG value)
{
	const struct engine *self = com_object_of(This);

	return result_of(br_write_engine_set_ending_sectors_per_second(self->engine, value));
}

static HRESULT get_ending(IWriteEngine2 *This, LONG *value)
{
	const struct engine *self = com_object_of(This);

	return com_number(br_write_engine_ending_sectors_per_second(self->engine), value);
}

static HRESULT put_bytes(IWriteEngine2 *This, LONG value)
{
	const struct engine *self = com_object_of(This);

	return result_of(br_write_engine_set_bytes_per_sector(self->engine, value));
}

static HRESULT get_bytes(IWriteEngine2 *This, LONG *value)
{
	const struct engine *self = com_object_of(This);

	return com_number(br_write_engine_bytes_per_sector(self->engine), value);
}

static HRESULT get_in_progress(IWriteEngine2 *This, VARIANT_BOOL *value)
{
	const struct engine *self = com_object_of(This);

	return com_boolean(br_write_engine_write_in_progress(self->engine), value);
}

static void destroy(struct com_object *object)
{
	struct engine *self = (struct engine *)object;

	br_write_engine_destroy(self->engine);
	events_release(&self->events);
	if (self->recorder)
		IDiscRecorder2Ex_Release(self->recorder);
}

static const IWriteEngine2Vtbl vtable = {
	COM_DISPATCH,
	.WriteSection = write_section,
	.CancelWrite = cancel_write,
	.put_Recorder = put_recorder,
	.get_Recorder = get_recorder,
	.put_UseStreamingWrite12 = put_streaming,
	.get_UseStreamingWrite12 = get_streaming,
	.put_StartingSectorsPerSecond = put_starting,
	.get_StartingSectorsPerSecond = get_starting,
	.put_EndingSectorsPerSecond = put_ending,
	.get_EndingSectorsPerSecond = get_ending,
	.put_BytesPerSector = put_bytes,
	.get_BytesPerSector = get_bytes,
	.get_WriteInProgress = get_in_progress,
};

HRESULT write_engine_create(REFIID iid, void **ret_object)
{
	static const IID *const interfaces[] = { &IID_IWriteEngine2, NULL };
	static const struct com_other others[] = { COM_EVENTS(struct engine), { 0 } };
	static const struct com_class class = {
		.interfaces = interfaces,
		.others = others,
		.members = members_of_IWriteEngine2,
		.destroy = destroy,
	};
	struct engine *self = com_create(sizeof *self, &class, &vtable);
	HRESULT result = E_OUTOFMEMORY;

	if (!self)
		return E_OUTOFMEMORY;
	self->events.events_id = &IID_DWriteEngine2Events;
	self->engine = br_write_engine_create(NULL);
	if (self->engine) {
		br_write_engine_on_update(self->engine, update, self);
		result = com_query_interface(self, iid, ret_object);
	}
	com_release(self);
	return result;
}
