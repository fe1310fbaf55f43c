/* SPDX-License-Identifier: MIT */
/* Broken descriptions: events, mode pages, capacities, disc, tracks, TOC. */
#include <string.h>

#include "conformance/mutants/mutants.h"
#include "conformance/mutants/spoil.h"
#include "conformance/runner/bytes.h"

static bool polls_always(struct mutant_visit *v)
{
	v->cdb[1] |= 0x01;
	return false;
}

static void event_repeats(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 8);

	if (d && bits(d[2], 2, 0) == 4)
		d[4] = (uint8_t)((d[4] & 0xf0) | 2);
}

static void no_nea(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 4);

	if (d)
		d[2] &= 0x7f;
}

static void no_new_media(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 8);

	if (d && bits(d[2], 2, 0) == 4 && bits(d[4], 3, 0) == 2)
		d[4] &= 0xf0;
}

static bool saved_is_current(struct mutant_visit *v)
{
	if (bits(v->cdb[2], 7, 6) == 3)
		v->cdb[2] &= 0x3f;
	return false;
}

static bool unknown_page_is_all(struct mutant_visit *v)
{
	if (bits(v->cdb[2], 5, 0) == 0x3e)
		v->cdb[2] |= 0x3f;
	return false;
}

/* The page @code in a reply with all pages or just that one, header of 8 bytes; or NULL. */
static uint8_t *page(struct mutant_visit *v, uint8_t code)
{
	uint8_t *d = spoil_data(v, 10);

	for (size_t at = 8; d && at + 2 <= v->answer->moved_bytes; at += 2u + d[at + 1])
		if (bits(d[at], 5, 0) == code && at + 2 + d[at + 1] <= v->answer->moved_bytes)
			return d + at;
	return NULL;
}

static void pages_unsorted(struct mutant_visit *v)
{
	uint8_t *p = page(v, 0x2a);

	if (p && bits(v->cdb[2], 5, 0) == 0x3f)
		p[0] = 0x02;
}

static void mode_length_off(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 2);

	if (d)
		spoil_add_be16(d, 2);
}

static void speeds_rise(struct mutant_visit *v)
{
	uint8_t *p = page(v, 0x2a);

	if (p && p[1] >= 0x1e + 4 && bits(v->cdb[2], 7, 6) == 0)
		put_be16(p + 34, 1);
}

static void writes_ram(struct mutant_visit *v)
{
	uint8_t *p = page(v, 0x2a);

	if (p && bits(v->cdb[2], 7, 6) == 0)
		p[3] ^= 0x20;
}

static void capabilities_changeable(struct mutant_visit *v)
{
	uint8_t *p = page(v, 0x2a);

	if (p && bits(v->cdb[2], 7, 6) == 1)
		p[28] = 0xff;
}

static void never_locked(struct mutant_visit *v)
{
	uint8_t *p = page(v, 0x2a);

	if (p)
		p[6] &= 0xfd;
}

static void block_length_cd(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 8);

	if (d)
		put_be32(d + 4, 2352);
}

static void capacity_off(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 8);

	if (d)
		spoil_add_be32(d, 1);
}

static void formatted_is_blank(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 12);

	if (d)
		d[8] = (uint8_t)((d[8] & 0xfc) | 1);
}

static void list_length_odd(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 4);

	if (d)
		d[3] = (uint8_t)(d[3] + 4);
}

static void disc_length_34(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 2);

	if (d)
		put_be16(d, 34);
}

static void disc_is_final(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 3);

	if (d)
		d[2] = (uint8_t)((d[2] & 0xfc) | 2);
}

static void erasable_flipped(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 3);

	if (d)
		d[2] ^= 0x10;
}

static void sessions_off(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 5);

	if (d)
		d[4]++;
}

static bool disc_type_any(struct mutant_visit *v)
{
	v->cdb[1] = 0;
	return false;
}

static void track_one_always(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 3);

	if (d && bits(v->cdb[1], 1, 0) == 0)
		d[2]++;
}

static bool track_type_any(struct mutant_visit *v)
{
	if ((v->cdb[1] & 3) == 3)
		v->cdb[1] = 1;
	return false;
}

static void track_unknown_accepted(struct mutant_visit *v)
{
	if (v->answer->status == 0x02 && v->cdb[5] == 0xfe)
		spoil_good(v);
}

static void next_off(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 36);

	if (d)
		spoil_add_be32(d + 12, 1);
}

static void free_too_many(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 36);

	if (d)
		spoil_add_be32(d + 16, 16);
}

