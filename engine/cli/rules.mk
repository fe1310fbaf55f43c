rooms += engine/cli
engine/cli.library := program
