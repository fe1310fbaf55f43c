rooms += emulator/drive
emulator/drive.library := burnrig
