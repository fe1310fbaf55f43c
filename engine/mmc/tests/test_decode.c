/* SPDX-License-Identifier: MIT */
/* Replies written out from MMC-6 and SPC-3, and what the decoders make of them, whole and cut. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "engine/mmc/mmc.h"
#include "engine/transport/tests/scripted.h"

#define STEP_IN(reply, ...)                                                               \
	{                                                                                 \
		.cdb = { __VA_ARGS__ }, .cdb_bytes = sizeof((uint8_t[]) { __VA_ARGS__ }), \
		.data_in = (reply), .data_in_bytes = sizeof(reply)                        \
	}

static void inquiry(void **state)
{
	static const uint8_t reply[36] = { 0x05, 0x80, 0x00, 0x32, 31, 0, 0, 0, 'B', 'U', 'R', 'N',
		' ', ' ', ' ', ' ', 'O', 'D', 'D', ' ', '1', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ',
		' ', ' ', 0x07, '1', '.', '0', '0' };
	const struct scripted_step steps[] = { STEP_IN(reply, 0x12, 0, 0, 0, 96, 0) };
	struct br_transport *transport = scripted_create(steps, 1);
	struct mmc_inquiry got;

	(void)state;
	assert_int_equal(mmc_inquiry(transport, &got).code, BR_OK);
	assert_int_equal(got.device_type, 5);
	assert_true(got.removable);
	assert_string_equal(got.vendor, "BURN");
	assert_string_equal(got.product, "ODD 1          ?");
	assert_string_equal(got.revision, "1.00");
	scripted_finish(transport);
}

static void current_profile_and_a_feature(void **state)
{
	static const uint8_t header[8] = { 0, 0, 1, 0x20, 0, 0, 0x00, 0x43 };
	/* Real Time Streaming, version 3, current, SCS, MP2A, WSPD and SW. */
	static const uint8_t streaming[16] = { 0, 0, 0, 12, 0, 0, 0x00, 0x43, 0x01, 0x07, 0x0D, 4,
		0x0F, 0, 0, 0 };
	static const uint8_t absent[8] = { 0, 0, 0, 4, 0, 0, 0x00, 0x43 };
	static const uint8_t lying[12] = { 0, 0, 0, 12, 0, 0, 0, 0x43, 0x01, 0x07, 0x0D, 4 };
	const struct scripted_step steps[] = {
		STEP_IN(header, 0x46, 2, 0, 0, 0, 0, 0, 0, 8, 0),
		STEP_IN(streaming, 0x46, 2, 0x01, 0x07, 0, 0, 0, 0x01, 0x08, 0),
		STEP_IN(absent, 0x46, 2, 0x01, 0x07, 0, 0, 0, 0x01, 0x08, 0),
		STEP_IN(lying, 0x46, 2, 0x01, 0x07, 0, 0, 0, 0x01, 0x08, 0),
	};
	struct br_transport *transport = scripted_create(steps, 4);
	struct mmc_feature_descriptor feature;
	uint16_t profile;

	(void)state;
	assert_int_equal(mmc_get_current_profile(transport, &profile).code, BR_OK);
	assert_int_equal(profile, 0x0043);
	assert_int_equal(
		mmc_get_feature(transport, MMC_FEATURE_REAL_TIME_STREAMING, &feature).code, BR_OK);
	assert_true(feature.present && feature.current && !feature.persistent);
	assert_int_equal(feature.version, 3);
	assert_int_equal(feature.data_bytes, 4);
	assert_int_equal(feature.data[0], 0x0F);
	assert_int_equal(
		mmc_get_feature(transport, MMC_FEATURE_REAL_TIME_STREAMING, &feature).code, BR_OK);
	assert_false(feature.present);
	assert_int_equal(mmc_get_feature(transport, MMC_FEATURE_REAL_TIME_STREAMING, &feature).code,
		BR_E_BAD_REPLY);
	scripted_finish(transport);
}

