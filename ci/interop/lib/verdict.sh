# verdict.sh: a cell's state (pass, fail, reason, skip) and what there is to say about it.
# shellcheck shell=bash disable=SC2034,SC2154 # see ../cell
# SPDX-License-Identifier: MIT

# note_of: sets note_state, note_pattern and note_text from the first line of `notes` whose pattern the cell matches.
note_of() {
	local pattern
	while IFS='|' read -r pattern note_state note_pattern note_text; do
		# shellcheck disable=SC2053 # a pattern
		[[ $cell == ${pattern% } && $pattern != '#'* ]] || continue
		read -r note_state <<<"$note_state"
		read -r note_pattern <<<"$note_pattern"
		read -r note_text <<<"$note_text"
		return
	done <"$here/notes"
	note_state='' note_text=''
}

lacking() { # the first program that the cell needs and that is not here
	local word words
	words=$(sed -n "s/^$program: *//p" "$here/needs")
	for word in ${words:-$program}; do
		command -v "$word" >/dev/null || {
			echo "$word"
			return
		}
	done
}

# Runs the cell; the first line on stdout is the state.
judged() {
	local lacks
	note_of
	lacks=$(lacking)
	if [ -n "$lacks" ]; then
		printf 'skip\n%s is not installed\n' "$lacks"
	elif [ "$note_state" = skip ]; then
		printf 'skip\n%s\n' "$note_text"
	elif attempt >log 2>&1; then
		passed
	elif [ -e skipped ]; then # the job found that this machine cannot do it
		printf 'skip\n%s\n' "$(cat skipped)"
	elif [ "$note_state" = reason ] && tr '\r' '\n' <log | grep -qE -e "$note_pattern"; then
		keep_evidence
		printf 'reason\n%s\n' "$note_text"
	else
		keep_evidence
		printf 'fail\n'
		tr '\r' '\n' <log | tail -n 12 | tr -d '\000-\010\013-\037'
	fi
}

passed() {
	if [ "$note_state" = reason ]; then
		printf 'fail\nit works: the note in ci/interop/notes is no longer true: %s\n' "$note_text"
	else
		echo pass
	fi
}

attempt() {
	if [ "$alone" = yes ]; then
		do_all
		return
	fi
	new_disc "$disc" "$medium" || return
	in_a_drive "$here/cell" --inside "$way" "$program" "${cell_job:?}" "$medium"
}

keep_evidence() {
	cp log "$keep/$name.log"
	[ ! -e trace ] || tail -n 4000 trace >"$keep/$name.trace"
}
