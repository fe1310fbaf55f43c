/* SPDX-License-Identifier: MIT */
/*
 * drive_definition.h: everything that is the same for all drives of one make and model. Read by
 * config/ from fixtures/drives/NAME.conf. Immutable once made.
 */
#ifndef DRIVE_DRIVE_DEFINITION_H
#define DRIVE_DRIVE_DEFINITION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "emulator/mechanics/geometry.h"

#define DRIVE_SPEEDS_MAX      16
#define DRIVE_PROFILES_MAX    32
#define DRIVE_DBI_ZONES_MAX   16
#define DRIVE_DBI_ENTRIES_MAX 256

struct drive_profile_definition {
	uint16_t profile;   /* profile number, fixtures/codes/profiles.def                      */
	bool writable;	    /* the drive can write it, not only read it                         */
	bool verify_writes; /* what is written without Streaming is read back at once          */
	bool mrw;	    /* CD_RW, DVD_PLUS_RW: the drive formats it as Mount Rainier        */
	struct mechanics_speed write_speeds[DRIVE_SPEEDS_MAX]; /* fastest first                */
	unsigned write_speed_count;
	struct mechanics_speed read_speeds[DRIVE_SPEEDS_MAX]; /* fastest first                 */
	unsigned read_speed_count;
};

/* What a WRITE meets that the buffer has no room for. */
enum drive_full_buffer {
	DRIVE_FULL_HOLDS,   /* it lasts until there is room                                    */
	DRIVE_FULL_REFUSES, /* NOT READY, 02/04/08 long write in progress                      */
};

/* How a disc gets in; numbers of page 2Ah and feature 0003h (MMC-6 5.3.5). */
enum drive_loading {
	DRIVE_LOADING_SLOT = 0, /* a slot, or a caddy: the host cannot pull a disc in          */
	DRIVE_LOADING_TRAY = 1,
	DRIVE_LOADING_POP_UP = 2, /* springs open; the user's hand closes it                   */
};

/* Where real drives tell less, or otherwise, than the standard lets expect: bits. */
enum drive_quirk {
	DRIVE_QUIRK_ROTATION_UNTOLD = 1 << 0, /* CAV is not marked as such                     */
	DRIVE_QUIRK_EXACT_UNTOLD = 1 << 1,    /* type 03h performance never says Exact         */
	DRIVE_QUIRK_READ_AS_WRITE = 1 << 2,   /* ... names the write speed as read speed too   */
	DRIVE_QUIRK_END_IS_CAPACITY = 1 << 3, /* ... and type 00h name the block after the last */
};

/* Bits of @mask in byte @byte of a descriptor or page are those of @value. */
struct drive_byte_change {
	uint8_t byte, mask, value;
};

#define DRIVE_BYTE_CHANGES_MAX 24
struct drive_changes {
	struct drive_byte_change list[DRIVE_BYTE_CHANGES_MAX];
	unsigned count;
};

/* What the drive says of a feature or in a mode page instead of what the emulation would. */
struct drive_feature_change {
	uint16_t feature;
	bool absent;
	bool has_version;
	uint32_t version;
	struct drive_changes changes;
};

struct drive_page_change {
	uint8_t page;
	uint32_t bytes; /* the page ends after so many; 0: as it is                            */
	struct drive_changes changes;
};

#define DRIVE_FEATURE_CHANGES_MAX 24
#define DRIVE_PAGE_CHANGES_MAX	  8

