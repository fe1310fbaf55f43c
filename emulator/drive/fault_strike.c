/* SPDX-License-Identifier: MIT */
#include "emulator/drive/fault_strike.h"

#include "emulator/drive/bytes.h"
#include "emulator/drive/codes.h"
#include "emulator/drive/state.h"
#include "emulator/drive/trace.h"
#include "emulator/faults/faults.h"

/* The commands that touch blocks have the LBA in bytes 2 to 5; where they have the number of blocks. */
static uint32_t blocks_of(const uint8_t *cdb)
{
	switch (cdb[0]) {
	case OP_READ_10:
	case OP_WRITE_10:
	case OP_WRITE_AND_VERIFY_10:
	case OP_VERIFY_10:
		return get_be16(cdb + 7);
	case OP_READ_12:
	case OP_WRITE_12:
		return get_be32(cdb + 6);
	case OP_READ_CD:
		return get_be24(cdb + 6);
	default:
		return 0;
	}
}

static uint64_t draw(void *context)
{
	return drive_random(context);
}

static struct sense sense_of_rule(const struct fault_rule *rule, uint32_t blocks, uint32_t lba)
{
	return (struct sense) {
		.key = rule->key,
		.asc = rule->asc,
		.ascq = rule->ascq,
		.information_valid = blocks > 0,
		.information = blocks ? lba : 0,
	};
}

__attribute__((cold, noinline)) static struct sense run_with_faults(
	struct burnrig_drive *drive, struct call *call)
{
	const uint32_t blocks = blocks_of(call->cdb);
	const struct fault_target target = {
		.operation = call->cdb[0],
		.lba = blocks ? get_be32(call->cdb + 2) : 0,
		.blocks = blocks,
		.random = draw,
		.context = drive,
	};
	struct sense result = SENSE_GOOD;
	const struct fault_rule *rule;
	uint32_t lba;

	rule = faults_strike(drive->faults, &target, &lba);
	if (!rule)
		return call->row->run(drive, call);
	trace_happening(drive, "fault", rule->name);
	if (rule->effect == FAULT_LATE || rule->carried_out)
		result = call->row->run(drive, call);
	call->busy_ns += (uint64_t)rule->delay_ms * 1000000;
	call->host_busy = rule->effect == FAULT_BUSY;
	if (rule->effect == FAULT_SENSE && sense_is_good(result))
		result = sense_of_rule(rule, blocks, lba);
	return result;
}

struct sense run_or_fail(struct burnrig_drive *drive, struct call *call)
{
	return drive->faults ? run_with_faults(drive, call) : call->row->run(drive, call);
}
