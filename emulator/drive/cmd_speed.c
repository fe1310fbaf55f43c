/* SPDX-License-Identifier: MIT */
/* cmd_speed.c: how fast the drive shall go (SET STREAMING, SET CD SPEED: MMC-6 6.39, 6.37), and how
 * full its buffer is (READ BUFFER CAPACITY, 6.18). */
#include "emulator/drive/bytes.h"
#include "emulator/drive/commands.h"
#include "emulator/drive/performance.h"
#include "emulator/drive/state.h"

/* @size kB in @time_ms, as kB/s. */
static uint32_t rate_of(uint32_t size, uint32_t time_ms)
{
	uint64_t rate = (uint64_t)size * 1000 / time_ms;

	return rate < SPEED_MAX_kBps ? (uint32_t)rate : SPEED_MAX_kBps;
}

static struct sense check_reserved(const uint8_t *parameter)
{
	if (bits(parameter[0], 7, 5))
		return sense_bad_parameter(0, 7);
	for (unsigned i = 1; i < 4; i++) {
		if (parameter[i])
			return sense_bad_parameter(i, SENSE_NO_BIT);
	}
	return SENSE_GOOD;
}

static struct sense check_streaming(const uint8_t *parameter)
{
	if (bits(parameter[0], 4, 3) > 1)
		return sense_bad_parameter(0, 4);
	if (get_be32(parameter + 4) > get_be32(parameter + 8))
		return sense_bad_parameter(4, SENSE_NO_BIT);
	if (get_be32(parameter + 16) == 0)
		return sense_bad_parameter(16, SENSE_NO_BIT);
	if (get_be32(parameter + 24) == 0)
		return sense_bad_parameter(24, SENSE_NO_BIT);
	return SENSE_GOOD;
}

/* Of writing at @speed from the range's first block to its last on the medium inside. */
static uint32_t slowest_kBps(const struct burnrig_drive *drive, struct mechanics_speed speed,
	const struct speed_request *request)
{
	struct mechanics_motion motion = mechanism_write_motion(drive, speed);
	uint32_t last_lba = performance_end_lba(drive), slowest = speed.kBps, kBps;
	int64_t bend_lba;

	if (last_lba > request->end_lba)
		last_lba = request->end_lba;
	for (int64_t lba = request->start_lba; lba <= last_lba; lba = bend_lba) {
		bend_lba = mechanics_motion_next_bend(&motion, lba);
		if (bend_lba <= lba) /* behind the last layer there is none */
			bend_lba = (int64_t)last_lba + 1;
		kBps = mechanics_motion_rate_kBps(&motion, lba);
		slowest = kBps < slowest ? kBps : slowest;
		kBps = mechanics_motion_rate_kBps(
			&motion, bend_lba <= last_lba ? bend_lba - 1 : last_lba);
		slowest = kBps < slowest ? kBps : slowest;
	}
	return slowest;
}

/* Exact: the very speed for the whole range of LBAs, or none at all. */
static struct sense check_exact(
	const struct burnrig_drive *drive, const struct speed_request *request)
{
	struct speed_list list;
	struct mechanics_speed speed;
	uint32_t kBps;

	speed_write_list(drive, &list);
	if (!list.count)
		return SENSE_GOOD;
	speed = speed_choose(&list, request->write_kBps, request->pure_cav);
	kBps = drive_current_profile(drive) ? slowest_kBps(drive, speed, request) : speed.kBps;
	if (kBps < request->write_kBps - request->write_kBps / 100)
		return sense_bad_parameter(0, 1);
	return SENSE_GOOD;
}

#define STREAMING_BYTES 28

/* RA changes nothing: a drive with one speed for a place is as ready for random access as for any. */
struct sense cmd_set_streaming(struct burnrig_drive *drive, struct call *call)
{
	uint8_t parameter[STREAMING_BYTES];
	struct speed_request request;
	struct sense sense;
	uint32_t end_lba;

	if (call->cdb[8] == 5)
		return set_streaming_dbi_zones(drive, call);
	if (call->cdb[8]) /* type 00h: performance descriptor */
		return sense_bad_cdb_field(8, SENSE_NO_BIT);
	if (call->length_bytes != STREAMING_BYTES)
		return sense_of(SENSE_ID_PARAMETER_LIST_LENGTH_ERROR);
	call_gather(call, parameter, sizeof parameter);
	/* 0 is from hosts that know no end: of a medium that they cannot write */
	end_lba = get_be32(parameter + 8);
	sense = check_reserved(parameter);
	if (!sense_is_good(sense))
		return sense;
	if (bits(parameter[0], 2, 2)) { /* restore defaults: the rest is ignored */
		speed_reset(drive);
		return SENSE_GOOD;
	}
	sense = check_streaming(parameter);
	if (!sense_is_good(sense))
		return sense;
	request = (struct speed_request) {
		.read_kBps = rate_of(get_be32(parameter + 12), get_be32(parameter + 16)),
		.write_kBps = rate_of(get_be32(parameter + 20), get_be32(parameter + 24)),
		.pure_cav = bits(parameter[0], 4, 3) == 1,
		.start_lba = get_be32(parameter + 4),
		.end_lba = end_lba ? end_lba : UINT32_MAX,
	};
	if (bits(parameter[0], 1, 1))
		sense = check_exact(drive, &request);
	if (sense_is_good(sense))
		speed_request(drive, &request);
	return sense;
}

static uint32_t cd_speed(unsigned kBps)
{
	return kBps == 0xFFFF ? SPEED_MAX_kBps : kBps;
}

struct sense cmd_set_cd_speed(struct burnrig_drive *drive, struct call *call)
{
	struct speed_request request = {
		.read_kBps = cd_speed(get_be16(call->cdb + 2)),
		.write_kBps = cd_speed(get_be16(call->cdb + 4)),
		.pure_cav = bits(call->cdb[1], 0, 0),
		.end_lba = UINT32_MAX,
	};

	speed_request(drive, &request);
	return SENSE_GOOD;
}

/* What a drive reads ahead is its own affair, but both addresses must be on the medium (MMC-6 6.39). */
struct sense cmd_set_read_ahead(struct burnrig_drive *drive, struct call *call)
{
	const struct burnrig_disc *disc = drive_medium(drive);
	uint32_t trigger_lba = get_be32(call->cdb + 2), ahead_lba = get_be32(call->cdb + 6);

	if (!disc_can_read(disc) || trigger_lba > disc_last_lba(disc) ||
		ahead_lba > disc_last_lba(disc))
		return sense_of(SENSE_ID_LOGICAL_BLOCK_ADDRESS_OUT_OF_RANGE);
	return SENSE_GOOD;
}

struct sense cmd_read_buffer_capacity(struct burnrig_drive *drive, struct call *call)
{
	bool in_blocks = bits(call->cdb[1], 0, 0);
	uint32_t size_bytes;
	uint32_t blank_bytes = mechanism_buffer_blank_bytes(drive, call->start_ns, &size_bytes);
	struct reply_mark length = reply_length_be16(call->reply);

	reply_u8(call->reply, 0);
	reply_u8(call->reply, in_blocks ? 1 : 0);
	reply_be32(call->reply, in_blocks ? 0 : size_bytes);
	reply_be32(call->reply, in_blocks ? blank_bytes / 2048 : blank_bytes);
	reply_close(call->reply, length);
	return SENSE_GOOD;
}
