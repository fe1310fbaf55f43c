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
.PHONY: matrix
matrix: all ## judge every virtual drive with every medium that there is
	@ci/check/matrix
