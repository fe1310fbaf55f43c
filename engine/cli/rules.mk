rooms += engine/cli
engine/cli.library := program

# A room of the program is in no library: its test is linked with what it tests.
$(B)/tests/engine/cli/tests/test_wav: $(B)/obj/engine/cli/wav.o
$(B)/tests/engine/cli/tests/test_wav: LDLIBS := $(B)/obj/engine/cli/wav.o $(LDLIBS)
