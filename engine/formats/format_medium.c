/* SPDX-License-Identifier: MIT */
#include "burnengine/disc_format_medium.h"

#include "engine/formats/steps.h"
#include "engine/writer/inhibit.h"

#define FORMAT_TIMEOUT_MS   10800000 /* a BD-RE with certification at twice its 2x write time */
#define BACKGROUND_POLL_MS  2000
#define BACKGROUND_COMPLETE 3

/* Which format each kind is on each medium, the default of a medium first. Sub-types: MMC-6 6.4.3. */
static const struct kind_of_medium {
	enum br_format_kind kind;
	enum mmc_format_type type;
	uint16_t profile;
	uint8_t sub_type;
} kinds[] = {
	{ BR_FORMAT_FULL, MMC_FORMAT_FULL_PACKETS, MMC_PROFILE_CD_RW, 0 },
	{ BR_FORMAT_QUICK, MMC_FORMAT_QUICK, MMC_PROFILE_DVD_RW_SEQUENTIAL, 0 },
	{ BR_FORMAT_FULL, MMC_FORMAT_FULL_PACKETS, MMC_PROFILE_DVD_RW_SEQUENTIAL, 0 },
	{ BR_FORMAT_QUICK, MMC_FORMAT_QUICK, MMC_PROFILE_DVD_RW_RESTRICTED_OVERWRITE, 0 },
	{ BR_FORMAT_FULL, MMC_FORMAT_FULL_PACKETS, MMC_PROFILE_DVD_RW_RESTRICTED_OVERWRITE, 0 },
	{ BR_FORMAT_GROW, MMC_FORMAT_GROW, MMC_PROFILE_DVD_RW_RESTRICTED_OVERWRITE, 0 },
	{ BR_FORMAT_QUICK, MMC_FORMAT_BACKGROUND, MMC_PROFILE_DVD_PLUS_RW, 0 },
	{ BR_FORMAT_FULL, MMC_FORMAT_BACKGROUND, MMC_PROFILE_DVD_PLUS_RW, 0 },
	{ BR_FORMAT_FULL, MMC_FORMAT_FULL, MMC_PROFILE_DVD_RAM, 0 },
	{ BR_FORMAT_EXPAND_SPARES, MMC_FORMAT_EXPAND_SPARES, MMC_PROFILE_DVD_RAM, 0 },
	{ BR_FORMAT_QUICK, MMC_FORMAT_BD_RE_SPARES, MMC_PROFILE_BD_RE, 1 },
	{ BR_FORMAT_FULL, MMC_FORMAT_BD_RE_SPARES, MMC_PROFILE_BD_RE, 2 },
	{ BR_FORMAT_NO_SPARES, MMC_FORMAT_BD_RE_NO_SPARES, MMC_PROFILE_BD_RE, 0 },
	{ BR_FORMAT_EXPAND_SPARES, MMC_FORMAT_EXPAND_SPARES, MMC_PROFILE_BD_RE, 0 },
	{ BR_FORMAT_SEQUENTIAL, MMC_FORMAT_BD_R_SPARES, MMC_PROFILE_BD_R_SRM, 1 },
	{ BR_FORMAT_PSEUDO_OVERWRITE, MMC_FORMAT_BD_R_SPARES, MMC_PROFILE_BD_R_SRM, 0 },
	{ BR_FORMAT_RANDOM, MMC_FORMAT_BD_R_SPARES, MMC_PROFILE_BD_R_SRM, 2 },
};
#define KINDS_OF_MEDIA (sizeof kinds / sizeof *kinds)

const char *br_format_kind_name(enum br_format_kind kind)
{
	static const char *const names[BR_FORMAT_KINDS] = {
		[BR_FORMAT_DEFAULT] = "default",
		[BR_FORMAT_FULL] = "full",
		[BR_FORMAT_QUICK] = "quick",
		[BR_FORMAT_GROW] = "grow",
		[BR_FORMAT_EXPAND_SPARES] = "expand-spares",
		[BR_FORMAT_NO_SPARES] = "no-spares",
		[BR_FORMAT_SEQUENTIAL] = "sequential",
		[BR_FORMAT_PSEUDO_OVERWRITE] = "pseudo-overwrite",
		[BR_FORMAT_RANDOM] = "random",
	};

	return (unsigned)kind < BR_FORMAT_KINDS ? names[kind] : NULL;
}

