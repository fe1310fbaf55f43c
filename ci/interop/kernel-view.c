/* SPDX-License-Identifier: MIT */
/*
 * kernel-view DEVICE: what Linux makes of the disc in a drive, by the ioctls of <linux/cdrom.h> and <linux/fs.h> on its block
 * device: a line "name value" for each fact. A fact that the kernel refuses to tell is its errno's name. Waits for the disc.
 * kernel-view --drive DEVICE: likewise of the drive, whatever is in it; opens the device as one does without a disc.
 * kernel-view --writable DEVICE: only whether it can be opened for writing.
 * kernel-view --files DEVICE FOLDER FILE: whether FILE is on the disc, by each of the kernel's file systems, mounted on FOLDER.
 * kernel-view --events: each uevent of a block device, as it comes: "ACTION NAME [media-change] [eject-request]".
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/cdrom.h>
#include <linux/fs.h>
#include <linux/netlink.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { BLOCK_BYTES = 2048, LEAD_OUT = CDROM_LEADOUT, READY_TRIES = 300, READY_WAIT_NS = 50000000 };

static const char *outcome(int result)
{
	return result < 0 ? strerrorname_np(errno) : "ok";
}

static const char *status_name(int status)
{
	static const struct {
		int status;
		const char *name;
	} names[] = {
		{ CDS_NO_INFO, "no-info" },
		{ CDS_NO_DISC, "no-disc" },
		{ CDS_TRAY_OPEN, "tray-open" },
		{ CDS_DRIVE_NOT_READY, "not-ready" },
		{ CDS_DISC_OK, "disc" },
		{ CDS_AUDIO, "audio" },
		{ CDS_DATA_1, "data" },
		{ CDS_DATA_2, "data-mode-2" },
		{ CDS_XA_2_1, "xa" },
		{ CDS_XA_2_2, "cd-i" },
		{ CDS_MIXED, "mixed" },
	};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		if (names[i].status == status)
			return names[i].name;
	}
	return status < 0 ? strerrorname_np(errno) : "?";
}

static void tell_status(int device)
{
	printf("drive %s\n", status_name(ioctl(device, CDROM_DRIVE_STATUS, CDSL_CURRENT)));
	printf("disc %s\n", status_name(ioctl(device, CDROM_DISC_STATUS, 0)));
}

/* The size that the block layer goes by, and that in sysfs; -1 where one cannot be had. */
static void tell_size(int device, const char *node)
{
	uint64_t bytes = 0;
	int logical_bytes = -1;
	long long sectors = -1;
	char path[64];

	ioctl(device, BLKGETSIZE64, &bytes);
	ioctl(device, BLKSSZGET, &logical_bytes);
	snprintf(path, sizeof path, "/sys/block/%s/size", strrchr(node, '/') + 1);
	FILE *file = fopen(path, "r");
	if (file) {
		if (fscanf(file, "%lld", &sectors) != 1)
			sectors = -1;
		fclose(file);
	}
	printf("blocks %llu of %d\n", (unsigned long long)bytes / BLOCK_BYTES, logical_bytes);
	if (sectors < 0 || (uint64_t)sectors * 512 != bytes)
		printf("sysfs-sectors %lld\n", sectors);
}

static void tell_entry(int device, int track, const char *name)
{
	struct cdrom_tocentry entry = { .cdte_track = (uint8_t)track, .cdte_format = CDROM_MSF };

	if (ioctl(device, CDROMREADTOCENTRY, &entry) < 0) {
		printf("%s %s\n", name, strerrorname_np(errno));
		return;
	}
	printf("%s %02u:%02u.%02u adr %u control %u\n", name, entry.cdte_addr.msf.minute,
		entry.cdte_addr.msf.second, entry.cdte_addr.msf.frame, entry.cdte_adr,
		entry.cdte_ctrl);
}

static void tell_toc(int device)
{
	struct cdrom_tochdr header;
	char name[16];

	if (ioctl(device, CDROMREADTOCHDR, &header) < 0) {
		printf("toc %s\n", strerrorname_np(errno));
		return;
	}
	printf("toc %u-%u\n", header.cdth_trk0, header.cdth_trk1);
	for (int track = header.cdth_trk0; track <= header.cdth_trk1; track++) {
		snprintf(name, sizeof name, "track-%d", track);
		tell_entry(device, track, name);
	}
	tell_entry(device, LEAD_OUT, "lead-out");
}

static void tell_sessions(int device)
{
	struct cdrom_multisession session = { .addr_format = CDROM_LBA };

	if (ioctl(device, CDROMMULTISESSION, &session) < 0)
		printf("last-session %s\n", strerrorname_np(errno));
	else
		printf("last-session %d%s\n", session.addr.lba, session.xa_flag ? " xa" : "");
}

