/* SPDX-License-Identifier: MIT */
/* MsftDiscRecorder2: IDiscRecorder2. */
#include "engine/imapi2/recorder.h"

#include <mntent.h>
#include <stdio.h>

#include "engine/mmc/mmc.h"

#define LOAD_SUPPORTED	 0x10 /* of the Removable Medium feature, MMC-6 5.3.4 */
#define PROFILES_MAX	 63
#define FEATURES_MAX	 256
#define MODE_PAGES_MAX	 64
#define VOLUME_PATHS_MAX 16

static HRESULT result_of(struct br_outcome outcome)
{
	return br_outcome_hresult(&outcome);
}

struct disc_recorder *recorder_of(void *interface)
{
	return com_is(interface, &recorder_class) ? com_object_of(interface) : NULL;
}

HRESULT recorder_drive(struct disc_recorder *recorder, struct imapi2_drive **ret_drive)
{
	if (!recorder->drive)
		return E_POINTER;
	*ret_drive = recorder->drive;
	return drive_check_access(recorder->drive, recorder);
}

/* ---- who it is --------------------------------------------------------------------------- */

static HRESULT initialize(IDiscRecorder2 *This, BSTR id)
{
	struct disc_recorder *self = com_object_of(This);

	if (!id)
		return E_POINTER;
	if (self->drive)
		return E_INVALIDARG;
	return drive_open(id, &self->drive);
}

static HRESULT get_active(IDiscRecorder2 *This, BSTR *value)
{
	const struct disc_recorder *self = com_object_of(This);

	if (!value || !self->drive)
		return E_POINTER;
	return com_text(drive_id(self->drive), value);
}

static HRESULT identity(
	IDiscRecorder2 *This, const char *(*part)(const struct br_recorder *), BSTR *value)
{
	struct disc_recorder *self = com_object_of(This);

	if (!value || !self->drive)
		return E_POINTER;
	return com_text_of(part(drive_recorder(self->drive)), value);
}

static HRESULT get_vendor(IDiscRecorder2 *This, BSTR *value)
{
	return identity(This, br_recorder_vendor, value);
}

static HRESULT get_product(IDiscRecorder2 *This, BSTR *value)
{
	return identity(This, br_recorder_product, value);
}

static HRESULT get_revision(IDiscRecorder2 *This, BSTR *value)
{
	return identity(This, br_recorder_revision, value);
}

static bool is_of(const struct mntent *mounted, LPCWSTR id)
{
	const char *name = mounted->mnt_fsname;

	while (*id && *id == (unsigned char)*name) {
		id++;
		name++;
	}
	return !*id && !*name;
}

static HRESULT get_paths(IDiscRecorder2 *This, SAFEARRAY **value)
{
	const struct disc_recorder *self = com_object_of(This);
	VARIANT paths[VOLUME_PATHS_MAX];
	struct mntent entry;
	char line[4096];
	HRESULT result = S_OK;
	ULONG count = 0;
	FILE *mounts;

	if (!value || !self->drive)
		return E_POINTER;
	mounts = setmntent("/proc/self/mounts", "r");
	while (mounts && count < VOLUME_PATHS_MAX && SUCCEEDED(result) &&
		getmntent_r(mounts, &entry, line, sizeof line))
		if (is_of(&entry, drive_id(self->drive))) {
			paths[count] = (VARIANT) { .vt = VT_BSTR };
			result = com_text_of(entry.mnt_dir, &paths[count++].bstrVal);
		}
	if (mounts)
		endmntent(mounts);
	if (SUCCEEDED(result))
		return com_array(paths, count, value);
	while (count > 0)
		VariantClear(&paths[--count]);
	return result;
}

/* The number in the device's name; other drives have none. */
static HRESULT get_legacy_number(IDiscRecorder2 *This, LONG *value)
{
	const struct disc_recorder *self = com_object_of(This);
	LPCWSTR id;

	if (!value || !self->drive)
		return E_POINTER;
	id = drive_id(self->drive);
	if (id[0] != L'/')
		return E_FAIL;
	id += wcscspn(id, L"0123456789");
	if (!*id)
		return E_FAIL;
	*value = (LONG)wcstol(id, NULL, 10);
	return S_OK;
}

/* ---- tray and access --------------------------------------------------------------------- */

static HRESULT move_tray(IDiscRecorder2 *This, struct br_outcome (*move)(struct br_recorder *))
{
	struct imapi2_drive *drive;
	HRESULT result = recorder_drive(com_object_of(This), &drive);

	return FAILED(result) ? result : result_of(move(drive_recorder(drive)));
}

static HRESULT eject(IDiscRecorder2 *This)
{
	return move_tray(This, br_recorder_eject);
}

static HRESULT close_tray(IDiscRecorder2 *This)
{
	return move_tray(This, br_recorder_load);
}

