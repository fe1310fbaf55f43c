/* SPDX-License-Identifier: MIT */
/*
 * scripted.h: a transport that knows beforehand what it will be asked.
 *
 * A script is a list of steps: the CDB and data-out expected, byte for byte, and what to answer.
 * The running cmocka test fails at the first difference, at a command too many, and in
 * scripted_finish at a step left over. Time is virtual and starts at 0; it moves by delays and by
 * waiting.
 */
#ifndef ENGINE_TRANSPORT_TESTS_SCRIPTED_H
#define ENGINE_TRANSPORT_TESTS_SCRIPTED_H

#include "burnengine/transport.h"

struct scripted_step {
	/* expected; cdb_bytes of cdb */
	uint8_t cdb[BR_CDB_BYTES_MAX];
	const uint8_t *data_out; /* compared whole; NULL with a data_out_bytes: only the count is */
	size_t data_out_bytes;
	/* answered */
	const uint8_t *data_in; /* at most what the command has room for is given */
	size_t data_in_bytes;
	uint64_t delay_ns;
	int transport; /* negative errno, or 0 */
	uint8_t status;
	uint8_t sense[18];
	uint8_t cdb_bytes;
};

/* What a step's `status` and `sense` are for CHECK CONDITION with fixed-format sense data. */
#define SCRIPTED_SENSE(key_, code_, qualifier_) \
	.status = 0x02,                         \
	.sense = { [0] = 0x70, [2] = (key_), [7] = 10, [12] = (code_), [13] = (qualifier_) }

/* scripted_create: @steps of @count are borrowed until scripted_finish. */
struct br_transport *scripted_create(const struct scripted_step *steps, size_t count);

/* scripted_finish: fails the test when steps are left; frees the transport. */
void scripted_finish(struct br_transport *transport);

#endif
