/* SPDX-License-Identifier: MIT */
#include "engine/imapi2/events.h"

#include <pthread.h>

#define DEVICE_ADDED 0x100 /* DISPID of NotifyDeviceAdded */

/* Of all lists of sinks: they are short, and seldom change. */
static pthread_mutex_t sinks_lock = PTHREAD_MUTEX_INITIALIZER;

static struct com_events *of_container(IConnectionPointContainer *This)
{
	return (struct com_events *)(void *)This;
}

static struct com_events *of_point(IConnectionPoint *This)
{
	return (struct com_events *)(void *)((char *)This - offsetof(struct com_events, point));
}

static HRESULT list_points(IConnectionPointContainer *This, IEnumConnectionPoints **ret_list)
{
	(void)This;
	(void)ret_list;
	return E_NOTIMPL;
}

static HRESULT find_point(IConnectionPointContainer *This, REFIID iid, IConnectionPoint **ret_point)
{
	struct com_events *events = of_container(This);

	if (!iid || !ret_point)
		return E_POINTER;
	*ret_point = NULL;
	if (!IsEqualIID(iid, events->events_id))
		return CONNECT_E_NOCONNECTION;
	return com_give(&events->point, (void **)ret_point);
}

static HRESULT get_interface(IConnectionPoint *This, IID *ret_iid)
{
	if (!ret_iid)
		return E_POINTER;
	*ret_iid = *of_point(This)->events_id;
	return S_OK;
}

static HRESULT get_container(IConnectionPoint *This, IConnectionPointContainer **ret_container)
{
	return com_give(&of_point(This)->container, (void **)ret_container);
}

static DWORD connect(struct com_events *events, IUnknown *sink)
{
	DWORD cookie = 0;

	pthread_mutex_lock(&sinks_lock);
	for (DWORD i = 0; i < SINKS_MAX && cookie == 0; i++)
		if (!events->sinks[i]) {
			events->sinks[i] = sink;
			cookie = i + 1;
		}
	pthread_mutex_unlock(&sinks_lock);
	return cookie;
}

static IUnknown *disconnect(struct com_events *events, DWORD cookie)
{
	IUnknown *sink;

	pthread_mutex_lock(&sinks_lock);
	sink = events->sinks[cookie - 1];
	events->sinks[cookie - 1] = NULL;
	pthread_mutex_unlock(&sinks_lock);
	return sink;
}

/* A sink to be told, with a reference, so that it may take itself away; NULL for none. */
static IUnknown *sink_at(struct com_events *events, unsigned at)
{
	IUnknown *sink;

	pthread_mutex_lock(&sinks_lock);
	sink = events->sinks[at];
	if (sink)
		IUnknown_AddRef(sink);
	pthread_mutex_unlock(&sinks_lock);
	return sink;
}

static HRESULT advise(IConnectionPoint *This, IUnknown *sink, DWORD *ret_cookie)
{
	struct com_events *events = of_point(This);
	void *known;
	DWORD cookie;
	HRESULT result;

	if (!sink || !ret_cookie)
		return E_POINTER;
	if (FAILED(IUnknown_QueryInterface(sink, events->events_id, &known)) &&
		FAILED(IUnknown_QueryInterface(sink, &IID_IDispatch, &known)))
		return CONNECT_E_CANNOTCONNECT;
	cookie = connect(events, known);
	result = cookie ? S_OK : CONNECT_E_ADVISELIMIT;
	if (cookie && events->advised)
		result = events->advised(events);
	if (SUCCEEDED(result)) {
		*ret_cookie = cookie;
		return result;
	}
	if (cookie)
		disconnect(events, cookie);
	IUnknown_Release((IUnknown *)known);
	return result;
}

static HRESULT unadvise(IConnectionPoint *This, DWORD cookie)
{
	IUnknown *sink = NULL;

	if (cookie >= 1 && cookie <= SINKS_MAX)
		sink = disconnect(of_point(This), cookie);
	if (!sink)
		return CONNECT_E_NOCONNECTION;
	IUnknown_Release(sink);
	return S_OK;
}

static HRESULT list_connections(IConnectionPoint *This, IEnumConnections **ret_list)
{
	(void)This;
	(void)ret_list;
	return E_NOTIMPL;
}

const IConnectionPointContainerVtbl events_container_vtable = {
	COM_UNKNOWN,
	.EnumConnectionPoints = list_points,
	.FindConnectionPoint = find_point,
};

