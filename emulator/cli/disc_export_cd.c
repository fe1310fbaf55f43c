/* SPDX-License-Identifier: MIT */
#include "emulator/cli/disc_export_cd.h"

#include <errno.h>
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "burnrig/disc.h"
#include "emulator/cli/cd_text_toc.h"

#define MAIN_BYTES	 2352
#define STORED_BYTES	 2448
#define CONTROL_DATA	 4
#define CONTROL_COPY	 2
#define CONTROL_FOUR	 8
#define CONTROL_EMPHASIS 1
#define FRAMES_A_SECOND	 75
#define NUMBERS		 100 /* of tracks and of indexes: 0 to 99 */
#define PACK_BYTES	 18
#define PACKS_MAX	 2048

/* What the sub-channels have of the tracks beyond the table of contents. */
struct marks {
	char catalogue[14];		     /* "": none */
	char isrc[NUMBERS][14];		     /* by track; "": none */
	int32_t index_lba[NUMBERS][NUMBERS]; /* by track, from index 2 on; 0: none */
	uint8_t cd_text[PACKS_MAX * PACK_BYTES];
	size_t cd_text_packs;
};

struct cd_export {
	struct burnrig_disc *disc;
	FILE *text, *sectors;
	char bin[4096];	      /* path of the sectors                                          */
	const char *bin_name; /* in it: as the text calls it                                  */
	struct marks *marks;  /* NULL: not wanted                                             */
	int32_t end_lba;      /* of what was copied: LBA 0 is the first                       */
	int64_t unreadable;
};

/* MM:SS:FF of a position in the image. */
static const char *msf(int32_t frames, char out[16])
{
	snprintf(out, 16, "%02d:%02d:%02d", (int)(frames / (60 * FRAMES_A_SECOND)),
		(int)(frames / FRAMES_A_SECOND % 60), (int)(frames % FRAMES_A_SECOND));
	return out;
}

/* Behind the last sector of the last closed track. */
static int32_t end_of_disc(const struct burnrig_disc *disc)
{
	struct burnrig_disc_track track;
	int32_t end = 0;

	for (unsigned i = 0; burnrig_disc_track_at(disc, i, &track); i++)
		if (track.last_recorded_valid)
			end = track.last_recorded_lba + 1;
	return end;
}

/* The number of the track that a sector lies in or before. */
static unsigned track_of_lba(const struct burnrig_disc *disc, int32_t lba)
{
	struct burnrig_disc_track track;
	unsigned number = 0;

	for (unsigned i = 0; burnrig_disc_track_at(disc, i, &track) && i + 1 < NUMBERS; i++) {
		if (track.last_recorded_valid && track.start_lba <= lba)
			number = track.number;
	}
	return number;
}

/* The first of each counts. */
static void note_q(struct cd_export *copy, int32_t lba, const uint8_t *sector)
{
	struct marks *marks = copy->marks;
	struct burnrig_q q;

	burnrig_disc_sector_q(sector, &q);
	if (q.kind == BURNRIG_Q_CATALOGUE && !marks->catalogue[0])
		memcpy(marks->catalogue, q.number, sizeof q.number);
	if (q.kind == BURNRIG_Q_POSITION && q.track < NUMBERS && q.index >= 2 &&
		q.index < NUMBERS && !marks->index_lba[q.track][q.index])
		marks->index_lba[q.track][q.index] = lba;
	if (q.kind == BURNRIG_Q_ISRC) {
		unsigned track = track_of_lba(copy->disc, lba);

		if (track < NUMBERS && !marks->isrc[track][0])
			memcpy(marks->isrc[track], q.number, sizeof q.number);
	}
}

static int copy_sectors(struct cd_export *copy, size_t bytes)
{
	uint8_t sector[STORED_BYTES];

	copy->end_lba = end_of_disc(copy->disc);
	for (int32_t lba = 0; lba < copy->end_lba; lba++) {
		if (burnrig_disc_read_sector(copy->disc, lba, sector) != 0) {
			memset(sector, 0, sizeof sector);
			copy->unreadable++;
		}
		if (copy->marks)
			note_q(copy, lba, sector);
		if (fwrite(sector, bytes, 1, copy->sectors) != 1)
			return -errno;
	}
	return 0;
}

static const char *mode_in_cue(const struct burnrig_disc_track *track)
{
	if (!(track->control & CONTROL_DATA))
		return "AUDIO";
	return track->data_mode == 2 ? "MODE2/2352" : "MODE1/2352";
}

static void put_cue_flags(struct cd_export *copy, uint8_t control)
{
	if (control & CONTROL_DATA) /* the other two are of sound */
		control &= CONTROL_COPY;
	if (control & (CONTROL_COPY | CONTROL_EMPHASIS | CONTROL_FOUR))
		fprintf(copy->text, "    FLAGS%s%s%s\n", control & CONTROL_COPY ? " DCP" : "",
			control & CONTROL_FOUR ? " 4CH" : "",
			control & CONTROL_EMPHASIS ? " PRE" : "");
}

