/* SPDX-License-Identifier: MIT */
/*
 * GET CONFIGURATION and what the features say. Not tested: the data of features that only name a
 * version or a bit nobody can check from outside.
 */
#include <string.h>

#include "conformance/suites/scene.h"
#include "conformance/suites/tables.h"

static const struct scene_reply all = {
	.cdb = { 0x46, 0, 0, 0, 0, 0, 0, 0, 0, 0 },
	.cdb_bytes = 10,
	.allocation_at = 7,
	.allocation_bytes = 2,
	.length_at = 0,
	.length_bytes = 4,
	.before = 4,
};

/* The descriptor at @at, judged to lie whole within the reply; NULL at its end. */
static const uint8_t *descriptor(
	struct judge *j, const struct reply *r, size_t at, size_t total, const char *where)
{
	if (at == total)
		return NULL;
	must_hold(j, at + 4 <= total, "%s: %zu bytes are left after the last descriptor", where,
		total - at);
	must_hold(j, at + 4 + r->data[at + 3] <= total,
		"%s: the descriptor of feature %04Xh reaches past the end", where,
		(unsigned)be16(r->data + at));
	return r->data + at;
}

/* Calls @check for each descriptor of the whole list. */
static void for_each(struct judge *j,
	void (*check)(struct judge *j, const uint8_t *p, const struct reply *whole))
{
	const struct reply *r = scene_whole(j, &all, 8);
	const size_t total = scene_total(&all, r);
	const uint8_t *p;

	for (size_t at = 8; (p = descriptor(j, r, at, total, "all features")); at += 4u + p[3])
		check(j, p, r);
}

static const uint8_t *find(struct judge *j, uint16_t code)
{
	const struct reply *r = scene_whole(j, &all, 8);
	const size_t total = scene_total(&all, r);
	const uint8_t *p;

	for (size_t at = 8; (p = descriptor(j, r, at, total, "all features")); at += 4u + p[3])
		if (be16(p) == code)
			return p;
	return NULL;
}

static const uint8_t *must_find(struct judge *j, uint16_t code)
{
	const uint8_t *p = find(j, code);

	must_hold(j, p != NULL, "feature %04Xh (%s) is not listed", (unsigned)code,
		facts_feature_name(code));
	return p;
}

static void ignore(struct judge *j, const uint8_t *p, const struct reply *whole)
{
	(void)j, (void)p, (void)whole;
}

static void lengths(struct judge *j)
{
	for_each(j, ignore);
}

static void ascending(struct judge *j)
{
	const struct reply *r = scene_whole(j, &all, 8);
	const size_t total = scene_total(&all, r);
	const uint8_t *p;
	int last = -1;

	for (size_t at = 8; (p = descriptor(j, r, at, total, "all features")); at += 4u + p[3]) {
		must_hold(j, (int)be16(p) > last, "feature %04Xh follows feature %04Xh",
			(unsigned)be16(p), (unsigned)last);
		last = (int)be16(p);
	}
}

static void check_multiple(struct judge *j, const uint8_t *p, const struct reply *whole)
{
	(void)whole;
	must_hold(j, p[3] % 4 == 0, "feature %04Xh: additional length %u is no multiple of 4",
		(unsigned)be16(p), (unsigned)p[3]);
	must_equal(j, bits(p[2], 7, 6), 0, "reserved bits 7-6 of a feature's byte 2");
}

static void multiple_of_four(struct judge *j)
{
	for_each(j, check_multiple);
}

static void check_persistent(struct judge *j, const uint8_t *p, const struct reply *whole)
{
	(void)whole;
	must_hold(j, !bits(p[2], 1, 1) || bits(p[2], 0, 0),
		"feature %04Xh is persistent but not current", (unsigned)be16(p));
}

static void persistent(struct judge *j)
{
	for_each(j, check_persistent);
}

