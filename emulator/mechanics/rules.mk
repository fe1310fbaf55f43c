rooms += emulator/mechanics
emulator/mechanics.library := burnrig
