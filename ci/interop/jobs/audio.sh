# audio.sh: sound on CD, with and without CD-TEXT and gaps; read back by another program, and the sectors of the disc's file.
# shellcheck shell=bash disable=SC2034,SC2154 # see ../cell
# SPDX-License-Identifier: MIT

# sounds_are NUMBER...: the disc's file has these sounds, one behind the other; a program that did not burn them hears them
sounds_are() {
	local n track=0 start
	take_out && "$burnrig" disc export "$disc" exported.cue --format cue --force &&
		learn && put_in || return
	for n in "$@"; do
		track=$((track + 1))
		start=$(fact_of_track $track start_lba)
		hears $track "$stuff/s$n.raw" &&
			step cmp -n "$(stat -c %s "$stuff/s$n.raw")" -i $((start * 2352)):0 exported.bin "$stuff/s$n.raw" || return
	done
}

hears() { # hears TRACK FILE
	rm -f heard
	if [ "$program" = wodim ]; then
		limited cd-paranoia -q -r -Z -d "$sr" "$1" heard >hearing 2>&1
	else
		limited icedax -q -D "$sr" -t "$1" -O raw -E little heard >hearing 2>&1 && mv heard.raw heard
	fi || { cat hearing && return 1; }
	cmp -n "$(stat -c %s "$2")" heard "$2" && return
	echo "track $1 does not sound as it should"
	return 1
}

job_audio() { # two tracks
	local -a with
	mapfile -t with < <(options)
	verb put_audio "${with[@]}" && left_as "$(leaves)" && sounds_are 1 2
}
wodim_put_audio() {
	wodim "$@" -audio "$stuff/s1.wav" "$stuff/s2.wav"
}
cdrskin_put_audio() {
	cdrskin "$@" -audio "$stuff/s1.wav" "$stuff/s2.wav"
}
cdrdao_put_audio() {
	album >album.toc && cdrdao_put album.toc
}

# An album with a catalogue number, ISRC, CD-TEXT, and a gap of two seconds before the second track.
album() {
	cat <<-END
		CD_DA
		CATALOG "1234567890123"
		CD_TEXT {
		  LANGUAGE_MAP { 0 : EN }
		  LANGUAGE 0 { TITLE "An Album" PERFORMER "Some One" }
		}
		TRACK AUDIO
		ISRC "DEABC0212345"
		CD_TEXT { LANGUAGE 0 { TITLE "First" PERFORMER "Some One" } }
		FILE "$stuff/s1.wav" 0
		TRACK AUDIO
		CD_TEXT { LANGUAGE 0 { TITLE "Second" PERFORMER "Other" } }
		PREGAP 0:2:0
		FILE "$stuff/s2.wav" 0
		INDEX 0:2:0
	END
}
cd-text_cdrdao() {
	album >album.toc && cdrdao_put album.toc && album_is_there
}
album_is_there() { # as another program, cd-info, and cdrdao read it
	rm -f found.toc
	client cdrdao read-toc --device "$sr" found.toc && cat found.toc &&
		grep -q 'TITLE "Second"' found.toc && grep -q 'CATALOG "1234567890123"' found.toc &&
		grep -q 'ISRC "DEABC0212345"' found.toc && grep -q 'START 00:02:00' found.toc &&
		grep -q 'INDEX 00:02:00' found.toc || return
	client cd-info --no-cddb --no-device-info "$sr" && says 'TITLE: Second' 'PERFORMER: Some One'
}
# Out as BIN/CUE, in as a pressed disc, and out again: the same sectors.
import_cdrdao() {
	album >album.toc && cdrdao_put album.toc && take_out &&
		"$burnrig" disc export "$disc" im.cue --format cue --force &&
		"$burnrig" disc import im.disc --from im.cue && put_in im.disc &&
		client cd-info --no-cddb --no-device-info "$sr" && says '2: 00:0[0-9]:[0-9]* .*audio' &&
		take_out && put_in && "$burnrig" disc export im.disc again.cue --format cue --force && cmp im.bin again.bin
}
# wodim and cdrskin burn what a cue sheet says.
cue_sheet() {
	cat <<-END
		CATALOG 1234567890123
		TITLE "An Album"
		PERFORMER "Some One"
		FILE "both.raw" BINARY
		  TRACK 01 AUDIO
		    TITLE "First"
		    ISRC DEABC0212345
		    INDEX 01 00:00:00
		  TRACK 02 AUDIO
		    TITLE "Second"
		    INDEX 01 00:04:50
	END
}
cd-text_cdrskin() {
	cat "$stuff/s1.raw" "$stuff/s2.raw" >both.raw && cue_sheet >album.cue && cdrskin -dao -text cuefile=album.cue &&
		client cd-info --no-cddb --no-device-info "$sr" && says 'TITLE: Second' 'TITLE: An Album' && sounds_are 1 2
}
cd-text_wodim() {
	# it wants the bytes of BINARY in the CD's own order
	cat "$stuff/s1.cdr" "$stuff/s2.cdr" >both.raw && cue_sheet >album.cue && wodim -dao -text cuefile=album.cue &&
		client cd-info --no-cddb --no-device-info "$sr" && says 'TITLE: Second' 'TITLE: An Album' && sounds_are 1 2
}

# An audio session, a data session behind it: CD Extra.
cd-extra_wodim() {
	local where
	wodim -multi -dao -audio "$stuff/s1.wav" || return 1
	where=$(limited wodim "dev=$sr" -msinfo | tail -n 1)
	[ "$where" = 0,11750 ] || return 1
	xorriso_image extra.iso -C "$where" "$stuff/one" && wodim -tao -xa extra.iso &&
		client cd-info --no-cddb --no-device-info "$sr" && says 'CD-Plus/Extra' && holds extra.iso 11750
}
xorriso_image() { # xorriso_image FILE ARGUMENT...
	limited xorriso -as mkisofs -quiet -R -o "$@"
}
