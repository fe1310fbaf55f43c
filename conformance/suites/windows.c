/* SPDX-License-Identifier: MIT */
/*
 * The Windows certification rules for optical drives but for the time limits (time_limits.c) and what other suites judge
 * on the way (Real-Time Streaming: configuration.c; the speed test: burning.c). Not tested, as nothing on the command
 * path shows it: asynchronous notification of SATA, which is told outside MMC; that a slot loader says so, which
 * only somebody who looks at the drive knows; DMA.
 */
#include <string.h>

#include "conformance/suites/scene.h"
#include "conformance/suites/tables.h"

#define READS 3u

static bool lists(const struct judge *j, uint16_t profile)
{
	for (unsigned i = 0; i < j->facts.profile_count; i++)
		if (j->facts.profiles[i].code == profile)
			return true;
	return false;
}

static void must_list(struct judge *j, uint16_t profile)
{
	must_hold(j, lists(j, profile), "profile %04Xh (%s) is not listed", (unsigned)profile,
		facts_profile_name(profile));
}

/* A drive that writes no DVD was certified by older rules, if at all. */
static void needs_dvd_writer(struct judge *j)
{
	if (!lists(j, 0x0011) && !lists(j, 0x001b))
		judge_skip(j, "the drive lists no profile of a DVD that it could write");
}

static void definition(struct judge *j)
{
	const struct reply *r = judge_fetch(j, CDB(0x12, 0, 0, 0, 36, 0), 36);

	must_have(j, r, 36);
	must_equal(j, bits(r->data[0], 4, 0), 5, "peripheral device type");
	must_equal(j, bits(r->data[0], 7, 5), 0, "peripheral qualifier");
	must_equal(j, bits(r->data[1], 7, 7), 1, "RMB");
}

/* MMC-5 and the newer Mt. Fuji have version 1 or more of Core, and a physical interface that has a number. */
static void mmc_version(struct judge *j)
{
	const struct fact_feature *core = facts_feature(&j->facts, 0x0001);

	needs_dvd_writer(j);
	must_hold(j, core != NULL, "feature 0001h (Core) is missing");
	must_hold(j, core->version >= 1, "version %u of Core is older than MMC-5",
		(unsigned)core->version);
	must_hold(j, be32(core->data) >= 1 && be32(core->data) <= 8,
		"physical interface standard %08Xh", be32(core->data));
}

/* Not 0002h, removable disk, which is in the rule's text and in no list of the certified drives that we know
 * (fixtures/drives). */
static void profiles(struct judge *j)
{
	static const uint16_t wanted[] = { 0x0008, 0x0009, 0x000a, 0x0010, 0x0011, 0x0013, 0x0015,
		0x001a, 0x001b, 0x002b };

	needs_dvd_writer(j);
	for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++)
		must_list(j, wanted[i]);
}

static void blu_ray_reader(struct judge *j)
{
	if (!lists(j, 0x0040) && !lists(j, 0x0041) && !lists(j, 0x0042) && !lists(j, 0x0043))
		judge_skip(j, "the drive lists no Blu-ray profile");
	must_list(j, 0x0040);
}

static void blu_ray_writer(struct judge *j)
{
	if (!lists(j, 0x0041) && !lists(j, 0x0042) && !lists(j, 0x0043))
		judge_skip(j, "the drive lists no Blu-ray profile that it could write");
	must_list(j, 0x0041);
	must_list(j, 0x0043);
}

static void must_have_feature(struct judge *j, uint16_t code, bool is_current)
{
	const struct fact_feature *feature = facts_feature(&j->facts, code);

	must_hold(j, feature != NULL, "feature %04Xh (%s) is missing", (unsigned)code,
		facts_feature_name(code));
	must_hold(j, feature->is_current || !is_current, "feature %04Xh (%s) is not current",
		(unsigned)code, facts_feature_name(code));
}

static void features(struct judge *j)
{
	static const uint16_t wanted[] = { 0x0000, 0x0001, 0x0002, 0x0003, 0x0100, 0x0108 };

	needs_dvd_writer(j);
	for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++)
		must_have_feature(j, wanted[i], true);
	must_have_feature(j, 0x0106, false);
}

static void features_without_medium(struct judge *j)
{
	static const uint16_t wanted[] = { 0x0000, 0x0001, 0x0002, 0x0003, 0x0100 };

	must_equal(j, j->facts.profile, 0, "current profile");
	for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++)
		must_have_feature(j, wanted[i], true);
}

