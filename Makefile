# Two commands: `make run` (the product on its demo country) and `make test` (everything). `make setup` only installs.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run test check format lock clean

VENV := .venv
BIN := $(VENV)/bin
# The first interpreter that is new enough; override with `make run PYTHON=/path/to/python3.12`.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' && echo $$p && break; done)

help:
	@echo "make run    install, migrate, watch the demo country and serve the dashboard on http://127.0.0.1:8501"
	@echo "make test   install and run every check and test"
	@echo "make setup  install only"

$(BIN)/.bootstrap: requirements/bootstrap.txt
	@test -n "$(PYTHON)" || { echo "Wakala needs Python 3.11 or newer; install it (on Debian: apt-get install python3) and run make again." >&2; exit 2; }
	@echo "Making the environment in $(VENV)/ with $(PYTHON) ..." >&2
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || { rm -rf $(VENV); \
		echo "Python cannot make virtual environments here; on Debian run: apt-get install $$($(PYTHON) -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])') (or python3-venv), then make again." >&2; exit 2; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bootstrap.txt
	@touch $@

# uv reads the same locks as pip in a tenth of the time; where it cannot (a proxy it does not know), pip does it.
define install
	@echo "Installing $(1) (hash-locked) ..." >&2
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r $(1) \
		|| $(BIN)/python -m pip install --disable-pip-version-check --require-hashes -r $(1)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
endef

$(BIN)/.run: $(BIN)/.bootstrap requirements/run.txt pyproject.toml
	$(call install,requirements/run.txt)
	@touch $@

$(BIN)/.dev: $(BIN)/.run requirements/dev.txt
	$(call install,requirements/dev.txt)
	@touch $@

setup: $(BIN)/.run

setup-dev: $(BIN)/.dev

run: setup
	@exec $(BIN)/wakala run --demo

# Fast checks first. What needs PostgreSQL (WAKALA_TEST_POSTGRESQL_URL) or Chromium says why where it is skipped.
test: check
	$(BIN)/pytest -n 2 --dist loadfile -rs

check: setup-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/yamllint --strict .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: setup-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Writes the locks again from the floors in pyproject.toml.
lock: $(BIN)/.bootstrap
	$(BIN)/uv pip compile requirements/bootstrap.in --universal --python-version 3.11 --generate-hashes --no-header --upgrade -q -o requirements/bootstrap.txt
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --upgrade -q -o requirements/run.txt
	$(BIN)/uv pip compile pyproject.toml --extra browser --universal --python-version 3.11 --generate-hashes --no-header --upgrade -q -o requirements/browser.txt
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-header --upgrade -q -o requirements/dev.txt

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis build *.egg-info
