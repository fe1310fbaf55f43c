/* SPDX-License-Identifier: MIT */
/* MsftDiscMaster2: the optical drives of the machine, and those that the program added. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "engine/imapi2/dispatch.h"
#include "engine/imapi2/master.h"

#define BLOCK_DEVICES "/sys/class/block"
#define DEVICES_MAX   256

struct enumeration {
	struct com_object object;
	struct drive_ids list;
	size_t at;
};

void drive_ids_free(struct drive_ids *ids)
{
	for (size_t i = 0; i < ids->count; i++)
		SysFreeString(ids->ids[i]);
	free(ids->ids);
	*ids = (struct drive_ids) { 0 };
}

/* srN: the kernel gives that name to peripheral device type 05h alone. */
static unsigned device_numbers(unsigned *numbers)
{
	DIR *directory = opendir(BLOCK_DEVICES);
	const struct dirent *entry;
	unsigned number, count = 0, at;
	int end;

	while (directory && count < DEVICES_MAX && (entry = readdir(directory))) {
		end = 0;
		if (sscanf(entry->d_name, "sr%u%n", &number, &end) != 1 || entry->d_name[end])
			continue;
		for (at = count++; at > 0 && numbers[at - 1] > number; at--)
			numbers[at] = numbers[at - 1];
		numbers[at] = number;
	}
	if (directory)
		closedir(directory);
	return count;
}

HRESULT drive_ids_list(struct drive_ids *ret_ids)
{
	unsigned numbers[DEVICES_MAX], devices = device_numbers(numbers);
	struct drive_ids list;
	BSTR *all = NULL;
	HRESULT result = drives_added(&list.ids, &list.count);

	if (SUCCEEDED(result))
		all = realloc(list.ids, (list.count + devices + 1) * sizeof *all);
	if (!all) {
		drive_ids_free(&list);
		return E_OUTOFMEMORY;
	}
	list.ids = all;
	for (unsigned i = 0; i < devices && SUCCEEDED(result); i++) {
		char path[32];

		snprintf(path, sizeof path, "/dev/sr%u", numbers[i]);
		result = com_text_of(path, &all[list.count]);
		list.count += SUCCEEDED(result);
	}
	if (FAILED(result))
		drive_ids_free(&list);
	else
		*ret_ids = list;
	return result;
}

static HRESULT look_again(struct master *self)
{
	drive_ids_free(&self->now);
	return drive_ids_list(&self->now);
}

static HRESULT get_count(IDiscMaster2 *This, LONG *value)
{
	struct master *self = com_object_of(This);
	HRESULT result;

	if (!value)
		return E_POINTER;
	result = look_again(self);
	return FAILED(result) ? result : com_number((int64_t)self->now.count, value);
}

static HRESULT get_item(IDiscMaster2 *This, LONG index, BSTR *value)
{
	const struct master *self = com_object_of(This);

	if (!value)
		return E_POINTER;
	if (index < 0 || (size_t)index >= self->now.count)
		return E_INVALIDARG;
	return com_text(self->now.ids[index], value);
}

/* With a drive, and with the right to use it. */
static HRESULT get_supported(IDiscMaster2 *This, VARIANT_BOOL *value)
{
	struct master *self = com_object_of(This);
	bool supported = false;
	HRESULT result;

	if (!value)
		return E_POINTER;
	result = look_again(self);
	for (size_t i = 0; SUCCEEDED(result) && i < self->now.count && !supported; i++) {
		struct imapi2_drive *drive;

		result = drive_open(self->now.ids[i], &drive);
		supported = SUCCEEDED(result);
		if (supported)
			drive_close(drive);
		else if (result != E_OUTOFMEMORY)
			result = S_OK; /* one that may not be used, or has gone */
	}
	return FAILED(result) ? result : com_boolean(supported, value);
}

/* ---- the enumeration --------------------------------------------------------------------- */

static void clear(VARIANT *variants, ULONG count)
{
	while (count > 0)
		VariantClear(&variants[--count]);
}

