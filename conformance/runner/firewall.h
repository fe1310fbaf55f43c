/* SPDX-License-Identifier: MIT */
/*
 * firewall.h: what a CDB could do to the drive or the disc, from its bytes alone. Stands below the
 * tests, so that a test that is marked wrongly still cannot write.
 */
#ifndef CONFORMANCE_FIREWALL_H
#define CONFORMANCE_FIREWALL_H

#include <stddef.h>
#include <stdint.h>

#include "conformance/runner/test.h"

/*
 * firewall_effect: the strongest effect that @cdb may have on a drive that obeys it. Operation codes
 * that vendors own (C0h..FFh), variable-length ones and 60h..7Eh, and those that rewrite firmware or
 * region counters are EFFECT_NEVER.
 */
enum test_effect firewall_effect(const uint8_t *cdb, size_t cdb_bytes);

#endif
