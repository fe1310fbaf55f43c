/* SPDX-License-Identifier: MIT */
/* On a path that has no reset, who would see one undo a setting skips, and leaves the drive as it was. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include <cmocka.h>

#include "conformance/runner/run.h"
#include "conformance/runner/transport_bench.h"
#include "conformance/suites/suites.h"

#define PAGE_BYTES 32

struct keeper { /* a device without resets, and its settings as they were at first */
	struct device device;
	struct device *inner;
	uint8_t recovery[PAGE_BYTES], protect[PAGE_BYTES];
};

static unsigned *changed; /* in memory shared with the tests' processes */

static int execute(struct device *device, const struct device_command *command,
	struct device_answer *ret_answer)
{
	struct device *inner = ((struct keeper *)(void *)device)->inner;

	return inner->operations->execute(inner, command, ret_answer);
}

static void wait_inside(struct device *device, uint64_t ns)
{
	struct device *inner = ((struct keeper *)(void *)device)->inner;

	inner->operations->wait(inner, ns);
}

/* @cdb may meet unit attentions before its answer. */
static void fetch(
	struct device *inner, const uint8_t *cdb, size_t cdb_bytes, uint8_t *data, size_t bytes)
{
	const struct device_command command = { .cdb = cdb,
		.cdb_bytes = cdb_bytes,
		.direction = DEVICE_DATA_IN,
		.data = data,
		.data_bytes = bytes,
		.timeout_ms = 60000 };
	struct device_answer answer = { .status = 0x02 };

	for (unsigned i = 0; i < 4 && answer.status != 0x00; i++)
		inner->operations->execute(inner, &command, &answer);
	if (answer.status != 0x00)
		abort();
}

static void fetch_settings(struct keeper *keeper)
{
	static const uint8_t recovery[] = { 0x5a, 0x08, 0x01, 0, 0, 0, 0, 0, PAGE_BYTES, 0 };
	static const uint8_t protect[] = { 0x5a, 0x08, 0x1d, 0, 0, 0, 0, 0, PAGE_BYTES, 0 };

	fetch(keeper->inner, recovery, sizeof recovery, keeper->recovery, PAGE_BYTES);
	fetch(keeper->inner, protect, sizeof protect, keeper->protect, PAGE_BYTES);
}

static void close_keeper(struct device *device)
{
	struct keeper *keeper = (struct keeper *)(void *)device;
	struct keeper now = { .inner = keeper->inner };

	fetch_settings(&now);
	if (memcmp(now.recovery, keeper->recovery, PAGE_BYTES) != 0 ||
		memcmp(now.protect, keeper->protect, PAGE_BYTES) != 0)
		++*changed;
	keeper->inner->operations->close(keeper->inner);
	free(keeper);
}

static const struct device_operations operations = {
	.execute = execute,
	.wait = wait_inside,
	.close = close_keeper,
};

static int open_keeper(const struct bench *bench, uint64_t seed, struct device **ret_device,
	char *problem, size_t problem_bytes)
{
	const struct bench *inner = bench->context;
	struct keeper *keeper = calloc(1, sizeof *keeper);

	assert_non_null(keeper);
	assert_int_equal(inner->open(inner, seed, &keeper->inner, problem, problem_bytes), 0);
	keeper->device = (struct device) { .operations = &operations, .is_simulated = true };
	keeper->device.pace = 1;
	fetch_settings(keeper);
	*ret_device = &keeper->device;
	return 0;
}

static void skips_and_leaves_nothing_changed(void **state)
{
	static const char *const ids[] = { "mmc.reset.mode-pages", "mmc.reset.speed",
		"mmc.write-protect.software.reset" };
	struct transport_choice choice = { .drive = "burner", .medium = "bd-re-25" };
	const struct bench inner = transport_bench(&choice);
	const struct bench bench = { .open = open_keeper,
		.is_fresh = true,
		.is_simulated = true,
		.description = "a drive without resets",
		.context = &inner };
	size_t suite_count;
	const struct suite *const *suites = suites_all(&suite_count);

	(void)state;
	changed = mmap(
		NULL, sizeof *changed, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	assert_ptr_not_equal(changed, MAP_FAILED);
	for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
		const struct run_options options = { .pattern = ids[i],
			.allowed = EFFECT_CLOSES,
			.seed = 1,
			.prepare = suites_prepare };
		struct run run;
		assert_int_equal(run_suites(&bench, suites, suite_count, &options, &run), 0);
		assert_int_equal(run.result_count, 1);
		assert_int_equal(run.results[0].verdict, VERDICT_SKIP);
		assert_string_equal(run.results[0].reason, "this path to the device has no reset");
		run_free(&run);
	}
	assert_int_equal(*changed, 0);
	munmap(changed, sizeof *changed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(skips_and_leaves_nothing_changed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
