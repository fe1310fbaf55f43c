/* SPDX-License-Identifier: MIT */
#include "conformance/capture/learn.h"

#include <string.h>

#include "conformance/capture/draft_speeds.h"
#include "conformance/runner/bytes.h"

/* ---- features and pages ---------------------------------------------------------------------- */

static struct draft_override *override_of(
	struct draft_override *list, unsigned *count, unsigned most, uint16_t code)
{
	for (unsigned i = 0; i < *count; i++)
		if (list[i].code == code)
			return &list[i];
	if (*count == most)
		return NULL;
	list[*count] = (struct draft_override) { .code = code };
	return &list[(*count)++];
}

static bool set_byte(struct draft_override *override, size_t at, uint8_t value)
{
	for (unsigned i = 0; i < override->byte_count; i++)
		if (override->bytes[i].at == at) {
			/* it was said already, and the drive does not take it from there */
			return false;
		}
	if (override->byte_count == DRAFT_CHANGES_MAX || at > UINT8_MAX)
		return false;
	override->bytes[override->byte_count++] = (struct draft_byte) { (uint8_t)at, value };
	return true;
}

static bool set_bytes(struct draft_override *override, const uint8_t *told, const uint8_t *ours,
	size_t from, size_t bytes)
{
	bool is_changed = false;

	for (size_t at = from; at < bytes; at++)
		if (told[at] != ours[at] && set_byte(override, at, told[at]))
			is_changed = true;
	return is_changed;
}

static struct draft_override *feature_override(struct draft *draft, uint16_t code)
{
	return override_of(draft->features, &draft->feature_count, DRAFT_CHANGES_MAX, code);
}

static bool learn_feature(struct draft *draft, const uint8_t *told, const uint8_t *ours)
{
	const size_t bytes = told[3] < ours[3] ? told[3] + 4u : ours[3] + 4u;
	const unsigned version = bits(told[2], 5, 2);
	struct draft_override *override;
	bool is_changed = false;

	if (bits(ours[2], 5, 2) == version && memcmp(told + 4, ours + 4, bytes - 4) == 0)
		return false;
	override = feature_override(draft, (uint16_t)be16(told));
	if (!override)
		return false;
	if (bits(ours[2], 5, 2) != version && !override->has_version) {
		override->has_version = is_changed = true;
		override->version = version;
	}
	/* numbers, the profile list and where a medium ends are said elsewhere */
	if (be16(told) != 0x0000 && be16(told) != 0x0108 && be16(told) != 0x010c &&
		set_bytes(override, told, ours, be16(told) == 0x0020 ? 8 : 4, bytes))
		is_changed = true;
	if (!is_changed && !override->has_version && !override->byte_count)
		draft->feature_count--; /* made for nothing: it is the last one */
	return is_changed;
}

static bool learn_absent_features(
	struct draft *draft, const struct answers *told, const struct answers *ours)
{
	size_t bytes = 0;
	const uint8_t *features = answers_features(ours, &bytes);
	bool is_changed = false;

	for (size_t at = 0; at + 4 <= bytes; at += 4u + features[at + 3]) {
		const uint16_t code = (uint16_t)be16(features + at);
		struct draft_override *override;
		if (answers_feature(told, code) || !draft_feature_name(code))
			continue;
		override = feature_override(draft, code);
		if (override && !override->is_absent)
			override->is_absent = is_changed = true;
	}
	return is_changed;
}

static bool learn_features(
	struct draft *draft, const struct answers *told, const struct answers *ours)
{
	size_t bytes = 0;
	const uint8_t *features = answers_features(told, &bytes);
	bool is_changed = learn_absent_features(draft, told, ours);

	for (size_t at = 0; at + 4 <= bytes && at + 4 + features[at + 3] <= bytes;
		at += 4u + features[at + 3]) {
		const uint8_t *same = answers_feature(ours, (uint16_t)be16(features + at));
		if (same && learn_feature(draft, features + at, same))
			is_changed = true;
	}
	return is_changed;
}

