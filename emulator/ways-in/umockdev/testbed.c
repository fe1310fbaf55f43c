/* SPDX-License-Identifier: MIT */
#include "emulator/ways-in/umockdev/testbed.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <umockdev.h>
#include <unistd.h>

#include "emulator/ways-in/umockdev/ioctl_server.h"
#include "emulator/ways-in/umockdev/kernel_command.h"
#include "emulator/ways-in/umockdev/node_view.h"

#define TMP_PATH_MAX  70 /* its sockets' names must fit in 107 bytes */
#define INQUIRY_BYTES 36
#define READY_POLLS   32 /* under the virtual clock enough to let any disc spin up */
#define ASC_NOT_READY 0x04

struct testbed {
	UMockdevTestbed *umockdev;
	struct ioctl_server *server;
	struct rig *rig;
	char *root;
	char shown[PATH_MAX]; /* PATH.data with our sticky bit, "" if none */
	mode_t shown_mode;    /* as it was before                          */
};

struct identity { /* as /sys has them: padded with spaces, printable */
	char vendor[9], model[17], revision[5];
};

static void copy_text(char *out, const uint8_t *in, size_t bytes)
{
	for (size_t i = 0; i < bytes; i++)
		out[i] = in[i] >= 0x20 && in[i] < 0x7F && in[i] != '\\' ? (char)in[i] : ' ';
	out[bytes] = '\0';
}

static void inquire(struct rig *rig, struct identity *ret_identity)
{
	uint8_t reply[INQUIRY_BYTES] = { 0 };
	struct kernel_command command = {
		.cdb = { OPERATION_INQUIRY, [4] = INQUIRY_BYTES },
		.cdb_bytes = 6,
		.data = reply,
		.data_bytes = sizeof(reply),
	};

	kernel_command_send(rig, &command);
	copy_text(ret_identity->vendor, reply + 8, 8);
	copy_text(ret_identity->model, reply + 16, 16);
	copy_text(ret_identity->revision, reply + 32, 4);
}

/*
 * A program meets a drive that its kernel has been talking to since it was plugged in: its power-on
 * attention is reported already, and a disc has spun up if the clock lets it.
 */
static void wait_until_ready(struct rig *rig)
{
	struct kernel_command command = { .cdb = { OPERATION_TEST_UNIT_READY }, .cdb_bytes = 6 };

	for (unsigned polls = 0; polls < READY_POLLS; polls++) {
		kernel_command_send(rig, &command);
		if (command.key != SENSE_KEY_NOT_READY || command.asc != ASC_NOT_READY)
			return;
	}
}

#define HOST_PATH   "/devices/pci0000:00/0000:00:1f.2/ata1/host0"
#define DEVICE_PATH HOST_PATH "/target0:0:0/0:0:0:0"

/* One paragraph a device, in umockdev's own form: P path, N node, E property, A attribute, L link. */
static char *describe(const struct identity *identity)
{
	return g_strdup_printf("P: " HOST_PATH "\n"
			       "E: DEVTYPE=scsi_host\n"
			       "E: SUBSYSTEM=scsi\n"
			       "\n"
			       "P: " DEVICE_PATH "\n"
			       "E: DEVTYPE=scsi_device\n"
			       "E: DRIVER=sr\n"
			       "E: MODALIAS=scsi:t-0x05\n"
			       "E: SUBSYSTEM=scsi\n"
			       "A: type=5\\n\n"
			       "A: vendor=%s\\n\n"
			       "A: model=%s\\n\n"
			       "A: rev=%s\\n\n"
			       "A: scsi_level=6\\n\n"
			       "A: state=running\\n\n"
			       "A: timeout=30\\n\n"
			       "\n"
			       "P: " DEVICE_PATH "/block/sr0\n"
			       "N: sr0\n"
			       "E: DEVNAME=/dev/sr0\n"
			       "E: DEVTYPE=disk\n"
			       "E: MAJOR=11\n"
			       "E: MINOR=0\n"
			       "E: ID_CDROM=1\n"
			       "E: ID_TYPE=cd\n"
			       "E: SUBSYSTEM=block\n"
			       "A: dev=11:0\\n\n"
			       "A: removable=1\\n\n"
			       "A: ro=0\\n\n"
			       "A: capability=119\\n\n"
			       "A: queue/logical_block_size=2048\\n\n"
			       "A: queue/max_hw_sectors_kb=32767\\n\n"
			       "A: queue/max_sectors_kb=512\\n\n"
			       "A: queue/max_segments=168\\n\n"
			       "L: device=../../../0:0:0:0\n"
			       "\n"
			       "P: " DEVICE_PATH "/scsi_generic/sg0\n"
			       "N: sg0=00\n"
			       "E: DEVNAME=/dev/sg0\n"
			       "E: MAJOR=21\n"
			       "E: MINOR=0\n"
			       "E: SUBSYSTEM=scsi_generic\n"
			       "A: dev=21:0\\n\n"
			       "L: device=../../../0:0:0:0\n"
			       "\n",
		identity->vendor, identity->model, identity->revision);
}

