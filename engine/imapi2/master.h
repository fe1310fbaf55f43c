/* SPDX-License-Identifier: MIT */
/* master.h: MsftDiscMaster2, in two files: the list of drives, and the watch on it. */
#ifndef ENGINE_IMAPI2_MASTER_H
#define ENGINE_IMAPI2_MASTER_H

#include "engine/imapi2/events.h"
#include "engine/imapi2/objects.h"

struct drive_ids {
	BSTR *ids;
	size_t count;
};

struct drive_watch;

struct master {
	struct com_object object;
	struct com_events events;
	struct drive_ids now;	   /* as they were when the object was made or last counted */
	struct drive_watch *watch; /* while anyone wants events, and after */
};

HRESULT drive_ids_list(struct drive_ids *ret_ids);
void drive_ids_free(struct drive_ids *ids);

/* master_watch: begin to tell of drives that come and go; does nothing when it does so already. */
HRESULT master_watch(struct master *self);
/* master_unwatch: end it, as the object goes. */
void master_unwatch(struct master *self);

#endif
