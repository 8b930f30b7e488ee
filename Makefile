# Coverslip: two commands do everything.  make review   make test
SHELL := /bin/bash
.DELETE_ON_ERROR:
.PHONY: help review test build packages samples demonstration screens benchmark format check clean

# What Coverslip links and what its tests drive, as Debian 12 names it.
PACKAGES := libopenslide-dev libtiff-dev liblcms2-dev libopenblas-dev libdnnl-dev libhdf5-dev libcairo2-dev \
  libpng-dev libjpeg-dev libqrencode-dev fonts-liberation libncurses-dev libsqlite3-dev pkg-config

SWIFT ?= swift
# One build serves the program and its tests, which look inside the modules; optimised, because they measure pixels.
BUILD_OPTIONS := -c release -Xswiftc -enable-testing --explicit-target-dependency-import-check error
BUILD := .build/release
# The tests' own program, as `swift test` starts it; that would plan the whole build again each time.
TESTS := $(BUILD)/coverslipPackageTests.xctest --testing-library swift-testing
COMMAND_TESTS := .build/command-tests.log
# Swift's own libraries go into the program where the compiler brings them to be linked so; Package.swift says why.
export COVERSLIP_STATIC_RUNTIME := \
  $(if $(wildcard $(dir $(realpath $(shell command -v $(SWIFT))))../lib/swift_static/linux/libFoundation.a),1,0)
COVERSLIP := $(BUILD)/coverslip
# The casebook that `make review` opens; default: Coverslip's own place.
CASEBOOK ?=
CASEBOOK_OPTION := $(if $(CASEBOOK),--casebook $(CASEBOOK))

help:
	@echo "make review   build, score the sample slides, open the queue; asks once for a passphrase to sign with"
	@echo "make test     build and run all tests"
	@echo "make build    build only            make format   format the sources"
	@echo "make screens  take the screens of the README and of the tests again"
	@echo "make samples  draw sample-slides again        make demonstration   train the shipped bundle again"

# The packages that are missing: installed as root or through sudo, else the line to run is printed.
packages:
	@missing=(); for package in $(PACKAGES); do \
	  dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || missing+=($$package); done; \
	if [ $${#missing[@]} -gt 0 ]; then \
	  if [ "$$(id -u)" = 0 ]; then sudo=; elif sudo -n true 2>/dev/null; then sudo=sudo; else \
	    echo "These Debian packages are missing. Run, as an administrator:"; \
	    echo "  apt-get update && apt-get install -y $${missing[*]}"; exit 1; fi; \
	  echo "installing $${missing[*]}"; \
	  $$sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
	    $$sudo apt-get install -y -qq $${missing[@]} >/dev/null; \
	fi

build: packages
	$(SWIFT) build $(BUILD_OPTIONS) --product coverslip

review: build
	@$(COVERSLIP) prepare $(CASEBOOK_OPTION) --manifest sample-slides/cases.csv
	@$(COVERSLIP) review $(CASEBOOK_OPTION)

test: packages
	$(SWIFT) build $(BUILD_OPTIONS) --build-tests
	@# OpenBLAS chooses its kernel before the tests' own process can: the program says which one this processor should run.
	@# The tests of the commands wait for programs more than they compute: they run beside those of the libraries.
	@export OPENBLAS_CORETYPE=$${OPENBLAS_CORETYPE-$$($(COVERSLIP) doctor --kernel)}; \
	echo "the tests run with OPENBLAS_CORETYPE=$$OPENBLAS_CORETYPE; those of the commands are told after the others"; \
	$(TESTS) --filter coverslipTests >$(COMMAND_TESTS) 2>&1 & commands=$$!; status=0; \
	$(TESTS) --skip 'CursesTerminalTests|coverslipTests' || status=1; \
	wait $$commands || status=1; cat $(COMMAND_TESTS); exit $$status
	@# By themselves: they send signals to their own process.
	$(TESTS) --filter CursesTerminalTests

# What Benchmarks/README.md tells, beside the peers that Debian has: make benchmark BENCHMARKS='pictures preview'
PEERS := libchafa0
BENCHMARKS ?=
benchmark: packages
	@$(MAKE) --no-print-directory packages PACKAGES='$(PEERS)'
	$(SWIFT) build $(BUILD_OPTIONS) --product benchmark
	$(BUILD)/benchmark $(BENCHMARKS)

# What the README shows and what the tests hold the screens to, taken from the program as it is: look at the difference.
screens: packages
	$(SWIFT) build $(BUILD_OPTIONS) --build-tests
	COVERSLIP_KEEP_SCREENS=1 $(TESTS) --filter 'GoldenScreenTests|ReadmeScreenTests'

# The sample slides and the demonstration bundle, drawn and trained again from their fixed seeds.
samples: build
	$(COVERSLIP) simulate samples --out sample-slides

COHORT ?= .build/demonstration
DEMONSTRATION := Sources/coverslip/Resources/demonstration
demonstration: build
	$(COVERSLIP) simulate cohort --patients 1500 --seed 2025 --out $(COHORT)/train
	$(COVERSLIP) simulate cohort --patients 1000 --seed 7 --out $(COHORT)/test
	$(COVERSLIP) encode --cohort $(COHORT)/train --max-tiles 64 --out $(COHORT)/train/features
	$(COVERSLIP) encode --cohort $(COHORT)/test --max-tiles 64 --out $(COHORT)/test/features
	$(COVERSLIP) train --cohort $(COHORT)/train --test $(COHORT)/test --seed 1 --demonstration --out $(DEMONSTRATION)
	cd $(COHORT) && $(abspath $(COVERSLIP)) evaluate --bundle $(abspath $(DEMONSTRATION)) --cohort test/cohort.csv \
	  --bootstrap 1000 --json > $(abspath $(DEMONSTRATION)).evaluation.json

format:
	$(SWIFT) format -i -r Package.swift Sources Tests Benchmarks

check:
	$(SWIFT) format lint --strict -r Package.swift Sources Tests Benchmarks
	.ci/test
	.ci/columns
	.ci/rooms

clean:
	rm -rf .build
