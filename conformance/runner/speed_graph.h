/* SPDX-License-Identifier: MIT */
/* speed_graph.h: the drive's own performance descriptors as a drawing (inline SVG). */
#ifndef CONFORMANCE_SPEED_GRAPH_H
#define CONFORMANCE_SPEED_GRAPH_H

#include <stdio.h>

#include "conformance/runner/facts.h"

/*
 * speed_graph: speed over LBA: nominal read and write performance (GET PERFORMANCE type 00h) as lines,
 * and the write speed descriptors (type 03h) as level marks. Says so when there is nothing to draw.
 */
void speed_graph(FILE *out, const struct facts *facts);

#endif
