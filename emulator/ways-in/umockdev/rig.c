/* SPDX-License-Identifier: MIT */
#include "emulator/ways-in/umockdev/rig.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "burnrig/disc.h"
#include "emulator/ways-in/clock/wall_clock.h"
#include "emulator/ways-in/umockdev/kernel_command.h"
#include "emulator/ways-in/umockdev/node_view.h"

enum profile {
#define PROFILE(name, code, ...) PROFILE_##name = (code),
#include "fixtures/codes/profiles.def"
#undef PROFILE
};

#define FINISH_EVENTS_MAX 100000 /* a drive that never comes to rest is cut off */

static struct burnrig_drive *enter(void *context, uint64_t *ret_now_ns)
{
	struct rig *rig = context;

	pthread_mutex_lock(&rig->lock);
	*ret_now_ns = clock_policy_now(&rig->clock, wall_clock_ns());
	return rig->drive;
}

static void leave(void *context)
{
	struct rig *rig = context;

	pthread_mutex_unlock(&rig->lock);
}

/* CD sectors are kept whole, with all their channels. */
static bool is_plain(const struct burnrig_disc *disc)
{
	struct burnrig_disc_summary summary;

	burnrig_disc_summary(disc, &summary);
	return summary.profile > PROFILE_CD_RW;
}

static void disc_changed(void *context, const struct burnrig_disc *disc)
{
	struct rig *rig = context;

	rig->changes++;
	rig->disc = (struct rig_disc) { .inside = disc };
	if (disc && burnrig_disc_path(disc)) {
		rig->disc.path = rig->host.disc_path;
		rig->disc.plain = is_plain(disc);
	}
	if (rig->disc_changed)
		rig->disc_changed(rig->context, &rig->disc);
}

/* Whatever writes, closes, blanks or formats; the others leave the disc as it is. */
static bool may_change_disc(const struct burnrig_command *command)
{
	static const uint8_t changing[] = { OPERATION_WRITE_10, OPERATION_WRITE_12,
		OPERATION_WRITE_AND_VERIFY_10, OPERATION_SYNCHRONIZE_CACHE,
		OPERATION_CLOSE_TRACK_SESSION, OPERATION_BLANK, OPERATION_FORMAT_UNIT,
		OPERATION_ERASE_10 };

	return command->cdb_bytes > 0 && memchr(changing, command->cdb[0], sizeof(changing));
}

uint64_t rig_execute(struct rig *rig, struct burnrig_command *command)
{
	uint64_t now_ns, hold_ns;

	enter(rig, &now_ns);
	burnrig_drive_execute(rig->drive, command, now_ns);
	record_file_command(&rig->record, command, now_ns);
	if (may_change_disc(command))
		rig->changes++;
	hold_ns = clock_policy_command_completed(&rig->clock, command, rig->drive, wall_clock_ns());
	leave(rig);
	return hold_ns;
}

bool rig_door_is_locked(struct rig *rig)
{
	struct burnrig_drive_status status;
	uint64_t now_ns;

	burnrig_drive_status(enter(rig, &now_ns), &status);
	leave(rig);
	return status.removal_prevented;
}

void rig_reset(struct rig *rig)
{
	uint64_t now_ns;
	struct burnrig_drive *drive = enter(rig, &now_ns);

	burnrig_drive_reset(drive, now_ns);
	record_file_reset(&rig->record, now_ns);
	leave(rig);
}

static int insert_disc(struct rig *rig, const char *path, struct burnrig_problem *problem)
{
	struct burnrig_disc *disc;
	char *absolute = realpath(path, NULL);
	int result;

	if (!absolute) {
		result = -errno;
		burnrig_problem_set(problem, path, 0, NULL, "%s", strerror(errno));
		return result;
	}
	result = burnrig_disc_open(absolute, false, &disc, problem);
	if (result == 0) {
		result = burnrig_drive_insert(rig->drive, disc, 0);
		if (result < 0) {
			burnrig_disc_close(disc);
		} else {
			snprintf(rig->host.disc_path, sizeof(rig->host.disc_path), "%s", absolute);
			disc_changed(rig, disc);
		}
	}
	free(absolute);
	return result;
}

