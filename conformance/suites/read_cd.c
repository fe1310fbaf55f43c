/* SPDX-License-Identifier: MIT */
/*
 * READ CD and READ CD MSF on a data track (Mode 1) that the test writes. Expected bytes are those of ECMA-130:
 * sync pattern, header in BCD, user data, EDC. Not tested: audio and Mode 2 sectors, P and Q parity, C2 pointers.
 */
#include <string.h>

#include "conformance/suites/scene.h"
#include "conformance/suites/tables.h"

#define BLOCKS SCENE_WRITTEN_BLOCKS

struct selection { /* a row: READ CD byte 9, byte 10, and what comes of each sector */
	uint8_t main, sub_channel;
	uint16_t bytes;
	uint16_t user_at; /* of the user data, when they are in it */
	bool has_user;
};

struct wrong { /* a row: what is refused, and how */
	uint8_t type, main, sub_channel;
	uint8_t asc;
};

static uint32_t written(struct judge *j, const uint8_t **ret_data)
{
	uint32_t lba;
	const uint8_t *data = scene_write_somewhere(j, BLOCKS, &lba);

	if (ret_data)
		*ret_data = data;
	return lba;
}

static const struct reply *read_cd(
	struct judge *j, uint32_t lba, uint32_t blocks, const struct wrong *how, size_t bytes)
{
	uint8_t cdb[12] = { 0xbe, how->type };

	put_be32(cdb + 2, lba);
	put_be16(cdb + 7, blocks);
	cdb[9] = how->main;
	cdb[10] = how->sub_channel;
	return judge_fetch(j, cdb, sizeof cdb, bytes);
}

static uint8_t bcd(uint32_t value)
{
	return (uint8_t)(value / 10 << 4 | value % 10);
}

static void msf_of(uint32_t lba, uint8_t *msf)
{
	const uint32_t frames = lba + 150;

	msf[0] = (uint8_t)(frames / 4500);
	msf[1] = (uint8_t)(frames / 75 % 60);
	msf[2] = (uint8_t)(frames % 75);
}

static void lengths(struct judge *j)
{
	const struct selection *row = j->test->row;
	const struct wrong how = { 0, row->main, row->sub_channel, 0 };
	const uint8_t *data;
	const uint32_t lba = written(j, &data);
	const struct reply *r = read_cd(j, lba + 3, 4, &how, (size_t)4 * row->bytes);

	must_be_good(j, r);
	must_have_moved(j, r, (size_t)4 * row->bytes);
	for (size_t i = 0; row->has_user && i < 4; i++)
		must_match(j, r->data + i * row->bytes + row->user_at,
			data + (3 + i) * SCENE_BLOCK_BYTES, SCENE_BLOCK_BYTES, "user data");
}

static const uint8_t *whole_sector(struct judge *j, uint32_t lba)
{
	static const struct wrong all = { 0, 0xf8, 0, 0 };
	const struct reply *r = read_cd(j, lba, 1, &all, 2352);

	must_have(j, r, 2352);
	return r->data;
}

static void sync(struct judge *j)
{
	static const uint8_t pattern[12] = { 0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
		0xff, 0xff, 0x00 };

	must_match(j, whole_sector(j, written(j, NULL)), pattern, 12, "sync pattern");
}

static void header(struct judge *j)
{
	const uint32_t lba = written(j, NULL);

	for (uint32_t i = 0; i < 80; i += 7) {
		const uint8_t *sector = whole_sector(j, lba + i);
		uint8_t msf[3];
		msf_of(lba + i, msf);
		for (unsigned k = 0; k < 3; k++)
			must_equal(j, sector[12 + k], bcd(msf[k]), "address in the header, BCD");
		must_equal(j, sector[15], 1, "mode byte");
	}
}

/* ECMA-130 14.3: P(x) = (x^16 + x^15 + x^2 + 1)(x^16 + x^2 + x + 1), least significant bit first. */
static uint32_t edc_of(const uint8_t *bytes, size_t count)
{
	uint32_t edc = 0;

	for (size_t i = 0; i < count; i++) {
		edc ^= bytes[i];
		for (unsigned bit = 0; bit < 8; bit++)
			edc = edc >> 1 ^ (edc & 1 ? 0xd8018001u : 0);
	}
	return edc;
}

