/* SPDX-License-Identifier: MIT */
/*
 * cmd_performance.c: how fast the drive goes: GET PERFORMANCE, MMC-6 6.7. All of it is asked of the
 * motion that recording and reading use, so it is what they do.
 */
#include "emulator/drive/bytes.h"
#include "emulator/drive/codes.h"
#include "emulator/drive/commands.h"
#include "emulator/drive/defect_reports.h"
#include "emulator/drive/performance.h"
#include "emulator/drive/state.h"

uint32_t performance_end_lba(const struct burnrig_drive *drive)
{
	const struct burnrig_disc *disc = drive_current_profile(drive) ? drive_medium(drive) : NULL;
	uint32_t blocks, layers_end;

	if (!disc)
		return 0;
	blocks = disc->state.formatted_blocks ? disc->state.formatted_blocks
					      : disc->definition->capacity_blocks;
	layers_end = disc_layer_blocks(disc) * disc->definition->geometry.layers;
	if (disc->state.layer_blocks && layers_end < blocks) /* they change over further in */
		blocks = layers_end;
	return blocks ? blocks - 1 : 0;
}

/* As it is told: some drives name the number of blocks instead. */
static uint32_t told_end_lba(const struct burnrig_drive *drive, uint32_t end_lba)
{
	bool one_more = drive->definition->quirks & DRIVE_QUIRK_END_IS_CAPACITY;

	return end_lba && end_lba == performance_end_lba(drive) ? end_lba + one_more : end_lba;
}

struct zone {
	uint32_t start_lba, end_lba, start_kBps, end_kBps;
};

/* twice where the range that a host asked a speed for begins and ends in the middle */
#define ZONES_MAX (2 * MECHANICS_ZONES_MAX * MECHANICS_LAYERS_MAX + 2)

static bool is_constant(const struct zone *zone, uint32_t kBps)
{
	return zone->start_kBps == kBps && zone->end_kBps == kBps;
}

/*
 * One zone for each curve of the motion: CLV and CAV have one, partial CAV a rising and a constant
 * one, zoned CLV one a zone, and all that on each layer, but for a speed that goes on as it was (so
 * LG's BT20N and GSA-H10N tell it: fixtures/drives). A CAV curve that reaches its name within the
 * last thousandth is not cut there.
 */
static unsigned zones_of(const struct burnrig_drive *drive, const struct mechanics_motion *motion,
	struct zone *zones)
{
	int64_t end_lba = performance_end_lba(drive), start_lba = 0;
	unsigned count = 0;

	while (start_lba <= end_lba && count < ZONES_MAX) {
		int64_t next_lba = mechanics_motion_next_bend(motion, start_lba);
		int64_t last_lba = next_lba > end_lba - end_lba / 1000 ? end_lba : next_lba - 1;

		struct zone zone = { (uint32_t)start_lba, (uint32_t)last_lba,
			mechanics_motion_rate_kBps(motion, start_lba),
			mechanics_motion_rate_kBps(motion, last_lba) };

		start_lba = last_lba + 1;
		if (count && is_constant(&zone, zone.start_kBps) &&
			is_constant(&zones[count - 1], zone.start_kBps))
			zones[count - 1].end_lba = zone.end_lba;
		else
			zones[count++] = zone;
	}
	return count;
}

/* Without a medium the geometry of a 12 cm disc: 24 mm to 58 mm. */
static struct zone zone_without_medium(struct mechanics_speed speed)
{
	uint32_t start_kBps = speed.kBps;

	if (speed.rotation == MECHANICS_CAV)
		start_kBps = (uint32_t)((uint64_t)speed.kBps * 24 / 58);
	if (speed.rotation == MECHANICS_PCAV)
		start_kBps = speed.inner_kBps;
	if (speed.rotation == MECHANICS_ZCLV)
		start_kBps = speed.zones[0].kBps;
	return (struct zone) { 0, 0, start_kBps, speed.kBps };
}

