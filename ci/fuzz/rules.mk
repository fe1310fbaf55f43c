# fuzz: libFuzzer over the seam. `make fuzz FUZZ_SECONDS=600`; a crash is kept in build/fuzz/.
FUZZ_SECONDS ?= 60
FUZZ_COMMANDS ?= 10000000
FUZZ_SEED ?= 1
fuzz_targets := $(patsubst ci/fuzz/%.c,build/fuzz/%,$(wildcard ci/fuzz/fuzz_*.c))

.PHONY: fuzz fuzz-run
fuzz: ## fuzz the seam for FUZZ_SECONDS (60) with libFuzzer, ASan and UBSan
	@$(MAKE) --no-print-directory CC=clang FUZZ=1 fuzz-run
fuzz-run: $(fuzz_targets)
	$(Q)set -e; for t in $^; do \
		mkdir -p $$t.corpus; \
		echo "$$t: $(FUZZ_SECONDS) s"; \
		$$t -max_total_time=$(FUZZ_SECONDS) -rss_limit_mb=4096 -timeout=25 -print_final_stats=1 \
			-artifact_prefix=$$t. -verbosity=0 $$t.corpus; \
		echo "ok $$(basename $$t)"; \
	done

.PHONY: fuzz-random fuzz-random-run
fuzz-random: ## FUZZ_COMMANDS (ten million) random commands at the seam, with ASan and UBSan
	@$(MAKE) --no-print-directory SAN=1 fuzz-random-run
fuzz-random-run: $(B)/fuzz/random
	$< $(FUZZ_SEED) $(FUZZ_COMMANDS)
$(B)/fuzz/random: $(B)/obj/ci/fuzz/random.o $(B)/obj/ci/fuzz/fuzz_seam.o $(B)/libburnrig.a
	@mkdir -p $(@D)
	$(call say,LD)
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

ifdef FUZZ
CFLAGS += -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all
build/fuzz/%: $(B)/obj/ci/fuzz/%.o $(B)/libburnrig.a
	@mkdir -p $(@D)
	$(call say,LD)
	$(Q)$(CC) $(LDFLAGS) -fsanitize=fuzzer,address,undefined -o $@ $< \
		$(B)/libburnrig.a $(LDLIBS)
endif
