/* SPDX-License-Identifier: MIT */
/* Broken identities: INQUIRY, unit attention, sense, configuration. */
#include <string.h>

#include "conformance/mutants/mutants.h"
#include "conformance/mutants/spoil.h"
#include "conformance/runner/bytes.h"

static void not_removable(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 36);

	if (d && !(v->cdb[1] & 1))
		d[1] = 0;
}

static void nul_text(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 36);

	if (d && !(v->cdb[1] & 1))
		d[31] = 0;
}

static void inquiry_length_shrinks(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 6);

	if (d && !(v->cdb[1] & 1) && v->answer->moved_bytes < d[4] + 5u)
		d[4] = (uint8_t)(v->answer->moved_bytes - 5);
}

static bool without_page_code(struct mutant_visit *v)
{
	if (!(v->cdb[1] & 1))
		v->cdb[2] = 0;
	return false;
}

static void overruns(struct mutant_visit *v)
{
	/* The judge keeps a guard behind its buffer. */
	if (v->answer->status == 0x00 && v->command->data_bytes == 5)
		v->command->data[5] = 0x00;
}

static bool attention_taken(struct mutant_visit *v)
{
	static const uint8_t test_unit_ready[6] = { 0 };
	const struct device_command command = { .cdb = test_unit_ready, .cdb_bytes = 6 };
	struct device_answer answer;

	/* INQUIRY takes a pending unit attention away. */
	v->inner->operations->execute(v->inner, &command, &answer);
	return false;
}

static void attention_repeats(struct mutant_visit *v)
{
	if (v->memory[0]++ == 1 && v->answer->status != 0x00)
		spoil_sense(v, 6, 0x29, 0x00);
}

static void attention_lost(struct mutant_visit *v)
{
	if (spoil_is(v, 6, 0x29, 0x00))
		spoil_sense(v, 2, 0x04, 0x01);
}

static void becoming_ready_wrong(struct mutant_visit *v)
{
	if (spoil_is(v, 2, 0x04, 0x01))
		v->answer->sense[13] = 0x00;
}

static void sense_short(struct mutant_visit *v)
{
	if (v->answer->status == 0x02)
		v->answer->sense_bytes = 14;
}

static void pointer_off(struct mutant_visit *v)
{
	if (v->answer->status == 0x02 && v->answer->sense[15] & 0x80)
		v->answer->sense[17]++;
}

static void sense_sticks(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 18);

	if (d && (d[2] & 0x0f) == 0) {
		d[2] = 0x05;
		d[12] = 0x24;
	}
}

static void length_off(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 4);

	if (d)
		spoil_add_be32(d, 4);
}

static void length_of_what_came(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 4);

	if (d && v->answer->moved_bytes < be32(d) + 4u)
		put_be32(d, (uint32_t)v->answer->moved_bytes - 4);
}

static void features_unsorted(struct mutant_visit *v)
{
	uint8_t *core = spoil_feature(v, 0x0001);

	if (core)
		put_be16(core, 0x7ff0);
}

static void additional_length_odd(struct mutant_visit *v)
{
	uint8_t *morphing = spoil_feature(v, 0x0002);

	if (morphing)
		morphing[3] = 2;
}

static void persistent_not_current(struct mutant_visit *v)
{
	uint8_t *feature = spoil_feature(v, 0x0100);

	if (feature)
		feature[2] = (uint8_t)((feature[2] | 0x02) & ~0x01);
}

static void profile_not_marked(struct mutant_visit *v)
{
	uint8_t *list = spoil_feature(v, 0x0000);

	for (unsigned at = 4; list && at < 4u + list[3]; at += 4)
		list[at + 2] = 0;
}

static bool rt_current_is_all(struct mutant_visit *v)
{
	if (v->cdb[1] == 0x01)
		v->cdb[1] = 0x00;
	return false;
}

