/* SPDX-License-Identifier: MIT */
/* MsftMultisessionSequential and MsftMultisessionRandomWrite. */
#include "engine/imapi2/dispatch.h"
#include "engine/imapi2/objects.h"
#include "engine/imapi2/recorder.h"
#include "engine/mmc/mmc.h"

struct multisession {
	struct com_object object;
	IDiscRecorder2 *recorder;
	struct br_medium medium; /* when it was made */
	LONG unit_blocks;
	bool in_use;
};

static struct multisession *of(void *This)
{
	return com_object_of(This);
}

/* A disc with nothing on it has no session to go on from. */
static HRESULT get_supported(void *This, VARIANT_BOOL *value)
{
	const struct br_medium *medium = &of(This)->medium;

	return com_boolean(!medium->blank && (medium->appendable || medium->overwritable), value);
}

static HRESULT put_in_use(void *This, VARIANT_BOOL value)
{
	of(This)->in_use = value != 0;
	return S_OK;
}

static HRESULT get_in_use(void *This, VARIANT_BOOL *value)
{
	return com_boolean(of(This)->in_use, value);
}

static HRESULT get_recorder(void *This, IDiscRecorder2 **value)
{
	return com_give(of(This)->recorder, (void **)value);
}

static HRESULT get_unit(void *This, LONG *value)
{
	return com_number(of(This)->unit_blocks, value);
}

/* ---- sequential -------------------------------------------------------------------------- */

static HRESULT drive_of(struct multisession *self, struct imapi2_drive **ret_drive)
{
	return recorder_drive(com_object_of(self->recorder), ret_drive);
}

static HRESULT get_first(IMultisessionSequential2 *This, VARIANT_BOOL *value)
{
	struct multisession *self = of(This);
	struct imapi2_drive *drive;
	bool has_data = false;
	HRESULT result = drive_of(self, &drive);

	if (!value)
		return E_POINTER;
	if (SUCCEEDED(result))
		result = media_has_data(drive, &self->medium, &has_data);
	return FAILED(result) ? result : com_boolean(!has_data, value);
}

static HRESULT previous(IMultisessionSequential2 *This, bool start, LONG *value)
{
	struct multisession *self = of(This);
	struct imapi2_drive *drive;
	LONG start_lba = 0, last_lba = 0;
	HRESULT result = drive_of(self, &drive);

	if (!value)
		return E_POINTER;
	if (SUCCEEDED(result))
		result = media_previous_session(drive, &self->medium, &start_lba, &last_lba);
	return FAILED(result) ? result : com_number(start ? start_lba : last_lba, value);
}

static HRESULT get_previous_start(IMultisessionSequential2 *This, LONG *value)
{
	return previous(This, true, value);
}

static HRESULT get_previous_last(IMultisessionSequential2 *This, LONG *value)
{
	return previous(This, false, value);
}

static HRESULT get_next(IMultisessionSequential2 *This, LONG *value)
{
	return com_number(of(This)->medium.next_writable_lba, value);
}

static HRESULT get_free(IMultisessionSequential2 *This, LONG *value)
{
	return com_number(of(This)->medium.free_blocks, value);
}

/* ---- random ------------------------------------------------------------------------------ */

/* As the drive has it; most have it of no disc that can be written anywhere. */
static HRESULT get_last_written(IMultisessionRandomWrite *This, LONG *value)
{
	struct multisession *self = of(This);
	struct mmc_track_information track;
	struct imapi2_drive *drive;
	struct br_outcome outcome;
	HRESULT result = drive_of(self, &drive);

	if (!value)
		return E_POINTER;
	if (FAILED(result))
		return result;
	outcome = mmc_read_track_information(
		drive_transport(drive), MMC_TRACK_BY_NUMBER, self->medium.last_track, &track);
	if (outcome.code != BR_OK)
		return br_outcome_hresult(&outcome);
	return track.last_recorded_valid ? com_number(track.last_recorded_lba, value) : E_NOTIMPL;
}

static HRESULT get_total(IMultisessionRandomWrite *This, LONG *value)
{
	return com_number(of(This)->medium.free_blocks, value);
}

/* ------------------------------------------------------------------------------------------ */

static void destroy(struct com_object *object)
{
	IDiscRecorder2_Release(((struct multisession *)object)->recorder);
}

#define COMMON                                                                                  \
	COM_DISPATCH, .get_IsSupportedOnCurrentMediaState = COM_METHOD(get_supported),          \
		      .put_InUse = COM_METHOD(put_in_use), .get_InUse = COM_METHOD(get_in_use), \
		      .get_ImportRecorder = COM_METHOD(get_recorder),                           \
		      .get_WriteUnitSize = COM_METHOD(get_unit)

static const IMultisessionSequential2Vtbl sequential_vtable = {
	COMMON,
	.get_IsFirstDataSession = get_first,
	.get_StartAddressOfPreviousSession = get_previous_start,
	.get_LastWrittenAddressOfPreviousSession = get_previous_last,
	.get_NextWritableAddress = get_next,
	.get_FreeSectorsOnMedia = get_free,
};

static const IMultisessionRandomWriteVtbl random_vtable = {
	COMMON,
	.get_LastWrittenAddress = get_last_written,
	.get_TotalSectorsOnMedia = get_total,
};

void *multisession_create(
	IDiscRecorder2 *recorder, const struct br_medium *medium, LONG unit_blocks)
{
	static const IID *const sequential_interfaces[] = { &IID_IMultisessionSequential2,
		&IID_IMultisessionSequential, &IID_IMultisession, NULL };
	static const IID *const random_interfaces[] = { &IID_IMultisessionRandomWrite,
		&IID_IMultisession, NULL };
	static const struct com_class sequential = {
		.interfaces = sequential_interfaces,
		.members = members_of_IMultisessionSequential2,
		.destroy = destroy,
	};
	static const struct com_class random = {
		.interfaces = random_interfaces,
		.members = members_of_IMultisessionRandomWrite,
		.destroy = destroy,
	};
	struct multisession *self =
		medium->overwritable ? com_create(sizeof *self, &random, &random_vtable)
				     : com_create(sizeof *self, &sequential, &sequential_vtable);

	if (!self)
		return NULL;
	IDiscRecorder2_AddRef(recorder);
	self->recorder = recorder;
	self->medium = *medium;
	self->unit_blocks = unit_blocks;
	self->in_use = true;
	return self;
}
