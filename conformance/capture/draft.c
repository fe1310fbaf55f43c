/* SPDX-License-Identifier: MIT */
#include "conformance/capture/draft.h"

#include <stdarg.h>
#include <string.h>

#include "conformance/capture/draft_speeds.h"
#include "conformance/runner/bytes.h"

#define RPM_USUAL 13000

void draft_note(struct draft *draft, const char *format, ...)
{
	va_list arguments;

	if (draft->note_count == DRAFT_NOTES_MAX)
		return;
	va_start(arguments, format);
	vsnprintf(draft->notes[draft->note_count++], sizeof draft->notes[0], format, arguments);
	va_end(arguments);
}

/* Printable, without what ends a string of the grammar, without spaces at the end; never empty. */
static void take_text(char *out, const uint8_t *from, size_t bytes)
{
	memcpy(out, from, bytes);
	out[bytes] = '\0';
	for (size_t i = 0; i < bytes; i++)
		if (out[i] < ' ' || out[i] > '~' || out[i] == '"' || out[i] == '\\' ||
			out[i] == '$')
			out[i] = '_';
	while (bytes > 0 && out[bytes - 1] == ' ')
		out[--bytes] = '\0';
	if (bytes == 0)
		memcpy(out, "-", 2);
}

static void take_identity(struct draft *draft, const struct answers *answers)
{
	const struct answer *inquiry =
		answers_good(answers, (const uint8_t[]) { 0x12, 0x00 }, 2, 36);
	const uint8_t *serial = answers_feature(answers, 0x0108);
	const uint8_t *date = answers_feature(answers, 0x010c);

	memcpy(draft->vendor, "-", 2);
	memcpy(draft->product, "-", 2);
	memcpy(draft->revision, "-", 2);
	memcpy(draft->serial, "-", 2);
	memcpy(draft->firmware_date, "20000101000000", 15);
	draft->inquiry_version = 5;
	draft->inquiry_format = 2;
	if (serial && serial[3])
		take_text(draft->serial, serial + 4, serial[3] < 32 ? serial[3] : 32);
	if (date && date[3] >= 14)
		memcpy(draft->firmware_date, date + 4, 14);
	if (strspn(draft->firmware_date, "0123456789") != 14)
		memcpy(draft->firmware_date, "20000101000000", 15);
	if (!inquiry)
		return;
	take_text(draft->vendor, inquiry->data + 8, 8);
	take_text(draft->product, inquiry->data + 16, 16);
	take_text(draft->revision, inquiry->data + 32, 4);
	draft->inquiry_version = bits(inquiry->data[2], 2, 0);
	draft->inquiry_format = bits(inquiry->data[3], 1, 0);
}

static void take_mechanism(struct draft *draft, const struct answers *answers)
{
	static const struct {
		uint32_t code;
		const char *name;
	} interfaces[] = { { 1, "scsi" }, { 2, "atapi" }, { 7, "sata" }, { 8, "usb" } };
	static const char *const loadings[] = { "slot", "tray", "pop-up" };
	const uint8_t *core = answers_feature(answers, 0x0001);
	const uint8_t *removable = answers_feature(answers, 0x0003);
	const struct answer *buffer =
		answers_good(answers, (const uint8_t[]) { 0x5c, 0x00 }, 2, 12);
	const unsigned loading = removable && removable[3] ? bits(removable[4], 7, 5) : 1;

	draft->interface = "sata";
	for (size_t i = 0; core && core[3] >= 4 && i < 4; i++)
		if (interfaces[i].code == be32(core + 4))
			draft->interface = interfaces[i].name;
	draft->loading = loadings[loading < 3 ? loading : 1];
	draft->rpm_max = RPM_USUAL;
	draft->buffer_KiB = buffer ? be32(buffer->data + 4) / 1024 : 2048;
	if (draft->buffer_KiB < 128)
		draft->buffer_KiB = 128;
	if (draft->buffer_KiB > 65536)
		draft->buffer_KiB = 65536;
}

/* Enhanced Defect Reporting; DSDG and DSDR of Rigid Restricted Overwrite (MMC-6 5.3.21, 5.3.24). */
static void take_defects(struct draft *draft, const struct answers *answers)
{
	const uint8_t *reporting = answers_feature(answers, 0x0029);
	const uint8_t *rigid = answers_feature(answers, 0x002c);

	if (reporting && reporting[3] >= 4) {
		draft->dbi_cache_zones = reporting[5] < 16 ? reporting[5] : 16;
		draft->dbi_entries = be16(reporting + 6) < 256 ? be16(reporting + 6) : 256;
	}
	draft->tells_defect_status = rigid && rigid[3] >= 4 && (rigid[4] & 0x0c) == 0x0c;
}

