.PHONY: interop
interop: all ## programs x media x jobs over the virtual drive, also in the test VM: build/interop/table.html
	@ci/install-packages build check vm
	@ci/interop/run
