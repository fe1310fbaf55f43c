/* SPDX-License-Identifier: MIT */
/*
 * test.h: one requirement of the standard and the function that judges it.
 *
 * An identity is for ever: lower-case words joined by '-', parts joined by '.'; it says what is
 * required, never where (clauses move between editions; the clause is a field). A test that changes
 * its meaning gets a new identity.
 */
#ifndef CONFORMANCE_TEST_H
#define CONFORMANCE_TEST_H

#include <stddef.h>
#include <stdint.h>

struct judge;

enum test_level {
	LEVEL_MANDATORY,   /* the standard says shall                                    */
	LEVEL_RECOMMENDED, /* the standard says should, or every host relies on it       */
	LEVEL_LOGO,	   /* Windows certification rules for optical drives             */
};

/* The strongest thing a test does; a selection allows everything up to one of them. */
enum test_effect {
	EFFECT_NONE,	 /* leaves drive and medium as they were                         */
	EFFECT_SETTINGS, /* changes settings until the next reset: mode pages, speeds    */
	EFFECT_TRAY,	 /* may move the tray                                            */
	EFFECT_WRITES,	 /* writes to the medium                                         */
	EFFECT_CLOSES,	 /* closes tracks or sessions, formats: uses the medium up       */
	EFFECT_NEVER,	 /* nothing that is aimed at a real device may do this           */
};

enum test_needs { /* each is checked against the drive's own claims, see facts.h */
	NEEDS_NOTHING = 0,
	NEEDS_MEDIUM = 1 << 0,	     /* TEST UNIT READY says GOOD                           */
	NEEDS_WRITABLE = 1 << 1,     /* the medium can take more data now                   */
	NEEDS_RANDOM = 1 << 2,	     /* feature Random Writable (0020h) is current          */
	NEEDS_SEQUENTIAL = 1 << 3,   /* writable, and not random                            */
	NEEDS_BLANK = 1 << 4,	     /* READ DISC INFORMATION: disc status 0                */
	NEEDS_CD = 1 << 5,	     /* current profile 0008h..000Ah                        */
	NEEDS_NOT_CD = 1 << 6,	     /* a medium that is no CD                              */
	NEEDS_POWER_ON = 1 << 7,     /* the device has had no command since power-on        */
	NEEDS_DVD_PLUS_R = 1 << 8,   /* current profile 001Bh                               */
	NEEDS_SIMULATED = 1 << 9,    /* would be reckless with a drive that can break       */
	NEEDS_FORMATTED = 1 << 10,   /* a medium that has to be formatted is                */
	NEEDS_UNFORMATTED = 1 << 11, /* it has to be and is not; also: as the medium came   */
	NEEDS_NO_MEDIUM = 1 << 12,   /* TEST UNIT READY says 2/3A                           */
	NEEDS_SESSIONS = 1 << 13,    /* no DVD-R DL: recorded in sequence it has one border */
	NEEDS_WRITTEN = 1 << 14,     /* no claim: the runner may have written already       */
};

struct test {
	const char *id;
	const char *clause; /* where the requirement stands; the newest edition that has it   */
	const char *text;   /* the requirement in our own words, one sentence                 */
	void (*run)(struct judge *judge);
	enum test_level level;
	enum test_effect effect;
	unsigned needs;	  /* enum test_needs, or-ed                                        */
	uint16_t feature; /* must be current; 0 = no such need                             */
	uint16_t profile; /* must be the current one; 0 = no such need                     */
	unsigned minutes; /* the most it may take on a real drive; 0 = one                 */
	const void *row;  /* what a body that judges by a table works on; its suite's own type */
};

struct suite {
	const char *title; /* heading in reports                                             */
	const struct test *tests;
	size_t test_count;
};

#endif