static void profile_list(struct judge *j)
{
	const struct reply *r = scene_whole(j, &all, 12);
	const uint8_t *p = r->data + 8;
	const uint32_t current = be16(r->data + 6);
	bool found = current == 0;

	must_equal(j, be16(p), 0x0000, "first feature in the list");
	must_equal(j, p[2], 0x03, "profile list: version 0, persistent, current");
	for (unsigned at = 4; at < 4u + p[3]; at += 4) {
		must_equal(j, p[at + 2] & 0xfeu, 0, "reserved bits of a profile descriptor");
		must_equal(j, p[at + 3], 0, "reserved byte of a profile descriptor");
		if (be16(p + at) == current)
			found = p[at + 2] == 0x01;
	}
	must_hold(j, found, "current profile %04Xh is not in the list as current", current);
}

static void no_profile_without_medium(struct judge *j)
{
	if (!j->facts.has_no_medium)
		judge_skip(j, "there is a medium");
	must_equal(j, be16(scene_whole(j, &all, 8)->data + 6), 0x0000, "current profile");
}

static void profile_with_medium(struct judge *j)
{
	must_hold(j, be16(scene_whole(j, &all, 8)->data + 6) != 0,
		"a medium is ready but the current profile is 0000h");
}

static void only_current(struct judge *j)
{
	struct scene_reply current = all;
	const struct reply *everything = scene_whole(j, &all, 8), *r;
	size_t total, end, at = 8;
	const uint8_t *p;

	current.cdb[1] = 0x01;
	r = scene_whole(j, &current, 8);
	total = scene_total(&all, everything);
	end = scene_total(&current, r);
	for (size_t from = 8; (p = descriptor(j, everything, from, total, "all features"));
		from += 4u + p[3]) {
		if (!bits(p[2], 0, 0))
			continue;
		must_hold(j, at + 4u + p[3] <= end, "current feature %04Xh is missing with RT 01b",
			(unsigned)be16(p));
		must_match(j, r->data + at, p, 4u + p[3], "a current feature's descriptor");
		at += 4u + p[3];
	}
	must_equal(j, at, end, "length of the reply with RT 01b");
}

static void one_feature(struct judge *j)
{
	struct scene_reply one = all;
	const struct reply *everything = scene_whole(j, &all, 8), *r;
	const size_t total = scene_total(&all, everything);
	const uint8_t *p;

	one.cdb[1] = 0x02;
	for (size_t at = 8; (p = descriptor(j, everything, at, total, "all features"));
		at += 4u + p[3]) {
		memcpy(one.cdb + 2, p, 2);
		r = scene_whole(j, &one, 8);
		must_equal(j, scene_total(&one, r), 12u + p[3], "length of the reply with RT 10b");
		must_match(j, r->data + 8, p, 4u + p[3], "the one descriptor");
	}
}

static void absent_feature(struct judge *j)
{
	struct scene_reply one = all;

	if (find(j, 0x7ffe))
		judge_skip(j, "the drive has a feature 7FFEh");
	one.cdb[1] = 0x02;
	put_be16(one.cdb + 2, 0x7ffe);
	must_equal(j, scene_total(&one, scene_whole(j, &one, 8)), 8,
		"length of the reply for a feature that the drive has not");
}

static void reserved_rt(struct judge *j)
{
	must_refuse(j, judge_fetch(j, CDB(0x46, 0x03, 0, 0, 0, 0, 0, 0, 64, 0), 64), 5, 0x24, 0x00);
}

static void starting_feature(struct judge *j)
{
	struct scene_reply later = all;
	const struct reply *everything = scene_whole(j, &all, 8), *r;
	const size_t total = scene_total(&all, everything);
	size_t at = 8;

	while (at < total && be16(everything->data + at) < 0x0011)
		at += 4u + everything->data[at + 3];
	put_be16(later.cdb + 2, 0x0011);
	r = scene_whole(j, &later, 8);
	must_equal(j, scene_total(&later, r), 8 + total - at,
		"length of the reply from feature 0011h on");
	must_match(j, r->data + 8, everything->data + at, total - at, "features from 0011h on");
	must_match(j, r->data + 4, everything->data + 4, 4, "header");
}

static void allocation(struct judge *j)
{
	scene_judge_allocation(j, &all);
}

static void core(struct judge *j)
{
	const uint8_t *p = must_find(j, 0x0001);

	must_hold(j, bits(p[2], 5, 2) >= 1, "version %u, expected 1 or later", bits(p[2], 5, 2));
	must_equal(j, bits(p[2], 1, 0), 3, "persistent and current");
	must_equal(j, p[3], 8, "additional length");
	must_hold(j, be32(p + 4) != 0, "physical interface standard 00000000h is reserved");
	must_equal(j, bits(p[8], 0, 0), 1, "DBE (device busy class supported)");
}

