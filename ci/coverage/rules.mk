# coverage: lines and branches that the unit tests reach, per room, and build/cov/html.
lcov_rc := --rc lcov_branch_coverage=1 --rc genhtml_branch_coverage=1

.PHONY: coverage coverage-run
coverage: ## unit tests with lcov: prints lines and branches per room, HTML in build/cov/html
	@$(MAKE) --no-print-directory COV=1 coverage-run
coverage-run: $(test_programs)
	$(Q)lcov $(lcov_rc) -q -z -d $(B)/obj
	$(Q)ci/run-tests $(test_programs)
	$(Q)lcov $(lcov_rc) -q -c -d $(B)/obj -o $(B)/all.info
	$(Q)lcov $(lcov_rc) -q -r $(B)/all.info '/usr/*' '*/tests/*' -o $(B)/ours.info
	$(Q)genhtml $(lcov_rc) -q -o $(B)/html $(B)/ours.info
	$(Q)ci/coverage/table $(B)/ours.info
