/* SPDX-License-Identifier: MIT */
/*
 * target_tree.h: one drive in the kernel's target subsystem: a user-space backstore served by
 * tcmu-runner and a loopback port that makes it a SCSI device of this machine. All state is in configfs;
 * nothing is kept here. Needs root.
 */
#ifndef WAYS_IN_TCMU_TARGET_TREE_H
#define WAYS_IN_TCMU_TARGET_TREE_H

#include <stdbool.h>

#include "burnrig/problem.h"

struct target_nodes {
	char block[32];	  /* "/dev/sr0" */
	char generic[32]; /* "/dev/sg0" */
};

/*
 * target_tree_prepare: modules loaded (modprobe is asked), configfs mounted, tcmu-runner there.
 * Returns 0 or a negative errno with @problem saying what lacks.
 */
int target_tree_prepare(struct burnrig_problem *problem);

/*
 * target_tree_add: make the objects of drive @name (a control_name_valid one) and wait for its nodes.
 *
 * @config   text of tcmu_config_format.
 * @timed    completions may take long: the kernel must not give up on a command.
 *
 * Returns 0 and the nodes; -EEXIST when there is such a drive; another negative errno with @problem
 * filled. What was made is taken down again on failure.
 */
int target_tree_add(const char *name, const char *config, bool timed,
	struct target_nodes *ret_nodes, struct burnrig_problem *problem);

/*
 * target_tree_remove: take all down that exists of drive @name, also after half an addition or
 * the death of tcmu-runner. Returns 0; -ENODEV when there is nothing of that name; -EBUSY when
 * its block device is in use; another negative errno, with @problem filled.
 */
int target_tree_remove(const char *name, struct burnrig_problem *problem);

#endif
