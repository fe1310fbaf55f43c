/* SPDX-License-Identifier: MIT */
/* burnrig disc export: the user data of a disc, a session or a track as an image. */
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "burnrig/disc.h"
#include "emulator/cli/disc.h"
#include "emulator/cli/disc_export_cd.h"

#define BLOCK_BYTES  2048
#define STATUS_OTHER 3 /* of the disc: written in any order, MMC-6 READ DISC INFORMATION */

static const char export_usage[] =
	"usage: burnrig disc export PATH OUT [--track N | --session N | --format F] [--force]\n"
	"\n"
	"Copies the user data of the disc, 2048 bytes a sector, into the image OUT, so that sector n\n"
	"of the disc is sector n of the image; of one track or session, from its first sector on.\n"
	"Sectors that were never written are zeros, as are holes between tracks; OUT is sparse.\n"
	"\n"
	"  --track N      only this track\n"
	"  --session N    only the tracks of this session\n"
	"  --format F     iso, as above; or all of a CD: cue (BIN/CUE), toc (cdrdao), raw (2448)\n"
	"                 cue and toc put the sectors into OUT's name with .bin; cue CD-TEXT in .cdt\n"
	"  --force        OUT may exist, and is overwritten\n"
	"  --help         print this\n";

struct request {
	const char *path, *out;
	const char *format;	 /* NULL: user data as an image */
	unsigned track, session; /* 0: all */
	bool force;
};

struct copy {
	struct burnrig_disc *disc;
	const struct request *request;
	int fd;
	bool random;	   /* written in any order: what was not written is no fault */
	int32_t first_lba; /* of the image                                           */
	int64_t end_lba;   /* behind the last block that was copied                  */
	int64_t never_written, unreadable;
	int32_t first_never_written_lba, first_unreadable_lba;
	unsigned tracks;
};

static bool is_wanted(const struct request *request, const struct burnrig_disc_track *track)
{
	if (request->track)
		return track->number == request->track;
	return !request->session || track->session == request->session;
}

static bool is_zero(const uint8_t *bytes, size_t count)
{
	return bytes[0] == 0 && memcmp(bytes, bytes + 1, count - 1) == 0;
}

/* Blocks of zeros become a hole. 0 or negative errno. */
static int put_block(const struct copy *copy, int32_t lba, const uint8_t *block)
{
	size_t done = 0;
	const off_t offset = ((off_t)lba - copy->first_lba) * BLOCK_BYTES;

	if (is_zero(block, BLOCK_BYTES))
		return 0;
	while (done < BLOCK_BYTES) {
		const ssize_t put =
			pwrite(copy->fd, block + done, BLOCK_BYTES - done, offset + (off_t)done);

		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return put < 0 ? -errno : -EIO;
		done += (size_t)put;
	}
	return 0;
}

static int copy_block(struct copy *copy, int32_t lba)
{
	uint8_t block[BLOCK_BYTES];

	switch (burnrig_disc_read(copy->disc, lba, block)) {
	case 0:
		copy->end_lba = (int64_t)lba + 1;
		return put_block(copy, lba, block);
	case -ENODATA:
		if (copy->random)
			return 0;
		if (copy->never_written++ == 0)
			copy->first_never_written_lba = lba;
		break;
	default:
		if (copy->unreadable++ == 0)
			copy->first_unreadable_lba = lba;
		break;
	}
	copy->end_lba = (int64_t)lba + 1;
	return 0;
}

/* Behind the last block of @track that can hold data. */
static int64_t track_end(const struct copy *copy, const struct burnrig_disc_track *track)
{
	if (copy->random)
		return (int64_t)track->start_lba + track->size_blocks;
	return track->last_recorded_valid ? (int64_t)track->last_recorded_lba + 1
					  : track->start_lba;
}

static int copy_track(struct copy *copy, const struct burnrig_disc_track *track)
{
	const int64_t end = track_end(copy, track);
	int error = 0;

	if (!(track->control & 4) && !track->blank) {
		fprintf(stderr, "burnrig disc export: %s: track %u is audio: left out\n",
			copy->request->path, track->number);
		return copy->request->track ? -ENOTSUP : 0;
	}
	if (copy->tracks++ == 0) {
		copy->first_lba =
			copy->request->track || copy->request->session ? track->start_lba : 0;
		copy->end_lba = copy->first_lba;
	}
	for (int64_t lba = track->start_lba; lba < end && !error; lba++)
		error = copy_block(copy, (int32_t)lba);
	return error;
}

static int copy_tracks(struct copy *copy)
{
	struct burnrig_disc_track track;
	int error = 0;

	for (unsigned i = 0; !error && burnrig_disc_track_at(copy->disc, i, &track); i++)
		if (is_wanted(copy->request, &track))
			error = copy_track(copy, &track);
	if (!error && copy->end_lba > copy->first_lba &&
		ftruncate(copy->fd, (copy->end_lba - copy->first_lba) * BLOCK_BYTES) != 0)
		error = -errno;
	return error;
}

static void say_gaps(const struct copy *copy)
{
	if (copy->end_lba == copy->first_lba)
		fprintf(stderr,
			"burnrig disc export: %s: nothing is recorded: the image is empty\n",
			copy->request->path);
	if (copy->never_written)
		fprintf(stderr,
			"burnrig disc export: %s: %" PRId64 " sectors inside tracks were never "
			"written, the first at %" PRId32 ": zeros in the image\n",
			copy->request->path, copy->never_written, copy->first_never_written_lba);
	if (copy->unreadable)
		fprintf(stderr,
			"burnrig disc export: %s: %" PRId64 " sectors cannot be read, the first at "
			"%" PRId32 ": zeros in the image\n",
			copy->request->path, copy->unreadable, copy->first_unreadable_lba);
}

