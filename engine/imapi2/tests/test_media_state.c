/* SPDX-License-Identifier: MIT */
/*
 * What MsftDiscFormat2Data tells of the disc: the bits of its state and of its protection, as the
 * documentation numbers them, written out, for discs brought into each state.
 */
#include "engine/imapi2/tests/walk.h"

#define BLANK_STATE	 0x2
#define OVERWRITE_ONLY	 0x1
#define APPENDABLE	 0x4
#define FINAL_SESSION	 0x8
#define DAMAGED		 0x400
#define ERASE_REQUIRED	 0x800
#define OPEN_SESSION	 0x1000
#define WRITE_PROTECTED	 0x2000
#define FINALIZED	 0x4000
#define READ_ONLY_MEDIUM 0x4000 /* of the protection */

static void assert_state(IDiscFormat2Data *format, LONG expected_status, LONG expected_protection)
{
	IMAPI_FORMAT2_DATA_MEDIA_STATE status = 0;
	IMAPI_MEDIA_WRITE_PROTECT_STATE protection = 0;

	assert_hr(IDiscFormat2Data_get_CurrentMediaStatus(format, &status), 0);
	assert_int_equal(status, expected_status);
	assert_hr(IDiscFormat2Data_get_WriteProtectStatus(format, &protection), 0);
	assert_int_equal(protection, expected_protection);
}

static void new_discs(void **state)
{
	static const struct {
		const char *medium;
		LONG status;
	} discs[] = {
		{ "cd-r-80", BLANK_STATE },
		{ "dvd+r", BLANK_STATE },
		{ "dvd-r-dl", BLANK_STATE | FINAL_SESSION }, /* it takes one session */
		{ "bd-r-25", BLANK_STATE },
		{ "dvd-ram", OVERWRITE_ONLY },
	};

	(void)state;
	for (size_t i = 0; i < sizeof discs / sizeof *discs; i++) {
		struct imapi_rig rig;

		imapi_rig_open(&rig, discs[i].medium);
		assert_state(rig.format, discs[i].status, 0);
		imapi_rig_close(&rig);
	}
}

static void a_session_and_the_last_one(void **state)
{
	struct imapi_rig rig;

	(void)state;
	imapi_rig_open(&rig, "dvd+r");
	assert_hr(
		IDiscFormat2Data_put_DisableConsumerDvdCompatibilityMode(rig.format, VARIANT_TRUE),
		0);
	assert_hr(imapi_burn(rig.format, IMAGE_BYTES), 0);
	assert_state(rig.format, APPENDABLE, 0);
	assert_hr(IDiscFormat2Data_put_ForceMediaToBeClosed(rig.format, VARIANT_TRUE), 0);
	assert_hr(imapi_burn(rig.format, IMAGE_BYTES), 0);
	assert_state(rig.format, FINALIZED | WRITE_PROTECTED, READ_ONLY_MEDIUM);
	imapi_rig_close(&rig);
}

/* It has to be erased before anything can be written; protected it is not. */
static void a_closed_rewritable_disc(void **state)
{
	struct imapi_rig rig;

	(void)state;
	imapi_rig_open(&rig, "cd-rw-80-high-speed");
	assert_hr(IDiscFormat2Data_put_ForceMediaToBeClosed(rig.format, VARIANT_TRUE), 0);
	assert_hr(imapi_burn(rig.format, IMAGE_BYTES), 0);
	assert_state(rig.format, FINALIZED | ERASE_REQUIRED, 0);
	imapi_rig_close(&rig);
}

static void erase(struct imapi_rig *rig, bool full)
{
	BSTR name = SysAllocString(L"Eraser");
	IDiscFormat2Erase *erase =
		imapi_create(&CLSID_MsftDiscFormat2Erase, &IID_IDiscFormat2Erase);

	assert_hr(IDiscFormat2Erase_put_Recorder(erase, rig->recorder), 0);
	assert_hr(IDiscFormat2Erase_put_ClientName(erase, name), 0);
	assert_hr(IDiscFormat2Erase_put_FullErase(erase, full ? VARIANT_TRUE : VARIANT_FALSE), 0);
	assert_hr(IDiscFormat2Erase_EraseMedia(erase), 0);
	IDiscFormat2Erase_Release(erase);
	SysFreeString(name);
}

