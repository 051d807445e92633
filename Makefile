# Everything runs in .venv, which is made from the lock files once for each change of them.
# Needs python 3.11 or newer as `python3`, and make. Never needs root.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
BENCH  := ../shared/bench
NOTES  := examples/office_visit.json examples/inpatient_stay.json

.DEFAULT_GOAL := help
.PHONY: help demo test lint format types contracts bench prove docs lock clean

help: ## list these targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | awk -F '\t' '{printf "  make %-10s %s\n", $$1, $$2}'

demo: $(VENV)/run.stamp ## code the two example notes
	@for note in $(NOTES); do $(BIN)/chartproof code $$note || exit $$?; done

test: $(VENV)/dev.stamp ## run the tests
	$(BIN)/python -m pytest -n auto -m "not prove"

lint: $(VENV)/dev.stamp ## look for faults of style and use
	$(BIN)/ruff check .

format: $(VENV)/dev.stamp ## write every file in the one format
	$(BIN)/ruff format .

types: $(VENV)/dev.stamp ## check the types
	$(BIN)/mypy

contracts: $(VENV)/dev.stamp ## check which way imports run
	$(BIN)/lint-imports

prove: $(VENV)/dev.stamp ## run the long proofs
	$(BIN)/python -m pytest -n auto -m prove; code=$$?; [ $$code -eq 5 ] && echo "no test is marked prove" || exit $$code

bench: $(VENV)/run.stamp ## measure accuracy, assertions, search, look-ups and speed
	@if [ -d $(BENCH) ]; then \
	    $(BIN)/python benchmarks/accuracy.py $(BENCH)/aci_dev.jsonl --needed addressed --without VWXY --index both && \
	    $(BIN)/python benchmarks/accuracy.py $(BENCH)/codiesp_dev.jsonl --index both && \
	    $(BIN)/python benchmarks/assertions.py $(BENCH)/assertions_dev.jsonl; \
	else echo "No public sets in $(BENCH): README.md says where each is published, under Benchmarks."; fi
	@$(BIN)/python benchmarks/search.py
	@$(BIN)/python benchmarks/books.py
	@$(BIN)/python benchmarks/speed.py

docs: $(VENV)/dev.stamp ## write the generated pages and the README's transcript
	$(BIN)/python docs/generate.py

lock: ## lock the dependencies again (needs uv)
	requirements/lock

clean: ## remove .venv and what tools left behind
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src tests docs benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

# An environment half made is made again from nothing.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	    || { echo "chartproof needs Python 3.11 or newer as $(PYTHON); another can be named: make PYTHON=python3.12"; exit 1; }
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 \
	    || { rm -rf $(VENV); echo "Python here cannot make virtual environments; install the Debian package python3-venv"; exit 1; }

$(VENV)/run.stamp: requirements/run.txt pyproject.toml | $(BIN)/python
	@echo "setting up .venv from $<"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r $<
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt $(VENV)/run.stamp
	@echo "setting up .venv from $<"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r $<
	@touch $@
