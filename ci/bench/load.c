/* SPDX-License-Identifier: MIT */
/*
 * load ROUNDS MILLISECONDS NAME=DEVICE...: the same SCSI commands over SG_IO, one at a time, on several
 * devices in turns: in each round, for each kind of work, each device gets so many milliseconds, and each
 * round begins with another device. So whatever else the machine does hits all of them alike.
 *
 * Prints a line "ROUND WORK NAME RATE" a slice; the rate is commands per second for ready, MB (1,000,000
 * bytes) per second for write and read, which go through the first REGION_BLOCKS blocks in order, 64 KiB each,
 * and begin again. Before the first round the region is written once.
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

#define BLOCK_BYTES	2048
#define TRANSFER_BLOCKS 32
#define TRANSFER_BYTES	((size_t)TRANSFER_BLOCKS * BLOCK_BYTES)
#define REGION_BLOCKS	32768 /* 64 MiB */
#define TIMEOUT_MS	60000
#define ATTEMPTS	20
#define DEVICES_MAX	8

struct work {
	const char *name;
	uint8_t cdb[10];
	unsigned cdb_bytes;
	int direction;
	uint32_t bytes; /* a command's; 0 for work counted in commands */
};

struct device {
	const char *name;
	int fd;
	uint8_t *data; /* TRANSFER_BYTES of it */
};

static const struct work works[] = {
	{ "ready", { 0x00 }, 6, SG_DXFER_NONE, 0 },
	{ "write", { 0x2A }, 10, SG_DXFER_TO_DEV, TRANSFER_BYTES },
	{ "read", { 0x28 }, 10, SG_DXFER_FROM_DEV, TRANSFER_BYTES },
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
		result = send_command(fd, &works[0], 0, NULL, sense);
	return result;
}

/* Sends @work until @duration_ns are over or @count_max commands went through. */
static int run(const struct device *device, const struct work *work, uint64_t duration_ns,
	uint64_t count_max, double *ret_rate)
{
	uint8_t sense[18] = { 0 };
	uint64_t start_ns = now_ns(), elapsed_ns = 0, count = 0;
	uint32_t lba = 0;

	while (elapsed_ns < duration_ns && count < count_max) {
		int result = send_command(device->fd, work, lba, device->data, sense);

		if (result != 0) {
			fprintf(stderr, "load: %s: %s at %u: %s (sense %X/%02X/%02X)\n",
				device->name, work->name, lba,
				result < 0 ? strerror(-result) : "refused", sense[2] & 0xF,
				sense[12], sense[13]);
			return -EIO;
		}
		lba = (lba + TRANSFER_BLOCKS) % REGION_BLOCKS;
		count++;
		elapsed_ns = now_ns() - start_ns;
	}
	*ret_rate = (double)count * 1e9 / (double)elapsed_ns;
	if (work->bytes)
		*ret_rate *= (double)work->bytes / 1e6;
	return 0;
}

/* "NAME=PATH", which stays borrowed. */
static int open_device(char *text, struct device *ret_device)
{
	char *path = strchr(text, '=');
	double rate;

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
	return run(ret_device, &works[1], UINT64_MAX, REGION_BLOCKS / TRANSFER_BLOCKS, &rate);
}

static int run_round(
	const struct device *devices, unsigned count, unsigned round, uint64_t duration_ns)
{
	for (size_t w = 0; w < sizeof(works) / sizeof(works[0]); w++) {
		for (unsigned i = 0; i < count; i++) {
			const struct device *device = &devices[(i + round) % count];
			double rate;

			if (run(device, &works[w], duration_ns, UINT64_MAX, &rate) < 0)
				return -EIO;
			printf("%u %s %s %.2f\n", round, works[w].name, device->name, rate);
		}
	}
	return 0;
}

int main(int argc, char **argv)
{
	unsigned long rounds = argc > 3 ? strtoul(argv[1], NULL, 10) : 0;
	unsigned long slice_ms = argc > 3 ? strtoul(argv[2], NULL, 10) : 0;
	struct device devices[DEVICES_MAX];
	unsigned count = 0;

	if (rounds == 0 || slice_ms == 0 || argc - 3 > DEVICES_MAX) {
		fputs("usage: load ROUNDS MILLISECONDS NAME=DEVICE...\n", stderr);
		return 2;
	}
	for (; (int)count < argc - 3; count++)
		if (open_device(argv[3 + count], &devices[count]) < 0)
			return 1;
	for (unsigned round = 0; round < rounds; round++)
		if (run_round(devices, count, round, slice_ms * 1000000ULL) < 0)
			return 1;
	return 0; /* what was opened ends with the process */
}