/* After the short erasure only a recording at once is possible, so that the next session is the last. */
static void a_dvd_rw_erased_shortly_and_fully(void **state)
{
	struct imapi_rig rig;

	(void)state;
	imapi_rig_open(&rig, "dvd-rw");
	assert_state(rig.format, BLANK_STATE, 0);
	erase(&rig, false);
	assert_state(rig.format, BLANK_STATE | FINAL_SESSION, 0);
	erase(&rig, true);
	assert_state(rig.format, BLANK_STATE, 0);
	imapi_rig_close(&rig);
}

static void no_write_from_sector_64(struct walk *walk, struct br_command *command)
{
	if (command->cdb[0] == 0x2A && (command->cdb[4] || command->cdb[5] >= 64))
		walk_refuse(command, 0x03, 0x0C, 0x00);
	else
		walk_pass(walk, command);
}

static void a_burn_that_fails_leaves_the_session_open(void **state)
{
	struct walk walk;

	(void)state;
	walk_open(&walk, "dvd+r");
	walk.intercept = no_write_from_sector_64;
	assert_true(FAILED(imapi_burn(walk.data, IMAGE_BYTES)));
	walk.intercept = NULL;
	assert_state(walk.data, OPEN_SESSION, 0);
	assert_hr(imapi_burn(walk.data, IMAGE_BYTES), 0); /* behind it */
	assert_state(walk.data, FINALIZED | WRITE_PROTECTED, READ_ONLY_MEDIUM);
	walk_close(&walk);
}

/* By the program itself, with SEND DISC STRUCTURE: a DVD-RAM takes it once it is formatted. */
static void persistent_write_protection(void **state)
{
	BYTE persistent[4] = { 0x02 };
	IDiscRecorder2Ex *ex;
	struct imapi_rig rig;

	(void)state;
	imapi_rig_open(&rig, "dvd-ram");
	imapi_wait_ready(&rig);
	ex = imapi_ex_of(&rig);
	assert_hr(IDiscRecorder2Ex_SendDvdStructure(ex, 0xC0, persistent, sizeof persistent), 0);
	IDiscRecorder2Ex_Release(ex);
	assert_state(rig.format, OVERWRITE_ONLY | WRITE_PROTECTED, 0x8);
	imapi_rig_close(&rig);
}

/* ---- what a drive answers ---------------------------------------------------------------- */

static void everything_is_protected(struct walk *walk, struct br_command *command)
{
	walk_pass(walk, command);
	if (command->cdb[0] == 0xAD && command->cdb[7] == 0xC0)
		((uint8_t *)command->data_in)[4] = 0x0F;
}

static void reason_for_each_bit_of_the_drive(void **state)
{
	static const struct {
		const char *medium;
		LONG status, protection;
	} discs[] = {
		/* until power-down 1, cartridge 2, reason of the medium 4, software 8 */
		{ "dvd-ram", OVERWRITE_ONLY | WRITE_PROTECTED, 0xF },
		{ "bd-re-25", OVERWRITE_ONLY | BLANK_STATE | WRITE_PROTECTED, 0xF },
		/* 0x10: by a disc control block, which is a DVD+RW's */
		{ "dvd+rw", OVERWRITE_ONLY | BLANK_STATE | WRITE_PROTECTED, 0x17 },
		{ "cd-r-80", BLANK_STATE, 0 }, /* which is not asked */
	};

	(void)state;
	for (size_t i = 0; i < sizeof discs / sizeof *discs; i++) {
		struct walk walk;

		walk_open(&walk, discs[i].medium);
		walk.intercept = everything_is_protected;
		assert_state(walk.data, discs[i].status, discs[i].protection);
		walk_close(&walk);
	}
}

