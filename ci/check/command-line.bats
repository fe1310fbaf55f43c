# command-line.bats: the program as a person meets it: help, exit status, and what errors say.
# Run by `make check STEPS=command-line`, with the project's top as working directory.
# SPDX-License-Identifier: MIT

bats_require_minimum_version 1.5.0

setup() {
	burnrig=build/burnrig
	cd "$BATS_TEST_DIRNAME/../.." || return 1
	work=$BATS_TEST_TMPDIR
}

image() { # image SECTORS FILE: sectors that all differ
	seq 1 $(($1 * 400)) | head -c $(($1 * 2048)) >"$2"
}

@test "no word: usage on stderr, 2" {
	run -2 --separate-stderr $burnrig
	[ -z "$output" ]
	[[ $stderr == *"usage: burnrig"* ]]
}

@test "an unknown word is named, 2" {
	run -2 --separate-stderr $burnrig brun
	[[ $stderr == *brun* ]]
}

@test "--help of the program and of every word: stdout, 0" {
	run -0 --separate-stderr $burnrig --help
	[[ $output == *burn* && $output == *disc* && $output == *drive* && $output == *test* ]]
	for word in "disc create" "disc info" "disc export" "disc import" "drive list" "drive show" "drive simulate" "drive run" \
		"drive attach" "drive detach" "drive status" "drive eject" "drive insert" "drive faults" burn info verify erase format close speeds graph test capture replay; do
		# shellcheck disable=SC2086 # two words
		run -0 --separate-stderr $burnrig $word --help
		[[ $output == *"usage: burnrig $word"* ]] || { echo "$word: $output"; return 1; }
		[ -z "$stderr" ]
	done
}

@test "an unknown option is wrong usage for every word, 2" {
	for word in "disc create" "disc info" "disc export" "disc import" "drive list" "drive show" "drive simulate" "drive run" \
		"drive attach" "drive detach" "drive status" "drive eject" "drive insert" "drive faults" burn info verify erase format close speeds graph test capture replay; do
		# shellcheck disable=SC2086
		run -2 $burnrig $word --no-such-option
	done
}

@test "a missing operand is wrong usage, 2" {
	for word in "disc create" "disc info" "disc export" "disc import" "drive show" "drive simulate" "drive run" "drive attach" \
		"drive detach" burn info verify erase format close speeds graph test capture replay; do
		# shellcheck disable=SC2086
		run -2 $burnrig $word
	done
}

@test "disc create: both files, not twice, and the first stays as it was" {
	run -0 $burnrig disc create "$work/a.disc" --medium bd-re-25
	[ -s "$work/a.disc" ]
	[ -e "$work/a.disc.data" ]
	before=$(cksum <"$work/a.disc")
	run -1 --separate-stderr $burnrig disc create "$work/a.disc" --medium dvd+r
	[[ $stderr == *a.disc* ]]
	[ "$before" = "$(cksum <"$work/a.disc")" ]
}

@test "disc create: an unknown medium is named" {
	run -1 --separate-stderr $burnrig disc create "$work/a.disc" --medium vinyl
	[[ $stderr == *vinyl* ]]
	[ ! -e "$work/a.disc" ]
	[ ! -e "$work/a.disc.data" ]
}

@test "disc info: a file that is no disc, a damaged one, one that is not there" {
	echo "not a disc" >"$work/text"
	run -1 --separate-stderr $burnrig disc info "$work/text"
	[[ $stderr == *text* ]]
	$burnrig disc create "$work/a.disc" --medium dvd+r
	truncate -s 5000 "$work/a.disc"
	run -1 --separate-stderr $burnrig disc info "$work/a.disc"
	[[ $stderr == *a.disc* ]]
	run -1 --separate-stderr $burnrig disc info "$work/nowhere"
	[[ $stderr == *nowhere* ]]
}

@test "disc media: what disc create knows, by name" {
	run -0 --separate-stderr $burnrig disc media
	[ -z "$stderr" ]
	for medium in bd-re-25 dvd+r cd-r-80; do
		[[ $output == *"$medium "* ]] || { echo "$medium: $output"; return 1; }
	done
}

@test "disc export: a file that is there is kept, and the disc's own files always" {
	$burnrig disc create "$work/a.disc" --medium dvd+r
	echo precious >"$work/out"
	run -1 --separate-stderr $burnrig disc export "$work/a.disc" "$work/out"
	[[ $stderr == *"$work/out"* ]]
	[ "$(cat "$work/out")" = precious ]
	before=$(cksum <"$work/a.disc")
	for own in a.disc a.disc.data; do
		run -1 --separate-stderr $burnrig disc export "$work/a.disc" "$work/$own" --force
		[[ $stderr == *"$own"* ]]
	done
	[ "$before" = "$(cksum <"$work/a.disc")" ]
	run -0 --separate-stderr $burnrig disc export "$work/a.disc" "$work/out" --force
	[[ $stderr == *"nothing is recorded"* ]]
	[ ! -s "$work/out" ]
}

@test "disc export: a track or session that is not there is named; both at once is wrong usage" {
	$burnrig disc create "$work/a.disc" --medium cd-r-80
	run -1 --separate-stderr $burnrig disc export "$work/a.disc" "$work/out" --track 7
	[[ $stderr == *"no track 7"* ]]
	run -1 --separate-stderr $burnrig disc export "$work/a.disc" "$work/out" --session 3
	[[ $stderr == *"no session 3"* ]]
	[ ! -e "$work/out" ]
	run -2 $burnrig disc export "$work/a.disc" "$work/out" --session 1 --track 1
	run -2 $burnrig disc export "$work/a.disc" "$work/out" --track -1
	run -2 $burnrig disc export "$work/a.disc" "$work/out" --track 1x
}

