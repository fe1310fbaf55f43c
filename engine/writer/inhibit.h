/* SPDX-License-Identifier: MIT */
/*
 * inhibit.h: keeps the machine from going to sleep in the middle of a burn, where it has logind.
 *
 * libsystemd is looked for when it is needed, so that no program has to be installed with it. Whoever has
 * no libsystemd, system bus, logind or right to it burns without.
 */
#ifndef ENGINE_WRITER_INHIBIT_H
#define ENGINE_WRITER_INHIBIT_H

/* writer_inhibit: returns a file that holds it until it is closed, or -1. Blocks 5 s at most. */
int writer_inhibit(void);

/* writer_inhibit_end: @file may be -1. */
void writer_inhibit_end(int file);

#endif
