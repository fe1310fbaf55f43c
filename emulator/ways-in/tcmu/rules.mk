rooms += emulator/ways-in/tcmu
emulator/ways-in/tcmu.library := burnrig

# The plugin that tcmu-runner loads: it carries the emulator inside and shows the daemon one symbol.
tcmu_plugin := $(B)/handler_burnrig.so
tcmu_plugin_folder := emulator/ways-in/tcmu/plugin
tcmu_plugin_sources := $(wildcard $(tcmu_plugin_folder)/*.c)
tcmu_plugin_map := $(tcmu_plugin_folder)/handler_burnrig.map

extras: $(tcmu_plugin)
ifeq ($(VARIANT),)
# The daemon's process is switched to for each command and starts on cold pages and cold branches: the plugin
# is optimised as a whole, and what a command passes lies together.
tcmu_plugin_rooms = $(foreach r,$(rooms),$(if $(filter burnrig,$($(r).library)),$(r)))
tcmu_plugin_all = $(tcmu_plugin_sources) $(foreach r,$(tcmu_plugin_rooms),$(wildcard $(r)/*.c))
tcmu_plugin_objects = $(patsubst %.c,$(B)/obj/whole/%.o,$(tcmu_plugin_all))
tcmu_plugin_headers = $(foreach r,$(tcmu_plugin_rooms),$(wildcard $(r)/*.h))
tcmu_plugin_order := $(B)/handler_burnrig.ld
# Warnings are for the build of the same sources one by one: seen as a whole, gcc takes fright at nothing.
tcmu_plugin_flags = $(filter-out $(WARN),$(CFLAGS)) -flto=2 -fno-plt -fno-jump-tables -ffunction-sections \
	-fdata-sections

.SECONDEXPANSION:
$(B)/obj/whole/%.o: %.c
	@mkdir -p $(@D)
	$(call say,CC)
	$(Q)$(CC) $(CPPFLAGS) $(tcmu_plugin_flags) $($(patsubst %/,%,$(dir $<)).cflags) -MMD -MP -c -o $@ $<
$(tcmu_plugin_order): $(tcmu_plugin_folder)/hot_path ci/link-order $$(tcmu_plugin_all) \
		$$(tcmu_plugin_headers)
	@mkdir -p $(@D)
	$(Q)ci/link-order $< $(tcmu_plugin_all) $(tcmu_plugin_headers) >$@
$(tcmu_plugin): $$(tcmu_plugin_objects) $(tcmu_plugin_order) $(tcmu_plugin_map)
	@mkdir -p $(@D)
	$(call say,LD)
	$(Q)$(CC) -shared $(tcmu_plugin_flags) $(LDFLAGS) -Wl,--version-script=$(tcmu_plugin_map) \
		-Wl,--gc-sections -Wl,-T,$(tcmu_plugin_order) -o $@ $(tcmu_plugin_objects) $(LDLIBS)
else
tcmu_plugin_objects := $(patsubst %.c,$(B)/obj/%.o,$(tcmu_plugin_sources))

$(tcmu_plugin): $(tcmu_plugin_objects) $(B)/libburnrig.a $(tcmu_plugin_map)
	@mkdir -p $(@D)
	$(call say,LD)
	$(Q)$(CC) -shared $(LDFLAGS) -Wl,--version-script=$(tcmu_plugin_map) -o $@ \
		$(tcmu_plugin_objects) $(B)/libburnrig.a $(LDLIBS)
endif
