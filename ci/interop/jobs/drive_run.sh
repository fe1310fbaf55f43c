# drive_run.sh: `burnrig drive run` itself, with drives that each job makes.
# shellcheck shell=bash disable=SC2034,SC2154 # see ../cell
# SPDX-License-Identifier: MIT

run_in() { # run_in COMMAND...: with the disc in a drive
	limited "$burnrig" drive run --disc "$disc" -- "$@"
}
clean() { # clean FILE
	"$burnrig" disc info "$1" --json | jq -e .clean
}

# shellcheck disable=SC2016 # the shell in the drive is to expand them
exit-status_drive_run() {
	new_disc "$disc" || return
	run_in sh -c 'exit 7'
	[ $? -eq 7 ] || return 1
	run_in sh -c 'kill -TERM $$'
	[ $? -eq 143 ] || return 1
	run_in sh -c 'trap "exit 9" TERM; kill -TERM $PPID; sleep 5 & wait'
	[ $? -eq 9 ] && clean "$disc"
}

found-by-programs_drive_run() {
	new_disc "$disc" || return
	for command in "xorriso -devices" "cdrdao scanbus" sg_map; do
		# shellcheck disable=SC2086 # words
		run_in $command 2>&1
	done | tee found
	grep -q "'/dev/sr0' rwr-r- :  'BURNRIG '" found && grep -q '^/dev/sr0 : BURNRIG' found &&
		grep -q '^/dev/sg0  /dev/sr0' found
}

empty_drive_run() {
	limited "$burnrig" drive run -- sh -c '! dd if=/dev/sr0 count=1 && ! sg_turs /dev/sr0' &&
		limited "$burnrig" drive run -- dd if=/dev/sr0 count=1 2>&1 | grep -q 'No medium found'
}

# A disc is changed from outside while a program has the drive.
control-socket_drive_run() {
	export burnrig
	new_disc one.disc cd-r-80 && new_disc other.disc dvd+r || return
	# shellcheck disable=SC2016 # as above
	limited "$burnrig" drive run --name rig --disc one.disc -- sh -ec '
		"$burnrig" drive status rig | grep -q cd-r-80
		eject -i on /dev/sr0 && ! "$burnrig" drive eject rig
		eject -i off /dev/sr0 && "$burnrig" drive eject rig
		! dd if=/dev/sr0 count=1
		"$burnrig" drive insert rig other.disc
		while ! sg_turs /dev/sr0; do :; done
		"$burnrig" drive status rig --json | grep -q "\"medium\": \"dvd+r\""
		"$burnrig" disc info one.disc' && clean one.disc && clean other.disc
}

no-write-past_drive_run() { # nothing reaches the disc past the drive
	local before
	new_disc "$disc" && before=$(sha256sum <"$disc.data") || return
	run_in sh -c '! dd if=/dev/zero of=/dev/sr0 count=1; ! echo x >/dev/sr0'
	[ "$before" = "$(sha256sum <"$disc.data")" ]
}

elapsed_ms() { # elapsed_ms COMMAND...: how long it takes, on stdout; its own output goes away
	local start=${EPOCHREALTIME/[.,]/}
	"$@" >&2 || return 1
	echo $(((${EPOCHREALTIME/[.,]/} - start) / 1000))
}

# Loading takes seconds, 6 MB at 16x and less a good half: a clock four times as fast shows a quarter.
real-clock_drive_run() {
	local loading reading
	new_disc "$disc" dvd+r && truncate -s 6M image && "$burnrig" burn image --disc "$disc" || return
	export -f elapsed_ms
	# shellcheck disable=SC2016 # as above
	limited "$burnrig" drive run --disc "$disc" --clock real/4 -- bash -c '
		until_ready() { until sg_turs /dev/sr0; do sleep 0.02; done; }
		elapsed_ms until_ready
		elapsed_ms sg_dd if=/dev/sg0 of=/dev/null bs=2048 count=3000' >clock.out || return
	{ read -r loading && read -r reading; } <clock.out
	echo "loading $loading ms, reading $reading ms"
	[ "$loading" -gt 500 ] && [ "$loading" -lt 20000 ] && [ "$reading" -gt 80 ]
}

same-twice_drive_run() { # the same commands and seed leave the same disc
	local i
	for i in 1 2; do
		new_disc "st$i" && limited "$burnrig" drive run --seed 5 --disc "st$i" --trace "st$i.trace" -- \
			xorriso -as cdrecord -v dev=/dev/sr0 "$stuff/one.iso" || return
	done
	cmp st1.data st2.data
}
