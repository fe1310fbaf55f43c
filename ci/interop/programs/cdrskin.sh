# cdrskin: images onto discs, by libburn.
# shellcheck shell=bash disable=SC2034,SC2154 # see ../cell
# SPDX-License-Identifier: MIT

cdrskin() {
	client cdrskin --no_rc -v "dev=$sr" "$@"
}
cdrskin_put() { # cdrskin_put IMAGE [OPTION...]
	cdrskin "${@:2}" blank=as_needed "$1"
}
cdrskin_rehearse() {
	cdrskin -dummy -sao "$1"
}
