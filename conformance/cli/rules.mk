# `burnrig test`.
rooms += conformance/cli
conformance/cli.library := program
