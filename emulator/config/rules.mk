rooms += emulator/config
emulator/config.library := burnrig
