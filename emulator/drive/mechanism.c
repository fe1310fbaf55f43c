/* SPDX-License-Identifier: MIT */
#include "emulator/drive/mechanism.h"

#include <stddef.h>

#include "emulator/drive/state.h"

#define NS_PER_MS   UINT64_C(1000000)
#define BLOCK_BYTES 2048u

/* Recording begins when the buffer is three quarters full, or the host paused for this long: a
 * drive gathers data before it starts, and does not sit on the last blocks for ever. */
#define PATIENCE_NS (500 * NS_PER_MS)

/* Of layers that are shorter than the medium's; no band is narrower than mechanics/ takes. */
static uint32_t outer_radius_um(const struct mechanics_geometry *geometry, uint32_t layer_blocks)
{
	uint32_t outer_um = (uint32_t)(mechanics_radius_nm(geometry, layer_blocks) / 1000);
	uint32_t least_um = geometry->inner_radius_um + MECHANICS_WIDTH_MIN_UM;

	return outer_um > least_um ? outer_um : least_um;
}

static struct mechanics_motion motion_of(
	const struct burnrig_drive *drive, struct mechanics_speed speed)
{
	struct mechanics_geometry geometry = drive->disc->definition->geometry;
	uint32_t layer_blocks = disc_layer_blocks(drive->disc);
	struct mechanics_motion motion;

	if (layer_blocks != geometry.blocks) { /* the layers end further in */
		geometry.outer_radius_um = outer_radius_um(&geometry, layer_blocks);
		geometry.blocks = layer_blocks;
	}
	mechanics_motion_make(&motion, &geometry, speed, drive->definition->rpm_max);
	return motion;
}

/* Reading goes over from layer to layer as fast as to the next track, where the path turns back; recording stops. */
static struct mechanics_motion read_motion(
	const struct burnrig_drive *drive, struct mechanics_speed speed)
{
	const struct burnrig_drive_definition *definition = drive->definition;
	struct mechanics_motion motion = motion_of(drive, speed);
	bool turns_back = !motion.geometry.parallel_path;

	mechanics_motion_set_stops(&motion, 0,
		(turns_back ? definition->seek_track_ms : definition->seek_full_ms) * NS_PER_MS);
	return motion;
}

struct mechanics_motion mechanism_write_motion(
	const struct burnrig_drive *drive, struct mechanics_speed speed)
{
	struct mechanics_motion motion = motion_of(drive, speed);

	mechanics_motion_set_stops(&motion, drive->definition->zone_stop_ms * NS_PER_MS,
		drive->definition->layer_change_ms * NS_PER_MS);
	return motion;
}

/* Of a medium that is only read recording never happens, but has a motion all the same. */
struct mechanics_motion mechanism_motion(const struct burnrig_drive *drive, bool write)
{
	const struct speed_request *request = &drive->speed_request;
	struct mechanics_speed asked = speed_write(drive), unasked = speed_write_unasked(drive);
	struct mechanics_motion motion, elsewhere;

	write = write && asked.kBps;
	if (write) {
		motion = mechanism_write_motion(drive, asked);
		elsewhere = mechanism_write_motion(drive, unasked);
	} else {
		motion = read_motion(drive, speed_read(drive));
		elsewhere = read_motion(drive, speed_read_unasked(drive));
	}
	mechanics_motion_set_range(
		&motion, &elsewhere, request->start_lba, (int64_t)request->end_lba + 1);
	return motion;
}

/* The same, with reading back what was recorded where that is done now. */
static struct mechanics_motion recording_motion(const struct burnrig_drive *drive)
{
	struct mechanics_motion motion = mechanism_motion(drive, true);

	mechanics_motion_set_passes(&motion, drive->mechanism.verifying ? 2 : 1);
	return motion;
}

static uint32_t buffer_blocks(const struct burnrig_drive *drive)
{
	uint32_t blocks = drive->definition->buffer_bytes / BLOCK_BYTES;

	return blocks ? blocks : 1;
}

