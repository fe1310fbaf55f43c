# full.sh: a disc filled to its last block, and one block too many.
# shellcheck shell=bash disable=SC2034,SC2154 # see ../cell
# SPDX-License-Identifier: MIT

# Sectors that the disc has, for a disc that is written over as it is formatted by the program.
room() {
	[[ $medium != bd-re* && $medium != dvd+rw* && $medium != dvd-ram* ]] || verb put "$stuff/one.iso" >&2 || return
	take_out && learn && fact capacity_sectors && put_in
}
block_of_numbers() { # block_of_numbers SECTORS FILE
	seq 1000000 2000000000 2>/dev/null | head -c $(($1 * 2048)) >"$2"
}

job_full() {
	local blocks
	local -a whole=()
	[ "$program" != growisofs ] || whole=(-use-the-force-luke=spare:none)
	blocks=$(room) && block_of_numbers "$blocks" all && verb put all "${whole[@]}" && left_as finalized && holds all
	rm -f all
}

# Refused before the disc is touched, or with the disc left as far as it was written; then another disc.
job_over() {
	local blocks other=$PWD/other.disc
	blocks=$(room) && block_of_numbers $((blocks + 1)) all || return
	mv clients clients.before 2>/dev/null
	verb put all && { echo "more than the disc holds was said to be written" && return 1; }
	mv clients refused.log
	rm -f all
	left_in_order && new_disc "$other" && put_in "$other" || return
	disc=$other
	verb put "$stuff/one.iso" && holds "$stuff/one.iso"
}
