rooms += emulator/ways-in/clock
emulator/ways-in/clock.library := burnrig