static void raw_recording(struct judge *j)
{
	const struct fact_feature *mastering = facts_feature(&j->facts, 0x002e);

	needs_dvd_writer(j);
	must_hold(j, mastering && mastering->is_current,
		"CD Mastering is not current with a CD that can be written");
	must_equal(j, bits(mastering->data[0], 3, 3), 1, "RAW of CD Mastering");
}

static void read_speed(struct judge *j)
{
	uint32_t top = 0;

	for (unsigned i = 0; i < j->facts.reading_count; i++)
		if (j->facts.reading[i].end_kBps > top)
			top = j->facts.reading[i].end_kBps;
	if (facts_is_cd(&j->facts))
		must_hold(j, top >= 1411, "CD is read with %u kB/s, less than 8x", top);
	else if (facts_is_dvd(&j->facts))
		must_hold(j, top >= 2000, "DVD is read with %u kB/s, less than 2 MB/s", top);
	else
		judge_skip(j, "the rule is for CD and DVD");
}

/* ---- tray ---------------------------------------------------------------------------------------- */

static void tray_shut(struct judge *j)
{
	const struct reply *r = judge_send(j, CDB(0x00, 0, 0, 0, 0, 0));

	must_refuse_with_one_of(j, r, { 2, 0x3a, 0x00 }, { 2, 0x3a, 0x01 });
}

/* With Immed the tray is seen to have moved within 20 s. */
static void tray_moves(struct judge *j)
{
	const struct fact_feature *removable = facts_feature(&j->facts, 0x0003);
	const struct reply *r;
	unsigned seconds = 0;

	if (!removable || !(removable->data[0] & 0x08) || !(removable->data[0] & 0x10))
		judge_skip(j, "Removable Medium does not claim Eject and Load");
	must_be_good(j, judge_send(j, CDB(0x1b, 1, 0, 0, 0x02, 0)));
	do {
		judge_wait_ms(j, 1000);
		r = judge_send(j, CDB(0x00, 0, 0, 0, 0, 0));
	} while (!judge_sense_is(r, 2, 0x3a, 0x02) && ++seconds < 20);
	must_refuse(j, r, 2, 0x3a, 0x02);
	must_be_good(j, judge_send(j, CDB(0x1b, 1, 0, 0, 0x03, 0)));
	for (seconds = 0; judge_sense_is(r, 2, 0x3a, 0x02) && seconds < 20; seconds++) {
		judge_wait_ms(j, 1000);
		r = judge_send(j, CDB(0x00, 0, 0, 0, 0, 0));
	}
	must_hold(j, !judge_sense_is(r, 2, 0x3a, 0x02), "the tray is open 20 s after it was shut");
	must_be_good(j, judge_settle(j, 60));
}

static void must_drain(struct judge *j)
{
	const struct reply *r;
	unsigned events = 0;

	do
		r = judge_fetch(j, CDB(0x4a, 1, 0, 0, 0x5e, 0, 0, 0, 8, 0), 8);
	while (r->status == 0x00 && be16(r->data) == 6 && bits(r->data[4], 3, 0) && ++events < 32);
	must_hold(j, events < 32, "events do not end");
}

static void media_lock(struct judge *j)
{
	const struct reply *r;
	bool opened;

	must_drain(j);
	must_be_good(j, judge_send(j, CDB(0x1e, 0, 0, 0, 0x01, 0)));
	opened = judge_press_eject(j);
	must_hold(j, !opened, "the tray opened although removal is prevented");
	must_be_good(j, judge_send(j, CDB(0x00, 0, 0, 0, 0, 0)));
	r = judge_fetch(j, CDB(0x4a, 1, 0, 0, 0x10, 0, 0, 0, 8, 0), 8);
	must_have(j, r, 8);
	must_equal(j, bits(r->data[4], 3, 0), 1, "media event: EjectRequest");
	must_be_good(j, judge_send(j, CDB(0x1e, 0, 0, 0, 0x00, 0)));
}

/* ---- events, as the class driver asks for them ------------------------------------------------------ */

static const struct reply *poll_events(struct judge *j, uint8_t mask)
{
	const struct reply *r = judge_fetch(j, CDB(0x4a, 1, 0, 0, mask, 0, 0, 0, 8, 0), 8);

	must_have(j, r, 4);
	return r;
}

