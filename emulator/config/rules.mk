rooms += emulator/config
emulator/config.library := burnrig
emulator/config.cflags := -DBURNRIG_FIXTURES=\"$(CURDIR)/fixtures\"
