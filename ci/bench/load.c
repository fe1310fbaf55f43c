/* SPDX-License-Identifier: MIT */
/*
 * load ROUNDS MILLISECONDS NAME=DEVICE...: the same SCSI commands over SG_IO, one at a time, on several
 * devices in turns: in each round, for each kind of work, each device gets so many milliseconds, and each
 * round begins with another device. So whatever else the machine does hits all of them alike. The first
 * WARM_UP_COMMANDS of a slice are not timed. Several devices may have one name: of one handler, say.
 *
 * Prints a line "ROUND PLACE WORK NAME RATE" a slice; the place is the device's among those of its name, from 0;
 * the rate is commands per second for ready, MB (1,000,000 bytes) per second for write and read, which go through
 * the first REGION_BLOCKS blocks in order, 64 KiB each, on from slice to slice, and begin again. Before the first
 * round the region is written twice and read once: what is done but once for a place, as to make room for it in a file
 * or to map its pages, is over by then, however slow the machine and so however far a slice comes.
 */
#include <errno.h>
#include <fcntl.h>
#include <scsi/sg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#define BLOCK_BYTES	 2048
#define TRANSFER_BLOCKS	 32
#define TRANSFER_BYTES	 ((size_t)TRANSFER_BLOCKS * BLOCK_BYTES)
#define REGION_BLOCKS	 8192 /* 16 MiB */
#define TIMEOUT_MS	 60000
#define ATTEMPTS	 20
#define WARM_UP_COMMANDS 2 /* whose work was before left the caches to itself */
#define DEVICES_MAX	 64

enum work_kind {
	WORK_READY,
	WORK_WRITE,
	WORK_READ,
	WORK_KINDS,
};

struct work {
	const char *name;
	uint8_t cdb[10];
	unsigned cdb_bytes;
	int direction;
	uint32_t bytes; /* a command's; 0 for work counted in commands */
};

struct device {
	const char *name;
	unsigned place; /* among those of its name */
	int fd;
	uint8_t *data; /* TRANSFER_BYTES of it */
	uint32_t next_lba[WORK_KINDS];
};

static const struct work works[WORK_KINDS] = {
	[WORK_READY] = { "ready", { 0x00 }, 6, SG_DXFER_NONE, 0 },
	[WORK_WRITE] = { "write", { 0x2A }, 10, SG_DXFER_TO_DEV, TRANSFER_BYTES },
	[WORK_READ] = { "read", { 0x28 }, 10, SG_DXFER_FROM_DEV, TRANSFER_BYTES },
};

static uint64_t now_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000000000ULL + (uint64_t)now.tv_nsec;
}

/* 0; 1 the device refused, with what it said in @sense (18 bytes); negative errno. */
static int send_command(
	int fd, const struct work *work, uint32_t lba, uint8_t *data, uint8_t *sense)
{
	struct sg_io_hdr header = { .interface_id = 'S',
		.dxfer_direction = work->direction,
		.cmd_len = (unsigned char)work->cdb_bytes,
		.mx_sb_len = 18,
		.dxfer_len = work->bytes,
		.dxferp = data,
		.sbp = sense,
		.timeout = TIMEOUT_MS };
	uint8_t cdb[10];

	memcpy(cdb, work->cdb, sizeof(cdb));
	if (work->bytes) {
		cdb[2] = (uint8_t)(lba >> 24);
		cdb[3] = (uint8_t)(lba >> 16);
		cdb[4] = (uint8_t)(lba >> 8);
		cdb[5] = (uint8_t)lba;
		cdb[8] = TRANSFER_BLOCKS;
	}
	header.cmdp = cdb;
	if (ioctl(fd, SG_IO, &header) < 0)
		return -errno;
	return (header.info & SG_INFO_OK_MASK) == SG_INFO_OK ? 0 : 1;
}

/* Unit attentions are told, and a disc becomes ready, by TEST UNIT READY. */
static int wait_ready(int fd)
{
	uint8_t sense[18];
	int result = 1;

	for (unsigned i = 0; result == 1 && i < ATTEMPTS; i++)
		result = send_command(fd, &works[WORK_READY], 0, NULL, sense);
	return result;
}

