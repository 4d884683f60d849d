# Needs only python3 (3.11 or newer), pip and make. Everything else is installed into .venv from the lock.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.stamp
SOURCE := src tests bench docs
LOCK   := $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --fork-strategy fewest \
          --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' \
          $(if $(UPGRADE),--upgrade)

MAKEFLAGS += --no-print-directory --no-builtin-rules
.SUFFIXES:
.DELETE_ON_ERROR:
.NOTPARALLEL:
.DEFAULT_GOAL := help

.PHONY: help setup run test lint format bench docs lock clean

help: ## Show this list
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-14s %s\n", $$1, $$2 }'

setup: $(STAMP) ## Install everything into .venv (again only when the lock or pyproject.toml changes)

# All output goes to stderr, so that what `make run` prints is the answer alone. Where the machine's Python comes
# without ensurepip, the environment is made without pip and filled by the machine's own pip.
$(STAMP): requirements-dev.lock pyproject.toml
	@exec >&2; set -eu; \
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo 'Rettidig needs Python 3.11 or newer: install it, or name it with make PYTHON=/path/to/python3'; exit 1; }; \
	if ! $(BIN)/python -c '' 2>/dev/null; then \
	  echo 'Making $(VENV) ...'; rm -rf $(VENV); \
	  if ! $(PYTHON) -m venv $(VENV) >/dev/null 2>&1; then \
	    echo 'This Python cannot put pip into $(VENV) (ensurepip is missing): using the pip of the machine instead.'; \
	    rm -rf $(VENV); $(PYTHON) -m venv --without-pip $(VENV); \
	  fi; \
	fi; \
	if $(BIN)/python -m pip --version >/dev/null 2>&1; then pip='$(BIN)/python -m pip'; \
	elif $(PYTHON) -m pip --version >/dev/null 2>&1; then pip='$(PYTHON) -m pip --python $(BIN)/python'; \
	else echo 'Rettidig needs pip: install it (on Debian: apt install python3-pip) and try again'; exit 1; fi; \
	echo 'Installing from requirements-dev.lock (half a minute or so) ...'; \
	$$pip install -qq --disable-pip-version-check --require-hashes --requirement requirements-dev.lock; \
	$$pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .; \
	touch $(STAMP)

run: setup ## Answer for one extract: make run DATA=folder [PR=date]
	@.venv/bin/rettidig koer $(if $(DATA),--data "$(DATA)") $(if $(PR),--pr "$(PR)")

test: setup lint ## Everything that must hold
	@$(BIN)/python -m pytest -q -n 2

lint: setup ## Format, style, types, import contracts
	@$(BIN)/ruff format --check $(wildcard $(SOURCE))
	@$(BIN)/ruff check $(wildcard $(SOURCE))
	@$(BIN)/mypy --strict src
	@$(BIN)/lint-imports --no-logo

format: setup ## Put the code into shape
	@$(BIN)/ruff format $(wildcard $(SOURCE))
	@$(BIN)/ruff check --fix $(wildcard $(SOURCE))

bench: setup ## Measure speed and memory
	@$(BIN)/python bench/koer.py

docs: setup ## Write the generated pages anew: rules, schema, glossary, the picture in the README
	@$(BIN)/rettidig regler sider --ud docs/regler
	@$(BIN)/rettidig regler skema --ud docs/skema/regler.schema.json
	@$(BIN)/python docs/lav_ordliste.py
	@$(BIN)/python docs/lav_billede.py

lock: setup ## Lock the dependencies anew (UPGRADE=1 takes the newest versions)
	@$(LOCK) --output-file requirements.lock
	@$(LOCK) --extra dev --output-file requirements-dev.lock

clean: ## Remove what was made: the environment and the caches
	rm -rf $(VENV) build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find $(wildcard $(SOURCE)) -type d -name __pycache__ -prune -exec rm -rf {} +
