/* SPDX-License-Identifier: MIT */
/* MsftDiscRecorder2: IDiscRecorder2Ex, the drive as a SCSI device. */
#include <stdlib.h>

#include "engine/imapi2/recorder.h"
#include "engine/mmc/bytes.h"
#include "engine/mmc/mmc.h"

#define SENSE_BYTES	      18
#define CDB_BYTES_MIN	      6
#define REPLY_BYTES_MAX	      8192
#define FEATURE_HEADER	      8 /* of GET CONFIGURATION */
#define MODE_HEADER	      8
#define ALL_MODE_PAGES	      0x3F
#define ALL_FEATURES	      0
#define CURRENT_FEATURES      1
#define STRUCTURE_HEADER      4
#define ALIGNMENT_DOUBLE_WORD 1

static HRESULT result_of(struct br_outcome outcome)
{
	return br_outcome_hresult(&outcome);
}

static HRESULT drive_of(IDiscRecorder2Ex *This, struct imapi2_drive **ret_drive)
{
	return recorder_drive(com_object_of(This), ret_drive);
}

/* ---- commands as the caller writes them -------------------------------------------------- */

/* Windows lets these have any length: vendors used them before they had their meaning. */
static bool length_is_free(uint8_t operation)
{
	static const uint8_t free_ones[] = { 0x02, 0x05, 0x06, 0x09, 0x0C, 0x0D, 0x0E, 0x0F, 0x10,
		0x13, 0x14, 0x19, 0x20, 0x21, 0x22, 0x23, 0x24, 0x26, 0x27, 0x29, 0x2C, 0x2D };

	return operation >> 5 == 3 || operation >> 5 > 5 ||
	       memchr(free_ones, operation, sizeof free_ones) != NULL;
}

static HRESULT send(IDiscRecorder2Ex *This, struct br_command *command, BYTE *sense)
{
	struct imapi2_drive *drive;
	HRESULT result = drive_of(This, &drive);

	if (FAILED(result))
		return result;
	if (command->data_bytes > drive_transport(drive)->transfer_bytes_max)
		return E_INVALIDARG;
	memset(sense, 0, SENSE_BYTES);
	br_transport_execute(drive_transport(drive), command);
	if (command->result.transport)
		return result_of((struct br_outcome) {
			.code = BR_E_TRANSPORT, .system_error = command->result.transport });
	if (command->result.status == BR_STATUS_GOOD)
		return S_OK;
	if (command->result.status != BR_STATUS_CHECK_CONDITION)
		return E_IMAPI_RECORDER_MEDIA_BUSY;
	memcpy(sense, command->result.sense_data,
		command->result.sense_data_bytes < SENSE_BYTES ? command->result.sense_data_bytes
							       : SENSE_BYTES);
	return S_IMAPI_COMMAND_HAS_SENSE_DATA;
}

static HRESULT fill(struct br_command *command, const BYTE *cdb, ULONG bytes, const BYTE *sense,
	ULONG timeout_s)
{
	if (!cdb || !sense)
		return E_POINTER;
	if (bytes < CDB_BYTES_MIN || bytes > BR_CDB_BYTES_MAX || timeout_s > UINT32_MAX / 1000)
		return E_INVALIDARG;
	if (!length_is_free(cdb[0]) && bytes != mmc_cdb_bytes(cdb[0]))
		return E_INVALIDARG;
	*command = (struct br_command) {
		.cdb_bytes = (uint8_t)bytes,
		.timeout_ms = timeout_s * 1000,
	};
	memcpy(command->cdb, cdb, bytes);
	return S_OK;
}

static HRESULT send_no_data(
	IDiscRecorder2Ex *This, BYTE *cdb, ULONG bytes, BYTE sense[18], ULONG timeout_s)
{
	struct br_command command;
	HRESULT result = fill(&command, cdb, bytes, sense, timeout_s);

	return FAILED(result) ? result : send(This, &command, sense);
}