static bool is_offer(const struct mmc_format_descriptor *offer, const struct kind_of_medium *kind,
	uint16_t profile)
{
	return kind->profile == profile && offer->type == kind->type;
}

struct br_outcome br_format_options(struct br_recorder *recorder, struct br_format_option *options,
	unsigned max, unsigned *ret_count)
{
	struct br_transport *transport = br_recorder_transport(recorder);
	struct mmc_format_capacities capacities;
	unsigned count = 0;
	uint16_t profile;
	struct br_outcome outcome = mmc_get_current_profile(transport, &profile);

	if (outcome.code == BR_OK && profile == MMC_PROFILE_NONE)
		outcome = (struct br_outcome) { .code = BR_E_NO_MEDIUM };
	if (outcome.code == BR_OK)
		outcome = mmc_read_format_capacities(transport, &capacities);
	if (outcome.code != BR_OK)
		return outcome;
	for (size_t k = 0; k < KINDS_OF_MEDIA; k++)
		for (unsigned i = 0; i < capacities.count && count < max; i++)
			if (is_offer(&capacities.formattable[i], &kinds[k], profile))
				options[count++] = (struct br_format_option) { kinds[k].kind,
					capacities.formattable[i].blocks };
	*ret_count = count;
	return outcome;
}

struct formatting {
	struct br_recorder *recorder;
	struct br_transport *transport;
	const struct br_format_request *request;
	uint64_t began_ns;
	const struct kind_of_medium *kind;
	struct mmc_format_descriptor descriptor;
};

static void tell(void *context, uint16_t fraction)
{
	const struct formatting *self = context;
	const struct br_clock *clock = self->transport->clock;

	if (self->request->update)
		self->request->update(self->request->context,
			(uint32_t)((clock->now_ns(clock) - self->began_ns) / WRITER_NS_PER_S),
			fraction);
}

static struct br_outcome wait_ready(struct formatting *self, uint32_t timeout_ms)
{
	const struct br_wait wait = {
		.timeout_ms = timeout_ms,
		.cancel = self->request->cancel,
		.progress = tell,
		.context = self,
	};

	return br_recorder_wait_ready(self->recorder, &wait);
}

static bool is_wanted(const struct br_format_request *request, const struct kind_of_medium *kind,
	const struct mmc_format_descriptor *offer)
{
	return (request->kind == BR_FORMAT_DEFAULT || request->kind == kind->kind) &&
	       (request->blocks == 0 || request->blocks == offer->blocks);
}

/* The kind for the disc that is in, when the drive offers it. */
static struct br_outcome choose(struct formatting *self)
{
	struct mmc_format_capacities capacities;
	uint16_t profile;
	struct br_outcome outcome = mmc_get_current_profile(self->transport, &profile);

	if (outcome.code == BR_OK)
		outcome = mmc_read_format_capacities(self->transport, &capacities);
	if (outcome.code != BR_OK)
		return outcome;
	for (size_t k = 0; k < KINDS_OF_MEDIA && !self->kind; k++)
		for (unsigned i = 0; i < capacities.count && !self->kind; i++)
			if (is_offer(&capacities.formattable[i], &kinds[k], profile) &&
				is_wanted(self->request, &kinds[k], &capacities.formattable[i])) {
				self->kind = &kinds[k];
				self->descriptor = capacities.formattable[i];
			}
	if (!self->kind)
		return step_failed(
			BR_E_MEDIUM_UNSUPPORTED, "the drive offers no such format for this disc");
	return outcome;
}

