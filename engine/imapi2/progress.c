/* SPDX-License-Identifier: MIT */
/* The arguments of write events: the numbers of one moment. */
#include "engine/imapi2/dispatch.h"
#include "engine/imapi2/objects.h"

struct progress {
	struct com_object object;
	struct br_write_progress writing;
	struct progress_seconds seconds;
};

static HRESULT get_start(void *This, LONG *value)
{
	return com_number(((struct progress *)com_object_of(This))->writing.start_lba, value);
}

static HRESULT get_count(void *This, LONG *value)
{
	return com_number(((struct progress *)com_object_of(This))->writing.sector_count, value);
}

static HRESULT get_read(void *This, LONG *value)
{
	return com_number(((struct progress *)com_object_of(This))->writing.last_read_lba, value);
}

static HRESULT get_written(void *This, LONG *value)
{
	return com_number(
		((struct progress *)com_object_of(This))->writing.last_written_lba, value);
}

static HRESULT get_total_buffer(void *This, LONG *value)
{
	return com_number(
		((struct progress *)com_object_of(This))->writing.total_system_buffer, value);
}

static HRESULT get_used_buffer(void *This, LONG *value)
{
	return com_number(
		((struct progress *)com_object_of(This))->writing.used_system_buffer, value);
}

static HRESULT get_free_buffer(void *This, LONG *value)
{
	return com_number(
		((struct progress *)com_object_of(This))->writing.free_system_buffer, value);
}

static HRESULT get_elapsed(IDiscFormat2DataEventArgs *This, LONG *value)
{
	return com_number(((struct progress *)com_object_of(This))->seconds.elapsed, value);
}

static HRESULT get_remaining(IDiscFormat2DataEventArgs *This, LONG *value)
{
	return com_number(((struct progress *)com_object_of(This))->seconds.remaining, value);
}

static HRESULT get_total(IDiscFormat2DataEventArgs *This, LONG *value)
{
	return com_number(((struct progress *)com_object_of(This))->seconds.total, value);
}

static HRESULT get_action(IDiscFormat2DataEventArgs *This, IMAPI_FORMAT2_DATA_WRITE_ACTION *value)
{
	if (!value)
		return E_POINTER;
	*value = ((struct progress *)com_object_of(This))->seconds.action;
	return S_OK;
}

#define WRITING                                                                                 \
	.get_StartLba = COM_METHOD(get_start), .get_SectorCount = COM_METHOD(get_count),        \
	.get_LastReadLba = COM_METHOD(get_read), .get_LastWrittenLba = COM_METHOD(get_written), \
	.get_TotalSystemBuffer = COM_METHOD(get_total_buffer),                                  \
	.get_UsedSystemBuffer = COM_METHOD(get_used_buffer),                                    \
	.get_FreeSystemBuffer = COM_METHOD(get_free_buffer)

void *progress_create(const struct br_write_progress *writing)
{
	static const IWriteEngine2EventArgsVtbl vtable = {
		COM_DISPATCH,
		WRITING,
	};
	static const IID *const interfaces[] = { &IID_IWriteEngine2EventArgs, NULL };
	static const struct com_class class = {
		.interfaces = interfaces,
		.members = members_of_IWriteEngine2EventArgs,
	};
	struct progress *self = com_create(sizeof *self, &class, &vtable);

	if (self)
		self->writing = *writing;
	return self;
}

void *progress_create_data(
	const struct br_write_progress *writing, const struct progress_seconds *seconds)
{
	static const IDiscFormat2DataEventArgsVtbl vtable = {
		COM_DISPATCH,
		WRITING,
		.get_ElapsedTime = get_elapsed,
		.get_RemainingTime = get_remaining,
		.get_TotalTime = get_total,
		.get_CurrentAction = get_action,
	};
	static const IID *const interfaces[] = { &IID_IDiscFormat2DataEventArgs,
		&IID_IWriteEngine2EventArgs, NULL };
	static const struct com_class class = {
		.interfaces = interfaces,
		.members = members_of_IDiscFormat2DataEventArgs,
	};
	struct progress *self = com_create(sizeof *self, &class, &vtable);

	if (self) {
		self->writing = *writing;
		self->seconds = *seconds;
	}
	return self;
}
