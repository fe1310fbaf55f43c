# bench: our handler beside tcmu-runner's fbo and beside the ceiling of the path, in one run of the test machine.
bench_load := $(B)/bench/load
bench_ceiling := $(B)/handler_ceiling.so
bench_usage := $(B)/bench/usage

$(bench_load) $(bench_usage): $(B)/bench/%: $(B)/obj/ci/bench/%.o
	@mkdir -p $(@D)
	$(call say,LD)
	$(Q)$(CC) $(LDFLAGS) -o $@ $<
$(bench_ceiling): $(B)/obj/ci/bench/ceiling.o $(tcmu_plugin_map)
	@mkdir -p $(@D)
	$(call say,LD)
	$(Q)$(CC) -shared $(LDFLAGS) -Wl,--version-script=$(tcmu_plugin_map) -o $@ $<

.PHONY: bench bench-figures bench-clients
bench-clients: $(B)/burnrig $(bench_usage) ## our burns beside those of xorriso, growisofs and wodim, in time and processor time
	ci/bench/clients
bench-figures: $(B)/burnrig ## published speeds and burn times beside simulated ones
	ci/bench/figures

# One processor: with two, a machine that others use too measures how soon it wakes the second.
bench: bench-figures bench-clients $(B)/burnrig extras $(bench_load) $(bench_ceiling) ## our handler beside its peers, in the test machine
	ci/vm/run --timeout 600 -- ci/bench/compare $(BENCH_ROUNDS)