void mechanism_load(struct burnrig_drive *drive)
{
	struct mechanism *mechanism = &drive->mechanism;
	uint32_t blocks = buffer_blocks(drive);
	struct mechanics_buffer_settings settings = {
		.capacity_blocks = blocks,
		.start_mark_blocks = blocks - blocks / 4,
		.patience_ns = PATIENCE_NS,
		.link_ns = drive->definition->link_ms * NS_PER_MS,
		.sled = { .seek_full_ms = drive->definition->seek_full_ms,
			.seek_track_ms = drive->definition->seek_track_ms },
	};
	struct mechanics_motion write_motion;

	*mechanism = (struct mechanism) { .loaded = drive_current_profile(drive) != 0 };
	if (!mechanism->loaded)
		return;
	mechanism->refuses_when_full = drive->definition->full_buffer == DRIVE_FULL_REFUSES;
	mechanism->read_motion = mechanism_motion(drive, false);
	write_motion = recording_motion(drive);
	mechanics_buffer_init(&mechanism->buffer, &settings, &write_motion, drive->now_ns);
	mechanism->rpm = mechanics_motion_rpm(&mechanism->read_motion, 0);
}

void mechanism_unload(struct burnrig_drive *drive)
{
	drive->mechanism = (struct mechanism) { .loaded = false };
}

void mechanism_stop_recording(struct burnrig_drive *drive)
{
	struct mechanics_buffer *buffer = &drive->mechanism.buffer;
	struct mechanics_extent left;

	if (!drive->mechanism.loaded)
		return;
	mechanics_buffer_advance(buffer, drive->now_ns);
	if (buffer->state == MECHANICS_BUFFER_EMPTY)
		return;
	for (unsigned i = 0; mechanics_buffer_left(buffer, i, &left); i++)
		disc_blocks_lost(drive->disc, (int32_t)left.lba);
	mechanics_buffer_discard(buffer, drive->now_ns);
	disc_recording_ended(drive->disc);
}

void mechanism_reload(struct burnrig_drive *drive)
{
	if (drive->mechanism.loaded)
		mechanism_load(drive);
}

void mechanism_advance(struct burnrig_drive *drive)
{
	if (drive->mechanism.loaded)
		mechanics_buffer_advance(&drive->mechanism.buffer, drive->now_ns);
}

uint64_t mechanism_next_event_ns(const struct burnrig_drive *drive)
{
	if (!drive->mechanism.loaded)
		return BURNRIG_NEVER_NS;
	return mechanics_buffer_next_event_ns(&drive->mechanism.buffer);
}

uint32_t mechanism_rpm(const struct burnrig_drive *drive)
{
	const struct mechanism *mechanism = &drive->mechanism;
	const struct mechanics_buffer *buffer = &mechanism->buffer;

	if (buffer->state == MECHANICS_BUFFER_DRY) /* it waits where it stopped */
		return mechanics_motion_rpm(&buffer->motion, buffer->head_lba);
	if (!mechanism->turns_as_read)
		return mechanism->rpm;
	return mechanics_motion_rpm(&mechanism->read_motion, mechanism->head_lba);
}

static void set_rpm(struct mechanism *mechanism, uint32_t rpm)
{
	mechanism->rpm = rpm;
	mechanism->turns_as_read = false;
}

void mechanism_speed_changed(struct burnrig_drive *drive)
{
	struct mechanism *mechanism = &drive->mechanism;
	struct mechanics_motion motion;

	if (!mechanism->loaded)
		return;
	set_rpm(mechanism, mechanism_rpm(drive));
	mechanism->read_motion = mechanism_motion(drive, false);
	mechanism->timed_lba = mechanism->timed_ns = 0;
	motion = recording_motion(drive);
	mechanics_buffer_set_motion(&mechanism->buffer, &motion, drive->now_ns);
}

void mechanism_stop(struct burnrig_drive *drive)
{
	set_rpm(&drive->mechanism, 0);
}

/* Busy ns until the spindle turns at @rpm. */
static uint64_t spin_to(struct burnrig_drive *drive, uint32_t rpm)
{
	const struct burnrig_drive_definition *definition = drive->definition;
	uint32_t from_rpm = mechanism_rpm(drive);

	set_rpm(&drive->mechanism, rpm);
	if (!definition->rpm_max)
		return 0;
	return mechanics_spin_ns(definition->spin_up_ms, definition->rpm_max, from_rpm, rpm);
}

