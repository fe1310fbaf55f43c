/* SPDX-License-Identifier: MIT */
/*
 * Media that are formatted and blanked: DVD+RW in the background, DVD-RW with restricted overwrite, BD-R with random
 * recording and pseudo-overwrite, CD-RW. Not tested: certification, quick formats of DVD-RW, MRW.
 */
#include <string.h>

#include "conformance/suites/scene.h"
#include "conformance/suites/tables.h"

#define CHUNK		   16u
#define FORMAT_DVD_PLUS_RW 0x26 /* MMC-5 6.5, format types */
#define FORMAT_BD_R	   0x32

static void write_there(struct judge *j, uint32_t lba, const uint8_t *data)
{
	must_be_good(j, scene_write_10(j, lba, CHUNK, data));
	scene_synchronize(j);
}

static void read_there(struct judge *j, uint32_t lba, const uint8_t *data, const char *what)
{
	const struct reply *r = scene_read_10(j, lba, CHUNK);

	must_have(j, r, (size_t)CHUNK * SCENE_BLOCK_BYTES);
	must_match(j, r->data, data, (size_t)CHUNK * SCENE_BLOCK_BYTES, what);
}

/* ---- DVD+RW ------------------------------------------------------------------------------------ */

static void begin_background_format(struct judge *j)
{
	scene_format(j, FORMAT_DVD_PLUS_RW);
}

static unsigned background_status(struct judge *j)
{
	const struct reply *r = judge_fetch(j, CDB(0x51, 0, 0, 0, 0, 0, 0, 0, 34, 0), 34);

	must_have(j, r, 34);
	return bits(r->data[7], 1, 0);
}

static void background_begins(struct judge *j)
{
	begin_background_format(j);
	must_equal(j, background_status(j), 2, "BG Format Status (in progress)");
	must_be_good(j, judge_send(j, CDB(0x00, 0, 0, 0, 0, 0)));
}

static void background_writes(struct judge *j)
{
	const uint8_t *data;

	begin_background_format(j);
	data = scene_fill(j, 0, CHUNK, 1);
	write_there(j, 0, data);
	read_there(j, 0, data, "what was written while the format goes on");
}

static void background_progress(struct judge *j)
{
	uint32_t last = 0;

	begin_background_format(j);
	for (unsigned i = 0; i < 5; i++) {
		const struct reply *r = judge_fetch(j, CDB(0x03, 0, 0, 0, 18, 0), 18);
		must_have(j, r, 18);
		if (last > 0 && !bits(r->data[15], 7, 7) && background_status(j) == 3)
			return; /* it was done sooner */
		must_equal(j, bits(r->data[15], 7, 7), 1, "SKSV while a format goes on");
		must_hold(j, be16(r->data + 16) >= last, "progress went back from %u to %u", last,
			be16(r->data + 16));
		last = be16(r->data + 16);
		judge_wait_ms(j, 5000);
	}
	must_hold(j, last > 0, "no progress in 20 seconds");
}

/* CLOSE TRACK SESSION, session, stops the format so that the disc can be taken out. */
static void background_stops(struct judge *j)
{
	begin_background_format(j);
	write_there(j, 0, scene_fill(j, 0, CHUNK, 1));
	must_be_good(j, judge_send(j, CDB(0x5b, 0, 0x02, 0, 0, 0, 0, 0, 0, 0)));
	must_be_good(j, judge_settle(j, 600));
	must_equal(j, background_status(j), 1, "BG Format Status (started, not in progress)");
}

/* ---- DVD-RW ------------------------------------------------------------------------------------ */

static void make_restricted(struct judge *j)
{
	scene_format(j, 0x00);
	facts_probe(j, &j->facts);
}

static void restricted_profile(struct judge *j)
{
	make_restricted(j);
	must_equal(j, j->facts.profile, 0x0013, "current profile of a formatted DVD-RW");
	must_hold(j, facts_feature_is_current(&j->facts, 0x002c),
		"Rigid Restricted Overwrite is not current on a formatted DVD-RW");
	must_hold(j, !facts_feature_is_current(&j->facts, 0x0021),
		"Incremental Streaming Writable is current on a formatted DVD-RW");
}

static void restricted_overwrite(struct judge *j)
{
	const uint8_t *second;

	make_restricted(j);
	write_there(j, 64, scene_fill(j, 64, CHUNK, 1));
	second = scene_fill(j, 64, CHUNK, 2);
	write_there(j, 64, second);
	read_there(j, 64, second, "what was written over");
}

static void restricted_back_to_sequential(struct judge *j)
{
	make_restricted(j);
	must_be_good(j, judge_send(j, CDB(0xa1, 0x11, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)));
	must_be_good(j, judge_settle(j, 3600));
	facts_probe(j, &j->facts);
	must_equal(j, j->facts.profile, 0x0014, "current profile of a DVD-RW that was blanked");
	must_equal(j, j->facts.disc_status, 0, "disc status (empty)");
}