static void edc(struct judge *j)
{
	const uint8_t *s = whole_sector(j, written(j, NULL) + 17);
	const uint32_t found = s[2064] | (uint32_t)s[2065] << 8 | (uint32_t)s[2066] << 16 |
			       (uint32_t)s[2067] << 24;

	must_equal(j, found, edc_of(s, 2064), "EDC of bytes 0 to 2063");
	for (unsigned i = 2068; i < 2076; i++)
		must_equal(j, s[i], 0, "intermediate byte after the EDC");
}

static void as_read_10(struct judge *j)
{
	static const struct wrong user = { 0, 0x10, 0, 0 };
	const uint32_t lba = written(j, NULL);
	const struct reply *one = read_cd(j, lba + 5, 8, &user, (size_t)8 * SCENE_BLOCK_BYTES);
	const struct reply *other = scene_read_10(j, lba + 5, 8);

	must_have(j, one, (size_t)8 * SCENE_BLOCK_BYTES);
	must_have(j, other, (size_t)8 * SCENE_BLOCK_BYTES);
	must_match(j, one->data, other->data, (size_t)8 * SCENE_BLOCK_BYTES,
		"READ CD beside READ (10)");
}

static void refused(struct judge *j)
{
	const struct wrong *row = j->test->row;

	must_refuse(j, read_cd(j, written(j, NULL), 1, row, 2352), 5, row->asc, 0x00);
}

static void mode_1_expected(struct judge *j)
{
	static const struct wrong mode_1 = { 0x08, 0x10, 0, 0 };

	must_have(j, read_cd(j, written(j, NULL), 1, &mode_1, 2048), 2048);
}

static void no_blocks(struct judge *j)
{
	static const struct wrong user = { 0, 0x10, 0, 0 };
	const struct reply *r = read_cd(j, written(j, NULL), 0, &user, 0);

	must_be_good(j, r);
	must_have_moved(j, r, 0);
}

static void beyond(struct judge *j)
{
	static const struct wrong user = { 0, 0x10, 0, 0 };

	written(j, NULL);
	must_refuse_with_one_of(j, read_cd(j, 440000, 1, &user, 2048), { 5, 0x21, 0x00 },
		{ 5, 0x64, 0x00 }, { 8, 0x00, 0x00 });
}

static void q_sub_channel(struct judge *j)
{
	static const struct wrong with_q = { 0, 0x10, 0x02, 0 };
	const uint32_t lba = written(j, NULL);
	const struct reply *r = read_cd(j, lba + 40, 1, &with_q, 2064);
	const uint8_t *q = r->data + 2048;
	uint8_t msf[3];

	must_have(j, r, 2064);
	must_equal(j, q[0], 0x41, "control (data) and ADR 1 of Q");
	must_equal(j, q[1], bcd(scene_track(j, 0, lba + 40).number), "track number of Q, BCD");
	must_equal(j, q[2], 0x01, "index of Q");
	msf_of(lba + 40, msf);
	for (unsigned k = 0; k < 3; k++)
		must_equal(j, q[7 + k], bcd(msf[k]), "absolute time of Q, BCD");
}

static const struct reply *read_msf(
	struct judge *j, uint32_t from, uint32_t to, uint8_t main, size_t bytes)
{
	uint8_t cdb[12] = { 0xb9 };

	msf_of(from, cdb + 3);
	msf_of(to, cdb + 6);
	cdb[9] = main;
	return judge_fetch(j, cdb, sizeof cdb, bytes);
}

static void msf_same(struct judge *j)
{
	static const struct wrong all = { 0, 0xf8, 0, 0 };
	const uint32_t lba = written(j, NULL);
	const struct reply *one = read_msf(j, lba + 9, lba + 14, 0xf8, (size_t)5 * 2352);
	const struct reply *other = read_cd(j, lba + 9, 5, &all, (size_t)5 * 2352);

	must_have(j, one, (size_t)5 * 2352);
	must_have(j, other, (size_t)5 * 2352);
	must_match(j, one->data, other->data, (size_t)5 * 2352, "READ CD MSF beside READ CD");
}

static void msf_backwards(struct judge *j)
{
	const uint32_t lba = written(j, NULL);

	must_refuse_with_one_of(
		j, read_msf(j, lba + 9, lba + 8, 0x10, 2048), { 5, 0x24, 0x00 }, { 5, 0x21, 0x00 });
}

static void msf_nothing(struct judge *j)
{
	const uint32_t lba = written(j, NULL);

	must_be_good(j, read_msf(j, lba + 9, lba + 9, 0x10, 0));
}

