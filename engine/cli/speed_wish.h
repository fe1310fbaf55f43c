/* SPDX-License-Identifier: MIT */
/* speed_wish.h: a speed as a user gives it: in x, kB/s or sectors/s; what it is depends on the medium. */
#ifndef ENGINE_CLI_SPEED_WISH_H
#define ENGINE_CLI_SPEED_WISH_H

#include <stdbool.h>
#include <stdint.h>

enum speed_unit { SPEED_MAXIMUM, SPEED_X, SPEED_KBPS, SPEED_SECTORS };

struct speed_wish {
	enum speed_unit unit;
	uint32_t value; /* of x: hundredths */
};

/*
 * speed_wish_parse: "max", "4", "2.4x", "5540kB/s", "2705sectors/s" (also "kBps" and "sectors").
 * kB are 1000 bytes; at most two digits after the point, and only of x. False for anything else.
 */
bool speed_wish_parse(const char *text, struct speed_wish *ret_wish);

/* speed_wish_sectors_per_second: -1 for the maximum; 0 when the medium has no such thing. */
int32_t speed_wish_sectors_per_second(const struct speed_wish *wish, uint16_t profile);

#endif