/* NOLINTNEXTLINE(readability-function-size): IDiscRecorder2Ex gives its parameters. */
static HRESULT send_data_out(IDiscRecorder2Ex *This, BYTE *cdb, ULONG bytes, BYTE sense[18],
	ULONG timeout_s, BYTE *buffer, ULONG buffer_bytes)
{
	struct br_command command;
	HRESULT result = fill(&command, cdb, bytes, sense, timeout_s);

	if (FAILED(result))
		return result;
	if (!buffer)
		return E_POINTER;
	if (buffer_bytes == 0)
		return E_INVALIDARG;
	mmc_data_out(&command, buffer, buffer_bytes);
	return send(This, &command, sense);
}

/* NOLINTNEXTLINE(readability-function-size): IDiscRecorder2Ex gives its parameters. */
static HRESULT send_data_in(IDiscRecorder2Ex *This, BYTE *cdb, ULONG bytes, BYTE sense[18],
	ULONG timeout_s, BYTE *buffer, ULONG buffer_bytes, ULONG *ret_fetched)
{
	struct br_command command;
	HRESULT result = fill(&command, cdb, bytes, sense, timeout_s);

	if (FAILED(result))
		return result;
	if (!buffer || !ret_fetched)
		return E_POINTER;
	if (buffer_bytes == 0)
		return E_INVALIDARG;
	mmc_data_in(&command, buffer, buffer_bytes);
	result = send(This, &command, sense);
	*ret_fetched = (ULONG)command.result.transferred_bytes;
	return result;
}

/* ---- replies that are handed out whole --------------------------------------------------- */

static HRESULT hand_out(const void *bytes, size_t count, BYTE **ret_data, ULONG *ret_count)
{
	*ret_data = CoTaskMemAlloc(count ? count : 1);
	if (!*ret_data)
		return E_OUTOFMEMORY;
	memcpy(*ret_data, bytes, count);
	*ret_count = (ULONG)count;
	return S_OK;
}

/*
 * Ask with @command, whose reply begins with the length of what follows it (@length_bytes of it),
 * and hand out what comes after the first @skip bytes.
 */
static HRESULT ask(IDiscRecorder2Ex *This, struct br_command *command, size_t length_bytes,
	size_t skip, BYTE **ret_data, ULONG *ret_count)
{
	uint8_t reply_bytes[REPLY_BYTES_MAX];
	struct mmc_reply reply = { .bytes = reply_bytes };
	struct imapi2_drive *drive;
	HRESULT result = drive_of(This, &drive);

	if (!ret_data || !ret_count)
		return E_POINTER;
	if (FAILED(result))
		return result;
	mmc_data_in(command, reply_bytes, sizeof reply_bytes);
	result = result_of(mmc_send(drive_transport(drive), command));
	if (FAILED(result))
		return result;
	reply.count = command->result.transferred_bytes;
	mmc_limit(&reply, (length_bytes == 2 ? mmc_be16(&reply, 0) : (size_t)mmc_be32(&reply, 0)) +
				  length_bytes);
	if (reply.short_reply || reply.count < skip)
		return E_IMAPI_RECORDER_INVALID_RESPONSE_FROM_DEVICE;
	return hand_out(reply_bytes + skip, reply.count - skip, ret_data, ret_count);
}

static HRESULT disc_information(IDiscRecorder2Ex *This, BYTE **ret_data, ULONG *ret_count)
{
	struct br_command command = mmc_start(MMC_OP_READ_DISC_INFORMATION);

	mmc_put_be16(&command.cdb[7], REPLY_BYTES_MAX);
	return ask(This, &command, 2, 0, ret_data, ret_count);
}

static HRESULT track_information(IDiscRecorder2Ex *This, ULONG address,
	IMAPI_READ_TRACK_ADDRESS_TYPE type, BYTE **ret_data, ULONG *ret_count)
{
	struct br_command command = mmc_start(MMC_OP_READ_TRACK_INFORMATION);

	if (type > IMAPI_READ_TRACK_ADDRESS_TYPE_SESSION)
		return E_INVALIDARG;
	command.cdb[1] = (uint8_t)type;
	mmc_put_be32(&command.cdb[2], address);
	mmc_put_be16(&command.cdb[7], REPLY_BYTES_MAX);
	return ask(This, &command, 2, 0, ret_data, ret_count);
}

