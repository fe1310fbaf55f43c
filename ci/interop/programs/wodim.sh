# wodim: images and sound onto CD and DVD.
# shellcheck shell=bash disable=SC2034,SC2154 # see ../cell
# SPDX-License-Identifier: MIT

# Its test of the bus, which on a busy machine means little, would have it refuse to burn.
export CDR_NODMATEST=1

wodim() {
	client wodim -v "dev=$sr" gracetime=2 "$@"
}
wodim_put() { # wodim_put IMAGE [OPTION...]
	wodim "${@:2}" -data "$1"
}
wodim_leaves() { # it closes a session of DVD+R and no more
	[[ $medium = dvd+r* && $medium != dvd+r-dl* ]] && echo incomplete || echo finalized
}
wodim_rehearse() {
	wodim -dummy -dao -data "$1"
}