static bool learn_page(
	struct draft *draft, const struct answers *told, const struct answers *ours, uint8_t code)
{
	/* of page 2Ah there is only what it tells now */
	const unsigned control = code == 0x2a ? 0 : 2;
	size_t told_bytes = 0, our_bytes = 0;
	const uint8_t *theirs = answers_page(told, code, control, &told_bytes);
	const uint8_t *own = answers_page(ours, code, control, &our_bytes);
	const size_t both = told_bytes < our_bytes ? told_bytes : our_bytes;
	struct draft_override *override;
	bool is_changed = false;

	if (!theirs || !own || (told_bytes == our_bytes && memcmp(theirs, own, both) == 0))
		return false;
	override = override_of(draft->pages, &draft->page_count, DRAFT_PAGES_MAX, code);
	if (!override)
		return false;
	if (code == 0x2a && told_bytes < our_bytes && !override->page_bytes) {
		override->page_bytes = (unsigned)told_bytes;
		is_changed = true;
	}
	if (set_bytes(override, theirs, own, 2, both))
		is_changed = true;
	if (!is_changed && !override->page_bytes && !override->byte_count)
		draft->page_count--;
	return is_changed;
}

static bool learn_pages(struct draft *draft, const struct answers *told, const struct answers *ours)
{
	bool is_changed = false;

	for (uint8_t code = 0x01; code < 0x3f; code++)
		if (draft_page_name(code) && learn_page(draft, told, ours, code))
			is_changed = true;
	return is_changed;
}

/* ---- media ------------------------------------------------------------------------------------ */

static bool knows_format(const struct answers *answers)
{
	const struct answer *ready = answers_find(answers, (const uint8_t[]) { 0x00 }, 1);

	return !(ready && ready->status == 0x02 && ready->key == 2 && ready->asc == 0x30);
}

/* What drives read without writing it and without telling: the kinds that they lack first come first. */
static const uint16_t kin[] = { 0x0013, 0x0014, 0x0015, 0x002b, 0x001a, 0x001b, 0x0012, 0x0011,
	0x000a, 0x0009, 0x0043, 0x0041 };

static struct draft_profile *find_profile(struct draft *draft, uint16_t code)
{
	for (unsigned i = 0; i < draft->profile_count; i++)
		if (draft->profiles[i].code == code)
			return &draft->profiles[i];
	return NULL;
}

static bool forget_kin(struct draft *draft)
{
	for (size_t i = 0; i < sizeof kin / sizeof kin[0]; i++) {
		struct draft_profile *profile = find_profile(draft, kin[i]);
		if (!profile || profile->is_writable)
			continue;
		draft->profile_count--;
		memmove(profile, profile + 1,
			(size_t)(draft->profiles + draft->profile_count - profile) *
				sizeof *profile);
		return true;
	}
	return false;
}

/* Of the same kind as a pressed disc of profile @shown_as. */
static bool add_kin(struct draft *draft, uint16_t shown_as, const struct answers *told)
{
	for (size_t i = sizeof kin / sizeof kin[0]; i-- > 0;) {
		const uint16_t pressed = kin[i] < 0x0010   ? 0x0008
					 : kin[i] < 0x0040 ? 0x0010
							   : 0x0040;
		if (pressed != shown_as || find_profile(draft, kin[i]) ||
			draft->profile_count == DRAFT_PROFILES_MAX)
			continue;
		draft->profiles[draft->profile_count++] = (struct draft_profile) { .code = kin[i] };
		draft_speeds(draft, told);
		return true;
	}
	return false;
}

static bool learn_kin(struct draft *draft, const struct answers *told, const struct answers *ours)
{
	if (!knows_format(told) && knows_format(ours))
		return forget_kin(draft);
	if (knows_format(told) && !knows_format(ours))
		return add_kin(draft, answers_profile(told), told);
	return false;
}

/* ---- commands -------------------------------------------------------------------------------- */

static bool is_refused(const struct answer *answer, unsigned asc)
{
	return answer->status == 0x02 && answer->key == 5 && answer->asc == asc &&
	       answer->ascq == 0;
}

