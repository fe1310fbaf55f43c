rooms += emulator/ways-in/control
emulator/ways-in/control.library := burnrig