uint64_t mechanism_start(struct burnrig_drive *drive)
{
	struct mechanism *mechanism = &drive->mechanism;

	if (!mechanism->loaded || mechanism_rpm(drive))
		return 0;
	return spin_to(drive, mechanics_motion_rpm(&mechanism->read_motion, mechanism->head_lba));
}

bool mechanism_is_recording(const struct burnrig_drive *drive)
{
	return drive->mechanism.loaded &&
	       mechanics_buffer_used_blocks(&drive->mechanism.buffer) != 0;
}

/*
 * After a seek that ends at @now_ns: until the block comes round. Where the disc stood when time began is the seed's affair.
 */
static uint64_t latency_ns(const struct burnrig_drive *drive, int64_t lba, uint64_t now_ns)
{
	const struct mechanics_motion *motion = &drive->mechanism.read_motion;
	uint32_t rpm = mechanics_motion_rpm(motion, lba);
	uint32_t head = (uint32_t)drive->seed * 0x9E3779B9U + mechanics_phase(now_ns, rpm);

	return mechanics_wait_ns(head, (uint32_t)mechanics_turns(&motion->geometry, lba), rpm);
}

/* The edge of the user area that is nearer to @lba: spare areas lie behind both. */
static uint32_t nearest_spare_lba(const struct burnrig_drive *drive, uint32_t lba)
{
	const struct mechanics_geometry *geometry = &drive->mechanism.read_motion.geometry;
	const struct mechanics_sled *sled = &drive->mechanism.buffer.settings.sled;
	uint32_t end_lba = drive->disc->definition->capacity_blocks;

	return mechanics_seek_ns(geometry, sled, lba, 0) <
			       mechanics_seek_ns(geometry, sled, lba, end_lba)
		       ? 0
		       : end_lba;
}

uint64_t mechanism_detour_ns(const struct burnrig_drive *drive, uint32_t lba)
{
	const struct mechanics_motion *motion = &drive->mechanism.read_motion;
	const struct mechanics_sled *sled = &drive->mechanism.buffer.settings.sled;

	return 2 * (mechanics_seek_ns(&motion->geometry, sled, lba, nearest_spare_lba(drive, lba)) +
			   mechanics_latency_ns(mechanics_motion_rpm(motion, lba)));
}

/* For all defective units among the blocks. */
__attribute__((cold, noinline)) static uint64_t detours_ns(
	const struct burnrig_drive *drive, int32_t lba, uint32_t blocks)
{
	uint32_t unit_blocks = drive->disc->definition->recording_unit_blocks;
	uint32_t at = lba < 0 ? 0 : (uint32_t)lba / unit_blocks * unit_blocks;
	uint32_t end = lba < 0 ? 0 : (uint32_t)lba + blocks;
	uint32_t defect_lba, defect_blocks;
	uint64_t sum_ns = 0;

	end = (end + unit_blocks - 1) / unit_blocks * unit_blocks;
	while (disc_next_defect(drive->disc, at, end, &defect_lba, &defect_blocks)) {
		sum_ns += mechanism_detour_ns(drive, defect_lba) * (defect_blocks / unit_blocks);
		at = defect_lba + defect_blocks;
	}
	return sum_ns;
}

/* The way from @lba to @end_lba. The next READ mostly begins where this one ends. */
static uint64_t read_ns(struct mechanism *mechanism, int64_t lba, int64_t end_lba)
{
	int64_t from_ns = lba == mechanism->timed_lba
				  ? mechanism->timed_ns
				  : mechanics_motion_time_ns(&mechanism->read_motion, lba);

	mechanism->timed_lba = end_lba;
	mechanism->timed_ns = mechanics_motion_time_ns(&mechanism->read_motion, end_lba);
	return (uint64_t)(mechanism->timed_ns - from_ns);
}

/* Reading goes on where the last one ended: nothing is to be recorded first, and the disc turns. */
static bool is_next_to_read(const struct mechanism *mechanism, int32_t lba)
{
	return mechanism->buffer.state == MECHANICS_BUFFER_EMPTY && mechanism->head_lba == lba &&
	       (mechanism->turns_as_read || mechanism->rpm);
}

