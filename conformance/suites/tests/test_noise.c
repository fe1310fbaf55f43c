/* SPDX-License-Identifier: MIT */
/* Whatever a device answers, the judge comes to a verdict of its own: it never crashes or hangs. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "conformance/runner/device.h"
#include "conformance/runner/run.h"
#include "conformance/suites/suites.h"

struct noise {
	struct device device;
	uint64_t state;
};

static uint64_t next(struct noise *noise)
{
	uint64_t z = noise->state += 0x9e3779b97f4a7c15u;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return z ^ z >> 31;
}

/* Mostly GOOD with plausible small numbers; one answer in eight is sense of any kind. */
static int execute(struct device *device, const struct device_command *command,
	struct device_answer *ret_answer)
{
	struct noise *noise = (struct noise *)(void *)device;
	const uint64_t dice = next(noise);

	*ret_answer = (struct device_answer) { .duration_ns = dice % 1000000 };
	if (command->direction == DEVICE_DATA_IN)
		for (size_t i = 0; i < command->data_bytes; i++)
			command->data[i] =
				(uint8_t)(next(noise) >> (dice & 16 ? 0 : next(noise) % 8));
	/* Length fields that are near what was asked for let the checks go on. */
	if (command->direction == DEVICE_DATA_IN && command->data_bytes >= 4 && dice & 32) {
		memset(command->data, 0, 3);
		command->data[3] = (uint8_t)(next(noise) % 64);
		command->data[dice & 64 ? 1 : 3] = (uint8_t)(next(noise) % 64);
	}
	ret_answer->moved_known = dice & 128;
	ret_answer->moved_bytes = dice & 256		? command->data_bytes
				  : command->data_bytes ? next(noise) % command->data_bytes
							: 0;
	if (dice % 8 == 0) {
		ret_answer->status = 0x02;
		ret_answer->sense_bytes = next(noise) % (DEVICE_SENSE_BYTES_MAX + 1);
		for (size_t i = 0; i < ret_answer->sense_bytes; i++)
			ret_answer->sense[i] = (uint8_t)next(noise);
	}
	return 0;
}

static void wait_not_at_all(struct device *device, uint64_t ns)
{
	(void)device, (void)ns;
}

static void close_noise(struct device *device)
{
	free(device);
}

static const struct device_operations operations = {
	.execute = execute,
	.wait = wait_not_at_all,
	.close = close_noise,
};

static int open_noise(const struct bench *bench, uint64_t seed, struct device **ret_device,
	char *problem, size_t problem_bytes)
{
	struct noise *noise = calloc(1, sizeof *noise);

	(void)bench, (void)problem, (void)problem_bytes;
	if (!noise)
		return -ENOMEM;
	noise->device = (struct device) { .operations = &operations, .is_simulated = true };
	noise->state = seed;
	*ret_device = &noise->device;
	return 0;
}

static void test_noise(void **state)
{
	const struct bench bench = {
		.open = open_noise, .is_fresh = true, .is_simulated = true, .description = "noise"
	};
	size_t suite_count;
	const struct suite *const *suites = suites_all(&suite_count);

	(void)state;
	for (uint64_t seed = 1; seed <= 12; seed++) {
		const struct run_options options = {
			.allowed = EFFECT_CLOSES, .seed = seed, .prepare = suites_prepare
		};
		struct run run;
		assert_int_equal(run_suites(&bench, suites, suite_count, &options, &run), 0);
		for (size_t i = 0; i < run.result_count; i++)
			if (run.results[i].verdict == VERDICT_ERROR ||
				strstr(run.results[i].reason, "exception"))
				fail_msg("seed %llu: %s: %s", (unsigned long long)seed,
					run.results[i].test->id, run.results[i].reason);
		assert_false(run_is_clean(&run));
		run_free(&run);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_noise),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
