# drive_attach.sh: `burnrig drive attach` itself and its daemon, in the test machine: nodes, resets, detaching, kills.
# These run when no other drive is there.
# shellcheck shell=bash disable=SC2034,SC2154 # see ../cell
# SPDX-License-Identifier: MIT

attach() { # attach [OPTION...]: sets sr and sg
	local nodes
	nodes=$("$burnrig" drive attach "$drive" --disc "$disc" "$@") || return
	sr=${nodes% *} sg=${nodes##* }
}
detach() {
	limited "$burnrig" drive detach "$drive"
}
attached() { # attached [OPTION...]: a new disc in a new drive
	new_disc "$disc" && attach "$@" && seen_dmesg=$(dmesg | wc -l)
}
burned_tree() {
	limited growisofs -Z "$sr" -R -quiet "$stuff/one"
}
# What a job leaves attached goes with it.
and_detach() { # and_detach STATUS
	umount mnt 2>/dev/null
	[ ! -e "/run/burnrig/$drive.sock" ] || detach
	return "$1"
}

denied() { # denied COMMAND...: fails, and says why
	local said
	! said=$("$@" 2>&1) && [ -n "$said" ]
}
# The kernel reports the power-on unit attention of every drive it finds.
new_in_dmesg() { # new_in_dmesg BEFORE
	dmesg | tail -n "+$(($1 + 1))" | grep -v 'Power-on or device reset occurred'
}
one_drive_in_the_kernel() { # the names of all adapters, backstores and ports
	local names
	names=$(cd /sys/kernel/config/target && echo core/user_* core/user_*/*/control loopback/naa.*)
	echo "$names"
	[ "$(wc -w <<<"$names")" -eq 3 ]
}
nothing_left() {
	[ ! -e "/run/burnrig/$drive.sock" ] && [ ! -e "$sr" ] &&
		! ls -d /sys/kernel/config/target/core/user_* /sys/kernel/config/target/loopback/naa.* 2>/dev/null
}

attach_drive_attach() {
	local before
	before=$(dmesg | wc -l)
	attached && step test -b "$sr" -a -c "$sg" &&
		new_in_dmesg "$before" | step grep "sr.*scsi3-mmc drive:.*writer" &&
		! new_in_dmesg "$before" | grep -iE 'error|fail|sense key|timed? ?out|critical|BUG|warn' &&
		step denied "$burnrig" drive attach "$drive" && step "$burnrig" drive status "$drive" &&
		step denied "$burnrig" drive attach odd1 --disc "$disc" && step one_drive_in_the_kernel
	and_detach $?
}

# The host's reset reaches the kernel's target code; what was burned and the drive must come through it.
reset_drive_attach() {
	attached && step burned_tree && step limited sg_reset --device "$sg" && step limited sg_reset --target "$sg" &&
		step becomes_ready && step mounted_is "$stuff/one"
	and_detach $?
}

detach_drive_attach() {
	attached && step burned_tree && mkdir mnt && step mount -t iso9660 -o ro "$sr" mnt && step denied detach &&
		step umount mnt && step detach && step nothing_left &&
		step attach && step mounted_is "$stuff/one" && step detach
	and_detach $?
}

# What SYNCHRONIZE CACHE confirmed survives a kill of the daemon; the track it was in is incomplete.
kill_drive_attach() {
	attached && step write_and_kill && step detach && step "$burnrig" disc info "$disc" &&
		step track_is_incomplete 320 && step cmp -n 655360 "$disc.data" "$stuff/one.iso" &&
		step limited "$here/../vm/start-tcmu-runner" && step attach && head -c 655360 "$stuff/one.iso" >confirmed &&
		step drive_reads confirmed 0
	and_detach $?
}
write_and_kill() { # write, synchronize, write more, kill
	limited sg_dd if="$stuff/one.iso" of="$sg" bs=2048 bpt=32 count=320 && limited sg_sync "$sg" &&
		limited sg_dd if="$stuff/one.iso" of="$sg" bs=2048 bpt=32 skip=320 seek=320 count=160 &&
		kill -9 "$(pidof tcmu-runner)"
}
track_is_incomplete() { # track_is_incomplete BLOCKS: the first track is open, and at least so many blocks are in it
	"$burnrig" disc info "$disc" --json | tee facts
	jq -e --argjson blocks "$1" '.disc_status == "incomplete" and
		(.tracks[0] | (.closed | not) and .next_writable_lba >= $blocks)' facts
}

# A daemon that comes back finds the backstore in the kernel and serves it again; to the host the drive was power-cycled.
restart_drive_attach() {
	attached && step burned_tree && step kill -9 "$(pidof tcmu-runner)" &&
		step denied "$burnrig" drive attach odd1 && step limited "$here/../vm/start-tcmu-runner" &&
		step becomes_ready && step mounted_is "$stuff/one" && step "$burnrig" drive status "$drive" &&
		step detach && step nothing_left
	and_detach $?
}

# A real client is killed with its daemon in the middle of a burn.
kill-client_drive_attach() {
	attached && step started xorriso -as cdrecord -v "dev=$sr" "$stuff/big" &&
		step kill -9 "$(pidof tcmu-runner)" && step detach && step track_is_incomplete 0 && client_is_gone &&
		step limited "$here/../vm/start-tcmu-runner" && step attach && step becomes_ready
	and_detach $?
}
client_is_gone() {
	wait "$burning"
	return 0
}

# Completions that are held: the drive lives 20 times as fast as the wall clock, and no faster.
timed_drive_attach() {
	attached --clock real/20 && step xorriso_first "$stuff/one" && step take_out && step put_in &&
		step mounted_is "$stuff/one" && step lives_20_times_as_fast && step clock_is real/20 &&
		step limited sg_reset --device "$sg" &&
		step becomes_ready && step detach
	and_detach $?
}
clock_is() { # clock_is CLOCK: so the drive's status tells
	[ "$("$burnrig" drive status "$drive" --json | jq -r .clock)" = "$1" ]
}
drive_time_ns() {
	"$burnrig" drive status "$drive" --json | jq -e .time_ns
}
lives_20_times_as_fast() { # the drive's time is read somewhere between the wall's two readings around it
	local outer_ns inner_ns drive_ns
	outer_ns=$(date +%s%N)
	drive_ns=$(drive_time_ns) && inner_ns=$(date +%s%N)
	sleep 2
	inner_ns=$(($(date +%s%N) - inner_ns))
	drive_ns=$(($(drive_time_ns) - drive_ns))
	outer_ns=$(($(date +%s%N) - outer_ns))
	echo "drive $drive_ns ns, wall between $inner_ns and $outer_ns ns"
	[ "$drive_ns" -gt $((inner_ns * 19)) ] && [ "$drive_ns" -lt $((outer_ns * 21)) ]
}

# BD-RE at 4x, real clock, over the kernel's whole path: ten seconds of recording within 2 %. The
# buffer is eight times the usual, so that an emulated processor may stand still for a second while others
# want the real one, and recording goes on. Where it moves less than 18 MB/s in the mean, which shows
# as a buffer less than half full, the drive's speed cannot be told: that is skipped.
real-speed_drive_attach() {
	local figures
	figures=$(cd "$here/../../fixtures/figures" && pwd)
	sed -e 's/^\(spin_up_ms\|load_ms\|tray_ms\|opc_ms\|lead_out_ms\) = .*/\1 = 0/' \
		-e 's/^buffer_KiB = .*/buffer_KiB = 32768/' "$figures/bd-table.conf" >quick.conf
	"$burnrig" disc create "$disc" --medium "$figures/bd-25.conf" && attach --clock real --drive "$PWD/quick.conf" &&
		step becomes_ready && truncate -s 260M zeros && step is_4x && step burn_is_next_to_no_work && step detach &&
		attach --drive "$PWD/quick.conf" && step becomes_ready && step waiting_is_no_work
	and_detach $?
}
# The same burn with a clock that holds nothing takes the processor time that the work needs; what is beyond that went
# into waiting, in which a held completion has to be put aside and a thread woken for it. A loop would take all.
waiting_is_no_work() {
	local at_once_ms
	at_once_ms=$(work_ms burn_zeros) || return
	awk -v held_ms="$(cat held_ms)" -v at_once_ms="$at_once_ms" '{
		share = (held_ms - at_once_ms) / 1000 / $1
		printf "held: %d ms of processor time in %.1f s; not held: %d ms; waiting took %.0f %% of a processor\n",
			held_ms, $1, at_once_ms, 100 * share
		exit share >= 1 / 4
	}' burn_used
}
burn_zeros() {
	"$burnrig" burn zeros --device "$sr" --speed 4 --json >zeros.log
}
work_ms() { # work_ms COMMAND...: processor time of it and of the daemon meanwhile
	local TIMEFORMAT='%U %S' before_ms
	before_ms=$(daemon_ms)
	{ time "$@"; } 2>worked || return
	tail -n 1 worked | awk -v ms=$(($(daemon_ms) - before_ms)) '{ print int(ms + ($1 + $2) * 1000) }'
}
daemon_ms() {
	awk '{ print ($14 + $15) * 10 }' "/proc/$(pidof tcmu-runner)/stat"
}
is_4x() {
	burns_at_4x >measured 2>&1
	cat measured
	! grep -q '^starved ' measured || echo "this machine is too slow or too busy: $(cat measured)" >skipped
	grep -q '^4x ' measured
}
stamp() { # each line behind the wall time at which it came
	while read -r line; do
		echo "$EPOCHREALTIME $line"
	done
}
burn_stamped() { # and what the burn used: seconds, of the wall, of its own processor time; and of all the machine's
	local TIMEFORMAT='%R %U %S' busy
	busy=$(busy_ticks)
	{ time "$burnrig" burn zeros --device "$sr" --speed 4 --json; } 2>burn_used | stamp >speed.log
	[ "${PIPESTATUS[0]}" -eq 0 ] && echo "$(tail -n 1 burn_used) $((($(busy_ticks) - busy) * 10))" >burn_used
}
busy_ticks() { # of all processors, since the machine began
	awk '/^cpu / { print $2 + $3 + $4 + $7 + $8 }' /proc/stat
}
# The program itself sleeps at least 85 % of the time on an emulated processor, which takes many times as long for
# everything as a real one.
burn_is_next_to_no_work() {
	awk '{
		printf "burnrig: %.2f s of processor time in %.1f s, %.1f %% of one; all there is: %.1f s, %.0f %%\n",
			$2 + $3, $1, 100 * ($2 + $3) / $1, $4 / 1000, $4 / 10 / $1
		exit ($2 + $3) / $1 >= 0.15
	}' burn_used
}
burns_at_4x() { # "4x", "wrong", or "starved" when less came than the drive could record; and what was measured
	work_ms burn_stamped >held_ms || return
	grep '"action":"writing"' speed.log |
		sed -n 's/^\([0-9.]*\) .*"lba":\(-*[0-9]*\).*"device_buffer_used_bytes":\([0-9]*\).*/\1 \2 \3/p' |
		awk 'BEGIN { least = 1e9 }
			$2 > 16384 && !n++ { t = $1; l = $2 } # the first filling of the buffer is over
			$2 > 16384 { t2 = $1; l2 = $2; least = $3 < least ? $3 : least }
			END {
				x = t2 > t ? (l2 - l) / (t2 - t) / 2195.12 : 0
				right = t2 - t >= 10 && x > 4 * 0.98 && x < 4 * 1.02
				starved = x < 4 && least < 16777216
				print right ? "4x" : starved ? "starved" : "wrong", l2 - l, "sectors in", t2 - t, "s:",
					x "x, at least", least, "bytes in the buffer"
			}'
}