/* NOLINTNEXTLINE(readability-function-size): IDiscRecorder2Ex gives its parameters. */
static HRESULT read_structure(IDiscRecorder2Ex *This, ULONG format, ULONG address, ULONG layer,
	ULONG agid, BYTE **ret_data, ULONG *ret_count)
{
	struct br_command command = mmc_start(MMC_OP_READ_DISC_STRUCTURE);

	if (layer > UINT8_MAX || agid > 3)
		return E_INVALIDARG;
	mmc_put_be32(&command.cdb[2], address);
	command.cdb[6] = (uint8_t)layer;
	command.cdb[7] = (uint8_t)format; /* is truncated, its page says */
	mmc_put_be16(&command.cdb[8], REPLY_BYTES_MAX);
	command.cdb[10] = (uint8_t)(agid << 6);
	return ask(This, &command, 2, STRUCTURE_HEADER, ret_data, ret_count);
}

static HRESULT send_structure(IDiscRecorder2Ex *This, ULONG format, BYTE *data, ULONG count)
{
	struct br_command command = mmc_start(MMC_OP_SEND_DISC_STRUCTURE);
	uint8_t list[REPLY_BYTES_MAX] = { 0 };
	struct imapi2_drive *drive;
	HRESULT result = drive_of(This, &drive);

	if (!data)
		return E_POINTER;
	if (format > UINT8_MAX || count == 0 || count > sizeof list - STRUCTURE_HEADER)
		return E_INVALIDARG;
	if (FAILED(result))
		return result;
	mmc_put_be16(list, (uint16_t)(count + 2));
	memcpy(list + STRUCTURE_HEADER, data, count);
	command.cdb[7] = (uint8_t)format;
	mmc_put_be16(&command.cdb[8], (uint16_t)(count + STRUCTURE_HEADER));
	mmc_data_out(&command, list, count + STRUCTURE_HEADER);
	return result_of(mmc_send(drive_transport(drive), &command));
}

/* ---- features ---------------------------------------------------------------------------- */

static HRESULT feature_page(IDiscRecorder2Ex *This, IMAPI_FEATURE_PAGE_TYPE code,
	BOOLEAN current_only, BYTE **ret_data, ULONG *ret_count)
{
	struct mmc_feature_descriptor feature;
	uint8_t bytes[4 + sizeof feature.data];
	struct imapi2_drive *drive;
	HRESULT result = drive_of(This, &drive);

	if (!ret_data || !ret_count)
		return E_POINTER;
	if (SUCCEEDED(result))
		result = result_of(
			mmc_get_feature(drive_transport(drive), (enum mmc_feature)code, &feature));
	if (FAILED(result))
		return result;
	if (!feature.present)
		return E_IMAPI_RECORDER_NO_SUCH_FEATURE;
	if (current_only && !feature.current)
		return E_IMAPI_RECORDER_FEATURE_IS_NOT_CURRENT;
	mmc_put_be16(bytes, (uint16_t)code);
	bytes[2] = (uint8_t)(feature.version << 2 | feature.persistent << 1 | feature.current);
	bytes[3] = feature.data_bytes;
	memcpy(bytes + 4, feature.data, feature.data_bytes);
	return hand_out(bytes, 4 + (size_t)feature.data_bytes, ret_data, ret_count);
}

static HRESULT features(IDiscRecorder2Ex *This, BOOLEAN current_only,
	IMAPI_FEATURE_PAGE_TYPE **ret_types, ULONG *ret_count)
{
	struct br_command command = mmc_start(MMC_OP_GET_CONFIGURATION);
	IMAPI_FEATURE_PAGE_TYPE *types;
	ULONG bytes, count = 0;
	BYTE *data;
	HRESULT result;

	if (!ret_types || !ret_count)
		return E_POINTER;
	command.cdb[1] = current_only ? CURRENT_FEATURES : ALL_FEATURES;
	mmc_put_be16(&command.cdb[7], REPLY_BYTES_MAX);
	result = ask(This, &command, 4, FEATURE_HEADER, &data, &bytes);
	if (FAILED(result))
		return result;
	types = CoTaskMemAlloc((bytes / 4 + 1) * sizeof *types);
	for (ULONG at = 0; types && at + 4 <= bytes; at += 4 + (ULONG)data[at + 3])
		types[count++] = (IMAPI_FEATURE_PAGE_TYPE)(data[at] << 8 | data[at + 1]);
	CoTaskMemFree(data);
	*ret_types = types;
	*ret_count = count;
	return types ? S_OK : E_OUTOFMEMORY;
}

