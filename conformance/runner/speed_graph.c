/* SPDX-License-Identifier: MIT */
#include "conformance/runner/speed_graph.h"

#define WIDTH  760.0
#define HEIGHT 260.0
#define LEFT   70.0
#define TOP    20.0

struct scale {
	uint32_t end_lba, top_kBps;
};

static uint32_t larger(uint32_t a, uint32_t b)
{
	return a > b ? a : b;
}

static void fit(struct scale *scale, const struct fact_performance *list, unsigned count)
{
	for (unsigned i = 0; i < count; i++) {
		scale->end_lba = larger(scale->end_lba, list[i].end_lba);
		scale->top_kBps = larger(scale->top_kBps, list[i].start_kBps);
		scale->top_kBps = larger(scale->top_kBps, list[i].end_kBps);
	}
}

static double x_of(const struct scale *scale, uint32_t lba)
{
	return LEFT + WIDTH * (double)lba / (double)scale->end_lba;
}

static double y_of(const struct scale *scale, uint32_t kBps)
{
	return TOP + HEIGHT * (1.0 - (double)kBps / ((double)scale->top_kBps * 1.05));
}

static void put_axes(FILE *out, const struct scale *scale)
{
	fprintf(out, "<path d=\"M%.1f %.1fV%.1fH%.1f\" fill=\"none\" stroke=\"#8a94a3\"/>\n", LEFT,
		TOP, TOP + HEIGHT, LEFT + WIDTH);
	for (unsigned i = 0; i <= 4; i++) {
		const uint32_t kBps = (uint32_t)((uint64_t)scale->top_kBps * i / 4);
		const uint32_t lba = (uint32_t)((uint64_t)scale->end_lba * i / 4);
		fprintf(out,
			"<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\">%u</text>"
			"<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%u</text>\n",
			LEFT - 6, y_of(scale, kBps) + 4, kBps, x_of(scale, lba), TOP + HEIGHT + 18,
			lba);
	}
	fprintf(out, "<text x=\"%.1f\" y=\"%.1f\">kB/s (1000 bytes) over LBA</text>\n", LEFT + 8,
		TOP + 4);
}

static void put_line(FILE *out, const struct scale *scale, const struct fact_performance *list,
	unsigned count, const char *color)
{
	for (unsigned i = 0; i < count; i++)
		fprintf(out,
			"<path d=\"M%.1f %.1fL%.1f %.1f\" fill=\"none\" stroke=\"%s\" "
			"stroke-width=\"2.5\"/>\n",
			x_of(scale, list[i].start_lba), y_of(scale, list[i].start_kBps),
			x_of(scale, list[i].end_lba), y_of(scale, list[i].end_kBps), color);
}

static void put_write_speeds(FILE *out, const struct scale *scale, const struct facts *facts)
{
	for (unsigned i = 0; i < facts->write_speed_count; i++) {
		const double y = y_of(scale, facts->write_speeds[i].write_kBps);
		fprintf(out,
			"<path d=\"M%.1f %.1fH%.1f\" stroke=\"#c2570c\" stroke-dasharray=\"3 4\"/>"
			"<text x=\"%.1f\" y=\"%.1f\">%u%s</text>\n",
			LEFT, y, LEFT + WIDTH, LEFT + WIDTH + 6, y + 4,
			facts->write_speeds[i].write_kBps,
			facts->write_speeds[i].rotation_control == 1 ? " CAV" : "");
	}
}

void speed_graph(FILE *out, const struct facts *facts)
{
	struct scale scale = { 0, 0 };

	fit(&scale, facts->reading, facts->reading_count);
	fit(&scale, facts->writing, facts->writing_count);
	for (unsigned i = 0; i < facts->write_speed_count; i++)
		scale.top_kBps = larger(scale.top_kBps, facts->write_speeds[i].write_kBps);
	if (scale.end_lba == 0 || scale.top_kBps == 0) {
		fputs("<p>The drive claims none.</p>\n", out);
		return;
	}
	fprintf(out,
		"<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\" font-size=\"12\" fill=\"#5a6675\">\n",
		LEFT + WIDTH + 90, TOP + HEIGHT + 30);
	put_axes(out, &scale);
	put_write_speeds(out, &scale, facts);
	put_line(out, &scale, facts->reading, facts->reading_count, "#2563ab");
	put_line(out, &scale, facts->writing, facts->writing_count, "#c2570c");
	fputs("</svg>\n<p class=\"why\">Blue: nominal read performance. Orange: nominal write "
	      "performance at the selected speed; dotted: the write speed descriptors.</p>\n",
		out);
}