static void events(void **state)
{
	static const uint8_t new_media[8] = { 0, 6, 0x04, 0x5E, 0x02, 0x02, 0, 0 };
	static const uint8_t none[8] = { 0, 2, 0x80, 0x5E };
	const struct scripted_step steps[] = {
		STEP_IN(new_media, 0x4A, 1, 0, 0, 0x10, 0, 0, 0, 8, 0),
		STEP_IN(none, 0x4A, 1, 0, 0, 0x10, 0, 0, 0, 8, 0),
	};
	struct br_transport *transport = scripted_create(steps, 2);
	struct mmc_event event;

	(void)state;
	assert_int_equal(mmc_get_event(transport, 1 << MMC_EVENT_MEDIA, &event).code, BR_OK);
	assert_true(event.available);
	assert_int_equal(event.event_class, MMC_EVENT_MEDIA);
	assert_int_equal(event.bytes[0], 2);
	assert_int_equal(event.supported_classes, 0x5E);
	assert_int_equal(mmc_get_event(transport, 1 << MMC_EVENT_MEDIA, &event).code, BR_OK);
	assert_false(event.available);
	scripted_finish(transport);
}

static void disc_information(void **state)
{
	/* Appendable DVD+R: incomplete, last session empty, 2 sessions, track 2 last. */
	static const uint8_t reply[34] = { 0x00, 0x20, 0x01, 1, 2, 2, 2, 0x00, 0x00, 0, 0, 0, 0, 0,
		0, 0, 0x00, 0x01, 0x02, 0x03, 0x00, 0x23, 0x05, 0x40, 0, 0, 0, 0, 0, 0, 0, 0, 0,
		1 };
	/* Its length field claims more than comes. */
	static const uint8_t cut[20] = { 0x00, 0x20, 0x01, 1, 2, 2, 2 };
	const struct scripted_step steps[] = {
		STEP_IN(reply, 0x51, 0, 0, 0, 0, 0, 0, 0, 34, 0),
		STEP_IN(cut, 0x51, 0, 0, 0, 0, 0, 0, 0, 34, 0),
	};
	struct br_transport *transport = scripted_create(steps, 2);
	struct mmc_disc_information got;

	(void)state;
	assert_int_equal(mmc_read_disc_information(transport, &got).code, BR_OK);
	assert_false(got.erasable);
	assert_int_equal(got.status, MMC_DISC_INCOMPLETE);
	assert_int_equal(got.last_session_status, MMC_SESSION_EMPTY);
	assert_int_equal(got.first_track, 1);
	assert_int_equal(got.sessions, 2);
	assert_int_equal(got.last_session_first_track, 2);
	assert_int_equal(got.last_session_last_track, 2);
	assert_int_equal(got.last_session_lead_in, 0x00010203);
	assert_int_equal(got.last_possible_lead_out, 0x00230540);
	assert_int_equal(got.opc_tables, 1);
	assert_int_equal(mmc_read_disc_information(transport, &got).code, BR_E_BAD_REPLY);
	scripted_finish(transport);
}

static void track_information(void **state)
{
	static const uint8_t reply[36] = { 0x00, 0x2E, 0x02, 0x02, 0, 0x07,
		0x40 | 0x20 | 0x10 | 0x01, 0x01, 0x00, 0x00, 0x10, 0x00, 0x00, 0x00, 0x10, 0x20,
		0x00, 0x22, 0x00, 0x00, 0, 0, 0, 0x10, 0x00, 0x22, 0x00, 0x20, 0, 0, 0, 0, 0x01,
		0x00, 0, 0 };
	const struct scripted_step steps[] = {
		STEP_IN(reply, 0x52, 1, 0, 0, 0, 0xFF, 0, 0, 36, 0),
	};
	struct br_transport *transport = scripted_create(steps, 1);
	struct mmc_track_information got;

	(void)state;
	assert_int_equal(mmc_read_track_information(
				 transport, MMC_TRACK_BY_NUMBER, MMC_TRACK_INVISIBLE, &got)
				 .code,
		BR_OK);
	assert_int_equal(got.track, 0x102);
	assert_int_equal(got.session, 2);
	assert_true(got.blank && got.packet && got.fixed_packet && !got.reserved && !got.damaged);
	assert_int_equal(got.track_mode, 7);
	assert_int_equal(got.data_mode, 1);
	assert_true(got.next_writable_valid);
	assert_false(got.last_recorded_valid);
	assert_int_equal(got.start_lba, 0x1000);
	assert_int_equal(got.next_writable_lba, 0x1020);
	assert_int_equal(got.free_blocks, 0x220000);
	assert_int_equal(got.packet_blocks, 16);
	assert_int_equal(got.size_blocks, 0x220020);
	scripted_finish(transport);
}

