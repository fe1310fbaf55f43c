rooms += engine/imapi2
engine/imapi2.library := burnengine
# test_out_of_memory lets one allocation after the other fail
$(B)/tests/engine/imapi2/tests/test_out_of_memory: LDFLAGS += \
	-Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc,--wrap=free
