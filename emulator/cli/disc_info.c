/* SPDX-License-Identifier: MIT */
/* burnrig disc info: what is on a disc, for people and as JSON. */
#include <getopt.h>
#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "burnrig/disc.h"
#include "emulator/cli/disc.h"

#define BLOCK_BYTES 2048

static const char info_usage[] =
	"usage: burnrig disc info PATH [--json]\n"
	"\n"
	"Tells what is on the disc: its medium, capacity, sessions and tracks, where writing goes on,\n"
	"and whether it was closed properly. A disc that is in a drive is in use: ask the drive.\n"
	"\n"
	"  --json         one JSON object, for programs\n"
	"  --help         print this\n";

static const char *profile_name(uint16_t profile)
{
	static const struct {
		uint16_t code;
		const char *name;
	} profiles[] = {
#define PROFILE(id, number, text) { number, text },
#include "fixtures/codes/profiles.def"
#undef PROFILE
	};

	for (size_t i = 0; i < sizeof profiles / sizeof profiles[0]; i++)
		if (profiles[i].code == profile)
			return profiles[i].name;
	return "unknown";
}

static const char *disc_status_name(uint8_t status)
{
	static const char *const names[] = { "empty", "incomplete", "finalized", "other" };

	return status < 4 ? names[status] : "unknown";
}

static const char *session_status_name(uint8_t status)
{
	static const char *const names[] = { "empty", "incomplete", "reserved", "complete" };

	return status < 4 ? names[status] : "unknown";
}

/* ---- for people ---- */

static const char *disc_status_sentence(uint8_t status)
{
	static const char *const sentences[] = { "empty", "incomplete: more can be appended",
		"finalized: nothing can be appended", "other: written in any order" };

	return status < 4 ? sentences[status] : "unknown";
}

static const char *track_condition(const struct burnrig_disc_track *track)
{
	if (track->damaged)
		return "damaged";
	if (track->blank)
		return track->reserved ? "reserved" : "blank";
	return track->closed ? "closed" : "open";
}

static void print_address(bool valid, int32_t lba)
{
	if (valid)
		printf(" %9" PRId32, lba);
	else
		printf(" %9s", "-");
}

static void print_tracks(const struct burnrig_disc *disc)
{
	struct burnrig_disc_track track;

	printf("\nsession track     start      size last-rec.   next-wr. data condition\n");
	for (unsigned i = 0; burnrig_disc_track_at(disc, i, &track); i++) {
		printf("%7u %5u %9" PRId32 " %9" PRIu32, track.session, track.number,
			track.start_lba, track.size_blocks);
		print_address(track.last_recorded_valid, track.last_recorded_lba);
		printf(" ");
		print_address(track.next_writable_valid, track.next_writable_lba);
		printf(" %-4s %s\n", track.control & 4 ? "data" : "CDDA", track_condition(&track));
	}
}

static void print_text(const struct burnrig_disc *disc, const struct burnrig_disc_summary *summary)
{
	printf("disc       %s\n", burnrig_disc_path(disc));
	printf("medium     %s: %s, profile %04Xh\n", summary->medium_name,
		profile_name(summary->profile), summary->profile);
	printf("capacity   %" PRIu32 " sectors, %" PRIu64 " bytes\n", summary->capacity_blocks,
		(uint64_t)summary->capacity_blocks * BLOCK_BYTES);
	printf("status     %s\n", disc_status_sentence(summary->disc_status));
	printf("sessions   %u, the last one %s\n", summary->session_count,
		session_status_name(summary->last_session_status));
	printf("tracks     %u\n", summary->track_count);
	printf("clean      %s\n",
		summary->clean ? "yes"
			       : "no: the drive that held it died; what it had confirmed is there");
	print_tracks(disc);
}

/* ---- for programs ---- */

static json_t *address(bool valid, int32_t lba)
{
	return valid ? json_integer(lba) : json_null();
}