static void capacities(void **state)
{
	static const uint8_t capacity[8] = { 0x00, 0xB4, 0x73, 0xFF, 0, 0, 8, 0 };
	static const uint8_t buffer[12] = { 0, 10, 0, 0, 0x00, 0x18, 0x00, 0x00, 0x00, 0x08, 0x00,
		0x00 };
	static const uint8_t impossible[12] = { 0, 10, 0, 0, 0, 0, 0, 1, 0, 0, 0, 2 };
	const struct scripted_step steps[] = {
		STEP_IN(capacity, 0x25, 0, 0, 0, 0, 0, 0, 0, 0, 0),
		STEP_IN(buffer, 0x5C, 0, 0, 0, 0, 0, 0, 0, 12, 0),
		STEP_IN(impossible, 0x5C, 0, 0, 0, 0, 0, 0, 0, 12, 0),
	};
	struct br_transport *transport = scripted_create(steps, 3);
	struct mmc_capacity disc;
	struct mmc_buffer_capacity got;

	(void)state;
	assert_int_equal(mmc_read_capacity(transport, &disc).code, BR_OK);
	assert_int_equal(disc.last_lba, 11826175);
	assert_int_equal(disc.block_bytes, 2048);
	assert_int_equal(mmc_read_buffer_capacity(transport, &got).code, BR_OK);
	assert_int_equal(got.total_bytes, 0x180000);
	assert_int_equal(got.free_bytes, 0x80000);
	assert_int_equal(mmc_read_buffer_capacity(transport, &got).code, BR_E_BAD_REPLY);
	scripted_finish(transport);
}

/* The disc's structure C0h; the media type is in the CDB, and in the reply one bit is each reason. */
static void write_protection(void **state)
{
	static const uint8_t none[8] = { 0, 6 }, powerdown[8] = { 0, 6, 0, 0, 0x01 },
			     persistent[8] = { 0, 6, 0, 0, 0x02 },
			     cartridge[8] = { 0, 6, 0, 0, 0x04 }, medium[8] = { 0, 6, 0, 0, 0xF8 },
			     says_nothing[8] = { 0, 2, 0, 0, 0x0F };
	const struct scripted_step steps[] = {
		STEP_IN(none, 0xAD, 0, 0, 0, 0, 0, 0, 0xC0, 0, 8, 0, 0),
		STEP_IN(powerdown, 0xAD, 0, 0, 0, 0, 0, 0, 0xC0, 0, 8, 0, 0),
		STEP_IN(persistent, 0xAD, 0, 0, 0, 0, 0, 0, 0xC0, 0, 8, 0, 0),
		STEP_IN(cartridge, 0xAD, 1, 0, 0, 0, 0, 0, 0xC0, 0, 8, 0, 0),
		STEP_IN(medium, 0xAD, 1, 0, 0, 0, 0, 0, 0xC0, 0, 8, 0, 0),
		STEP_IN(says_nothing, 0xAD, 0, 0, 0, 0, 0, 0, 0xC0, 0, 8, 0, 0),
	};
	static const bool is_bd[] = { false, false, false, true, true };
	static const struct mmc_write_protection expected[] = {
		{ 0 },
		{ .until_powerdown = true },
		{ .persistent = true },
		{ .cartridge = true },
		{ .media_specific = true },
	};
	struct br_transport *transport = scripted_create(steps, sizeof steps / sizeof *steps);
	struct mmc_write_protection got;

	(void)state;
	for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
		assert_int_equal(mmc_read_write_protection(transport, is_bd[i], &got).code, BR_OK);
		assert_int_equal(got.until_powerdown, expected[i].until_powerdown);
		assert_int_equal(got.persistent, expected[i].persistent);
		assert_int_equal(got.cartridge, expected[i].cartridge);
		assert_int_equal(got.media_specific, expected[i].media_specific);
	}
	assert_int_equal(mmc_read_write_protection(transport, false, &got).code, BR_E_BAD_REPLY);
	scripted_finish(transport);
}