void performance_header(
	struct reply *reply, unsigned count, unsigned descriptor_bytes, unsigned echo)
{
	reply_be32(reply, 4 + descriptor_bytes * count);
	reply_u8(reply, echo);
	reply_zero(reply, 3);
}

unsigned performance_descriptors_max(const struct call *call)
{
	return get_be16(call->cdb + 8);
}

enum { NOMINAL_BYTES = 16, EXCEPTION_BYTES = 6, WRITE_SPEED_BYTES = 16 };

static void nominal_performance(
	const struct burnrig_drive *drive, const struct call *call, bool write)
{
	struct mechanics_speed speed = write ? speed_write(drive) : speed_read(drive);
	struct zone zones[ZONES_MAX];
	struct mechanics_motion motion;
	unsigned count = 0; /* of a medium that cannot be written */

	if (speed.kBps && drive_current_profile(drive)) {
		motion = mechanism_motion(drive, write);
		count = zones_of(drive, &motion, zones);
	} else if (speed.kBps) {
		zones[count++] = zone_without_medium(speed);
	}
	performance_header(call->reply, count, NOMINAL_BYTES, write ? 2 : 0);
	for (unsigned i = 0; i < count && i < performance_descriptors_max(call); i++) {
		reply_be32(call->reply, zones[i].start_lba);
		reply_be32(call->reply, zones[i].start_kBps);
		reply_be32(call->reply, told_end_lba(drive, zones[i].end_lba));
		reply_be32(call->reply, zones[i].end_kBps);
	}
}

struct exception {
	int64_t lba;
	uint64_t delay_ns; /* more than from any other block to the next */
};

/*
 * The first at or after @from_lba: a stop of the motion, or the first block of a defective unit,
 * whose data lie in a spare area: there and back at least.
 */
static bool next_exception(const struct burnrig_drive *drive, const struct mechanics_motion *motion,
	int64_t from_lba, struct exception *ret_exception)
{
	struct exception found = { INT64_MAX, 0 };
	uint32_t defect_lba, blocks;

	mechanics_motion_next_stop(motion, from_lba, &found.lba, &found.delay_ns);
	if (disc_next_defect(drive->disc, (uint32_t)from_lba, performance_end_lba(drive) + 1,
		    &defect_lba, &blocks) &&
		defect_lba <= found.lba)
		found = (struct exception) { defect_lba, mechanism_detour_ns(drive, defect_lba) };
	*ret_exception = found;
	return found.lba <= performance_end_lba(drive);
}

/* Tenths of milliseconds, rounded up, as much as 16 bits hold. */
static unsigned exception_time(uint64_t delay_ns)
{
	uint64_t tenths = (delay_ns + 99999) / 100000;

	return tenths < 0xFFFF ? (unsigned)tenths : 0xFFFF;
}

static void exceptions(const struct burnrig_drive *drive, const struct call *call, bool write)
{
	uint32_t start_lba = get_be32(call->cdb + 2);
	struct mechanics_speed speed = write ? speed_write(drive) : speed_read(drive);
	struct exception exception;
	struct mechanics_motion motion;
	unsigned count = 0, put = 0;

	if (!drive_current_profile(drive) || !speed.kBps) {
		performance_header(call->reply, 0, EXCEPTION_BYTES, (write ? 2U : 0) | 1U);
		return;
	}
	motion = mechanism_motion(drive, write);
	for (int64_t at = start_lba; next_exception(drive, &motion, at, &exception); count++)
		at = exception.lba + 1;
	performance_header(call->reply, count, EXCEPTION_BYTES, (write ? 2U : 0) | 1U);
	for (int64_t at = start_lba; put < performance_descriptors_max(call) &&
				     next_exception(drive, &motion, at, &exception);
		put++) {
		reply_be32(call->reply, (uint32_t)exception.lba);
		reply_be16(call->reply, exception_time(exception.delay_ns));
		at = exception.lba + 1;
	}
}

