# burnrig: our own engine, over the same way.
# shellcheck shell=bash disable=SC2034,SC2154 # see ../cell
# SPDX-License-Identifier: MIT

burnrig_put() { # burnrig_put IMAGE [OPTION...]
	client "$burnrig" burn "$1" --device "$sr" --no-reload "${@:2}"
}
