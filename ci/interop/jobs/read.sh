# read.sh: reading a disc back, by each program that can; and verifying it.
# shellcheck shell=bash disable=SC2034,SC2154 # see ../cell
# SPDX-License-Identifier: MIT

# burned: an image on the disc, by our own engine where that is the disc to read, else by cdrskin. CDs are burned as a
# session at once: what burns a track at once leaves two blocks behind it that no drive can read, and who reads ahead
# (the kernel) or to the end (cdrdao, readom -c2scan) meets them.
burned() {
	if [[ $medium = cd-* || $medium = dvd[-+]rw || $medium = dvd-* || $medium = bd-r-* || $medium = dvd+r-dl ]]; then
		limited cdrskin --no_rc "dev=$sr" "${@:2}" "$1" >preparing 2>&1
	else
		limited "$burnrig" burn "$1" --device "$sr" --no-reload >preparing 2>&1
	fi || { cat preparing && return 1; }
	take_out && put_in
}
same_head() { # same_head FILE: it begins with the image
	cmp -n "$(stat -c %s "$stuff/one.iso")" "$stuff/one.iso" "$1"
}

read_readom() {
	burned "$stuff/one.iso" && client readom "dev=$sr" "sectors=0-$(sectors "$stuff/one.iso")" f=read.iso &&
		same_head read.iso
}
read_dd() {
	burned "$stuff/one.iso" && client dd "if=$sr" of=read.iso bs=2048 "count=$(sectors "$stuff/one.iso")" &&
		same_head read.iso && client dd "if=$sr" of=one bs=2048 skip=17 count=1 && cmp one <(tail -c +34817 "$stuff/one.iso" | head -c 2048)
}
read_sg3_utils() {
	burned "$stuff/one.iso" && client sg_dd "if=$sg" of=read.iso bs=2048 bpt=16 "count=$(sectors "$stuff/one.iso")" &&
		same_head read.iso && client sg_read "if=$sg" bs=2048 count=512 bpt=32
}
read_isoinfo() {
	burned "$stuff/one.iso" && client isoinfo -d -i "$sr" && says 'Volume id: BURNRIG' 'CD-ROM is in ISO 9660 format' &&
		client isoinfo -R -f -i "$sr" && says '/one-deep/er/still/note'
}
read_iso_info() {
	burned "$stuff/one.iso" && client iso-info -i "$sr" && says BURNRIG &&
		client iso-read -i "$sr" -e /one-32768 -o file && cmp file "$stuff/one/one-32768"
}
# libcdio's own reader of sectors: of a CD's data.
read_cd_read() {
	burned "$stuff/one.iso" && client cd-read --mode m1f1 --start 0 --number 40 --no-header -o read.iso "$sr" &&
		cmp -n 81920 "$stuff/one.iso" read.iso
}
read_cdrdao() {
	burned "$stuff/one.iso" && cdrdao read-cd --datafile read.iso read.toc && same_head read.iso
}
verify_xorriso() { # with the checksums that it burned
	xorriso -md5 on -outdev "$sr" -close "$(xorriso_closes)" -map "$stuff/one" / -commit && take_out && put_in &&
		xorriso -md5 on -indev "$sr" -check_media -- -check_md5_r SORRY / -- && says 'File contents and their MD5 checksums match|all blocks'
}
verify_burnrig() {
	burned "$stuff/one.iso" && client "$burnrig" verify "$stuff/one.iso" --device "$sr" &&
		cp "$stuff/one.iso" wrong.iso && printf x | dd of=wrong.iso bs=1 seek=3000000 conv=notrunc status=none &&
		refused "$burnrig" verify wrong.iso --device "$sr"
}

# All of a CD's sectors with their sub-channels: out, onto another disc, and out of that.
clone_readom() {
	limited wodim "dev=$sr" gracetime=2 -dao -data "$stuff/one.iso" >preparing 2>&1 && take_out && put_in && client readom "dev=$sr" -clone f=whole || return
	take_out && new_disc other.disc && put_in other.disc && client wodim "dev=$sr" gracetime=2 -raw96r -clone whole &&
		take_out && put_in other.disc && drive_reads "$stuff/one.iso" 0 && take_out && put_in
}

# The drive verifies by itself: VERIFY, or the error correction's own pointers.
verify_sg3_utils() {
	burned "$stuff/one.iso" && client sg_verify --count="$(sectors "$stuff/one.iso")" "$sg" && holds "$stuff/one.iso"
}
verify_readom() {
	burned "$stuff/one.iso" && client readom "dev=$sr" -c2scan && says 'Total of 0 hard read errors|C2 errors total: 0 '
}

# Sound, read by each program that can.
sound_burned() {
	limited cdrskin --no_rc "dev=$sr" -sao -audio "$stuff/s1.wav" "$stuff/s2.wav" >preparing 2>&1 || {
		cat preparing
		return 1
	}
	take_out && put_in
}
rip_icedax() {
	sound_burned && client icedax -D "$sr" -B -O cdr heard && cmp "$stuff/s1.cdr" heard_01.cdr && cmp "$stuff/s2.cdr" heard_02.cdr
}
rip_cd_paranoia() {
	sound_burned && client cd-paranoia -r -d "$sr" 1 heard && cmp heard "$stuff/s1.raw" &&
		client cd-paranoia -r -d "$sr" 2 heard && cmp heard "$stuff/s2.raw"
}
rip_cdrdao() {
	sound_burned && cdrdao read-cd --datafile heard.bin heard.toc && cmp heard.bin <(cat "$stuff/s1.cdr" "$stuff/s2.cdr")
}
rip_cd_read() {
	sound_burned && client cd-read --mode audio --start 0 --number 100 --no-header -o heard "$sr" && cmp -n 235200 heard "$stuff/s1.raw"
}
rip_cdrskin() {
	sound_burned && mkdir wavs && cdrskin "extract_audio_to=$PWD/wavs" && cmp -i 44:0 wavs/01.wav "$stuff/s1.raw" &&
		cmp -i 44:0 wavs/02.wav "$stuff/s2.raw"
}
