kernel_view := $(B)/kernel-view
$(kernel_view): $(B)/obj/ci/interop/kernel-view.o
	$(call say,LD)
	$(Q)$(CC) $(LDFLAGS) -o $@ $<

.PHONY: interop
interop: all $(kernel_view) ## programs x media x jobs over the virtual drive, also in the test VM: build/interop/table.html
	@ci/install-packages build check vm
	@ci/interop/run