static void put_cue_track(
	struct cd_export *copy, const struct burnrig_disc_track *track, int32_t before_end_lba)
{
	char at[16];

	fprintf(copy->text, "  TRACK %02u %s\n", track->number, mode_in_cue(track));
	put_cue_flags(copy, track->control);
	if (copy->marks->isrc[track->number][0])
		fprintf(copy->text, "    ISRC %s\n", copy->marks->isrc[track->number]);
	if (before_end_lba < track->start_lba)
		fprintf(copy->text, "    INDEX 00 %s\n", msf(before_end_lba, at));
	fprintf(copy->text, "    INDEX 01 %s\n", msf(track->start_lba, at));
	for (unsigned i = 2; i < NUMBERS; i++) {
		if (copy->marks->index_lba[track->number][i])
			fprintf(copy->text, "    INDEX %02u %s\n", i,
				msf(copy->marks->index_lba[track->number][i], at));
	}
}

static const char *mode_in_toc(const struct burnrig_disc_track *track)
{
	if (!(track->control & CONTROL_DATA))
		return "AUDIO";
	return track->data_mode == 2 ? "MODE2_RAW" : "MODE1_RAW";
}

static void put_toc_track(struct cd_export *copy, const struct burnrig_disc_track *track,
	int32_t before_end_lba, int32_t end_lba)
{
	char from[16], length[16], start[16];

	fprintf(copy->text, "\nTRACK %s\n%sCOPY\n", mode_in_toc(track),
		track->control & CONTROL_COPY ? "" : "NO ");
	if (copy->marks->isrc[track->number][0])
		fprintf(copy->text, "ISRC \"%s\"\n", copy->marks->isrc[track->number]);
	if (!(track->control & CONTROL_DATA))
		fprintf(copy->text, "%sPRE_EMPHASIS\n%s_CHANNEL_AUDIO\n",
			track->control & CONTROL_EMPHASIS ? "" : "NO ",
			track->control & CONTROL_FOUR ? "FOUR" : "TWO");
	cd_text_toc_put(
		copy->text, copy->marks->cd_text, copy->marks->cd_text_packs, track->number);
	if (track->control & CONTROL_DATA && before_end_lba == 0 && end_lba == copy->end_lba)
		fprintf(copy->text, "DATAFILE \"%s\"\n", copy->bin_name);
	else if (track->control & CONTROL_DATA)
		fprintf(copy->text, "DATAFILE \"%s\" #%" PRId64 " %s\n", copy->bin_name,
			(int64_t)before_end_lba * MAIN_BYTES,
			msf(end_lba - before_end_lba, length));
	else
		fprintf(copy->text, "FILE \"%s\" %s %s\n", copy->bin_name,
			msf(before_end_lba, from), msf(end_lba - before_end_lba, length));
	if (before_end_lba < track->start_lba)
		fprintf(copy->text, "START %s\n", msf(track->start_lba - before_end_lba, start));
	for (unsigned i = 2; i < NUMBERS; i++) {
		int32_t lba = copy->marks->index_lba[track->number][i];

		if (lba > track->start_lba) /* counted from index 1 */
			fprintf(copy->text, "INDEX %s\n", msf(lba - track->start_lba, start));
	}
}

/* A track's pause lies in the image behind the track before it. */
static void put_tracks(struct cd_export *copy, bool cue)
{
	struct burnrig_disc_track track, next;
	int32_t before_end_lba = 0;

	for (unsigned i = 0; burnrig_disc_track_at(copy->disc, i, &track); i++) {
		bool last = !burnrig_disc_track_at(copy->disc, i + 1, &next) || next.blank;
		int32_t end_lba =
			last ? copy->end_lba : track.start_lba + (int32_t)track.size_blocks;

		if (!track.last_recorded_valid)
			continue;
		if (cue)
			put_cue_track(copy, &track, before_end_lba);
		else
			put_toc_track(copy, &track, before_end_lba, end_lba);
		before_end_lba = end_lba;
	}
}

static void put_text(struct cd_export *copy, bool cue)
{
	struct burnrig_disc_track first;

	if (cue) {
		if (copy->marks->catalogue[0])
			fprintf(copy->text, "CATALOG %s\n", copy->marks->catalogue);
		if (copy->marks->cd_text_packs)
			fprintf(copy->text, "CDTEXTFILE \"%.*s.cdt\"\n",
				(int)strlen(copy->bin_name) - 4, copy->bin_name);
		fprintf(copy->text, "FILE \"%s\" BINARY\n", copy->bin_name);
	} else {
		bool data = burnrig_disc_track_at(copy->disc, 0, &first) &&
			    first.control & CONTROL_DATA;

		fprintf(copy->text, "%s\n",
			!data		       ? "CD_DA"
			: first.data_mode == 2 ? "CD_ROM_XA"
					       : "CD_ROM");
		if (copy->marks->catalogue[0])
			fprintf(copy->text, "CATALOG \"%s\"\n", copy->marks->catalogue);
		cd_text_toc_put(copy->text, copy->marks->cd_text, copy->marks->cd_text_packs, 0);
	}
	put_tracks(copy, cue);
}

