/* SPDX-License-Identifier: MIT */
/* MsftDiscMaster2: the optical drives of the machine, and those that the program added. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "engine/imapi2/dispatch.h"
#include "engine/imapi2/objects.h"

#define BLOCK_DEVICES "/sys/class/block"
#define DEVICES_MAX   256

struct master {
	struct com_object object;
	BSTR *ids; /* as they were when the object was made or last counted */
	size_t count;
};

struct enumeration {
	struct com_object object;
	BSTR *ids;
	size_t count, at;
};

static void free_ids(BSTR *ids, size_t count)
{
	for (size_t i = 0; i < count; i++)
		SysFreeString(ids[i]);
	free(ids);
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

static HRESULT enumerate(BSTR **ret_ids, size_t *ret_count)
{
	unsigned numbers[DEVICES_MAX], devices = device_numbers(numbers);
	size_t added;
	BSTR *ids, *all;
	HRESULT result = drives_added(&ids, &added);

	if (FAILED(result))
		return result;
	all = realloc(ids, (added + devices + 1) * sizeof *all);
	if (!all) {
		free_ids(ids, added);
		return E_OUTOFMEMORY;
	}
	for (unsigned i = 0; i < devices && SUCCEEDED(result); i++) {
		char path[32];

		snprintf(path, sizeof path, "/dev/sr%u", numbers[i]);
		result = com_text_of(path, &all[added + i]);
	}
	*ret_ids = all;
	*ret_count = added + devices;
	return result;
}

static HRESULT look_again(struct master *self)
{
	free_ids(self->ids, self->count);
	self->ids = NULL;
	self->count = 0;
	return enumerate(&self->ids, &self->count);
}

static HRESULT get_count(IDiscMaster2 *This, LONG *value)
{
	struct master *self = com_object_of(This);
	HRESULT result;

	if (!value)
		return E_POINTER;
	result = look_again(self);
	return FAILED(result) ? result : com_number((int64_t)self->count, value);
}

static HRESULT get_item(IDiscMaster2 *This, LONG index, BSTR *value)
{
	const struct master *self = com_object_of(This);

	if (!value)
		return E_POINTER;
	if (index < 0 || (size_t)index >= self->count)
		return E_INVALIDARG;
	return com_text(self->ids[index], value);
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
	for (size_t i = 0; SUCCEEDED(result) && i < self->count && !supported; i++) {
		struct imapi2_drive *drive;

		supported = SUCCEEDED(drive_open(self->ids[i], &drive));
		if (supported)
			drive_close(drive);
	}
	return FAILED(result) ? result : com_boolean(supported, value);
}

/* ---- the enumeration --------------------------------------------------------------------- */

static HRESULT next(IEnumVARIANT *This, ULONG count, VARIANT *ret_variants, ULONG *ret_fetched)
{
	struct enumeration *self = com_object_of(This);
	ULONG done = 0;

	if (!ret_variants)
		return E_POINTER;
	for (; done < count && self->at < self->count; done++, self->at++) {
		VariantInit(&ret_variants[done]);
		ret_variants[done].vt = VT_BSTR;
		ret_variants[done].bstrVal = SysAllocString(self->ids[self->at]);
	}
	if (ret_fetched)
		*ret_fetched = done;
	return done < count ? S_FALSE : S_OK;
}

static HRESULT skip(IEnumVARIANT *This, ULONG count)
{
	struct enumeration *self = com_object_of(This);
	size_t left = self->count - self->at;

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
	struct enumeration *self = (struct enumeration *)object;

	free_ids(self->ids, self->count);
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
	result = enumerate(&self->ids, &self->count);
	if (FAILED(result)) {
		com_release(self);
		return result;
	}
	self->at = at < self->count ? at : self->count;
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

	free_ids(self->ids, self->count);
}

static const IDiscMaster2Vtbl vtable = {
	COM_DISPATCH,
	.get__NewEnum = get_enumeration,
	.get_Item = get_item,
	.get_Count = get_count,
	.get_IsSupportedEnvironment = get_supported,
};

HRESULT master_create(REFIID iid, void **ret_object)
{
	static const IID *const interfaces[] = { &IID_IDiscMaster2, NULL };
	static const struct com_class class = {
		.interfaces = interfaces,
		.members = members_of_IDiscMaster2,
		.destroy = destroy,
	};
	struct master *self = com_create(sizeof *self, &class, &vtable);
	HRESULT result;

	if (!self)
		return E_OUTOFMEMORY;
	result = look_again(self);
	if (SUCCEEDED(result))
		result = com_query_interface(self, iid, ret_object);
	com_release(self);
	return result;
}
