/* SPDX-License-Identifier: MIT */
#include "engine/cli/interrupt.h"

#include <signal.h>
#include <stddef.h>

static struct br_cancel cancel; /* the signal handler has no other way to reach it */

static void on_signal(int number)
{
	(void)number;
	br_cancel_request(&cancel);
}

const struct br_cancel *interrupt_cancel(void)
{
	struct sigaction action = { .sa_handler = on_signal, .sa_flags = (int)SA_RESETHAND };

	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
	return &cancel;
}