static HRESULT next(IEnumVARIANT *This, ULONG count, VARIANT *ret_variants, ULONG *ret_fetched)
{
	struct enumeration *self = com_object_of(This);
	ULONG done = 0;

	if (!ret_variants)
		return E_POINTER;
	for (; done < count && self->at + done < self->list.count; done++) {
		VariantInit(&ret_variants[done]);
		ret_variants[done].bstrVal = SysAllocString(self->list.ids[self->at + done]);
		if (!ret_variants[done].bstrVal) {
			clear(ret_variants, done);
			return E_OUTOFMEMORY;
		}
		ret_variants[done].vt = VT_BSTR;
	}
	self->at += done;
	if (ret_fetched)
		*ret_fetched = done;
	return done < count ? S_FALSE : S_OK;
}

static HRESULT skip(IEnumVARIANT *This, ULONG count)
{
	struct enumeration *self = com_object_of(This);
	size_t left = self->list.count - self->at;

	self->at += count < left ? count : left;
	return count > left ? S_FALSE : S_OK;
}

static HRESULT reset(IEnumVARIANT *This)
{
	((struct enumeration *)com_object_of(This))->at = 0;
	return S_OK;
}

static HRESULT create_enumeration(size_t at, IEnumVARIANT **ret_enumeration);

static HRESULT clone(IEnumVARIANT *This, IEnumVARIANT **ret_enumeration)
{
	return create_enumeration(((struct enumeration *)com_object_of(This))->at, ret_enumeration);
}

static void destroy_enumeration(struct com_object *object)
{
	drive_ids_free(&((struct enumeration *)object)->list);
}

static HRESULT create_enumeration(size_t at, IEnumVARIANT **ret_enumeration)
{
	static const IEnumVARIANTVtbl vtable = {
		COM_UNKNOWN,
		.Next = next,
		.Skip = skip,
		.Reset = reset,
		.Clone = clone,
	};
	static const IID *const interfaces[] = { &IID_IEnumVARIANT, NULL };
	static const struct com_class class = {
		.interfaces = interfaces,
		.destroy = destroy_enumeration,
	};
	struct enumeration *self;
	HRESULT result;

	if (!ret_enumeration)
		return E_POINTER;
	self = com_create(sizeof *self, &class, &vtable);
	if (!self)
		return E_OUTOFMEMORY;
	result = drive_ids_list(&self->list);
	if (FAILED(result)) {
		com_release(self);
		return result;
	}
	self->at = at < self->list.count ? at : self->list.count;
	*ret_enumeration = (IEnumVARIANT *)self;
	return S_OK;
}

static HRESULT get_enumeration(IDiscMaster2 *This, IEnumVARIANT **value)
{
	(void)This;
	return create_enumeration(0, value);
}

/* ------------------------------------------------------------------------------------------ */

static void destroy(struct com_object *object)
{
	struct master *self = (struct master *)object;

	master_unwatch(self);
	events_release(&self->events);
	drive_ids_free(&self->now);
}

static const IDiscMaster2Vtbl vtable = {
	COM_DISPATCH,
	.get__NewEnum = get_enumeration,
	.get_Item = get_item,
	.get_Count = get_count,
	.get_IsSupportedEnvironment = get_supported,
};

/* Who asks for events is told of what comes and goes from now on. */
static HRESULT advised(struct com_events *events)
{
	return master_watch(com_object_of(&events->container));
}

HRESULT master_create(REFIID iid, void **ret_object)
{
	static const IID *const interfaces[] = { &IID_IDiscMaster2, NULL };
	static const struct com_other others[] = { COM_EVENTS(struct master), { 0 } };
	static const struct com_class class = {
		.interfaces = interfaces,
		.others = others,
		.members = members_of_IDiscMaster2,
		.destroy = destroy,
	};
	struct master *self = com_create(sizeof *self, &class, &vtable);
	HRESULT result;

	if (!self)
		return E_OUTOFMEMORY;
	self->events.events_id = &IID_DDiscMaster2Events;
	self->events.advised = advised;
	result = look_again(self);
	if (SUCCEEDED(result))
		result = com_query_interface(self, iid, ret_object);
	com_release(self);
	return result;
}
