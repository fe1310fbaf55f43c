.PHONY: demo demo-run
demo: ## the main job: make a disc, burn, verify, judge; build/demo/report.html. Installs what it lacks
	@ci/install-packages build demo
	@$(MAKE) --no-print-directory demo-run
demo-run: all
	@ci/demo/run
