/* SPDX-License-Identifier: MIT */
/* replay.h: recorded traffic, sent to a device in its order and at its times, and where the answers differ. */
#ifndef CONFORMANCE_REPLAY_H
#define CONFORMANCE_REPLAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "conformance/runner/device.h"
#include "conformance/runner/test.h"

struct replay_options {
	enum test_effect allowed; /* commands with a stronger effect are not sent: -EPERM */
	bool to_the_end;	  /* tell all differences, not only the first              */
};

struct replay_result {
	unsigned commands, differences;
	char problem[256]; /* why it ended early, or "" */
};

/*
 * replay: @record against @device, each difference told on @out with the bytes that differ.
 *
 * Returns 0 when the record was sent, to its end or to the first difference; -EINVAL for a line that is none,
 * -EPERM for a command that is not allowed, or the negative errno of the path.
 */
int replay(struct device *device, FILE *record, const struct replay_options *options, FILE *out,
	struct replay_result *ret_result);

#endif
