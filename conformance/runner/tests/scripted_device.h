/* SPDX-License-Identifier: MIT */
/* scripted_device.h: a device by hand: a drive without a medium that knows five commands. */
#ifndef CONFORMANCE_SCRIPTED_DEVICE_H
#define CONFORMANCE_SCRIPTED_DEVICE_H

#include "conformance/runner/device.h"

/*
 * scripted_bench: each open gives a new one. Ready, profile 0043h, feature 0020h not current.
 * @is_memory  as in struct bench; false: each test has it opened.
 */
struct bench scripted_bench(bool is_memory);

/* broken_bench: its open fails with -ENODEV and a sentence. */
struct bench broken_bench(void);

#endif
