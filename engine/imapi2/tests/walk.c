/* SPDX-License-Identifier: MIT */
#include "engine/imapi2/tests/walk.h"

void walk_pass(struct walk *walk, struct br_command *command)
{
	failing_transport_operations.execute(&walk->failing.base, command);
}

void walk_refuse(struct br_command *command, uint8_t key, uint8_t code, uint8_t qualifier)
{
	const uint8_t sense[18] = { 0x70, [2] = key, [7] = 10, [12] = code, [13] = qualifier };

	command->result = (struct br_result) { .status = 0x02,
		.sense = br_sense_decode(sense, sizeof sense),
		.sense_data_bytes = sizeof sense };
	memcpy(command->result.sense_data, sense, sizeof sense);
}

static void execute(struct br_transport *transport, struct br_command *command)
{
	struct walk *walk = (struct walk *)(void *)transport;

	if (walk->pause)
		walk->pause();
	if (walk->intercept)
		walk->intercept(walk, command);
	else
		walk_pass(walk, command);
	if (walk->resume)
		walk->resume();
	if (walk->short_at && walk->failing.seen == walk->short_at &&
		command->direction == BR_DATA_IN && command->result.transferred_bytes > 1) {
		command->result.transferred_bytes = 1;
		walk->shortened = true;
	}
}

static void close_nothing(struct br_transport *transport)
{
	(void)transport;
}

void walk_open_drive(struct walk *walk, const char *medium)
{
	static const struct br_transport_operations operations = { .execute = execute,
		.close = close_nothing };
	const struct br_in_process_options options = { .medium = medium, .seed = 5 };

	*walk = (struct walk) { 0 };
	for (size_t i = 0; i < sizeof imapi_image; i++)
		imapi_image[i] = (uint8_t)(i / 2048 * 7 + i);
	assert_int_equal(br_transport_open_in_process(&options, &walk->failing.inner, NULL, 0), 0);
	walk->failing.base = *walk->failing.inner;
	walk->failing.base.operations = &operations;
	assert_hr(br_imapi2_add_drive(RIG_ID, &walk->failing.base), 0);
}

void walk_close_drive(struct walk *walk)
{
	assert_hr(br_imapi2_remove_drive(RIG_ID), 0);
	br_transport_close(walk->failing.inner);
}

static HRESULT create_recorder(struct walk *walk)
{
	BSTR id = SysAllocString(RIG_ID);
	HRESULT result = id ? CoCreateInstance(&CLSID_MsftDiscRecorder2, NULL, CLSCTX_ALL,
				      &IID_IDiscRecorder2, (void **)&walk->recorder)
			    : E_OUTOFMEMORY;

	if (SUCCEEDED(result))
		result = IDiscRecorder2_InitializeDiscRecorder(walk->recorder, id);
	if (SUCCEEDED(result))
		result = IDiscRecorder2_QueryInterface(
			walk->recorder, &IID_IDiscRecorder2Ex, (void **)&walk->ex);
	SysFreeString(id);
	return result;
}

/* A format with the recorder and the client's name. */
#define CREATE_FORMAT(field, format)                                                     \
	static HRESULT create_##field(struct walk *walk, BSTR name)                      \
	{                                                                                \
		HRESULT result = CoCreateInstance(&CLSID_Msft##format, NULL, CLSCTX_ALL, \
			&IID_I##format, (void **)&walk->field);                          \
                                                                                         \
		if (SUCCEEDED(result))                                                   \
			result = I##format##_put_Recorder(walk->field, walk->recorder);  \
		if (SUCCEEDED(result))                                                   \
			result = I##format##_put_ClientName(walk->field, name);          \
		return result;                                                           \
	}

CREATE_FORMAT(data, DiscFormat2Data)
CREATE_FORMAT(erase, DiscFormat2Erase)
CREATE_FORMAT(audio, DiscFormat2TrackAtOnce)
CREATE_FORMAT(raw, DiscFormat2RawCD)

static HRESULT create_engine(struct walk *walk)
{
	HRESULT result = CoCreateInstance(&CLSID_MsftWriteEngine2, NULL, CLSCTX_ALL,
		&IID_IWriteEngine2, (void **)&walk->engine);

	if (SUCCEEDED(result))
		result = IWriteEngine2_put_Recorder(walk->engine, walk->ex);
	if (SUCCEEDED(result))
		result = IWriteEngine2_put_BytesPerSector(walk->engine, 2048);
	return result;
}

HRESULT walk_create(struct walk *walk)
{
	BSTR name = SysAllocString(L"Walk");
	HRESULT result = name ? create_recorder(walk) : E_OUTOFMEMORY;

	if (SUCCEEDED(result))
		result = create_data(walk, name);
	if (SUCCEEDED(result))
		result = create_erase(walk, name);
	if (SUCCEEDED(result))
		result = create_audio(walk, name);
	if (SUCCEEDED(result))
		result = create_raw(walk, name);
	if (SUCCEEDED(result))
		result = create_engine(walk);
	SysFreeString(name);
	return result;
}

static void let_go(void *object)
{
	if (object)
		IUnknown_Release((IUnknown *)object);
}

void walk_release(struct walk *walk)
{
	let_go(walk->engine);
	let_go(walk->raw);
	let_go(walk->audio);
	let_go(walk->erase);
	let_go(walk->data);
	let_go(walk->ex);
	let_go(walk->recorder);
}

void walk_open(struct walk *walk, const char *medium)
{
	walk_open_drive(walk, medium);
	assert_hr(walk_create(walk), 0);
}

void walk_close(struct walk *walk)
{
	walk_release(walk);
	walk_close_drive(walk);
}
