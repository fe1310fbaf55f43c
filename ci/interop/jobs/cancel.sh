# cancel.sh: Ctrl-C in the middle of a burn; the drive and a disc are good for another burn afterwards.
# shellcheck shell=bash disable=SC2034,SC2154 # see ../cell
# SPDX-License-Identifier: MIT

# started COMMAND...: runs it in the background, and comes back when it has written some of the disc; sets `burning`
started() {
	local n
	# the program itself gets the signal, and a shell's background job would ignore it
	env --default-signal=INT "$@" >cancelled 2>&1 </dev/null &
	burning=$!
	for n in $(seq 600); do
		[ "$(stat -c %b "$disc.data")" -lt 8000 ] || return 0 # of 512 bytes
		kill -0 $burning 2>/dev/null || break
		sleep 0.02
	done
	cat cancelled
	echo "it never was in the middle of a burn"
	return 1
}

job_cancel() {
	local status other=$PWD/other.disc
	mapfile -t command < <(verb long)
	started "${command[@]}" || return
	kill -INT $burning
	wait $burning
	status=$?
	tr '\r' '\n' <cancelled | tail -n 8
	take_out && left_clean && { [ $status -ne 0 ] || not_whole; } || return
	new_disc "$other" && put_in "$other" || return
	disc=$other
	verb put "$stuff/one.iso" && holds "$stuff/one.iso"
}
not_whole() { # the disc that was taken out does not hold all of it
	"$burnrig" disc export "$disc" exported --force && ! cmp -n "$(stat -c %s "$stuff/big")" exported "$stuff/big" && return
	echo "it went on to the end"
	return 1
}

# A long burn of each program, a word a line.
wodim_long() {
	printf '%s\n' wodim -v "dev=$sr" gracetime=2 -tao -data "$stuff/big"
}
cdrskin_long() {
	printf '%s\n' cdrskin --no_rc -v "dev=$sr" blank=as_needed "$stuff/big"
}
growisofs_long() {
	printf '%s\n' growisofs -Z "$sr=$stuff/big"
}
xorriso_long() {
	printf '%s\n' xorriso -as cdrecord -v "dev=$sr" blank=as_needed "$stuff/big"
}
burnrig_long() {
	printf '%s\n' "$burnrig" burn "$stuff/big" --device "$sr" --no-reload
}
cdrdao_long() {
	data_toc "$stuff/big" >big.toc
	printf '%s\n' cdrdao write -n --device "$sr" --driver generic-mmc:0x10 big.toc
}
