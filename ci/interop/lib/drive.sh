# drive.sh: the drive of a cell, for both ways; and the disc in it.
# shellcheck shell=bash disable=SC2034,SC2154 # see ../cell
# SPDX-License-Identifier: MIT

new_disc() { # new_disc FILE [MEDIUM]
	rm -f "$1" "$1.data"
	"$burnrig" disc create "$1" --medium "$(definition_of "${2:-$medium}")"
}

# A medium "NAME/BLOCKS" is NAME with less room: to fill it takes no minutes.
definition_of() {
	local file=$PWD/${1%/*}.conf
	if [[ $1 != */* || $1 = /* ]]; then
		echo "$1"
		return
	fi
	sed "s/^capacity_blocks.*/capacity_blocks = ${1#*/}/; s/^default_spare_blocks.*/default_spare_blocks = 4096/" \
		"$here/../../fixtures/media/${1%/*}.conf" >"$file"
	echo "$file"
}

# in_a_drive COMMAND...: with sr, sg and drive set, the disc in it
in_a_drive() {
	if [ "$way" = user ]; then
		sr=/dev/sr0 sg=/dev/sg0 "$burnrig" drive run --name "$drive" ${disc:+--disc "$disc"} --trace trace \
			${clock:+--clock "$clock"} -- "$@"
	else
		in_an_attached_drive "$@"
	fi
}

in_an_attached_drive() {
	local nodes status
	local -a plain=()
	# Of a drive that knows Mount Rainier the kernel opens the block device for writing with a disc in that format
	# only, and says "mrw_status 'not mrw'" of others (cdrom_open_write): who writes there has a drive without it.
	if [[ "$program $medium" =~ ^(udf|dd|growisofs dvd-ram) ]]; then
		sed '/mrw = /d' "$here/../../fixtures/drives/burner.conf" >plain.conf && plain=(--drive "$PWD/plain.conf")
	fi
	since=$(cut -d ' ' -f 1 /proc/uptime) # nodes' names are used again
	export since
	nodes=$("$burnrig" drive attach "$drive" "${plain[@]}" ${disc:+--disc "$disc"} ${clock:+--clock "$clock"}) || return
	sr=${nodes% *} sg=${nodes##* }
	"$@"
	status=$?
	"$burnrig" drive detach "$drive" || return
	return $status
}

# The disc is taken out by the button and pushed in again: the system learns what it is now. A lock that a program
# left ends with its last close of the node, of which `drive run` hears a moment later.
take_out() {
	[ "${out:-no}" = no ] || return 0
	[ "$way" = kernel ] || limited eject -i off "$sr" >/dev/null
	button && out=yes
}
# A program that was stopped may leave something in the drive's buffer, and the button does nothing until it is on the
# disc: it is pressed again, and what looks at the drive meanwhile lets virtual time pass.
button() {
	local n said
	for n in {1..50}; do
		said=$("$burnrig" drive eject "$drive" 2>&1) && return
		[[ $said = *'the drive is writing'* ]] || break
		sg_turs "$sg" >/dev/null 2>&1
		sleep 0.05
	done
	echo "$said"
	return 1
}
put_in() { # put_in [FILE]
	"$burnrig" drive insert "$drive" "${1:-$disc}" && out=no && becomes_ready
}
becomes_ready() {
	local n
	for n in {1..200}; do
		sg_turs "$sg" >/dev/null 2>&1 && return
		sleep 0.05
	done
	echo "the drive does not become ready"
	return 1
}
