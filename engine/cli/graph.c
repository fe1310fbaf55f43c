/* SPDX-License-Identifier: MIT */
/*
 * burnrig graph: a burn's log as people know it from burn graphs. Drawn by gnuplot: four plots,
 * against LBA on the left, against time on the right; speed and rotation above, buffers below.
 */
#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/cli/burn_log.h"
#include "engine/cli/commands.h"

#define EXIT_USAGE 2
#define LOGS_MAX   2

static const char help[] =
	"usage: burnrig graph LOG [LOG2] -o FILE.svg|FILE.png\n"
	"\n"
	"Draw write speed, rotation, and the buffers of drive and host, against LBA and against time,\n"
	"from what burnrig burn --json or burnrig drive simulate --json wrote. Two logs are drawn on\n"
	"one plot. \"-\" is standard input. gnuplot draws.\n"
	"\n"
	"  -o, --output FILE   the picture, SVG or PNG by its name\n"
	"  --help              this text\n";

struct graph {
	const char *output, *terminal;
	struct burn_log logs[LOGS_MAX];
	unsigned count;
};

static int usage_error(const char *what, const char *text)
{
	fprintf(stderr, "burnrig graph: %s%s\nburnrig graph --help says more\n", what, text);
	return EXIT_USAGE;
}

/* gnuplot's terminal by the file's name; NULL when it is of neither kind. */
static const char *terminal_of(const char *path)
{
	const char *suffix = strrchr(path, '.');

	if (suffix && strcmp(suffix, ".svg") == 0)
		return "svg size 1200,800 font 'sans,12' background '#ffffff' noenhanced";
	if (suffix && strcmp(suffix, ".png") == 0)
		return "png size 1200,800 noenhanced";
	return NULL;
}

/* -1 to go on, else the exit status. */
static int parse_options(int argc, char **argv, struct graph *graph)
{
	static const struct option known[] = { { "output", required_argument, NULL, 'o' },
		{ "help", no_argument, NULL, 'h' }, { NULL, 0, NULL, 0 } };
	int letter;

	optind = 1;
	while ((letter = getopt_long(argc, argv, "o:", known, NULL)) != -1) {
		if (letter == 'h') {
			fputs(help, stdout);
			return EXIT_SUCCESS;
		}
		if (letter != 'o')
			return usage_error("wrong option", "");
		graph->output = optarg;
	}
	if (optind == argc || argc - optind > LOGS_MAX)
		return usage_error("one log or two are needed", "");
	if (!graph->output)
		return usage_error("no output given: -o FILE.svg or -o FILE.png", "");
	graph->terminal = terminal_of(graph->output);
	if (!graph->terminal)
		return usage_error("neither .svg nor .png: ", graph->output);
	return -1;
}

/* In single quotes nothing but a quote has a meaning to gnuplot; a new line would end it. */
static void put_quoted(FILE *out, const char *text)
{
	putc('\'', out);
	for (; *text; text++) {
		if (*text == '\'')
			putc('\'', out);
		putc(*text == '\n' ? ' ' : *text, out);
	}
	putc('\'', out);
}

static void put_value(FILE *out, double value)
{
	if (value < 0)
		fputs(" NaN", out);
	else
		fprintf(out, " %.9g", value);
}

/* $logN: 1 seconds, 2 million sectors, 3 x, 4 drive buffer, 5 host buffer, 6 rotation. */
static void put_data(FILE *out, const struct burn_log *log, unsigned index)
{
	fprintf(out, "$log%u << END\n", index);
	for (size_t i = 0; i < log->count; i++) {
		const struct burn_log_point *point = &log->points[i];

		fprintf(out, "%.9g %.9g %.9g", point->seconds, point->lba / 1e6, point->x);
		put_value(out, point->drive_buffer_percent);
		put_value(out, point->host_buffer_percent);
		put_value(out, point->rotation_rpm);
		putc('\n', out);
	}
	fputs("END\n", out);
}

static bool has(const struct burn_log *log, size_t offset)
{
	for (size_t i = 0; i < log->count; i++) {
		double value;

		memcpy(&value, (const char *)&log->points[i] + offset, sizeof value);
		if (value >= 0)
			return true;
	}
	return false;
}

struct curve {
	unsigned column;
	size_t offset; /* of its value in a point */
	const char *name, *axes, *colours[LOGS_MAX];
};

