/* SPDX-License-Identifier: MIT */
/*
 * cmd_performance.c: how fast the drive goes (GET PERFORMANCE), how fast it shall go (SET
 * STREAMING, SET CD SPEED), and how full its buffer is.
 */
#include "emulator/drive/bytes.h"
#include "emulator/drive/commands.h"
#include "emulator/drive/state.h"

/* The last user block of the medium as it can be recorded; 0 without a medium. */
static uint32_t medium_end_lba(const struct burnrig_drive *drive)
{
	const struct burnrig_disc *disc = drive_current_profile(drive) ? drive_medium(drive) : NULL;
	uint32_t blocks;

	if (!disc)
		return 0;
	blocks = disc->state.formatted_blocks ? disc->state.formatted_blocks
					      : disc->definition->capacity_blocks;
	return blocks ? blocks - 1 : 0;
}

struct zone {
	uint32_t start_lba, end_lba, start_kBps, end_kBps;
};

#define ZONES_MAX 2

/* The first LBA from which on the rate stays what it is at @end_lba. */
static uint32_t constant_from(const struct mechanics_motion *motion, uint32_t end_lba)
{
	uint64_t end_rate = mechanics_motion_rate_mblocks_per_s(motion, end_lba);
	uint32_t low = 0, high = end_lba;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (mechanics_motion_rate_mblocks_per_s(motion, middle) == end_rate)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

/*
 * What the mechanics do at @speed: one zone for CLV and CAV, a rising and a constant one for
 * partial CAV. A rising curve whose rounded rate is constant over the last thousandth is one zone.
 */
static unsigned zones_of(
	const struct burnrig_drive *drive, struct mechanics_speed speed, struct zone *ret_zones)
{
	uint32_t end_lba = medium_end_lba(drive);
	struct mechanics_motion motion;
	uint32_t constant_lba;

	mechanics_motion_make(
		&motion, &drive->disc->definition->geometry, speed, drive->definition->rpm_max);
	constant_lba = constant_from(&motion, end_lba);
	ret_zones[0] = (struct zone) { 0, end_lba, mechanics_motion_rate_kBps(&motion, 0),
		mechanics_motion_rate_kBps(&motion, end_lba) };
	if (constant_lba == 0 || constant_lba >= end_lba - end_lba / 1000)
		return 1;
	ret_zones[1] = ret_zones[0];
	ret_zones[0].end_lba = constant_lba - 1;
	ret_zones[1].start_lba = constant_lba;
	ret_zones[1].start_kBps = ret_zones[1].end_kBps;
	return 2;
}

/* Without a medium the geometry of a 12 cm disc: 24 mm to 58 mm. */
static struct zone zone_without_medium(struct mechanics_speed speed)
{
	uint32_t start_kBps = speed.kBps;

	if (speed.rotation == MECHANICS_CAV)
		start_kBps = (uint32_t)((uint64_t)speed.kBps * 24 / 58);
	return (struct zone) { 0, 0, start_kBps, speed.kBps };
}

/* The header's length tells of all descriptors, also of those the host has no room for. */
static void put_header(struct reply *reply, unsigned count, unsigned echo)
{
	reply_be32(reply, 4 + 16 * count);
	reply_u8(reply, echo);
	reply_zero(reply, 3);
}

#define DATA_TYPE_WRITE 0x04

/* Type 00h. Tolerance 10b is the only one there is; hosts also send 00b. */
static struct sense nominal_performance(struct burnrig_drive *drive, struct call *call)
{
	unsigned data_type = bits(call->cdb[1], 4, 0);
	unsigned except = bits(call->cdb[1], 1, 0);
	bool write = data_type & DATA_TYPE_WRITE;
	struct mechanics_speed speed = write ? speed_write(drive) : speed_read(drive);
	struct zone zones[ZONES_MAX];
	unsigned count = 1;

	if (bits(call->cdb[1], 3, 3) || except == 3)
		return sense_bad_cdb_field(1, bits(call->cdb[1], 3, 3) ? 4 : 1);
	if (except || !speed.kBps) { /* nothing is outside of it, or there is none */
		put_header(call->reply, 0, (write ? 2U : 0) | (except ? 1U : 0));
		return SENSE_GOOD;
	}
	if (drive_current_profile(drive))
		count = zones_of(drive, speed, zones);
	else
		zones[0] = zone_without_medium(speed);
	put_header(call->reply, count, write ? 2 : 0);
	for (unsigned i = 0; i < count && i < get_be16(call->cdb + 8); i++) {
		reply_be32(call->reply, zones[i].start_lba);
		reply_be32(call->reply, zones[i].start_kBps);
		reply_be32(call->reply, zones[i].end_lba);
		reply_be32(call->reply, zones[i].end_kBps);
	}
	return SENSE_GOOD;
}

/* Does the whole medium pass at the rate of the name? */
static bool is_exact(const struct burnrig_drive *drive, struct mechanics_speed speed)
{
	struct zone zones[ZONES_MAX];

	if (!drive_current_profile(drive) || speed.rotation == MECHANICS_CAV)
		return false;
	return zones_of(drive, speed, zones) == 1 && zones[0].start_kBps == zones[0].end_kBps;
}

/* Type 03h, fastest first. */
static struct sense write_speeds(struct burnrig_drive *drive, struct call *call)
{
	struct speed_list list, read_list;

	if (bits(call->cdb[1], 4, 0))
		return sense_bad_cdb_field(1, 4);
	speed_write_list(drive, &list);
	speed_read_list(drive, &read_list);
	put_header(call->reply, list.count, 0);
	for (unsigned i = 0; i < list.count && i < get_be16(call->cdb + 8); i++) {
		struct mechanics_speed speed = list.speeds[i];
		unsigned rotation = speed.rotation == MECHANICS_CAV ? 1 : 0;

		reply_u8(call->reply, rotation << 3 | (is_exact(drive, speed) ? 2U : 0));
		reply_zero(call->reply, 3);
		reply_be32(call->reply, medium_end_lba(drive));
		reply_be32(call->reply, read_list.speeds[0].kBps);
		reply_be32(call->reply, speed.kBps);
	}
	return SENSE_GOOD;
}

static const struct {
	uint8_t type;
	command_handler *run;
} performance_types[] = {
	{ .type = 0x00, .run = nominal_performance },
	{ .type = 0x03, .run = write_speeds },
};

struct sense cmd_get_performance(struct burnrig_drive *drive, struct call *call)
{
	for (size_t i = 0; i < sizeof performance_types / sizeof performance_types[0]; i++) {
		if (performance_types[i].type == call->cdb[10])
			return performance_types[i].run(drive, call);
	}
	return sense_bad_cdb_field(10, SENSE_NO_BIT);
}

/* @size kB in @time_ms, as kB/s. */
static uint32_t rate_of(uint32_t size, uint32_t time_ms)
{
	uint64_t rate = (uint64_t)size * 1000 / time_ms;

	return rate < SPEED_MAX_kBps ? (uint32_t)rate : SPEED_MAX_kBps;
}

static struct sense check_streaming(const uint8_t *parameter)
{
	if (bits(parameter[0], 7, 5))
		return sense_bad_parameter(0, 7);
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

/* Exact: the very speed or none at all. */
static struct sense check_exact(
	const struct burnrig_drive *drive, const struct speed_request *request)
{
	struct speed_list list;
	struct mechanics_speed speed;

	speed_write_list(drive, &list);
	if (!list.count)
		return SENSE_GOOD;
	speed = speed_choose(&list, request->write_kBps, request->pure_cav);
	if (speed.kBps < request->write_kBps - request->write_kBps / 100)
		return sense_bad_parameter(0, 1);
	return SENSE_GOOD;
}

#define STREAMING_BYTES 28

/* The speed holds for the whole medium: start and end LBA are looked at, not kept. */
struct sense cmd_set_streaming(struct burnrig_drive *drive, struct call *call)
{
	uint8_t parameter[STREAMING_BYTES];
	struct speed_request request;
	struct sense sense;

	if (call->cdb[8]) /* type 00h: performance descriptor */
		return sense_bad_cdb_field(8, SENSE_NO_BIT);
	if (call->length_bytes != STREAMING_BYTES)
		return sense_of(SENSE_ID_PARAMETER_LIST_LENGTH_ERROR);
	call_gather(call, parameter, sizeof parameter);
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
	};

	speed_request(drive, &request);
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
