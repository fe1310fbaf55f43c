/* SPDX-License-Identifier: MIT */
/*
 * SEND DIAGNOSTIC, RECEIVE DIAGNOSTIC RESULTS, LOG SENSE (SPC-3 6.26, 6.18, 6.6): an optical drive has the
 * default self-test and, of diagnostic and log pages, the lists of which there are.
 */
#include "emulator/drive/bytes.h"
#include "emulator/drive/commands.h"
#include "emulator/drive/state.h"

#define PAGE_SUPPORTED		0x00
#define DIAGNOSTIC_HEADER_BYTES 4

/* The self-test turns the spindle and moves the sled; with no disc there is less to try. */
#define SELF_TEST_NS UINT64_C(500000000)

/* A page list of the host: only the one that asks for the list of pages, which has no more bytes. */
static struct sense take_page(struct call *call)
{
	uint8_t header[DIAGNOSTIC_HEADER_BYTES];

	if (call->length_bytes != sizeof header ||
		call_gather(call, header, sizeof header) != sizeof header)
		return sense_of(SENSE_ID_PARAMETER_LIST_LENGTH_ERROR);
	if (header[0] != PAGE_SUPPORTED)
		return sense_bad_parameter(0, SENSE_NO_BIT);
	if (header[1])
		return sense_bad_parameter(1, SENSE_NO_BIT);
	if (get_be16(header + 2))
		return sense_bad_parameter(2, SENSE_NO_BIT);
	return SENSE_GOOD;
}

/* DevOffL and UnitOffL permit more than the test here does. */
struct sense cmd_send_diagnostic(struct burnrig_drive *drive, struct call *call)
{
	bool page_format = bits(call->cdb[1], 4, 4), self_test = bits(call->cdb[1], 2, 2);

	if (bits(call->cdb[1], 7, 5)) /* no background or extended tests */
		return sense_bad_cdb_field(1, 7);
	if (self_test && call->length_bytes)
		return sense_bad_cdb_field(3, SENSE_NO_BIT);
	if (self_test) {
		call->busy_ns = mechanism_flush(drive, call->start_ns) + SELF_TEST_NS;
		return SENSE_GOOD;
	}
	if (!call->length_bytes)
		return SENSE_GOOD;
	if (!page_format) /* the vendor's own */
		return sense_bad_cdb_field(1, 4);
	return take_page(call);
}

/* Without PCV it is the page that SEND DIAGNOSTIC asked for, which can only be this one. */
struct sense cmd_receive_diagnostic_results(struct burnrig_drive *drive, struct call *call)
{
	struct reply_mark length;

	(void)drive;
	if (call->cdb[2] != PAGE_SUPPORTED)
		return sense_bad_cdb_field(2, SENSE_NO_BIT);
	reply_u8(call->reply, PAGE_SUPPORTED);
	reply_u8(call->reply, 0);
	length = reply_length_be16(call->reply);
	reply_u8(call->reply, PAGE_SUPPORTED);
	reply_close(call->reply, length);
	return SENSE_GOOD;
}

/* A list has no parameters, so no parameter pointer can be within it; it is the same for every PC. */
struct sense cmd_log_sense(struct burnrig_drive *drive, struct call *call)
{
	struct reply_mark length;

	(void)drive;
	if (bits(call->cdb[2], 5, 0) != PAGE_SUPPORTED)
		return sense_bad_cdb_field(2, 5);
	if (call->cdb[3])
		return sense_bad_cdb_field(3, SENSE_NO_BIT);
	if (get_be16(call->cdb + 5))
		return sense_bad_cdb_field(5, SENSE_NO_BIT);
	reply_u8(call->reply, PAGE_SUPPORTED);
	reply_u8(call->reply, 0);
	length = reply_length_be16(call->reply);
	reply_u8(call->reply, PAGE_SUPPORTED);
	reply_close(call->reply, length);
	return SENSE_GOOD;
}
