/* SPDX-License-Identifier: MIT */
#include "conformance/runner/facts.h"

#include <string.h>

#include "conformance/runner/bytes.h"
#include "conformance/runner/judge.h"

const struct fact_feature *facts_feature(const struct facts *facts, uint16_t code)
{
	for (unsigned i = 0; i < facts->feature_count; i++)
		if (facts->features[i].code == code)
			return &facts->features[i];
	return NULL;
}

bool facts_feature_is_current(const struct facts *facts, uint16_t code)
{
	const struct fact_feature *feature = facts_feature(facts, code);

	return feature && feature->is_current;
}

bool facts_is_cd(const struct facts *facts)
{
	return facts->profile >= 0x0008 && facts->profile <= 0x000a;
}

bool facts_is_dvd(const struct facts *facts)
{
	return facts->profile >= 0x0010 && facts->profile <= 0x002b;
}

bool facts_is_bd(const struct facts *facts)
{
	return facts->profile >= 0x0040 && facts->profile <= 0x0043;
}

bool facts_is_random(const struct facts *facts)
{
	return facts_feature_is_current(facts, 0x0020);
}

bool facts_needs_format(const struct facts *facts)
{
	/* DVD-RAM, DVD+RW, BD-RE: formatted, they are random writable. */
	return (facts->profile == 0x0012 || facts->profile == 0x001a || facts->profile == 0x0043) &&
	       !facts_is_random(facts);
}

bool facts_is_writable(const struct facts *facts)
{
	static const uint16_t writing[] = { 0x0021, 0x002b, 0x002d, 0x002e, 0x002f, 0x003b };

	if (facts_is_random(facts))
		return true;
	if (!facts->has_disc_information || facts->disc_status > 1)
		return false;
	for (unsigned i = 0; i < sizeof writing / sizeof writing[0]; i++)
		if (facts_feature_is_current(facts, writing[i]))
			return true;
	return false;
}

const char *facts_profile_name(uint16_t profile)
{
	switch (profile) {
#define PROFILE(name, code, text) \
	case code:                \
		return text;
#include "fixtures/codes/profiles.def"
#undef PROFILE
	default:
		return "";
	}
}

const char *facts_feature_name(uint16_t feature)
{
	switch (feature) {
#define FEATURE(name, code, text, clause) \
	case code:                        \
		return text;
#include "fixtures/codes/features.def"
#undef FEATURE
	default:
		return "";
	}
}

/* How many bytes of @reply are there to be read, at most @claimed. */
static size_t there(const struct reply *reply, size_t claimed)
{
	size_t bytes = reply->asked_bytes;

	if (reply->status != 0x00)
		return 0;
	if (reply->moved_known && reply->moved_bytes < bytes)
		bytes = reply->moved_bytes;
	return claimed < bytes ? claimed : bytes;
}

static void copy_text(char *out, const uint8_t *from, size_t bytes)
{
	memcpy(out, from, bytes);
	out[bytes] = '\0';
	for (size_t i = 0; i < bytes; i++)
		if (out[i] < 0x20 || out[i] > 0x7e)
			out[i] = '?';
	while (bytes > 0 && out[bytes - 1] == ' ')
		out[--bytes] = '\0';
}

static void probe_inquiry(struct judge *judge, struct facts *facts)
{
	const struct reply *r = judge_fetch(judge, CDB(0x12, 0, 0, 0, 36, 0), 36);

	if (there(r, 36) < 36)
		return;
	copy_text(facts->vendor, r->data + 8, 8);
	copy_text(facts->product, r->data + 16, 16);
	copy_text(facts->revision, r->data + 32, 4);
}

static void add_feature(struct facts *facts, const uint8_t *p, size_t data_bytes)
{
	struct fact_feature *feature;

	if (facts->feature_count == FACTS_FEATURES_MAX)
		return;
	feature = &facts->features[facts->feature_count++];
	feature->code = (uint16_t)be16(p);
	feature->version = (uint8_t)bits(p[2], 5, 2);
	feature->is_persistent = bits(p[2], 1, 1);
	feature->is_current = bits(p[2], 0, 0);
	feature->data_bytes = (uint8_t)data_bytes;
	memcpy(feature->data, p + 4,
		data_bytes < sizeof feature->data ? data_bytes : sizeof feature->data);
}

static void add_profiles(struct facts *facts, const uint8_t *p, size_t bytes)
{
	for (size_t at = 0; at + 4 <= bytes && facts->profile_count < FACTS_PROFILES_MAX; at += 4)
		facts->profiles[facts->profile_count++] = (struct fact_profile) {
			.code = (uint16_t)be16(p + at),
			.is_current = bits(p[at + 2], 0, 0),
		};
}

