/* SPDX-License-Identifier: MIT */
/*
 * SG_IO: a command to a Linux device by ioctl (Linux, include/scsi/sg.h).
 *
 * Signals are held back while a command is under way. The sg driver gives up waiting when a signal
 * comes and leaves the command running, and the system call may then be restarted: the drive would
 * see the command twice, which a burn at the next writable address does not survive.
 */
#include <errno.h>
#include <fcntl.h>
#include <scsi/scsi.h>
#include <scsi/scsi_ioctl.h>
#include <scsi/sg.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "engine/transport/sg_limits.h"
#include "engine/transport/transport.h"

#define SG_VERSION_NUM_MIN 30000 /* the first with struct sg_io_hdr */
#define SENSE_ROOM_BYTES   64
#define RESET_NO_ESCALATE  0x100 /* Linux, include/uapi/scsi/sg.h; the C library's header is older */

/* Linux, include/scsi/scsi_status.h: what the host adapter says of a command. */
enum host_status {
	HOST_OK = 0x00,
	HOST_NO_CONNECT = 0x01,
	HOST_BUS_BUSY = 0x02,
	HOST_TIME_OUT = 0x03,
	HOST_BAD_TARGET = 0x04,
	HOST_ABORT = 0x05,
	HOST_RESET = 0x08,
};

/* The low half of driver_status; DRIVER_SENSE only says that there is sense data. */
enum driver_status {
	DRIVER_OK = 0x00,
	DRIVER_BUSY = 0x01,
	DRIVER_TIMEOUT = 0x06,
	DRIVER_SENSE = 0x08,
};

struct sg_io_transport {
	struct br_transport base;
	int file;
};

static int host_status_error(unsigned status)
{
	switch (status) {
	case HOST_OK:
		return 0;
	case HOST_NO_CONNECT:
	case HOST_BAD_TARGET:
		return -ENODEV;
	case HOST_BUS_BUSY:
		return -EBUSY;
	case HOST_TIME_OUT:
		return -ETIMEDOUT;
	case HOST_ABORT:
		return -ECONNABORTED;
	case HOST_RESET:
		return -ECONNRESET;
	default:
		return -EIO;
	}
}

static int driver_status_error(unsigned status)
{
	switch (status & 0x0F) {
	case DRIVER_OK:
	case DRIVER_SENSE:
		return 0;
	case DRIVER_BUSY:
		return -EBUSY;
	case DRIVER_TIMEOUT:
		return -ETIMEDOUT;
	default:
		return -EIO;
	}
}

static int direction_of(const struct br_command *command)
{
	if (command->data_bytes == 0)
		return SG_DXFER_NONE;
	return command->direction == BR_DATA_IN ? SG_DXFER_FROM_DEV : SG_DXFER_TO_DEV;
}

static void take_result(const struct sg_io_hdr *io, struct br_command *command)
{
	struct br_result *result = &command->result;
	size_t residual_bytes = io->resid > 0 ? (size_t)io->resid : 0;

	result->transport = host_status_error(io->host_status);
	if (result->transport == 0)
		result->transport = driver_status_error(io->driver_status);
	if (result->transport)
		return;
	result->status = io->status;
	if (io->status == BR_STATUS_CHECK_CONDITION)
		transport_set_sense(result, io->sbp, io->sb_len_wr);
	result->transferred_bytes =
		residual_bytes < command->data_bytes ? command->data_bytes - residual_bytes : 0;
}

static int ioctl_without_signals(int file, struct sg_io_hdr *io)
{
	sigset_t all, before;
	int error;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	error = ioctl(file, SG_IO, io) < 0 ? -errno : 0;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return error;
}

static void *data_of(const struct br_command *command)
{
	/* The header has one pointer for both directions; for data-out the driver only reads. */
	union {
		const void *out;
		void *in;
	} data = { .in = command->data_in };

	if (command->direction == BR_DATA_OUT)
		data.out = command->data_out;
	return data.in;
}

static void execute(struct br_transport *transport, struct br_command *command)
{
	const struct sg_io_transport *self = (const struct sg_io_transport *)transport;
	uint8_t sense[SENSE_ROOM_BYTES] = { 0 };
	struct sg_io_hdr io = {
		.interface_id = 'S',
		.dxfer_direction = direction_of(command),
		.cmd_len = command->cdb_bytes,
		.mx_sb_len = sizeof sense,
		.dxfer_len = (unsigned)command->data_bytes,
		.dxferp = data_of(command),
		.cmdp = command->cdb,
		.sbp = sense,
		.timeout = transport_timeout_ms(command),
	};
	int error = ioctl_without_signals(self->file, &io);

	if (error)
		command->result.transport = error == -ENXIO ? -ENODEV : error;
	else
		take_result(&io, command);
}

/* Linux's own target code takes a reset for done when its commands are; a drive in user space is not told. */
static bool keeps_resets(int file)
{
	union {
		unsigned room;
		char name[64];
	} host = { .room = sizeof host.name - 1 };

	return ioctl(file, SCSI_IOCTL_PROBE_HOST, &host) >= 0 &&
	       strncmp(host.name, "TCM_Loopback", sizeof host.name) == 0;
}

/* The mildest of the resets that reach the drive, and no stronger one in its place. */
static int reset(struct br_transport *transport)
{
	const struct sg_io_transport *self = (const struct sg_io_transport *)transport;
	int how = SG_SCSI_RESET_DEVICE | RESET_NO_ESCALATE;

	if (keeps_resets(self->file))
		return -ENOTSUP;
	return ioctl(self->file, SG_SCSI_RESET, &how) < 0 ? -errno : 0;
}

static void close_device(struct br_transport *transport)
{
	struct sg_io_transport *self = (struct sg_io_transport *)transport;

	close(self->file);
	free(self);
}

/* Who only wants to look may do so on a device that he may not write: the kernel lets harmless
 * commands through. */
static int open_file(const char *path, bool exclusive)
{
	const int flags = O_NONBLOCK | O_CLOEXEC | (exclusive ? O_EXCL : 0);
	int file = open(path, O_RDWR | flags);

	if (file < 0 && !exclusive && (errno == EACCES || errno == EROFS))
		file = open(path, O_RDONLY | flags);
	return file < 0 ? -errno : file;
}

static int open_device(const char *path, bool exclusive, int *ret_file)
{
	int version = 0, error;
	int file = open_file(path, exclusive);

	if (file < 0)
		return file;
	error = ioctl(file, SG_GET_VERSION_NUM, &version) < 0 ? -ENOTTY : 0;
	if (error == 0 && version < SG_VERSION_NUM_MIN)
		error = -ENOTTY;
	if (error) {
		close(file);
		return error;
	}
	*ret_file = file;
	return 0;
}

int br_transport_open_sg_io(const char *path, bool exclusive, struct br_transport **ret_transport)
{
	static const struct br_transport_operations operations = {
		.execute = execute,
		.close = close_device,
		.reset = reset,
	};
	struct sg_io_transport *self = calloc(1, sizeof *self);
	int error;

	if (!self)
		return -ENOMEM;
	error = open_device(path, exclusive, &self->file);
	if (error) {
		free(self);
		return error;
	}
	self->base = (struct br_transport) {
		.operations = &operations,
		.clock = br_clock_real(),
		.transfer_bytes_max = sg_transfer_bytes_max(self->file),
	};
	*ret_transport = &self->base;
	return 0;
}
