/* SPDX-License-Identifier: MIT */
/*
 * faults.h: rules that make a drive fail on purpose: which commands they strike, and how.
 *
 * A rule looks only at commands that the drive would have carried out: what the drive refuses by itself is
 * not counted. The rules are plain data with their counters; chance comes from the drive's generator, so the
 * same seed and the same commands meet the same faults.
 */
#ifndef FAULTS_FAULTS_H
#define FAULTS_FAULTS_H

#include <stdbool.h>
#include <stdint.h>

#include "burnrig/definition.h"

#define FAULT_RULES_MAX	   32
#define FAULT_NAME_CHARS   32
#define FAULT_CHANCE_MAX   1000	  /* in a thousand: always */
#define FAULT_DELAY_MAX_MS 600000 /* longer than any host waits for one command */

enum fault_effect {
	FAULT_LATE,  /* the command is carried out, only later    */
	FAULT_SENSE, /* CHECK CONDITION with key, asc, ascq       */
	FAULT_BUSY,  /* status BUSY, nothing is done (SAM-3 5.3)  */
};

struct fault_rule {
	char name[FAULT_NAME_CHARS + 1];
	uint8_t operations[32]; /* a bit per operation code; none set: all of them        */
	bool any_block;		/* else only commands that touch first_lba to last_lba    */
	uint32_t first_lba, last_lba;
	uint32_t skip;	 /* so many commands that fit pass first                           */
	uint32_t times;	 /* then so many are struck; 0: no end                             */
	uint32_t chance; /* of those each with this chance, in FAULT_CHANCE_MAX            */
	uint32_t delay_ms;
	enum fault_effect effect;
	uint8_t key, asc, ascq;
	bool carried_out; /* FAULT_SENSE: it is told after the work was done, not instead  */
	uint32_t seen, struck;
};

struct burnrig_faults {
	unsigned count;
	struct fault_rule rules[FAULT_RULES_MAX];
};

/* A command about to be carried out. */
struct fault_target {
	uint8_t operation;
	uint32_t lba, blocks; /* blocks 0: it touches none */
	/* The next number of the drive's generator; asked for rules with a chance only. */
	uint64_t (*random)(void *context);
	void *context;
};

/*
 * faults_strike: the first rule that strikes @target; NULL: none. Rules behind it do not count the command.
 * @ret_lba (when it touches blocks and the rule names some): the first block that is at fault.
 */
__attribute__((cold)) const struct fault_rule *faults_strike(
	struct burnrig_faults *faults, const struct fault_target *target, uint32_t *ret_lba);

#endif