static void probe_configuration(struct judge *judge, struct facts *facts)
{
	const struct reply *r = judge_fetch(judge, CDB(0x46, 0, 0, 0, 0, 0, 0, 0x10, 0, 0), 0x1000);
	size_t end = there(r, 8);

	if (end < 8)
		return;
	facts->profile = (uint16_t)be16(r->data + 6);
	end = there(r, (size_t)be32(r->data) + 4);
	for (size_t at = 8; at + 4 <= end; at += 4u + r->data[at + 3]) {
		const uint8_t *p = r->data + at;
		if (at + 4 + p[3] > end)
			return;
		add_feature(facts, p, p[3]);
		if (be16(p) == 0x0000)
			add_profiles(facts, p + 4, p[3]);
		if (be16(p) == 0x0108)
			copy_text(facts->serial, p + 4, p[3] < 32 ? p[3] : 32);
	}
}

static void probe_disc(struct judge *judge, struct facts *facts)
{
	const struct reply *r = judge_fetch(judge, CDB(0x51, 0, 0, 0, 0, 0, 0, 0, 34, 0), 34);

	if (there(r, 34) == 34) {
		facts->has_disc_information = true;
		facts->disc_status = (uint8_t)bits(r->data[2], 1, 0);
		facts->session_state = (uint8_t)bits(r->data[2], 3, 2);
		facts->is_erasable = bits(r->data[2], 4, 4);
	}
	r = judge_fetch(judge, CDB(0x25, 0, 0, 0, 0, 0, 0, 0, 0, 0), 8);
	if (there(r, 8) == 8) {
		facts->has_capacity = true;
		facts->last_lba = be32(r->data);
		facts->block_bytes = be32(r->data + 4);
	}
}

static void probe_write_speeds(struct judge *judge, struct facts *facts)
{
	const struct reply *r =
		judge_fetch(judge, CDB(0xac, 0, 0, 0, 0, 0, 0, 0, 0, FACTS_SPEEDS_MAX, 0x03, 0),
			8 + 16 * FACTS_SPEEDS_MAX);
	size_t end = there(r, 8);

	end = end < 8 ? 0 : there(r, (size_t)be32(r->data) + 4);
	for (size_t at = 8; at + 16 <= end; at += 16)
		facts->write_speeds[facts->write_speed_count++] = (struct fact_write_speed) {
			.rotation_control = (uint8_t)bits(r->data[at], 4, 3),
			.end_lba = be32(r->data + at + 4),
			.read_kBps = be32(r->data + at + 8),
			.write_kBps = be32(r->data + at + 12),
		};
}

static unsigned probe_performance(
	struct judge *judge, bool writing, struct fact_performance *ret_performance)
{
	/* Tolerance 10b, bit 2 Write, Except 00b: nominal performance. */
	const struct reply *r = judge_fetch(judge,
		CDB(0xac, writing ? 0x14 : 0x10, 0, 0, 0, 0, 0, 0, 0, FACTS_SPEEDS_MAX, 0x00, 0),
		8 + 16 * FACTS_SPEEDS_MAX);
	size_t end = there(r, 8);
	unsigned count = 0;

	end = end < 8 ? 0 : there(r, (size_t)be32(r->data) + 4);
	for (size_t at = 8; at + 16 <= end; at += 16)
		ret_performance[count++] = (struct fact_performance) {
			.start_lba = be32(r->data + at),
			.start_kBps = be32(r->data + at + 4),
			.end_lba = be32(r->data + at + 8),
			.end_kBps = be32(r->data + at + 12),
		};
	return count;
}

void facts_probe(struct judge *judge, struct facts *ret_facts)
{
	struct facts facts = { .is_ready = false };
	const struct reply *ready;

	probe_inquiry(judge, &facts);
	ready = judge_send(judge, CDB(0x00, 0, 0, 0, 0, 0));
	facts.is_ready = ready->status == 0x00;
	facts.has_no_medium =
		ready->status == 0x02 && (ready->sense[2] & 0x0f) == 2 && ready->sense[12] == 0x3a;
	probe_configuration(judge, &facts);
	if (facts.is_ready) {
		probe_disc(judge, &facts);
		probe_write_speeds(judge, &facts);
		facts.reading_count = probe_performance(judge, false, facts.reading);
		facts.writing_count = probe_performance(judge, true, facts.writing);
	}
	*ret_facts = facts;
}
