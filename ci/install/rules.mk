# install: programs, libraries, headers, definitions and the plugin, under $(DESTDIR)$(PREFIX).
PREFIX ?= /usr/local
TCMU_HANDLERS ?= $(PREFIX)/lib/tcmu-runner
VERSION := 1.0

I := $(B)/install
install_definitions := $(I)/definitions.o
install_archive := $(I)/libburnrig.a
engine_objects = $(call objects_in,burnengine)
shared_engine := libburnengine.so.1

# The same library but for one object, which says where the definitions lie.
$(install_definitions): emulator/config/definitions.c FORCE
	@mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -DBURNRIG_FIXTURES=\"$(PREFIX)/share/burnrig\" -c -o $@ $<
$(install_archive): $(B)/libburnrig.a $(install_definitions)
	$(Q)cp $< $@ && $(AR) r $@ $(install_definitions)

$(I)/burnrig: $(program_objects) $(filter-out $(B)/libburnrig.a,$(archives)) $(install_archive)
	$(call say,LD)
	$(Q)$(CC) $(LDFLAGS) -o $@ $(program_objects) -Wl,--start-group \
		$(filter %.a,$^) -Wl,--end-group $(LDLIBS) $(program_libs)
$(I)/$(shared_engine): $(engine_objects) $(install_archive) engine/libburnengine.map
	$(call say,LD)
	$(Q)$(CC) -shared $(LDFLAGS) -Wl,-soname,$(shared_engine) -Wl,-z,defs \
		-Wl,--version-script=engine/libburnengine.map -o $@ $(engine_objects) $(install_archive) $(LDLIBS)
$(I)/handler_burnrig.so: $(tcmu_plugin_objects) $(install_archive) $(tcmu_plugin_map)
	$(call say,LD)
	$(Q)$(CC) -shared $(LDFLAGS) -Wl,--version-script=$(tcmu_plugin_map) -o $@ \
		$(tcmu_plugin_objects) $(install_archive) $(LDLIBS)

.PHONY: install FORCE
FORCE:
install: all $(I)/burnrig $(I)/$(shared_engine) $(I)/handler_burnrig.so ## install under PREFIX (/usr/local), with DESTDIR before it
	@PREFIX="$(PREFIX)" DESTDIR="$(DESTDIR)" TCMU_HANDLERS="$(TCMU_HANDLERS)" VERSION=$(VERSION) \
		ci/install/copy "$(B)" "$(I)" $(shared_engine)
