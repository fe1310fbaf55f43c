# coverage: lines and branches that the unit tests reach, per room, and build/cov/html. Fails below
# what ci/coverage/judge asks for, or where ci/coverage/remainder is not true. ROOMS=engine/imapi2 runs the
# tests of some rooms only, and judges nothing.
#
# The branch of an assert that is never taken is no branch of the program: whoever takes it has found
# a bug. lcov leaves those out by the expression below; the table says so where it is printed.
lcov_rc := --rc lcov_branch_coverage=1 --rc genhtml_branch_coverage=1 \
	--rc 'lcov_excl_br_line=LCOV_EXCL_BR_LINE|^\s*assert\('
# The tests of emulator/ and engine/ themselves: what the judge's reach besides is no proof of its kind.
coverage_programs = $(foreach r,$(or $(ROOMS),emulator engine),$(filter $(B)/tests/$(r)/%,$(test_programs)))

.PHONY: coverage coverage-run
coverage: ## unit tests with lcov: lines and branches per room, fails below 90 and 80; HTML in build/cov/html
	@$(MAKE) --no-print-directory COV=1 coverage-run
coverage-run: $(coverage_programs)
	$(Q)lcov $(lcov_rc) -q -z -d $(B)/obj
	$(Q)TEST_SECONDS=1500 ci/run-tests $(coverage_programs)
	$(Q)lcov $(lcov_rc) -q -c -d $(B)/obj -o $(B)/all.info
	$(Q)lcov $(lcov_rc) -q -r $(B)/all.info '/usr/*' '*/tests/*' -o $(B)/ours.info
	$(Q)genhtml $(lcov_rc) -q -o $(B)/html $(B)/ours.info
	$(Q)ci/coverage/table $(B)/ours.info
	$(if $(ROOMS),,$(Q)ci/coverage/judge ci/coverage/remainder $(B)/ours.info)