static void format_capacities(void **state)
{
	/* A blank BD-RE: unformatted, then 30h with spares and 31h without. */
	static const uint8_t reply[28] = { 0, 0, 0, 24, 0x00, 0xBA, 0x74, 0x00, 0x01, 0, 8, 0, 0x00,
		0xB4, 0x74, 0x00, 0x30 << 2, 0x00, 0x30, 0x00, 0x00, 0xBA, 0x74, 0x00, 0x31 << 2, 0,
		8, 0 };
	const struct scripted_step steps[] = {
		STEP_IN(reply, 0x23, 0, 0, 0, 0, 0, 0, 0x01, 0x0C, 0),
	};
	struct br_transport *transport = scripted_create(steps, 1);
	struct mmc_format_capacities got;

	(void)state;
	assert_int_equal(mmc_read_format_capacities(transport, &got).code, BR_OK);
	assert_int_equal(got.current, MMC_CAPACITY_UNFORMATTED);
	assert_int_equal(got.current_blocks, 12219392);
	assert_int_equal(got.count, 2);
	assert_int_equal(got.formattable[0].type, 0x30);
	assert_int_equal(got.formattable[0].blocks, 11826176);
	assert_int_equal(got.formattable[0].parameter, 0x3000);
	assert_int_equal(got.formattable[1].type, 0x31);
	scripted_finish(transport);
}

static void write_speeds(void **state)
{
	static const uint8_t reply[40] = { 0, 0, 0, 36, 0, 0, 0, 0,
		/* mixed, exact, pure CAV */ 0x0B, 0, 0, 0, 0x00, 0xB4, 0x73, 0xFF, 0, 0, 0x46,
		0x3C, 0, 0, 0x46, 0x3C,
		/* CLV */ 0x00, 0, 0, 0, 0x00, 0xB4, 0x73, 0xFF, 0, 0, 0x23, 0x1E, 0, 0, 0x23,
		0x1E };
	/* Announces 36 bytes after the length field, brings one descriptor and a half. */
	static const uint8_t cut[32] = { 0, 0, 0, 36, 0, 0, 0, 0, 0x0B };
	const struct scripted_step steps[] = {
		STEP_IN(reply, 0xAC, 0, 0, 0, 0, 0, 0, 0, 0, 64, 3, 0),
		STEP_IN(cut, 0xAC, 0, 0, 0, 0, 0, 0, 0, 0, 64, 3, 0),
	};
	struct br_transport *transport = scripted_create(steps, 2);
	struct mmc_write_speed_descriptor speeds[4];
	unsigned count;

	(void)state;
	assert_int_equal(mmc_get_write_speeds(transport, speeds, 4, &count).code, BR_OK);
	assert_int_equal(count, 2);
	assert_true(speeds[0].mixed_read_write && speeds[0].exact && !speeds[0].restore_defaults);
	assert_int_equal(speeds[0].rotation_control, 1);
	assert_int_equal(speeds[0].end_lba, 11826175);
	assert_int_equal(speeds[0].write_kBps, 17980);
	assert_int_equal(speeds[1].rotation_control, 0);
	assert_int_equal(speeds[1].read_kBps, 8990);
	assert_int_equal(mmc_get_write_speeds(transport, speeds, 4, &count).code, BR_OK);
	assert_int_equal(count, 1);
	scripted_finish(transport);
}

