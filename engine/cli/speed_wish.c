/* SPDX-License-Identifier: MIT */
#include "engine/cli/speed_wish.h"

#include <string.h>

#include "burnengine/write_speed.h"

#define X_MAX	 1000
#define RATE_MAX 10000000

static bool take_number(const char **text, uint32_t max, uint32_t *ret_number)
{
	const char *at = *text;
	uint32_t number = 0;

	for (; *at >= '0' && *at <= '9'; at++) {
		number = number * 10 + (uint32_t)(*at - '0');
		if (number > max)
			return false;
	}
	*ret_number = number;
	if (at == *text)
		return false;
	*text = at;
	return true;
}

static bool take_hundredths(const char **text, uint32_t *ret_hundredths)
{
	uint32_t hundredths = 0;

	if (**text == '.') {
		++*text;
		for (uint32_t weight = 10; **text >= '0' && **text <= '9' && weight > 0;
			++*text, weight /= 10)
			hundredths += (uint32_t)(**text - '0') * weight;
	}
	*ret_hundredths = hundredths;
	return **text < '0' || **text > '9';
}

static bool unit_of(const char *text, enum speed_unit *ret_unit)
{
	static const struct {
		const char *text;
		enum speed_unit unit;
	} units[] = {
		{ "", SPEED_X },
		{ "x", SPEED_X },
		{ "kB/s", SPEED_KBPS },
		{ "kBps", SPEED_KBPS },
		{ "sectors/s", SPEED_SECTORS },
		{ "sectors", SPEED_SECTORS },
	};

	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (strcmp(text, units[i].text) == 0) {
			*ret_unit = units[i].unit;
			return true;
		}
	return false;
}

bool speed_wish_parse(const char *text, struct speed_wish *ret_wish)
{
	struct speed_wish wish = { SPEED_MAXIMUM, 0 };
	uint32_t hundredths = 0;
	bool point;

	if (strcmp(text, "max") == 0) {
		*ret_wish = wish;
		return true;
	}
	if (!take_number(&text, RATE_MAX, &wish.value))
		return false;
	point = *text == '.';
	if (!take_hundredths(&text, &hundredths) || !unit_of(text, &wish.unit))
		return false;
	if (wish.unit == SPEED_X) {
		if (wish.value > X_MAX)
			return false;
		wish.value = wish.value * 100 + hundredths;
	} else if (point) {
		return false;
	}
	*ret_wish = wish;
	return wish.value > 0;
}

int32_t speed_wish_sectors_per_second(const struct speed_wish *wish, uint16_t profile)
{
	switch (wish->unit) {
	case SPEED_X:
		return br_sectors_per_second(profile, br_kBps_of_x(profile, wish->value));
	case SPEED_KBPS:
		return br_sectors_per_second(profile, wish->value);
	case SPEED_SECTORS:
		return (int32_t)wish->value;
	case SPEED_MAXIMUM:
	default:
		return -1;
	}
}
