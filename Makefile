# Every target sets up what it needs: `make demo` and `make test` are enough on a fresh machine.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

# The first Python on the path that is new enough and can make a virtual environment.
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	"$$python" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo "$$python" && break; done)
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.made-from-pyproject
TESTS := $(BIN)/python -m pytest -n auto $(PYTEST_ARGS)

.NOTPARALLEL:
.PHONY: help setup demo test check format-check lint types contracts docs-check fix torture bench clean

help:  ## Say what can be made
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 16

setup: $(STAMP)  ## Make .venv, once, and again when pyproject.toml changes

$(STAMP): pyproject.toml
	@if [ -z "$(PYTHON)" ]; then \
		echo "empower needs Python 3.11 or newer with its venv module (on Debian: apt-get install python3-venv)" >&2; \
		exit 1; \
	fi
	@[ -x $(BIN)/python ] || $(PYTHON) -m venv $(VENV)
	@echo "installing into $(VENV) …"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --editable '.[dev]'
	@touch $@

demo: $(STAMP)  ## Ask a few questions, record a few answers in a book, and see it verified
	@PATH="$(CURDIR)/$(BIN):$$PATH" bash examples/demo.sh

test: $(STAMP)  ## Run every test
	$(TESTS)

check: format-check lint types contracts docs-check test  ## What CI runs: format, lint, types, contracts, docs, tests

format-check: $(STAMP)
	$(BIN)/ruff format --check .

lint: $(STAMP)
	$(BIN)/ruff check .

types: $(STAMP)
	$(BIN)/mypy

contracts: $(STAMP)
	$(BIN)/lint-imports

docs-check: $(STAMP)
	$(BIN)/python -m pytest -q tests/house/test_docs.py

fix: $(STAMP)  ## Mend what a tool can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

torture: $(STAMP)  ## The hostile-file and law tests with far more tries than usual (minutes)
	EMPOWER_TORTURE=1 $(TESTS)

bench: $(STAMP)  ## Run every benchmark, one after the other
	@for one in bench/bench_*.py; do echo "== $$one"; $(BIN)/python "$$one"; done

clean:  ## Remove the environment and what the tools keep
	rm -rf $(VENV) build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
