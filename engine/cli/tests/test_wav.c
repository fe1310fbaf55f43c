/* SPDX-License-Identifier: MIT */
/* WAV files that are right, and those that are wrong in every field. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "engine/cli/wav.h"

#define RIFF "RIFF\x10\x00\x00\x00WAVE"
/* Tag 1, 2 channels, 44100 = AC44h, 176400 = 2B110h bytes/s, 4 bytes a sample of all, 16 bits. */
#define FORMAT \
	"fmt \x10\x00\x00\x00\x01\x00\x02\x00\x44\xAC\x00\x00\x10\xB1\x02\x00\x04\x00\x10\x00"
#define EXTENSIBLE                                                                             \
	"fmt \x28\x00\x00\x00\xFE\xFF\x02\x00\x44\xAC\x00\x00\x10\xB1\x02\x00\x04\x00\x10\x00" \
	"\x16\x00\x10\x00\x03\x00\x00\x00"                                                     \
	"\x01\x00\x00\x00\x00\x00\x10\x00\x80\x00\x00\xAA\x00\x38\x9B\x71"
#define DATA_8                 \
	"data\x08\x00\x00\x00" \
	"ABCDEFGH"

#define BYTES(text) text, sizeof(text) - 1

static char problem[320];

static int open_bytes(const char *bytes, size_t count, struct wav *ret_wav)
{
	char path[40];
	int error, file = memfd_create("wav", MFD_CLOEXEC);

	assert_true(file >= 0);
	assert_int_equal(write(file, bytes, count), count);
	snprintf(path, sizeof path, "/proc/self/fd/%d", file);
	problem[0] = '\0';
	error = wav_open(path, ret_wav, problem, sizeof problem);
	close(file);
	return error;
}

/* Bytes of a file, not a string: no zero byte ends them. */
static void put(char *file, const char *bytes, size_t count)
{
	memcpy(file, bytes, count);
}

static void assert_refused(const char *bytes, size_t count, const char *why)
{
	struct wav wav;

	assert_int_equal(open_bytes(bytes, count, &wav), -EINVAL);
	if (!strstr(problem, why) || !strstr(problem, "expected a WAV file of 44100 Hz"))
		fail_msg("'%s' lacks '%s'", problem, why);
}

/* The stream is these samples, then silence up to @sectors sectors, then its end. */
static void assert_samples(
	const char *bytes, size_t count, const char *samples, size_t samples_bytes, size_t sectors)
{
	uint8_t sector[2352], silence[2352] = { 0 };
	size_t got_bytes = 0;
	struct wav wav;
	ssize_t got;

	assert_int_equal(open_bytes(bytes, count, &wav), 0);
	assert_int_equal(wav.bytes, 2352 * sectors);
	while ((got = wav.stream.read(&wav.stream, sector, 1000, NULL)) > 0) {
		size_t heard = 0;

		if (got_bytes < samples_bytes)
			heard = samples_bytes - got_bytes < (size_t)got ? samples_bytes - got_bytes
									: (size_t)got;
		assert_memory_equal(sector, samples + (heard ? got_bytes : 0), heard);
		assert_memory_equal(sector + heard, silence, (size_t)got - heard);
		got_bytes += (size_t)got;
	}
	assert_int_equal(got, 0);
	assert_int_equal(got_bytes, 2352 * sectors);
	wav_close(&wav);
}

static void samples_are_found(void **state)
{
	(void)state;
	assert_samples(BYTES(RIFF FORMAT DATA_8), BYTES("ABCDEFGH"), 1);
	assert_samples(BYTES(RIFF EXTENSIBLE DATA_8), BYTES("ABCDEFGH"), 1);
	/* Others before and behind; one of odd size has a byte behind it. */
	assert_samples(BYTES(RIFF "LIST\x03\x00\x00\x00xyz\x00" FORMAT "junk\x00\x00\x00\x00" DATA_8
				  "LIST\x02\x00\x00\x00zz"),
		BYTES("ABCDEFGH"), 1);
	/* A longer format chunk says more. */
	assert_samples(BYTES(RIFF "fmt \x12\x00\x00\x00\x01\x00\x02\x00\x44\xAC\x00\x00"
				  "\x10\xB1\x02\x00\x04\x00\x10\x00\x00\x00" DATA_8),
		BYTES("ABCDEFGH"), 1);
}

static void unknown_length_goes_to_the_end(void **state)
{
	(void)state;
	assert_samples(BYTES(RIFF FORMAT "data\xFF\xFF\xFF\xFF"
					 "ABCDEFGHIJ"),
		BYTES("ABCDEFGH"), 1);
	assert_refused(BYTES(RIFF FORMAT "data\xFF\xFF\xFF\xFF"
					 "ABC"),
		"no samples");
	assert_refused(BYTES(RIFF FORMAT "data\xFF\xFF\xFF\xFF"), "no samples");
}

static void the_last_sector_is_filled_with_silence(void **state)
{
	static const size_t sizes[] = { 2348, 2352, 2356, 4704 }, sectors[] = { 1, 1, 2, 2 };
	char file[12 + 24 + 8 + 4704], *samples = file + 44;

	(void)state;
	put(file, RIFF FORMAT "data", 40);
	for (size_t i = 0; i < 4704; i++)
		samples[i] = (char)(i * 7 % 251 + 1);
	for (size_t i = 0; i < 4; i++) {
		const uint8_t size[4] = { (uint8_t)sizes[i], (uint8_t)(sizes[i] >> 8) };

		memcpy(file + 40, size, 4);
		assert_samples(file, 44 + sizes[i], samples, sizes[i], sectors[i]);
	}
}

