/* SPDX-License-Identifier: MIT */
#include "engine/imapi2/drives.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "engine/mmc/mmc.h"

/* More of them than power-on, reset and a new disc make is a drive that hangs on one. */
#define UNIT_ATTENTIONS_MAX 16

struct imapi2_drive {
	struct br_transport base; /* passes on to `inner`, one command at a time */
	struct br_transport *inner;
	pthread_mutex_t lock; /* of `inner` and what is below */
	struct br_outcome failure;
	struct br_recorder *recorder;
	/* under the lock of the list */
	BSTR id;
	bool added; /* by the program, its transport too; else a device, ours */
	unsigned users;
	const void *holder;
	unsigned holds;
	OLECHAR client[CLIENT_NAME_CHARACTERS_MAX + 1];
	struct imapi2_drive *next;
};

/* COM's registry of classes and devices is the process's: so is this list. */
static pthread_mutex_t list_lock = PTHREAD_MUTEX_INITIALIZER;
static struct imapi2_drive *list;
#define SUBSCRIBERS_MAX 32
static int subscribers[SUBSCRIBERS_MAX]; /* eventfds, or 0 for a free place */

/* ---- the transport in between ------------------------------------------------------------ */

static void note(struct imapi2_drive *self, const struct br_command *command)
{
	const struct br_result *result = &command->result;

	if (result->transport == 0 && result->status == BR_STATUS_GOOD)
		return;
	self->failure = (struct br_outcome) {
		.code = result->transport ? BR_E_TRANSPORT : BR_E_DEVICE,
		.system_error = result->transport,
		.operation_valid = true,
		.operation = command->cdb[0],
		.status = result->status,
		.sense = result->sense,
		.cdb_bytes = command->cdb_bytes,
		.sense_data_bytes = result->sense_data_bytes,
	};
	memcpy(self->failure.cdb, command->cdb, sizeof command->cdb);
	memcpy(self->failure.sense_data, result->sense_data, sizeof result->sense_data);
}

static void execute(struct br_transport *transport, struct br_command *command)
{
	struct imapi2_drive *self = (struct imapi2_drive *)transport;

	pthread_mutex_lock(&self->lock);
	self->inner->operations->execute(self->inner, command);
	note(self, command);
	pthread_mutex_unlock(&self->lock);
}

static void close_nothing(struct br_transport *transport)
{
	(void)transport;
}

static void set_inner(struct imapi2_drive *self, struct br_transport *inner)
{
	self->inner = inner;
	self->base.clock = inner->clock;
	self->base.transfer_bytes_max = inner->transfer_bytes_max;
}

/* ---- the list ---------------------------------------------------------------------------- */

static struct imapi2_drive *find(LPCWSTR id)
{
	struct imapi2_drive *drive = list;

	while (drive && wcscmp(drive->id, id) != 0)
		drive = drive->next;
	return drive;
}

static struct imapi2_drive *create(LPCWSTR id, struct br_transport *inner, bool added)
{
	static const struct br_transport_operations operations = { .execute = execute,
		.close = close_nothing };
	struct imapi2_drive *drive = calloc(1, sizeof *drive);

	if (!drive)
		return NULL;
	drive->id = SysAllocString(id);
	if (!drive->id) {
		free(drive);
		return NULL;
	}
	drive->base.operations = &operations;
	drive->added = added;
	pthread_mutex_init(&drive->lock, NULL);
	set_inner(drive, inner);
	drive->next = list;
	list = drive;
	return drive;
}

static void unlist(struct imapi2_drive *drive)
{
	struct imapi2_drive **at = &list;

	while (*at != drive)
		at = &(*at)->next;
	*at = drive->next;
	br_recorder_destroy(drive->recorder);
	if (!drive->added)
		br_transport_close(drive->inner);
	pthread_mutex_destroy(&drive->lock);
	SysFreeString(drive->id);
	free(drive);
}

static char *path_of(LPCWSTR id)
{
	size_t length = wcslen(id);
	char *path = calloc(1, length + 1);

	for (size_t i = 0; path && i < length; i++)
		path[i] = id[i] < 0x80 ? (char)id[i] : '?';
	return path;
}

static HRESULT of_errno(int error)
{
	const struct br_outcome outcome = { .code = BR_E_TRANSPORT, .system_error = error };

	return br_outcome_hresult(&outcome);
}

static HRESULT open_device(LPCWSTR id, bool exclusive, struct br_transport **ret_transport)
{
	char *path = path_of(id);
	int error;

	if (!path)
		return E_OUTOFMEMORY;
	error = path[0] == '/' ? br_transport_open_sg_io(path, exclusive, ret_transport) : -EINVAL;
	free(path);
	if (error == -EINVAL || error == -ENOTTY || error == -ENOENT)
		return E_INVALIDARG;
	return error ? of_errno(error) : S_OK;
}

