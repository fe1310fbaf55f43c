/* SPDX-License-Identifier: MIT */
/*
 * `burnrig test` alone, as `judge test`: a program without the libraries of the ways in. The judge forks for each
 * test, and a fork costs what is mapped; the matrix forks two hundred thousand times.
 */
#include "conformance/cli/commands.h"

int main(int argc, char **argv)
{
	return argc < 2 ? 2 : cmd_test(argc - 1, argv + 1);
}