static const struct curve upper[] = {
	{ 3, offsetof(struct burn_log_point, x), "speed", "x1y1", { "#1f6f3f", "#1f4f9f" } },
	{ 6, offsetof(struct burn_log_point, rotation_rpm), "rotation", "x1y2",
		{ "#b0503a", "#a060b0" } },
};
static const struct curve lower[] = {
	{ 4, offsetof(struct burn_log_point, drive_buffer_percent), "drive buffer", "x1y1",
		{ "#b0803a", "#1f4f9f" } },
	{ 5, offsetof(struct burn_log_point, host_buffer_percent), "host buffer", "x1y1",
		{ "#707070", "#a060b0" } },
};

#define CURVES 2

static void put_plot(
	FILE *out, const struct graph *graph, const struct curve *curves, unsigned x_column)
{
	const char *between = "plot";

	for (unsigned log = 0; log < graph->count; log++)
		for (unsigned i = 0; i < CURVES; i++) {
			if (!has(&graph->logs[log], curves[i].offset))
				continue;
			fprintf(out, "%s $log%u using %u:%u axes %s with lines lw 2 lc '%s' title ",
				between, log, x_column, curves[i].column, curves[i].axes,
				curves[i].colours[log]);
			fprintf(out, "'%s%s'", curves[i].name,
				graph->count == 1 ? ""
				: log == 0	  ? " 1"
						  : " 2");
			between = ",";
		}
	/* a log without any of them still has its plot */
	fputs(*between == ',' ? "\n" : "plot NaN notitle\n", out);
}

static void put_script(FILE *out, const struct graph *graph)
{
	for (unsigned i = 0; i < graph->count; i++)
		put_data(out, &graph->logs[i], i);
	fprintf(out, "set terminal %s\nset output ", graph->terminal);
	put_quoted(out, graph->output);
	fputs("\nset multiplot layout 2,2 title ", out);
	if (graph->count == 1) {
		put_quoted(out, graph->logs[0].title);
	} else {
		char title[400];

		snprintf(title, sizeof title, "1: %s      2: %s", graph->logs[0].title,
			graph->logs[1].title);
		put_quoted(out, title);
	}
	fputs("\nset grid\nset key bottom right\nset ytics nomirror\n"
	      "set ylabel 'speed (x)'\nset y2label 'rotation (rpm)'\nset y2tics\n"
	      "set yrange [0:*]\nset y2range [0:*]\nset xrange [0:*]\n"
	      "set xlabel 'million sectors'\n",
		out);
	put_plot(out, graph, upper, 2);
	fputs("set xlabel 'seconds'\n", out);
	put_plot(out, graph, upper, 1);
	fputs("unset y2label\nunset y2tics\nset ylabel 'buffer (%)'\nset yrange [0:110]\n"
	      "set xlabel 'million sectors'\n",
		out);
	put_plot(out, graph, lower, 2);
	fputs("set xlabel 'seconds'\n", out);
	put_plot(out, graph, lower, 1);
	fputs("unset multiplot\n", out);
}

static int draw(const struct graph *graph)
{
	FILE *gnuplot = popen("gnuplot", "w");
	int status;

	if (!gnuplot) {
		perror("burnrig graph: gnuplot");
		return EXIT_FAILURE;
	}
	put_script(gnuplot, graph);
	status = pclose(gnuplot);
	if (status == 0)
		return EXIT_SUCCESS;
	fprintf(stderr, "burnrig graph: gnuplot did not draw %s (Debian package gnuplot-nox)\n",
		graph->output);
	return EXIT_FAILURE;
}

int cmd_graph(int argc, char **argv)
{
	struct graph graph = { .count = 0 };
	char problem[512];
	int status = parse_options(argc, argv, &graph);

	if (status >= 0)
		return status;
	while (optind + (int)graph.count < argc) {
		if (burn_log_read(argv[optind + (int)graph.count], &graph.logs[graph.count],
			    problem, sizeof problem) < 0) {
			fprintf(stderr, "burnrig graph: %s\n", problem);
			status = EXIT_FAILURE;
			break;
		}
		graph.count++;
	}
	if (status < 0)
		status = draw(&graph);
	for (unsigned i = 0; i < graph.count; i++)
		burn_log_free(&graph.logs[i]);
	return status;
}