static HRESULT find_or_open(LPCWSTR id, struct imapi2_drive **ret_drive)
{
	struct br_transport *transport;
	HRESULT result;

	*ret_drive = find(id);
	if (*ret_drive)
		return S_OK;
	result = open_device(id, false, &transport);
	if (FAILED(result))
		return result;
	*ret_drive = create(id, transport, false);
	if (*ret_drive)
		return S_OK;
	br_transport_close(transport);
	return E_OUTOFMEMORY;
}

static void leave(struct imapi2_drive *drive)
{
	if (drive->users == 0 && !drive->added)
		unlist(drive);
}

/* What was before anyone here had the drive (power on, a new disc) is no answer to his first command. */
static struct br_outcome begin(struct imapi2_drive *drive)
{
	struct br_outcome outcome = br_recorder_create(&drive->base, &drive->recorder), attention;
	unsigned count = 0;

	if (outcome.code != BR_OK)
		return outcome;
	do
		attention = mmc_test_unit_ready(&drive->base);
	while (attention.code == BR_E_DEVICE && attention.sense.key == MMC_KEY_UNIT_ATTENTION &&
		++count < UNIT_ATTENTIONS_MAX);
	drive->failure = (struct br_outcome) { .code = BR_OK };
	return outcome;
}

HRESULT drive_open(LPCWSTR id, struct imapi2_drive **ret_drive)
{
	struct br_outcome outcome = { .code = BR_OK };
	struct imapi2_drive *drive;
	HRESULT result;

	pthread_mutex_lock(&list_lock);
	result = find_or_open(id, &drive);
	if (SUCCEEDED(result)) {
		if (!drive->recorder)
			outcome = begin(drive);
		result = br_outcome_hresult(&outcome);
		if (SUCCEEDED(result)) {
			drive->users++;
			*ret_drive = drive;
		} else {
			leave(drive);
		}
	}
	pthread_mutex_unlock(&list_lock);
	return result;
}

void drive_close(struct imapi2_drive *drive)
{
	pthread_mutex_lock(&list_lock);
	drive->users--;
	leave(drive);
	pthread_mutex_unlock(&list_lock);
}

/* ---- who wants to know when they change -------------------------------------------------- */

int drives_subscribe(void)
{
	int file = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	unsigned at = 0;

	if (file <= 0)
		return file < 0 ? -errno : -EMFILE;
	pthread_mutex_lock(&list_lock);
	while (at < SUBSCRIBERS_MAX && subscribers[at])
		at++;
	if (at < SUBSCRIBERS_MAX)
		subscribers[at] = file;
	pthread_mutex_unlock(&list_lock);
	if (at < SUBSCRIBERS_MAX)
		return file;
	close(file);
	return -EMFILE;
}

void drives_unsubscribe(int file)
{
	pthread_mutex_lock(&list_lock);
	for (unsigned at = 0; at < SUBSCRIBERS_MAX; at++)
		if (subscribers[at] == file)
			subscribers[at] = 0;
	pthread_mutex_unlock(&list_lock);
	close(file);
}

/* Under the lock of the list. A count that is full says all there is to say. */
static void tell_subscribers(void)
{
	const uint64_t one = 1;

	for (unsigned at = 0; at < SUBSCRIBERS_MAX; at++)
		if (subscribers[at] && write(subscribers[at], &one, sizeof one) < 0)
			continue;
}

/* ---- the program's own ------------------------------------------------------------------- */

HRESULT br_imapi2_add_drive(LPCWSTR id, struct br_transport *transport)
{
	HRESULT result = S_OK;

	if (!id || !transport)
		return E_POINTER;
	if (id[0] == L'/' || id[0] == L'\0')
		return E_INVALIDARG;
	pthread_mutex_lock(&list_lock);
	if (find(id))
		result = E_INVALIDARG;
	else if (!create(id, transport, true))
		result = E_OUTOFMEMORY;
	else
		tell_subscribers();
	pthread_mutex_unlock(&list_lock);
	return result;
}

HRESULT br_imapi2_remove_drive(LPCWSTR id)
{
	struct imapi2_drive *drive;
	HRESULT result = S_OK;

	if (!id)
		return E_POINTER;
	pthread_mutex_lock(&list_lock);
	drive = find(id);
	if (!drive || !drive->added)
		result = E_INVALIDARG;
	else if (drive->users > 0)
		result = E_IMAPI_RECORDER_LOCKED;
	else
		unlist(drive);
	if (SUCCEEDED(result))
		tell_subscribers();
	pthread_mutex_unlock(&list_lock);
	return result;
}

