/* SPDX-License-Identifier: MIT */
/* MsftWriteSpeedDescriptor, and lists of speeds. */
#include "engine/imapi2/dispatch.h"
#include "engine/imapi2/objects.h"

#define SPEEDS_MAX 64

struct descriptor {
	struct com_object object;
	struct br_write_speed speed;
};

static HRESULT get_media(IWriteSpeedDescriptor *This, IMAPI_MEDIA_PHYSICAL_TYPE *value)
{
	const struct descriptor *self = com_object_of(This);

	if (!value)
		return E_POINTER;
	*value = (IMAPI_MEDIA_PHYSICAL_TYPE)self->speed.media_type;
	return S_OK;
}

static HRESULT get_rotation(IWriteSpeedDescriptor *This, VARIANT_BOOL *value)
{
	const struct descriptor *self = com_object_of(This);

	return com_boolean(self->speed.rotation_is_pure_cav, value);
}

static HRESULT get_speed(IWriteSpeedDescriptor *This, LONG *value)
{
	const struct descriptor *self = com_object_of(This);

	return com_number(self->speed.sectors_per_second, value);
}

static void *create(const struct br_write_speed *speed)
{
	static const IWriteSpeedDescriptorVtbl vtable = {
		COM_DISPATCH,
		.get_MediaType = get_media,
		.get_RotationTypeIsPureCAV = get_rotation,
		.get_WriteSpeed = get_speed,
	};
	static const IID *const interfaces[] = { &IID_IWriteSpeedDescriptor, NULL };
	static const struct com_class class = {
		.interfaces = interfaces,
		.members = members_of_IWriteSpeedDescriptor,
	};
	struct descriptor *self = com_create(sizeof *self, &class, &vtable);

	if (self)
		self->speed = *speed;
	return self;
}

static HRESULT ask(struct imapi2_drive *drive, struct br_write_speed *speeds, unsigned *ret_count)
{
	struct br_outcome outcome =
		br_recorder_write_speeds(drive_recorder(drive), speeds, SPEEDS_MAX, ret_count);

	return br_outcome_hresult(&outcome);
}

HRESULT speeds_list(struct imapi2_drive *drive, SAFEARRAY **ret_array)
{
	struct br_write_speed speeds[SPEEDS_MAX];
	VARIANT variants[SPEEDS_MAX];
	unsigned count;
	HRESULT result = ask(drive, speeds, &count);

	if (FAILED(result))
		return result;
	for (unsigned i = 0; i < count; i++)
		variants[i] = (VARIANT) { .vt = VT_UI4, .lVal = speeds[i].sectors_per_second };
	return com_array(variants, count, ret_array);
}

HRESULT speeds_list_descriptors(struct imapi2_drive *drive, SAFEARRAY **ret_array)
{
	struct br_write_speed speeds[SPEEDS_MAX];
	VARIANT variants[SPEEDS_MAX];
	unsigned count;
	HRESULT result = ask(drive, speeds, &count);

	if (FAILED(result))
		return result;
	for (unsigned i = 0; i < count; i++)
		variants[i] = com_variant_of(create(&speeds[i]));
	return com_objects(variants, count, ret_array);
}