/* /proc/sys/dev/cdrom/info, where some programs look for drives, and what they know a /sys by. */
static void make_landmarks(const struct testbed *testbed)
{
	char *folder = g_build_filename(testbed->root, "proc/sys/dev/cdrom", NULL);
	char *path = g_build_filename(folder, "info", NULL);
	char *kernel = g_build_filename(testbed->root, "sys/kernel", NULL);

	g_mkdir_with_parents(kernel, 0755); /* by this wodim knows that /sys is mounted */
	g_free(kernel);
	if (g_mkdir_with_parents(folder, 0755) == 0)
		g_file_set_contents(path,
			"CD-ROM information, Id: cdrom.c 3.20 2003/12/17\n\n"
			"drive name:\t\tsr0\n",
			-1, NULL);
	g_free(path);
	g_free(folder);
}

/*
 * Hard links need one file system, so the testbed goes into the disc's folder when the usual place is
 * on another; and its path must stay short. NULL: the usual place.
 */
static char *place_for(const char *disc_path)
{
	const char *tmpdir = getenv("TMPDIR");
	struct stat disc, usual;
	char *copy, *folder = NULL;

	if (!disc_path || stat(disc_path, &disc) < 0 ||
		stat(tmpdir ? tmpdir : "/tmp", &usual) < 0 || disc.st_dev == usual.st_dev)
		return NULL;
	copy = strdup(disc_path);
	if (copy)
		folder = realpath(dirname(copy), NULL);
	free(copy);
	if (folder && (strlen(folder) > TMP_PATH_MAX || access(folder, W_OK) < 0)) {
		free(folder);
		folder = NULL;
	}
	return folder;
}

/*
 * umockdev takes the folder from TMPDIR, where it cannot make one it ends the process; and GLib remembers
 * TMPDIR from its first look. So the testbed is moved by a TMPDIR that is there only while it is made.
 */
static UMockdevTestbed *make_testbed(const char *place)
{
	const char *tmpdir = getenv("TMPDIR");
	char *before = tmpdir ? strdup(tmpdir) : NULL;
	UMockdevTestbed *umockdev;

	if (place)
		setenv("TMPDIR", place, 1);
	umockdev = umockdev_testbed_new();
	if (place && before)
		setenv("TMPDIR", before, 1);
	else if (place)
		unsetenv("TMPDIR");
	free(before);
	return umockdev;
}

/*
 * Two complaints of umockdev (0.17) tell nothing: a read(2) of no bytes, which cat asks for and which is
 * answered well, and a program that was killed while its answer was held back.
 */
