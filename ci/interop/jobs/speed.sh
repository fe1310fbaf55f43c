# speed.sh: the speed that a program asks for is the one that is used, and each lists the speeds that there are.
# shellcheck shell=bash disable=SC2034,SC2154 # see ../cell
# SPDX-License-Identifier: MIT

# A speed that each kind of disc has and that is not its highest: times, and as the drive tells it.
slow() {
	case $medium in
	cd-rw-74) echo 2 352 ;;
	cd-rw-80-high-speed | cd-rw-80-ultra-speed) echo 10 1764 ;;
	cd-*) echo 8 1411 ;;
	dvd-ram) echo 2 2770 ;;
	dvd-rw) echo 2 2770 ;;
	dvd*) echo 4 5540 ;;
	bd-re-25 | bd-re-50) echo 1 4495 ;;
	bd-re-100) echo 1 4495 ;;
	bd*) echo 2 8990 ;;
	esac
}

job_speed() {
	local times kBps
	read -r times kBps < <(slow)
	mapfile -t command < <(verb long_at "$times")
	"${command[@]}" >said 2>&1 </dev/null &
	while kill -0 $! 2>/dev/null; do
		"$burnrig" drive status "$drive" --json | jq .write_speed_kBps
	done | sort -nu >speeds
	wait $! || { cat said && return 1; }
	grep -qx "$kBps" speeds && return
	echo "asked for $times times, $kBps kB/s; the drive had $(tr '\n' ' ' <speeds)"
	return 1
}
wodim_long_at() {
	wodim_long | sed "s/^-tao$/speed=$1\n&/"
}
cdrskin_long_at() {
	cdrskin_long | sed "s/^-v$/speed=$1\n&/"
}
xorriso_long_at() {
	printf '%s\n' xorriso -outdev "$sr" -speed "$1$(unit)" -map "$stuff/big" /big -commit
}
unit() {
	echo "${medium:0:1}"
}
growisofs_long_at() {
	growisofs_long | sed "s/^-Z$/-speed=$1\n&/"
}
burnrig_long_at() {
	burnrig_long && printf '%s\n' --speed "$1"
}
cdrdao_long_at() {
	cdrdao_long | sed "s/^-n$/&\n--speed\n$1/"
}

# Each lists the speeds that the definition has, as our own does.
our_speeds() {
	"$burnrig" speeds --medium "$medium" --json | jq -r '.speeds[].write_kBps' | sort -n
}
listed() { # listed SED-SCRIPT: in what the last client said; equal to ours. cdrskin adds lines of 0 kB/s.
	tr '\r' '\n' <said | sed -n "$1" | grep -vx 0 | sort -n | diff - <(our_speeds)
}
list-speeds_xorriso() {
	xorriso -outdev "$sr" -list_speeds && listed 's/^Write speed  *: *\([0-9]*\)k.*/\1/p'
}
list-speeds_wodim() {
	client wodim "dev=$sr" -prcap && listed 's/^  Write speed # *[0-9]*: *\([0-9]*\) kB.*/\1/p'
}
list-speeds_cdrskin() {
	cdrskin --list_speeds && listed 's/^Write speed  *: *\([0-9]*\)k.*/\1/p'
}
list-speeds_dvd_rw_mediainfo() {
	client dvd+rw-mediainfo "$sr" && listed 's/^ Speed Descriptor#.* W@.*=\([0-9]*\)KB.*/\1/p'
}
list-speeds_burnrig() {
	client "$burnrig" speeds --device "$sr" --json && our_speeds | diff - <(jq -r '.speeds[].write_kBps' said | sort -n)
}
