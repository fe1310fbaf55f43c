rooms += emulator/ways-in/tcmu
emulator/ways-in/tcmu.library := burnrig

# The plugin that tcmu-runner loads: it carries the emulator inside and shows the daemon one symbol.
tcmu_plugin := $(B)/handler_burnrig.so
tcmu_plugin_objects := $(patsubst %.c,$(B)/obj/%.o,$(wildcard emulator/ways-in/tcmu/plugin/*.c))
tcmu_plugin_map := emulator/ways-in/tcmu/plugin/handler_burnrig.map

extras: $(tcmu_plugin)
$(tcmu_plugin): $(tcmu_plugin_objects) $(B)/libburnrig.a $(tcmu_plugin_map)
	@mkdir -p $(@D)
	$(call say,LD)
	$(Q)$(CC) -shared $(LDFLAGS) -Wl,--version-script=$(tcmu_plugin_map) -o $@ \
		$(tcmu_plugin_objects) $(B)/libburnrig.a $(LDLIBS)