/* Until the head is where reading begins. */
__attribute__((noinline)) static uint64_t approach_ns(
	struct burnrig_drive *drive, int32_t lba, uint64_t now_ns)
{
	struct mechanism *mechanism = &drive->mechanism;
	const struct mechanics_motion *motion = &mechanism->read_motion;
	const struct mechanics_sled *sled = &mechanism->buffer.settings.sled;
	uint64_t busy_ns = mechanism_flush(drive, now_ns);
	uint64_t seek_ns = mechanics_seek_ns(&motion->geometry, sled, mechanism->head_lba, lba);

	if (busy_ns)
		mechanics_buffer_advance(&mechanism->buffer, now_ns + busy_ns);
	if (seek_ns) /* within one reading the rotation follows the radius by itself */
		busy_ns += seek_ns + latency_ns(drive, lba, now_ns + busy_ns + seek_ns);
	if (seek_ns || (!mechanism->turns_as_read && !mechanism->rpm))
		busy_ns += spin_to(drive, mechanics_motion_rpm(motion, lba));
	return busy_ns;
}

uint64_t mechanism_read(struct burnrig_drive *drive, int32_t lba, uint32_t blocks, uint64_t now_ns)
{
	struct mechanism *mechanism = &drive->mechanism;
	int64_t end_lba = (int64_t)lba + blocks;
	uint64_t busy_ns = 0;

	drive->power = POWER_ACTIVE;
	if (!is_next_to_read(mechanism, lba))
		busy_ns = approach_ns(drive, lba, now_ns);
	busy_ns += read_ns(mechanism, lba, end_lba);
	if (disc_had_defects(drive->disc))
		busy_ns += detours_ns(drive, lba, blocks);
	mechanism->turns_as_read = true;
	mechanism->head_lba = end_lba;
	mechanics_buffer_set_head(&mechanism->buffer, end_lba);
	return busy_ns;
}

/* Recording stopped for want of data, and what comes now was to follow without a gap. */
static bool is_underrun(const struct mechanics_buffer *buffer, int32_t lba)
{
	return buffer->state == MECHANICS_BUFFER_DRY && lba == buffer->head_lba;
}

/* Now, or as it will be formatted by the first WRITE or the host. */
static bool has_spares(const struct burnrig_disc *disc)
{
	return disc->state.formatted_blocks ? disc->state.spare_blocks
					    : disc->definition->default_spare_blocks;
}

__attribute__((cold, noinline)) static void set_verifying(struct burnrig_drive *drive, bool verify)
{
	struct mechanism *mechanism = &drive->mechanism;
	struct mechanics_motion motion;

	mechanism->verifying = verify;
	motion = recording_motion(drive);
	mechanics_buffer_set_motion(&mechanism->buffer, &motion, drive->now_ns);
}

void mechanism_stream(struct burnrig_drive *drive, bool streaming)
{
	struct mechanism *mechanism = &drive->mechanism;
	bool verify = drive_verifies(drive) && !streaming && has_spares(drive->disc);

	mechanism->streaming = streaming;
	if (verify != mechanism->verifying)
		set_verifying(drive, verify);
}

struct sense mechanism_check_write(
	struct burnrig_drive *drive, int32_t lba, uint32_t blocks, bool linking)
{
	struct mechanics_buffer *buffer = &drive->mechanism.buffer;
	uint32_t used;

	if (!linking && is_underrun(buffer, lba)) {
		mechanics_buffer_lose(buffer);
		disc_streaming_lost(drive->disc);
		return sense_of(SENSE_ID_WRITE_ERROR_LOSS_OF_STREAMING);
	}
	if (!drive->mechanism.refuses_when_full)
		return SENSE_GOOD;
	used = mechanics_buffer_used_blocks(buffer);
	if (used > 0 && (uint64_t)used + blocks > buffer_blocks(drive))
		return sense_of(SENSE_ID_LONG_WRITE_IN_PROGRESS);
	return SENSE_GOOD;
}

/*
 * Into the buffer, what belongs into defective units with the place of their spares. Returns when all
 * is taken.
 */
__attribute__((cold, noinline)) static uint64_t accept_among_defects(
	struct burnrig_drive *drive, uint32_t lba, uint32_t blocks, uint64_t now_ns)
{
	struct mechanics_buffer *buffer = &drive->mechanism.buffer;
	uint32_t unit_blocks = drive->disc->definition->recording_unit_blocks;
	uint32_t end = lba + blocks, defect_lba, defect_blocks;

