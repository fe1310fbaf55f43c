/* SPDX-License-Identifier: MIT */
/* scripted_device.h: a device by hand: a drive without a medium that knows five commands. */
#ifndef CONFORMANCE_SCRIPTED_DEVICE_H
#define CONFORMANCE_SCRIPTED_DEVICE_H

#include "conformance/runner/device.h"

enum scripted_kind {
	SCRIPTED_OPENED, /* each test has one as new opened                  */
	SCRIPTED_MEMORY, /* one is opened, and each test has a copy of it    */
	SCRIPTED_IN_USE, /* each test opens it, and nobody else has it then */
};

/* scripted_bench: each open gives a new one. Ready, profile 0043h, feature 0020h not current. */
struct bench scripted_bench(enum scripted_kind kind);

/* broken_bench: its open fails with -ENODEV and a sentence. */
struct bench broken_bench(void);

#endif
