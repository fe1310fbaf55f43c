rooms += emulator/cli
emulator/cli.library := program
program_libs += -lcdio