/* ---- BLANK ------------------------------------------------------------------------------------- */

static void blank(struct judge *j, uint8_t type)
{
	uint32_t lba;

	if (!j->facts.is_erasable)
		judge_skip(j, "the medium is not erasable");
	scene_write_somewhere(j, SCENE_WRITTEN_BLOCKS, &lba);
	must_be_good(
		j, judge_send(j, CDB(0xa1, (uint8_t)(0x10 | type), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)));
	must_be_good(j, judge_settle(j, 3600));
}

static void blanked_disc(struct judge *j)
{
	unsigned sessions;

	blank(j, 1);
	must_equal(j, scene_disc_status(j, &sessions), 0, "disc status (empty)");
	must_equal(j, sessions, 1, "sessions of an empty disc");
	must_equal(j, scene_writable_track(j).nwa_lba, 0, "next writable address of an empty disc");
}

static void blanked_whole(struct judge *j)
{
	blank(j, 0);
	must_equal(j, scene_disc_status(j, NULL), 0, "disc status (empty)");
	must_hold(
		j, scene_read_10(j, 0, 1)->status == 0x02, "a block of a blanked disc can be read");
}

static void blank_reserved_type(struct judge *j)
{
	if (!j->facts.is_erasable)
		judge_skip(j, "the medium is not erasable");
	must_refuse(j, judge_send(j, CDB(0xa1, 0x17, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)), 5, 0x24, 0x00);
	must_be_good(j, judge_send(j, CDB(0x00, 0, 0, 0, 0, 0)));
}

