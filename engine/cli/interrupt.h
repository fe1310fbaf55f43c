/* SPDX-License-Identifier: MIT */
/* interrupt.h: what SIGINT and SIGTERM do to a job: the first ends it in good order, a second one the program. */
#ifndef ENGINE_CLI_INTERRUPT_H
#define ENGINE_CLI_INTERRUPT_H

#include "burnengine/command.h"

/* interrupt_cancel: from now on the signals are caught; the wish that they set. Static. */
const struct br_cancel *interrupt_cancel(void);

#endif
