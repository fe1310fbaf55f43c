/* SPDX-License-Identifier: MIT */
/*
 * cd_image.h: CD images of other programs, as a cue sheet and blocks: ISO (one data track), BIN/CUE,
 * cdrdao's TOC/BIN and NRG, the last three read by libcdio.
 */
#ifndef BURNRIG_CLI_CD_IMAGE_H
#define BURNRIG_CLI_CD_IMAGE_H

#include <stddef.h>
#include <stdint.h>

#include "burnrig/problem.h"

#define CD_IMAGE_SHEET_MAX 4096

struct cd_image; /* opened; read only */

/* cd_image_open: the kind is told by the name: .cue, .toc, .nrg, else ISO. Returns 0 or negative errno
 * with @problem filled. */
int cd_image_open(const char *path, struct cd_image **ret_image, struct burnrig_problem *problem);
void cd_image_close(struct cd_image *image);

/* cd_image_sheet: borrowed; as burnrig_disc_press takes it. */
const uint8_t *cd_image_sheet(const struct cd_image *image, size_t *ret_bytes);
/* cd_image_read: a burnrig_block_source; @context is the image. */
int cd_image_read(void *context, int32_t lba, void *out, size_t bytes);

#endif
