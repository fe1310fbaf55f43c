# burn.sh: burning data: an image, a tree, in each way of writing.
# shellcheck shell=bash disable=SC2034,SC2154 # see ../cell
# SPDX-License-Identifier: MIT

verb() { # verb NAME ARGUMENT...: as this program does it
	local name=$1
	shift
	"${id}_$name" "$@"
}
leaves() { # the disc's state after a burn by this program
	if [[ $how = *multi* ]]; then
		echo incomplete
	elif declare -F "${id}_leaves" >/dev/null; then
		verb leaves
	else
		echo finalized
	fi
}

# The words of how: "tao", "dao-multi" and so on: options of wodim and cdrskin; others have their own.
options() {
	local word
	[ -z "$how" ] || for word in ${how//+/ }; do
		echo "-$word"
	done
}

job_burn() { # an image
	local -a with
	mapfile -t with < <(options)
	verb put "$stuff/one.iso" "${with[@]}" && left_as "$(leaves)" && holds "$stuff/one.iso"
}

job_tree() { # a tree
	verb first "$stuff/one" && left_as "$(leaves)" && holds_tree "$stuff/one"
}

job_append() { # and another one behind it
	job_tree && verb next "$stuff/two" && left_as "$(leaves)" && holds_tree "$stuff/both"
}

# And another one behind it, by a program that burns images: the second is made by genisoimage for its place.
append_images() { # append_images COMMAND...: burns the image behind it, and leaves the disc open
	local where
	limited genisoimage -quiet -R -o first.iso "$stuff/one" && "$@" first.iso && status_is incomplete &&
		where=$(limited cdrskin --no_rc "dev=$sr" -msinfo 2>/dev/null | tail -n 1) && limited genisoimage -quiet -R \
		-C "$where" -M "$sr" -o second.iso "$stuff/two" && "$@" second.iso && left_as incomplete && holds_tree "$stuff/both"
}
append_wodim() {
	append_images wodim -multi -tao -data
}
append_cdrskin() {
	append_images cdrskin -multi -tao
}
append_cdrdao() {
	append_images cdrdao_put_open
}
append_burnrig() {
	append_images burnrig_put_open
}

job_simulate() { # nothing is there afterwards
	local before
	take_out && learn && before=${facts#*\"tracks\"} && put_in || return
	verb rehearse "$stuff/one.iso" && left_as empty && [ "$before" = "${facts#*\"tracks\"}" ] && put_in
}
