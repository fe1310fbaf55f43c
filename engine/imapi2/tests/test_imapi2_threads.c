/* SPDX-License-Identifier: MIT */
/*
 * What of IMAPI2 happens on several threads: the master's events, and cancelling and looking from
 * another thread than the one that burns. Also run under ThreadSanitizer.
 */
#include <pthread.h>
#include <semaphore.h>
#include <time.h>

#include "engine/imapi2/tests/rig.h"

#define PATIENCE_S 20

static void wait_for(sem_t *what)
{
	struct timespec until;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += PATIENCE_S;
	assert_int_equal(sem_timedwait(what, &until), 0);
}

/* ---- drives that come and go ------------------------------------------------------------- */

struct watcher {
	struct imapi_sink base;
	sem_t told;
	DISPID id;
	OLECHAR drive[32];
	IDiscMaster2 *master; /* to release when told, or NULL */
	IDispatch *object;
};

static void note(struct imapi_sink *base, DISPID id, const DISPPARAMS *parameters)
{
	struct watcher *self = (struct watcher *)base;

	assert_int_equal(parameters->cArgs, 2);
	self->object = V_DISPATCH(&parameters->rgvarg[1]);
	assert_true(SysStringLen(V_BSTR(&parameters->rgvarg[0])) < 32);
	/* The machine's own drives may come and go, too. */
	if (V_BSTR(&parameters->rgvarg[0])[0] == L'/')
		return;
	self->id = id;
	wcscpy(self->drive, V_BSTR(&parameters->rgvarg[0]));
	if (self->master)
		IDiscMaster2_Release(self->master);
	self->master = NULL;
	sem_post(&self->told);
}

static void watcher_init(struct watcher *watcher)
{
	*watcher = (struct watcher) { .base = { .base = { &imapi_sink_forwards },
					      .events_id = &IID_DDiscMaster2Events,
					      .invoked = note } };
	sem_init(&watcher->told, 0, 0);
}

/* Whoever is just being told holds the sink for as long. */
static void watcher_close(struct watcher *watcher)
{
	const struct timespec pause = { .tv_nsec = 1000000 };

	for (int i = 0; i < 1000 * PATIENCE_S &&
			__atomic_load_n(&watcher->base.references, __ATOMIC_SEQ_CST);
		i++)
		nanosleep(&pause, NULL);
	assert_int_equal(__atomic_load_n(&watcher->base.references, __ATOMIC_SEQ_CST), 0);
	sem_destroy(&watcher->told);
}

static struct br_transport *empty_drive(void)
{
	const struct br_in_process_options options = { .seed = 3 };
	struct br_transport *transport;

	assert_int_equal(br_transport_open_in_process(&options, &transport, NULL, 0), 0);
	return transport;
}

static void drives_are_told_of_as_they_come_and_go(void **state)
{
	IDiscMaster2 *master = imapi_create(&CLSID_MsftDiscMaster2, &IID_IDiscMaster2);
	struct br_transport *transport = empty_drive();
	IConnectionPoint *point;
	struct watcher watcher;
	DWORD cookie;

	(void)state;
	watcher_init(&watcher);
	point = imapi_advise(master, &watcher.base, &cookie);
	assert_hr(br_imapi2_add_drive(L"plugged:1", transport), 0);
	wait_for(&watcher.told);
	assert_int_equal(watcher.id, 0x100);
	assert_int_equal(wcscmp(watcher.drive, L"plugged:1"), 0);
	assert_ptr_equal(watcher.object, master);
	assert_hr(br_imapi2_remove_drive(L"plugged:1"), 0);
	wait_for(&watcher.told);
	assert_int_equal(watcher.id, 0x101);
	assert_int_equal(wcscmp(watcher.drive, L"plugged:1"), 0);
	assert_hr(IConnectionPoint_Unadvise(point, cookie), 0);
	IConnectionPoint_Release(point);
	IDiscMaster2_Release(master);
	watcher_close(&watcher);
	br_transport_close(transport);
}

static void a_handler_may_let_go_of_the_master(void **state)
{
	IDiscMaster2 *master = imapi_create(&CLSID_MsftDiscMaster2, &IID_IDiscMaster2);
	struct br_transport *transport = empty_drive();
	IConnectionPoint *point;
	struct watcher watcher;
	DWORD cookie;

	(void)state;
	watcher_init(&watcher);
	watcher.master = master;
	point = imapi_advise(master, &watcher.base, &cookie);
	IConnectionPoint_Release(point);
	assert_hr(br_imapi2_add_drive(L"plugged:1", transport), 0);
	wait_for(&watcher.told);
	/* The last reference to the sink goes with the master, on its thread. */
	watcher_close(&watcher);
	assert_hr(br_imapi2_remove_drive(L"plugged:1"), 0);
	br_transport_close(transport);
}

/* ---- a burn, seen and ended from elsewhere ----------------------------------------------- */

struct slow_stream { /* blocks at its first Read until it may go on */
	IStream base;
	IStream *inner;
	sem_t reading, go_on;
	bool passed;
};

static HRESULT slow_read(IStream *This, void *buffer, ULONG bytes, ULONG *ret_read)
{
	struct slow_stream *self = (struct slow_stream *)This;

	if (!self->passed) {
		self->passed = true;
		sem_post(&self->reading);
		wait_for(&self->go_on);
	}
	return IStream_Read(self->inner, buffer, bytes, ret_read);
}

