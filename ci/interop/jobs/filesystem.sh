# filesystem.sh: the disc as a block device: the kernel's file systems, read and written, and what else looks at /dev/sr0.
# shellcheck shell=bash disable=SC2034,SC2154 # see ../cell
# SPDX-License-Identifier: MIT

# The kernel's isofs, and the button while it is mounted.
read_isofs() {
	burned "$stuff/one.iso" && mounted_is "$stuff/one" && mount -t iso9660 -o ro "$sr" mnt &&
		button_does_nothing && refused "$burnrig" drive detach "$drive" && umount mnt
}

# A disc that the kernel may write: formatted, and known to the kernel with its new size.
formatted() {
	[ "$medium" = dvd-ram ] || limited dvd+rw-format "$sr" >preparing 2>&1 || {
		cat preparing
		return 1
	}
	take_out && put_in
}
# The kernel does not flush the drive's buffer, and while there is something in it the button does nothing: the
# command that opens the tray has it written first.
reload() {
	client eject "$sr" && take_out && put_in
}
read-write_udf() {
	mkdir -p mnt && formatted && client mkudffs --media-type="$(udf_medium)" --blocksize=2048 --vid=BURNRIG "$sr" &&
		mount -t udf -o rw "$sr" mnt && cp -a "$stuff/one/." mnt && sync && umount mnt && reload &&
		udf_is "$stuff/one" && mount -t udf -o rw "$sr" mnt && cp -a "$stuff/two/." mnt && rm -r mnt/one-deep mnt/one-0 &&
		umount mnt && reload || return
	cp -a "$stuff/both" left && rm -r left/one-deep left/one-0 && udf_is left && udf_file_is left
}
# Made in a file, burned as an image, read by the kernel.
read_udf() {
	modprobe loop && mkdir -p mnt && truncate -s 16M udf.img && client mkudffs --media-type=hd --blocksize=2048 --vid=BURNRIG udf.img &&
		mount -t udf -o rw,loop udf.img mnt && cp -a "$stuff/one/." mnt && umount mnt || return
	burned udf.img && udf_is "$stuff/one" && udf_file_is "$stuff/one"
}
udf_medium() {
	case $medium in
	dvd-ram) echo dvdram ;;
	dvd*) echo dvdrw ;;
	*) echo hd ;; # its type of BD is written once
	esac
}
udf_is() { # udf_is FOLDER
	local status
	mount -t udf -o ro "$sr" mnt || return
	diff -r --no-dereference -x lost+found "$1" mnt
	status=$?
	umount mnt || return
	return $status
}
udf_file_is() { # straight from the disc's file, by another mount
	local image=$disc.data # the image itself, but of CD
	take_out && if [[ $medium = cd-* ]]; then
		image=exported && "$burnrig" disc export "$disc" exported --force
	fi && modprobe loop && mount -t udf -o ro,loop "$image" mnt || return
	diff -r --no-dereference -x lost+found "$1" mnt
	status=$?
	umount mnt && put_in && return $status
}

# What writes sectors where it is told to, onto a disc that takes them in any order. dd has no way past the drive.
writable() { # the disc is, as its medium needs it
	[ "$medium" = dvd-ram ] || limited dvd+rw-format "$sr" >preparing 2>&1 || { cat preparing && return 1; }
}
burn_readom() {
	writable && client readom "dev=$sr" -w "f=$stuff/one.iso" && holds "$stuff/one.iso"
}
burn_sg3_utils() {
	writable && client sg_dd "if=$stuff/one.iso" "of=$sg" bs=2048 bpt=16 && client sg_sync "$sg" && holds "$stuff/one.iso"
}

# dd writes the block device.
write_dd() {
	formatted && client dd "if=$stuff/one.iso" "of=$sr" bs=64k conv=fsync && reload && holds "$stuff/one.iso" &&
		client dd "if=$stuff/two.iso" "of=$sr" bs=2048 seek=4096 count=100 conv=fsync,notrunc && reload &&
		head -c 204800 "$stuff/two.iso" >part && holds part 4096
}

# To the last block of the disc, and one too many.
full_dd() {
	local blocks
	blocks=$(formatted_room) && block_of_numbers "$blocks" all &&
		client dd if=all "of=$sr" bs=64k conv=fsync && reload && holds all
}
formatted_room() { # its sectors; what is in the drive cannot be asked
	take_out && learn && fact capacity_sectors && put_in
}
over_dd() {
	local blocks
	blocks=$(formatted_room) && block_of_numbers $((blocks + 1)) all &&
		refused dd if=all "of=$sr" bs=64k conv=fsync && says 'No space left on device' && reload
}

recognise_blkid() {
	burned "$stuff/one.iso" && client blkid -p "$sr" && says 'LABEL="BURNRIG"' 'TYPE="iso9660"'
}
recognise_cdrom_id() {
	local after=complete
	[[ $medium != dvd-ram && $medium != bd-re* ]] || after=other # than those that a disc written in sequence has
	client cdrom_id "$sr" && says ID_CDROM=1 ID_CDROM_MEDIA=1 ID_CDROM_MEDIA_STATE=blank &&
		burned "$stuff/one.iso" && client cdrom_id "$sr" && says ID_CDROM_MEDIA_TRACK_COUNT=1 ID_CDROM_MEDIA_STATE=$after
}

# A session behind the first, made by genisoimage from what it reads of the disc.
append_genisoimage() {
	local where
	first_session && take_out && put_in && where=$(limited cdrskin --no_rc "dev=$sr" -msinfo 2>/dev/null | tail -n 1) &&
		client genisoimage -quiet -R -C "$where" -M "$sr" -o second.iso "$stuff/two" &&
		limited cdrskin --no_rc "dev=$sr" -multi -tao second.iso && holds_tree "$stuff/both"
}
first_session() {
	limited genisoimage -quiet -R -o first.iso "$stuff/one" && limited cdrskin --no_rc "dev=$sr" -multi -tao first.iso
}

speed_eject() { # of reading
	client eject -x 8 "$sr" && client eject -x 0 "$sr"
}