HRESULT drives_added(BSTR **ret_ids, size_t *ret_count)
{
	size_t count = 0;
	HRESULT result = S_OK;

	pthread_mutex_lock(&list_lock);
	for (struct imapi2_drive *drive = list; drive; drive = drive->next)
		count += drive->added;
	*ret_ids = calloc(count + 1, sizeof **ret_ids);
	*ret_count = *ret_ids ? count : 0;
	if (!*ret_ids)
		result = E_OUTOFMEMORY;
	/* The list has the newest first. */
	for (struct imapi2_drive *drive = list; drive && *ret_ids; drive = drive->next)
		if (drive->added) {
			(*ret_ids)[--count] = SysAllocString(drive->id);
			if (!(*ret_ids)[count])
				result = E_OUTOFMEMORY;
		}
	pthread_mutex_unlock(&list_lock);
	return result;
}

/* ---- one of them ------------------------------------------------------------------------- */

LPCWSTR drive_id(const struct imapi2_drive *drive)
{
	return drive->id;
}

struct br_recorder *drive_recorder(struct imapi2_drive *drive)
{
	return drive->recorder;
}

struct br_transport *drive_transport(struct imapi2_drive *drive)
{
	return &drive->base;
}

struct br_outcome drive_failure(struct imapi2_drive *drive)
{
	struct br_outcome failure;

	pthread_mutex_lock(&drive->lock);
	failure = drive->failure;
	pthread_mutex_unlock(&drive->lock);
	return failure;
}

/* ---- for one alone ----------------------------------------------------------------------- */

bool client_name_is_valid(LPCWSTR name)
{
	static const OLECHAR allowed[] = L"0123456789abcdefghijklmnopqrstuvwxyz"
					 L"ABCDEFGHIJKLMNOPQRSTUVWXYZ .,:;_-";
	size_t length = name ? wcslen(name) : 0;

	return length > 0 && length <= CLIENT_NAME_CHARACTERS_MAX &&
	       wcsspn(name, allowed) == length;
}

/* The other way of having it open is tried first, so that the drive is never without a file. */
static HRESULT reopen(struct imapi2_drive *drive, bool exclusive)
{
	struct br_transport *transport;
	HRESULT result;

	if (drive->added)
		return S_OK;
	result = open_device(drive->id, exclusive, &transport);
	if (FAILED(result))
		return result;
	pthread_mutex_lock(&drive->lock);
	br_transport_close(drive->inner);
	set_inner(drive, transport);
	pthread_mutex_unlock(&drive->lock);
	return S_OK;
}

HRESULT drive_acquire(struct imapi2_drive *drive, const void *holder, LPCWSTR client_name)
{
	HRESULT result = S_OK;

	if (!client_name_is_valid(client_name))
		return E_IMAPI_RECORDER_CLIENT_NAME_IS_NOT_VALID;
	pthread_mutex_lock(&list_lock);
	if (drive->holds > 0 && drive->holder != holder)
		result = E_IMAPI_RECORDER_LOCKED;
	else if (drive->holds == 0)
		result = reopen(drive, true);
	if (SUCCEEDED(result)) {
		drive->holder = holder;
		if (drive->holds++ == 0)
			wcscpy(drive->client, client_name);
	}
	pthread_mutex_unlock(&list_lock);
	return result;
}

HRESULT drive_release(struct imapi2_drive *drive, const void *holder)
{
	HRESULT result = S_OK;

	pthread_mutex_lock(&list_lock);
	if (drive->holds == 0 || drive->holder != holder) {
		result = E_ACCESSDENIED;
	} else if (--drive->holds == 0) {
		drive->client[0] = L'\0';
		reopen(drive, false); /* else it stays as it is: nothing is lost by that */
	}
	pthread_mutex_unlock(&list_lock);
	return result;
}

HRESULT drive_owner(struct imapi2_drive *drive, BSTR *ret_name)
{
	HRESULT result;

	pthread_mutex_lock(&list_lock);
	result = com_text(drive->client, ret_name);
	pthread_mutex_unlock(&list_lock);
	return result;
}

HRESULT drive_check_access(struct imapi2_drive *drive, const void *holder)
{
	HRESULT result;

	pthread_mutex_lock(&list_lock);
	result = drive->holds > 0 && drive->holder != holder ? E_IMAPI_RECORDER_LOCKED : S_OK;
	pthread_mutex_unlock(&list_lock);
	return result;
}
