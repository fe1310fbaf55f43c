/* SPDX-License-Identifier: MIT */
/* MsftDiscFormat2Erase. */
#include "burnengine/disc_format_erase.h"

#include "engine/imapi2/format.h"
#include "engine/mmc/codes.h"

#define EVENT_UPDATE 0x200
#define NS_PER_HOUR  UINT64_C(3600000000000)

struct format_erase {
	struct disc_format format;
	bool full, erasing;
};

/* The handler of the event is called in the middle of it. */
static HRESULT may_change(struct disc_format *format)
{
	return ((struct format_erase *)format)->erasing ? E_IMAPI_ERASE_RECORDER_IN_USE : S_OK;
}

static HRESULT put_full(IDiscFormat2Erase *This, VARIANT_BOOL value)
{
	struct format_erase *self = com_object_of(This);

	return format_put_flag(&self->format, &self->full, value);
}

static HRESULT get_full(IDiscFormat2Erase *This, VARIANT_BOOL *value)
{
	return com_boolean(((struct format_erase *)com_object_of(This))->full, value);
}

static void update(void *context, uint32_t elapsed_s, uint32_t total_s)
{
	struct format_erase *self = context;

	events_erasing(&self->format.events, EVENT_UPDATE, self, (LONG)elapsed_s, (LONG)total_s);
}

/* What the drive itself answered to these has a number of its own. */
static HRESULT result_of_command(const struct br_outcome *outcome)
{
	HRESULT result = br_outcome_hresult(outcome);

	if (outcome->code == BR_E_BAD_REPLY && outcome->operation == MMC_OP_READ_DISC_INFORMATION)
		return E_IMAPI_ERASE_DISC_INFORMATION_TOO_SMALL;
	if (outcome->code != BR_E_DEVICE || result != E_FAIL)
		return result;
	if (outcome->operation == MMC_OP_START_STOP_UNIT)
		return E_IMAPI_ERASE_DRIVE_FAILED_SPINUP_COMMAND;
	return outcome->operation == MMC_OP_BLANK ? E_IMAPI_ERASE_DRIVE_FAILED_ERASE_COMMAND
						  : result;
}

static HRESULT result_of(struct br_outcome outcome, uint64_t took_ns)
{
	if (outcome.code == BR_E_MEDIUM_UNSUPPORTED && !outcome.operation_valid)
		return E_IMAPI_ERASE_MEDIA_IS_NOT_SUPPORTED;
	/* The command went well; it is what it said. */
	if (outcome.code == BR_E_MEDIUM_UNSUPPORTED && outcome.status == BR_STATUS_GOOD)
		return E_IMAPI_ERASE_MEDIA_IS_NOT_ERASABLE;
	if (outcome.code == BR_E_MEDIUM_STATE)
		return E_IMAPI_ERASE_UNEXPECTED_DRIVE_RESPONSE_DURING_ERASE;
	/* Else it was not ready to begin with. */
	if (outcome.code == BR_E_TIMEOUT && took_ns >= NS_PER_HOUR)
		return E_IMAPI_ERASE_TOOK_LONGER_THAN_ONE_HOUR;
	return result_of_command(&outcome);
}

static HRESULT erase(IDiscFormat2Erase *This)
{
	struct format_erase *self = com_object_of(This);
	const struct br_erase_options options = {
		.full = self->full,
		.update = update,
		.context = self,
	};
	const struct br_clock *clock;
	struct imapi2_drive *drive;
	struct br_outcome outcome;
	uint64_t began_ns;
	HRESULT result = may_change(&self->format);

	if (SUCCEEDED(result))
		result = format_acquire(&self->format, &drive);
	if (FAILED(result))
		return result;
	clock = drive_transport(drive)->clock;
	began_ns = clock->now_ns(clock);
	self->erasing = true;
	outcome = br_erase(drive_recorder(drive), &options);
	self->erasing = false;
	result = result_of(outcome, clock->now_ns(clock) - began_ns);
	format_release(&self->format, drive);
	return result;
}

static void destroy(struct com_object *object)
{
	format_destroy((struct disc_format *)object);
}

static const IDiscFormat2EraseVtbl vtable = {
	COM_DISPATCH,
	FORMAT_MEMBERS,
	.put_FullErase = put_full,
	.get_FullErase = get_full,
	.EraseMedia = erase,
};

HRESULT format_erase_create(REFIID iid, void **ret_object)
{
	static const IID *const interfaces[] = { &IID_IDiscFormat2Erase, &IID_IDiscFormat2, NULL };
	static const struct com_other others[] = { COM_EVENTS(struct disc_format), { 0 } };
	static const struct com_class class = {
		.interfaces = interfaces,
		.others = others,
		.members = members_of_IDiscFormat2Erase,
		.destroy = destroy,
	};
	static const struct format_kind kind = {
		.supports = br_erase_supports,
		.may_change = may_change,
		.erasable_only = true,
		.recorder_required = E_IMAPI_RECORDER_REQUIRED,
		.only_one_recorder = E_IMAPI_ERASE_ONLY_ONE_RECORDER_SUPPORTED,
		.recorder_not_supported = E_IMAPI_ERASE_RECORDER_NOT_SUPPORTED,
		.media_not_supported = E_IMAPI_ERASE_MEDIA_IS_NOT_SUPPORTED,
		.name_not_valid = E_IMAPI_ERASE_CLIENT_NAME_IS_NOT_VALID,
	};
	struct format_erase *self = com_create(sizeof *self, &class, &vtable);
	HRESULT result;

	if (!self)
		return E_OUTOFMEMORY;
	format_begin(&self->format, &kind, &IID_DDiscFormat2EraseEvents);
	result = com_query_interface(self, iid, ret_object);
	com_release(self);
	return result;
}
