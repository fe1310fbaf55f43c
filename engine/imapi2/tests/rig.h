/* SPDX-License-Identifier: MIT */
/* rig.h: what the tests of this room stand on: a virtual drive among the recorders, and event sinks. */
#ifndef ENGINE_IMAPI2_TESTS_RIG_H
#define ENGINE_IMAPI2_TESTS_RIG_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "imapi2.h"
#include "imapi2error.h"

#define IMAGE_SECTORS 512
#define IMAGE_BYTES   (IMAGE_SECTORS * 2048)
#define RIG_ID	      L"virtual:1"

extern uint8_t imapi_image[IMAGE_BYTES]; /* filled by imapi_rig_open */

/* imapi_sector: 2352 bytes of the image, as an audio sector. */
const uint8_t *imapi_sector(size_t sector);

struct imapi_rig {
	struct br_transport *transport;
	IDiscRecorder2 *recorder;
	IDiscFormat2Data *format; /* with the recorder and a client name */
};

#define assert_hr(call, expected) assert_int_equal((uint32_t)(call), (uint32_t)(expected))

/* A drive with a new disc of @medium (or NULL), added as RIG_ID. Give back: imapi_rig_close. */
void imapi_rig_open(struct imapi_rig *rig, const char *medium);
void imapi_rig_close(struct imapi_rig *rig);

/* The disc is looked at only once the drive is ready. */
void imapi_wait_ready(struct imapi_rig *rig);

/* The recorder as a SCSI device; a reference for the caller. */
IDiscRecorder2Ex *imapi_ex_of(struct imapi_rig *rig);

/* A new object of the class; it is an error when there is none. */
void *imapi_create(REFCLSID clsid, REFIID iid);

/* imapi_burn: the first @bytes of the image by IDiscFormat2Data::Write. */
HRESULT imapi_burn(IDiscFormat2Data *format, UINT bytes);

/* imapi_read_back: 16 sectors from @lba are those of the image that begins at sector 0. */
void imapi_read_back(struct imapi_rig *rig, LONG lba);

/* imapi_read_toc: READ TOC/PMA/ATIP format 0 from a track on, 0xAA the lead-out. Returns how many of @bytes came. */
ULONG imapi_read_toc(struct imapi_rig *rig, BYTE from_track, BYTE *ret_toc, ULONG bytes);

/* imapi_assert_toc: what the drive itself says, by imapi_read_toc, is @expected and no more. */
void imapi_assert_toc(struct imapi_rig *rig, const uint8_t *expected, ULONG bytes);

/* imapi_read_cd: a CD's sectors as they are, 2352 bytes and, with @subchannels, 96 raw P-W. */
void imapi_read_cd(
	struct imapi_rig *rig, LONG lba, ULONG sectors, bool subchannels, uint8_t *ret_bytes);

/* imapi_invoke: a member by its name, as scripts do. */
HRESULT imapi_invoke(
	IDispatch *object, const OLECHAR *name, WORD kind, VARIANT *argument, VARIANT *result);

/*
 * A sink in C for any interface of events: its table has one method more than IDispatch, Update,
 * at the place that all the interfaces with an Update have it.
 */
struct imapi_sink {
	DDiscFormat2DataEvents base; /* first, so that a pointer to it is one to the sink */
	const IID *events_id;
	void (*update)(struct imapi_sink *self, IDispatch *object, IDispatch *progress);
	/* When it is set it is called instead, for events of another shape. */
	void (*invoked)(struct imapi_sink *self, DISPID id, const DISPPARAMS *parameters);
	HRESULT result; /* of Update and Invoke */
	DISPID id;	/* that Invoke must be called with, to call update */
	ULONG references;
	unsigned calls;
};

/* By IDispatch::Invoke; or by the method, as Invoke says E_NOTIMPL. */
extern const DDiscFormat2DataEventsVtbl imapi_sink_forwards, imapi_sink_direct;

/* imapi_advise: connect it; the point is a reference for the caller. */
IConnectionPoint *imapi_advise(void *object, struct imapi_sink *sink, DWORD *ret_cookie);
/* imapi_unadvise: disconnect it and give the point back; nobody holds the sink any more. */
void imapi_unadvise(IConnectionPoint *point, struct imapi_sink *sink, DWORD cookie);

#endif