static void nominal_performance(void **state)
{
	static const uint8_t reply[24] = { 0, 0, 0, 20, 0x02, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x23, 0x1E,
		0x00, 0xB4, 0x73, 0xFF, 0, 0, 0x46, 0x3C };
	static const uint8_t read_instead[24] = { 0, 0, 0, 20, 0x00 };
	const struct scripted_step steps[] = {
		STEP_IN(reply, 0xAC, 0x14, 0, 0, 0, 0, 0, 0, 0, 64, 0, 0),
		STEP_IN(read_instead, 0xAC, 0x14, 0, 0, 0, 0, 0, 0, 0, 64, 0, 0),
	};
	struct br_transport *transport = scripted_create(steps, 2);
	struct mmc_performance_descriptor zones[2];
	unsigned count;

	(void)state;
	assert_int_equal(
		mmc_get_nominal_performance(transport, true, zones, 2, &count).code, BR_OK);
	assert_int_equal(count, 1);
	assert_int_equal(zones[0].start_kBps, 8990);
	assert_int_equal(zones[0].end_kBps, 17980);
	assert_int_equal(zones[0].end_lba, 11826175);
	assert_int_equal(mmc_get_nominal_performance(transport, true, zones, 2, &count).code,
		BR_E_BAD_REPLY);
	scripted_finish(transport);
}

static void capabilities_page(void **state)
{
	static const uint8_t reply[8 + 40] = { 0, 46, 0, 0, 0, 0, 0, 0,
		/* page */ 0xAA, 38, 0x3F, 0x37, [8 + 12] = 0x0F, 0xA0, [8 + 18] = 0x1B, 0x90, 0x1B,
		0x90, [8 + 27] = 0x01, 0x15, 0xA4, 0x00, 0x02, 0x00, 0x01, 0x2B, 0x48, 0x00, 0x00,
		0x15, 0xA4 };
	const struct scripted_step steps[] = {
		STEP_IN(reply, 0x5A, 0x08, 0x2A, 0, 0, 0, 0, 0x02, 0x00, 0),
	};
	struct br_transport *transport = scripted_create(steps, 1);
	struct mmc_capabilities got;

	(void)state;
	assert_int_equal(mmc_get_capabilities(transport, &got).code, BR_OK);
	assert_int_equal(got.buffer_kB, 4000);
	assert_int_equal(got.maximum_write_kBps, 7056);
	assert_int_equal(got.current_write_kBps, 5540);
	assert_int_equal(got.rotation_control, 1);
	assert_int_equal(got.count, 2);
	assert_int_equal(got.speeds[0].write_kBps, 11080);
	assert_int_equal(got.speeds[0].rotation_control, 1);
	assert_int_equal(got.speeds[1].write_kBps, 5540);
	scripted_finish(transport);
}

static void mode_page_that_lies_about_its_length(void **state)
{
	static const uint8_t cut[8 + 6] = { 0, 40, 0, 0, 0, 0, 0, 0, 0x05, 0x32 };
	static const uint8_t other[8 + 12] = { 0, 18, 0, 0, 0, 0, 0, 0, 0x01, 0x0A };
	static const uint8_t far_block_descriptors[10] = { 0, 8, 0, 0, 0, 0, 0xFF, 0xF8, 0x05,
		0x32 };
	const struct scripted_step steps[] = {
		STEP_IN(cut, 0x5A, 0x08, 0x05, 0, 0, 0, 0, 0x02, 0x00, 0),
		STEP_IN(other, 0x5A, 0x08, 0x05, 0, 0, 0, 0, 0x02, 0x00, 0),
		STEP_IN(far_block_descriptors, 0x5A, 0x08, 0x05, 0, 0, 0, 0, 0x02, 0x00, 0),
	};
	struct br_transport *transport = scripted_create(steps, 3);
	struct mmc_mode_page_data page;

	(void)state;
	for (int i = 0; i < 3; i++)
		assert_int_equal(mmc_mode_sense(transport, MMC_PAGE_WRITE_PARAMETERS,
					 MMC_PAGE_CURRENT, &page)
					 .code,
			BR_E_BAD_REPLY);
	scripted_finish(transport);
}

