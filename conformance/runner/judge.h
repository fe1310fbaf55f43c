/* SPDX-License-Identifier: MIT */
/*
 * judge.h: what a test body works with: it sends commands to the device under test and says what must
 * hold. Every command is traced; the first thing that does not hold ends the test.
 *
 * Bodies write CDBs and expected bytes as literals from the standard and read replies with bytes.h.
 * must_* and judge_skip leave the body by cmocka's long jump: what a body allocates itself it gets
 * from judge_alloc, which the runner frees.
 */
#ifndef CONFORMANCE_JUDGE_H
#define CONFORMANCE_JUDGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "conformance/runner/device.h"
#include "conformance/runner/facts.h"
#include "conformance/runner/outcome.h"
#include "conformance/runner/test.h"

struct judge_written { /* what a test with NEEDS_WRITTEN finds on the medium, where the runner does that for many */
	uint8_t *data;
	uint32_t lba, blocks; /* blocks 0: nothing, or it is taken */
};

struct judge {
	struct device *device;
	struct outcome *outcome;
	const struct test *test;
	struct facts facts;	  /* what the drive claimed just before the test             */
	enum test_effect allowed; /* the strongest effect that commands of this test may have */
	uint64_t seed;		  /* of this test: all that is random comes from judge_random */
	uint64_t random_state;
	uint64_t clock_ns;  /* device time since the test began                        */
	uint64_t opened_ns; /* ... and how much had passed before, since the device was opened */
	FILE *record;	    /* gets each command whole; or NULL                             */
	void *allocations;  /* chain, see judge_alloc                                  */
	uint8_t *outgoing;  /* what judge_push sends, of outgoing_bytes: one copy at a time */
	size_t outgoing_bytes;
	unsigned *steps; /* see judge_step; NULL: all are taken                     */
	const bool *left_out;
	unsigned steps_max;
	struct judge_written written;
};

struct reply { /* one answer; lives until the test ends */
	uint8_t status;
	uint8_t sense[DEVICE_SENSE_BYTES_MAX];
	size_t sense_bytes;
	uint8_t *data;	    /* asked_bytes of them, zero where the device wrote nothing     */
	size_t asked_bytes; /* room given                                                   */
	size_t moved_bytes; /* if moved_known                                               */
	bool moved_known;
	uint64_t duration_ns;
};

/* CDB(0x51, 0, …): a literal CDB as the two arguments that the senders below take. */
#define CDB(...) (const uint8_t[]) { __VA_ARGS__ }, sizeof((const uint8_t[]) { __VA_ARGS__ })

/*
 * judge_send, judge_fetch, judge_push: one command without data, reading up to @bytes, or sending
 * @bytes of @data. The answer is returned whatever it is. A path that fails or a command above the
 * test's declared effect ends the test as an error.
 */
const struct reply *judge_send(struct judge *judge, const uint8_t *cdb, size_t cdb_bytes);
const struct reply *judge_fetch(
	struct judge *judge, const uint8_t *cdb, size_t cdb_bytes, size_t bytes);
const struct reply *judge_push(struct judge *judge, const uint8_t *cdb, size_t cdb_bytes,
	const uint8_t *data, size_t bytes);

/* judge_sense_is: did the device answer CHECK CONDITION with this key, code and qualifier? */
bool judge_sense_is(const struct reply *reply, unsigned key, unsigned asc, unsigned ascq);

/*
 * judge_settle: wait until TEST UNIT READY says GOOD, through unit attentions and becoming ready, for
 * at most @seconds of device time. Returns the last answer. Never fails the test.
 */
const struct reply *judge_settle(struct judge *judge, unsigned seconds);

void judge_wait_ms(struct judge *judge, unsigned ms);

/* judge_reset: reset the device; skips where the path has no way to. A path that fails is an error. */
void judge_reset(struct judge *judge);

/*
 * judge_give_up: one command whose answer the host awaits for @ms only; then it resets the device, as hosts do.
 * Returns whether that came to pass; false: the answer was there in time. Skips as judge_reset does.
 */