static FILE *open_out(const char *path, bool force)
{
	FILE *file = fopen(path, force ? "we" : "wxe");

	if (!file)
		fprintf(stderr, "burnrig disc export: %s: %s%s\n", path, strerror(errno),
			errno == EEXIST ? " (--force overwrites it)" : "");
	return file;
}

/* True when all that was written is in the file. */
static bool close_out(FILE *file)
{
	bool good = file && fflush(file) == 0 && !ferror(file);

	return file && fclose(file) == 0 && good;
}

static int finish(const struct cd_export *copy, const char *out, int error, bool text_written)
{
	if (error || !text_written) {
		fprintf(stderr, "burnrig disc export: %s: %s\n", out,
			error ? strerror(-error) : "cannot be written");
		return 1;
	}
	if (copy->unreadable)
		fprintf(stderr,
			"burnrig disc export: %" PRId64
			" sectors cannot be read: zeros in the image\n",
			copy->unreadable);
	return 0;
}

static int export_raw(struct cd_export *copy, const char *out, bool force)
{
	int error;

	copy->sectors = open_out(out, force);
	if (!copy->sectors)
		return 1;
	error = copy_sectors(copy, STORED_BYTES);
	if (!close_out(copy->sectors) && !error)
		error = -EIO;
	return finish(copy, out, error, true);
}

/* The packs of CD-TEXT, beside the sectors. */
static int write_cd_text(const struct cd_export *copy, bool force)
{
	const struct marks *marks = copy->marks;
	char path[sizeof copy->bin];
	FILE *file;

	if (!marks->cd_text_packs)
		return 0;
	snprintf(path, sizeof path, "%.*s.cdt", (int)strlen(copy->bin) - 4, copy->bin);
	file = open_out(path, force);
	if (!file)
		return -EEXIST;
	fwrite(marks->cd_text, PACK_BYTES, marks->cd_text_packs, file);
	return close_out(file) ? 0 : -EIO;
}

static int export_text_and_sectors(struct cd_export *copy, const char *out, bool cue, bool force)
{
	const char *dot = strrchr(out, '.'), *slash = strrchr(out, '/');
	int stem = (int)(dot && (!slash || dot > slash) ? (size_t)(dot - out) : strlen(out));
	bool text_written = false;
	int error = 0;

	if (snprintf(copy->bin, sizeof copy->bin, "%.*s.bin", stem, out) >= (int)sizeof copy->bin ||
		strcmp(copy->bin, out) == 0) {
		fprintf(stderr, "burnrig disc export: %s: the sectors need another name\n", out);
		return 1;
	}
	copy->bin_name = slash ? copy->bin + (slash - out) + 1 : copy->bin;
	copy->text = open_out(out, force);
	if (!copy->text)
		return 1;
	copy->sectors = open_out(copy->bin, force);
	if (copy->sectors) {
		copy->marks->cd_text_packs =
			burnrig_disc_cd_text(copy->disc, copy->marks->cd_text, PACKS_MAX);
		error = copy_sectors(copy, MAIN_BYTES);
		put_text(copy, cue);
		if (cue && !error)
			error = write_cd_text(copy, force);
	}
	text_written = close_out(copy->text);
	if (!copy->sectors)
		return 1;
	if (!close_out(copy->sectors) && !error)
		error = -EIO;
	return finish(copy, out, error, text_written);
}

int disc_export_cd(struct burnrig_disc *disc, const char *format, const char *out, bool force)
{
	struct cd_export copy = { .disc = disc };
	uint8_t sector[STORED_BYTES];

	if (burnrig_disc_read_sector(disc, 0, sector) == -ENOTSUP) {
		fprintf(stderr, "burnrig disc export: the disc is no CD: only ISO is possible\n");
		return 1;
	}
	if (end_of_disc(disc) == 0) {
		fprintf(stderr, "burnrig disc export: nothing is recorded\n");
		return 1;
	}
	if (strcmp(format, "raw") == 0)
		return export_raw(&copy, out, force);
	copy.marks = calloc(1, sizeof *copy.marks);
	int status =
		copy.marks ? export_text_and_sectors(&copy, out, strcmp(format, "cue") == 0, force)
			   : finish(&copy, out, -ENOMEM, true);
	free(copy.marks);
	return status;
}
