# erase.sh: blanking and formatting in each way, and burning anew.
# shellcheck shell=bash disable=SC2034,SC2154 # see ../cell
# SPDX-License-Identifier: MIT

# burn, blank HOW, burn another image
job_blank() {
	verb put "$stuff/one.iso" && verb blank "$how" && status_is empty &&
		verb put "$stuff/two.iso" && holds "$stuff/two.iso"
}
wodim_blank() {
	wodim "blank=$1"
}
cdrskin_blank() {
	cdrskin "blank=$1"
}
burnrig_blank() {
	client "$burnrig" erase --device "$sr" ${1:+--"$1"}
}
# What is not closed yet, undone: the track, what was reserved of it, or the end of its packets; or the closing itself.
undo_wodim() {
	local first=(-tao -nofix)
	case $how in
	trtail) first=(-packet -nofix) ;;
	unclose) first=(-tao) ;;
	esac
	wodim "${first[@]}" -data "$stuff/one.iso" && wodim "blank=$how" || return
	case $how in
	unclose) status_is incomplete && wodim -fix && holds "$stuff/one.iso" ;;
	trtail) left_as incomplete && [ "$(fact_of_track 1 next_writable_lba)" = 0 ] && put_in ;;
	*) status_is empty && wodim -tao -data "$stuff/two.iso" && holds "$stuff/two.iso" ;;
	esac
}
blank_xorriso() {
	xorriso_first "$stuff/one" && xorriso -outdev "$sr" -blank "$how" && status_is empty &&
		xorriso_first "$stuff/two" && holds_tree "$stuff/two"
}
blank_cdrdao() {
	cdrdao_put "$stuff/one.iso" && cdrdao blank --blank-mode "$how" && status_is empty &&
		cdrdao_put "$stuff/two.iso" && holds "$stuff/two.iso"
}
data_toc() { # data_toc IMAGE: cdrdao's description of a data CD
	printf 'CD_ROM\nTRACK MODE1\nDATAFILE "%s"\n' "$1"
}
open_toc() { # open_toc IMAGE: of one that another session may follow
	printf 'CD_ROM_XA\nTRACK MODE2_FORM1\nDATAFILE "%s"\n' "$1"
}

# format HOW, burn
job_format() {
	verb format "$how" && verb put "$stuff/one.iso" && holds "$stuff/one.iso"
}
wodim_format() {
	wodim -format ${1:+"formattype=$1"}
}
cdrskin_format() {
	cdrskin "blank=$1"
}
format_xorriso() {
	xorriso -outdev "$sr" -format "$how" && xorriso_first "$stuff/one" && holds_tree "$stuff/one"
}

# what is there is burned over, as the program does it with such a disc
job_again() {
	local -a sure=()
	[ "$program" != growisofs ] || sure=(-use-the-force-luke=tty) # it asks a person before it writes over
	verb put "$stuff/one.iso" && holds "$stuff/one.iso" && verb put "$stuff/two.iso" "${sure[@]}" && holds "$stuff/two.iso"
}