static HRESULT can_load(IDiscRecorder2 *This, VARIANT_BOOL *value)
{
	struct mmc_feature_descriptor feature;
	struct imapi2_drive *drive;
	HRESULT result = recorder_drive(com_object_of(This), &drive);

	if (!value)
		return E_POINTER;
	if (SUCCEEDED(result))
		result = result_of(mmc_get_feature(
			drive_transport(drive), MMC_FEATURE_REMOVABLE_MEDIUM, &feature));
	if (FAILED(result))
		return result;
	return com_boolean(feature.data_bytes > 0 && (feature.data[0] & LOAD_SUPPORTED), value);
}

/* @force is of no use: Linux keeps a mounted disc from everybody. */
static HRESULT acquire(IDiscRecorder2 *This, VARIANT_BOOL force, BSTR client_name)
{
	struct disc_recorder *self = com_object_of(This);

	(void)force;
	if (!self->drive || !client_name)
		return E_POINTER;
	return drive_acquire(self->drive, self, client_name);
}

static HRESULT release_access(IDiscRecorder2 *This)
{
	struct disc_recorder *self = com_object_of(This);

	return self->drive ? drive_release(self->drive, self) : E_POINTER;
}

static HRESULT get_owner(IDiscRecorder2 *This, BSTR *value)
{
	const struct disc_recorder *self = com_object_of(This);

	return self->drive && value ? drive_owner(self->drive, value) : E_POINTER;
}

/* Linux tells nobody of a disc that is in use by one alone: there is only the count to keep. */
static HRESULT disable_mcn(IDiscRecorder2 *This)
{
	struct disc_recorder *self = com_object_of(This);

	if (!self->drive)
		return E_POINTER;
	self->mcn_disabled++;
	return S_OK;
}

static HRESULT enable_mcn(IDiscRecorder2 *This)
{
	struct disc_recorder *self = com_object_of(This);

	if (!self->drive)
		return E_POINTER;
	if (self->mcn_disabled == 0)
		return E_FAIL;
	self->mcn_disabled--;
	return S_OK;
}

/* ---- what it can ------------------------------------------------------------------------- */

HRESULT recorder_profiles(struct disc_recorder *recorder, bool current_only, uint16_t *profiles,
	unsigned max, unsigned *ret_count)
{
	struct mmc_feature_descriptor list;
	struct imapi2_drive *drive;
	HRESULT result = recorder_drive(recorder, &drive);

	if (SUCCEEDED(result))
		result = result_of(
			mmc_get_feature(drive_transport(drive), MMC_FEATURE_PROFILE_LIST, &list));
	if (FAILED(result))
		return result;
	*ret_count = 0;
	for (unsigned at = 0; at + 4 <= list.data_bytes && *ret_count < max; at += 4)
		if (!current_only || (list.data[at + 2] & 1))
			profiles[(*ret_count)++] =
				(uint16_t)(list.data[at] << 8 | list.data[at + 1]);
	return S_OK;
}

static bool is_writable(uint16_t profile)
{
	static const enum br_media_type writable[] = { BR_MEDIA_CDR, BR_MEDIA_CDRW, BR_MEDIA_DVDRAM,
		BR_MEDIA_DVDPLUSR, BR_MEDIA_DVDPLUSRW, BR_MEDIA_DVDPLUSR_DUALLAYER,
		BR_MEDIA_DVDDASHR, BR_MEDIA_DVDDASHRW, BR_MEDIA_DVDDASHR_DUALLAYER,
		BR_MEDIA_DVDPLUSRW_DUALLAYER, BR_MEDIA_BDR, BR_MEDIA_BDRE };

	for (size_t i = 0; i < sizeof writable / sizeof *writable; i++)
		if (br_media_type_of(profile) == writable[i])
			return true;
	return false;
}

HRESULT recorder_can_write(struct disc_recorder *recorder, bool *ret_can)
{
	uint16_t profiles[PROFILES_MAX];
	unsigned count;
	HRESULT result = recorder_profiles(recorder, false, profiles, PROFILES_MAX, &count);

	*ret_can = false;
	for (unsigned i = 0; SUCCEEDED(result) && i < count; i++)
		*ret_can = *ret_can || is_writable(profiles[i]);
	return result;
}

static HRESULT numbers(const LONG *values, unsigned count, SAFEARRAY **ret)
{
	VARIANT variants[FEATURES_MAX];

	for (unsigned i = 0; i < count; i++)
		variants[i] = (VARIANT) { .vt = VT_I4, .lVal = values[i] };
	return com_array(variants, count, ret);
}

/* IDiscRecorder2Ex has the lists; here they become arrays of variants. */
static HRESULT list_features(IDiscRecorder2 *This, BOOLEAN current_only, SAFEARRAY **value)
{
	struct disc_recorder *self = com_object_of(This);
	IMAPI_FEATURE_PAGE_TYPE *types;
	LONG list[FEATURES_MAX];
	ULONG count;
	HRESULT result;

	if (!value)
		return E_POINTER;
	result = recorder_ex_vtable.GetSupportedFeaturePages(
		(IDiscRecorder2Ex *)(void *)&self->ex, current_only, &types, &count);
	if (FAILED(result))
		return result;
	for (ULONG i = 0; i < count && i < FEATURES_MAX; i++)
		list[i] = (LONG)types[i];
	CoTaskMemFree(types);
	return numbers(list, count < FEATURES_MAX ? count : FEATURES_MAX, value);
}

