/* SPDX-License-Identifier: MIT */
/* MsftWriteEngine2, statement by statement of its documentation. */
#include "engine/imapi2/tests/rig.h"

static void write_engine_writes_a_section(void **state)
{
	IStream *stream;
	IWriteEngine2 *engine;
	IDiscRecorder2Ex *ex, *same;
	VARIANT_BOOL in_progress = VARIANT_TRUE;
	LONG bytes = 0;
	struct imapi_rig rig;

	(void)state;
	imapi_rig_open(&rig, "bd-re-25");
	stream = SHCreateMemStream(imapi_image, IMAGE_BYTES);
	assert_hr(imapi_burn(rig.format, 32 * 2048), 0); /* formats it */
	assert_hr(CoCreateInstance(&CLSID_MsftWriteEngine2, NULL, CLSCTX_ALL, &IID_IWriteEngine2,
			  (void **)&engine),
		0);
	ex = imapi_ex_of(&rig);
	assert_hr(IWriteEngine2_get_BytesPerSector(engine, &bytes), 0);
	assert_int_equal(bytes, -1);
	assert_hr(engine->lpVtbl->WriteSection(engine, stream, 0, 64), 0xC0AA0003);
	assert_hr(IWriteEngine2_put_Recorder(engine, ex), 0);
	assert_hr(IWriteEngine2_get_Recorder(engine, &same), 0);
	assert_ptr_equal(same, ex);
	IDiscRecorder2Ex_Release(same);
	assert_hr(IWriteEngine2_WriteSection(engine, stream, 0, 64), 0x80070057);
	assert_hr(IWriteEngine2_put_BytesPerSector(engine, 0), 0x80070057);
	assert_hr(IWriteEngine2_put_BytesPerSector(engine, 2048), 0);
	assert_hr(IWriteEngine2_get_BytesPerSector(engine, &bytes), 0);
	assert_int_equal(bytes, 2048);
	assert_hr(IWriteEngine2_put_StartingSectorsPerSecond(engine, 0), 0x80070057);
	assert_hr(IWriteEngine2_put_StartingSectorsPerSecond(engine, 3000), 0);
	assert_hr(IWriteEngine2_put_EndingSectorsPerSecond(engine, 3000), 0);
	assert_hr(IWriteEngine2_CancelWrite(engine), 0x00AA0302);
	assert_hr(IWriteEngine2_WriteSection(engine, NULL, 0, 64), 0x80004003);
	assert_hr(IWriteEngine2_WriteSection(engine, stream, 0, 64), 0);
	assert_hr(IWriteEngine2_WriteSection(engine, stream, 64, 64), 0); /* where it left off */
	assert_hr(IWriteEngine2_get_WriteInProgress(engine, &in_progress), 0);
	assert_int_equal(in_progress, 0);
	imapi_read_back(&rig, 100);
	/* More than the stream has: Win32 error 38, end of file. */
	assert_hr(IWriteEngine2_WriteSection(engine, stream, 0, IMAGE_SECTORS), 0x80070026);
	IWriteEngine2_Release(engine);
	IDiscRecorder2Ex_Release(ex);
	assert_int_equal(IStream_Release(stream), 0);
	imapi_rig_close(&rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(write_engine_writes_a_section),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
