# The mutants: devices broken on purpose, each with the test that must catch it.
rooms += conformance/mutants
conformance/mutants.library := conformance

.PHONY: mutants
mutants: $(B)/judge ## judge the suite by drives broken on purpose
	$(B)/judge test --mutants --json $(B)/mutants.json --html $(B)/mutants.html
