rooms += emulator/store
emulator/store.library := burnrig
