/* SPDX-License-Identifier: MIT */
/*
 * walk.h: a recorder and every format with it, for tests that go through all members: a drive whose
 * commands, and a program whose allocations, can be made to fail.
 */
#ifndef ENGINE_IMAPI2_TESTS_WALK_H
#define ENGINE_IMAPI2_TESTS_WALK_H

#include "engine/formats/tests/failing_transport.h"
#include "engine/imapi2/tests/rig.h"

struct walk {
	struct failing_transport failing; /* first, so that a pointer to it is one to the walk */
	unsigned short_at;		  /* the command with whose reply only one byte comes */
	bool shortened;			  /* it had more */
	void (*intercept)(
		struct walk *walk, struct br_command *command); /* or NULL; see walk_pass */
	void (*pause)(void), (*resume)(void); /* around every command of the drive; or NULL */
	IDiscRecorder2 *recorder;
	IDiscRecorder2Ex *ex; /* of the recorder */
	IDiscFormat2Data *data;
	IDiscFormat2Erase *erase;
	IDiscFormat2TrackAtOnce *audio;
	IDiscFormat2RawCD *raw;
	IWriteEngine2 *engine; /* of 2048 bytes a sector */
};

/* walk_pass: the command on to the drive, from an `intercept` that wants it so. */
void walk_pass(struct walk *walk, struct br_command *command);
/* walk_refuse: instead, CHECK CONDITION with these. */
void walk_refuse(struct br_command *command, uint8_t key, uint8_t code, uint8_t qualifier);

/* walk_open_drive: a drive with a new disc of @medium, or NULL; no objects yet. */
void walk_open_drive(struct walk *walk, const char *medium);
void walk_close_drive(struct walk *walk);

/*
 * walk_create: the objects; each of those after the recorder is given it and a client's name.
 * What cannot be made stays NULL; walk_release takes that.
 */
HRESULT walk_create(struct walk *walk);
void walk_release(struct walk *walk);

/* Both in one; the objects are there. */
void walk_open(struct walk *walk, const char *medium);
void walk_close(struct walk *walk);

/* HANDED_OUT: ex_MEMBER(walk), bytes or numbers from IDiscRecorder2Ex, with the arguments that it wants before them. */
#define HANDED_OUT(member, type, ...)                                                            \
	static HRESULT ex_##member(struct walk *walk)                                            \
	{                                                                                        \
		type *out = NULL;                                                                \
		ULONG count;                                                                     \
		HRESULT result = IDiscRecorder2Ex_##member(walk->ex, __VA_ARGS__ & out, &count); \
                                                                                                 \
		CoTaskMemFree(out);                                                              \
		return result;                                                                   \
	}
#define COMMA ,

#endif
