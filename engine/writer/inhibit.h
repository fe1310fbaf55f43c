/* SPDX-License-Identifier: MIT */
/*
 * inhibit.h: keeps the machine from going to sleep in the middle of a burn, an erasure or a format, where
 * it has logind.
 *
 * libsystemd is looked for when it is needed, so that no program has to be installed with it. Whoever has
 * no libsystemd, system bus, logind or right to it burns without.
 */
#ifndef ENGINE_WRITER_INHIBIT_H
#define ENGINE_WRITER_INHIBIT_H

#include "burnengine/transport.h"

/*
 * writer_inhibit: returns a file that holds it until it is closed, or -1; always -1 for a @transport (or
 * NULL) in virtual time. Blocks 5 s at most.
 */
int writer_inhibit(const struct br_transport *transport);

/* writer_inhibit_end: @file may be -1. */
void writer_inhibit_end(int file);

#endif
