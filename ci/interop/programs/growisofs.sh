# growisofs: images and trees onto DVD and BD.
# shellcheck shell=bash disable=SC2034,SC2154 # see ../cell
# SPDX-License-Identifier: MIT

growisofs_put() { # growisofs_put IMAGE [OPTION...]
	local -a with=("${@:2}")
	[ "$how" != dao ] || with=(-use-the-force-luke=dao -dvd-compat)
	client growisofs "${with[@]}" -Z "$sr=$1" || return
	# a DVD-RAM it writes through the kernel, which leaves something in the drive's buffer
	[[ $way != kernel || $medium != dvd-ram* ]] || reload
}
# how `spare`: a BD-R as a sequence of sessions, not formatted for pseudo-overwrite, after which no session is closed.
growisofs_first() {
	local -a with=("${@:2}")
	[ "$how" != spare ] || with=(-use-the-force-luke=spare:none)
	client growisofs "${with[@]}" -Z "$sr" -R -V BURNRIG "$1"
}
growisofs_next() {
	local -a with=("${@:2}")
	[ "$how" != spare ] || with=(-use-the-force-luke=spare:none)
	client growisofs "${with[@]}" -M "$sr" -R "$1"
}
growisofs_leaves() {
	case $how in
	*compat* | dao) echo finalized ;;
	*) echo incomplete ;;
	esac
}
growisofs_rehearse() {
	client growisofs -use-the-force-luke=dummy -Z "$sr=$1"
}
# dvd+rw-format only prepares: growisofs burns.
dvd_rw_format_put() {
	growisofs_put "$@"
}
dvd_rw_format_format() {
	client dvd+rw-format ${1:+"-$1"} "$sr"
}
dvd_rw_format_blank() {
	dvd_rw_format_format "$1"
}