static void always_there(struct judge *j)
{
	static const uint16_t codes[] = { 0x0000, 0x0001, 0x0002, 0x0003, 0x0100, 0x0105 };

	for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
		must_hold(j, bits(must_find(j, codes[i])[2], 0, 0),
			"feature %04Xh (%s) is not current", (unsigned)codes[i],
			facts_feature_name(codes[i]));
}

struct profile_features {
	uint16_t profile;
	uint16_t features[12]; /* ends with 0 */
};

/* MMC-6: profiles: features that a drive with this profile has; profiles of writers and readers. */
static const struct profile_features needed[] = {
	{ 0x0008, { 0x0010, 0x001e } },
	{ 0x0009, { 0x0010, 0x001e, 0x0021, 0x002d, 0x0107 } },
	{ 0x000a, { 0x0010, 0x001e, 0x0021, 0x0023, 0x002d, 0x0107 } },
	{ 0x0010, { 0x0010, 0x001f } },
	{ 0x0011, { 0x0010, 0x001f, 0x0021, 0x002f, 0x0107 } },
	{ 0x0012, { 0x0010, 0x001f, 0x0020, 0x0023, 0x0024, 0x0107 } },
	{ 0x0013, { 0x0010, 0x001f, 0x0023, 0x002c, 0x0107 } },
	{ 0x0014, { 0x0010, 0x001f, 0x0021, 0x0023, 0x002f, 0x0107 } },
	{ 0x001a, { 0x0010, 0x001f, 0x0023, 0x002a, 0x0107 } },
	{ 0x001b, { 0x0010, 0x001f, 0x002b, 0x0107 } },
	{ 0x002b, { 0x0010, 0x001f, 0x003b, 0x0107 } },
	{ 0x0040, { 0x0010, 0x0040, 0x0107 } },
	{ 0x0041, { 0x0010, 0x0021, 0x0040, 0x0041, 0x0107 } },
	{ 0x0042, { 0x0010, 0x0020, 0x0023, 0x0040, 0x0041, 0x0107 } },
	{ 0x0043, { 0x0010, 0x0020, 0x0023, 0x0040, 0x0041, 0x0107 } },
};

static void profile_features(struct judge *j, uint16_t profile)
{
	const uint8_t *list = must_find(j, 0x0000);
	bool is_listed = false;

	for (unsigned at = 4; at + 4 <= 4u + list[3]; at += 4)
		is_listed = is_listed || be16(list + at) == profile;
	if (!is_listed)
		judge_skip(j, "the drive does not list profile %04Xh", (unsigned)profile);
	for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++)
		for (size_t k = 0; needed[i].profile == profile && needed[i].features[k]; k++)
			must_find(j, needed[i].features[k]);
}