static void event_classes(struct judge *j)
{
	const uint8_t supported = poll_events(j, 0)->data[3];

	must_hold(j, supported & 0x02, "no operational change class (%02Xh)", (unsigned)supported);
	must_hold(j, supported & 0x10, "no media class (%02Xh)", (unsigned)supported);
}

static void event_payload(struct judge *j)
{
	const uint8_t supported = poll_events(j, 0)->data[3];

	for (uint8_t class = 1; class < 7; class ++) {
		const struct reply *r;

		if (!(supported & 1u << class))
			continue;
		r = poll_events(j, (uint8_t)(1u << class));
		must_have(j, r, 8);
		must_equal(j, be16(r->data), 6, "event data length");
		must_equal(j, bits(r->data[2], 7, 7), 0, "NEA of a class that is supported");
		must_equal(j, bits(r->data[2], 2, 0), class, "notification class");
	}
}

/* A class without news must not hide one that has some. */
static void event_not_hidden(struct judge *j)
{
	const uint8_t supported = poll_events(j, 0)->data[3];
	const struct reply *r = NULL;
	unsigned media = 0;

	must_drain(j);
	scene_open_tray(j);
	for (unsigned i = 0; i < 8 && !media; i++) {
		r = poll_events(j, supported & 0x5e);
		must_have(j, r, 8);
		must_hold(j, bits(r->data[4], 3, 0) != 0,
			"class %u tells NoChange while a media event is pending",
			bits(r->data[2], 2, 0));
		if (bits(r->data[2], 2, 0) == 4)
			media = bits(r->data[4], 3, 0);
	}
	must_hold(j, media == 3 || media == 1, "media event %u after ejecting", media);
	scene_close_tray(j);
}

/* The class driver drops what comes four times at once, and asks no more after 32. */
static void event_not_repeated(struct judge *j)
{
	const struct reply *r;
	unsigned repeated = 0;

	scene_open_tray(j);
	scene_close_tray(j);
	for (unsigned i = 0; i < 12; i++) {
		r = poll_events(j, 0x02);
		must_have(j, r, 8);
		repeated += bits(r->data[4], 3, 0) != 0;
	}
	must_hold(j, repeated < 4, "%u operational change events for one change", repeated);
}

/* ---- what the tests of the kit do --------------------------------------------------------------------- */

/* Three short reads, one after ten seconds: no slower than mean and twice the deviation, or 100 ms. */
static void keeps_spinning(struct judge *j)
{
	uint64_t ns[READS], sum = 0, most = 0;
	uint32_t lba;
	const struct reply *r;

	scene_write_somewhere(j, SCENE_WRITTEN_BLOCKS, &lba);
	must_be_good(j, scene_read_10(j, lba, 1)); /* what comes first spins up and seeks */
	for (uint32_t i = 0; i < READS; i++) {
		r = scene_read_10(j, lba + 64 * i, 1);
		must_be_good(j, r);
		ns[i] = r->duration_ns;
		sum += ns[i];
		most = ns[i] > most ? ns[i] : most;
	}
	judge_wait_ms(j, 10000);
	r = scene_read_10(j, lba + 32, 1);
	must_be_good(j, r);
	/* the spread of three is below their largest distance from zero */
	must_hold(j, r->duration_ns <= sum / READS + 2 * most + 100000000u,
		"a read after ten seconds took %llu us, those before %llu us",
		(unsigned long long)(r->duration_ns / 1000),
		(unsigned long long)(sum / READS / 1000));
}

/* A data phase in the wrong direction hangs a bus; after the reset the drive is there again. */
static void wrong_direction(struct judge *j)
{
	static const uint8_t data[36] = { 0 };

	judge_push(j, CDB(0x12, 0, 0, 0, 36, 0), data, sizeof data);
	judge_fetch(j, CDB(0x55, 0x10, 0, 0, 0, 0, 0, 0, 16, 0), 16);
	judge_reset(j);
	must_be_good(j, judge_fetch(j, CDB(0x12, 0, 0, 0, 36, 0), 36));
	must_be_good(j, judge_settle(j, 60));
}

#define TEST_OF(function, name, where, how, more_needs, what)                                    \
	{                                                                                        \
		.id = "mmc.windows." name, .clause = (where), .text = (what), .run = (function), \
		.level = LEVEL_LOGO, .effect = (how), .needs = (more_needs)                      \
	}
#define RULE(name)   "Device.Storage.Optical." name
#define CLASS_DRIVER "Windows class driver: GET EVENT STATUS NOTIFICATION"

