# client.sh: how the programs are run, and what of their words counts against the drive.
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

client() { # client COMMAND...: succeeds; what it says is in the file `said` and judged at the end
	local status
	echo "\$ $*" | tee -a clients
	limited "$@" >said 2>&1
	status=$?
	tr '\r' '\n' <said | tee -a clients
	[ $status -eq 0 ] || echo "exit status $status: $1"
	return $status
}

refused() { # refused COMMAND...: fails and says why
	local status
	echo "\$ $* (is to fail)"
	limited "$@" >said 2>&1
	status=$?
	tr '\r' '\n' <said
	[ $status -ne 0 ] && [ $status -ne 124 ] && [ -s said ] && return
	echo "exit status $status: $1 did not fail as it should"
	return 1
}

says() { # says PATTERN...: the last client said each of them
	local pattern
	for pattern in "$@"; do
		tr '\r' '\n' <said | grep -qE -e "$pattern" && continue
		echo "not said: $pattern"
		return 1
	done
}

# Known phrases in which the programs tell of a drive that answers wrongly.
nobody_complained() {
	[ -e clients ] || return 0
	! grep -E -f <(sed -n 's/^bad: //p' "$here/complaints") clients |
		grep -vE -f <(sed -n 's/^good: //p' "$here/complaints") | sed 's/^/complaint: /' | grep .
}

kernel_is_content() { # nothing about this drive since it was attached
	[ "$way" = kernel ] || return 0
	! dmesg | awk -v since="$since" -F '[][]' '$2 + 0 >= since' | grep -F "${sr##*/}" | grep -iE 'error|fail|sense key|timed? ?out|unaligned|reset|critical|warn' |
		sed 's/^/dmesg: /' | grep .
}