static HRESULT slow_query(IStream *This, REFIID iid, void **ret)
{
	*ret = IsEqualIID(iid, &IID_IStream) ? This : NULL;
	return *ret ? S_OK : E_NOINTERFACE;
}

static ULONG slow_count(IStream *This)
{
	(void)This;
	return 1; /* on the test's stack */
}

static HRESULT slow_seek(IStream *This, LARGE_INTEGER move, DWORD origin, ULARGE_INTEGER *ret)
{
	return IStream_Seek(((struct slow_stream *)This)->inner, move, origin, ret);
}

static HRESULT slow_stat(IStream *This, STATSTG *ret_status, DWORD flag)
{
	return IStream_Stat(((struct slow_stream *)This)->inner, ret_status, flag);
}

static const IStreamVtbl slow_vtable = {
	.QueryInterface = slow_query,
	.AddRef = slow_count,
	.Release = slow_count,
	.Read = slow_read,
	.Seek = slow_seek,
	.Stat = slow_stat,
};

static void slow_open(struct slow_stream *stream)
{
	*stream = (struct slow_stream) { .base = { &slow_vtable },
		.inner = SHCreateMemStream(imapi_image, IMAGE_BYTES) };
	sem_init(&stream->reading, 0, 0);
	sem_init(&stream->go_on, 0, 0);
}

static void slow_close(struct slow_stream *stream)
{
	IStream_Release(stream->inner);
	sem_destroy(&stream->reading);
	sem_destroy(&stream->go_on);
}

struct burn {
	IDiscFormat2Data *format;
	IWriteEngine2 *engine;
	struct slow_stream *stream;
	HRESULT result;
};

static void *burn_data(void *context)
{
	struct burn *self = context;

	self->result = IDiscFormat2Data_Write(self->format, &self->stream->base);
	return NULL;
}

static void *burn_section(void *context)
{
	struct burn *self = context;

	self->result =
		IWriteEngine2_WriteSection(self->engine, &self->stream->base, 0, IMAGE_SECTORS);
	return NULL;
}

static void a_burn_is_cancelled_from_another_thread(void **state)
{
	struct slow_stream stream;
	struct burn burn = { .stream = &stream };
	struct imapi_rig rig;
	pthread_t thread;

	(void)state;
	imapi_rig_open(&rig, "dvd+r");
	slow_open(&stream);
	burn.format = rig.format;
	assert_hr(IDiscFormat2Data_CancelWrite(rig.format), 0xC0AA0401);
	assert_int_equal(pthread_create(&thread, NULL, burn_data, &burn), 0);
	wait_for(&stream.reading);
	assert_hr(IDiscFormat2Data_put_ForceOverwrite(rig.format, VARIANT_TRUE), 0xC0AA0400);
	assert_hr(IDiscFormat2Data_CancelWrite(rig.format), 0);
	assert_hr(IDiscFormat2Data_CancelWrite(rig.format), 0);
	sem_post(&stream.go_on);
	pthread_join(thread, NULL);
	assert_hr(burn.result, 0xC0AA0002);
	assert_hr(IDiscFormat2Data_CancelWrite(rig.format), 0xC0AA0401);
	slow_close(&stream);
	imapi_rig_close(&rig);
}

/* WriteInProgress is true on every thread while WriteSection runs, and false before and after. */
static void progress_is_seen_from_another_thread(void **state)
{
	IDiscRecorder2Ex *ex;
	VARIANT_BOOL in_progress = VARIANT_TRUE;
	struct slow_stream stream;
	struct burn burn = { .stream = &stream };
	struct imapi_rig rig;
	pthread_t thread;

	(void)state;
	imapi_rig_open(&rig, "bd-re-25");
	assert_hr(imapi_burn(rig.format, 2048), 0); /* formats it */
	ex = imapi_ex_of(&rig);
	burn.engine = imapi_create(&CLSID_MsftWriteEngine2, &IID_IWriteEngine2);
	slow_open(&stream);
	assert_hr(IWriteEngine2_put_Recorder(burn.engine, ex), 0);
	assert_hr(IWriteEngine2_put_BytesPerSector(burn.engine, 2048), 0);
	assert_hr(IWriteEngine2_get_WriteInProgress(burn.engine, &in_progress), 0);
	assert_int_equal(in_progress, 0);
	assert_int_equal(pthread_create(&thread, NULL, burn_section, &burn), 0);
	wait_for(&stream.reading);
	assert_hr(IWriteEngine2_get_WriteInProgress(burn.engine, &in_progress), 0);
	assert_int_equal(in_progress, -1);
	assert_hr(IWriteEngine2_CancelWrite(burn.engine), 0);
	sem_post(&stream.go_on);
	pthread_join(thread, NULL);
	assert_hr(burn.result, 0xC0AA0002);
	assert_hr(IWriteEngine2_get_WriteInProgress(burn.engine, &in_progress), 0);
	assert_int_equal(in_progress, 0);
	assert_hr(IWriteEngine2_CancelWrite(burn.engine), 0x00AA0302);
	slow_close(&stream);
	IWriteEngine2_Release(burn.engine);
	IDiscRecorder2Ex_Release(ex);
	imapi_rig_close(&rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(drives_are_told_of_as_they_come_and_go),
		cmocka_unit_test(a_handler_may_let_go_of_the_master),
		cmocka_unit_test(a_burn_is_cancelled_from_another_thread),
		cmocka_unit_test(progress_is_seen_from_another_thread),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
