# Two commands do all set-up: `make demo` and `make test`.
.PHONY: help setup setup-dev demo demo-reset test coverage bench random chaos lock chromium
PYTHON ?= $(shell command -v python3.11 || echo python3)
BIN := .venv/bin
# One worker more than cores: tests wait now and then.
WORKERS ?= $(shell $(PYTHON) -c 'import os; print(1 + (os.cpu_count() or 1))')
export PIP_DISABLE_PIP_VERSION_CHECK := 1

help:  ## What can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: .venv/.runtime  ## The environment only, from locked dependencies
setup-dev: .venv/.dev

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Onus needs Python 3.11 or newer: make PYTHON=/path/to/it"; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; exit 1; }

.venv/.runtime: requirements.txt pyproject.toml | .venv/bin/python
	@$(BIN)/pip install --quiet --require-hashes -r requirements.txt
	@$(BIN)/pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

.venv/.dev: requirements-dev.txt .venv/.runtime
	@$(BIN)/pip install --quiet --require-hashes -r requirements-dev.txt
	@touch $@

demo: setup  ## Onus on a local Slack, at http://127.0.0.1:8030
	@exec $(BIN)/onus demo

demo-reset:  ## Forget what the demo remembers
	@rm -rf var/demo && echo "The demo starts afresh."

chromium:
	@tests/find-chromium >/dev/null

test: setup-dev chromium  ## Format, lint, types, import contracts, all tests
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

coverage: setup-dev chromium  ## All tests, and which lines they reach; at least 90 %
	@$(BIN)/pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder --cov --cov-report=term --cov-fail-under=90

bench: setup-dev  ## What questions and incidents cost, each beside a baseline of the same run
	@$(BIN)/python -m tests.bench

random: setup-dev  ## Random commands by random people, more than the tests do: RANDOM_RUNS
	@RANDOM_RUNS=$${RANDOM_RUNS:-100} $(BIN)/pytest -q tests/chat/test_random_commands.py

chaos: setup-dev  ## Fan-outs under SIGKILL, 429, 5xx, broken connections: CHAOS_RUNS, CHAOS_SEED
	@$(BIN)/python -m tests.chaos

lock:
	@$(BIN)/pip install --quiet uv
	@$(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command "make lock" pyproject.toml requirements-build.in -o requirements.txt
	@$(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command "make lock" --extra dev pyproject.toml requirements-build.in -c requirements.txt -o requirements-dev.txt
