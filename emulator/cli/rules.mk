rooms += emulator/cli
emulator/cli.library := program