static bool learn_command(struct draft *draft, uint8_t operation)
{
	if (!draft_operation_name(operation) || draft->refused_count == DRAFT_CHANGES_MAX ||
		memchr(draft->refused, operation, draft->refused_count))
		return false;
	draft->refused[draft->refused_count++] = operation;
	return true;
}

static bool learn_performance(struct draft *draft, const struct answer *answer)
{
	const unsigned bit = answer->cdb[10] < 6 ? 1u << answer->cdb[10] : 0;

	if (answer->cdb[0] != 0xac || !bit || draft->refused_performance & bit)
		return false;
	draft->refused_performance |= bit;
	return true;
}

static bool learn_commands(
	struct draft *draft, const struct answers *told, const struct answers *ours)
{
	bool is_changed = false;

	for (unsigned i = 0; i < told->count; i++) {
		const struct answer *theirs = &told->list[i];
		const struct answer *own = answers_find(ours, theirs->cdb, sizeof theirs->cdb);
		if (!own)
			continue;
		if (is_refused(theirs, 0x20) && !is_refused(own, 0x20) &&
			learn_command(draft, theirs->cdb[0]))
			is_changed = true;
		if (is_refused(theirs, 0x24) && own->status == 0x00 &&
			learn_performance(draft, theirs))
			is_changed = true;
	}
	return is_changed;
}

/* ---- speeds ---------------------------------------------------------------------------------- */

static unsigned quirk_of(const struct told_speed *theirs, const struct told_speed *own)
{
	struct told_zone zones[ANSWERS_ZONES_MAX];
	unsigned quirks = 0, count;
	const enum told_shape shape = told_shape_of(theirs, zones, &count);

	if (shape == SHAPE_CAV && !theirs->is_cav && own->is_cav)
		quirks |= DRAFT_ROTATION_UNTOLD;
	if (told_is_exact(theirs) && !theirs->is_exact && own->is_exact)
		quirks |= DRAFT_EXACT_UNTOLD;
	if (theirs->read_kBps == theirs->kBps && own->read_kBps != own->kBps)
		quirks |= DRAFT_READ_AS_WRITE;
	if (theirs->end_lba == own->end_lba + 1)
		quirks |= DRAFT_END_IS_CAPACITY;
	return quirks;
}

static unsigned told_page_2a_speeds(const struct answers *answers)
{
	size_t bytes = 0;
	const uint8_t *page = answers_page(answers, 0x2a, 0, &bytes);

	return page && bytes >= 32 ? be16(page + 30) : 0;
}

static unsigned last_lba_told(const struct answers *answers)
{
	const struct told_speed *speed = answers->reading_count ? &answers->reading[0] : NULL;

	return speed && speed->zone_count ? speed->zones[speed->zone_count - 1].end_lba : 0;
}

static bool learn_quirks(
	struct draft *draft, const struct answers *told, const struct answers *ours)
{
	const unsigned before = draft->quirks, before_speeds = draft->page_2a_speeds;
	const unsigned told_speeds = told_page_2a_speeds(told);

	for (unsigned i = 0; i < told->writing_count && i < ours->writing_count; i++)
		draft->quirks |= quirk_of(&told->writing[i], &ours->writing[i]);
	if (last_lba_told(told) && last_lba_told(told) == last_lba_told(ours) + 1)
		draft->quirks |= DRAFT_END_IS_CAPACITY;
	if (told_speeds > told_page_2a_speeds(ours) && told_speeds <= DRAFT_SPEEDS_MAX)
		draft->page_2a_speeds = told_speeds;
	return draft->quirks != before || draft->page_2a_speeds != before_speeds;
}

bool learn(struct draft *draft, const struct answers *told, const struct answers *ours)
{
	return learn_kin(draft, told, ours) || learn_features(draft, told, ours) ||
	       learn_commands(draft, told, ours) || learn_quirks(draft, told, ours) ||
	       learn_pages(draft, told, ours);
}
