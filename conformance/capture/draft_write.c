/* SPDX-License-Identifier: MIT */
/* draft_write.c: the text of a definition (emulator/config/README.md). */
#include <string.h>

#include "conformance/capture/draft.h"
#include "conformance/runner/bytes.h"
#include "conformance/runner/facts.h"

const char *draft_feature_name(uint16_t code)
{
	switch (code) {
#define FEATURE(name, value, text, clause) \
	case value:                        \
		return #name;
#include "fixtures/codes/features.def"
#undef FEATURE
	default:
		return NULL;
	}
}

const char *draft_page_name(uint8_t code)
{
	switch (code) {
#define MODE_PAGE(name, value, text, clause) \
	case value:                          \
		return #name;
#include "fixtures/codes/mode_pages.def"
#undef MODE_PAGE
	default:
		return NULL;
	}
}

const char *draft_operation_name(uint8_t code)
{
	switch (code) {
#define OPERATION(name, value, length, text, clause) \
	case value:                                  \
		return #name;
#include "fixtures/codes/operations.def"
#undef OPERATION
	default:
		return NULL;
	}
}

const char *draft_profile_name(uint16_t code)
{
	switch (code) {
#define PROFILE(name, value, text) \
	case value:                \
		return #name;
#include "fixtures/codes/profiles.def"
#undef PROFILE
	default:
		return NULL;
	}
}

static void write_medium(const struct answers *answers, FILE *out)
{
	const uint16_t profile = answers_profile(answers);
	const struct answer *disc = answers_good(answers, (const uint8_t[]) { 0x51 }, 1, 12);
	const struct answer *track = answers_good(answers, (const uint8_t[]) { 0x52 }, 1, 28);
	const struct answer *formats = answers_good(answers, (const uint8_t[]) { 0x23 }, 1, 12);
	const struct answer *atip =
		answers_good(answers, (const uint8_t[]) { 0x43, 0, 0x04 }, 3, 16);
	static const char *const states[] = { "blank", "appendable", "final", "of random access" };

	if (!profile) {
		fputs("# Captured without a medium: speeds are the usual ones of the class.\n",
			out);
		return;
	}
	fprintf(out,
		"# Captured with a medium of profile %04Xh, %s: speeds of others are the usual ones of the\n"
		"# class, until the drive is captured with them.\n",
		profile, facts_profile_name(profile));
	if (disc)
		fprintf(out, "# It is %s%s, with %u sessions.\n", states[bits(disc->data[2], 1, 0)],
			disc->data[2] & 0x10 ? " and erasable" : "",
			disc->data[4] | (unsigned)disc->data[9] << 8);
	if (track)
		fprintf(out, "# First track: %u blocks from %u on, %u of them free.\n",
			be32(track->data + 24), be32(track->data + 8), be32(track->data + 16));
	if (formats)
		fprintf(out, "# Capacity: %u blocks.\n", be32(formats->data + 4));
	if (atip)
		fprintf(out,
			"# ATIP: lead-in from %02u:%02u:%02u, last lead-out at %02u:%02u:%02u.\n",
			atip->data[8], atip->data[9], atip->data[10], atip->data[12],
			atip->data[13], atip->data[14]);
}

static void write_head(const struct draft *draft, FILE *out)
{
	fprintf(out, "\ntitle = \"%s %s %s, captured\"\n", draft->vendor, draft->product,
		draft->revision);
	fprintf(out, "vendor = \"%s\"\nproduct = \"%s\"\nrevision = \"%s\"\n", draft->vendor,
		draft->product, draft->revision);
	fprintf(out, "serial = \"%s\"\nfirmware_date = \"%s\"\n", draft->serial,
		draft->firmware_date);
	fprintf(out, "interface = \"%s\"\nloading = \"%s\"\nbuffer_KiB = %u\n", draft->interface,
		draft->loading, draft->buffer_KiB);
	fprintf(out, "inquiry_version = %u\ninquiry_format = %u\n", draft->inquiry_version,
		draft->inquiry_format);
	if (draft->is_rpm_told)
		fputs("\n# From where the spindle holds its speeds back.\n", out);
	else
		fputs("\n# No speed that was told is held back by the spindle.\n", out);
	fprintf(out, "rpm_max = %u\n", draft->rpm_max);
	fputs("\n# No drive tells these: what data sheets of the class have.\n"
	      "spin_up_ms = 3500\nload_ms = 12000\ntray_ms = 2000\nseek_full_ms = 280\nseek_track_ms = 15\n"
	      "opc_ms = 2500\ncommand_us = 80\nlink_ms = 600\nlead_out_ms = 25000\n",
		out);
}

