/* SPDX-License-Identifier: MIT */
#include "emulator/ways-in/umockdev/cdrom_door.h"

#include <errno.h>

#include "emulator/ways-in/umockdev/kernel_command.h"

static long send_6(struct rig *rig, uint8_t opcode, uint8_t byte4, uint64_t *hold_ns)
{
	struct kernel_command command = { .cdb = { opcode, [4] = byte4 }, .cdb_bytes = 6 };
	int result = kernel_command_send(rig, &command);

	*hold_ns += command.hold_ns;
	return result;
}

long cdrom_lock_door(struct ioctl_call *call)
{
	struct rig *rig = call->file->rig;

	rig->door.keep_locked = call->value != 0;
	return send_6(
		rig, OPERATION_PREVENT_ALLOW_MEDIUM_REMOVAL, rig->door.keep_locked, &call->hold_ns);
}

long cdrom_eject(struct ioctl_call *call)
{
	struct rig *rig = call->file->rig;
	long result;

	if (rig->door.keep_locked)
		return -EBUSY;
	result = send_6(rig, OPERATION_PREVENT_ALLOW_MEDIUM_REMOVAL, 0, &call->hold_ns);
	if (result < 0)
		return result;
	return send_6(rig, OPERATION_START_STOP_UNIT, 0x02, &call->hold_ns);
}

void cdrom_opened(struct rig *rig)
{
	rig->door.opens++;
}

/* The kernel sends the command whether the door is locked or not; to an unlocked one it would say nothing. */
void cdrom_closed(struct rig *rig)
{
	uint64_t hold_ns = 0;

	if (--rig->door.opens > 0 || rig->door.keep_locked || !rig_door_is_locked(rig))
		return;
	send_6(rig, OPERATION_PREVENT_ALLOW_MEDIUM_REMOVAL, 0, &hold_ns);
}