	while (lba < end && disc_next_defect(drive->disc, lba - lba % unit_blocks,
				    end + unit_blocks - 1, &defect_lba, &defect_blocks)) {
		uint32_t from = defect_lba > lba ? defect_lba : lba;
		uint32_t to = defect_lba + defect_blocks < end ? defect_lba + defect_blocks : end;

		now_ns = mechanics_buffer_accept(buffer, lba, from - lba, now_ns);
		now_ns = mechanics_buffer_accept(
			buffer, nearest_spare_lba(drive, from), to - from, now_ns);
		lba = to;
	}
	return mechanics_buffer_accept(buffer, lba, end - lba, now_ns);
}

/* The first blocks of a recording: its start has to wait for the spindle and for the power calibration. */
__attribute__((noinline)) static void prepare_recording(struct burnrig_drive *drive, int32_t lba)
{
	struct mechanism *mechanism = &drive->mechanism;
	struct mechanics_buffer *buffer = &mechanism->buffer;
	uint32_t rpm = mechanics_motion_rpm(&buffer->motion, lba);

	mechanics_buffer_delay_start(buffer, spin_to(drive, rpm));
	if (mechanism->calibrated_kBps != speed_write(drive).kBps)
		mechanics_buffer_delay_start(buffer, mechanism_calibrate_ns(drive));
}

uint64_t mechanism_write(struct burnrig_drive *drive, int32_t lba, uint32_t blocks, uint64_t now_ns)
{
	struct mechanism *mechanism = &drive->mechanism;
	struct mechanics_buffer *buffer = &mechanism->buffer;

	drive->power = POWER_ACTIVE;
	if (buffer->state == MECHANICS_BUFFER_EMPTY)
		prepare_recording(drive, lba);
	if (lba < 0 || mechanism->streaming || !disc_had_defects(drive->disc) ||
		!disc_is_random_writable(drive->disc))
		return mechanics_buffer_accept(buffer, lba, blocks, now_ns) - now_ns;
	return accept_among_defects(drive, (uint32_t)lba, blocks, now_ns) - now_ns;
}

uint64_t mechanism_flush(struct burnrig_drive *drive, uint64_t now_ns)
{
	struct mechanism *mechanism = &drive->mechanism;
	struct mechanics_buffer flushed;
	uint64_t end_ns;

	if (!mechanism->loaded || mechanism->buffer.state == MECHANICS_BUFFER_EMPTY)
		return 0;
	end_ns = mechanics_buffer_flush(&mechanism->buffer, now_ns);
	flushed = mechanism->buffer;
	mechanics_buffer_advance(&flushed, end_ns);
	mechanism->head_lba = mechanics_buffer_head_lba(&flushed);
	set_rpm(mechanism, mechanics_motion_rpm(&flushed.motion, mechanism->head_lba));
	return end_ns - now_ns;
}

uint64_t mechanism_close_track_ns(const struct burnrig_drive *drive)
{
	return drive->definition->close_track_ms * NS_PER_MS;
}

static const struct disc_session *session_closed_last(const struct disc_state *state)
{
	for (unsigned i = state->session_count; i-- > 0;) {
		if (state->sessions[i].status == SESSION_COMPLETE)
			return &state->sessions[i];
	}
	return NULL;
}

static uint64_t lead_in_ns(const struct burnrig_drive *drive)
{
	uint32_t blocks = drive->disc->definition->lead_in_blocks;

	return mechanics_motion_transfer_ns(
		&drive->mechanism.buffer.motion, -(int64_t)blocks, blocks);
}

/* Not further in than players need to find a disc's lead-out. */
static int64_t players_end_lba(const struct burnrig_drive *drive, int64_t end_lba)
{
	const struct mechanics_geometry *geometry = &drive->mechanism.buffer.motion.geometry;
	uint64_t radius = (uint64_t)drive->disc->definition->finalized_radius_um << 32;
	int64_t least_lba = radius ? mechanics_lba_at(geometry, 0, radius) : 0;

	return end_lba > least_lba ? end_lba : least_lba;
}

