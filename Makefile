# burnrig: one Makefile, one short rules.mk per room, everything made in $(B).
#
# SPDX-License-Identifier: MIT

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules
.SECONDARY:
Q := $(if $(V),,@)
say = $(if $(V),,@printf '  %-5s %s\n' $(1) $@)

# A variant is a folder: plain build/, or build/<variant>/ for another compiler or instrumentation.
VARIANT := $(if $(SAN),san)$(if $(TSAN),tsan)$(if $(COV),cov)$(if $(FUZZ),fuzz)$(if $(filter clang%,$(CC)),$(if $(FUZZ),,clang))
B := build$(if $(VARIANT),/$(VARIANT))

ifeq ($(origin CC),default)
CC := gcc
endif
AR := ar
PKG_CONFIG ?= pkg-config
packages := sqlite3 libconfuse jansson

WARN := -Wall -Wextra -Werror -Wconversion -Wshadow -Wmissing-prototypes -Wstrict-prototypes \
	-Wvla -Wundef -Wpointer-arith -Wwrite-strings -Wcast-qual -Wformat=2 -Wnull-dereference \
	-Wdouble-promotion -Wswitch-enum
OPT ?= -O2 -g
CPPFLAGS += -D_GNU_SOURCE -D_FILE_OFFSET_BITS=64 -I. -Iemulator/include -Iengine/include
CFLAGS += -std=c11 $(OPT) $(WARN) -fPIC -fvisibility=hidden -fno-common \
	$(shell $(PKG_CONFIG) --cflags $(packages) 2>/dev/null)
# bound at start: the judge forks for each test, and none has to look its functions up again
LDFLAGS += -Wl,-z,relro,-z,now
LDLIBS += $(shell $(PKG_CONFIG) --libs $(packages) 2>/dev/null) -lm -lpthread -ldl
ifdef SAN
CFLAGS += -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
LDFLAGS += -fsanitize=address,undefined
endif
ifdef TSAN
CFLAGS += -fsanitize=thread -fno-omit-frame-pointer
LDFLAGS += -fsanitize=thread
endif
ifdef COV
CFLAGS += --coverage -O0
LDFLAGS += --coverage
endif

# Rooms: each rules.mk appends to `rooms` and says to which library its objects go.
rooms :=
library_of = $(strip $($(1).library))
include $(sort $(wildcard emulator/*/rules.mk emulator/*/*/rules.mk engine/*/rules.mk conformance/*/rules.mk))

sources_of = $(sort $(wildcard $(1)/*.c))
objects_of = $(patsubst %.c,$(B)/obj/%.o,$(call sources_of,$(1)))
rooms_in = $(foreach r,$(rooms),$(if $(filter $(1),$(call library_of,$(r))),$(r)))
objects_in = $(foreach r,$(call rooms_in,$(1)),$(call objects_of,$(r)))

libraries := $(sort $(foreach r,$(rooms),$(filter-out program plugin,$(call library_of,$(r)))))
archives := $(patsubst %,$(B)/lib%.a,$(libraries))
program_objects = $(call objects_in,program)

all: $(archives) $(B)/burnrig extras ## build the libraries, the program and the plugin

$(foreach l,$(libraries),$(eval $(B)/lib$(l).a: $(call objects_in,$(l))))
$(archives):
	@mkdir -p $(@D)
	@rm -f $@
	$(call say,AR)
	$(Q)$(AR) rcs $@ $^

# The program takes whole archives in the order user before used; the group tag ends the cycle
# between the engine's in-process transport and the emulator.
$(B)/burnrig: $(program_objects) $(archives)
	@mkdir -p $(@D)
	$(call say,LD)
	$(Q)$(CC) $(LDFLAGS) -o $@ $(program_objects) -Wl,--start-group $(archives) -Wl,--end-group \
		$(LDLIBS) $(program_libs)

$(B)/obj/%.o: %.c
	@mkdir -p $(@D)
	$(call say,CC)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) $(room_cflags) -MMD -MP -c -o $@ $<

# Room-specific flags: a rules.mk sets `ROOM.cflags`.
$(foreach r,$(rooms),$(eval $(call objects_of,$(r)): room_cflags := $($(r).cflags)))

.PHONY: all extras unit lint format check demo help clean
extras:

# ---- unit tests: every ROOM/tests/test_*.c is one cmocka program --------------------------
test_sources := $(sort $(wildcard $(patsubst %,%/tests/test_*.c,$(rooms))))
test_support := $(sort $(filter-out $(test_sources),$(wildcard $(patsubst %,%/tests/*.c,$(rooms)))))
test_programs := $(patsubst %.c,$(B)/tests/%,$(test_sources))
test_support_objects := $(patsubst %.c,$(B)/obj/%.o,$(test_support))

$(B)/libtestsupport.a: $(test_support_objects)
	@mkdir -p $(@D); rm -f $@
	$(Q)$(AR) rcs $@ $^
$(B)/tests/%: $(B)/obj/%.o $(B)/libtestsupport.a $(archives)
	@mkdir -p $(@D)
	$(call say,LD)
	$(Q)$(CC) $(LDFLAGS) -o $@ $< -Wl,--start-group $(B)/libtestsupport.a $(archives) -Wl,--end-group \
		$(LDLIBS) -lcmocka
unit: $(test_programs) $(B)/burnrig ## run the unit tests
	ci/run-tests $(test_programs)

include $(wildcard ci/rules.mk ci/*/rules.mk)

help: ## print every target, one line each
	@sed -n 's/^\([a-z][a-z-]*\):.*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | sort | \
		awk -F'\t' '{printf "  make %-14s %s\n", $$1, $$2}'

clean: ## remove everything that was built
	rm -rf build

-include $(shell find $(B)/obj -name '*.d' 2>/dev/null)