bool judge_give_up(struct judge *judge, const uint8_t *cdb, size_t cdb_bytes, const uint8_t *data,
	size_t bytes, uint32_t ms);

/*
 * judge_press_eject: press the drive's button. Returns whether the tray opened; the disc is gone then.
 * Skips where nobody can press it.
 */
bool judge_press_eject(struct judge *judge);

/* judge_alloc: @bytes of zeroed memory until the test ends. */
void *judge_alloc(struct judge *judge, size_t bytes);
void judge_free_all(struct judge *judge);

/* judge_random: the next number of the test's own seeded sequence (splitmix64). */
uint64_t judge_random(struct judge *judge);

/*
 * judge_step: begin the next step of a random sequence. Returns false when this step is left out, which
 * happens while the runner makes a failing sequence shorter. A body draws the step's random numbers
 * before it asks, so that they are the same whatever is left out.
 */
bool judge_step(struct judge *judge);

/* judge_skip: end the test as not applicable; @format says which claim of the drive makes it so. */
void judge_skip(struct judge *judge, const char *format, ...)
	__attribute__((format(printf, 2, 3), noreturn));

/* judge_note: a line in the trace. */
void judge_note(struct judge *judge, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* judge_fail_at: end the test as failed (by must_* below). */
void judge_fail_at(struct judge *judge, const char *file, int line, const char *format, ...)
	__attribute__((format(printf, 4, 5), noreturn));

struct sense_code {
	uint8_t key, asc, ascq;
};

void judge_check_good(struct judge *judge, const struct reply *reply, const char *file, int line);
void judge_check_refused(struct judge *judge, const struct reply *reply,
	const struct sense_code *allowed, size_t allowed_count, const char *file, int line);
void judge_check_have(
	struct judge *judge, const struct reply *reply, size_t bytes, const char *file, int line);
void judge_check_moved(
	struct judge *judge, const struct reply *reply, size_t bytes, const char *file, int line);
void judge_check_equal(struct judge *judge, uint64_t found, uint64_t expected, const char *what,
	const char *file, int line);
void judge_check_bytes(struct judge *judge, const uint8_t *found, const uint8_t *expected,
	size_t bytes, const char *what);

/* must_be_good: status GOOD. */
#define must_be_good(judge, reply) judge_check_good((judge), (reply), __FILE__, __LINE__)

/* must_refuse: CHECK CONDITION with exactly this key, additional sense code and qualifier. */
#define must_refuse(judge, reply, key, asc, ascq) \
	must_refuse_with_one_of((judge), (reply), { key, asc, ascq })

/* must_refuse_with_one_of: any of { key, asc, ascq }, …: where the standard leaves a choice. */
#define must_refuse_with_one_of(judge, reply, ...)                                               \
	judge_check_refused((judge), (reply), (const struct sense_code[]) { __VA_ARGS__ },       \
		sizeof((const struct sense_code[]) { __VA_ARGS__ }) / sizeof(struct sense_code), \
		__FILE__, __LINE__)

/* must_have: GOOD, and at least the first @bytes of the reply were asked for and came. */
#define must_have(judge, reply, bytes) \
	judge_check_have((judge), (reply), (bytes), __FILE__, __LINE__)

/* must_have_moved: where the path tells, exactly @bytes moved. */
#define must_have_moved(judge, reply, bytes) \
	judge_check_moved((judge), (reply), (bytes), __FILE__, __LINE__)

/* must_hold: @condition, else the printf text that follows. */
#define must_hold(judge, condition, ...)                                         \
	do {                                                                     \
		if (!(condition))                                                \
			judge_fail_at((judge), __FILE__, __LINE__, __VA_ARGS__); \
	} while (0)

/* must_equal: two numbers; @what names the field as the standard does. */
#define must_equal(judge, found, expected, what) \
	judge_check_equal((judge), (found), (expected), (what), __FILE__, __LINE__)

/* must_match: @bytes bytes; tells the first that differs. */
#define must_match(judge, found, expected, bytes, what) \
	judge_check_bytes((judge), (found), (expected), (bytes), (what))

#endif
