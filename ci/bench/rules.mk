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

.PHONY: bench bench-figures bench-clients bench-handlers
bench-clients: $(B)/burnrig extras $(bench_usage) ## our burns beside those of xorriso, growisofs and wodim, in time and processor time
	ci/bench/clients
bench-figures: $(B)/burnrig ## published speeds and burn times beside simulated ones
	ci/bench/figures

# Two processors, as the test machine has for all else: what a handler pays for handing over to a second thread is paid
# then. With `ci/vm/run --cpus 1` the rates are twice as high and all handlers nearer to each other.
bench-handlers: $(B)/burnrig extras $(bench_load) $(bench_ceiling) ## our handler beside its peers, in one run of the test machine
	ci/vm/run --timeout 600 -- ci/bench/compare $(BENCH_ROUNDS)

# One after the other, whatever -j says, and each whether or not the one before reached its aim.
bench: ## all three benches
	@missed=0; for bench in figures handlers clients; do $(MAKE) "bench-$$bench" || missed=1; done; exit $$missed
