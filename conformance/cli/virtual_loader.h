/* SPDX-License-Identifier: MIT */
/* virtual_loader.h: new discs for a virtual drive that the judge sees as a device, asked for at its control socket. */
#ifndef CONFORMANCE_VIRTUAL_LOADER_H
#define CONFORMANCE_VIRTUAL_LOADER_H

#include "conformance/runner/loader.h"

/*
 * What to load and where. A medium whose name has a '/' is a definition's path, which the drive must be able to
 * open: it stands in another folder, so the path is made absolute.
 */
struct virtual_loader {	    /* all borrowed */
	const char *drive;  /* what it was run or attached as */
	const char *medium; /* name or path of its definition */
};

/* virtual_loader_of: a loader that has @choice, borrowed, put in one new disc of its medium each time. */
struct loader virtual_loader_of(const struct virtual_loader *choice);

#endif