static json_t *track_object(const struct burnrig_disc_track *track)
{
	json_t *object = json_object();

	json_object_set_new(object, "number", json_integer(track->number));
	json_object_set_new(object, "session", json_integer(track->session));
	json_object_set_new(object, "start_lba", json_integer(track->start_lba));
	json_object_set_new(object, "size_sectors", json_integer(track->size_blocks));
	json_object_set_new(object, "last_recorded_lba",
		address(track->last_recorded_valid, track->last_recorded_lba));
	json_object_set_new(object, "next_writable_lba",
		address(track->next_writable_valid, track->next_writable_lba));
	json_object_set_new(object, "data", json_boolean(track->control & 4));
	json_object_set_new(object, "control", json_integer(track->control));
	json_object_set_new(object, "data_mode", json_integer(track->data_mode));
	json_object_set_new(object, "blank", json_boolean(track->blank));
	json_object_set_new(object, "reserved", json_boolean(track->reserved));
	json_object_set_new(object, "damaged", json_boolean(track->damaged));
	json_object_set_new(object, "closed", json_boolean(track->closed));
	return object;
}

static json_t *disc_object(
	const struct burnrig_disc *disc, const struct burnrig_disc_summary *summary)
{
	json_t *object = json_object(), *tracks = json_array();
	struct burnrig_disc_track track;

	for (unsigned i = 0; burnrig_disc_track_at(disc, i, &track); i++)
		json_array_append_new(tracks, track_object(&track));
	json_object_set_new(object, "path", json_string(burnrig_disc_path(disc)));
	json_object_set_new(object, "medium", json_string(summary->medium_name));
	json_object_set_new(object, "profile", json_integer(summary->profile));
	json_object_set_new(object, "profile_name", json_string(profile_name(summary->profile)));
	json_object_set_new(
		object, "disc_status", json_string(disc_status_name(summary->disc_status)));
	json_object_set_new(object, "last_session_status",
		json_string(session_status_name(summary->last_session_status)));
	json_object_set_new(object, "session_count", json_integer(summary->session_count));
	json_object_set_new(object, "track_count", json_integer(summary->track_count));
	json_object_set_new(object, "capacity_sectors", json_integer(summary->capacity_blocks));
	json_object_set_new(object, "capacity_bytes",
		json_integer((json_int_t)summary->capacity_blocks * BLOCK_BYTES));
	json_object_set_new(object, "clean", json_boolean(summary->clean));
	json_object_set_new(object, "tracks", tracks);
	return object;
}

/* A path that is no UTF-8 has no JSON string: the key is left out then. */
static void print_json(const struct burnrig_disc *disc, const struct burnrig_disc_summary *summary)
{
	json_t *object = disc_object(disc, summary);

	json_dumpf(object, stdout, JSON_INDENT(2));
	putchar('\n');
	json_decref(object);
}

static int info(const char *path, bool json)
{
	struct burnrig_disc *disc = NULL;
	struct burnrig_disc_summary summary;
	struct burnrig_problem problem = { .line = 0 };
	const int error = burnrig_disc_open(path, true, &disc, &problem);

	if (error)
		return disc_say_problem("info", path, error, &problem);
	burnrig_disc_summary(disc, &summary);
	if (json)
		print_json(disc, &summary);
	else
		print_text(disc, &summary);
	burnrig_disc_close(disc);
	return disc_finish_output("info");
}

int cmd_disc_info(int argc, char **argv)
{
	static const struct option options[] = { { "help", no_argument, NULL, 'h' },
		{ "json", no_argument, NULL, 'j' }, { NULL, 0, NULL, 0 } };
	bool json = false;
	int option;

	optind = 1;
	while ((option = getopt_long(argc, argv, "", options, NULL)) == 'j')
		json = true;
	if (option == 'h') {
		fputs(info_usage, stdout);
		return 0;
	}
	if (option == -1 && optind + 1 == argc)
		return info(argv[optind], json);
	fputs(info_usage, stderr);
	return 2;
}
