/* SPDX-License-Identifier: MIT */
#include "emulator/config/speeds.h"

#include <stddef.h>
#include <string.h>

/* MMC-6 names no 1x; these are the units of drives and programs. Blocks: IEC 60908 (75 frames per
 * second), ECMA-337 (26.15625 Mb/s over 38688 channel bits per sector), BD white paper (66 MHz over
 * 498 frames of 1932 channel bits per 32 sectors). */
static const struct speeds_reference references[] = {
	[SPEEDS_CD] = { 176400, 75000 },
	[SPEEDS_DVD] = { 1385000, 676080 },
	[SPEEDS_BD] = { 4495000, 2195120 },
};

const struct speeds_reference *speeds_reference_of(enum speeds_kind kind)
{
	return &references[kind];
}

bool speeds_kind_of_profile(uint16_t profile, enum speeds_kind *ret_kind)
{
	if (profile >= 0x08 && profile < 0x10)
		*ret_kind = SPEEDS_CD;
	else if (profile >= 0x10 && profile < 0x40)
		*ret_kind = SPEEDS_DVD;
	else if (profile >= 0x40 && profile < 0x50)
		*ret_kind = SPEEDS_BD;
	else
		return false;
	return true;
}

/* kB/s are cut to whole ones, so the speed lies between kBps and kBps + 1: if a tenth of 1x lies
 * there, it is that. */
uint32_t speeds_cx(uint32_t kBps, enum speeds_kind kind)
{
	uint64_t one_x = references[kind].Bps;
	uint64_t tenths = ((uint64_t)kBps * 10000 + one_x - 1) / one_x;

	if (tenths * one_x / 10000 == kBps)
		return (uint32_t)tenths * 10;
	return (uint32_t)(((uint64_t)kBps * 100000 + one_x / 2) / one_x);
}

/* A number with up to two decimals, in hundredths. Moves @text behind it. At most 9 digits before
 * the point, so nothing overflows. */
static bool take_hundredths(const char **text, uint64_t *ret_hundredths)
{
	uint64_t hundredths = 0;
	size_t whole = strspn(*text, "0123456789"), decimals;

	if (whole < 1 || whole > 9)
		return false;
	for (size_t i = 0; i < whole; i++)
		hundredths = hundredths * 10 + (uint64_t)((*text)[i] - '0') * 100;
	*text += whole;
	if (**text == '.') {
		decimals = strspn(*text + 1, "0123456789");
		if (decimals < 1 || decimals > 2)
			return false;
		hundredths += (uint64_t)((*text)[1] - '0') * 10;
		if (decimals == 2)
			hundredths += (uint64_t)((*text)[2] - '0');
		*text += 1 + decimals;
	}
	*ret_hundredths = hundredths;
	return true;
}

static bool take_word(const char **text, const char *word)
{
	size_t length = strlen(word);

	if (strncmp(*text, word, length) != 0)
		return false;
	*text += length;
	return true;
}

/* "16x" or "22160 kB/s". Moves @text behind it. */
static bool take_speed(
	const char **text, enum speeds_kind kind, uint32_t *ret_kBps, uint32_t *ret_cx)
{
	uint64_t one_x = references[kind].Bps, hundredths, kBps, cx;

	if (!take_hundredths(text, &hundredths))
		return false;
	if (take_word(text, "x")) {
		cx = hundredths;
		kBps = cx * one_x / 100000;
	} else if (take_word(text, " kB/s")) {
		kBps = hundredths / 100;
		cx = (hundredths * 1000 + one_x / 2) / one_x;
	} else {
		return false;
	}
	*ret_kBps = kBps > UINT32_MAX ? UINT32_MAX : (uint32_t)kBps;
	*ret_cx = cx > UINT32_MAX ? UINT32_MAX : (uint32_t)cx;
	return true;
}

static bool in_range(uint32_t cx)
{
	return cx >= 50 && cx <= 10000;
}

#define OUT_OF_RANGE "out of range, expected 0.5x to 100x"

/* Behind " PCAV": the speed inside. */
static const char *take_inner(
	const char **text, enum speeds_kind kind, struct mechanics_speed *speed)
{
	uint32_t cx;

	speed->rotation = MECHANICS_PCAV;
	if (!take_word(text, " ") || !take_speed(text, kind, &speed->inner_kBps, &cx))
		return "expected the speed inside behind PCAV: \"12x PCAV 6x\"";
	if (!in_range(cx))
		return OUT_OF_RANGE;
	return speed->inner_kBps < speed->kBps ? NULL
					       : "expected a speed inside below the one outside";
}

/* "@LBA", rising; the first zone has none. */
static bool take_start(const char **text, struct mechanics_speed *speed, unsigned index)
{
	struct mechanics_zone *zone = &speed->zones[index];
	uint64_t hundredths;

	zone->start_block = 0;
	if (index == 0)
		return **text != '@';
	if (!take_word(text, "@") || !take_hundredths(text, &hundredths) || hundredths % 100 ||
		hundredths / 100 > MECHANICS_BLOCKS_MAX)
		return false;
	zone->start_block = (uint32_t)(hundredths / 100);
	return zone->start_block > zone[-1].start_block;
}

/* Behind " ZCLV": the zones from inside to outside. */
static const char *take_zones(
	const char **text, enum speeds_kind kind, struct mechanics_speed *speed)
{
	uint32_t fastest_kBps = 0, cx;

	speed->rotation = MECHANICS_ZCLV;
	while (take_word(text, " ")) {
		struct mechanics_zone *zone = &speed->zones[speed->zone_count];

		if (speed->zone_count == MECHANICS_ZONES_MAX)
			return "expected at most 8 zones";
		if (!take_speed(text, kind, &zone->kBps, &cx) ||
			!take_start(text, speed, speed->zone_count))
			return "expected zones, rising: \"8x ZCLV 6x 8x@450000\"";
		if (!in_range(cx))
			return OUT_OF_RANGE;
		if (zone->kBps > fastest_kBps)
			fastest_kBps = zone->kBps;
		speed->zone_count++;
	}
	return speed->zone_count && fastest_kBps == speed->kBps
		       ? NULL
		       : "expected zones, the fastest with the speed named first";
}

const char *speeds_parse(const char *text, enum speeds_kind kind, struct mechanics_speed *ret_speed,
	uint32_t *ret_cx)
{
	static const char expected[] =
		"expected a speed: \"16x\", \"2.4x CLV\", \"48x CAV\", \"12x PCAV 6x\", "
		"\"8x ZCLV 6x 8x@450000\" or \"22160 kB/s CAV\"";
	struct mechanics_speed speed = { .rotation = MECHANICS_CLV };
	const char *wrong = NULL;
	uint32_t cx;

	if (!take_speed(&text, kind, &speed.kBps, &cx))
		return expected;
	if (take_word(&text, " CAV"))
		speed.rotation = MECHANICS_CAV;
	else if (take_word(&text, " PCAV"))
		wrong = take_inner(&text, kind, &speed);
	else if (take_word(&text, " ZCLV"))
		wrong = take_zones(&text, kind, &speed);
	else
		take_word(&text, " CLV");
	if (wrong || *text)
		return wrong ? wrong : expected;
	if (!in_range(cx))
		return OUT_OF_RANGE;
	*ret_speed = speed;
	*ret_cx = cx;
	return NULL;
}
