/* SPDX-License-Identifier: MIT */
#include "emulator/cli/cd_image.h"

#include <cdio/cdio.h>
#include <cdio/logging.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "emulator/cli/data_image.h"
#include "emulator/cli/sheet_extra.h"

#define ENTRY_BYTES	8UL
#define FRAMES_AT_LBA_0 150
#define BLOCKS_MIN	300			  /* of a track: four seconds    */
#define BLOCKS_MAX	(100 * 60 * 75 - 1 - 150) /* a cue sheet ends at 99:59:74 */
#define TNO_LEAD_OUT	0xAA
#define LEAD_IN_LBA	(-750) /* where burnrig_disc_press begins one of the host's own */
#define FORM_RAW_P_W	0x40   /* sub-channels of the host's, in a data form             */

struct cd_image {
	CdIo_t *cdio;		   /* NULL: ISO */
	struct sheet_extra *extra; /* NULL: NRG, ISO */
	struct data_image iso;
	uint8_t sheet[CD_IMAGE_SHEET_MAX];
	size_t sheet_bytes;
};

struct entry {
	uint8_t control_adr, track, index, form;
	int32_t lba;
};

/* False: the sheet is full. */
static bool put_entry(struct cd_image *image, const struct entry *entry)
{
	int32_t frames = entry->lba + FRAMES_AT_LBA_0;
	uint8_t *out = image->sheet + image->sheet_bytes;

	if (image->sheet_bytes + ENTRY_BYTES > sizeof image->sheet)
		return false;
	out[0] = entry->control_adr;
	out[1] = entry->track;
	out[2] = entry->index;
	out[3] = entry->form;
	out[4] = 0;
	out[5] = (uint8_t)(frames / (60 * 75));
	out[6] = (uint8_t)(frames / 75 % 60);
	out[7] = (uint8_t)(frames % 75);
	image->sheet_bytes += ENTRY_BYTES;
	return true;
}

/* A catalogue number or ISRC: two entries with @first and the rest of its characters. */
static bool put_number(struct cd_image *image, uint8_t adr, unsigned track, const char *number)
{
	size_t offset = track ? 2 : 1, in_first = track ? 6 : 7, length = track ? 12 : 13;
	uint8_t *out = image->sheet + image->sheet_bytes;

	if (!number || strlen(number) != length)
		return true;
	if (image->sheet_bytes + 2 * ENTRY_BYTES > sizeof image->sheet)
		return false;
	memset(out, 0, 2 * ENTRY_BYTES);
	for (size_t i = 0; i < 2; i++) {
		out[i * ENTRY_BYTES] = adr;
		if (track)
			out[i * ENTRY_BYTES + 1] = (uint8_t)track;
	}
	memcpy(out + offset, number, in_first);
	memcpy(out + ENTRY_BYTES + offset, number + in_first, length - in_first);
	image->sheet_bytes += 2 * ENTRY_BYTES;
	return true;
}

/* ---- ISO ---- */

static int open_iso(const char *path, struct cd_image *image, struct burnrig_problem *problem)
{
	int error = data_image_open(path, CDIO_CD_FRAMESIZE, &image->iso, problem);
	int32_t blocks;

	if (error)
		return error;
	if (image->iso.blocks > BLOCKS_MAX) {
		burnrig_problem_set(problem, path, 0, NULL, "is more than a CD holds");
		return -EINVAL;
	}
	blocks = (int32_t)image->iso.blocks;
	const struct entry entries[] = {
		{ 0x41, 0, 0, 0x14, -FRAMES_AT_LBA_0 },
		{ 0x41, 1, 0, 0x14, -FRAMES_AT_LBA_0 },
		{ 0x41, 1, 1, 0x10, 0 },
		{ 0x41, TNO_LEAD_OUT, 1, 0x14, blocks < BLOCKS_MIN ? BLOCKS_MIN : blocks },
	};
	for (unsigned i = 0; i < sizeof entries / sizeof entries[0]; i++)
		put_entry(image, &entries[i]);
	return 0;
}

/* ---- what libcdio reads ---- */

