/* SPDX-License-Identifier: MIT */
/* The arguments of write events: the numbers of one moment. */
#include "engine/imapi2/dispatch.h"
#include "engine/imapi2/objects.h"

#define NS_PER_S UINT64_C(1000000000)

struct progress {
	struct com_object object;
	struct br_write_progress writing;
	struct progress_moment moment;
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

static HRESULT get_elapsed(void *This, LONG *value)
{
	return com_number(((struct progress *)com_object_of(This))->moment.elapsed, value);
}

static HRESULT get_remaining(void *This, LONG *value)
{
	return com_number(((struct progress *)com_object_of(This))->moment.remaining, value);
}

static HRESULT get_total(void *This, LONG *value)
{
	return com_number(((struct progress *)com_object_of(This))->moment.total, value);
}

static HRESULT get_track(void *This, LONG *value)
{
	return com_number(((struct progress *)com_object_of(This))->moment.track, value);
}

static HRESULT get_action(void *This, LONG *value)
{
	return com_number(((struct progress *)com_object_of(This))->moment.action, value);
}

#define WRITING                                                                                 \
	.get_StartLba = COM_METHOD(get_start), .get_SectorCount = COM_METHOD(get_count),        \
	.get_LastReadLba = COM_METHOD(get_read), .get_LastWrittenLba = COM_METHOD(get_written), \
	.get_TotalSystemBuffer = COM_METHOD(get_total_buffer),                                  \
	.get_UsedSystemBuffer = COM_METHOD(get_used_buffer),                                    \
	.get_FreeSystemBuffer = COM_METHOD(get_free_buffer)

#define SECONDS                                                                                  \
	.get_CurrentAction = COM_METHOD(get_action), .get_ElapsedTime = COM_METHOD(get_elapsed), \
	.get_RemainingTime = COM_METHOD(get_remaining)

static const IWriteEngine2EventArgsVtbl engine_vtable = {
	COM_DISPATCH,
	WRITING,
};

static const IDiscFormat2DataEventArgsVtbl data_vtable = {
	COM_DISPATCH,
	WRITING,
	SECONDS,
	.get_TotalTime = COM_METHOD(get_total),
};

static const IDiscFormat2TrackAtOnceEventArgsVtbl audio_vtable = {
	COM_DISPATCH,
	WRITING,
	SECONDS,
	.get_CurrentTrackNumber = COM_METHOD(get_track),
};

static const IDiscFormat2RawCDEventArgsVtbl raw_vtable = {
	COM_DISPATCH,
	WRITING,
	SECONDS,
};

#define KIND(interface, table)                                                                  \
	{                                                                                       \
		{ (const IID *const[]) { &IID_##interface, &IID_IWriteEngine2EventArgs, NULL }, \
			.members = members_of_##interface },                                    \
			&(table)                                                                \
	}

static const struct {
	struct com_class class;
	const void *vtable;
} kinds[] = {
	[PROGRESS_OF_ENGINE] = KIND(IWriteEngine2EventArgs, engine_vtable),
	[PROGRESS_OF_DATA] = KIND(IDiscFormat2DataEventArgs, data_vtable),
	[PROGRESS_OF_AUDIO] = KIND(IDiscFormat2TrackAtOnceEventArgs, audio_vtable),
	[PROGRESS_OF_RAW_CD] = KIND(IDiscFormat2RawCDEventArgs, raw_vtable),
};

void *progress_create(enum progress_kind kind, const struct br_write_progress *writing,
	const struct progress_moment *moment)
{
	struct progress *self = com_create(sizeof *self, &kinds[kind].class, kinds[kind].vtable);

	if (self && writing)
		self->writing = *writing;
	if (self && moment)
		self->moment = *moment;
	return self;
}

struct progress_moment progress_moment(
	uint64_t elapsed_ns, LONG action, const struct br_write_progress *writing)
{
	struct progress_moment moment = {
		.elapsed = (LONG)(elapsed_ns / NS_PER_S),
		.action = action,
	};

	if (writing && writing->remaining_valid)
		moment.remaining = (LONG)((writing->remaining_ns + NS_PER_S - 1) / NS_PER_S);
	moment.total = moment.elapsed + moment.remaining;
	return moment;
}
