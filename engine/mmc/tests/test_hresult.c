/* SPDX-License-Identifier: MIT */
/* Outcomes in IMAPI2's numbers; the numbers are those of Microsoft's documentation. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>

#include "burnengine/hresult.h"

static void assert_hresult(const struct br_outcome *outcome, uint32_t expected)
{
	uint32_t seen = (uint32_t)br_outcome_hresult(outcome);

	if (seen != expected)
		fail_msg("%02X: %X/%02X/%02X: expected %08X, got %08X", outcome->operation,
			outcome->sense.key, outcome->sense.code, outcome->sense.qualifier,
			(unsigned)expected, (unsigned)seen);
}

static void sense_goes_by_the_table(void **state)
{
	static const struct {
		uint8_t operation, key, code, qualifier;
		uint32_t expected;
	} cases[] = {
		{ 0x00, 0x0, 0x00, 0x16, 0x00000000 },
		{ 0x2A, 0x4, 0x02, 0x06, 0xC0AA0204 },
		{ 0x00, 0x2, 0x04, 0x01, 0xC0AA0205 },
		{ 0x00, 0x2, 0x04, 0x03, 0xC0AA0202 },
		{ 0x00, 0x2, 0x04, 0x04, 0xC0AA0206 },
		{ 0x00, 0x2, 0x04, 0x07, 0xC0AA0207 },
		{ 0x2A, 0x2, 0x04, 0x08, 0xC0AA0207 },
		{ 0x00, 0x2, 0x04, 0x02, 0xC0AA0205 },
		{ 0xAD, 0x2, 0x30, 0x01, 0xC0AA020E },
		{ 0x35, 0x3, 0x0C, 0x09, 0x00000000 },
		{ 0x2A, 0x3, 0x0C, 0x09, 0xC0AA0300 },
		{ 0xAD, 0x5, 0x20, 0x00, 0xC0AA020E },
		{ 0xAD, 0x5, 0x24, 0x00, 0xC0AA020E },
		{ 0x5A, 0x5, 0x24, 0x00, 0xC0AA0201 },
		{ 0x46, 0x5, 0x20, 0x00, 0xC0AA020C },
		{ 0x55, 0x5, 0x26, 0x02, 0xC0AA0208 },
		{ 0x2A, 0x7, 0x27, 0x00, 0xC0AA0209 },
		{ 0x00, 0x6, 0x28, 0x00, 0xC0AA0205 },
		{ 0x2A, 0x5, 0x30, 0x05, 0xC0AA0203 },
		{ 0x25, 0x2, 0x3A, 0x02, 0xC0AA0202 },
		{ 0x54, 0x3, 0x73, 0x03, 0xC0AA020F },
		/* Not in the table: a WRITE and anything else. */
		{ 0x2A, 0x3, 0x0C, 0x00, 0xC0AA0301 },
		{ 0xAA, 0x5, 0x21, 0x02, 0xC0AA0301 },
		{ 0x28, 0x3, 0x11, 0x05, 0x80004005 },
		{ 0x5B, 0x5, 0x72, 0x03, 0x80004005 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct br_outcome outcome = {
			.code = BR_E_DEVICE,
			.operation_valid = true,
			.operation = cases[i].operation,
			.status = 0x02,
			.sense = { .key = cases[i].key,
				.code = cases[i].code,
				.qualifier = cases[i].qualifier },
		};

		assert_hresult(&outcome, cases[i].expected);
	}
}

static void every_other_end_has_its_number(void **state)
{
	static const struct {
		struct br_outcome outcome;
		uint32_t expected;
	} cases[] = {
		{ { .code = BR_OK }, 0x00000000 },
		{ { .code = BR_E_ARGUMENT }, 0x80070057 },
		{ { .code = BR_E_NO_MEMORY }, 0x8007000E },
		{ { .code = BR_E_TRANSPORT, .system_error = -ETIMEDOUT }, 0xC0AA020D },
		{ { .code = BR_E_TRANSPORT, .system_error = -ENODEV }, 0x80070037 },
		{ { .code = BR_E_TRANSPORT, .system_error = -EBUSY }, 0xC0AA0210 },
		{ { .code = BR_E_TRANSPORT, .system_error = -EACCES }, 0x80070005 },
		{ { .code = BR_E_TRANSPORT, .system_error = -EIO }, 0x80004005 },
		{ { .code = BR_E_DEVICE, .status = 0x08 }, 0xC0AA0207 },
		{ { .code = BR_E_DEVICE, .status = 0x18 }, 0x80004005 },
		{ { .code = BR_E_BAD_REPLY }, 0xC0AA02FF },
		{ { .code = BR_E_TIMEOUT }, 0xC0AA020D },
		{ { .code = BR_E_NO_MEDIUM }, 0xC0AA0202 },
		{ { .code = BR_E_MEDIUM_UNSUPPORTED }, 0xC0AA0203 },
		{ { .code = BR_E_MEDIUM_STATE }, 0xC0AA0402 },
		{ { .code = BR_E_TOO_LARGE }, 0xC0AA0404 },
		{ { .code = BR_E_SOURCE, .system_error = -ENODATA }, 0x80070026 },
		{ { .code = BR_E_CANCELLED }, 0xC0AA0002 },
		{ { .code = BR_E_VERIFY }, 0xC0AA0007 },
		{ { .code = BR_E_NO_RECORDER }, 0xC0AA0003 },
		{ { .code = BR_E_IN_PROGRESS }, 0xC0AA0400 },
		{ { .code = BR_E_NOT_SUPPORTED }, 0x80004001 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_hresult(&cases[i].outcome, cases[i].expected);
}

static void successes_are_told_from_failures(void **state)
{
	(void)state;
	assert_true(SUCCEEDED(S_IMAPI_WRITE_NOT_IN_PROGRESS));
	assert_true(FAILED(E_IMAPI_REQUEST_CANCELLED));
	assert_int_equal((uint32_t)HRESULT_FROM_WIN32(55), 0x80070037);
	assert_int_equal(HRESULT_FROM_WIN32(0), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sense_goes_by_the_table),
		cmocka_unit_test(every_other_end_has_its_number),
		cmocka_unit_test(successes_are_told_from_failures),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