static bool rt_reserved_is_all(struct mutant_visit *v)
{
	if (v->cdb[1] == 0x03)
		v->cdb[1] = 0x00;
	return false;
}

static bool rt_one_is_from(struct mutant_visit *v)
{
	if (v->cdb[1] == 0x02)
		v->cdb[1] = 0x00;
	return false;
}

static bool starts_at_zero(struct mutant_visit *v)
{
	if (v->cdb[1] == 0x00)
		v->cdb[2] = v->cdb[3] = 0;
	return false;
}

static void core_without_busy(struct mutant_visit *v)
{
	uint8_t *core = spoil_feature(v, 0x0001);

	if (core && core[3] >= 5)
		core[8] &= 0xfe;
}

static void power_missing(struct mutant_visit *v)
{
	uint8_t *feature = spoil_feature(v, 0x0100);

	if (feature)
		put_be16(feature, 0x0101);
}

static void blocking_of_one(struct mutant_visit *v)
{
	uint8_t *feature = spoil_feature(v, 0x0010);

	if (feature)
		put_be16(feature + 8, 1);
}

static void last_lba_off(struct mutant_visit *v)
{
	uint8_t *feature = spoil_feature(v, 0x0020);

	if (feature)
		spoil_add_be32(feature + 4, 1);
}

static void no_write_speeds_claimed(struct mutant_visit *v)
{
	uint8_t *feature = spoil_feature(v, 0x0107);

	if (feature)
		feature[4] &= 0xfd;
}

static void attention_stays(struct mutant_visit *v)
{
	/* REQUEST SENSE does not tell of the unit attention. */
	uint8_t *d = spoil_data(v, 18);

	if (d && (d[2] & 0x0f) == 6)
		d[2] = d[12] = d[13] = 0;
}

static void ready_sometimes(struct mutant_visit *v)
{
	if (v->answer->status == 0x00 && v->memory[0]++ % 5 == 4)
		spoil_sense(v, 2, 0x04, 0x00);
}

static void profile_stays(struct mutant_visit *v)
{
	uint8_t *d = spoil_data(v, 8);

	if (!d)
		return;
	if (be16(d + 6))
		v->memory[0] = be16(d + 6);
	put_be16(d + 6, v->memory[0]);
}

