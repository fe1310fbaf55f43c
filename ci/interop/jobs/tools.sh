# tools.sh: programs that ask the drive about itself and do single things to it.
# shellcheck shell=bash disable=SC2034,SC2154 # see ../cell
# SPDX-License-Identifier: MIT

# sg3_utils: what a SCSI person asks first. Each succeeds without a complaint of the drive.
ask_sg3_utils() {
	local command
	while read -r command; do
		# shellcheck disable=SC2086 # words
		client $command "$sg" || return
	done <<-'END'
		sg_inq
		sg_vpd
		sg_luns
		sg_turs --number=500
		sg_requests
		sg_get_config
		sg_modes -a
		sg_opcodes
		sg_prevent --allow
		sg_scan
	END
	client sg_inq "$sg" && says 'Peripheral device type: cd/dvd' 'Vendor identification: BURNRIG' &&
		client sg_raw -r 34 "$sg" 51 00 00 00 00 00 00 00 22 00 && client sg_map && says '/dev/sg[0-9]+  /dev/sr'
}
size_sg3_utils() { # the capacity of what was burned
	burned "$stuff/one.iso" && client sg_readcap "$sg" && says "Number of logical blocks=" && client sg_sync "$sg"
}

# dvd+rw-mediainfo: no question of its is refused (it tells on stderr), and it sees what the disc is.
ask_dvd_rw_mediainfo() {
	client dvd+rw-mediainfo "$sr" && says "$(mounted_media)" && burned "$stuff/one.iso" && client dvd+rw-mediainfo "$sr" &&
		says "READ CAPACITY:"
}
mounted_media() {
	case $medium in
	dvd+rw*) echo '1Ah, DVD\+RW' ;;
	dvd+r-dl*) echo '2Bh, DVD\+R Double Layer' ;;
	dvd+r*) echo '1Bh, DVD\+R' ;;
	dvd-ram) echo '12h, DVD-RAM' ;;
	dvd-rw*) echo '14h, DVD-RW Sequential' ;;
	dvd-r-dl) echo '15h, DVD-R Dual Layer Sequential' ;;
	dvd-r) echo '11h, DVD-R Sequential' ;;
	bd-re*) echo '43h, BD-RE' ;;
	bd-r*) echo '41h, BD-R SRM' ;;
	esac
}

ask_dvd_rw_booktype() {
	client dvd+rw-booktype -inq "$sr"
}

ask_cdrdao() {
	cdrdao disk-info && says 'CD-R empty *: yes'
}
ask_cd_info() { # what is on the disc, as another program burned it
	sound_burned && client cd-info --no-cddb "$sr" && says '1: 00:02:00 +000000 audio' '2: 00:06:50 +000350 audio' \
		'170: 00:12:50 +000800 leadout' 'Vendor +: BURNRIG'
}
ask_wodim() {
	client wodim "dev=$sr" -checkdrive && client wodim "dev=$sr" -inq && says BURNRIG && client wodim "dev=$sr" -prcap &&
		client wodim "dev=$sr" -atip
}

# Formatting and blanking by the dvd+rw-tools, as their pages tell it, each followed by a burn.
cycle_dvd_rw_format() {
	"cycle_${medium//[-+]/_}"
}
cycle_dvd_rw() { # sequential, blanked in both ways, formatted quickly and fully, and back
	growisofs_first "$stuff/one" && holds_tree "$stuff/one" && client dvd+rw-format -blank "$sr" &&
		growisofs_first "$stuff/two" && holds_tree "$stuff/two" && client dvd+rw-format -force "$sr" &&
		growisofs_first "$stuff/one" && holds_tree "$stuff/one" && growisofs_next "$stuff/two" && holds_tree "$stuff/both" &&
		client dvd+rw-format -force=full "$sr" && client dvd+rw-mediainfo "$sr" && says '13h, DVD-RW Restricted Overwrite' &&
		client dvd+rw-format -blank=full "$sr" && client dvd+rw-mediainfo "$sr" && says '14h, DVD-RW Sequential'
}
# In the background, stopped with a lead-out, forced to begin again. (dvd+rw and dvd-rw are one name here.)
background_dvd_rw_format() {
	client dvd+rw-format "$sr" && client dvd+rw-mediainfo "$sr" && says 'Mounted Media: *1Ah, DVD.RW' 'Media ID: *PHILIPS/041' \
		'BG Format Status: *suspended' && client dvd+rw-format -lead-out "$sr" && client dvd+rw-format -force "$sr" &&
		growisofs_first "$stuff/one" && holds_tree "$stuff/one"
}
cycle_dvd_ram() {
	client dvd+rw-mediainfo "$sr" && says 'Supplementary SA: *58368/58368' && client dvd+rw-format -force=full "$sr" &&
		xorriso_first "$stuff/one" && extracted_is "$stuff/one" -indev "$sr"
}
