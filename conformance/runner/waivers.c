/* SPDX-License-Identifier: MIT */
#include "conformance/runner/waivers.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <confuse.h>

struct problem_text {
	char *out;
	size_t room;
};

/* libconfuse hands the error function only the cfg; its title chain leads to nothing of ours. */
static _Thread_local struct problem_text problem_text;

static void __attribute__((format(printf, 2, 0)))
keep_problem(cfg_t *cfg, const char *format, va_list arguments)
{
	char said[256];

	vsnprintf(said, sizeof said, format, arguments);
	snprintf(problem_text.out, problem_text.room, "%s:%d: %s",
		cfg && cfg->filename ? cfg->filename : "waivers", cfg ? cfg->line : 0, said);
}

/* "000Ah" */
static bool parse_profile(const char *text, uint16_t *ret_profile)
{
	unsigned profile;
	int end = 0;

	*ret_profile = 0;
	if (!text)
		return true;
	if (sscanf(text, "%4xh%n", &profile, &end) != 1 || end == 0 || text[end] || !profile)
		return false;
	*ret_profile = (uint16_t)profile;
	return true;
}

static int check_waiver(cfg_t *cfg, cfg_opt_t *opt)
{
	cfg_t *waive = cfg_opt_getnsec(opt, cfg_opt_size(opt) - 1);
	const char *reason = cfg_getstr(waive, "reason"), *by = cfg_getstr(waive, "by");
	const char *expires = cfg_getstr(waive, "expires");
	struct tm day = { 0 };
	uint16_t profile;

	if (!reason || !reason[0] || !by || !by[0]) {
		cfg_error(cfg, "waiver \"%s\" needs a reason and who answers for it (by)",
			cfg_title(waive));
		return -1;
	}
	if (!parse_profile(cfg_getstr(waive, "profile"), &profile)) {
		cfg_error(cfg, "waiver \"%s\": profile is a number, as 000Ah", cfg_title(waive));
		return -1;
	}
	if (expires) {
		const char *rest = strptime(expires, "%Y-%m-%d", &day);
		if (!rest || *rest) {
			cfg_error(cfg, "waiver \"%s\": expires is YYYY-MM-DD", cfg_title(waive));
			return -1;
		}
	}
	return 0;
}

/* The whole day of expiry still counts. */
static bool is_expired(const char *expires, time_t today)
{
	struct tm day = { 0 };

	if (!expires)
		return false;
	strptime(expires, "%Y-%m-%d", &day);
	return today >= timegm(&day) + (time_t)24 * 60 * 60;
}

static int collect(cfg_t *cfg, time_t today, struct waivers **ret_waivers)
{
	const size_t count = cfg_size(cfg, "waive");
	struct waivers *waivers = calloc(1, sizeof *waivers);

	if (!waivers)
		return -ENOMEM;
	waivers->list = calloc(count ? count : 1, sizeof *waivers->list);
	for (size_t i = 0; waivers->list && i < count; i++) {
		cfg_t *waive = cfg_getnsec(cfg, "waive", (unsigned)i);
		struct waiver *waiver = &waivers->list[waivers->count++];
		waiver->id = strdup(cfg_title(waive));
		waiver->reason = strdup(cfg_getstr(waive, "reason"));
		waiver->by = strdup(cfg_getstr(waive, "by"));
		parse_profile(cfg_getstr(waive, "profile"), &waiver->profile);
		waiver->is_expired = is_expired(cfg_getstr(waive, "expires"), today);
		if (!waiver->id || !waiver->reason || !waiver->by) {
			waivers_free(waivers);
			return -ENOMEM;
		}
	}
	*ret_waivers = waivers;
	return waivers->list ? 0 : -ENOMEM;
}

int waivers_load(const char *path, time_t today, struct waivers **ret_waivers, char *problem,
	size_t problem_bytes)
{
	cfg_opt_t fields[] = { CFG_STR("reason", NULL, CFGF_NONE), CFG_STR("by", NULL, CFGF_NONE),
		CFG_STR("expires", NULL, CFGF_NONE), CFG_STR("profile", NULL, CFGF_NONE),
		CFG_END() };
	cfg_opt_t options[] = {
		CFG_SEC("waive", fields, CFGF_MULTI | CFGF_TITLE | CFGF_NO_TITLE_DUPES), CFG_END()
	};
	FILE *file = fopen(path, "re");
	cfg_t *cfg;
	int parsed, error;

	if (!file) {
		error = -errno;
		snprintf(problem, problem_bytes, "%s: %s", path, strerror(-error));
		return error;
	}
	problem_text = (struct problem_text) { .out = problem, .room = problem_bytes };
	cfg = cfg_init(options, CFGF_NONE);
	cfg_set_error_function(cfg, keep_problem);
	cfg_set_validate_func(cfg, "waive", check_waiver);
	cfg->filename = strdup(path);
	parsed = cfg_parse_fp(cfg, file);
	fclose(file);
	error = parsed == CFG_SUCCESS ? collect(cfg, today, ret_waivers) : -EINVAL;
	cfg_free(cfg);
	return error;
}

void waivers_free(struct waivers *waivers)
{
	if (!waivers)
		return;
	for (size_t i = 0; i < waivers->count; i++) {
		free(waivers->list[i].id);
		free(waivers->list[i].reason);
		free(waivers->list[i].by);
	}
	free(waivers->list);
	free(waivers);
}

const struct waiver *waivers_find(const struct waivers *waivers, const char *id, uint16_t profile)
{
	for (size_t i = 0; waivers && i < waivers->count; i++) {
		const struct waiver *waiver = &waivers->list[i];

		if (!waiver->is_expired && strcmp(waiver->id, id) == 0 &&
			(!waiver->profile || waiver->profile == profile))
			return waiver;
	}
	return NULL;
}
