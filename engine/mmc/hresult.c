/* SPDX-License-Identifier: MIT */
#include "burnengine/hresult.h"

#include <errno.h>

#include "engine/mmc/codes.h"

#define ANY		 (-1)
#define ERROR_HANDLE_EOF 38

/*
 * First match wins. After the sense table of Microsoft's sample of the disc formats, in the order
 * it has there. The vendor's codes 4/09/.. of that table are left out: MMC gives them to tracking.
 */
static const struct {
	int16_t key, code, qualifier, operation;
	HRESULT hresult;
} senses[] = {
	{ 0x0, 0x00, ANY, ANY, S_OK },
	{ ANY, 0x02, 0x06, ANY, E_IMAPI_RECORDER_MEDIA_UPSIDE_DOWN },
	{ 0x2, 0x04, 0x01, ANY, E_IMAPI_RECORDER_MEDIA_BECOMING_READY },
	{ 0x2, 0x04, 0x03, ANY, E_IMAPI_RECORDER_MEDIA_NO_MEDIA },
	{ 0x2, 0x04, 0x04, ANY, E_IMAPI_RECORDER_MEDIA_FORMAT_IN_PROGRESS },
	{ 0x2, 0x04, 0x07, ANY, E_IMAPI_RECORDER_MEDIA_BUSY },
	{ 0x2, 0x04, 0x08, ANY, E_IMAPI_RECORDER_MEDIA_BUSY },
	{ 0x2, 0x04, ANY, ANY, E_IMAPI_RECORDER_MEDIA_BECOMING_READY },
	{ 0x2, 0x30, ANY, MMC_OP_READ_DISC_STRUCTURE, E_IMAPI_RECORDER_DVD_STRUCTURE_NOT_PRESENT },
	{ 0x3, 0x0C, 0x09, MMC_OP_SYNCHRONIZE_CACHE, S_OK },
	{ 0x3, 0x0C, 0x09, ANY, E_IMAPI_LOSS_OF_STREAMING },
	{ 0x5, 0x20, 0x00, MMC_OP_READ_DISC_STRUCTURE, E_IMAPI_RECORDER_DVD_STRUCTURE_NOT_PRESENT },
	{ 0x5, 0x24, 0x00, MMC_OP_READ_DISC_STRUCTURE, E_IMAPI_RECORDER_DVD_STRUCTURE_NOT_PRESENT },
	{ 0x5, 0x30, 0x02, MMC_OP_READ_DISC_STRUCTURE, E_IMAPI_RECORDER_DVD_STRUCTURE_NOT_PRESENT },
	{ 0x5, 0x20, 0x00, MMC_OP_GET_CONFIGURATION,
		E_IMAPI_RECORDER_GET_CONFIGURATION_NOT_SUPPORTED },
	{ 0x5, 0x24, 0x00, MMC_OP_MODE_SENSE_10, E_IMAPI_RECORDER_NO_SUCH_MODE_PAGE },
	{ 0x5, 0x26, ANY, MMC_OP_MODE_SELECT_10, E_IMAPI_RECORDER_INVALID_MODE_PARAMETERS },
	{ 0x7, 0x27, ANY, ANY, E_IMAPI_RECORDER_MEDIA_WRITE_PROTECTED },
	{ 0x6, 0x28, 0x00, ANY, E_IMAPI_RECORDER_MEDIA_BECOMING_READY },
	{ ANY, 0x30, ANY, ANY, E_IMAPI_RECORDER_MEDIA_INCOMPATIBLE },
	{ 0x2, 0x3A, ANY, ANY, E_IMAPI_RECORDER_MEDIA_NO_MEDIA },
	{ ANY, 0x73, 0x03, ANY, E_IMAPI_RECORDER_MEDIA_SPEED_MISMATCH },
};

static bool fits(int16_t wanted, uint8_t value)
{
	return wanted == ANY || wanted == value;
}

static HRESULT of_device(const struct br_outcome *outcome)
{
	const struct br_sense *sense = &outcome->sense;

	if (outcome->status == BR_STATUS_BUSY)
		return E_IMAPI_RECORDER_MEDIA_BUSY;
	for (size_t i = 0;
		outcome->status == BR_STATUS_CHECK_CONDITION && i < sizeof senses / sizeof *senses;
		i++)
		if (fits(senses[i].key, sense->key) && fits(senses[i].code, sense->code) &&
			fits(senses[i].qualifier, sense->qualifier) &&
			fits(senses[i].operation, outcome->operation))
			return senses[i].hresult;
	if (outcome->operation == MMC_OP_WRITE_10 || outcome->operation == MMC_OP_WRITE_12)
		return E_IMAPI_UNEXPECTED_RESPONSE_FROM_DEVICE;
	return E_FAIL;
}

static HRESULT of_system(int error)
{
	switch (-error) {
	case ETIMEDOUT:
		return E_IMAPI_RECORDER_COMMAND_TIMEOUT;
	case ENODEV:
	case ENXIO:
	case ENOENT:
		return E_DEV_NOT_EXIST;
	case EBUSY:
		return E_IMAPI_RECORDER_LOCKED;
	case EACCES:
	case EPERM:
		return E_ACCESSDENIED;
	case EBADF:
		return E_HANDLE;
	case ENOMEM:
		return E_OUTOFMEMORY;
	case ENODATA:
		return HRESULT_FROM_WIN32(ERROR_HANDLE_EOF);
	default:
		return E_FAIL;
	}
}

HRESULT br_outcome_hresult(const struct br_outcome *outcome)
{
	static const HRESULT codes[] = {
		[BR_OK] = S_OK,
		[BR_E_ARGUMENT] = E_INVALIDARG,
		[BR_E_NO_MEMORY] = E_OUTOFMEMORY,
		[BR_E_BAD_REPLY] = E_IMAPI_RECORDER_INVALID_RESPONSE_FROM_DEVICE,
		[BR_E_TIMEOUT] = E_IMAPI_RECORDER_COMMAND_TIMEOUT,
		[BR_E_NO_MEDIUM] = E_IMAPI_RECORDER_MEDIA_NO_MEDIA,
		[BR_E_MEDIUM_UNSUPPORTED] = E_IMAPI_RECORDER_MEDIA_INCOMPATIBLE,
		[BR_E_MEDIUM_STATE] = E_IMAPI_DF2DATA_INVALID_MEDIA_STATE,
		[BR_E_TOO_LARGE] = E_IMAPI_DF2DATA_STREAM_TOO_LARGE_FOR_CURRENT_MEDIA,
		[BR_E_CANCELLED] = E_IMAPI_REQUEST_CANCELLED,
		[BR_E_VERIFY] = E_IMAPI_BURN_VERIFICATION_FAILED,
		[BR_E_NO_RECORDER] = E_IMAPI_RECORDER_REQUIRED,
		[BR_E_IN_PROGRESS] = E_IMAPI_DF2DATA_WRITE_IN_PROGRESS,
		[BR_E_NOT_SUPPORTED] = E_NOTIMPL,
	};

	if (outcome->code == BR_E_DEVICE)
		return of_device(outcome);
	if (outcome->code == BR_E_TRANSPORT || outcome->code == BR_E_SOURCE)
		return of_system(outcome->system_error);
	return (size_t)outcome->code < sizeof codes / sizeof *codes ? codes[outcome->code] : E_FAIL;
}