static int fill_drive(
	struct rig *rig, const struct rig_setup *setup, struct burnrig_problem *problem)
{
	char remark[400];
	struct burnrig_faults *faults;
	int result = 0;

	if (setup->faults) {
		result = burnrig_faults_load(setup->faults, &faults, problem);
		if (result < 0)
			return result;
		burnrig_drive_set_faults(rig->drive, faults);
	}
	if (setup->trace)
		result = trace_file_start(&rig->trace, rig->drive, setup->trace, problem);
	snprintf(remark, sizeof(remark), "drive %s, seed %llu, disc %s", setup->drive,
		(unsigned long long)setup->seed, setup->disc ? setup->disc : "none");
	if (result == 0 && setup->record)
		result = record_file_start(&rig->record, setup->record, remark, problem);
	if (result == 0 && setup->disc)
		result = insert_disc(rig, setup->disc, problem);
	return result;
}

static void give_back(struct rig *rig)
{
	node_view_set(rig, -1);
	burnrig_drive_destroy(rig->drive);
	burnrig_drive_definition_free(rig->definition);
	pthread_mutex_destroy(&rig->lock);
}

int rig_open(struct rig *rig, const struct rig_setup *setup, struct burnrig_problem *problem)
{
	int result;

	memset(rig, 0, sizeof(*rig));
	result = burnrig_drive_definition_load(setup->drive, &rig->definition, problem);
	if (result < 0)
		return result;
	rig->drive = burnrig_drive_create(rig->definition, setup->seed);
	if (!rig->drive) {
		burnrig_drive_definition_free(rig->definition);
		return -ENOMEM;
	}
	pthread_mutex_init(&rig->lock, NULL);
	rig->clock = setup->clock;
	rig->disc_changed = setup->disc_changed;
	rig->context = setup->context;
	rig->host.context = rig;
	rig->host.enter = enter;
	rig->host.leave = leave;
	rig->host.disc_changed = disc_changed;
	rig->view_fd = -1;
	rig->host.name = setup->name;
	rig->host.drive_name = burnrig_drive_definition_name(rig->definition);
	rig->host.clock = clock_policy_text(&rig->clock, rig->clock_text, sizeof(rig->clock_text));
	rig->host.trace = &rig->trace;
	result = fill_drive(rig, setup, problem);
	if (result < 0) {
		trace_file_stop(&rig->trace, rig->drive);
		record_file_stop(&rig->record);
		give_back(rig);
	}
	return result;
}

/* Whatever was begun ends, however long the drive would have taken. */
static uint64_t finish(struct rig *rig, uint64_t now_ns)
{
	for (unsigned i = 0; i < FINISH_EVENTS_MAX; i++) {
		uint64_t next_ns = burnrig_drive_next_event_ns(rig->drive);

		if (next_ns == BURNRIG_NEVER_NS)
			break;
		if (next_ns > now_ns)
			now_ns = next_ns;
		burnrig_drive_advance(rig->drive, now_ns);
	}
	return now_ns;
}

/* A program that died with the door locked does not keep the disc: the reset opens it. */
static int take_out(struct rig *rig, uint64_t now_ns)
{
	struct burnrig_disc *disc = NULL;
	int result = burnrig_drive_press_eject(rig->drive, now_ns, &disc);

	if (result == -EACCES) {
		burnrig_drive_reset(rig->drive, now_ns);
		result = burnrig_drive_press_eject(rig->drive, now_ns, &disc);
	}
	if (!disc)
		disc = burnrig_drive_take_disc(rig->drive);
	return burnrig_disc_close(disc) < 0 ? -EIO : result;
}

int rig_close(struct rig *rig)
{
	uint64_t now_ns;
	int result, traced, recorded;

	enter(rig, &now_ns);
	traced = trace_file_stop(&rig->trace, rig->drive);
	recorded = record_file_stop(&rig->record);
	now_ns = finish(rig, now_ns);
	result = take_out(rig, now_ns);
	leave(rig);
	give_back(rig);
	if (result == 0)
		result = traced < 0 ? traced : recorded;
	return result;
}
