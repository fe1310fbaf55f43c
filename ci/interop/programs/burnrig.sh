# burnrig: our own engine, over the same way.
# shellcheck shell=bash disable=SC2034,SC2154 # see ../cell
# SPDX-License-Identifier: MIT

burnrig_put() { # burnrig_put IMAGE [OPTION...]
	client "$burnrig" burn "$1" --device "$sr" --no-reload "${@:2}"
}
burnrig_put_open() { # another session may follow
	burnrig_put "$1" --multi
}
burnrig_rehearse() {
	burnrig_put "$1" --simulate
}
burnrig_put_audio() {
	client "$burnrig" burn --audio "$stuff/s1.wav" "$stuff/s2.wav" --device "$sr" --no-reload
}
burnrig_format() { # to expand the spares of a BD-RE it must have some
	[[ $1 != expand-spares || $medium = dvd-ram ]] || client "$burnrig" format --device "$sr" || return
	client "$burnrig" format --device "$sr" ${1:+--kind "$1"}
}