@test "disc export --track: from the track's first sector; zeros are holes" {
	{ image 40 /dev/stdout; head -c 4194304 /dev/zero; image 40 /dev/stdout; } >"$work/image"
	$burnrig disc create "$work/a.disc" --medium dvd+r
	$burnrig burn "$work/image" --disc "$work/a.disc"
	run -0 $burnrig disc export "$work/a.disc" "$work/out" --track 1
	cmp -n "$(stat -c %s "$work/image")" "$work/image" "$work/out"
	[ "$(stat -c %b "$work/out")" -lt 2048 ] # of 512 bytes: 1 MiB
}

@test "disc info: values out of range are refused, whatever wrote them" {
	$burnrig disc create "$work/a.disc" --medium dvd+r
	sqlite3 "$work/a.disc" 'PRAGMA ignore_check_constraints = ON; UPDATE track SET start_lba = -99999'
	run -1 --separate-stderr $burnrig disc info "$work/a.disc"
	[[ $stderr == *a.disc*damaged* ]]
}

@test "disc info --json is JSON, before and after a burn" {
	image 100 "$work/image"
	for medium in bd-re-25 dvd+r cd-r-80; do
		$burnrig disc create "$work/$medium" --medium $medium
		$burnrig disc info "$work/$medium" --json | jq -e . >/dev/null
		$burnrig burn "$work/image" --disc "$work/$medium" >/dev/null
		$burnrig disc info "$work/$medium" --json | jq -e '.tracks | length > 0' >/dev/null
	done
}

@test "burn, verify, export: the same bytes come back, on each medium" {
	image 777 "$work/image"
	for medium in bd-re-25 dvd+r cd-r-80; do
		$burnrig disc create "$work/$medium" --medium $medium
		run -0 $burnrig burn "$work/image" --disc "$work/$medium" --verify
		run -0 $burnrig disc export "$work/$medium" "$work/$medium.iso"
		cmp -n $((777 * 2048)) "$work/image" "$work/$medium.iso"
	done
}

@test "burn --sao: a session at once on CD-R, which closes itself, read back; not of audio" {
	image 700 "$work/image"
	$burnrig disc create "$work/a.disc" --medium cd-r-80
	run -0 $burnrig burn "$work/image" --disc "$work/a.disc" --sao --verify --trace "$work/trace"
	grep -q ' 5d.* SEND_CUE_SHEET .* GOOD' "$work/trace"
	[ "$(grep -c ' 5b.* CLOSE_TRACK_SESSION ' "$work/trace")" -eq 0 ] # the session closes itself
	$burnrig disc info "$work/a.disc" --json | jq -e '.disc_status == "finalized" and (.tracks | length) == 1' >/dev/null
	run -0 $burnrig disc export "$work/a.disc" "$work/out"
	cmp -n $((700 * 2048)) "$work/image" "$work/out"
	run -2 $burnrig burn --audio "$work/image" --disc "$work/a.disc" --sao
}

@test "burn --json: every line is JSON" {
	image 2000 "$work/image"
	$burnrig disc create "$work/a.disc" --medium dvd+r
	$burnrig burn "$work/image" --disc "$work/a.disc" --json >"$work/lines"
	jq -es 'length > 1' <"$work/lines" >/dev/null
}

@test "burn: an image larger than the disc is refused before a byte is written" {
	truncate -s 900M "$work/image"
	$burnrig disc create "$work/a.disc" --medium cd-r-80
	run -1 --separate-stderr $burnrig burn "$work/image" --disc "$work/a.disc"
	[ -n "$stderr" ]
	$burnrig disc info "$work/a.disc" --json | jq -e '.disc_status == "empty"' >/dev/null
}

@test "burn: a finished disc says no with the drive's sense or the reason, and is not changed" {
	image 100 "$work/image"
	$burnrig disc create "$work/a.disc" --medium cd-r-80
	$burnrig burn "$work/image" --disc "$work/a.disc"
	before=$(cksum <"$work/a.disc.data")
	run -1 --separate-stderr $burnrig burn "$work/image" --disc "$work/a.disc"
	[ -n "$stderr" ]
	[ "$before" = "$(cksum <"$work/a.disc.data")" ]
}

@test "burn --simulate: the disc stays blank; not where the drive cannot, not with --verify" {
	head -c 1M /dev/urandom >"$work/image"
	for medium in cd-r-80 dvd-r; do
		$burnrig disc create "$work/$medium" --medium $medium
		run -0 $burnrig burn "$work/image" --disc "$work/$medium" --simulate
		$burnrig disc info "$work/$medium" --json | jq -e '.disc_status == "empty"' >/dev/null
	done
	$burnrig disc create "$work/a.disc" --medium dvd+r
	run -1 --separate-stderr $burnrig burn "$work/image" --disc "$work/a.disc" --simulate
	[[ $stderr == *"test mode"* ]]
	run -2 $burnrig burn "$work/image" --disc "$work/a.disc" --simulate --verify
}

@test "burn --speed: x, kB/s and sectors/s are the same speed; what is none is wrong usage" {
	head -c 1M /dev/urandom >"$work/image"
	for speed in 4 4x 4.00x 5540kB/s 2705sectors/s; do
		rm -f "$work"/a.disc*
		$burnrig disc create "$work/a.disc" --medium dvd+r
		$burnrig burn "$work/image" --disc "$work/a.disc" --json --speed $speed |
			jq -se '.[] | select(.event == "start") | .speed_kBps == 5540' >/dev/null || { echo $speed; return 1; }
	done
	for speed in 0 -4 x 4y 4.x5 5540.5kB/s 4kB '' 99999999999sectors/s; do
		run -2 $burnrig burn "$work/image" --disc "$work/a.disc" --speed "$speed"
	done
}