static uint8_t form_of(track_format_t format)
{
	switch (format) {
	case TRACK_FORMAT_AUDIO:
		return 0x00;
	case TRACK_FORMAT_CDI:
	case TRACK_FORMAT_XA:
	case TRACK_FORMAT_PSX:
		return 0x20;
	case TRACK_FORMAT_DATA:
	case TRACK_FORMAT_ERROR:
		break;
	}
	return 0x10;
}

/* The form of a pause that the drive makes. */
static uint8_t pause_of(uint8_t form)
{
	return form ? form | 0x04 : 0x01;
}

static uint8_t control_of(const CdIo_t *cdio, track_t track, uint8_t form)
{
	unsigned control = form ? 4 : 0;

	if (cdio_get_track_copy_permit(cdio, track) == CDIO_TRACK_FLAG_TRUE)
		control |= 2;
	if (!form && cdio_get_track_preemphasis(cdio, track) == CDIO_TRACK_FLAG_TRUE)
		control |= 1;
	if (!form && cdio_get_track_channels(cdio, track) == 4)
		control |= 8;
	return (uint8_t)(control << 4 | 1);
}

static bool put_track(struct cd_image *image, track_t track, bool first)
{
	lsn_t start = cdio_get_track_lsn(image->cdio, track);
	lsn_t pause = cdio_get_track_pregap_lsn(image->cdio, track);
	uint8_t form = form_of(cdio_get_track_format(image->cdio, track));
	struct entry entry = { control_of(image->cdio, track, form), track, 0, form, pause };
	char *isrc = cdio_get_track_isrc(image->cdio, track);
	bool room = put_number(image, (uint8_t)((entry.control_adr & 0xF0) | 3), track, isrc);

	free(isrc);
	if (first) { /* its pause begins before the image does */
		entry.lba = -FRAMES_AT_LBA_0;
		entry.form = start > 0 ? form : pause_of(form);
	}
	if (room && (first || (pause != CDIO_INVALID_LSN && pause < start)))
		room = put_entry(image, &entry);
	entry = (struct entry) { entry.control_adr, track, 1, form, start };
	room = room && put_entry(image, &entry);
	for (unsigned i = 2; room && image->extra && i < SHEET_NUMBERS; i++) {
		entry.index = (uint8_t)i;
		entry.lba = start + image->extra->index_frames[track][i];
		if (entry.lba > start)
			room = put_entry(image, &entry);
	}
	return room;
}

/* Where the image ends: libcdio 2.1 counts a cdrdao START twice, so its lead-out may lie behind what
 * can be read. */
static lsn_t end_of(const struct cd_image *image, track_t last)
{
	lsn_t start = cdio_get_track_lsn(image->cdio, last);
	lsn_t end = cdio_get_track_lsn(image->cdio, CDIO_CDROM_LEADOUT_TRACK);
	uint8_t block[CDIO_CD_FRAMESIZE_RAW];

	while (end > start &&
		cdio_read_audio_sectors(image->cdio, block, end - 1, 1) != DRIVER_OP_SUCCESS)
		end--;
	return end;
}

static bool put_all(struct cd_image *image)
{
	track_t first = cdio_get_first_track_num(image->cdio);
	track_t last = cdio_get_last_track_num(image->cdio);
	uint8_t first_form = form_of(cdio_get_track_format(image->cdio, first));
	uint8_t last_form = form_of(cdio_get_track_format(image->cdio, last));
	char *catalogue = cdio_get_mcn(image->cdio);
	bool room = put_number(image, 0x02, 0, catalogue);
	struct entry lead_in = { first_form ? 0x41 : 0x01, 0, 0, pause_of(first_form),
		-FRAMES_AT_LBA_0 };
	struct entry lead_out = { last_form ? 0x41 : 0x01, TNO_LEAD_OUT, 1, pause_of(last_form),
		end_of(image, last) };

	free(catalogue);
	if (image->extra && image->extra->pack_count)
		lead_in.form |= FORM_RAW_P_W;
	room = room && put_entry(image, &lead_in);
	for (track_t track = first; room && track <= last; track++)
		room = put_track(image, track, track == first);
	return room && put_entry(image, &lead_out);
}

