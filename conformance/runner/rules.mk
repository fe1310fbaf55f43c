# The runner: what a test is, how it is run, and how its result is told.
rooms += conformance/runner
conformance/runner.library := conformance
program_libs += -lcmocka
conformance/runner.cflags := $(if $(COV)$(SAN),-DWORKER_LEAVES_IN_ORDER)