@test "burn: several discs at once from one image, and one that fails" {
	head -c 3M /dev/urandom >"$work/image"
	$burnrig disc create "$work/a.disc" --medium dvd+r
	$burnrig disc create "$work/b.disc" --medium bd-r-25
	$burnrig disc create "$work/c.disc" --medium cd-r-80
	run -0 $burnrig burn "$work/image" --disc "$work/a.disc" --disc "$work/b.disc" --disc "$work/c.disc" --verify
	run -1 --separate-stderr $burnrig burn "$work/image" --disc "$work/a.disc" --json
	$burnrig disc create "$work/d.disc" --medium dvd-r
	run -1 --separate-stderr $burnrig burn "$work/image" --disc "$work/a.disc" --disc "$work/d.disc" --json
	jq -se 'map(select(.event == "end" and .ok)) | map(.target) | .[0] | endswith("d.disc")' <<<"$output" >/dev/null
	for name in a b c d; do
		run -0 $burnrig disc export "$work/$name.disc" "$work/$name.iso" --force
		cmp -n 3145728 "$work/image" "$work/$name.iso"
	done
}

@test "burn: a pipe of a known size" {
	head -c 3M /dev/urandom >"$work/image"
	$burnrig disc create "$work/a.disc" --medium bd-re-25
	run -1 $burnrig burn - --disc "$work/a.disc" < <(cat "$work/image")
	run -0 $burnrig burn - --size 3145728 --disc "$work/a.disc" < <(cat "$work/image")
	run -0 $burnrig verify "$work/image" --disc "$work/a.disc"
	run -1 $burnrig burn - --size 3145729 --disc "$work/a.disc" < <(cat "$work/image")
	run -2 $burnrig burn "$work/image" --size 1x --disc "$work/a.disc"
}

wav() { # wav BYTES FILE [RATE, as four bytes]: samples that all differ
	{
		printf 'RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x01\0\x02\0%b\x10\xb1\x02\0\x04\0\x10\0data' "${3-\x44\xac\x00\x00}"
		printf '%b' "$(printf '\\x%02x' $(($1 & 255)) $(($1 >> 8 & 255)) $(($1 >> 16)) 0)"
		seq 100000 999999 | head -c "$1"
	} >"$2"
}

@test "burn --audio: tracks come back as the WAV files' samples; other files and options are refused" {
	wav $((310 * 2352 + 8)) "$work/a.wav"
	wav 5000 "$work/b.wav"
	wav 5000 "$work/dat.wav" '\x80\xbb\x00\x00'
	$burnrig disc create "$work/a.disc" --medium cd-r-80
	run -1 --separate-stderr $burnrig burn --audio "$work/a.wav" "$work/dat.wav" --disc "$work/a.disc"
	[[ $stderr == *"dat.wav: 48000 Hz"*"expected"*"44100 Hz, 16 bits, 2 channels"* ]]
	$burnrig disc info "$work/a.disc" --json | jq -e '.disc_status == "empty"' >/dev/null
	run -2 $burnrig burn --audio --disc "$work/a.disc"
	run -2 $burnrig burn --audio "$work/a.wav" --disc "$work/a.disc" --simulate
	run -0 $burnrig drive run --disc "$work/a.disc" -- \
		$burnrig burn "$work/a.wav" "$work/b.wav" --audio --device /dev/sr0 --speed 16 --json
	jq -es 'map(select(.action == "writing" and .track) | .track) | unique == [1, 2]' <<<"$output" >/dev/null
	jq -es 'map(select(.event == "start")) | map(.speed_x) == [16]' <<<"$output" >/dev/null
	run -0 $burnrig disc info "$work/a.disc"
	[[ $output == *"finalized"*"CDDA"*"CDDA"* ]]
	run -0 $burnrig disc export "$work/a.disc" "$work/a.cue" --format cue
	# 311 sectors and 2 of run-out, a pause of 2 s, and at least 4 s
	run -0 cat "$work/a.cue"
	[[ $output == *"01 AUDIO"*"INDEX 01 00:00:00"*"02 AUDIO"*"INDEX 01 00:06:13"* ]] || { echo "$output"; return 1; }
	cmp -i 44:0 -n $((310 * 2352 + 8)) "$work/a.wav" "$work/a.bin"
	cmp -i $((310 * 2352 + 8)):0 -n 2344 "$work/a.bin" /dev/zero
	cmp -i 44:$((463 * 2352)) -n 5000 "$work/b.wav" "$work/a.bin"
	cmp -i $((463 * 2352 + 5000)):0 -n $((300 * 2352 - 5000)) "$work/a.bin" /dev/zero
	$burnrig disc create "$work/b.disc" --medium cd-r-80
	run -0 $burnrig burn --audio "$work/b.wav" --disc "$work/b.disc" --multi
	run -0 $burnrig disc info "$work/b.disc"
	[[ $output == *"more can be appended"* ]] || { echo "$output"; return 1; }
}

