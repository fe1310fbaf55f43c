# xorriso: trees onto discs, multi-session, emulated on what is written over.
# shellcheck shell=bash disable=SC2034,SC2154 # see ../cell
# SPDX-License-Identifier: MIT

xorriso() {
	client xorriso -abort_on FAILURE -return_with SORRY 32 "$@"
}
xorriso_first() { # xorriso_first TREE [COMMAND...]: onto a blank disc, or over what is there
	xorriso -outdev "$sr" -blank as_needed -close "$(xorriso_closes)" "${@:2}" -volid BURNRIG -map "$1" / -commit
}
xorriso_closes() { # it writes DVD-R DL in no other way
	[ "$medium" != dvd-r-dl ] && echo off || echo on
}
xorriso_next() { # xorriso_next TREE: added to what is there
	xorriso -dev "$sr" -map "$1" / -commit
}
xorriso_rehearse() {
	client xorriso -as cdrecord -v -dummy -sao "dev=$sr" "$1"
}
xorriso_leaves() {
	[ "$medium" = dvd-r-dl ] && echo finalized || echo incomplete
}
xorriso_put() { # xorriso_put IMAGE [OPTION...]: as cdrskin does
	client xorriso -as cdrecord -v "dev=$sr" "${@:2}" blank=as_needed "$1"
}
