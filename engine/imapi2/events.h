/* SPDX-License-Identifier: MIT */
/*
 * events.h: telling sinks what happens: IConnectionPointContainer with one IConnectionPoint.
 *
 * A sink is called by IDispatch::Invoke with the event's number, as scripts and C++ classes take it;
 * one that has no Invoke (it answers that it does not know the member, or E_NOTIMPL) is called by the
 * method of the events' interface.
 */
#ifndef ENGINE_IMAPI2_EVENTS_H
#define ENGINE_IMAPI2_EVENTS_H

#include "engine/imapi2/object.h"

#define SINKS_MAX 8

struct com_events {
	struct com_facet container, point;
	const IID *events_id;
	IUnknown *sinks[SINKS_MAX]; /* may be connected and told on different threads */
	/* After a sink was connected; a failure disconnects it. May be NULL. */
	HRESULT (*advised)(struct com_events *events);
};

extern const IConnectionPointContainerVtbl events_container_vtable;
extern const IConnectionPointVtbl events_point_vtable;

/* For com_class.others: the two facets of member `events` of the struct. */
#define COM_EVENTS(type)                                                                  \
	{ &IID_IConnectionPointContainer, offsetof(type, events.container),               \
		&events_container_vtable },                                               \
	{                                                                                 \
		&IID_IConnectionPoint, offsetof(type, events.point), &events_point_vtable \
	}

void events_release(struct com_events *events);
bool events_wanted(const struct com_events *events);

/* events_update: Update(@object, @progress) to every sink. */
void events_update(struct com_events *events, DISPID id, void *object, void *progress);
/* events_erasing: Update(@object, seconds, seconds). */
void events_erasing(
	struct com_events *events, DISPID id, void *object, LONG elapsed_s, LONG total_s);

/* events_device: NotifyDeviceAdded or NotifyDeviceRemoved(@object, @drive_id). */
void events_device(struct com_events *events, DISPID id, void *object, BSTR drive_id);

#endif
