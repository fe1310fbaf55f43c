/* SPDX-License-Identifier: MIT */
/*
 * problem.h: what went wrong in a file, a path or an argument, for a person to read.
 *
 * Filled by the function that knows, printed by the program. Never used for what a drive
 * says to a host: that is sense.
 */
#ifndef BURNRIG_PROBLEM_H
#define BURNRIG_PROBLEM_H

#ifdef __cplusplus
extern "C" {
#endif

struct burnrig_problem {
	char file[256]; /* path, or "" when no file is at fault; cut when longer   */
	unsigned line;	/* 1.., 0 when it has none                                 */
	char field[64]; /* option, key or column at fault, or ""                   */
	char text[256]; /* what is wrong and what was expected, one sentence       */
};

/*
 * burnrig_problem_set: write down a problem; NULL @problem is allowed and ignored.
 * @text is a printf format. Keeps @file (may be NULL), @line and @field (may be NULL).
 */
void burnrig_problem_set(struct burnrig_problem *problem, const char *file, unsigned line,
	const char *field, const char *text, ...) __attribute__((format(printf, 5, 6)));

/*
 * burnrig_problem_format: "file:line: field: text" with the parts that are there.
 * @out of @out_bytes, always ended by a zero byte. Returns @out.
 */
const char *burnrig_problem_format(
	const struct burnrig_problem *problem, char *out, unsigned long out_bytes);

#ifdef __cplusplus
}
#endif
#endif