static void log_what_matters(
	const gchar *domain, GLogLevelFlags level, const gchar *message, void *context)
{
	static const char *const known[] = {
		"g_input_stream_read_all: assertion 'buffer != NULL'",
		"Destroying IoctlClient with open stream",
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (strstr(message, known[i]))
			return;
	g_log_default_handler(domain, level, message, context);
}

static int fail(struct burnrig_problem *problem, const char *file, const char *what, int error)
{
	burnrig_problem_set(problem, file, 0, NULL, "%s: %s", what, strerror(error));
	return -error;
}

static void take_sticky_bit_back(struct testbed *testbed)
{
	if (testbed->shown[0] != '\0')
		chmod(testbed->shown, testbed->shown_mode);
	testbed->shown[0] = '\0';
}

static int show_data(struct testbed *testbed, const char *node, const char *data)
{
	struct stat status;

	if (stat(data, &status) < 0)
		return -errno;
	if (chmod(data, (status.st_mode & 07777) | S_ISVTX) < 0)
		return -errno;
	snprintf(testbed->shown, sizeof(testbed->shown), "%s", data);
	testbed->shown_mode = status.st_mode & 07777;
	if (link(data, node) < 0 && symlink(data, node) < 0)
		return -errno;
	return 0;
}

/* An empty file; returns its fd, for reading and writing, or a negative errno. */
static int make_empty(const char *node)
{
	int fd = open(node, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
	int result;

	if (fd < 0)
		return -errno;
	if (fchmod(fd, 01644) == 0)
		return fd;
	result = -errno;
	close(fd);
	return result;
}

/* The node is a file of its own: filled on demand, or for ever empty. */
static int show_copy(struct testbed *testbed, const char *node, bool filled)
{
	int fd = make_empty(node);

	if (fd < 0)
		return fd;
	if (filled)
		node_view_set(testbed->rig, fd);
	else
		close(fd);
	return 0;
}

int testbed_show_disc(
	struct testbed *testbed, const struct rig_disc *disc, struct burnrig_problem *problem)
{
	char *node = g_build_filename(testbed->root, "dev/sr0", NULL);
	char *data = disc->path ? g_strconcat(disc->path, ".data", NULL) : NULL;
	int result;

	take_sticky_bit_back(testbed);
	node_view_set(testbed->rig, -1);
	unlink(node);
	if (data && disc->plain)
		result = show_data(testbed, node, data);
	else
		result = show_copy(testbed, node, disc->inside);
	if (result < 0)
		fail(problem, data ? data : node, "cannot be shown as /dev/sr0", -result);
	g_free(data);
	g_free(node);
	return result;
}

static int fill(struct testbed *testbed, struct rig *rig, struct burnrig_problem *problem)
{
	struct identity identity;
	GError *error = NULL;
	char *description;
	int result = 0;

	inquire(rig, &identity);
	wait_until_ready(rig);
	description = describe(&identity);
	if (!umockdev_testbed_add_from_string(testbed->umockdev, description, &error)) {
		burnrig_problem_set(problem, NULL, 0, "umockdev", "%s", error->message);
		g_clear_error(&error);
		result = -EIO;
	}
	g_free(description);
	if (result == 0)
		make_landmarks(testbed);
	if (result == 0)
		result = ioctl_server_start(testbed->umockdev, rig, &testbed->server, problem);
	return result;
}

int testbed_open(struct rig *rig, struct testbed **ret_testbed, struct burnrig_problem *problem)
{
	struct testbed *testbed = calloc(1, sizeof(*testbed));
	char *place;
	int result;

	if (!testbed)
		return -ENOMEM;
	testbed->rig = rig;
	g_log_set_handler("GLib-GIO", G_LOG_LEVEL_CRITICAL, log_what_matters, NULL);
	g_log_set_handler(NULL, G_LOG_LEVEL_CRITICAL, log_what_matters, NULL);
	place = place_for(rig->disc.path);
	testbed->umockdev = make_testbed(place);
	free(place);
	testbed->root = umockdev_testbed_get_root_dir(testbed->umockdev);
	result = fill(testbed, rig, problem);
	if (result == 0)
		result = testbed_show_disc(testbed, &rig->disc, problem);
	if (result < 0) {
		testbed_close(testbed);
		return result;
	}
	*ret_testbed = testbed;
	return 0;
}

void testbed_close(struct testbed *testbed)
{
	if (!testbed)
		return;
	take_sticky_bit_back(testbed);
	ioctl_server_stop(testbed->server);
	g_object_unref(testbed->umockdev);
	g_free(testbed->root);
	free(testbed);
}