static void has_no_such_structure(struct walk *walk, struct br_command *command)
{
	if (command->cdb[0] == 0xAD)
		walk_refuse(command, 0x05, 0x24, 0x00);
	else
		walk_pass(walk, command);
}

static void cannot_read_the_structure(struct walk *walk, struct br_command *command)
{
	if (command->cdb[0] == 0xAD)
		walk_refuse(command, 0x04, 0x3E, 0x00);
	else
		walk_pass(walk, command);
}

static void drive_without_the_structure_and_one_that_fails(void **state)
{
	IMAPI_FORMAT2_DATA_MEDIA_STATE status;
	IMAPI_MEDIA_WRITE_PROTECT_STATE protection;
	struct walk walk;

	(void)state;
	walk_open(&walk, "dvd+r");
	walk.intercept = has_no_such_structure;
	assert_state(walk.data, BLANK_STATE, 0);
	walk.intercept = cannot_read_the_structure;
	assert_true(FAILED(IDiscFormat2Data_get_CurrentMediaStatus(walk.data, &status)));
	assert_true(FAILED(IDiscFormat2Data_get_WriteProtectStatus(walk.data, &protection)));
	walk_close(&walk);
}

/* READ DISC INFORMATION: the disc is incomplete, its last session damaged. */
static void last_session_is_damaged(struct walk *walk, struct br_command *command)
{
	uint8_t *reply = command->data_in;

	walk_pass(walk, command);
	if (command->cdb[0] == 0x51)
		reply[2] = (uint8_t)((reply[2] & 0xF0) | 0x09);
}

static void track_last_recorded(struct walk *walk, struct br_command *command)
{
	uint8_t *reply = command->data_in;

	walk_pass(walk, command);
	if (command->cdb[0] != 0x52)
		return;
	reply[7] |= 0x02; /* LRA_V */
	reply[28] = 0x00;
	reply[29] = 0x01;
	reply[30] = 0x02;
	reply[31] = 0x03;
}

static void track_without_last_recorded(struct walk *walk, struct br_command *command)
{
	walk_pass(walk, command);
	if (command->cdb[0] == 0x52)
		((uint8_t *)command->data_in)[7] &= 0xFD;
}

static void track_that_cannot_be_told(struct walk *walk, struct br_command *command)
{
	if (command->cdb[0] == 0x52)
		walk_refuse(command, 0x04, 0x3E, 0x00);
	else
		walk_pass(walk, command);
}

static void last_written_address_of_a_disc_that_is_overwritten(void **state)
{
	IMultisessionRandomWrite *random;
	SAFEARRAY *array;
	VARIANT one;
	LONG at = 0, last = -1;
	struct walk walk;

	(void)state;
	walk_open(&walk, "bd-re-25");
	assert_hr(IDiscFormat2Data_get_MultisessionInterfaces(walk.data, &array), 0);
	assert_hr(SafeArrayGetElement(array, &at, &one), 0);
	assert_hr(IDispatch_QueryInterface(
			  V_DISPATCH(&one), &IID_IMultisessionRandomWrite, (void **)&random),
		0);
	assert_hr(IMultisessionRandomWrite_get_LastWrittenAddress(random, NULL), 0x80004003);
	walk.intercept = track_without_last_recorded;
	assert_hr(IMultisessionRandomWrite_get_LastWrittenAddress(random, &last), 0x80004001);
	walk.intercept = track_last_recorded;
	assert_hr(IMultisessionRandomWrite_get_LastWrittenAddress(random, &last), 0);
	assert_int_equal(last, 0x010203);
	walk.intercept = track_that_cannot_be_told;
	assert_true(FAILED(IMultisessionRandomWrite_get_LastWrittenAddress(random, &last)));
	walk.intercept = NULL;
	IMultisessionRandomWrite_Release(random);
	VariantClear(&one);
	SafeArrayDestroy(array);
	walk_close(&walk);
}