#define PROFILE_TEST(number)                          \
	static void profile_##number(struct judge *j) \
	{                                             \
		profile_features(j, 0x##number);      \
	}
PROFILE_TEST(0008)
PROFILE_TEST(0009)
PROFILE_TEST(000a)
PROFILE_TEST(0010)
PROFILE_TEST(0011)
PROFILE_TEST(0012)
PROFILE_TEST(0013)
PROFILE_TEST(0014)
PROFILE_TEST(001a)
PROFILE_TEST(001b)
PROFILE_TEST(002b)
PROFILE_TEST(0040)
PROFILE_TEST(0041)
PROFILE_TEST(0042)
PROFILE_TEST(0043)

static void writable_is_current(struct judge *j)
{
	/* Which feature must be current so that a host finds out how to write. */
	static const struct {
		uint16_t profile, feature;
	} writing[] = { { 0x0009, 0x002d }, { 0x000a, 0x002d }, { 0x0012, 0x0020 },
		{ 0x001b, 0x002b }, { 0x002b, 0x003b }, { 0x0041, 0x0041 }, { 0x0043, 0x0041 } };

	if (j->facts.disc_status == 2 || !j->facts.has_disc_information)
		judge_skip(j, "the disc is final");
	for (size_t i = 0; i < sizeof writing / sizeof writing[0]; i++)
		if (writing[i].profile == j->facts.profile)
			must_hold(j, bits(must_find(j, writing[i].feature)[2], 0, 0),
				"feature %04Xh (%s) is not current with a medium that can be written",
				(unsigned)writing[i].feature,
				facts_feature_name(writing[i].feature));
}

static void random_readable(struct judge *j)
{
	const uint8_t *p = must_find(j, 0x0010);

	must_equal(j, p[3], 8, "additional length");
	must_equal(j, be32(p + 4), 0x800, "logical block size");
	if (bits(p[2], 0, 0) && facts_is_dvd(&j->facts))
		must_equal(j, be16(p + 8), 16, "blocking on DVD");
	if (bits(p[2], 0, 0) && facts_is_bd(&j->facts))
		must_equal(j, be16(p + 8), 32, "blocking on BD");
}

static void random_writable(struct judge *j)
{
	const uint8_t *p = must_find(j, 0x0020);

	must_equal(j, p[3], 12, "additional length");
	must_equal(j, be32(p + 8), 0x800, "logical block size");
	must_hold(j, j->facts.has_capacity, "READ CAPACITY is refused");
	must_equal(j, be32(p + 4), j->facts.last_lba, "last LBA, as in READ CAPACITY");
	must_equal(j, be16(p + 12), facts_is_bd(&j->facts) ? 32 : 16, "blocking");
}

static void removable_medium(struct judge *j)
{
	const uint8_t *p = must_find(j, 0x0003);
	const uint32_t mechanism = bits(p[4], 7, 5);

	must_equal(j, p[3], 4, "additional length");
	must_hold(j, mechanism <= 2 || mechanism == 4 || mechanism == 5,
		"loading mechanism type %u is reserved", mechanism);
	must_hold(j, mechanism != 1 || bits(p[4], 3, 3), "a tray that cannot eject");
}

static void streaming_for_writers(struct judge *j)
{
	const uint8_t *p = must_find(j, 0x0107);

	must_equal(j, bits(p[2], 0, 0), 1, "Real-Time Streaming is current");
	must_equal(j, bits(p[4], 0, 0), 1, "SW (stream writing)");
	must_equal(j, bits(p[4], 1, 1), 1, "WSPD (write speed descriptors)");
}

static void serial_number(struct judge *j)
{
	const uint8_t *p = must_find(j, 0x0108);

	must_hold(j, p[3] > 0, "the serial number is empty");
	must_equal(j, bits(p[2], 1, 0), 3, "persistent and current");
	for (unsigned i = 0; i < p[3]; i++)
		must_hold(j, (p[4 + i] >= 0x20 && p[4 + i] <= 0x7e),
			"byte %u of the serial number is %02Xh, no ASCII", i, (unsigned)p[4 + i]);
}

#define TEST_OF(function, name, where, what) \
	.id = "mmc.get-configuration." name, .clause = (where), .text = (what), .run = function

#define PROFILE_ROW(number, name, title)                              \
	TEST_OF(profile_##number, "profile." name, "MMC-6: profiles", \
		"A drive that lists the " title " profile has the features which it requires.")

static const struct test tests[] = {
	{ TEST_OF(lengths, "length", "MMC-6: feature descriptors, GET CONFIGURATION",
		"Data Length and the Additional Lengths agree: descriptors fill the reply exactly.") },
	{ TEST_OF(ascending, "features.ascending", "MMC-6: GET CONFIGURATION",
		"Feature descriptors come in ascending order of feature code.") },
	{ TEST_OF(multiple_of_four, "features.multiple-of-four", "MMC-6: feature descriptors",
		"The Additional Length of a feature is a multiple of 4.") },
	{ TEST_OF(persistent, "features.persistent-is-current", "MMC-6: feature descriptors",
		"A persistent feature is always current.") },
	{ TEST_OF(profile_list, "profile-list", "MMC-6: Profile List",
		"The profile list comes first, and it marks the current profile as current.") },
	{ TEST_OF(no_profile_without_medium, "profile.without-medium", "MMC-6: GET CONFIGURATION",
		"Without a medium no profile is current.") },
	{ TEST_OF(profile_with_medium, "profile.with-medium", "MMC-6: profiles",
		  "With a usable medium a profile is current."),
		.needs = NEEDS_MEDIUM },
	{ TEST_OF(only_current, "rt.current", "MMC-6: GET CONFIGURATION",
		"RT 01b returns the current features and no other, as RT 00b shows them.") },
	{ TEST_OF(one_feature, "rt.one", "MMC-6: GET CONFIGURATION",
		"RT 10b returns the header and the one feature that was asked for.") },
	{ TEST_OF(absent_feature, "rt.one.absent", "MMC-6: GET CONFIGURATION",
		"RT 10b for a feature that the drive has not returns the header only.") },
	{ TEST_OF(reserved_rt, "rt.reserved", "MMC-6: GET CONFIGURATION",
		"RT 11b is an invalid field in the CDB.") },
	{ TEST_OF(starting_feature, "starting-feature", "MMC-6: GET CONFIGURATION",
		"The list begins with the first feature not below the starting feature number.") },
	{ TEST_OF(allocation, "allocation-length", "MMC-6: GET CONFIGURATION",
		"A short allocation length cuts the reply; Data Length still tells all of it.") },
	{ TEST_OF(core, "feature.core", "MMC-6: Core",
		"Core is persistent, names the physical interface and sets DBE.") },
	{ TEST_OF(always_there, "features.mandatory", "MMC-6: profiles",
		"Profile List, Core, Morphing, Removable Medium, Power Management and Timeout are "
		"always current.") },
	{ PROFILE_ROW(0008, "cd-rom", "CD-ROM") },
	{ PROFILE_ROW(0009, "cd-r", "CD-R") },
	{ PROFILE_ROW(000a, "cd-rw", "CD-RW") },
	{ PROFILE_ROW(0010, "dvd-rom", "DVD-ROM") },
	{ PROFILE_ROW(0011, "dvd-r", "DVD-R") },
	{ PROFILE_ROW(0012, "dvd-ram", "DVD-RAM") },
	{ PROFILE_ROW(0013, "dvd-rw.restricted", "DVD-RW restricted overwrite") },
	{ PROFILE_ROW(0014, "dvd-rw.sequential", "DVD-RW sequential") },
	{ PROFILE_ROW(001a, "dvd-plus-rw", "DVD+RW") },
	{ PROFILE_ROW(001b, "dvd-plus-r", "DVD+R") },
	{ PROFILE_ROW(002b, "dvd-plus-r-dl", "DVD+R DL") },
	{ PROFILE_ROW(0040, "bd-rom", "BD-ROM") },
	{ PROFILE_ROW(0041, "bd-r.sequential", "BD-R sequential") },
	{ PROFILE_ROW(0042, "bd-r.random", "BD-R random") },
	{ PROFILE_ROW(0043, "bd-re", "BD-RE") },
	{ TEST_OF(writable_is_current, "profile.writing-feature", "MMC-6: profiles",
		  "With a medium that takes data the feature that tells how to write is current."),
		.needs = NEEDS_MEDIUM },
	{ TEST_OF(random_readable, "feature.random-readable", "MMC-6: Random Readable",
		"Random Readable tells 2048-byte blocks and the blocking of the medium.") },
	{ TEST_OF(random_writable, "feature.random-writable", "MMC-6: Random Writable",
		  "Random Writable tells the last LBA that READ CAPACITY tells, and the blocking."),
		.needs = NEEDS_MEDIUM, .feature = 0x0020 },
	{ TEST_OF(removable_medium, "feature.removable-medium", "MMC-6: Removable Medium",
		"Removable Medium names a loading mechanism that exists.") },
	{ TEST_OF(streaming_for_writers, "feature.real-time-streaming.writers",
		  "Device.Storage.Optical.RealTimeStreaming",
		  "With a recordable medium Real-Time Streaming is current with SW and WSPD."),
		.level = LEVEL_LOGO, .needs = NEEDS_WRITABLE },
	{ TEST_OF(serial_number, "feature.serial-number", "MMC-6: Drive Serial Number",
		  "The drive serial number is persistent ASCII text."),
		.feature = 0x0108 },
};

const struct suite suite_configuration = {
	.title = "GET CONFIGURATION",
	.tests = tests,
	.test_count = sizeof tests / sizeof tests[0],
};