/* Where the path turns back, what the first layer has up to @outermost_lba lies beneath something of the second, down to the
 * hub (ECMA-364 and ECMA-382: the lead-out is on the second layer, inside). It is this padding that layer jumps save. */
static uint64_t second_layer_ns(const struct burnrig_drive *drive, int64_t outermost_lba)
{
	const struct mechanics_motion *motion = &drive->mechanism.buffer.motion;
	int64_t blocks = motion->geometry.blocks, from_lba = 2 * blocks - outermost_lba;
	enum medium_family family = drive->disc->definition->family;
	struct disc_layer_jump jump;

	if ((family != MEDIUM_FAMILY_DVD_PLUS_R_DL && family != MEDIUM_FAMILY_DVD_R_DL) ||
		disc_layer_jump(drive->disc, &jump) || outermost_lba >= 2 * blocks)
		return 0;
	from_lba = from_lba > outermost_lba ? from_lba : outermost_lba;
	return mechanics_motion_transfer_ns(motion, from_lba, (uint32_t)(2 * blocks - from_lba));
}

uint64_t mechanism_close_ns(const struct burnrig_drive *drive, unsigned session, int64_t end_lba,
	enum mechanism_ending ending)
{
	const struct burnrig_medium_definition *medium = drive->disc->definition;
	const struct mechanics_motion *motion = &drive->mechanism.buffer.motion;
	uint32_t lead_out = session > 1 ? medium->later_lead_out_blocks : medium->lead_out_blocks;
	int64_t outermost_lba = end_lba + lead_out;
	uint64_t close_ns = drive->definition->lead_out_ms * NS_PER_MS + lead_in_ns(drive);

	if (ending == ENDING_FINAL_FOR_PLAYERS)
		outermost_lba = players_end_lba(drive, outermost_lba);
	if (ending != ENDING_APPENDABLE)
		close_ns += second_layer_ns(drive, outermost_lba);
	return close_ns +
	       mechanics_motion_transfer_ns(motion, end_lba, (uint32_t)(outermost_lba - end_lba));
}

uint64_t mechanism_close_session_ns(const struct burnrig_drive *drive, bool for_players)
{
	const struct disc_state *state = &drive->disc->state;
	const struct disc_session *session = session_closed_last(state);
	enum mechanism_ending ending = ENDING_APPENDABLE;

	if (!session)
		return drive->definition->lead_out_ms * NS_PER_MS;
	if (state->status == DISC_FINALIZED)
		ending = for_players ? ENDING_FINAL_FOR_PLAYERS : ENDING_FINAL;
	return mechanism_close_ns(drive, session->number, session->lead_out_lba, ending);
}

uint64_t mechanism_format_ns(
	const struct burnrig_drive *drive, uint32_t recorded_blocks, bool certified)
{
	struct mechanics_motion motion = mechanism_motion(drive, true);

	mechanics_motion_set_passes(&motion, certified ? 2 : 1);
	return drive->definition->format_ms * NS_PER_MS + lead_in_ns(drive) +
	       mechanics_motion_transfer_ns(&motion, 0, recorded_blocks);
}

uint64_t mechanism_blank_ns(
	const struct burnrig_drive *drive, uint32_t recorded_blocks, bool lead_in)
{
	return drive->definition->blank_ms * NS_PER_MS + (lead_in ? lead_in_ns(drive) : 0) +
	       mechanics_motion_transfer_ns(&drive->mechanism.buffer.motion, 0, recorded_blocks);
}

uint64_t mechanism_calibrate_ns(struct burnrig_drive *drive)
{
	drive->mechanism.calibrated_kBps = speed_write(drive).kBps;
	return drive->definition->opc_ms * NS_PER_MS;
}

uint32_t mechanism_buffer_blank_bytes(
	const struct burnrig_drive *drive, uint64_t now_ns, uint32_t *ret_buffer_bytes)
{
	uint32_t blocks = buffer_blocks(drive);
	struct mechanics_buffer buffer = drive->mechanism.buffer;

	*ret_buffer_bytes = blocks * BLOCK_BYTES;
	if (!drive->mechanism.loaded)
		return *ret_buffer_bytes;
	mechanics_buffer_advance(&buffer, now_ns);
	return (blocks - mechanics_buffer_used_blocks(&buffer)) * BLOCK_BYTES;
}