/* The same through the disc's object; nothing can be added to one that is closed. */
static void sessions_of_an_open_and_of_a_closed_disc(void **state)
{
	(void)state;
	for (int closed = 0; closed < 2; closed++) {
		IMultisessionSequential2 *sequential;
		VARIANT_BOOL supported;
		SAFEARRAY *array;
		VARIANT one;
		LONG at = 0, start = -1, last = -1;
		struct imapi_rig rig;

		imapi_rig_open(&rig, "dvd+r");
		assert_hr(IDiscFormat2Data_put_DisableConsumerDvdCompatibilityMode(
				  rig.format, closed ? VARIANT_FALSE : VARIANT_TRUE),
			0);
		assert_hr(imapi_burn(rig.format, IMAGE_BYTES), 0);
		assert_hr(IDiscFormat2Data_get_MultisessionInterfaces(rig.format, &array), 0);
		assert_hr(SafeArrayGetElement(array, &at, &one), 0);
		assert_hr(IDispatch_QueryInterface(V_DISPATCH(&one), &IID_IMultisessionSequential2,
				  (void **)&sequential),
			0);
		assert_hr(IMultisessionSequential2_get_IsSupportedOnCurrentMediaState(
				  sequential, &supported),
			0);
		assert_int_equal(supported, closed ? VARIANT_FALSE : VARIANT_TRUE);
		assert_hr(IMultisessionSequential2_get_StartAddressOfPreviousSession(
				  sequential, NULL),
			0x80004003);
		if (!closed) {
			assert_hr(IMultisessionSequential2_get_StartAddressOfPreviousSession(
					  sequential, &start),
				0);
			assert_hr(IMultisessionSequential2_get_LastWrittenAddressOfPreviousSession(
					  sequential, &last),
				0);
			assert_int_equal(start, 0);
			assert_int_equal(last, IMAGE_SECTORS - 1);
		}
		IMultisessionSequential2_Release(sequential);
		VariantClear(&one);
		SafeArrayDestroy(array);
		imapi_rig_close(&rig);
	}
}

/* Neither is there on an empty disc, and so not on one where all can be overwritten. */
static void no_session_before(void **state)
{
	static const char *const media[] = { "cd-r-80", "dvd-rw", "dvd-ram", "bd-re-25" };

	(void)state;
	for (size_t i = 0; i < sizeof media / sizeof *media; i++) {
		struct imapi_rig rig;
		LONG start = 0, last = 0;

		imapi_rig_open(&rig, media[i]);
		assert_hr(
			IDiscFormat2Data_get_StartAddressOfPreviousSession(rig.format, &start), 0);
		assert_int_equal(start, -1);
		assert_hr(
			IDiscFormat2Data_get_LastWrittenAddressOfPreviousSession(rig.format, &last),
			0);
		assert_int_equal(last, -1);
		imapi_rig_close(&rig);
	}
}

static void damaged_discs(void **state)
{
	static const struct {
		const char *medium;
		LONG status;
	} discs[] = {
		{ "dvd+r", DAMAGED },
		{ "cd-rw-80-high-speed", DAMAGED | ERASE_REQUIRED },
		{ "dvd-ram", OVERWRITE_ONLY | DAMAGED },
	};

	(void)state;
	for (size_t i = 0; i < sizeof discs / sizeof *discs; i++) {
		struct walk walk;

		walk_open(&walk, discs[i].medium);
		walk.intercept = last_session_is_damaged;
		assert_state(walk.data, discs[i].status, 0);
		walk_close(&walk);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(new_discs),
		cmocka_unit_test(a_session_and_the_last_one),
		cmocka_unit_test(a_closed_rewritable_disc),
		cmocka_unit_test(a_dvd_rw_erased_shortly_and_fully),
		cmocka_unit_test(a_burn_that_fails_leaves_the_session_open),
		cmocka_unit_test(persistent_write_protection),
		cmocka_unit_test(reason_for_each_bit_of_the_drive),
		cmocka_unit_test(drive_without_the_structure_and_one_that_fails),
		cmocka_unit_test(last_written_address_of_a_disc_that_is_overwritten),
		cmocka_unit_test(sessions_of_an_open_and_of_a_closed_disc),
		cmocka_unit_test(no_session_before),
		cmocka_unit_test(damaged_discs),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