static HRESULT profiles(IDiscRecorder2Ex *This, BOOLEAN current_only,
	IMAPI_PROFILE_TYPE **ret_types, ULONG *ret_count)
{
	uint16_t list[63];
	unsigned count;
	HRESULT result;

	if (!ret_types || !ret_count)
		return E_POINTER;
	result = recorder_profiles(com_object_of(This), current_only, list, 63, &count);
	if (FAILED(result))
		return result;
	*ret_types = CoTaskMemAlloc((count + 1) * sizeof **ret_types);
	if (!*ret_types)
		return E_OUTOFMEMORY;
	for (unsigned i = 0; i < count; i++)
		(*ret_types)[i] = (IMAPI_PROFILE_TYPE)list[i];
	*ret_count = count;
	return S_OK;
}

/* ---- mode pages -------------------------------------------------------------------------- */

static HRESULT mode_page(IDiscRecorder2Ex *This, IMAPI_MODE_PAGE_TYPE page,
	IMAPI_MODE_PAGE_REQUEST_TYPE type, BYTE **ret_data, ULONG *ret_count)
{
	struct mmc_mode_page_data data;
	struct imapi2_drive *drive;
	HRESULT result = drive_of(This, &drive);

	if (!ret_data || !ret_count)
		return E_POINTER;
	if (type > IMAPI_MODE_PAGE_REQUEST_TYPE_SAVED_VALUES || (unsigned)page >= ALL_MODE_PAGES)
		return E_INVALIDARG;
	if (SUCCEEDED(result))
		result = result_of(mmc_mode_sense(drive_transport(drive), (enum mmc_mode_page)page,
			(enum mmc_page_control)type, &data));
	return FAILED(result) ? result : hand_out(data.bytes, data.count, ret_data, ret_count);
}

static HRESULT set_mode_page(
	IDiscRecorder2Ex *This, IMAPI_MODE_PAGE_REQUEST_TYPE type, BYTE *data, ULONG count)
{
	struct mmc_mode_page_data page = { .count = (uint16_t)count };
	struct imapi2_drive *drive;
	HRESULT result = drive_of(This, &drive);

	if (!data)
		return E_POINTER;
	if (type != IMAPI_MODE_PAGE_REQUEST_TYPE_CURRENT_VALUES || count < 2 ||
		count > sizeof page.bytes)
		return E_INVALIDARG;
	if (FAILED(result))
		return result;
	memcpy(page.bytes, data, count);
	return result_of(mmc_mode_select(drive_transport(drive), &page));
}

static HRESULT mode_pages(IDiscRecorder2Ex *This, IMAPI_MODE_PAGE_REQUEST_TYPE type,
	IMAPI_MODE_PAGE_TYPE **ret_types, ULONG *ret_count)
{
	struct br_command command = mmc_start(MMC_OP_MODE_SENSE_10);
	IMAPI_MODE_PAGE_TYPE *types;
	ULONG bytes, count = 0;
	BYTE *data;
	HRESULT result;

	if (!ret_types || !ret_count)
		return E_POINTER;
	if (type > IMAPI_MODE_PAGE_REQUEST_TYPE_SAVED_VALUES)
		return E_INVALIDARG;
	command.cdb[1] = 0x08; /* no block descriptors */
	command.cdb[2] = (uint8_t)((unsigned)type << 6 | ALL_MODE_PAGES);
	mmc_put_be16(&command.cdb[7], REPLY_BYTES_MAX);
	result = ask(This, &command, 2, MODE_HEADER, &data, &bytes);
	if (FAILED(result))
		return result;
	types = CoTaskMemAlloc((bytes / 2 + 1) * sizeof *types);
	for (ULONG at = 0; types && at + 2 <= bytes; at += 2 + (ULONG)data[at + 1])
		types[count++] = (IMAPI_MODE_PAGE_TYPE)(data[at] & ALL_MODE_PAGES);
	CoTaskMemFree(data);
	*ret_types = types;
	*ret_count = count;
	return types ? S_OK : E_OUTOFMEMORY;
}