static void write_refusals(const struct draft *draft, FILE *out)
{
	static const char *const quirks[] = { "rotation-untold", "exact-untold", "read-as-write",
		"end-is-capacity" };
	const char *between = "{ ";

	if (draft->dbi_cache_zones)
		fprintf(out, "dbi_cache_zones = %u\ndbi_entries = %u\n", draft->dbi_cache_zones,
			draft->dbi_entries);
	if (draft->tells_defect_status)
		fputs("defect_status = yes\n", out);
	if (draft->page_2a_speeds)
		fprintf(out, "page_2a_speeds = %u\n", draft->page_2a_speeds);
	for (unsigned i = 0; i < 4; i++)
		if (draft->quirks & 1u << i) {
			fprintf(out, "%s%s\"%s\"", between[0] == '{' ? "quirks = " : "", between,
				quirks[i]);
			between = ", ";
		}
	fputs(draft->quirks ? " }\n" : "", out);
	for (unsigned i = 0; i < draft->refused_count; i++)
		fprintf(out, "%s\"%s\"", i ? ", " : "refused_commands = { ",
			draft_operation_name(draft->refused[i]));
	fputs(draft->refused_count ? " }\n" : "", out);
	between = "refused_performance = { ";
	for (unsigned i = 0; i < 6; i++)
		if (draft->refused_performance & 1u << i) {
			fprintf(out, "%s\"%u\"", between, i);
			between = ", ";
		}
	fputs(draft->refused_performance ? " }\n" : "", out);
}

static void write_speeds(const char *key, const struct draft_speeds *speeds, FILE *out)
{
	fprintf(out, "\t%s = {", key);
	for (unsigned i = 0; i < speeds->count; i++)
		fprintf(out, "%s \"%s\"", i ? "," : "", speeds->list[i].text);
	fputs(" }\n", out);
}

static void write_override(
	const char *kind, const char *name, const struct draft_override *override, FILE *out)
{
	fprintf(out, "\n%s %s {\n", kind, name);
	if (override->is_absent)
		fputs("\tabsent = yes\n", out);
	if (override->has_version)
		fprintf(out, "\tversion = %u\n", override->version);
	if (override->page_bytes)
		fprintf(out, "\tlength = %u\n", override->page_bytes);
	for (unsigned i = 0; i < override->byte_count; i++)
		fprintf(out, "%s\"%u = %02X\"", i ? ", " : "\tbytes = { ", override->bytes[i].at,
			override->bytes[i].value);
	fputs(override->byte_count ? " }\n}\n" : "}\n", out);
}

void draft_write(const struct draft *draft, const struct answers *answers, FILE *out)
{
	write_medium(answers, out);
	write_head(draft, out);
	write_refusals(draft, out);
	for (unsigned i = 0; i < draft->profile_count; i++) {
		const struct draft_profile *profile = &draft->profiles[i];
		fprintf(out, "\nprofile %s {\n", draft_profile_name(profile->code));
		if (profile->is_writable)
			write_speeds("write", &profile->write, out);
		write_speeds("read", &profile->read, out);
		if (profile->is_mrw)
			fputs("\tmrw = yes\n", out);
		fputs("}\n", out);
	}
	for (unsigned i = 0; i < draft->feature_count; i++)
		write_override("feature", draft_feature_name(draft->features[i].code),
			&draft->features[i], out);
	for (unsigned i = 0; i < draft->page_count; i++)
		write_override("mode_page", draft_page_name((uint8_t)draft->pages[i].code),
			&draft->pages[i], out);
	for (unsigned i = 0; i < draft->note_count; i++)
		fprintf(out, "%s# not said: %s\n", i ? "" : "\n", draft->notes[i]);
}
