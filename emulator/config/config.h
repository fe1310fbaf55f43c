/* SPDX-License-Identifier: MIT */
/*
 * config.h: drive and medium definitions from text. The grammar is in README.md; what a program may
 * call is in burnrig/definition.h.
 *
 * Text comes from people and from disc files, so all of it is untrusted. Every mistake is -EINVAL
 * with file, line, field and what was expected.
 */
#ifndef CONFIG_CONFIG_H
#define CONFIG_CONFIG_H

#include "burnrig/definition.h"

/*
 * drive_definition_parse, medium_definition_parse: from text in memory.
 *
 * @text             zero-ended.
 * @file_for_errors  what the text is called in @problem; the definition's name is its last part
 *                   without ".conf". For a text kept in a disc file that is DISC/NAME.conf.
 * Returns 0; -EINVAL; -ENOMEM. *ret_definition (untouched on error) is freed with the
 * burnrig_*_definition_free of its kind.
 */
int drive_definition_parse(const char *text, const char *file_for_errors,
	struct burnrig_drive_definition **ret_definition, struct burnrig_problem *problem);
int medium_definition_parse(const char *text, const char *file_for_errors,
	struct burnrig_medium_definition **ret_definition, struct burnrig_problem *problem);

/* faults_parse: the same for rules of faults; freed with burnrig_faults_free. */
int faults_parse(const char *text, const char *file_for_errors, struct burnrig_faults **ret_faults,
	struct burnrig_problem *problem);

#endif