/* The next command of @kind. */
static int send_next(struct device *device, enum work_kind kind)
{
	const struct work *work = &works[kind];
	uint32_t *lba = &device->next_lba[kind];
	uint8_t sense[18] = { 0 };
	int result = send_command(device->fd, work, *lba, device->data, sense);

	if (result != 0) {
		fprintf(stderr, "load: %s: %s at %u: %s (sense %X/%02X/%02X)\n", device->name,
			work->name, *lba, result < 0 ? strerror(-result) : "refused",
			sense[2] & 0xF, sense[12], sense[13]);
		return -EIO;
	}
	*lba = (*lba + TRANSFER_BLOCKS) % REGION_BLOCKS;
	return 0;
}

/* Goes on with work of @kind for @duration_ns, after what is not timed. */
static int run(struct device *device, enum work_kind kind, uint64_t duration_ns, double *ret_rate)
{
	uint64_t start_ns, elapsed_ns = 0, count = 0;

	for (unsigned i = 0; i < WARM_UP_COMMANDS; i++)
		if (send_next(device, kind) < 0)
			return -EIO;
	for (start_ns = now_ns(); elapsed_ns < duration_ns; count++) {
		if (send_next(device, kind) < 0)
			return -EIO;
		elapsed_ns = now_ns() - start_ns;
	}
	*ret_rate = (double)count * 1e9 / (double)elapsed_ns;
	if (works[kind].bytes)
		*ret_rate *= (double)works[kind].bytes / 1e6;
	return 0;
}

/* The whole region, from its first block. */
static int go_through(struct device *device, enum work_kind kind)
{
	do
		if (send_next(device, kind) < 0)
			return -EIO;
	while (device->next_lba[kind] > 0);
	return 0;
}

/* "NAME=PATH", which stays borrowed. */
static int open_device(char *text, struct device *ret_device)
{
	static const enum work_kind warm_up[] = { WORK_WRITE, WORK_WRITE, WORK_READ };
	char *path = strchr(text, '=');

	if (!path)
		return -EINVAL;
	*path++ = '\0';
	ret_device->name = text;
	ret_device->fd = open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC);
	ret_device->data = aligned_alloc(4096, TRANSFER_BYTES);
	if (ret_device->fd < 0 || !ret_device->data || wait_ready(ret_device->fd) != 0) {
		fprintf(stderr, "load: %s: %s does not become ready\n", text, path);
		return -EIO;
	}
	memset(ret_device->data, 0xA5, TRANSFER_BYTES);
	for (unsigned i = 0; i < sizeof(warm_up) / sizeof(warm_up[0]); i++)
		if (go_through(ret_device, warm_up[i]) < 0)
			return -EIO;
	return 0;
}

/* How many of the first @count devices are called @name. */
static unsigned namesakes(const struct device *devices, unsigned count, const char *name)
{
	unsigned same = 0;

	for (unsigned i = 0; i < count; i++)
		same += strcmp(devices[i].name, name) == 0;
	return same;
}

static int run_round(struct device *devices, unsigned count, unsigned round, uint64_t duration_ns)
{
	for (enum work_kind kind = 0; kind < WORK_KINDS; kind++) {
		for (unsigned i = 0; i < count; i++) {
			struct device *device = &devices[(i + round) % count];
			double rate;

			if (run(device, kind, duration_ns, &rate) < 0)
				return -EIO;
			printf("%u %u %s %s %.2f\n", round, device->place, works[kind].name,
				device->name, rate);
		}
	}
	return 0;
}

int main(int argc, char **argv)
{
	unsigned long rounds = argc > 3 ? strtoul(argv[1], NULL, 10) : 0;
	unsigned long slice_ms = argc > 3 ? strtoul(argv[2], NULL, 10) : 0;
	struct device devices[DEVICES_MAX] = { 0 };
	unsigned count = 0;

	if (rounds == 0 || slice_ms == 0 || argc - 3 > DEVICES_MAX) {
		fputs("usage: load ROUNDS MILLISECONDS NAME=DEVICE...\n", stderr);
		return 2;
	}
	for (; (int)count < argc - 3; count++) {
		if (open_device(argv[3 + count], &devices[count]) < 0)
			return 1;
		devices[count].place = namesakes(devices, count, devices[count].name);
	}
	for (unsigned round = 0; round < rounds; round++)
		if (run_round(devices, count, round, slice_ms * 1000000ULL) < 0)
			return 1;
	return 0; /* what was opened ends with the process */
}
