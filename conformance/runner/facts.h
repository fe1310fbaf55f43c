/* SPDX-License-Identifier: MIT */
/*
 * facts.h: what a drive claims about itself and its medium. It decides which requirements apply and
 * heads the reports; it judges nothing. A fixed-size value, so that it can cross to another process.
 */
#ifndef CONFORMANCE_FACTS_H
#define CONFORMANCE_FACTS_H

#include <stdbool.h>
#include <stdint.h>

#define FACTS_FEATURES_MAX 64
#define FACTS_PROFILES_MAX 48
#define FACTS_SPEEDS_MAX   24

struct fact_feature {
	uint16_t code;
	uint8_t version;
	bool is_persistent, is_current;
	uint8_t data_bytes; /* as claimed; data keeps the first ones */
	uint8_t data[32];
};

struct fact_profile {
	uint16_t code;
	bool is_current;
};

struct fact_write_speed { /* GET PERFORMANCE type 03h */
	uint32_t end_lba, read_kBps, write_kBps;
	uint8_t rotation_control;
};

struct fact_performance { /* GET PERFORMANCE type 00h, nominal */
	uint32_t start_lba, start_kBps, end_lba, end_kBps;
};

struct facts {
	char vendor[9], product[17], revision[5], serial[33];
	uint16_t profile; /* current; 0 = none */
	struct fact_feature features[FACTS_FEATURES_MAX];
	struct fact_profile profiles[FACTS_PROFILES_MAX];
	struct fact_write_speed write_speeds[FACTS_SPEEDS_MAX];
	struct fact_performance reading[FACTS_SPEEDS_MAX], writing[FACTS_SPEEDS_MAX];
	unsigned feature_count, profile_count, write_speed_count, reading_count, writing_count;
	bool has_no_medium; /* TEST UNIT READY: 2/3A                                          */
	bool is_ready;	    /* TEST UNIT READY: GOOD                                       */
	bool has_disc_information;
	uint8_t disc_status;   /* READ DISC INFORMATION: 0 empty, 1 incomplete, 2 final, 3 other */
	uint8_t session_state; /* of the last session                                         */
	bool is_erasable;
	bool has_capacity;
	uint32_t last_lba, block_bytes; /* READ CAPACITY                                      */
};

struct judge;

/* facts_probe: ask the drive; what it does not answer stays zero. Sends reading commands only. */
void facts_probe(struct judge *judge, struct facts *ret_facts);

/* facts_feature: the descriptor of @code, NULL when the drive did not list it. */
const struct fact_feature *facts_feature(const struct facts *facts, uint16_t code);

/* facts_feature_is_current: listed and current. */
bool facts_feature_is_current(const struct facts *facts, uint16_t code);

bool facts_is_cd(const struct facts *facts);
bool facts_is_dvd(const struct facts *facts);
bool facts_is_bd(const struct facts *facts);

/* facts_needs_format: a medium that takes no data before it was formatted, and was not. */
bool facts_needs_format(const struct facts *facts);

/* facts_is_random, facts_is_writable: as NEEDS_RANDOM and NEEDS_WRITABLE of test.h have them. */
bool facts_is_random(const struct facts *facts);
bool facts_is_writable(const struct facts *facts);

/* facts_profile_name: "BD-RE" of 0043h; "" for a number that the standard does not know. */
const char *facts_profile_name(uint16_t profile);

/* facts_feature_name: the standard's name or "". */
const char *facts_feature_name(uint16_t code);

#endif