/* ---- the way to it ----------------------------------------------------------------------- */

static HRESULT adapter_descriptor(IDiscRecorder2Ex *This, BYTE **ret_data, ULONG *ret_count)
{
	struct { /* STORAGE_ADAPTER_DESCRIPTOR */
		ULONG version, size, transfer_bytes_max, pages_max, alignment_mask;
		BYTE pio, scans_down, queueing, accelerated, bus_type;
		WORD major, minor;
	} descriptor = { .version = 32,
		.size = 32,
		.alignment_mask = ALIGNMENT_DOUBLE_WORD - 1,
		.bus_type = 1 /* SCSI */ };
	struct imapi2_drive *drive;
	HRESULT result = drive_of(This, &drive);

	if (!ret_data || !ret_count)
		return E_POINTER;
	if (FAILED(result))
		return result;
	descriptor.transfer_bytes_max = (ULONG)drive_transport(drive)->transfer_bytes_max;
	descriptor.pages_max = descriptor.transfer_bytes_max / 4096;
	return hand_out(&descriptor, sizeof descriptor, ret_data, ret_count);
}

static HRESULT device_descriptor(IDiscRecorder2Ex *This, BYTE **ret_data, ULONG *ret_count)
{
	struct { /* STORAGE_DEVICE_DESCRIPTOR, and the texts it points to */
		ULONG version, size;
		BYTE type, modifier, removable, queueing;
		ULONG vendor_at, product_at, revision_at, serial_at, bus_type, raw_bytes;
		char vendor[9], product[17], revision[6];
	} descriptor = { .version = 40, .type = 5, .removable = 1, .bus_type = 1 };
	struct imapi2_drive *drive;
	HRESULT result = drive_of(This, &drive);
	const struct br_recorder *recorder;

	if (!ret_data || !ret_count)
		return E_POINTER;
	if (FAILED(result))
		return result;
	recorder = drive_recorder(drive);
	descriptor.size = sizeof descriptor;
	descriptor.vendor_at = offsetof(__typeof__(descriptor), vendor);
	descriptor.product_at = offsetof(__typeof__(descriptor), product);
	descriptor.revision_at = offsetof(__typeof__(descriptor), revision);
	strncpy(descriptor.vendor, br_recorder_vendor(recorder), 8);
	strncpy(descriptor.product, br_recorder_product(recorder), 16);
	strncpy(descriptor.revision, br_recorder_revision(recorder), 4);
	return hand_out(&descriptor, sizeof descriptor, ret_data, ret_count);
}

static HRESULT alignment(IDiscRecorder2Ex *This, ULONG *value)
{
	(void)This;
	if (!value)
		return E_POINTER;
	*value = ALIGNMENT_DOUBLE_WORD;
	return S_OK;
}

static HRESULT transfer_bytes_max(IDiscRecorder2Ex *This, ULONG *value)
{
	struct imapi2_drive *drive;
	HRESULT result = drive_of(This, &drive);

	if (!value)
		return E_POINTER;
	if (SUCCEEDED(result))
		*value = (ULONG)drive_transport(drive)->transfer_bytes_max;
	return result;
}

const IDiscRecorder2ExVtbl recorder_ex_vtable = {
	COM_UNKNOWN,
	.SendCommandNoData = send_no_data,
	.SendCommandSendDataToDevice = send_data_out,
	.SendCommandGetDataFromDevice = send_data_in,
	.ReadDvdStructure = read_structure,
	.SendDvdStructure = send_structure,
	.GetAdapterDescriptor = adapter_descriptor,
	.GetDeviceDescriptor = device_descriptor,
	.GetDiscInformation = disc_information,
	.GetTrackInformation = track_information,
	.GetFeaturePage = feature_page,
	.GetModePage = mode_page,
	.SetModePage = set_mode_page,
	.GetSupportedFeaturePages = features,
	.GetSupportedProfiles = profiles,
	.GetSupportedModePages = mode_pages,
	.GetByteAlignmentMask = alignment,
	.GetMaximumNonPageAlignedTransferSize = transfer_bytes_max,
	.GetMaximumPageAlignedTransferSize = transfer_bytes_max,
};
