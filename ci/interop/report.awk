# report.awk: a table's rows for each program, job and way, with its media, and what is to say of those that did not
# pass. Input: results (see run-cells).
# SPDX-License-Identifier: MIT
function html(t) { gsub(/&/, "\\&amp;", t); gsub(/</, "\\&lt;", t); gsub(/\\n/, "\n", t); return t }
BEGIN {
	print "<table><thead><tr><th>program<th>job<th>way<th>media</thead><tbody>"
}
{
	row = "<tr><td>" html($3) "<td>" html($4) "<td>"
	key = $3 SUBSEP $4 SUBSEP $2
	if (!(key in cells)) { order[++rows] = key; head[key] = row $2 }
	cells[key] = cells[key] "<span class=\"" $1 "\">" html($5) ($1 == "pass" ? "" : ": " $1) "</span> "
	if ($1 != "pass")
		notes = notes "<tr><td class=\"" $1 "\">" $1 "<td>" html($2 " " $3 " " $4 " " $5) "<td><pre>" html($7) "</pre>\n"
}
END {
	for (i = 1; i <= rows; i++)
		print head[order[i]] "<td class=\"media\">" cells[order[i]]
	print "</tbody></table>"
	if (notes != "")
		print "<h2>What did not pass</h2><table><thead><tr><th>state<th>cell<th>why</thead><tbody>" notes "</tbody></table>"
}