static void blank_write_once(struct judge *j)
{
	const struct reply *r;

	if (j->facts.is_erasable)
		judge_skip(j, "the medium is erasable");
	r = judge_send(j, CDB(0xa1, 0x11, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
	must_refuse_with_one_of(j, r, { 5, 0x30, 0x00 }, { 5, 0x30, 0x05 }, { 5, 0x30, 0x06 },
		{ 5, 0x30, 0x08 }, { 2, 0x30, 0x05 }, { 2, 0x30, 0x00 }, { 5, 0x20, 0x00 },
		{ 5, 0x24, 0x00 });
	must_equal(j, scene_disc_status(j, NULL), j->facts.disc_status, "disc status afterwards");
}

/* ---- BD-R -------------------------------------------------------------------------------------- */

/* MMC-5 6.5, format type 32h: sub-type 00b sequential with pseudo-overwrite, 10b random. */
static void format_bd_r(struct judge *j, unsigned sub_type)
{
	const struct reply *r;
	uint8_t list[12] = { 0, 0x82, 0, 8 };
	unsigned end;

	r = judge_fetch(j, CDB(0x23, 0, 0, 0, 0, 0, 0, 0, 252, 0), 252);
	must_have(j, r, 12);
	end = 4u + r->data[3];
	for (unsigned at = 12; at + 8 <= end; at += 8) {
		if (bits(r->data[at + 4], 7, 2) != FORMAT_BD_R)
			continue;
		memcpy(list + 4, r->data + at, 8);
		list[8] = (uint8_t)(FORMAT_BD_R << 2 | sub_type);
		must_be_good(j, judge_push(j, CDB(0x04, 0x11, 0, 0, 0, 0), list, sizeof list));
		must_be_good(j, judge_settle(j, 20 * 60));
		facts_probe(j, &j->facts);
		return;
	}
	judge_skip(j, "the drive offers no format of BD-R");
}

static void make_random(struct judge *j)
{
	const struct fact_feature *formattable = facts_feature(&j->facts, 0x0023);

	if (!formattable || formattable->data_bytes < 8 || !(formattable->data[4] & 0x01))
		judge_skip(j, "Formattable does not claim RRM");
	format_bd_r(j, 2);
}

static void random_profile(struct judge *j)
{
	make_random(j);
	must_equal(j, j->facts.profile, 0x0042,
		"current profile of a BD-R formatted for random recording");
	must_hold(j, facts_feature_is_current(&j->facts, 0x0025),
		"Write Once is not current on a BD-R formatted for random recording");
}

static void random_order(struct judge *j)
{
	const uint8_t *behind, *before;

	make_random(j);
	behind = scene_fill(j, 6400, 2 * CHUNK, 1);
	before = scene_fill(j, 3200, 2 * CHUNK, 2);
	must_be_good(j, scene_write_10(j, 6400, 2 * CHUNK, behind));
	must_be_good(j, scene_write_10(j, 3200, 2 * CHUNK, before));
	scene_synchronize(j);
	read_there(j, 6400, behind, "what was written first, further out");
	read_there(j, 3200, before, "what was written second, further in");
}

static void random_once(struct judge *j)
{
	const uint8_t *data;

	make_random(j);
	data = scene_fill(j, 3200, 2 * CHUNK, 1);
	must_be_good(j, scene_write_10(j, 3200, 2 * CHUNK, data));
	scene_synchronize(j);
	must_hold(j,
		scene_write_10(j, 3200, 2 * CHUNK, scene_fill(j, 3200, 2 * CHUNK, 2))->status ==
			0x02,
		"a block of write-once media is written twice");
	read_there(j, 3200, data, "what was written first");
}

static void pseudo_overwrite(struct judge *j)
{
	uint32_t lba;
	const uint8_t *second;

	format_bd_r(j, 0);
	must_hold(j, facts_feature_is_current(&j->facts, 0x0038),
		"BD-R Pseudo-Overwrite is not current after formatting with it");
	lba = scene_writable_track(j).nwa_lba;
	must_be_good(j, scene_write_10(j, lba, 2 * CHUNK, scene_fill(j, lba, 2 * CHUNK, 1)));
	scene_synchronize(j);
	second = scene_fill(j, lba, 2 * CHUNK, 2);
	must_be_good(j, scene_write_10(j, lba, 2 * CHUNK, second));
	scene_synchronize(j);
	read_there(j, lba, second, "what was written over");
}

/* ---- reserved tracks --------------------------------------------------------------------------- */

#define RESERVED_BLOCKS 3200u

static const struct reply *reserve(struct judge *j, uint32_t blocks)
{
	uint8_t cdb[10] = { 0x53 };

	put_be32(cdb + 5, blocks);
	return judge_send(j, cdb, sizeof cdb);
}

static struct scene_track reserved_track(struct judge *j)
{
	if (facts_is_cd(&j->facts))
		scene_prepare_cd(j);
	must_be_good(j, reserve(j, RESERVED_BLOCKS));
	must_be_good(j, judge_settle(j, 300));
	return scene_track(j, 1, 1);
}

static void reserved_is_told(struct judge *j)
{
	const struct scene_track t = reserved_track(j);

	must_equal(j, t.is_reserved, 1, "RT of a reserved track");
	must_hold(j, t.size_blocks >= RESERVED_BLOCKS, "track of %u blocks, %u were reserved",
		t.size_blocks, RESERVED_BLOCKS);
	must_equal(j, t.has_nwa, 1, "NWA_V of a reserved track");
}

static void reserved_then_next(struct judge *j)
{
	const struct scene_track first = reserved_track(j), next = scene_track(j, 1, 2);

	must_hold(j, next.start_lba >= first.start_lba + RESERVED_BLOCKS,
		"track 2 starts at %u, within the %u blocks reserved from %u on", next.start_lba,
		RESERVED_BLOCKS, first.start_lba);
	must_equal(j, next.is_reserved, 0, "RT of the invisible track");
}

static void reserved_is_written(struct judge *j)
{
	const struct scene_track t = reserved_track(j);
	const uint8_t *data = scene_fill(j, t.nwa_lba, CHUNK, 1);

	write_there(j, t.nwa_lba, data);
	read_there(j, t.nwa_lba, data, "what was written in the reserved track");
	/* a track at once is written in one go: it has no next address after the first */
	must_hold(j, facts_is_cd(&j->facts) || scene_track(j, 1, 1).nwa_lba >= t.nwa_lba + CHUNK,
		"the reserved track's next writable address stays where it was");
}

static void reserved_too_large(struct judge *j)
{
	const struct reply *r;

	if (facts_is_cd(&j->facts))
		scene_prepare_cd(j);
	r = reserve(j, 0x7fffffff);
	must_hold(j, r->status == 0x02 && (r->sense[2] & 0x0f) == 5,
		"more blocks than the medium has are reserved");
	must_equal(j, scene_disc_status(j, NULL), 0, "disc status afterwards (empty)");
}

#define TEST_OF(function, name, where, what)                                     \
	.id = "mmc." name, .clause = (where), .text = (what), .run = (function), \
	.effect = EFFECT_CLOSES, .minutes = 60

static const struct test tests[] = {
	{ TEST_OF(background_begins, "format-unit.background.begins",
		  "MMC-5 6.5, DVD+RW basic format",
		  "A background format is told as in progress, and the drive is ready."),
		.needs = NEEDS_UNFORMATTED, .profile = 0x001a },
	{ TEST_OF(background_writes, "format-unit.background.writes",
		  "MMC-5 6.5, DVD+RW basic format",
		  "While a format goes on in the background blocks are written and read."),
		.needs = NEEDS_UNFORMATTED, .profile = 0x001a },
	{ TEST_OF(background_progress, "format-unit.background.progress", "SPC-3 6.27, MMC-5 6.5",
		  "REQUEST SENSE tells how far a background format is, and that never falls."),
		.needs = NEEDS_UNFORMATTED, .profile = 0x001a },
	{ TEST_OF(background_stops, "close-session.background-format", "MMC-5 6.3.3.5",
		  "Closing the session of a DVD+RW stops its background format."),
		.needs = NEEDS_UNFORMATTED, .profile = 0x001a },
	{ TEST_OF(restricted_profile, "format-unit.dvd-rw.profile",
		  "MMC-6: DVD-RW Restricted Overwrite profile",
		  "A formatted DVD-RW is of profile 0013h, with the features of that."),
		.needs = NEEDS_WRITABLE, .profile = 0x0014 },
	{ TEST_OF(restricted_overwrite, "write.restricted-overwrite",
		  "MMC-6: Rigid Restricted Overwrite feature",
		  "Whole ECC blocks of a formatted DVD-RW are written over."),
		.needs = NEEDS_WRITABLE, .profile = 0x0014 },
	{ TEST_OF(restricted_back_to_sequential, "blank.dvd-rw.profile", "MMC-5 6.2",
		  "A formatted DVD-RW that is blanked is of profile 0014h again, and empty."),
		.needs = NEEDS_WRITABLE, .profile = 0x0014 },
	{ TEST_OF(blanked_disc, "blank.minimal", "MMC-5 6.2",
		  "Minimal blanking leaves an empty disc that is written from block 0 on."),
		.needs = NEEDS_WRITABLE | NEEDS_BLANK },
	{ TEST_OF(blanked_whole, "blank.whole", "MMC-5 6.2",
		  "Of a disc that was blanked as a whole no block is read."),
		.needs = NEEDS_WRITABLE | NEEDS_BLANK },
	{ TEST_OF(blank_reserved_type, "blank.type.reserved", "MMC-5 6.2",
		  "A reserved blanking type is refused with 5/24/00."),
		.needs = NEEDS_WRITABLE | NEEDS_BLANK },
	{ TEST_OF(blank_write_once, "blank.write-once", "MMC-5 6.2",
		  "A medium that cannot be erased is not blanked."),
		.needs = NEEDS_WRITABLE | NEEDS_BLANK },
	{ TEST_OF(random_profile, "format-unit.bd-r.random", "MMC-6: BD-R Random Recording profile",
		  "A BD-R formatted for random recording is of profile 0042h and Write Once."),
		.needs = NEEDS_WRITABLE | NEEDS_BLANK, .profile = 0x0041 },
	{ TEST_OF(random_order, "write.bd-r.random.order", "MMC-6: Write Once feature",
		  "Random recording takes clusters in any order."),
		.needs = NEEDS_WRITABLE | NEEDS_BLANK, .profile = 0x0041 },
	{ TEST_OF(random_once, "write.bd-r.random.once", "MMC-6: Write Once feature",
		  "Random recording writes no cluster twice, and the first data stay."),
		.needs = NEEDS_WRITABLE | NEEDS_BLANK, .profile = 0x0041 },
	{ TEST_OF(pseudo_overwrite, "write.bd-r.pseudo-overwrite",
		  "MMC-6: BD-R Pseudo-Overwrite feature",
		  "With pseudo-overwrite what is recorded is replaced by what is written there again."),
		.needs = NEEDS_WRITABLE | NEEDS_BLANK, .profile = 0x0041 },
	{ TEST_OF(reserved_is_told, "reserve-track.told", "MMC-5: RESERVE TRACK",
		  "A reserved track is told as reserved, at least as long as asked for, and writable."),
		.needs = NEEDS_SEQUENTIAL | NEEDS_BLANK | NEEDS_SESSIONS },
	{ TEST_OF(reserved_then_next, "reserve-track.next", "MMC-5: RESERVE TRACK",
		  "The invisible track begins behind the reserved one."),
		.needs = NEEDS_SEQUENTIAL | NEEDS_BLANK | NEEDS_SESSIONS },
	{ TEST_OF(reserved_is_written, "reserve-track.written", "MMC-5: RESERVE TRACK",
		  "A reserved track is written from its own next writable address on."),
		.needs = NEEDS_SEQUENTIAL | NEEDS_BLANK | NEEDS_SESSIONS },
	{ TEST_OF(reserved_too_large, "reserve-track.too-large", "MMC-5: RESERVE TRACK",
		  "More blocks than the medium has cannot be reserved, and nothing is."),
		.needs = NEEDS_SEQUENTIAL | NEEDS_BLANK },
};

const struct suite suite_rewriting = {
	.title = "Formatting, blanking, reserving",
	.tests = tests,
	.test_count = sizeof tests / sizeof tests[0],
};