static const struct mutant mutants[] = {
	MUTANT("inquiry-not-removable", "inquiry.standard.fields", "bd-re-25", 0x12,
		AFTER(not_removable), "INQUIRY says that the medium cannot be removed."),
	MUTANT("inquiry-nul-text", "inquiry.standard.text", "bd-re-25", 0x12, AFTER(nul_text),
		"The product identification is filled with a zero byte."),
	MUTANT("inquiry-length-shrinks", "inquiry.allocation-length", "bd-re-25", 0x12,
		AFTER(inquiry_length_shrinks),
		"The additional length tells what came, not what is."),
	MUTANT("inquiry-overruns", "inquiry.allocation-length", "bd-re-25", 0x12, AFTER(overruns),
		"One byte more comes than was asked for."),
	MUTANT("inquiry-ignores-page-code", "inquiry.page-code.without-evpd", "bd-re-25", 0x12,
		BEFORE(without_page_code), "A page code without EVPD is ignored."),
	MUTANT("inquiry-clears-attention", "inquiry.passes-unit-attention", "bd-re-25", 0x12,
		BEFORE(attention_taken), "INQUIRY clears a pending unit attention."),
	MUTANT("attention-repeats", "unit-attention.power-on.once", "bd-re-25", 0x00,
		AFTER(attention_repeats), "The power-on unit attention is reported twice."),
	MUTANT("attention-lost", "unit-attention.power-on.once", "bd-re-25", 0x00,
		AFTER(attention_lost), "No unit attention after power-on."),
	MUTANT("becoming-ready-wrong", "test-unit-ready.becoming-ready", "bd-re-25", 0x00,
		AFTER(becoming_ready_wrong), "A drive that becomes ready reports 2/04/00."),
	MUTANT("sense-short", "sense.fixed-format", "bd-re-25", 0x46, AFTER(sense_short),
		"Sense data is cut after 14 bytes."),
	MUTANT("field-pointer-off", "sense.field-pointer", "bd-re-25", 0x46, AFTER(pointer_off),
		"The field pointer names the byte after the one at fault."),
	MUTANT("sense-sticks", "request-sense.not-sticky", "bd-re-25", 0x03, AFTER(sense_sticks),
		"REQUEST SENSE keeps returning an old error."),
	MUTANT("configuration-length-off", "get-configuration.length", "bd-re-25", 0x46,
		AFTER(length_off), "Data Length counts the length field itself."),
	MUTANT("configuration-length-cut", "get-configuration.allocation-length", "bd-re-25", 0x46,
		AFTER(length_of_what_came), "Data Length tells what came, not what is."),
	MUTANT("features-unsorted", "get-configuration.features.ascending", "bd-re-25", 0x46,
		AFTER(features_unsorted), "Features are not in ascending order."),
	MUTANT("feature-length-odd", "get-configuration.features.multiple-of-four", "bd-re-25",
		0x46, AFTER(additional_length_odd), "An additional length is 2."),
	MUTANT("persistent-not-current", "get-configuration.features.persistent-is-current",
		"bd-re-25", 0x46, AFTER(persistent_not_current),
		"A persistent feature is not current."),
	MUTANT("profile-not-marked", "get-configuration.profile-list", "bd-re-25", 0x46,
		AFTER(profile_not_marked), "No profile is marked as current."),
	MUTANT("rt-current-is-all", "get-configuration.rt.current", "bd-re-25", 0x46,
		BEFORE(rt_current_is_all), "RT 01b returns all features."),
	MUTANT("rt-reserved-accepted", "get-configuration.rt.reserved", "bd-re-25", 0x46,
		BEFORE(rt_reserved_is_all), "RT 11b is taken for 00b."),
	MUTANT("rt-one-returns-more", "get-configuration.rt.one", "bd-re-25", 0x46,
		BEFORE(rt_one_is_from), "RT 10b returns the features from the named one on."),
	MUTANT("starting-feature-ignored", "get-configuration.starting-feature", "bd-re-25", 0x46,
		BEFORE(starts_at_zero), "The starting feature number is ignored."),
	MUTANT("core-without-busy", "get-configuration.feature.core", "bd-re-25", 0x46,
		AFTER(core_without_busy), "Core does not set DBE."),
	MUTANT("power-management-missing", "get-configuration.features.mandatory", "bd-re-25", 0x46,
		AFTER(power_missing), "Power Management is not listed."),
	MUTANT("blocking-of-one", "get-configuration.feature.random-readable", "bd-re-25", 0x46,
		AFTER(blocking_of_one), "Random Readable tells the blocking of a CD."),
	MUTANT("random-writable-off", "get-configuration.feature.random-writable", "bd-re-25", 0x46,
		AFTER(last_lba_off),
		"Random Writable counts blocks instead of naming the last LBA."),
	MUTANT("write-speeds-not-claimed", "get-configuration.feature.real-time-streaming.writers",
		"dvd+r", 0x46, AFTER(no_write_speeds_claimed), "WSPD is not set."),
	MUTANT("request-sense-hides-attention", "unit-attention.power-on.request-sense", "bd-re-25",
		0x03, AFTER(attention_stays), "REQUEST SENSE drops a unit attention untold."),
	MUTANT("ready-sometimes", "test-unit-ready.ready", "bd-re-25", 0x00, AFTER(ready_sometimes),
		"Every fifth time a ready drive is not ready."),
	MUTANT("profile-stays", "tray.open.profile", "bd-re-25", 0x46, AFTER(profile_stays),
		"The profile of a medium that was taken out stays current."),
};
const struct mutant_list mutants_identity = { mutants, sizeof mutants / sizeof mutants[0] };
