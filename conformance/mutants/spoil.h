/* SPDX-License-Identifier: MIT */
/* spoil.h: what mutants do to commands and answers. */
#ifndef CONFORMANCE_SPOIL_H
#define CONFORMANCE_SPOIL_H

#include "conformance/mutants/mutant.h"

/* spoil_good: turn any answer into GOOD with all data moved, as they lie in the buffer. */
void spoil_good(struct mutant_visit *visit);

/* spoil_sense: turn the answer into CHECK CONDITION with this sense, nothing moved. */
void spoil_sense(struct mutant_visit *visit, uint8_t key, uint8_t asc, uint8_t ascq);

/* spoil_data: the answer's data when it is GOOD and has at least @bytes of them, else NULL. */
uint8_t *spoil_data(struct mutant_visit *visit, size_t bytes);

/* spoil_add_be16, spoil_add_be32: add @value to a big-endian field. */
void spoil_add_be16(uint8_t *field, int value);
void spoil_add_be32(uint8_t *field, int value);

/* spoil_is: is the answer CHECK CONDITION with this sense? */
bool spoil_is(const struct mutant_visit *visit, uint8_t key, uint8_t asc, uint8_t ascq);

/* spoil_feature: the descriptor of @code in a GET CONFIGURATION reply that is all there, or NULL. */
uint8_t *spoil_feature(struct mutant_visit *visit, uint16_t code);

/* spoil_strikes: is this command one that the mutant's spot names? */
bool spoil_strikes(const struct mutant_visit *visit);

/* Hooks of mutants that are told by their spot: bits flipped in a reply; GOOD instead of a refusal (but for unit
 * attentions); 5/24/00 instead of any answer; and, before, GOOD with nothing done. */
void spoil_flip(struct mutant_visit *visit);
void spoil_flip_feature(struct mutant_visit *visit); /* in the spot's feature, from its code on */
void spoil_accept(struct mutant_visit *visit);
void spoil_refuse(struct mutant_visit *visit);
bool spoil_ignore(struct mutant_visit *visit);

#endif