#define ON_CD(name, what, function)                                                      \
	.id = "mmc.read-cd." name, .clause = "MMC-6: READ CD; ECMA-130", .text = (what), \
	.run = (function), .effect = EFFECT_WRITES,                                      \
	.needs = NEEDS_WRITABLE | NEEDS_CD | NEEDS_WRITTEN
#define FIELDS(name, ...)                                                                                      \
	{                                                                                                      \
		ON_CD("fields." name,                                                                          \
			"The fields that byte 9 and byte 10 select come, whole and in the order of the disc.", \
			lengths),                                                                              \
			.row = &(const struct selection)                                                       \
		{                                                                                              \
			__VA_ARGS__                                                                            \
		}                                                                                              \
	}
#define REFUSED(name, what, ...)                                         \
	{                                                                \
		ON_CD(name, what, refused), .row = &(const struct wrong) \
		{                                                        \
			__VA_ARGS__                                      \
		}                                                        \
	}

static const struct test tests[] = {
	FIELDS("user-data", 0x10, 0, 2048, 0, true),
	FIELDS("sync", 0x80, 0, 12, 0, false),
	FIELDS("header", 0x20, 0, 4, 0, false),
	FIELDS("sync-header", 0xa0, 0, 16, 0, false),
	FIELDS("header-user-data", 0x30, 0, 2052, 4, true),
	FIELDS("sync-header-user-data", 0xb0, 0, 2064, 16, true),
	FIELDS("user-data-edc", 0x18, 0, 2336, 0, true),
	FIELDS("header-user-data-edc", 0x38, 0, 2340, 4, true),
	FIELDS("all", 0xf8, 0, 2352, 16, true),
	FIELDS("user-data-q", 0x10, 0x02, 2064, 0, true),
	FIELDS("user-data-raw-sub-channel", 0x10, 0x01, 2144, 0, true),
	FIELDS("q-alone", 0x00, 0x02, 16, 0, false),
	FIELDS("all-raw-sub-channel", 0xf8, 0x01, 2448, 16, true),
	{ ON_CD("sync-pattern", "A sector begins with the sync pattern 00 FF x 10 00.", sync) },
	{ ON_CD("header-address", "The header holds the sector's address in BCD and mode 1.",
		header) },
	{ ON_CD("edc", "The EDC is right and eight zero bytes follow it.", edc) },
	{ ON_CD("as-read-10", "The user data are those that READ (10) returns.", as_read_10) },
	{ ON_CD("expected.mode-1", "Expected sector type Mode 1 reads a Mode 1 track.",
		mode_1_expected) },
	REFUSED("expected.audio", "Expected type CD-DA on a data track is 5/64/00.", 0x04, 0x10, 0,
		0x64),
	REFUSED("expected.mode-2", "Expected type Mode 2 on a Mode 1 track is 5/64/00.", 0x0c, 0x10,
		0, 0x64),
	REFUSED("expected.form-1", "Expected type Mode 2 Form 1 on a Mode 1 track is 5/64/00.",
		0x10, 0x10, 0, 0x64),
	REFUSED("expected.form-2", "Expected type Mode 2 Form 2 on a Mode 1 track is 5/64/00.",
		0x14, 0x10, 0, 0x64),
	REFUSED("expected.reserved",
		"A reserved expected sector type is an invalid field in the CDB.", 0x1c, 0x10, 0,
		0x24),
	REFUSED("fields.gap", "Sync and user data without the header between them are refused.", 0,
		0x90, 0, 0x24),
	REFUSED("sub-channel.reserved",
		"A reserved sub-channel selection is an invalid field in the CDB.", 0, 0x10, 0x03,
		0x24),
	REFUSED("c2.reserved", "C2 error information 11b is an invalid field in the CDB.", 0, 0x16,
		0, 0x24),
	{ ON_CD("no-blocks", "A transfer length of zero is no error and moves nothing.",
		no_blocks) },
	{ ON_CD("beyond", "Sectors that are not recorded are refused.", beyond) },
	{ ON_CD("q", "Q tells control, track, index 1 and the absolute time, in BCD.",
		q_sub_channel) },
	{ ON_CD("msf.same", "READ CD MSF returns what READ CD returns, up to before the end.",
		msf_same) },
	{ ON_CD("msf.backwards", "READ CD MSF refuses an end before the start.", msf_backwards) },
	{ ON_CD("msf.nothing", "READ CD MSF with the same start and end moves nothing.",
		msf_nothing) },
};

const struct suite suite_read_cd = {
	.title = "READ CD",
	.tests = tests,
	.test_count = sizeof tests / sizeof tests[0],
};