static void packet_of_one(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 36);

	if (d)
		put_be32(d + 20, 1);
}

static void track_not_blank(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 36);

	if (d)
		d[6] &= 0xbf;
}

static void lead_out_off(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 12);

	if (d && v->cdb[2] == 0 && v->answer->moved_bytes >= be16(d) + 2u)
		spoil_add_be32(d + be16(d) + 2 - 4, 1);
}

static bool toc_format_any(struct mutant_visit *v)
{
	if (v->cdb[2] == 0x0f)
		v->cdb[2] = 0x01;
	return false;
}

static bool toc_from_first(struct mutant_visit *v)
{
	v->cdb[6] = 0;
	return false;
}

static void atip_rewritable(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 16);

	if (d && v->cdb[2] == 4)
		d[6] ^= 0x40;
}

static void fewer_classes(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 4);

	if (d)
		d[3] &= (uint8_t)~0x02;
}

static void no_busy_class(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 4);

	if (d)
		d[3] &= (uint8_t)~0x40;
}

static void door_open(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 8);

	if (d && bits(d[2], 2, 0) == 4)
		d[5] |= 0x01;
}

static void class_not_asked(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 8);

	if (d && be16(d) == 6)
		d[2] = 0x05;
}

static bool busy_first(struct mutant_visit *v)
{
	if (v->cdb[4] & 0x40)
		v->cdb[4] = 0x40;
	return false;
}

static void write_type_reserved(struct mutant_visit *v)
{
	uint8_t *p = page(v, 0x05);

	if (p && bits(v->cdb[2], 7, 6) == 0)
		p[2] |= 0x0f;
}

static void recovery_short(struct mutant_visit *v)
{
	uint8_t *p = page(v, 0x01);

	if (p && bits(v->cdb[2], 5, 0) == 0x01)
		p[1] = 0x06;
}

static void capacity_zero(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 8);

	if (d)
		put_be32(d, 0);
}

static void capacity_of_medium(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 8);

	if (d && be32(d) == 0)
		put_be32(d, 2295103);
}

static void random_is_final(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 3);

	if (d && bits(d[2], 1, 0) == 3)
		d[2]--;
}

static void track_length_odd(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 2);

	if (d)
		put_be16(d, 0x24);
}

static void track_echoes_ff(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 36);

	if (d && v->cdb[5] == 0xff)
		d[2] = 0xff;
}

static void mechanism_open(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 8);

	if (d)
		d[1] |= 0x10;
}

static void structure_length_off(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 2);

	if (d)
		spoil_add_be16(d, 2);
}

static void default_follows(struct mutant_visit *v)
{
	uint8_t *p = page(v, 0x05);

	/* Each time the defaults are asked for they are something else. */
	if (p && bits(v->cdb[2], 7, 6) == 2)
		p[3] = (uint8_t)(p[3] ^ (v->memory[0]++ & 1 ? 0xc0 : 0));
}

static void msf_without_pre_gap(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 12);

	if (d && v->cdb[1] & 0x02 && v->cdb[2] == 0)
		d[10] = 0;
}

static void unformatted_is_formatted(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 12);

	if (d)
		d[8] = (uint8_t)((d[8] & 0xfc) | 2);
}

static void page_list_unsorted(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 6);

	if (d && v->cdb[1] & 1 && v->cdb[2] == 0 && d[3] > 1)
		d[5] = 0x00;
}

static void capabilities_drift(struct mutant_visit *v)
{
	uint8_t *p = page(v, 0x2a);

	if (p && bits(v->cdb[2], 7, 6) == 0 && v->memory[0]++ > 0)
		p[13] ^= 0x55;
}

static void empty_is_formatted(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 12);

	if (d && bits(d[8], 1, 0) == 3)
		d[8] = (uint8_t)((d[8] & 0xfc) | 2);
}

static void profile_without_medium(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 8);

	if (d && be16(d + 6) == 0)
		put_be16(d + 6, 0x0008);
}