static void tell_address(int device, const char *name, unsigned long request)
{
	long lba = 0;

	if (ioctl(device, request, &lba) < 0)
		printf("%s %s\n", name, strerrorname_np(errno));
	else
		printf("%s %ld\n", name, lba);
}

/* Asked twice: a change is told once. */
static void tell_change(int device)
{
	int first = ioctl(device, CDROM_MEDIA_CHANGED, CDSL_CURRENT);

	printf("changed %d then %d\n", first, ioctl(device, CDROM_MEDIA_CHANGED, CDSL_CURRENT));
}

static void tell_catalogue(int device)
{
	struct cdrom_mcn mcn = { .medium_catalog_number = "" };
	int result = ioctl(device, CDROM_GET_MCN, &mcn);

	printf("catalogue %s\n", result < 0 || !mcn.medium_catalog_number[0]
					 ? outcome(result)
					 : (char *)mcn.medium_catalog_number);
}

/* Layer by layer what the drive says of a DVD: READ DISC STRUCTURE format 00h through the kernel's eyes. */
static void tell_layers(int device)
{
	dvd_struct physical = { .physical = { .type = DVD_STRUCT_PHYSICAL, .layer_num = 0 } };

	if (ioctl(device, DVD_READ_STRUCT, &physical) < 0) {
		printf("physical %s\n", strerrorname_np(errno));
		return;
	}
	const struct dvd_layer *layer = &physical.physical.layer[0];
	printf("physical book %X version %X layers %u opposite %u start %X\n", layer->book_type,
		layer->book_version, layer->nlayers + 1U, layer->track_path, layer->start_sector);
}

/* A block by READ(10), as file systems read. */
static void tell_block(int device, const char *name, off_t lba)
{
	static uint8_t block[BLOCK_BYTES];
	ssize_t got;

	posix_fadvise(device, lba * BLOCK_BYTES, BLOCK_BYTES, POSIX_FADV_DONTNEED);
	got = pread(device, block, sizeof block, lba * BLOCK_BYTES);
	printf("%s %s\n", name, got == BLOCK_BYTES ? "read" : got == 0 ? "end" : outcome((int)got));
}

static void tell_blocks(int device)
{
	uint64_t bytes = 0;

	posix_fadvise(device, 0, 0, POSIX_FADV_RANDOM);
	tell_block(device, "first-block", 0);
	if (ioctl(device, BLKGETSIZE64, &bytes) == 0 && bytes > BLOCK_BYTES)
		tell_block(device, "last-block", (off_t)(bytes / BLOCK_BYTES - 1));
}

/* By the packet interface, past the block layer: a sector of sound, as a player reads it. */
static void tell_sound(int device)
{
	static uint8_t frame[CD_FRAMESIZE_RAW];
	struct cdrom_read_audio read = {
		.addr = { .lba = 0 }, .addr_format = CDROM_LBA, .nframes = 1, .buf = frame
	};

	printf("sound %s\n", outcome(ioctl(device, CDROMREADAUDIO, &read)));
}

static void tell_open_for_writing(const char *node)
{
	int device = open(node, O_RDWR | O_CLOEXEC);

	printf("open-for-writing %s\n", outcome(device));
	if (device >= 0)
		close(device);
}

static int tell_unopened(void)
{
	printf("open %s\n", strerrorname_np(errno));
	return 1;
}

/* A disc that was just put in is not there for the kernel until the drive knows what it is. */
static int open_when_ready(const char *node)
{
	static const struct timespec wait = { .tv_nsec = READY_WAIT_NS };
	int device = open(node, O_RDONLY | O_CLOEXEC);

	for (int i = 0; device < 0 && errno == ENOMEDIUM && i < READY_TRIES; i++) {
		nanosleep(&wait, NULL);
		device = open(node, O_RDONLY | O_CLOEXEC);
	}
	return device;
}

static int view_disc(const char *node)
{
	int device = open_when_ready(node);

	if (device < 0)
		return tell_unopened();
	tell_status(device);
	tell_change(device);
	tell_size(device, node);
	tell_toc(device);
	tell_sessions(device);
	tell_address(device, "last-written", CDROM_LAST_WRITTEN);
	tell_address(device, "next-writable", CDROM_NEXT_WRITABLE);
	tell_catalogue(device);
	tell_layers(device);
	tell_blocks(device);
	tell_sound(device);
	close(device);
	tell_open_for_writing(node);
	return 0;
}

static int view_writable(const char *node)
{
	int device = open_when_ready(node);

	if (device < 0)
		return tell_unopened();
	close(device);
	tell_open_for_writing(node);
	return 0;
}

static bool same_bytes(const char *one_path, const char *other_path)
{
	FILE *one = fopen(one_path, "re"), *other = fopen(other_path, "re");
	bool same = one && other;

	for (int byte = 0; same && byte != EOF;) {
		byte = getc(one);
		same = byte == getc(other);
	}
	same = same && !ferror(one) && !ferror(other);
	if (one)
		fclose(one);
	if (other)
		fclose(other);
	return same;
}

