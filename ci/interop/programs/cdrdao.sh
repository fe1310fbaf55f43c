# cdrdao: a CD from its own description, session at once.
# shellcheck shell=bash disable=SC2034,SC2154 # see ../cell
# SPDX-License-Identifier: MIT

cdrdao() { # cdrdao WORD ARGUMENT...
	client cdrdao "$1" --device "$sr" --driver generic-mmc:0x10 "${@:2}"
}
cdrdao_put() { # cdrdao_put TOC [OPTION...]
	cdrdao write -n "${@:2}" "$1"
}