const IConnectionPointVtbl events_point_vtable = {
	COM_UNKNOWN,
	.GetConnectionInterface = get_interface,
	.GetConnectionPointContainer = get_container,
	.Advise = advise,
	.Unadvise = unadvise,
	.EnumConnections = list_connections,
};

void events_release(struct com_events *events)
{
	for (unsigned i = 0; i < SINKS_MAX; i++)
		if (events->sinks[i])
			IUnknown_Release(events->sinks[i]);
}

bool events_wanted(const struct com_events *events)
{
	bool wanted = false;

	pthread_mutex_lock(&sinks_lock);
	for (unsigned i = 0; i < SINKS_MAX; i++)
		wanted = wanted || events->sinks[i];
	pthread_mutex_unlock(&sinks_lock);
	return wanted;
}

/* ---- calling ----------------------------------------------------------------------------- */

static bool was_called(IUnknown *sink, DISPID id, VARIANTARG *arguments, UINT count)
{
	DISPPARAMS parameters = { .rgvarg = arguments, .cArgs = count };
	IDispatch *dispatch;
	HRESULT result;

	if (FAILED(IUnknown_QueryInterface(sink, &IID_IDispatch, (void **)&dispatch)))
		return false;
	result = IDispatch_Invoke(dispatch, id, &GUID_NULL, LOCALE_USER_DEFAULT, DISPATCH_METHOD,
		&parameters, NULL, NULL, NULL);
	IDispatch_Release(dispatch);
	return result != E_NOTIMPL && result != DISP_E_MEMBERNOTFOUND;
}

/* All the interfaces of this shape have Update in the same place. */
static void call_update(IUnknown *sink, const IID *iid, IDispatch *object, IDispatch *progress)
{
	DDiscFormat2DataEvents *direct;

	if (FAILED(IUnknown_QueryInterface(sink, iid, (void **)&direct)))
		return;
	DDiscFormat2DataEvents_Update(direct, object, progress);
	DDiscFormat2DataEvents_Release(direct);
}

void events_update(struct com_events *events, DISPID id, void *object, void *progress)
{
	for (unsigned i = 0; i < SINKS_MAX; i++) {
		VARIANTARG arguments[2] = {
			{ .vt = VT_DISPATCH, .pdispVal = progress },
			{ .vt = VT_DISPATCH, .pdispVal = object },
		};
		IUnknown *sink = sink_at(events, i);

		if (!sink)
			continue;
		if (!was_called(sink, id, arguments, 2))
			call_update(sink, events->events_id, object, progress);
		IUnknown_Release(sink);
	}
}

void events_erasing(
	struct com_events *events, DISPID id, void *object, LONG elapsed_s, LONG total_s)
{
	for (unsigned i = 0; i < SINKS_MAX; i++) {
		VARIANTARG arguments[3] = {
			{ .vt = VT_I4, .lVal = total_s },
			{ .vt = VT_I4, .lVal = elapsed_s },
			{ .vt = VT_DISPATCH, .pdispVal = object },
		};
		DDiscFormat2EraseEvents *direct;
		IUnknown *sink = sink_at(events, i);

		if (!sink)
			continue;
		if (!was_called(sink, id, arguments, 3) &&
			SUCCEEDED(IUnknown_QueryInterface(
				sink, events->events_id, (void **)&direct))) {
			DDiscFormat2EraseEvents_Update(direct, object, elapsed_s, total_s);
			DDiscFormat2EraseEvents_Release(direct);
		}
		IUnknown_Release(sink);
	}
}

static void call_device(IUnknown *sink, const IID *iid, DISPID id, IDispatch *object, BSTR drive_id)
{
	DDiscMaster2Events *direct;

	if (FAILED(IUnknown_QueryInterface(sink, iid, (void **)&direct)))
		return;
	if (id == DEVICE_ADDED)
		DDiscMaster2Events_NotifyDeviceAdded(direct, object, drive_id);
	else
		DDiscMaster2Events_NotifyDeviceRemoved(direct, object, drive_id);
	DDiscMaster2Events_Release(direct);
}

void events_device(struct com_events *events, DISPID id, void *object, BSTR drive_id)
{
	for (unsigned i = 0; i < SINKS_MAX; i++) {
		VARIANTARG arguments[2] = {
			{ .vt = VT_BSTR, .bstrVal = drive_id },
			{ .vt = VT_DISPATCH, .pdispVal = object },
		};
		IUnknown *sink = sink_at(events, i);

		if (!sink)
			continue;
		if (!was_called(sink, id, arguments, 2))
			call_device(sink, events->events_id, id, object, drive_id);
		IUnknown_Release(sink);
	}
}
