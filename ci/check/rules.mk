.PHONY: check check-scsi sanitize
check: ## all the tests, the real SCSI path included; installs what it lacks
	@ci/install-packages build demo check vm
	@$(MAKE) --no-print-directory -s check-steps
.PHONY: check-steps
check-steps:
	@ci/check/run $(STEPS)
check-scsi: all ## only the real clients over the kernel's SCSI path, in the test VM
	@ci/install-packages build check vm
	@ci/check/run interop-kernel
judge_objects := $(addprefix $(B)/obj/,conformance/cli/test.o conformance/cli/compare.o \
	conformance/cli/virtual_loader.o emulator/cli/subcommand.o)
$(B)/judge: ci/check/judge.c $(judge_objects) $(archives)
	$(call say,LD)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $< $(judge_objects) \
		-Wl,--start-group $(archives) -Wl,--end-group $(LDLIBS) -lcmocka
.PHONY: matrix matrix-umockdev matrix-vm
matrix: all $(B)/judge ## judge every virtual drive with every medium that there is
	@ci/check/matrix
matrix-umockdev: all ## the same through umockdev: twenty minutes
	@ci/check/matrix-paths user
matrix-vm: all ## the same through the kernel in the test VM: hours
	@ci/check/matrix-paths kernel
