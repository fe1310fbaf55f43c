# checks.sh: what is on the disc, told by others than the program that wrote it, and straight from the disc's file.
# shellcheck shell=bash disable=SC2034,SC2154 # see ../cell
# SPDX-License-Identifier: MIT

# The disc in the file, as it tells of itself: JSON, a member a line. (Emulated, jq takes a second to start.)
learn() { # sets facts
	facts=$("$burnrig" disc info "$disc" --json)
}
fact() { # fact NAME: of the outermost object
	[[ $facts =~ $'\n  "'"$1"'": "'?([^\",$'\n']*) ]] && echo "${BASH_REMATCH[1]}"
}
fact_of_track() { # fact_of_track NUMBER NAME
	awk -v number="$1" -v name="\"$2\":" '$1 == "{" { n++ } n == number + 1 && $1 == name { print $2 + 0 }' <<<"$facts"
}

# The disc comes out, was not left as a power cut leaves it, and no track is damaged.
left_in_order() {
	take_out && left_clean || return
	[[ $facts != *'"damaged": true'* && $facts = *'"damaged": false'* ]] && return
	echo "$facts"
	echo "a track is damaged"
	return 1
}
left_clean() { # the disc that was taken out
	learn && [ "$(fact clean)" = true ] && return
	echo "$facts"
	echo "the disc was not left in order"
	return 1
}

# What the last session's and disc's state come to; `other` when written over. The disc stays out, where the next check wants it.
left_as() { # left_as empty|incomplete|finalized
	local found
	take_out && learn && found=$(fact disc_status) || return
	case $found in
	"$1") return ;;
	other | finalized) [[ ! $medium =~ ^(dvd\+rw|dvd-ram|bd-re) ]] || return 0 ;;
	esac
	echo "the disc is $found, not $1"
	return 1
}
status_is() { # the same, and the disc is in the drive again
	left_as "$1" && put_in
}

sectors() { # sectors FILE
	echo $((($(stat -c %s "$1") + 2047) / 2048))
}

# holds FILE [LBA]: sectors of 2048 bytes, in the disc's file and by READ from the drive
holds() {
	local lba=${2:-0}
	take_out && "$burnrig" disc export "$disc" exported --force && put_in || return
	tail -c +$((lba * 2048 + 1)) exported | cmp -n "$(stat -c %s "$1")" - "$1" || return
	drive_reads "$1" "$lba"
}

drive_reads() { # drive_reads FILE LBA: exactly these sectors
	rm -f read # sg_dd leaves the rest of a longer file in place
	limited sg_dd if="$sg" of=read bs=2048 bpt=16 skip="$2" count="$(sectors "$1")" 2>&1 || return
	cmp -n "$(stat -c %s "$1")" read "$1"
}

# holds_tree FOLDER: the kernel's, or another program's, view of the last session in the drive; and that in the disc's file
holds_tree() {
	take_out && "$burnrig" disc export "$disc" exported --force && learn && put_in || return
	if [ "$way" = kernel ]; then
		mounted_is "$1"
	elif [[ $program = xorriso || "$program $how $medium" = "growisofs  bd-r-"* ]]; then # xorriso reads no open POW disc
		isoinfo_finds "$1"
	else
		extracted_is "$1" -indev "$sr"
	fi && extracted_is "$1" -load sbsector "$(last_session)" -indev "stdio:exported"
}

mounted_is() { # mounted_is FOLDER
	local status
	mkdir -p mnt && mount -t iso9660 -o ro "$sr" mnt || return
	diff -r --no-dereference "$1" mnt
	status=$?
	umount mnt || return
	return $status
}

extracted_is() { # extracted_is FOLDER XORRISO-INPUT...
	local folder=$1 status
	shift
	mkdir -p tree
	if ! limited xorriso "$@" -osirrox on:auto_chmod_on -extract / tree >extracting 2>&1; then
		cat extracting
		return 1
	fi
	chmod -R u+w tree
	diff -r --no-dereference "$folder" tree
	status=$?
	rm -rf tree
	return $status
}

isoinfo_finds() { # isoinfo_finds FOLDER: each regular file of it
	local file start
	start=$(last_session)
	while read -r file; do
		limited isoinfo -R -T "$start" -i "$sr" -x "/$file" | cmp - "$1/$file" && continue
		echo "isoinfo: /$file"
		return 1
	done < <(cd "$1" && find . -type f -printf '%P\n')
}

# Where the last session with something in it begins; 0 for discs that are written over.
last_session() {
	awk 'BEGIN { last = -1 }
		$1 == "\"session\":" { session = $2 + 0 }
		$1 == "\"start_lba\":" { start = $2 + 0 }
		$1 == "\"blank\":" && $2 ~ /^false/ && session != last { last = session; found = start }
		END { print found }' <<<"$facts"
}
