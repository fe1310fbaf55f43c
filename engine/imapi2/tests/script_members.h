/* SPDX-License-Identifier: MIT */
/*
 * script_members.h: the members of every scriptable interface, written out from Microsoft's headers. The
 * numbers of IDiscFormat2RawCDEventArgs are ours (see README.md).
 */
#ifndef ENGINE_IMAPI2_TESTS_SCRIPT_MEMBERS_H
#define ENGINE_IMAPI2_TESTS_SCRIPT_MEMBERS_H

#include "imapi2.h"

struct member {
	const OLECHAR *name;
	DISPID id;
	/* What comes out: L number, B truth, S text, A array, O object, E other object; of a method 0. */
	char out;
	bool can_be_put;
	unsigned arguments; /* that must be given to it */
	uint32_t
		too_late; /* what its put answers once a track was written; 0: nothing of its own */
};
extern const struct member IDiscMaster2_members[];
extern const struct member IDiscRecorder2_members[];
extern const struct member IWriteEngine2_members[];
extern const struct member IDiscFormat2Data_members[];
extern const struct member IDiscFormat2Erase_members[];
extern const struct member IDiscFormat2TrackAtOnce_members[];
extern const struct member IDiscFormat2RawCD_members[];
extern const struct member IRawCDImageCreator_members[];
extern const struct member IRawCDImageTrackInfo_members[];
extern const struct member IWriteSpeedDescriptor_members[];
extern const struct member IMultisessionSequential2_members[];
extern const struct member IMultisessionRandomWrite_members[];
extern const struct member IBlockRange_members[];
extern const struct member IBlockRangeList_members[];
extern const struct member IWriteEngine2EventArgs_members[];
extern const struct member IDiscFormat2DataEventArgs_members[];
extern const struct member IDiscFormat2TrackAtOnceEventArgs_members[];
extern const struct member IDiscFormat2RawCDEventArgs_members[];

#endif