/* The drive does it by itself while it is not asked for anything else. */
static struct br_outcome wait_for_background(struct formatting *self)
{
	struct br_clock *clock = self->transport->clock;
	uint64_t deadline_ns = clock->now_ns(clock) + UINT64_C(1000000) * FORMAT_TIMEOUT_MS;

	for (;;) {
		struct mmc_disc_information disc;
		struct br_sense sense;
		struct br_outcome outcome = mmc_read_disc_information(self->transport, &disc);

		if (outcome.code != BR_OK || disc.background_format == BACKGROUND_COMPLETE)
			return outcome;
		if (br_cancel_requested(self->request->cancel))
			return step_failed(BR_E_CANCELLED, NULL);
		if (clock->now_ns(clock) >= deadline_ns)
			return step_failed(BR_E_TIMEOUT, "the background format does not end");
		outcome = mmc_request_sense(self->transport, &sense);
		if (outcome.code == BR_OK && sense.specific_valid)
			tell(self, sense.specific_value);
		clock->wait_until(
			clock, clock->now_ns(clock) + BACKGROUND_POLL_MS * WRITER_NS_PER_MS);
	}
}

static bool is_as_wished(enum br_format_kind kind, const struct br_medium *medium)
{
	switch (kind) {
	case BR_FORMAT_SEQUENTIAL:
		return medium->profile == MMC_PROFILE_BD_R_SRM && medium->appendable &&
		       !medium->pseudo_overwrite;
	case BR_FORMAT_PSEUDO_OVERWRITE:
		return medium->pseudo_overwrite;
	case BR_FORMAT_RANDOM:
		return medium->profile == MMC_PROFILE_BD_R_RRM;
	case BR_FORMAT_QUICK:
	case BR_FORMAT_GROW:
		return medium->formatted &&
		       (medium->border_open ||
			       medium->profile != MMC_PROFILE_DVD_RW_RESTRICTED_OVERWRITE);
	case BR_FORMAT_DEFAULT:
	case BR_FORMAT_FULL:
	case BR_FORMAT_EXPAND_SPARES:
	case BR_FORMAT_NO_SPARES:
	default:
		return medium->formatted;
	}
}

static struct br_outcome check_afterwards(struct formatting *self)
{
	struct br_medium medium;
	struct br_outcome outcome = br_recorder_medium(self->recorder, &medium);

	if (outcome.code == BR_OK && !is_as_wished(self->kind->kind, &medium))
		outcome = step_failed(BR_E_MEDIUM_STATE,
			"the drive reported success, but the disc is not formatted so");
	return outcome;
}

static struct br_outcome format_it(struct formatting *self)
{
	struct br_outcome outcome =
		mmc_format_unit(self->transport, &self->descriptor, self->kind->sub_type);

	if (outcome.code == BR_OK)
		outcome = wait_ready(self, FORMAT_TIMEOUT_MS);
	if (outcome.code == BR_OK && self->kind->profile == MMC_PROFILE_DVD_PLUS_RW &&
		self->kind->kind == BR_FORMAT_FULL)
		outcome = wait_for_background(self);
	if (outcome.code == BR_OK)
		outcome = check_afterwards(self);
	return outcome;
}

struct br_outcome br_format_medium(
	struct br_recorder *recorder, const struct br_format_request *request)
{
	struct br_transport *transport = br_recorder_transport(recorder);
	struct formatting self = {
		.recorder = recorder,
		.transport = transport,
		.request = request,
		.began_ns = transport->clock->now_ns(transport->clock),
	};
	int inhibitor;
	struct br_outcome outcome = wait_ready(&self, STEP_READY_TIMEOUT_MS);

	if (outcome.code == BR_OK)
		outcome = choose(&self);
	if (outcome.code == BR_OK)
		outcome = step_if_supported(br_recorder_lock(recorder));
	if (outcome.code != BR_OK)
		return outcome;
	inhibitor = writer_inhibit(transport);
	outcome = format_it(&self);
	writer_inhibit_end(inhibitor);
	step_unlock(recorder);
	return outcome;
}
