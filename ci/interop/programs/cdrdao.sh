# cdrdao: a CD from its own description, session at once.
# shellcheck shell=bash disable=SC2034,SC2154 # see ../cell
# SPDX-License-Identifier: MIT

cdrdao() { # cdrdao WORD ARGUMENT...
	client cdrdao "$1" --device "$sr" --driver generic-mmc:0x10 "${@:2}"
}
cdrdao_put() { # cdrdao_put TOC|IMAGE [OPTION...]
	local toc=$1
	[[ $1 = *.toc ]] || { data_toc "$1" >image.toc && toc=image.toc; }
	cdrdao write -n "${@:2}" "$toc"
}
cdrdao_put_open() { # cdrdao_put_open IMAGE: another session may follow
	open_toc "$1" >open.toc && cdrdao_put open.toc --multi
}
cdrdao_rehearse() {
	data_toc "$1" >image.toc && cdrdao simulate -n image.toc
}
