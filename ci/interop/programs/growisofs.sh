# growisofs: images and trees onto DVD and BD.
# shellcheck shell=bash disable=SC2034,SC2154 # see ../cell
# SPDX-License-Identifier: MIT

growisofs_put() { # growisofs_put IMAGE [OPTION...]
	client growisofs "${@:2}" -Z "$sr=$1"
}
growisofs_first() {
	client growisofs "${@:2}" -Z "$sr" -R -V BURNRIG "$1"
}
growisofs_next() {
	client growisofs "${@:2}" -M "$sr" -R "$1"
}
growisofs_leaves() {
	case $how in
	*compat* | dao) echo finalized ;;
	*) echo incomplete ;;
	esac
}
