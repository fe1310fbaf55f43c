# The rootless way in: a library of its own, so that its translation of ioctls is tested without umockdev,
# and a small preload library for what umockdev leaves out.
rooms += emulator/ways-in/umockdev
emulator/ways-in/umockdev.library := umockdev_host
emulator/ways-in/umockdev.cflags := $(patsubst -I%,-isystem %,$(shell $(PKG_CONFIG) --cflags umockdev-1.0 2>/dev/null))
program_libs += $(shell $(PKG_CONFIG) --libs umockdev-1.0 2>/dev/null)

# Preloaded into programs that are not ours: never instrumented, and with the C library's own names.
$(B)/libburnrig_preload.so: $(wildcard emulator/ways-in/umockdev/preload/*.[ch])
	@mkdir -p $(@D)
	$(call say,LD)
	$(Q)$(CC) -D_GNU_SOURCE -std=c11 -O2 -g $(WARN) -fPIC -fvisibility=hidden -fno-builtin -shared -I. \
		-o $@ $(filter %.c,$^) -ldl
extras: $(B)/libburnrig_preload.so
