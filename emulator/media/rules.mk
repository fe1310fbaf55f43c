rooms += emulator/media
emulator/media.library := burnrig