@test "format: what is offered, done and refused; close: what is open" {
	head -c 1M /dev/urandom >"$work/image"
	$burnrig disc create "$work/a.disc" --medium bd-r-25
	run -0 $burnrig format --disc "$work/a.disc" --list
	[[ $output == sequential*pseudo-overwrite*random* ]]
	$burnrig format --disc "$work/a.disc" --list --json |
		jq -e 'map(.kind) | unique == ["pseudo-overwrite", "random", "sequential"]'
	run -1 $burnrig format --disc "$work/a.disc" --blocks 12345
	run -2 $burnrig format --disc "$work/a.disc" --kind nicely
	run -1 $burnrig format --disc "$work/a.disc" --kind grow
	run -0 $burnrig format --disc "$work/a.disc" --kind pseudo-overwrite
	run -0 $burnrig burn "$work/image" --disc "$work/a.disc" --multi --trace "$work/trace"
	grep -q 'WRITE_(10)' "$work/trace"
	run -0 $burnrig close --disc "$work/a.disc" --finalize
	$burnrig disc info "$work/a.disc" --json | jq -e '.disc_status == "finalized"'
	run -1 --separate-stderr $burnrig close --disc "$work/a.disc"
	[[ $stderr == *closed* ]]
}

@test "burn: no image, no disc, no device" {
	$burnrig disc create "$work/a.disc" --medium cd-r-80
	run -1 --separate-stderr $burnrig burn "$work/none.iso" --disc "$work/a.disc"
	[[ $stderr == *none.iso* ]]
	image 10 "$work/image"
	run -1 --separate-stderr $burnrig burn "$work/image" --disc "$work/none.disc"
	[[ $stderr == *none.disc* ]]
	run -1 --separate-stderr $burnrig burn "$work/image" --device "$work/none"
	[[ $stderr == *none* ]]
}

@test "burn: an interrupt ends it in good order, and the disc opens" {
	truncate -s 4G "$work/image"
	$burnrig disc create "$work/a.disc" --medium bd-re-25
	$burnrig burn "$work/image" --disc "$work/a.disc" --json >"$work/lines" 2>"$work/said" &
	burn=$!
	for _ in $(seq 200); do grep -q '"written_lba":[1-9]' "$work/lines" && break; sleep 0.05; done
	kill -INT $burn
	status=0
	wait $burn || status=$?
	[ $status -eq 1 ]
	grep -q cancelled "$work/said"
	tail -n 1 "$work/lines" | jq -e '.event == "error" and .code == "cancelled"' >/dev/null
	$burnrig disc info "$work/a.disc" --json | jq -e .clean >/dev/null
}

@test "a disc in use is said to be in use" {
	$burnrig disc create "$work/a.disc" --medium bd-re-25
	flock --version >/dev/null
	$burnrig drive run --disc "$work/a.disc" -- sh -c "touch $work/up; while [ ! -e $work/down ]; do sleep 0.1; done" &
	host=$!
	for _ in $(seq 100); do [ -e "$work/up" ] && break; sleep 0.1; done
	image 10 "$work/image"
	run -1 --separate-stderr $burnrig burn "$work/image" --disc "$work/a.disc"
	touch "$work/down"
	wait $host
	[[ $stderr == *a.disc* ]]
}

@test "drive list and show know the drives of fixtures" {
	run -0 $burnrig drive list
	[[ $output == *burner* ]]
	run -0 $burnrig drive show burner
	[[ $output == *"001Bh DVD+R"*"16x CAV"*"22160 kB/s"* ]]
	run -0 $burnrig drive show --json burner
	[[ $output == *'"cx": 1600'* ]]
	run -1 --separate-stderr $burnrig drive show no-such-drive
	[[ $stderr == *no-such-drive* ]]
}

@test "a wrong definition is refused with file, line and field" {
	sed 's/^buffer_[A-Za-z]* *= *[0-9]*/& junk_word = /' fixtures/drives/burner.conf >"$work/broken.conf"
	run -1 --separate-stderr $burnrig drive show "$work/broken.conf"
	[[ $stderr =~ broken.conf:[0-9]+:\ junk_word:\ unknown\ key ]]
}

@test "drive run passes the command's exit status on" {
	$burnrig disc create "$work/a.disc" --medium bd-re-25
	run -7 $burnrig drive run --disc "$work/a.disc" -- sh -c 'exit 7'
	run -0 $burnrig drive run --disc "$work/a.disc" -- sh -c 'test -b /dev/sr0 && test -c /dev/sg0'
}

@test "drive run: the last close of /dev/sr0 unlocks the door, that of /dev/sg0 does not" {
	export XDG_RUNTIME_DIR=$work burnrig
	run -0 $burnrig disc create "$work/a.disc" --medium dvd+r
	# shellcheck disable=SC2016 # the inner shell's
	run -0 timeout 60 $burnrig drive run --disc "$work/a.disc" --name door --trace "$work/trace" -- sh -ec '
		until sg_turs /dev/sg0; do :; done
		sg_prevent /dev/sg0
		! $burnrig drive eject door
		sg_prevent /dev/sr0
		until $burnrig drive eject door; do :; done' # told of the close a moment later
	[ "$(grep -c 1e0000000000 "$work/trace")" -eq 1 ]
}

@test "interop: a run of cells that go alone only has nothing to run side by side" {
	mkdir "$work/keep"
	echo "user drive-run alone:empty bd-re-25" >"$work/cells"
	run -0 ci/interop/run-cells user "$work/cells" "$work/keep" 2
	[ "$output" = "ok user drive-run alone:empty bd-re-25" ]
}