static void any_other_format_is_refused(void **state)
{
	static const struct {
		size_t offset; /* in the file: the format's fields begin at 20 */
		uint8_t value;
		const char *why;
	} extensible[] = {
		{ 20, 0x03, "format FF03h" }, { 22, 0x01, "1 channels" },
		{ 22, 0x06, "6 channels" }, { 24, 0x45, "44101 Hz" }, { 26, 0x01, "109636 Hz" },
		{ 32, 0x06, "6 bytes a sample" }, { 34, 0x18, "24 bits" },
		{ 36, 0x15, "format FFFEh" }, /* the extension is too short */
		{ 38, 0x0C, "format FFFEh" }, /* 12 of the 16 bits are used */
		{ 40, 0x0C, "format FFFEh" }, /* for other loudspeakers     */
		{ 44, 0x03, "format FFFEh" }, /* floating point             */
		{ 59, 0x70, "format FFFEh" },
		{ 16, 0x10, "format FFFEh" }, /* without its extension      */
	};
	char file[] = RIFF EXTENSIBLE DATA_8;

	(void)state;
	for (size_t i = 0; i < sizeof extensible / sizeof *extensible; i++) {
		char was = file[extensible[i].offset];

		file[extensible[i].offset] = (char)extensible[i].value;
		assert_refused(file, sizeof file - 1, extensible[i].why);
		file[extensible[i].offset] = was;
	}
	assert_samples(file, sizeof file - 1, BYTES("ABCDEFGH"), 1);
}

static void what_is_no_wav_file_is_refused(void **state)
{
	struct wav wav;

	(void)state;
	assert_refused("", 0, "no WAV file");
	assert_refused(BYTES("RIFF\x10\x00\x00\x00WAV"), "no WAV file");
	assert_refused(BYTES("RIFX\x10\x00\x00\x00WAVE" FORMAT DATA_8), "no WAV file");
	assert_refused(BYTES("RIFF\x10\x00\x00\x00"
			     "AVI " FORMAT DATA_8),
		"no WAV file");
	assert_refused(BYTES(RIFF DATA_8), "before their format");
	assert_refused(BYTES(RIFF "fmt \x0E\x00\x00\x00\x01\x00\x02\x00\x44\xAC\x00\x00"
				  "\x10\xB1\x02\x00\x04\x00" DATA_8),
		"too short");
	assert_refused(BYTES(RIFF FORMAT "data\x00\x00\x00\x00"
					 "ABCDEFGH"),
		"no samples");
	assert_refused(BYTES(RIFF FORMAT "data\x0C\x00\x00\x00"
					 "ABCDEFGH"),
		"of 12 bytes of samples 8");
	assert_refused(BYTES(RIFF FORMAT "data\xFE\xFF\xFF\xFF"
					 "ABCDEFGH"),
		"cut short");
	assert_refused(BYTES(RIFF FORMAT "data\x07\x00\x00\x00"
					 "ABCDEFGH"),
		"not whole");
	assert_refused(BYTES(RIFF FORMAT "junk\xFF\xFF\xFF\xFF" DATA_8), "before its samples");
	assert_int_equal(wav_open("/proc/self/fd", &wav, problem, sizeof problem), -EINVAL);
	assert_non_null(strstr(problem, "no regular file"));
	assert_int_equal(wav_open("/no/such.wav", &wav, problem, sizeof problem), -ENOENT);
}

/* Wherever a file ends, it is refused; nothing behind its end is read. */
static void every_shorter_file_is_refused(void **state)
{
	static const char file[] = RIFF EXTENSIBLE DATA_8;
	struct wav wav;

	(void)state;
	for (size_t count = 0; count < sizeof file - 1; count++)
		assert_int_equal(open_bytes(file, count, &wav), -EINVAL);
}

static void chunks_without_end_are_refused(void **state)
{
	size_t chunks = 5000, bytes = 12 + 8 * chunks;
	char *file = malloc(bytes);

	(void)state;
	assert_non_null(file);
	put(file, RIFF, 12);
	for (size_t i = 0; i < chunks; i++)
		put(file + 12 + 8 * i, "junk\0\0\0\0", 8);
	assert_refused(file, bytes, "too many chunks");
	free(file);
}

static void reading_ends_when_it_is_to(void **state)
{
	struct br_cancel cancel = { 0 };
	struct wav wav;
	char buffer[8];

	(void)state;
	assert_int_equal(open_bytes(BYTES(RIFF FORMAT DATA_8), &wav), 0);
	br_cancel_request(&cancel);
	assert_int_equal(wav.stream.read(&wav.stream, buffer, 8, &cancel), -ECANCELED);
	wav_close(&wav);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(samples_are_found),
		cmocka_unit_test(unknown_length_goes_to_the_end),
		cmocka_unit_test(the_last_sector_is_filled_with_silence),
		cmocka_unit_test(any_other_format_is_refused),
		cmocka_unit_test(what_is_no_wav_file_is_refused),
		cmocka_unit_test(every_shorter_file_is_refused),
		cmocka_unit_test(chunks_without_end_are_refused),
		cmocka_unit_test(reading_ends_when_it_is_to),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