static HRESULT get_features(IDiscRecorder2 *This, SAFEARRAY **value)
{
	return list_features(This, FALSE, value);
}

static HRESULT get_current_features(IDiscRecorder2 *This, SAFEARRAY **value)
{
	return list_features(This, TRUE, value);
}

static HRESULT list_profiles(IDiscRecorder2 *This, bool current_only, SAFEARRAY **value)
{
	uint16_t profiles[PROFILES_MAX];
	LONG list[PROFILES_MAX];
	unsigned count;
	HRESULT result;

	if (!value)
		return E_POINTER;
	result = recorder_profiles(
		com_object_of(This), current_only, profiles, PROFILES_MAX, &count);
	if (FAILED(result))
		return result;
	for (unsigned i = 0; i < count; i++)
		list[i] = profiles[i];
	return numbers(list, count, value);
}

static HRESULT get_profiles(IDiscRecorder2 *This, SAFEARRAY **value)
{
	return list_profiles(This, false, value);
}

static HRESULT get_current_profiles(IDiscRecorder2 *This, SAFEARRAY **value)
{
	return list_profiles(This, true, value);
}

static HRESULT get_mode_pages(IDiscRecorder2 *This, SAFEARRAY **value)
{
	struct disc_recorder *self = com_object_of(This);
	IMAPI_MODE_PAGE_TYPE *types;
	LONG list[MODE_PAGES_MAX];
	ULONG count;
	HRESULT result;

	if (!value)
		return E_POINTER;
	result = recorder_ex_vtable.GetSupportedModePages((IDiscRecorder2Ex *)(void *)&self->ex,
		IMAPI_MODE_PAGE_REQUEST_TYPE_CURRENT_VALUES, &types, &count);
	if (FAILED(result))
		return result;
	for (ULONG i = 0; i < count && i < MODE_PAGES_MAX; i++)
		list[i] = (LONG)types[i];
	CoTaskMemFree(types);
	return numbers(list, count, value);
}

/* ------------------------------------------------------------------------------------------ */

static void destroy(struct com_object *object)
{
	struct disc_recorder *self = (struct disc_recorder *)object;

	if (!self->drive)
		return;
	while (SUCCEEDED(drive_release(self->drive, self)))
		;
	drive_close(self->drive);
}

static const IDiscRecorder2Vtbl vtable = {
	COM_DISPATCH,
	.EjectMedia = eject,
	.CloseTray = close_tray,
	.AcquireExclusiveAccess = acquire,
	.ReleaseExclusiveAccess = release_access,
	.DisableMcn = disable_mcn,
	.EnableMcn = enable_mcn,
	.InitializeDiscRecorder = initialize,
	.get_ActiveDiscRecorder = get_active,
	.get_VendorId = get_vendor,
	.get_ProductId = get_product,
	.get_ProductRevision = get_revision,
	.get_VolumeName = get_active,
	.get_VolumePathNames = get_paths,
	.get_DeviceCanLoadMedia = can_load,
	.get_LegacyDeviceNumber = get_legacy_number,
	.get_SupportedFeaturePages = get_features,
	.get_CurrentFeaturePages = get_current_features,
	.get_SupportedProfiles = get_profiles,
	.get_CurrentProfiles = get_current_profiles,
	.get_SupportedModePages = get_mode_pages,
	.get_ExclusiveAccessOwner = get_owner,
};

static const IID *const interfaces[] = { &IID_IDiscRecorder2, NULL };
static const struct com_other others[] = {
	{ &IID_IDiscRecorder2Ex, offsetof(struct disc_recorder, ex), &recorder_ex_vtable },
	{ 0 },
};
const struct com_class recorder_class = {
	.interfaces = interfaces,
	.others = others,
	.members = members_of_IDiscRecorder2,
	.destroy = destroy,
};

HRESULT recorder_create(REFIID iid, void **ret_object)
{
	struct disc_recorder *self = com_create(sizeof *self, &recorder_class, &vtable);
	HRESULT result;

	if (!self)
		return E_OUTOFMEMORY;
	result = com_query_interface(self, iid, ret_object);
	com_release(self);
	return result;
}

HRESULT br_imapi2_last_failure(IDiscRecorder2Ex *recorder, struct br_outcome *ret_failure)
{
	const struct disc_recorder *self = recorder_of(recorder);

	if (!self || !self->drive || !ret_failure)
		return E_POINTER;
	*ret_failure = drive_failure(self->drive);
	return ret_failure->code == BR_OK ? S_FALSE : S_OK;
}
