# speed.bats: burns against clocks: real time is kept without work, simulated time is quick.
# Run by `make check STEPS=speed`, with the project's top as working directory.
# SPDX-License-Identifier: MIT

bats_require_minimum_version 1.5.0

setup() {
	burnrig=build/burnrig
	cd "$BATS_TEST_DIRNAME/../.." || return 1
	work=$BATS_TEST_TMPDIR
	# a drive that begins at once, so that only recording takes time
	sed 's/^\(spin_up_ms\|load_ms\|tray_ms\|opc_ms\|lead_out_ms\) = .*/\1 = 0/' \
		fixtures/figures/bd-table.conf >"$work/quick.conf"
	$burnrig disc create "$work/bd.disc" --medium fixtures/figures/bd-25.conf
}

# peak_KiB COMMAND...: the most memory that it had resident, in `peak`; its output goes to $work/log.
peak_KiB() {
	local now
	"$@" >"$work/log" &
	while now=$(sed -n 's/^VmHWM:[^0-9]*\([0-9]*\).*/\1/p' /proc/$!/status 2>/dev/null) && [ -n "$now" ]; do
		peak=$now
		sleep 0.05
	done
	wait $!
}

# Each event behind the wall time at which it came.
stamp() {
	while read -r line; do
		echo "$EPOCHREALTIME $line"
	done
}

@test "with the real clock BD-RE at 4x is recorded at 4x within 2 %, for ten seconds and next to no work" {
	truncate -s 210M "$work/image"
	TIMEFORMAT='%U %S'
	{ time $burnrig burn "$work/image" --disc "$work/bd.disc" --drive "$work/quick.conf" --speed 4 \
		--clock real --json; } 2>"$work/cpu" | stamp >"$work/log"
	# wall seconds and sectors of the first and the last event while the buffer was full
	read -r seconds sectors < <(grep '"action":"writing"' "$work/log" | grep '"device_buffer_used_bytes"' |
		sed 's/^\([0-9.]*\) .*"lba":\(-*[0-9]*\).*/\1 \2/' |
		awk '$2 > 4096 && !n++ { t = $1; l = $2 } $2 > 0 { t2 = $1; l2 = $2 } END { print t2 - t, l2 - l }')
	echo "$sectors sectors in $seconds s"
	awk -v s="$seconds" -v n="$sectors" 'BEGIN {
		x = n / s / 2195.12
		print x "x"
		exit !(s >= 10 && x > 4 * 0.98 && x < 4 * 1.02)
	}'
	echo "user and system: $(cat "$work/cpu")"
	awk '{ exit !($1 + $2 < 1.2) }' "$work/cpu" # of some 12 s; 0.5 on a quiet machine
}

@test "25 GB of a sparse source in simulated time: seconds, constant memory, and the ramp in the log" {
	truncate -s 2G "$work/image"
	peak_KiB "$burnrig" burn "$work/image" --disc "$work/bd.disc" --drive "$work/quick.conf" --json
	small=$peak
	truncate -s 25025314816 "$work/image"
	start=$SECONDS
	peak_KiB "$burnrig" burn "$work/image" --disc "$work/bd.disc" --drive "$work/quick.conf" --json
	took=$((SECONDS - start))
	echo "$took s, $(du -k "$work/bd.disc.data" | cut -f1) KiB on this disk, $peak KiB of memory, $small for 2 GB"
	[ "$peak" -lt 131072 ] # 74000
	[ "$peak" -lt $((small + small / 10)) ]
	[ $took -lt 90 ]
	[ "$(du -k "$work/bd.disc.data" | cut -f1)" -lt 10240 ]
	[ "$(jq -s '[.[] | select(.event == "progress" and .action == "writing")] | length' "$work/log")" -ge 900 ]
	# 12219392 / (12 * 2195.12) = 463.9 s
	[ "$(jq -s 'last.seconds | floor' "$work/log")" -ge 463 ]
	[ "$(jq -s 'last.seconds | floor' "$work/log")" -le 466 ]
}

@test "a source with holes arrives byte for byte" {
	truncate -s 300M "$work/image"
	for at in 0 17 4096 70001 150000; do
		head -c 3000 /dev/urandom | dd of="$work/image" bs=2048 seek=$at conv=notrunc status=none
	done
	$burnrig burn "$work/image" --disc "$work/bd.disc" --drive "$work/quick.conf" --verify --json >"$work/log"
	cmp -n 314572800 "$work/image" "$work/bd.disc.data"
	# and over it, where something was
	$burnrig burn "$work/image" --disc "$work/bd.disc" --drive "$work/quick.conf" --verify --json >"$work/log"
	truncate -s 300M "$work/zeros"
	$burnrig burn "$work/zeros" --disc "$work/bd.disc" --drive "$work/quick.conf" --verify --json >"$work/log"
	cmp -n 314572800 "$work/zeros" "$work/bd.disc.data"
}

@test "a clock real/N is N times as fast" {
	truncate -s 100M "$work/image"
	start=${EPOCHREALTIME/./}
	$burnrig burn "$work/image" --disc "$work/bd.disc" --drive "$work/quick.conf" --speed 2 \
		--clock real/5 --json >"$work/log"
	took=$((${EPOCHREALTIME/./} - start))
	seconds=$(jq -s 'last.seconds * 1000000 | floor' "$work/log")
	echo "drive $seconds us, here $took us"
	[ $((seconds / 5)) -le $took ]
	[ $((seconds / 5 + 700000)) -ge $took ]
	run -2 $burnrig burn "$work/image" --disc "$work/bd.disc" --clock real/0
	run -2 $burnrig burn "$work/image" --disc "$work/bd.disc" --clock fast
	run -2 $burnrig burn "$work/image" --device /dev/null --clock real
}

@test "a drive that a program has tells the clock it lives by" {
	for clock in virtual real real/20; do
		# shellcheck disable=SC2016 # the shell in the drive is to expand them
		XDG_RUNTIME_DIR=$work $burnrig drive run --name clocked --clock $clock --disc "$work/bd.disc" -- \
			sh -c '"$0" drive status clocked --json' "$burnrig" >"$work/status"
		[ "$(jq -r .clock "$work/status")" = $clock ]
	done
}

@test "a burn of 128 GB is simulated in well under a second, and two of them are one graph" {
	TIMEFORMAT='%U %S'
	{ time $burnrig drive simulate --drive burner --medium bd-r-128 --json >"$work/max.log"; } 2>"$work/cpu"
	echo "user and system: $(cat "$work/cpu")"
	awk '{ exit !($1 + $2 < 0.5) }' "$work/cpu" # 0.2 on a quiet machine
	$burnrig drive simulate --drive burner --medium bd-r-128 --speed 2 --json >"$work/2.log"
	$burnrig graph "$work/max.log" "$work/2.log" -o "$work/both.svg"
	$burnrig graph "$work/max.log" -o "$work/one.png"
	for word in speed rotation 'drive buffer'; do # against LBA and against time, of each log
		[ "$(grep -c "$word" "$work/both.svg")" -ge 4 ]
	done
	[ "$(head -c 4 "$work/one.png" | tail -c 3)" = PNG ]
}
