/* SPDX-License-Identifier: MIT */
/*
 * load DEVICE ready|write|read SECONDS: the same SCSI command over SG_IO, one at a time, for so long.
 * Prints commands per second (ready) or MB (1,000,000 bytes) per second. write and read go through the
 * first REGION_BLOCKS blocks in order, 64 KiB each, and begin again.
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

struct work {
	const char *name;
	uint8_t cdb[10];
	unsigned cdb_bytes;
	int direction;
	uint32_t bytes; /* a command's; 0 for work counted in commands */
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

static int run(int fd, const struct work *work, uint64_t duration_ns, uint8_t *data)
{
	uint8_t sense[18] = { 0 };
	uint64_t start_ns = now_ns(), elapsed_ns = 0, count = 0;
	uint32_t lba = 0;

	while (elapsed_ns < duration_ns) {
		int result = send_command(fd, work, lba, data, sense);

		if (result != 0) {
			fprintf(stderr, "load: %s at %u: %s (sense %X/%02X/%02X)\n", work->name,
				lba, result < 0 ? strerror(-result) : "refused", sense[2] & 0xF,
				sense[12], sense[13]);
			return 1;
		}
		lba = (lba + TRANSFER_BLOCKS) % REGION_BLOCKS;
		count++;
		elapsed_ns = now_ns() - start_ns;
	}
	if (work->bytes)
		printf("%.2f\n", (double)(count * work->bytes) * 1000.0 / (double)elapsed_ns);
	else
		printf("%.0f\n", (double)count * 1e9 / (double)elapsed_ns);
	return 0;
}

int main(int argc, char **argv)
{
	const struct work *work = NULL;
	double seconds = argc == 4 ? strtod(argv[3], NULL) : 0;
	uint8_t *data = aligned_alloc(4096, TRANSFER_BYTES);
	int fd, status;

	for (size_t i = 0; argc == 4 && i < sizeof(works) / sizeof(works[0]); i++)
		if (strcmp(works[i].name, argv[2]) == 0)
			work = &works[i];
	if (!work || seconds <= 0 || !data) {
		fputs("usage: load DEVICE ready|write|read SECONDS\n", stderr);
		free(data);
		return 2;
	}
	memset(data, 0xA5, TRANSFER_BYTES);
	fd = open(argv[1], O_RDWR | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0 || wait_ready(fd) != 0) {
		fprintf(stderr, "load: %s does not become ready\n", argv[1]);
		free(data);
		return 1;
	}
	status = run(fd, work, (uint64_t)(seconds * 1e9), data);
	close(fd);
	free(data);
	return status;
}
