# complete.awk: see `complete`. Input: wanted, no-cells, the cells.
# SPDX-License-Identifier: MIT

function regular(patterns,   text) { # comma-separated shell patterns as one regular expression
	text = patterns
	gsub(/ /, "", text)
	gsub(/[.+]/, "\\\\&", text)
	gsub(/\*/, ".*", text)
	gsub(/,/, "|", text)
	return "^(" text ")$"
}
function trimmed(text) { gsub(/^ +| +$/, "", text); return text }
# The line of no-cells that says why, or 0.
function reason_of(program, job, medium,   i) {
	for (i = 1; i <= reasons; i++)
		if (program ~ of_program[i] && job ~ of_job[i] && medium ~ of_medium[i]) {
			used[i] = 1
			return i
		}
	return 0
}
function told(program, job, medium,   why) {
	why = reason_of(program, job, medium)
	if (!why) {
		print "interop: no cell and no reason: " program " " job " " medium >"/dev/stderr"
		bad = 1
	} else
		print program "\t" job "\t" medium "\t" because[why]
}
/^#/ || /^$/ { next }
FILENAME ~ /wanted$/ && $1 == "program" { programs[++program_count] = $2; for (i = 2; i <= NF; i++) own[$i] = $2 }
FILENAME ~ /wanted$/ && $1 == "job" { jobs[++job_count] = $2; for (i = 3; i <= NF; i++) done_in[$i] = done_in[$i] " " $2 }
FILENAME ~ /wanted$/ { next }
FILENAME ~ /no-cells$/ {
	reasons++
	split($0, part, "|")
	of_program[reasons] = regular(part[1])
	of_job[reasons] = regular(part[2])
	of_medium[reasons] = regular(part[3])
	because[reasons] = trimmed(part[4])
	line[reasons] = $0
	next
}
{
	job = $3
	sub(/:.*/, "", job)
	medium = $4
	sub(/\/.*/, "", medium)
	program = $2 in own ? own[$2] : $2
	has[program, "way:" $1] = 1
	count = split(done_in[job], into, " ")
	for (i = 1; i <= count; i++)
		has[program, into[i], medium] = 1
}
END {
	count = split(media, medium_of, " ")
	for (p = 1; p <= program_count; p++) {
		for (j = 1; j <= job_count; j++)
			for (m = 1; m <= count; m++)
				if (!((programs[p], jobs[j], medium_of[m]) in has))
					told(programs[p], jobs[j], medium_of[m])
		if (!((programs[p], "way:user") in has))
			told(programs[p], "way:user", "-")
		if (!((programs[p], "way:kernel") in has))
			told(programs[p], "way:kernel", "-")
	}
	for (i = 1; i <= reasons; i++)
		if (!(i in used)) {
			print "interop: no-cells: of no use: " line[i] >"/dev/stderr"
			bad = 1
		}
	exit bad
}
