# tray.sh: the tray by program, by button and by lock; discs changed while a program has the drive.
# shellcheck shell=bash disable=SC2034,SC2154 # see ../cell
# SPDX-License-Identifier: MIT

is_open() {
	refused sg_turs "$sg" >/dev/null && return
	echo "the tray is not open"
	return 1
}

# out and in by the program, twice
job_tray() {
	local n
	for n in 1 2; do
		verb eject && is_open && verb load && becomes_ready || return
	done
}
eject_eject() {
	client eject "$sr"
}
eject_load() {
	client eject -t "$sr"
}
wodim_eject() {
	client wodim "dev=$sr" -eject
}
wodim_load() {
	client wodim "dev=$sr" -load
}
cdrskin_eject() {
	cdrskin -eject
}
cdrskin_load() {
	cdrskin -load
}
xorriso_eject() {
	client xorriso -outdev "$sr" -eject all
}
xorriso_load() {
	client xorriso -outdev "$sr"
}
sg3_utils_eject() {
	client sg_start --eject "$sg"
}
sg3_utils_load() {
	client sg_start --load "$sg"
}
# burnrig moves the tray after a burn, so that the system learns what the disc is now; cdrdao opens it.
tray_burnrig() {
	client "$burnrig" burn "$stuff/one.iso" --device "$sr" && becomes_ready && holds "$stuff/one.iso"
}
tray_cdrdao() {
	cdrdao_put "$stuff/one.iso" --eject && is_open && client eject -t "$sr" && becomes_ready && holds "$stuff/one.iso"
}

button_does_nothing() {
	! button && return
	echo "the button opened the tray"
	return 1
}

# Locked, the button does nothing; unlocked, it does.
lock_eject() {
	client eject -i on "$sr" && button_does_nothing && client eject -i off "$sr" && button && put_in
}
lock_sg3_utils() {
	client sg_prevent --prevent=1 "$sg" && button_does_nothing && client sg_prevent --allow "$sg" && button && put_in
}
lock_wodim() {
	# on the node that is not unlocked when it is closed
	client wodim "dev=$sg" -lock && button_does_nothing && client eject -i off "$sr" && button && put_in
}
toggle_eject() {
	client eject -T "$sr" && is_open && client eject -T "$sr" && becomes_ready
}
methods_eject() { # by each of the program's own ways
	client eject -r "$sr" && is_open && client eject -t "$sr" && becomes_ready &&
		client eject -s "$sr" && is_open && client eject -t "$sr" && becomes_ready
}

# One disc, then another, in one drive; the program burns each, and neither knows of the other.
job_change() {
	local first=$disc other=$PWD/other.disc
	verb put "$stuff/one.iso" && holds "$stuff/one.iso" && take_out && new_disc "$other" && put_in "$other" || return
	disc=$other
	verb put "$stuff/two.iso" && holds "$stuff/two.iso" && take_out || return
	disc=$first
	put_in && holds "$stuff/one.iso"
}
# The same for programs that read: each disc's own bytes.
job_change_read() {
	local first=$disc other=$PWD/other.disc
	burned "$stuff/one.iso" && verb get one && cmp -n 1000000 one "$stuff/one.iso" && take_out && new_disc "$other" &&
		put_in "$other" || return
	disc=$other
	burned "$stuff/two.iso" && verb get two && cmp -n 1000000 two "$stuff/two.iso" && take_out || return
	disc=$first
	put_in && verb get one && cmp -n 1000000 one "$stuff/one.iso"
}
change_dd() {
	job_change_read
}
dd_get() { # dd_get FILE: of the disc's first megabyte
	client dd "if=$sr" "of=$1" bs=2048 count=512
}
# The kernel's own view of each disc, which it must not have kept of the one before.
change_isofs() {
	local first=$disc other=$PWD/other.disc
	burned "$stuff/one.iso" && mounted_is "$stuff/one" && take_out && new_disc "$other" && put_in "$other" || return
	disc=$other
	burned "$stuff/two.iso" && mounted_is "$stuff/two" && take_out || return
	disc=$first
	put_in && mounted_is "$stuff/one"
}
change_readom() {
	job_change_read
}
readom_get() {
	client readom "dev=$sr" sectors=0-512 "f=$1"
}

# The button while the program burns: it has locked the tray, and the burn is whole.
job_button() {
	mapfile -t command < <(verb long)
	started "${command[@]}" && button_does_nothing || return
	if ! wait "$burning"; then
		cat cancelled
		return 1
	fi
	holds "$stuff/big"
}
