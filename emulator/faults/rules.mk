rooms += emulator/faults
emulator/faults.library := burnrig
