/* SPDX-License-Identifier: MIT */
/*
 * random SEED COMMANDS [FIRST]: inputs of the seam's fuzzer from a generator instead of a fuzzer, until so many
 * commands were sent. The same seed makes the same inputs; each is told by its number, so that a failure
 * is repeated with FIRST.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "ci/fuzz/fuzz_seam.h"

#define INPUT_BYTES 12000

static uint64_t seed, number;

extern void __sanitizer_set_death_callback(void (*callback)(void)) __attribute__((weak));

/* Where it is, made before each input, as a handler of signals may only write. */
static char place[80];
static size_t place_bytes;

static void tell(void)
{
	(void)!write(STDERR_FILENO, place, place_bytes);
}

static void aborted(int signal_number)
{
	(void)signal_number;
	tell();
	_exit(1);
}

/* SplitMix64 (Steele, Lea, Flood 2014). */
static uint64_t next(uint64_t *state)
{
	uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);

	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

static void make_input(uint8_t *bytes)
{
	uint64_t state = seed * UINT64_C(0xD1342543DE82EF95) + number;

	for (size_t i = 0; i < INPUT_BYTES; i += 8) {
		uint64_t random = next(&state);

		for (unsigned k = 0; k < 8; k++)
			bytes[i + k] = (uint8_t)(random >> (8 * k));
	}
	bytes[2] |= 2; /* the drive is ready: what comes before is soon seen through */
}

int main(int argc, char **argv)
{
	static uint8_t bytes[INPUT_BYTES];
	uint64_t wanted;

	if (argc < 3 || argc > 4) {
		fprintf(stderr, "usage: random SEED COMMANDS [FIRST]\n");
		return 2;
	}
	seed = strtoull(argv[1], NULL, 0);
	wanted = strtoull(argv[2], NULL, 0);
	number = argc == 4 ? strtoull(argv[3], NULL, 0) : 0;
	signal(SIGABRT, aborted);
	if (__sanitizer_set_death_callback)
		__sanitizer_set_death_callback(tell);
	LLVMFuzzerInitialize(&argc, &argv);
	for (; fuzz_seam_commands() < wanted; number++) {
		place_bytes =
			(size_t)snprintf(place, sizeof place, "random: seed %llu, input %llu\n",
				(unsigned long long)seed, (unsigned long long)number);
		make_input(bytes);
		LLVMFuzzerTestOneInput(bytes, sizeof bytes);
	}
	return 0;
}
