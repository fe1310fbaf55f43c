# The mutants: devices broken on purpose, each with the test that must catch it.
rooms += conformance/mutants
conformance/mutants.library := conformance