/* Is @fd the disc's own file? Opened without O_TRUNC, so nothing is lost yet. */
static bool is_file_of_disc(int fd, const char *path)
{
	struct stat ours, theirs;
	char data_path[4096];
	bool same = false;

	if (fstat(fd, &ours) != 0)
		return true;
	snprintf(data_path, sizeof data_path, "%s.data", path);
	if (stat(path, &theirs) == 0)
		same = ours.st_dev == theirs.st_dev && ours.st_ino == theirs.st_ino;
	if (!same && stat(data_path, &theirs) == 0)
		same = ours.st_dev == theirs.st_dev && ours.st_ino == theirs.st_ino;
	return same;
}

static int open_out(const struct request *request)
{
	const int flags = O_WRONLY | O_CREAT | O_CLOEXEC | (request->force ? 0 : O_EXCL);
	const int fd = open(request->out, flags, 0666);

	if (fd < 0) {
		fprintf(stderr, "burnrig disc export: %s: %s%s\n", request->out, strerror(errno),
			errno == EEXIST ? " (--force overwrites it)" : "");
		return -1;
	}
	if (is_file_of_disc(fd, request->path)) {
		fprintf(stderr, "burnrig disc export: %s: is a file of the disc itself\n",
			request->out);
		close(fd);
		return -1;
	}
	if (ftruncate(fd, 0) != 0) {
		fprintf(stderr, "burnrig disc export: %s: %s\n", request->out, strerror(errno));
		close(fd);
		return -1;
	}
	return fd;
}

/* There is something to export, or it is said what is not there. */
static bool has_wanted(const struct burnrig_disc *disc, const struct request *request)
{
	struct burnrig_disc_track track;

	for (unsigned i = 0; burnrig_disc_track_at(disc, i, &track); i++)
		if (is_wanted(request, &track))
			return true;
	if (request->track)
		fprintf(stderr, "burnrig disc export: %s: there is no track %u\n", request->path,
			request->track);
	else
		fprintf(stderr, "burnrig disc export: %s: there is no session %u\n", request->path,
			request->session);
	return false;
}

static int export_disc(struct burnrig_disc *disc, const struct request *request)
{
	struct copy copy = { .disc = disc, .request = request };
	struct burnrig_disc_summary summary;
	int error;

	if (!has_wanted(disc, request))
		return 1;
	burnrig_disc_summary(disc, &summary);
	copy.random = summary.disc_status == STATUS_OTHER;
	copy.fd = open_out(request);
	if (copy.fd < 0)
		return 1;
	error = copy_tracks(&copy);
	if (close(copy.fd) != 0 && !error)
		error = -errno;
	if (error) {
		unlink(request->out);
		if (error != -ENOTSUP)
			fprintf(stderr, "burnrig disc export: %s: %s\n", request->out,
				strerror(-error));
		return 1;
	}
	say_gaps(&copy);
	return copy.unreadable ? 1 : 0;
}

static int export_path(const struct request *request)
{
	struct burnrig_problem problem = { .line = 0 };
	struct burnrig_disc *disc = NULL;
	const int error = burnrig_disc_open(request->path, true, &disc, &problem);
	int status;

	if (error)
		return disc_say_problem("export", request->path, error, &problem);
	if (request->format)
		status = disc_export_cd(disc, request->format, request->out, request->force);
	else
		status = export_disc(disc, request);
	burnrig_disc_close(disc);
	return status;
}

/* 1..65535; 0 when @text is anything else. */
static unsigned number_of(const char *text)
{
	char *end = NULL;
	unsigned long number;

	if (*text < '0' || *text > '9')
		return 0;
	number = strtoul(text, &end, 10);
	return *end == '\0' && number <= UINT16_MAX ? (unsigned)number : 0;
}

static int usage_error(const char *why)
{
	if (why)
		fprintf(stderr, "burnrig disc export: %s\n", why);
	fputs(export_usage, stderr);
	return 2;
}

/* ISO is what is exported without a format. */
static bool take_format(struct request *request)
{
	static const char *const of_cd[] = { "cue", "toc", "raw" };

	if (!request->format)
		return true;
	if (strcmp(request->format, "iso") == 0) {
		request->format = NULL;
		return true;
	}
	for (size_t i = 0; i < sizeof of_cd / sizeof of_cd[0]; i++)
		if (strcmp(request->format, of_cd[i]) == 0)
			return !request->track && !request->session;
	return false;
}

int cmd_disc_export(int argc, char **argv)
{
	static const struct option options[] = { { "help", no_argument, NULL, 'h' },
		{ "track", required_argument, NULL, 't' },
		{ "session", required_argument, NULL, 's' }, { "force", no_argument, NULL, 'f' },
		{ "format", required_argument, NULL, 'm' }, { NULL, 0, NULL, 0 } };
	struct request request = { .path = NULL };
	int option;

	optind = 1;
	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (option == 'h') {
			fputs(export_usage, stdout);
			return 0;
		}
		if (option == '?')
			return usage_error(NULL);
		if (option == 'f')
			request.force = true;
		else if (option == 'm')
			request.format = optarg;
		else if ((*(option == 't' ? &request.track : &request.session) =
					 number_of(optarg)) == 0)
			return usage_error("tracks and sessions have numbers from 1 on");
	}
	if (optind + 2 != argc || (request.track && request.session))
		return usage_error(NULL);
	if (!take_format(&request))
		return usage_error(
			"--format is iso, cue, toc or raw, the last three of a whole CD");
	request.path = argv[optind];
	request.out = argv[optind + 1];
	return export_path(&request);
}
