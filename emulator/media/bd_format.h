/* SPDX-License-Identifier: MIT */
/*
 * bd_format.h: what formats of BD-RE and BD-R share: how much of the medium is spare area. MMC-6
 * 6.4.3.3 lets a host choose between the least and the most; what drives offer for a 25 GB layer is
 * 1000h, 3000h (default) and 5000h clusters.
 */
#ifndef MEDIA_BD_FORMAT_H
#define MEDIA_BD_FORMAT_H

#include "emulator/media/bd_address.h"
#include "emulator/media/disc.h"

/* FORMAT UNIT format types. */
enum {
	BD_FORMAT_DEFAULT = 0x00,
	BD_FORMAT_EXPAND_SPARES = 0x01,
	BD_FORMAT_RE_WITH_SPARES = 0x30,
	BD_FORMAT_RE_WITHOUT_SPARES = 0x31,
	BD_FORMAT_R_WITH_SPARES = 0x32,
};

enum bd_spares { BD_SPARES_DEFAULT, BD_SPARES_MOST, BD_SPARES_LEAST };

/* bd_spare_clusters: how many clusters of @disc that choice is. */
uint32_t bd_spare_clusters(const struct burnrig_disc *disc, enum bd_spares choice);

/*
 * bd_format_option_at: the options with spares, in the order of READ FORMAT CAPACITIES: the default
 * format, then @with_spares with the default, the most and the least. False: @index is above 3.
 */
bool bd_format_option_at(const struct burnrig_disc *disc, unsigned index, uint8_t with_spares,
	struct disc_format_option *ret_option);

/*
 * bd_spares_of_format: the spare blocks that @request asks for: the default of type 00h, any number
 * of clusters within the limits of @with_spares, told by the number of blocks or by the type
 * dependent parameter, which programs leave 0. Else 05/26/00 at the field of the parameter list.
 */
struct sense bd_spares_of_format(const struct burnrig_disc *disc, uint8_t with_spares,
	const struct disc_format_request *request, uint32_t *ret_spare_blocks);

#endif