static int view_files(const char *node, const char *folder, const char *file)
{
	static const char *const kinds[] = { "iso9660", "udf" };
	char path[4096];

	snprintf(path, sizeof path, "%s/%s", folder, strrchr(file, '/') + 1);
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		if (mount(node, folder, kinds[i], MS_RDONLY, NULL) < 0) {
			printf("%s %s\n", kinds[i], strerrorname_np(errno));
			continue;
		}
		printf("%s %s\n", kinds[i], same_bytes(path, file) ? "file" : "other");
		umount(folder);
	}
	return 0;
}

static void tell_capabilities(int device)
{
	static const struct {
		int bit;
		const char *name;
	} names[] = {
		{ CDC_CLOSE_TRAY, "close-tray" },
		{ CDC_OPEN_TRAY, "open-tray" },
		{ CDC_LOCK, "lock" },
		{ CDC_SELECT_SPEED, "select-speed" },
		{ CDC_SELECT_DISC, "select-disc" },
		{ CDC_MULTI_SESSION, "multi-session" },
		{ CDC_MCN, "catalogue" },
		{ CDC_MEDIA_CHANGED, "media-changed" },
		{ CDC_PLAY_AUDIO, "play" },
		{ CDC_GENERIC_PACKET, "packet" },
		{ CDC_DRIVE_STATUS, "drive-status" },
		{ CDC_CD_R, "cd-r" },
		{ CDC_CD_RW, "cd-rw" },
		{ CDC_DVD, "dvd" },
		{ CDC_DVD_R, "dvd-r" },
		{ CDC_DVD_RAM, "dvd-ram" },
		{ CDC_MO_DRIVE, "mo" },
		{ CDC_MRW, "mrw" },
		{ CDC_MRW_W, "mrw-write" },
		{ CDC_RAM, "random" },
	};
	int capabilities = ioctl(device, CDROM_GET_CAPABILITY, 0);

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		printf("can %s %d\n", names[i].name, (capabilities & names[i].bit) != 0);
}

static int view_drive(const char *node)
{
	int device = open(node, O_RDONLY | O_NONBLOCK | O_CLOEXEC);

	if (device < 0)
		return tell_unopened();
	tell_status(device);
	printf("slots %d\n", ioctl(device, CDROM_CHANGER_NSLOTS, 0));
	tell_capabilities(device);
	close(device);
	return 0;
}

/* A uevent is strings one after the other; the first is "ACTION@PATH". */
static void tell_event(const char *text, size_t bytes)
{
	const char *action = "?", *name = "?", *change = "", *eject = "";
	bool block = false;

	for (const char *at = text; at < text + bytes; at += strlen(at) + 1) {
		if (strncmp(at, "ACTION=", 7) == 0)
			action = at + 7;
		else if (strncmp(at, "DEVNAME=", 8) == 0)
			name = at + 8;
		else if (strcmp(at, "SUBSYSTEM=block") == 0)
			block = true;
		else if (strcmp(at, "DISK_MEDIA_CHANGE=1") == 0)
			change = " media-change";
		else if (strcmp(at, "DISK_EJECT_REQUEST=1") == 0)
			eject = " eject-request";
	}
	if (block)
		printf("%s %s%s%s\n", action, name, change, eject);
}

static int view_events(void)
{
	struct sockaddr_nl address = { .nl_family = AF_NETLINK, .nl_groups = 1 };
	int monitor = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_KOBJECT_UEVENT);
	char text[8192];
	ssize_t got;

	if (monitor < 0 || bind(monitor, (struct sockaddr *)&address, sizeof address) < 0) {
		perror("kernel-view: netlink");
		return 1;
	}
	setvbuf(stdout, NULL, _IOLBF, 0);
	while ((got = recv(monitor, text, sizeof text - 1, 0)) > 0) {
		text[got] = '\0';
		tell_event(text, (size_t)got);
	}
	return 1;
}

int main(int argc, char **argv)
{
	if (argc == 2 && strcmp(argv[1], "--events") == 0)
		return view_events();
	if (argc == 3 && strcmp(argv[1], "--drive") == 0 && strchr(argv[2], '/'))
		return view_drive(argv[2]);
	if (argc == 3 && strcmp(argv[1], "--writable") == 0)
		return view_writable(argv[2]);
	if (argc == 5 && strcmp(argv[1], "--files") == 0 && strchr(argv[4], '/'))
		return view_files(argv[2], argv[3], argv[4]);
	if (argc == 2 && strchr(argv[1], '/'))
		return view_disc(argv[1]);
	fprintf(stderr,
		"usage: kernel-view DEVICE | --drive DEVICE | --writable DEVICE | --files DEVICE FOLDER FILE | --events\n");
	return 2;
}
