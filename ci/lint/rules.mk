# lint: form, layers, forbidden calls, headers alone, clang-tidy's budget, shell scripts.
lint_c := $(sort $(shell git ls-files 'emulator/*.c' 'engine/*.c' 'conformance/*.c' 'ci/*.c'))
lint_h := $(sort $(shell git ls-files 'emulator/*.h' 'engine/*.h' 'conformance/*.h' 'ci/*.h'))
lint_shell = $(shell git ls-files -z .ci ci | xargs -0 grep -lE '^\#!/bin/(ba)?sh|^\# shellcheck shell=')
tidy_stamps := $(patsubst %.c,$(B)/tidy/%.ok,$(lint_c))

no_tests = $(foreach f,$(1),$(if $(findstring /tests/,$(f)),,$(f)))

# One stamp a file, so that only what changed is looked at again.
$(B)/tidy/%.ok: %.c .clang-tidy $(lint_h)
	@mkdir -p $(@D)
	$(Q)clang-tidy --quiet $< -- $(CPPFLAGS) -std=c11 \
		$(shell $(PKG_CONFIG) --cflags $(packages) umockdev-1.0 gio-2.0 2>/dev/null) >$(@D)/$(*F).log 2>&1 || \
		{ grep -v 'warnings generated' $(@D)/$(*F).log; exit 1; }
	@touch $@

.PHONY: lint lint-form tidy
lint: lint-form tidy ## check form, layers, headers, budgets (clang-format, clang-tidy, shellcheck)
lint-form:
	@clang-format --dry-run --Werror $(lint_c) $(lint_h)
	@ci/lint/layers ci/layers $(lint_c) $(lint_h)
	@ci/lint/forbidden $(lint_c) $(lint_h) Makefile $(shell git ls-files '*.mk' '*.md' '*.def' '*.conf')
	@ci/lint/headers $(call no_tests,$(lint_h))
	@shellcheck -x $(lint_shell)
	@ci/lint/longest $(call no_tests,$(lint_c))
tidy: $(tidy_stamps)
	@echo "clang-tidy: $(words $(tidy_stamps)) files clean"
format: ## rewrite the C files in the house's form
	clang-format -i $(lint_c) $(lint_h)