struct burnrig_drive_definition {
	char name[64];
	char title[128];
	char vendor[9], product[17], revision[5]; /* INQUIRY, space padded when sent             */
	char serial[33];			  /* feature 0108h, VPD 80h                      */
	char firmware_date[15];			  /* feature 010Ch: YYYYMMDDhhmmss               */
	uint32_t interface;			  /* feature 0001h physical interface standard   */
	uint32_t buffer_bytes;			  /* write buffer                                */
	uint32_t rpm_max;			  /* spindle limit                               */
	uint32_t spin_up_ms;			  /* standstill to rpm_max                       */
	uint32_t load_ms; /* tray closed to medium recognised: becoming ready                */
	uint32_t tray_ms; /* tray in or out                                                  */
	uint32_t seek_full_ms, seek_track_ms; /* full stroke, shortest                           */
	uint32_t opc_ms;       /* power calibration before the first write at a speed             */
	uint32_t command_us;   /* overhead of a command that needs no mechanics                   */
	uint32_t link_ms;      /* stop and restart of recording after the buffer ran dry          */
	uint32_t zone_stop_ms; /* between two zones of zoned CLV                              */
	uint32_t layer_change_ms; /* recording: from the end of a layer to the next              */
	uint32_t lead_out_ms;	  /* closing a session, beside what the medium says is recorded   */
	uint32_t close_track_ms;  /* closing a track                                             */
	uint32_t format_ms;	  /* format, beside what is recorded                              */
	uint32_t blank_ms;	  /* blank, beside what is recorded                               */
	enum drive_full_buffer full_buffer;
	enum drive_loading loading;
	uint32_t dbi_cache_zones, dbi_entries; /* feature 0029h; 0: no such feature             */
	bool defect_status; /* GET PERFORMANCE type 02h of formatted DVD-RW                   */
	uint32_t inquiry_version, inquiry_format; /* bytes 2 and 3 of INQUIRY                  */
	uint32_t page_2a_speeds; /* page 2Ah's list is filled up to so many with the slowest   */
	unsigned quirks;	 /* enum drive_quirk                                           */
	uint32_t refused_operations[8]; /* bit n: operation code n is not there              */
	uint32_t refused_performance;	/* bit n: GET PERFORMANCE has no type n                  */
	struct drive_feature_change feature_changes[DRIVE_FEATURE_CHANGES_MAX];
	unsigned feature_change_count;
	struct drive_page_change page_changes[DRIVE_PAGE_CHANGES_MAX];
	unsigned page_change_count;
	struct drive_profile_definition profiles[DRIVE_PROFILES_MAX]; /* most preferred first    */
	unsigned profile_count;
};

/* drive_definition_profile: the entry for @profile, NULL when the drive does not know it. */
const struct drive_profile_definition *drive_definition_profile(
	const struct burnrig_drive_definition *definition, uint16_t profile);

/*
 * drive_definition_listed_profile: as which profile of its Profile List the drive shows a medium of
 * @profile: itself when the drive writes it or it is read-only anyway, else the read-only one of
 * its kind; 0 when it has none.
 */
uint16_t drive_definition_listed_profile(
	const struct burnrig_drive_definition *definition, uint16_t profile);

/* drive_definition_records: does the drive write any profile at all? */
bool drive_definition_records(const struct burnrig_drive_definition *definition);

/*
 * drive_definition_has_feature: is the feature one of this drive's at all? A feature that comes
 * with media is there when the drive knows one of the profiles that have it (MMC-6 5.4), for a
 * recording feature: can write one of them.
 */
bool drive_definition_has_feature(
	const struct burnrig_drive_definition *definition, uint16_t feature);

/* drive_definition_refuses: is there no such operation code? */
bool drive_definition_refuses(const struct burnrig_drive_definition *definition, uint8_t operation);

/* drive_definition_feature_change, _page_change: NULL when nothing is said otherwise. */
const struct drive_feature_change *drive_definition_feature_change(
	const struct burnrig_drive_definition *definition, uint16_t feature);
const struct drive_page_change *drive_definition_page_change(
	const struct burnrig_drive_definition *definition, uint8_t page);

/* drive_changes_apply: to a descriptor or page of @count bytes; changes behind its end do nothing. */
void drive_changes_apply(const struct drive_changes *changes, uint8_t *bytes, size_t count);

#endif