static void empty_replies_are_refused_everywhere(void **state)
{
	static const uint8_t nothing[1] = { 0 };
	struct scripted_step steps[] = {
		STEP_IN(nothing, 0x12, 0, 0, 0, 96, 0),
		STEP_IN(nothing, 0x46, 2, 0, 0, 0, 0, 0, 0, 8, 0),
		STEP_IN(nothing, 0x4A, 1, 0, 0, 0x10, 0, 0, 0, 8, 0),
		STEP_IN(nothing, 0x51, 0, 0, 0, 0, 0, 0, 0, 34, 0),
		STEP_IN(nothing, 0x52, 1, 0, 0, 0, 1, 0, 0, 36, 0),
		STEP_IN(nothing, 0x25, 0, 0, 0, 0, 0, 0, 0, 0, 0),
		STEP_IN(nothing, 0x5C, 0, 0, 0, 0, 0, 0, 0, 12, 0),
		STEP_IN(nothing, 0x23, 0, 0, 0, 0, 0, 0, 0x01, 0x0C, 0),
		STEP_IN(nothing, 0xAC, 0, 0, 0, 0, 0, 0, 0, 0, 64, 3, 0),
		STEP_IN(nothing, 0x5A, 0x08, 0x2A, 0, 0, 0, 0, 0x02, 0x00, 0),
		STEP_IN(nothing, 0x28, 0, 0, 0, 0, 5, 0, 0, 1, 0),
		STEP_IN(nothing, 0xAD, 1, 0, 0, 0, 0, 0, 0xC0, 0, 8, 0, 0),
	};
	size_t count = sizeof steps / sizeof *steps;
	struct br_transport *transport;
	struct mmc_inquiry unit;
	struct mmc_event event;
	struct mmc_disc_information disc;
	struct mmc_track_information track;
	struct mmc_capacity capacity;
	struct mmc_buffer_capacity buffer;
	struct mmc_format_capacities formats;
	struct mmc_write_speed_descriptor speed;
	struct mmc_capabilities capabilities;
	struct mmc_write_protection protection;
	uint8_t block[2048];
	uint16_t profile;
	unsigned n;

	(void)state;
	for (size_t i = 0; i < count; i++)
		steps[i].data_in_bytes = 0;
	transport = scripted_create(steps, count);
	assert_int_equal(mmc_inquiry(transport, &unit).code, BR_E_BAD_REPLY);
	assert_int_equal(mmc_get_current_profile(transport, &profile).code, BR_E_BAD_REPLY);
	assert_int_equal(mmc_get_event(transport, 0x10, &event).code, BR_E_BAD_REPLY);
	assert_int_equal(mmc_read_disc_information(transport, &disc).code, BR_E_BAD_REPLY);
	assert_int_equal(mmc_read_track_information(transport, MMC_TRACK_BY_NUMBER, 1, &track).code,
		BR_E_BAD_REPLY);
	assert_int_equal(mmc_read_capacity(transport, &capacity).code, BR_E_BAD_REPLY);
	assert_int_equal(mmc_read_buffer_capacity(transport, &buffer).code, BR_E_BAD_REPLY);
	assert_int_equal(mmc_read_format_capacities(transport, &formats).code, BR_E_BAD_REPLY);
	assert_int_equal(mmc_get_write_speeds(transport, &speed, 1, &n).code, BR_E_BAD_REPLY);
	assert_int_equal(mmc_get_capabilities(transport, &capabilities).code, BR_E_BAD_REPLY);
	assert_int_equal(mmc_read(transport, 5, 1, block).code, BR_E_BAD_REPLY);
	assert_int_equal(
		mmc_read_write_protection(transport, true, &protection).code, BR_E_BAD_REPLY);
	scripted_finish(transport);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(inquiry),
		cmocka_unit_test(current_profile_and_a_feature),
		cmocka_unit_test(events),
		cmocka_unit_test(disc_information),
		cmocka_unit_test(track_information),
		cmocka_unit_test(capacities),
		cmocka_unit_test(write_protection),
		cmocka_unit_test(format_capacities),
		cmocka_unit_test(write_speeds),
		cmocka_unit_test(nominal_performance),
		cmocka_unit_test(capabilities_page),
		cmocka_unit_test(mode_page_that_lies_about_its_length),
		cmocka_unit_test(empty_replies_are_refused_everywhere),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