static struct draft_profile *add_profile(struct draft *draft, uint16_t code, bool is_writable)
{
	struct draft_profile *profile;

	for (unsigned i = 0; i < draft->profile_count; i++)
		if (draft->profiles[i].code == code)
			return &draft->profiles[i];
	if (draft->profile_count == DRAFT_PROFILES_MAX)
		return NULL;
	profile = &draft->profiles[draft->profile_count++];
	*profile = (struct draft_profile) { .code = code, .is_writable = is_writable };
	return profile;
}

static bool is_read_only(uint16_t profile)
{
	return profile == 0x0008 || profile == 0x0010 || profile == 0x0040;
}

static void take_listed_profiles(struct draft *draft, const struct answers *answers)
{
	const uint8_t *list = answers_feature(answers, 0x0000);

	for (unsigned at = 4; list && at + 4 <= 4u + list[3]; at += 4) {
		const uint16_t code = (uint16_t)be16(list + at);
		if (draft_profile_name(code) && code >= 0x0008)
			add_profile(draft, code, !is_read_only(code));
		else
			draft_note(
				draft, "profile %04Xh: there is no definition of such a one", code);
	}
}

/* Feature 0028h: which media it formats as Mount Rainier. */
static void take_mrw(struct draft *draft, const struct answers *answers)
{
	const uint8_t *mrw = answers_feature(answers, 0x0028);

	for (unsigned i = 0; mrw && mrw[3] >= 4 && i < draft->profile_count; i++) {
		struct draft_profile *profile = &draft->profiles[i];

		profile->is_mrw = (profile->code == 0x000a && mrw[4] & 0x01) ||
				  (profile->code == 0x001a && mrw[4] & 0x04);
	}
}

static bool page_2a_reads(const struct answers *answers, unsigned bit)
{
	size_t bytes = 0;
	const uint8_t *page = answers_page(answers, 0x2a, 0, &bytes);

	return page && bytes > 2 && bits(page[2], bit, bit);
}

static bool has_bytes(const uint8_t *feature, unsigned at, unsigned mask)
{
	return feature && feature[3] + 4u > at + 1 && (be16(feature + at) & mask);
}

/* What the drive reads without writing it stands in no list: it is shown as a disc of the pressed kind. */
static void take_read_only_kin(struct draft *draft, const struct answers *answers)
{
	const uint8_t *dvd = answers_feature(answers, 0x001f),
		      *bd = answers_feature(answers, 0x0040);
	const struct {
		uint16_t code;
		bool is_read;
	} kin[] = {
		{ 0x0009, page_2a_reads(answers, 0) },
		{ 0x000a, page_2a_reads(answers, 1) },
		{ 0x0011, page_2a_reads(answers, 4) },
		{ 0x0014, page_2a_reads(answers, 4) },
		{ 0x0013, page_2a_reads(answers, 4) },
		{ 0x0012, page_2a_reads(answers, 5) },
		{ 0x0015, dvd && dvd[3] >= 4 && dvd[6] & 1 },
		{ 0x001a, answers_feature(answers, 0x002a) },
		{ 0x001b, answers_feature(answers, 0x002b) },
		{ 0x002b, answers_feature(answers, 0x003b) },
		{ 0x0043, has_bytes(bd, 8, 0xffff) },
		{ 0x0041, has_bytes(bd, 16, 0xffff) },
	};

	for (size_t i = 0; i < sizeof kin / sizeof kin[0]; i++)
		if (kin[i].is_read)
			add_profile(draft, kin[i].code, false);
}

/* Without a medium a drive tells of what it likes best. If it writes nothing of that, it is one of the kin. */
static void put_kin_first(struct draft *draft, unsigned first_kin)
{
	const struct draft_profile kin = draft->profiles[first_kin];

	memmove(&draft->profiles[1], &draft->profiles[0], first_kin * sizeof kin);
	draft->profiles[0] = kin;
}

void draft_begin(struct draft *draft, const struct answers *answers)
{
	unsigned listed;

	memset(draft, 0, sizeof *draft);
	take_identity(draft, answers);
	take_mechanism(draft, answers);
	take_defects(draft, answers);
	take_listed_profiles(draft, answers);
	take_mrw(draft, answers);
	listed = draft->profile_count;
	take_read_only_kin(draft, answers);
	if (!answers_profile(answers) && !answers->writing_count && draft->profile_count > listed &&
		draft->profiles[0].is_writable)
		put_kin_first(draft, listed);
	draft_speeds(draft, answers);
}
