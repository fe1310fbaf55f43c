/* SPDX-License-Identifier: MIT */
/*
 * config.h: the config string by which the kernel's target subsystem hands a drive to our plugin.
 *
 *   SUBTYPE/ITEM;ITEM…     an item that begins with '/' is the disc inside, others are KEY=VALUE:
 *   drive=NAME             drive definition, name or path; default TCMU_DRIVE_DEFAULT
 *   clock=CLOCK            virtual, real or real/N; default virtual
 *   seed=N                 of the drive's generator; default 0
 *   control=PATH           control socket; none when absent
 *   definitions=FOLDER     where definitions are; default: the folder that was compiled in
 *
 * The subtype goes with the clock, because a handler of tcmu-runner either answers in the daemon's command
 * thread or can hold completions back: `burnrig` for virtual, `burnrig_timed` for the others
 * (D-Bus, where the daemon shows its handlers, allows no hyphen).
 * The kernel cuts at commas and keeps TCMU_CONFIG_BYTES_MAX bytes, so a text that would not survive
 * is refused here.
 */
#ifndef WAYS_IN_TCMU_CONFIG_H
#define WAYS_IN_TCMU_CONFIG_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "burnrig/problem.h"
#include "emulator/ways-in/clock/clock_policy.h"

#define TCMU_CONFIG_BYTES_MAX 256 /* TCMU_CONFIG_LEN of the kernel, its zero byte included */
#define TCMU_SUBTYPE	      "burnrig"
#define TCMU_SUBTYPE_TIMED    "burnrig_timed"
#define TCMU_DRIVE_DEFAULT    "burner"

struct tcmu_config {
	struct clock_policy clock;
	uint64_t seed;
	char drive[TCMU_CONFIG_BYTES_MAX];
	char disc[TCMU_CONFIG_BYTES_MAX];	 /* "" when the tray is empty           */
	char control[TCMU_CONFIG_BYTES_MAX];	 /* "" when there is no socket          */
	char definitions[TCMU_CONFIG_BYTES_MAX]; /* "" for the folder compiled in       */
};

/* tcmu_config_init: all defaults, no disc. */
void tcmu_config_init(struct tcmu_config *config);

/* tcmu_config_subtype: the handler that can keep this config's clock. */
const char *tcmu_config_subtype(const struct tcmu_config *config);

/*
 * tcmu_config_parse: @text (untrusted) with its subtype in front, which must fit the clock.
 * Returns 0; -EINVAL with the reason in @problem (may be NULL).
 */
int tcmu_config_parse(
	const char *text, struct tcmu_config *ret_config, struct burnrig_problem *problem);

/*
 * tcmu_config_format: the text that tcmu_config_parse reads as @config, defaults left out.
 * @out of TCMU_CONFIG_BYTES_MAX. Returns 0; -EINVAL when a path holds a comma, a semicolon or white
 * space at its ends; -ENAMETOOLONG when it does not fit; @problem says which.
 */
int tcmu_config_format(
	const struct tcmu_config *config, char *out, struct burnrig_problem *problem);

#endif