@test "speeds: sectors per second, kB/s and x" {
	run -0 $burnrig speeds --drive burner --medium dvd+r
	[[ $output == *kB/s* ]]
	run -0 $burnrig speeds --drive burner --medium dvd-rom
	[ "${lines[0]}" = "DVD-ROM" ]
	[[ ${lines[1]} == *"no speed to write it at" && ${#lines[@]} -eq 2 ]]
}

@test "test --list names every test; a read-only run passes on a blank disc" {
	run -0 $burnrig test --list
	[ "${#lines[@]}" -ge 40 ]
	run -0 $burnrig test --drive burner --medium dvd+r --allow read --tap -
	[[ $output == *"ok 1"* ]]
}

@test "test: shards are parts, levels and clauses choose, runs are compared" {
	run -0 $burnrig test --medium dvd+r --allow read --only 'mmc.inquiry.*' --shard 1/2 --json "$work/one.json"
	run -0 $burnrig test --medium dvd+r --allow read --only 'mmc.inquiry.*' --shard 2/2 --json "$work/two.json"
	run -0 $burnrig test --medium dvd+r --allow read --only 'mmc.inquiry.*' --json "$work/all.json" --ktap -
	[[ $output == *"KTAP version 1"*"ok 1 mmc.inquiry.standard.fields"* ]]
	[ "$(cat "$work/one.json" "$work/two.json" | grep -c '"type":"result"')" \
		-eq "$(grep -c '"type":"result"' "$work/all.json")" ]
	run -0 $burnrig test --compare "$work/all.json" "$work/all.json"
	[[ $output == *"0 changed"* ]]
	sed '0,/"verdict":"pass"/s//"verdict":"fail"/' "$work/all.json" >"$work/worse.json"
	run -1 $burnrig test --compare "$work/all.json" "$work/worse.json"
	[[ $output == *"worse    pass    -> fail    mmc.inquiry.standard.fields"* ]]
	run -2 $burnrig test --compare "$work/all.json" /dev/null
	run -2 $burnrig test --medium dvd+r --shard 3/2
	run -2 $burnrig test --medium dvd+r --level sometimes
	run -0 $burnrig test --list --level logo --clause 'Device.Storage.*'
	[[ $output != *mmc.inquiry* && $output == *mmc.time-limit.read* ]]
}

@test "drive simulate: a whole disc at once, and what it cannot do" {
	run -0 $burnrig drive simulate --drive burner --medium dvd+r
	[[ $output == *"16.00x CAV, from 6.62x to 16.00x"* && $output == *" 0 underruns"* ]]
	run -0 $burnrig drive simulate --drive burner --medium dvd+r --speed 4 --json
	[ "$(jq -s 'last.record_seconds | floor' <<<"$output")" -ge 848 ] # 2295104 / (4 * 676.08)
	[ "$(jq -s 'last.record_seconds | floor' <<<"$output")" -le 856 ]
	run -0 $burnrig drive simulate --drive burner --medium dvd+r --host-rate 5000 --json
	[ "$(jq -s 'last.underruns' <<<"$output")" -gt 100 ]
	run -1 $burnrig drive simulate --drive burner --medium no-such-medium
	run -2 $burnrig drive simulate --drive burner --medium dvd+r --speed fast
	run -2 $burnrig drive simulate --drive burner --medium dvd+r --host-rate 0
	run -1 --separate-stderr $burnrig drive simulate --drive burner --medium dvd-rom
	[[ -z $output && $stderr == *"burner does not write dvd-rom"* ]]
}

@test "graph: SVG and PNG, of one log and of two, and bad logs are refused" {
	$burnrig drive simulate --drive burner --medium dvd+r --json >"$work/a.jsonl"
	$burnrig drive simulate --drive dvd-burner --medium dvd+r --json >"$work/b.jsonl"
	run -0 $burnrig graph "$work/a.jsonl" -o "$work/it's one.svg"
	grep -q "<svg" "$work/it's one.svg"
	run -0 $burnrig graph "$work/a.jsonl" "$work/b.jsonl" -o "$work/two.png"
	[ "$(head -c 4 "$work/two.png" | tail -c 3)" = PNG ]
	run -0 $burnrig graph - -o "$work/three.svg" <"$work/a.jsonl"
	run -2 $burnrig graph "$work/a.jsonl" -o "$work/no.pdf"
	run -2 $burnrig graph "$work/a.jsonl"
	echo "no log" >"$work/bad"
	run -1 --separate-stderr $burnrig graph "$work/bad" -o "$work/no.svg"
	[[ $stderr == *bad:1:* ]]
	: >"$work/empty"
	run -1 $burnrig graph "$work/empty" -o "$work/no.svg"
}

@test "disc import: an ISO image becomes a pressed CD, and comes out again as ISO, BIN/CUE and TOC" {
	image 400 "$work/in.iso"
	run -0 $burnrig disc import "$work/p.disc" --from "$work/in.iso"
	run -0 $burnrig disc info "$work/p.disc"
	[[ $output == *" 400       399 "* && $output == *closed* ]] || { echo "$output"; return 1; }
	run -0 $burnrig disc export "$work/p.disc" "$work/out.iso"
	cmp "$work/in.iso" "$work/out.iso"
	for format in cue toc; do
		run -0 $burnrig disc export "$work/p.disc" "$work/p.$format" --format $format --force
		run -0 $burnrig disc import "$work/$format.disc" --from "$work/p.$format" --medium cd-r-80
		run -0 $burnrig disc export "$work/$format.disc" "$work/$format.iso"
		cmp "$work/in.iso" "$work/$format.iso"
	done
	run -0 $burnrig disc export "$work/p.disc" "$work/p.raw" --format raw
	[ "$(stat -c %s "$work/p.raw")" -eq $((400 * 2448)) ]
	run -1 $burnrig disc export "$work/p.disc" "$work/p.cue" --format cue
	[[ $output == *--force* ]]
}

# An audio CD of two tracks with all that a cue sheet can say of it; CD-TEXT's packs are a title and
# two track titles, with the CRC of MMC-6 annex J.
album() {
	head -c $((1500 * 2352)) /dev/urandom >"$work/album.bin"
	printf '%b' \
		'\x80\x00\x00\x00A disc\x00A tra\xd6\xf8' \
		'\x80\x01\x01\x00ck\x00Another\x00\x00\x35\x24' >"$work/album.cdt"
	cat >"$work/album.cue" <<-'END'
		CATALOG 4006680000017
		CDTEXTFILE "album.cdt"
		FILE "album.bin" BINARY
		  TRACK 01 AUDIO
		    FLAGS DCP PRE
		    ISRC DEA123400001
		    INDEX 01 00:00:00
		    INDEX 02 00:05:00
		  TRACK 02 AUDIO
		    FLAGS 4CH
		    ISRC DEA123400002
		    INDEX 00 00:09:00
		    INDEX 01 00:10:00
		    INDEX 02 00:15:10
		    INDEX 03 00:17:00
	END
}

@test "disc import and export: numbers, flags, pauses, indexes and CD-TEXT come back from CUE and TOC" {
	album
	run -0 $burnrig disc import "$work/a.disc" --from "$work/album.cue"
	mkdir -p "$work/again" "$work/toc"
	run -0 $burnrig disc export "$work/a.disc" "$work/again/album.cue" --format cue
	cmp "$work/album.cue" "$work/again/album.cue"
	cmp "$work/album.cdt" "$work/again/album.cdt"
	cmp "$work/album.bin" "$work/again/album.bin"
	run -0 $burnrig disc export "$work/a.disc" "$work/toc/album.toc" --format toc
	[ "$(grep -F TITLE "$work/toc/album.toc")" = $'    TITLE "A disc"\n    TITLE "A track"\n    TITLE "Another"' ]
	run -0 $burnrig disc import "$work/t.disc" --from "$work/toc/album.toc"
	run -0 $burnrig disc export "$work/t.disc" "$work/toc/album.cue" --format cue --force
	diff "$work/album.cue" "$work/toc/album.cue"
	cmp "$work/album.bin" "$work/toc/album.bin"
	# the titles again, of the second pack five characters before it; then sizes, and that it is English
	cmp "$work/toc/album.cdt" <(printf '%b' \
		'\x80\x00\x00\x00A disc\x00A tra\xd6\xf8' \
		'\x80\x01\x01\x05ck\x00Another\x00\x00\x75\xea' \
		'\x8f\x00\x02\x00\x00\x01\x02\x00\x02\x00\x00\x00\x00\x00\x00\x00\xf1\x33' \
		'\x8f\x01\x03\x00\x00\x00\x00\x00\x00\x00\x00\x03\x04\x00\x00\x00\x89\xe8' \
		'\x8f\x02\x04\x00\x00\x00\x00\x00\x09\x00\x00\x00\x00\x00\x00\x00\x67\xe1')
	sed -i 's/TITLE "A track"/TITLE "A track/' "$work/toc/album.toc"
	run -1 $burnrig disc import "$work/u.disc" --from "$work/toc/album.toc"
	[[ $output == *"album.toc:"*CD_TEXT* ]]
}

@test "disc import: CD-TEXT and indexes that are none are refused with what is wrong" {
	album
	echo nonsense >"$work/album.cdt"
	run -1 $burnrig disc import "$work/n.disc" --from "$work/album.cue"
	[[ $output == *album.cdt*"no file of CD-TEXT packs"* ]]
	rm "$work/album.cdt"
	run -1 $burnrig disc import "$work/n.disc" --from "$work/album.cue"
	[[ $output == *"album.cdt"* ]]
	sed -i '/CDTEXTFILE/d; s/INDEX 02 00:15:10/INDEX 02 00:09:10/' "$work/album.cue"
	run -1 $burnrig disc import "$work/n.disc" --from "$work/album.cue"
	[[ $output == *"album.cue:13:"*"behind index 1"* && ! -e $work/n.disc ]]
}

@test "disc import --format raw: the same sectors, and the tracks that Q tells" {
	album
	run -0 $burnrig disc import "$work/a.disc" --from "$work/album.cue"
	run -0 $burnrig disc export "$work/a.disc" "$work/a.raw" --format raw
	run -0 $burnrig disc import "$work/b.disc" --from "$work/a.raw" --format raw
	run -0 $burnrig disc export "$work/b.disc" "$work/b.raw" --format raw
	cmp "$work/a.raw" "$work/b.raw"
	mkdir -p "$work/again"
	run -0 $burnrig disc export "$work/b.disc" "$work/again/album.cue" --format cue
	diff <(grep -v CDTEXTFILE "$work/album.cue") "$work/again/album.cue" # no lead-in in raw
	# sector 700 again as sector 300
	dd if="$work/a.raw" of="$work/bad.raw" bs=2448 skip=700 count=1 status=none
	cat <(head -c $((300 * 2448)) "$work/a.raw") "$work/bad.raw" \
		<(tail -c +$((301 * 2448 + 1)) "$work/a.raw") >"$work/moved.raw"
	run -1 $burnrig disc import "$work/n.disc" --from "$work/moved.raw" --format raw
	[[ $output == *moved.raw*"sector 300"* && ! -e $work/n.disc && ! -e $work/n.disc.data ]]
	head -c -1 "$work/a.raw" >"$work/short.raw"
	run -1 $burnrig disc import "$work/n.disc" --from "$work/short.raw" --format raw
	[[ $output == *"within a sector"* ]]
	run -1 $burnrig disc import "$work/n.disc" --from "$work/a.raw" --format raw --medium dvd-rom
	[[ $output == *"no CD"* ]]
	run -2 $burnrig disc import "$work/n.disc" --from "$work/a.raw" --format nrg
}

@test "disc import: an ISO image becomes a pressed DVD or BD, with zeros to the end of the last unit" {
	image 1001 "$work/in.iso"
	for medium in dvd-rom dvd-rom-dl dvd-rom-dl-ptp bd-rom bd-rom-dl; do
		run -0 $burnrig disc import "$work/$medium.disc" --from "$work/in.iso" --medium $medium
		run -0 $burnrig disc info "$work/$medium.disc"
		[[ $output == *closed* ]] || { echo "$output"; return 1; }
		run -0 $burnrig disc export "$work/$medium.disc" "$work/$medium.iso"
		cmp --bytes=$((1001 * 2048)) "$work/in.iso" "$work/$medium.iso"
		[ $(($(stat -c %s "$work/$medium.iso") % 32768)) -eq 0 ]
	done
	truncate -s 4700000000 "$work/big.iso"
	run -1 $burnrig disc import "$work/n.disc" --from "$work/big.iso" --medium dvd-rom
	[[ $output == *"do not fit"* && ! -e $work/n.disc && ! -e $work/n.disc.data ]]
}

@test "disc import: what is no image, or fits no CD, leaves nothing behind" {
	image 20 "$work/in.iso"
	run -1 $burnrig disc import "$work/n.disc" --from "$work/none.iso"
	[[ $output == *none.iso* ]]
	run -1 $burnrig disc import "$work/n.disc" --from "$work/in.iso" --medium bd-re-25
	[[ $output == *"no CD"* ]]
	echo nonsense >"$work/bad.cue"
	run -1 $burnrig disc import "$work/n.disc" --from "$work/bad.cue"
	[[ $output == *libcdio* ]]
	truncate -s 800M "$work/big.iso"
	run -1 $burnrig disc import "$work/n.disc" --from "$work/big.iso"
	[[ $output == *"do not fit"* ]]
	[ ! -e "$work/n.disc" ] && [ ! -e "$work/n.disc.data" ]
	run -2 $burnrig disc export "$work/n.disc" "$work/x" --format nrg
}

@test "info, erase, verify: a disc before and after" {
	image 100 "$work/in.iso"
	run -0 $burnrig disc create "$work/rw.disc" --medium bd-re-25
	run -0 $burnrig info --disc "$work/rw.disc" --json
	[ "$(jq -c '[.medium, .blank, .overwritable, .formatted]' <<<"$output")" = '["BD-RE",true,true,false]' ]
	run -0 $burnrig burn "$work/in.iso" --disc "$work/rw.disc"
	run -0 $burnrig verify "$work/in.iso" --disc "$work/rw.disc"
	[ "$output" = equal ]
	run -0 $burnrig erase --disc "$work/rw.disc"
	run -1 --separate-stderr $burnrig verify "$work/in.iso" --disc "$work/rw.disc"
	[[ $stderr == *"sector 0"* ]]
	run -0 $burnrig disc create "$work/r.disc" --medium dvd+r
	run -0 $burnrig burn "$work/in.iso" --disc "$work/r.disc" --multi
	run -0 $burnrig info --disc "$work/r.disc"
	[[ $output == *DVD+R* && $output == *"written, appendable"* && $output == *"sessions:  2"* ]]
	run -1 --separate-stderr $burnrig erase --disc "$work/r.disc"
	[[ $stderr == *"cannot be erased"* ]]
	run -2 $burnrig verify --disc "$work/r.disc"
	run -2 $burnrig info --disc "$work/r.disc" --full
}

@test "drive run --record, replay: the same drive answers the same, another one is told apart" {
	image 700 "$work/image"
	$burnrig disc create --medium cd-r-80 "$work/disc"
	cp "$work/disc" "$work/again" && cp --sparse=always "$work/disc.data" "$work/again.data"
	run -0 $burnrig drive run --disc "$work/disc" --record "$work/record" -- \
		$burnrig burn "$work/image" --device /dev/sg0
	run -0 $burnrig replay "$work/record" --disc "$work/again" --seed 0
	[[ $output == *" 0 answered otherwise"* ]]
	cmp "$work/disc.data" "$work/again.data"
	run -1 $burnrig replay "$work/record" --drive slim --medium cd-r-80 --seed 0
	[[ $output == *"byte 22 of 36: recorded 42h, now 53h"* ]]
}

@test "test: what a failure prints and --record leaves are replayed" {
	run -1 $burnrig test --drive nec-nd-1300a --medium dvd+rw --only '*end-lba.random' --record "$work" --trace
	grep ' s  ' <<<"$output" >"$work/printed"
	run -0 $burnrig replay "$work/printed" --drive nec-nd-1300a --medium dvd+rw
	run -0 $burnrig replay "$work"/mmc.*.record --drive nec-nd-1300a --medium dvd+rw
	run -2 $burnrig replay "$work/no-such-file" --medium dvd+rw
}

@test "capture: a drive comes back as a definition that is captured as itself" {
	$burnrig capture --drive pioneer-bdr-203 --medium bd-r-25 >"$work/drive.conf"
	run -0 $burnrig drive show "$work/drive.conf"
	$burnrig capture --drive "$work/drive.conf" --medium bd-r-25 >"$work/again.conf"
	cmp "$work/drive.conf" "$work/again.conf"
	$burnrig disc create --medium bd-r-25 "$work/disc"
	run -0 $burnrig drive run --drive pioneer-bdr-203 --disc "$work/disc" -- \
		sh -c "$burnrig capture /dev/sg0 --medium bd-r-25 >$work/device.conf"
	cmp "$work/drive.conf" "$work/device.conf"
	run -2 $burnrig capture
}

@test "faults: a burn that is to fail fails as the rules say, and a wrong file is refused with its line" {
	image 100 "$work/in.iso"
	run -0 $burnrig disc create "$work/rw.disc" --medium bd-re-25
	run -0 $burnrig burn "$work/in.iso" --disc "$work/rw.disc"
	run -1 --separate-stderr $burnrig burn "$work/in.iso" --disc "$work/rw.disc" --faults lost-flush
	[[ $stderr == *"SYNCHRONIZE CACHE"*"loss of streaming (3/0C/09)"* ]]
	printf 'fault a {\n\tcommands = { "WRITE" }\n\tbusy = yes\n}\n' >"$work/bad.conf"
	run -1 --separate-stderr $burnrig burn "$work/in.iso" --disc "$work/rw.disc" --faults "$work/bad.conf"
	[[ $stderr == *"bad.conf:2: commands: 'WRITE' is no command"* ]]
	run -2 $burnrig burn "$work/in.iso" --device /dev/sr0 --faults lost-flush
}

@test "faults: of a drive that runs, until they are taken away" {
	export XDG_RUNTIME_DIR=$work
	run -0 $burnrig disc create "$work/rw.disc" --medium bd-re-25
	# shellcheck disable=SC2016 # the inner shell's
	run -0 $burnrig drive run --disc "$work/rw.disc" --name faulty --trace "$work/trace" -- sh -c '
		'"$burnrig"' drive faults faulty scratch && '"$burnrig"' drive faults faulty &&
		! '"$burnrig"' drive faults faulty /none.conf'
	[[ $output == *"/none.conf"* ]]
}

@test "drive insert --medium: a new disc for the one inside, which keeps what it had; refused, the old one stays" {
	export XDG_RUNTIME_DIR=$work burnrig work
	image 100 "$work/a"
	image 200 "$work/b"
	run -0 $burnrig disc create "$work/old.disc" --medium bd-r-25
	# shellcheck disable=SC2016 # the inner shell's
	run -0 timeout 60 $burnrig drive run --disc "$work/old.disc" --name new -- sh -ec '
		$burnrig burn "$work/a" --device /dev/sr0
		! $burnrig drive insert new --medium vinyl
		! $burnrig drive insert new --medium /no/such.conf
		$burnrig drive status new | grep -F "$work/old.disc: bd-r-25"
		$burnrig drive insert new --medium fixtures/media/cd-r-90.conf
		$burnrig drive insert new --medium dvd+r
		$burnrig drive status new | grep -F "in memory only: dvd+r"
		$burnrig burn "$work/b" --device /dev/sr0
		head -c 409600 /dev/sr0 | cmp - "$work/b"'
	[[ $output == *"no 'vinyl' among media: "*"dvd+r"* && $output == *"/no/such.conf: No such file"* ]]
	run -0 $burnrig disc info "$work/old.disc"
	[[ $output == *"clean      yes"* ]]
	head -c 204800 "$work/old.disc.data" | cmp - "$work/a"
	run -2 $burnrig drive insert new --medium dvd+r "$work/old.disc"
	run -2 $burnrig drive eject new --medium dvd+r
	run -1 $burnrig drive insert new --medium dvd+r
	[[ $output == *"no drive 'new' is attached or running"* ]]
}

@test "test --virtual: new discs by the drive itself; what is refused is said" {
	export XDG_RUNTIME_DIR=$work burnrig
	run -0 timeout 60 $burnrig drive run --name rig --clock real/500 -- $burnrig test --allow consume --pace 500 \
		--virtual rig --medium cd-rw-74 --only 'mmc.blank.*' --device /dev/sg0
	[[ $output == *" 0 failed"* ]]
	# shellcheck disable=SC2016 # the inner shell's; a drive that blanks keeps its disc until it is through
	run -0 timeout 60 $burnrig drive run --name rig --clock real/500 -- sh -ec '
		$burnrig drive insert rig --medium cd-rw-74
		until sg_turs /dev/sg0; do :; done
		sg_raw /dev/sg0 a1 11 00 00 00 00 00 00 00 00 00 00
		! $burnrig drive eject rig
		$burnrig test --virtual rig --medium dvd+r --only mmc.inquiry.standard.fields --device /dev/sg0'
	[[ $output == *"the drive is writing"*"1 passed"* ]]
	run -1 $burnrig drive run --name rig -- $burnrig test --virtual rig --medium vinyl --device /dev/sg0
	[[ $output == *"nothing was judged: the loader failed: "*"no 'vinyl' among media"* ]]
	run -1 $burnrig drive run --name rig -- $burnrig test --virtual other --medium cd-rw-74 --device /dev/sg0
	[[ $output == *"the loader failed: no drive 'other' is attached or running"* ]]
	run -2 $burnrig test --virtual rig --device /dev/sg0
	run -2 $burnrig test --virtual rig --medium cd-rw-74
	run -2 $burnrig test --virtual rig --medium cd-rw-74 --loader true --device /dev/sg0
	run -2 $burnrig test --medium cd-rw-74 --device /dev/sg0
}
