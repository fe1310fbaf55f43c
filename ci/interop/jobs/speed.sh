# speed.sh: the speed that a program asks for is the one that is used, and each lists the speeds that there are.
# shellcheck shell=bash disable=SC2034,SC2154 # see ../cell
# SPDX-License-Identifier: MIT

# definition_speeds: the write speeds that drive and medium have in common, from their definitions alone, "TIMES KBPS" a line,
# fastest first: of the drive's those within the medium's range, or its slowest when there is none.
definition_speeds() {
	local fixtures=$here/../../fixtures profile bytes
	read -r profile bytes < <(profile_of "$(sed -n 's/^family = "\(.*\)"/\1/p' "$fixtures/media/$medium.conf")")
	{
		sed -n 's/^write_speeds = //p' "$fixtures/media/$medium.conf"
		sed -n "/^profile $profile {/,/^}/s/^\twrite = //p" "$fixtures/drives/burner.conf"
	} | tr -d '{}",x' | awk -v bytes="$bytes" '
		NR == 1 { low = $1; high = $NF }
		NR == 2 {
			gsub(/[A-Z]+/, "")
			for (i = 1; i <= NF; i++)
				if (($i >= low && $i <= high && ++count) || (i == NF && !count))
					print $i, int($i * bytes / 1000 + 1e-6)
		}'
}
# The profile of a blank disc of a family, and the bytes per second at 1x as drives report them.
profile_of() {
	case $1 in
	cd-r) echo CD_R 176400 ;;
	cd-rw) echo CD_RW 176400 ;;
	dvd-r) echo DVD_R_SEQUENTIAL 1385000 ;;
	dvd-r-dl) echo DVD_R_DL_SEQUENTIAL 1385000 ;;
	dvd-rw) echo DVD_RW_SEQUENTIAL 1385000 ;;
	dvd-ram) echo DVD_RAM 1385000 ;;
	dvd+r) echo DVD_PLUS_R 1385000 ;;
	dvd+r-dl) echo DVD_PLUS_R_DL 1385000 ;;
	dvd+rw) echo DVD_PLUS_RW 1385000 ;;
	bd-r) echo BD_R_SRM 4495000 ;;
	bd-re) echo BD_RE 4495000 ;;
	esac
}
# One that is not the highest, where there is another; times, and as the drive tells it. wodim knows whole numbers only.
slow() {
	definition_speeds | if [ "$program" = wodim ]; then grep -v '\.'; else cat; fi | head -n 2 | tail -n 1
}

job_speed() {
	local times kBps
	read -r times kBps < <(slow)
	mapfile -t command < <(verb long_at "$times")
	"${command[@]}" >said 2>&1 </dev/null &
	while kill -0 $! 2>/dev/null; do
		"$burnrig" drive status "$drive" --json
		sleep 0.5
	done | sed -n 's/.*"write_speed_kBps": \([0-9]*\).*/\1/p' | sort -nu >speeds
	wait $! || { cat said && return 1; }
	grep -qx "$kBps" speeds && return
	echo "asked for $times times, $kBps kB/s; the drive had $(tr '\n' ' ' <speeds)"
	return 1
}
# It records no DVD track at once. By `env`: the program itself, not the function of programs/wodim.sh, which keeps what it says.
wodim_long_at() {
	echo env
	if [[ $medium = cd-* ]]; then wodim_long; else wodim_long | grep -vx -e -tao; fi | sed "s/^-data$/speed=$1\n&/"
}
cdrskin_long_at() {
	cdrskin_long | sed "s/^-v$/speed=$1\n&/"
}
xorriso_long_at() {
	local close=off
	[ "$medium" != dvd-r-dl ] || close=on
	printf '%s\n' xorriso -outdev "$sr" -close $close -speed "$1$(unit)" -map "$stuff/big" /big -commit
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

# Each lists the speeds that the definition has.
listed() { # listed SED-SCRIPT: in what the last client said
	tr '\r' '\n' <said | sed -n "$1" | sort -n | diff - <(definition_kBps)
}
definition_kBps() {
	definition_speeds | cut -d ' ' -f 2 | sort -n
}
list-speeds_xorriso() {
	xorriso -outdev "$sr" -list_speeds && listed 's/^Write speed  *: *\([0-9]*\)k.*/\1/p'
}
list-speeds_wodim() {
	client wodim "dev=$sr" -prcap && listed 's/^  Write speed # *[0-9]*: *\([0-9]*\) kB.*/\1/p'
}
# libburn keeps both ends of each descriptor of nominal read performance as a speed with which nothing is written (the
# source 3 of its descriptors), and cdrskin lists those, too, of every drive: they are 0.
list-speeds_cdrskin() {
	cdrskin --list_speeds && listed '/ 0k /d; s/^Write speed  *: *\([0-9]*\)k.*/\1/p'
}
list-speeds_dvd_rw_mediainfo() {
	client dvd+rw-mediainfo "$sr" && listed 's/^ Speed Descriptor#.* W@.*=\([0-9]*\)KB.*/\1/p'
}
list-speeds_burnrig() {
	client "$burnrig" speeds --device "$sr" --json && jq -r '.speeds[].write_kBps' said | sort -n | diff - <(definition_kBps)
}