static const struct mutant mutants[] = {
	MUTANT("events-polled-always", "get-event-status.not-polled", "bd-re-25", 0x4a,
		BEFORE(polls_always), "A request with Polled 0 is answered at once."),
	MUTANT("event-repeats", "get-event-status.media.once", "bd-re-25", 0x4a,
		AFTER(event_repeats), "The same media event is reported for ever."),
	MUTANT("event-no-nea", "get-event-status.no-class", "bd-re-25", 0x4a, AFTER(no_nea),
		"NEA is never set."),
	MUTANT("event-no-new-media", "get-event-status.media.new", "bd-re-25", 0x4a,
		AFTER(no_new_media), "A new medium is not announced."),
	MUTANT("mode-saved-is-current", "mode-sense.page-control.saved", "bd-re-25", 0x5a,
		BEFORE(saved_is_current), "Saved values are the current ones instead of refused."),
	MUTANT("mode-unknown-page-is-all", "mode-sense.page.unknown", "bd-re-25", 0x5a,
		BEFORE(unknown_page_is_all), "An unknown page is answered with all pages."),
	MUTANT("mode-pages-unsorted", "mode-sense.pages.ascending", "bd-re-25", 0x5a,
		AFTER(pages_unsorted), "All pages are not in ascending order."),
	MUTANT("mode-length-off", "mode-sense.length", "bd-re-25", 0x5a, AFTER(mode_length_off),
		"Mode data length counts itself."),
	MUTANT("page-2a-speeds-rise", "mode-sense.page-2a.write-speeds", "dvd+r", 0x5a,
		AFTER(speeds_rise), "The first write speed of page 2Ah is the lowest."),
	MUTANT("page-2a-writes-ram", "mode-sense.page-2a.agrees", "bd-re-25", 0x5a,
		AFTER(writes_ram), "Page 2Ah claims to write DVD-RAM without that profile."),
	MUTANT("page-2a-changeable", "mode-sense.page-2a.fixed", "bd-re-25", 0x5a,
		AFTER(capabilities_changeable), "Page 2Ah claims changeable bytes."),
	MUTANT("page-2a-never-locked", "prevent.lock-state", "bd-re-25", 0x5a, AFTER(never_locked),
		"Lock State does not follow PREVENT ALLOW MEDIUM REMOVAL."),
	MUTANT("capacity-block-length", "read-capacity.block-length", "bd-re-25", 0x25,
		AFTER(block_length_cd), "The block length is 2352."),
	MUTANT("capacity-counts", "write.last-block", "bd-re-25", 0x25, AFTER(capacity_off),
		"READ CAPACITY counts blocks instead of naming the last LBA."),
	MUTANT("formatted-is-blank", "read-format-capacities.state", "bd-re-25", 0x23,
		AFTER(formatted_is_blank), "A formatted medium is told as blank."),
	MUTANT("format-list-odd", "read-format-capacities.list", "bd-re-25", 0x23,
		AFTER(list_length_odd), "The list length is no multiple of 8."),
	MUTANT("disc-length-counts-itself", "read-disc-information.length", "dvd+r", 0x51,
		AFTER(disc_length_34), "Disc information length counts itself."),
	MUTANT("disc-always-final", "read-disc-information.states", "dvd+r", 0x51,
		AFTER(disc_is_final), "A blank disc is told as final."),
	MUTANT("disc-erasable-flipped", "read-disc-information.erasable", "dvd+r", 0x51,
		AFTER(erasable_flipped), "A write-once disc is told as erasable."),
	MUTANT("disc-one-session-more", "read-disc-information.last-track", "dvd+r", 0x51,
		AFTER(sessions_off), "One session too many."),
	MUTANT("disc-type-ignored", "read-disc-information.type.reserved", "dvd+r", 0x51,
		BEFORE(disc_type_any), "A reserved data type is taken for 000b."),
	MUTANT("track-by-address-off", "read-track-information.three-ways", "dvd+r", 0x52,
		AFTER(track_one_always), "A track found by address has the next number."),
	MUTANT("track-type-ignored", "read-track-information.type.reserved", "dvd+r", 0x52,
		BEFORE(track_type_any), "Address type 11b is taken for 01b."),
	MUTANT("track-unknown-accepted", "read-track-information.track.unknown", "dvd+r", 0x52,
		AFTER(track_unknown_accepted), "A track that is not there is told as zeros."),
	MUTANT("next-writable-off", "read-track-information.blank", "dvd+r", 0x52, AFTER(next_off),
		"The next writable address is one too high."),
	MUTANT("free-too-many", "read-track-information.writable", "dvd+r", 0x52,
		AFTER(free_too_many), "Sixteen more free blocks than there are."),
	MUTANT("packet-of-one", "read-track-information.blocking", "dvd+r", 0x52,
		AFTER(packet_of_one), "The packet size of a DVD is 1."),
	MUTANT("track-never-blank", "read-track-information.blank", "cd-r-80", 0x52,
		AFTER(track_not_blank), "Blank is never set."),
	MUTANT("lead-out-off", "read-toc.lead-out", "bd-re-25", 0x43, AFTER(lead_out_off),
		"The lead-out begins one block late."),
	MUTANT("toc-format-any", "read-toc.format.reserved", "bd-re-25", 0x43,
		BEFORE(toc_format_any), "A reserved format is taken for 0001b."),
	MUTANT("toc-from-first", "read-toc.starting-track", "bd-re-25", 0x43,
		BEFORE(toc_from_first), "The starting track is ignored."),
	MUTANT("atip-rewritable", "read-toc.atip", "cd-r-80", 0x43, AFTER(atip_rewritable),
		"ATIP of a CD-R says CD-RW."),
	MUTANT("event-class-missing", "get-event-status.classes", "bd-re-25", 0x4a,
		AFTER(fewer_classes), "The operational change class is not supported."),
	MUTANT("event-no-busy-class", "get-event-status.device-busy-class", "bd-re-25", 0x4a,
		AFTER(no_busy_class), "DBE is claimed and the class not supported."),
	MUTANT("event-door-open", "get-event-status.media.present", "bd-re-25", 0x4a,
		AFTER(door_open), "The tray is told as open for ever."),
	MUTANT("event-class-not-asked", "get-event-status.one-class", "bd-re-25", 0x4a,
		AFTER(class_not_asked), "An event of another class than asked for."),
	MUTANT("event-busy-first", "get-event-status.lowest-class-first", "bd-re-25", 0x4a,
		BEFORE(busy_first), "The highest class is reported first."),
	MUTANT("page-05-write-type", "mode-sense.page-05", "cd-r-80", 0x5a,
		AFTER(write_type_reserved), "The current write type is a reserved one."),
	MUTANT("page-01-short", "mode-sense.page-01", "bd-re-25", 0x5a, AFTER(recovery_short),
		"Page 01h is as short as before MMC-2."),
	MUTANT("page-05-default-follows", "mode-select.page-05.default-unchanged", "cd-r-80", 0x5a,
		AFTER(default_follows), "Default values change."),
	MUTANT("capacity-zero", "read-capacity.random", "bd-re-25", 0x25, AFTER(capacity_zero),
		"A formatted medium has no capacity."),
	MUTANT("capacity-of-blank", "read-capacity.blank", "dvd+r", 0x25, AFTER(capacity_of_medium),
		"A blank disc has the capacity of a full one."),
	MUTANT("random-is-final", "read-disc-information.status.random", "bd-re-25", 0x51,
		AFTER(random_is_final), "A random writable medium is told as final."),
	MUTANT("track-length-odd", "read-track-information.length", "dvd+r", 0x52,
		AFTER(track_length_odd), "Track information length is of no edition."),
	MUTANT("track-echoes-ff", "read-track-information.writable.number", "dvd+r", 0x52,
		AFTER(track_echoes_ff), "The incomplete track has number FFh in the reply."),
	MUTANT("mechanism-open", "mechanism-status.header", "bd-re-25", 0xbd, AFTER(mechanism_open),
		"MECHANISM STATUS says that the door is open."),
	MUTANT("structure-length-off", "read-disc-structure.physical", "bd-re-25", 0xad,
		AFTER(structure_length_off), "Disc structure data length counts itself."),
	MUTANT("msf-without-pre-gap", "close-session.msf", "cd-r-80", 0x43,
		AFTER(msf_without_pre_gap), "MSF addresses begin at 00:00:00."),
	MUTANT("unformatted-is-formatted", "read-format-capacities.unformatted", "bd-re-25", 0x23,
		AFTER(unformatted_is_formatted), "An unformatted medium is told as formatted."),
	MUTANT("vpd-list-unsorted", "inquiry.evpd.page-list", "bd-re-25", 0x12,
		AFTER(page_list_unsorted), "The list of vital product data pages is not sorted."),
	MUTANT("page-2a-takes-anything", "mode-select.page-2a.fixed", "bd-re-25", 0x5a,
		AFTER(capabilities_drift), "MODE SELECT changes what is not changeable."),
	MUTANT("empty-is-formatted", "read-format-capacities.without-medium", NULL, 0x23,
		AFTER(empty_is_formatted), "An empty drive tells of a formatted medium."),
	MUTANT("profile-without-medium", "get-configuration.profile.without-medium", NULL, 0x46,
		AFTER(profile_without_medium), "An empty drive has a current profile."),
};
const struct mutant_list mutants_description = { mutants, sizeof mutants / sizeof mutants[0] };