static const struct test tests[] = {
	TEST_OF(definition, "drive-definition", RULE("DriveDefinition"), EFFECT_NONE, NEEDS_NOTHING,
		"An optical drive is of peripheral device type 5, with a removable medium."),
	TEST_OF(mmc_version, "mmc-version", RULE("MmcVersion"), EFFECT_NONE, NEEDS_NOTHING,
		"Core is of the version that MMC-5 has, or a newer one."),
	TEST_OF(profiles, "profiles", RULE("Profiles"), EFFECT_NONE, NEEDS_NOTHING,
		"A DVD writer lists CD-ROM, CD-R, CD-RW, DVD-ROM, DVD-R, DVD-RW, DVD-R DL, "
		"DVD+RW, DVD+R and DVD+R DL."),
	TEST_OF(blu_ray_reader, "profiles.blu-ray-reader", RULE("BluRayReader.Profiles"),
		EFFECT_NONE, NEEDS_NOTHING, "A drive that takes Blu-ray discs lists BD-ROM."),
	TEST_OF(blu_ray_writer, "profiles.blu-ray-writer", RULE("BluRayWriter.Profiles"),
		EFFECT_NONE, NEEDS_NOTHING,
		"A drive that writes Blu-ray discs lists BD-R sequential recording and BD-RE."),
	TEST_OF(features, "features", RULE("Features"), EFFECT_NONE, NEEDS_NOTHING,
		"Core, Profile List, Morphing, Removable Medium, Power Management and Drive Serial Number "
		"are current, and DVD CSS is listed."),
	TEST_OF(features_without_medium, "features.without-medium", "T10/07-012: profile 0000h",
		EFFECT_NONE, NEEDS_NO_MEDIUM,
		"Without a medium Profile List, Core, Morphing, Removable Medium and Power Management are "
		"current."),
	TEST_OF(raw_recording, "cd-raw-recording", RULE("CdRawRecording"), EFFECT_NONE,
		NEEDS_CD | NEEDS_WRITABLE, "CD-R and CD-RW can be recorded raw."),
	TEST_OF(read_speed, "read-speed", "Windows XP and 2003 logo programme", EFFECT_NONE,
		NEEDS_MEDIUM, "CD is read with at least 8x, DVD with at least 2 MB/s."),
	TEST_OF(tray_shut, "tray-status.shut", RULE("Features"), EFFECT_NONE, NEEDS_NO_MEDIUM,
		"A shut and empty drive says 2/3A/00 or 2/3A/01."),
	TEST_OF(tray_moves, "tray-status.moves", RULE("Features"), EFFECT_TRAY, NEEDS_MEDIUM,
		"With Immed the tray is told as open and as shut within 20 s."),
	TEST_OF(media_lock, "media-lock", "Media Lock Test", EFFECT_SETTINGS, NEEDS_MEDIUM,
		"PREVENT blocks the eject button, and a media event tells that it was pressed."),
	TEST_OF(event_classes, "events.classes", CLASS_DRIVER, EFFECT_NONE, NEEDS_NOTHING,
		"Asked for no class in 8 bytes, the drive supports operational change and media."),
	TEST_OF(event_payload, "events.payload", CLASS_DRIVER, EFFECT_NONE, NEEDS_NOTHING,
		"The event of a supported class is of that class and of exactly four bytes."),
	TEST_OF(event_not_hidden, "events.not-hidden", CLASS_DRIVER, EFFECT_TRAY, NEEDS_MEDIUM,
		"A class without news does not hide a media event."),
	TEST_OF(event_not_repeated, "events.not-repeated", CLASS_DRIVER, EFFECT_TRAY, NEEDS_MEDIUM,
		"A change is not told four times over."),
	TEST_OF(keeps_spinning, "keeps-spinning", "Aggressive Optical Drive Test", EFFECT_WRITES,
		NEEDS_WRITABLE | NEEDS_WRITTEN, "Ten seconds after a read the disc still turns."),
	TEST_OF(wrong_direction, "bus-reset", "Optical Logo Test: bus reset", EFFECT_SETTINGS,
		NEEDS_MEDIUM | NEEDS_SIMULATED,
		"After commands with data in the wrong direction a reset makes the drive usable."),
};

const struct suite suite_windows = {
	.title = "Windows certification rules",
	.tests = tests,
	.test_count = sizeof tests / sizeof tests[0],
};
