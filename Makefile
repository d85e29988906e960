# `make run` and `make test` work alone, in either order, and again; they need Python 3.11+ and make, nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DB := out/sample.db

.PHONY: run test lint types gate setup clean
.DELETE_ON_ERROR:

setup: $(VENV)/.ready

# uv installs in seconds where pip needs a minute; pip is the fallback where uv cannot be had.
$(VENV)/.ready: pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.11"; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv 2>/dev/null || true
	@if test -x $(BIN)/uv; then VIRTUAL_ENV=$(CURDIR)/$(VENV) $(BIN)/uv pip install --quiet -e . --group dev; \
	else $(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip && $(BIN)/python -m pip install --quiet -e . --group dev; fi
	@touch $@

run: setup
	@mkdir -p out
	@$(BIN)/matters run corpus/sample --db $(DB)

test: setup
	@$(BIN)/python -m pytest

lint: setup
	@$(BIN)/ruff format --check . && $(BIN)/ruff check .

types: setup
	@$(BIN)/mypy

gate: setup
	@$(BIN)/python -m pytest tests/eval

clean:
	rm -rf $(VENV) out
