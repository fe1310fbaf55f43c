# client.sh: how the programs are run, and what of their words counts against the drive.
# To start a process is what costs most where the processor is emulated: what bash can do itself, it does here.
# shellcheck shell=bash disable=SC2034,SC2154 # see ../cell
# SPDX-License-Identifier: MIT

step() { # step COMMAND...: said when it fails
	"$@" && return
	echo "failed: $*"
	return 1
}
limited() { # limited COMMAND...: a program that hangs must not take the rest with it
	timeout --kill-after=5 "${limit:-240}" "$@" </dev/null
}

heard() { # sets said: what is in the file `said`, its carriage returns as ends of lines
	local part
	said=
	while IFS= read -r -d '' part || [ -n "$part" ]; do
		said+=$part
	done <said
	said=${said//$'\r'/$'\n'}
}

client() { # client COMMAND...: succeeds; what it says is in the file `said` and judged at the end
	local status
	limited "$@" >said 2>&1
	status=$?
	heard
	printf '$ %s\n%s\n' "$*" "$said"
	printf '$ %s\n%s\n' "$*" "$said" >>clients
	[ $status -eq 0 ] || echo "exit status $status: $1"
	return $status
}

refused() { # refused COMMAND...: fails and says why
	local status
	echo "\$ $* (is to fail)"
	limited "$@" >said 2>&1
	status=$?
	heard
	echo "$said"
	[ $status -ne 0 ] && [ $status -ne 124 ] && [ -s said ] && return
	echo "exit status $status: $1 did not fail as it should"
	return 1
}

says() { # says PATTERN...: the last client said each of them
	local pattern
	for pattern in "$@"; do
		grep -qE -e "$pattern" <<<"$said" && continue
		echo "not said: $pattern"
		return 1
	done
}

# Known phrases in which the programs tell of a drive that answers wrongly.
nobody_complained() {
	[ -e clients ] || return 0
	local line bad='' good='' found
	while IFS= read -r line; do
		case $line in
		'bad: '*) bad+="${bad:+|}(${line#bad: })" ;;
		'good: '*) good+="${good:+|}(${line#good: })" ;;
		esac
	done <"$here/complaints"
	found=$(grep -E -e "$bad" clients) && found=$(grep -vE -e "$good" <<<"$found") || return 0
	echo "complaint: ${found//$'\n'/$'\n'complaint: }"
	return 1
}

kernel_is_content() { # nothing about this drive since it was attached
	[ "$way" = kernel ] || return 0
	dmesg | awk -v since="$since" -v node="${sr##*/}" -F '[][]' '
		$2 + 0 >= since && index($0, node) && tolower($0) ~ /error|fail|sense key|timed? ?out|unaligned|reset|critical|warn/ {
			print "dmesg: " $0
			found = 1
		}
		END { exit found }'
}
