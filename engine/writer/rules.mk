rooms += engine/writer
engine/writer.library := burnengine
# which lets a thread not come into being
$(B)/tests/engine/writer/tests/test_write_section: LDFLAGS += -Wl,--wrap=pthread_create