/* libcdio looks for the files that a TOC names in the working directory: be in the TOC's. */
static CdIo_t *open_toc(const char *path)
{
	int here = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	char *copy = strdup(path);
	char *slash = copy ? strrchr(copy, '/') : NULL;
	CdIo_t *cdio = NULL;

	if (slash)
		*slash = '\0';
	if (here >= 0 && copy && (!slash || chdir(slash == copy ? "/" : copy) == 0))
		cdio = cdio_open_cdrdao(slash ? slash + 1 : copy);
	if (here >= 0) {
		if (slash && fchdir(here) != 0) {
			cdio_destroy(cdio);
			cdio = NULL;
		}
		close(here);
	}
	free(copy);
	return cdio;
}

static int open_with(CdIo_t *(*open_image)(const char *), const char *path, bool extra,
	struct cd_image *image, struct burnrig_problem *problem)
{
	int error = extra ? sheet_extra_read(path, &image->extra, problem) : 0;

	if (error)
		return error;
	image->cdio = open_image(path);
	if (!image->cdio || cdio_get_first_track_num(image->cdio) == CDIO_INVALID_TRACK) {
		burnrig_problem_set(problem, path, 0, NULL, "libcdio cannot read it as a CD image");
		return -EINVAL;
	}
	if (!put_all(image)) {
		burnrig_problem_set(problem, path, 0, NULL, "has more tracks than a cue sheet");
		return -EINVAL;
	}
	return 0;
}

static int read_cdio(const struct cd_image *image, int32_t lba, void *out, size_t bytes)
{
	driver_return_code_t result;

	memset(out, 0, bytes);
	if (lba < -FRAMES_AT_LBA_0 && bytes == CDIO_CD_FRAMESIZE_SUB)
		sheet_extra_lead_in(image->extra, (uint32_t)(lba - LEAD_IN_LBA), out);
	if (lba < 0) /* the first pause */
		return 0;
	if (bytes == CDIO_CD_FRAMESIZE)
		result = cdio_read_mode1_sectors(image->cdio, out, lba, false, 1);
	else if (bytes == M2RAW_SECTOR_SIZE)
		result = cdio_read_mode2_sectors(image->cdio, out, lba, true, 1);
	else
		result = cdio_read_audio_sectors(image->cdio, out, lba, 1);
	return result == DRIVER_OP_SUCCESS ? 0 : -EIO;
}

/* ---- either ---- */

static bool ends_with(const char *path, const char *ending)
{
	size_t length = strlen(path), tail = strlen(ending);

	return length >= tail && strcasecmp(path + length - tail, ending) == 0;
}

int cd_image_open(const char *path, struct cd_image **ret_image, struct burnrig_problem *problem)
{
	struct cd_image *image = calloc(1, sizeof *image);
	int error;

	if (!image)
		return -ENOMEM;
	image->iso.fd = -1;
	cdio_loglevel_default = CDIO_LOG_ASSERT; /* what is wrong is said here */
	if (ends_with(path, ".cue"))
		error = open_with(cdio_open_cue, path, true, image, problem);
	else if (ends_with(path, ".toc"))
		error = open_with(open_toc, path, true, image, problem);
	else if (ends_with(path, ".nrg"))
		error = open_with(cdio_open_nrg, path, false, image, problem);
	else
		error = open_iso(path, image, problem);
	if (error)
		cd_image_close(image);
	else
		*ret_image = image;
	return error;
}

void cd_image_close(struct cd_image *image)
{
	if (!image)
		return;
	if (image->cdio)
		cdio_destroy(image->cdio);
	data_image_close(&image->iso);
	free(image->extra);
	free(image);
}

const uint8_t *cd_image_sheet(const struct cd_image *image, size_t *ret_bytes)
{
	*ret_bytes = image->sheet_bytes;
	return image->sheet;
}

int cd_image_read(void *context, int32_t lba, void *out, size_t bytes)
{
	struct cd_image *image = context;

	return image->cdio ? read_cdio(image, lba, out, bytes)
			   : data_image_read(&image->iso, lba, out, bytes);
}