#define DATA_TYPE_WRITE 0x04

/* Type 00h. Tolerance 10b is the only one there is; hosts also send 00b. Except 01b and 10b are the
 * same list here: every exception lies outside the nominal performance. */
static struct sense performance(struct burnrig_drive *drive, struct call *call)
{
	unsigned data_type = bits(call->cdb[1], 4, 0);
	unsigned except = bits(call->cdb[1], 1, 0);

	if (bits(call->cdb[1], 3, 3) || except == 3)
		return sense_bad_cdb_field(1, bits(call->cdb[1], 3, 3) ? 4 : 1);
	if (except)
		exceptions(drive, call, data_type & DATA_TYPE_WRITE);
	else
		nominal_performance(drive, call, data_type & DATA_TYPE_WRITE);
	return SENSE_GOOD;
}

/* Does the whole medium pass at the rate of the name? */
static bool is_exact(const struct burnrig_drive *drive, struct mechanics_speed speed)
{
	struct zone zones[ZONES_MAX];
	struct mechanics_motion motion;
	unsigned count;

	if (!drive_current_profile(drive) || speed.rotation == MECHANICS_CAV)
		return false;
	motion = mechanism_write_motion(drive, speed);
	count = zones_of(drive, &motion, zones);
	for (unsigned i = 0; i < count; i++) {
		if (zones[i].start_kBps != speed.kBps || zones[i].end_kBps != speed.kBps)
			return false;
	}
	return true;
}

/* WRC and Exact of a write speed descriptor, as far as the drive tells them. */
static unsigned speed_flags(const struct burnrig_drive *drive, struct mechanics_speed speed)
{
	unsigned quirks = drive->definition->quirks;
	unsigned cav = speed.rotation == MECHANICS_CAV && !(quirks & DRIVE_QUIRK_ROTATION_UNTOLD);
	unsigned exact = !(quirks & DRIVE_QUIRK_EXACT_UNTOLD) && is_exact(drive, speed);

	return cav << 3 | exact << 1;
}

/* Type 03h, fastest first. */
static struct sense write_speeds(struct burnrig_drive *drive, struct call *call)
{
	struct speed_list list, read_list;

	if (bits(call->cdb[1], 4, 0))
		return sense_bad_cdb_field(1, 4);
	speed_write_list(drive, &list);
	speed_read_list(drive, &read_list);
	performance_header(call->reply, list.count, WRITE_SPEED_BYTES, 0);
	for (unsigned i = 0; i < list.count && i < performance_descriptors_max(call); i++) {
		bool read_as_write = drive->definition->quirks & DRIVE_QUIRK_READ_AS_WRITE;
		struct mechanics_speed speed = list.speeds[i];

		reply_u8(call->reply, speed_flags(drive, speed));
		reply_zero(call->reply, 3);
		reply_be32(call->reply, told_end_lba(drive, performance_end_lba(drive)));
		reply_be32(call->reply, (read_as_write ? speed : read_list.speeds[0]).kBps);
		reply_be32(call->reply, speed.kBps);
	}
	return SENSE_GOOD;
}

static const struct {
	uint8_t type;
	command_handler *run;
} performance_types[] = {
	{ .type = 0x00, .run = performance },
	{ .type = 0x01, .run = performance_unusable_area },
	{ .type = 0x02, .run = performance_defect_status },
	{ .type = 0x03, .run = write_speeds },
	{ .type = 0x04, .run = performance_dbi },
	{ .type = 0x05, .run = performance_dbi_zones },
};

struct sense cmd_get_performance(struct burnrig_drive *drive, struct call *call)
{
	for (size_t i = 0; i < sizeof performance_types / sizeof performance_types[0]; i++) {
		if (drive->definition->refused_performance >> performance_types[i].type & 1)
			continue;
		if (performance_types[i].type == call->cdb[10])
			return performance_types[i].run(drive, call);
	}
	return sense_bad_cdb_field(10, SENSE_NO_BIT);
}
