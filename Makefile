# Needs only python3 (3.11 or newer), pip and make. Everything else is installed into .venv from the lock.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.stamp
RIVALS := .venv-bench
NODE   := node_modules/.package-lock.json
SOURCE := src tests bench docs
LOCK   := $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --fork-strategy fewest \
          --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' \
          $(if $(UPGRADE),--upgrade)

MAKEFLAGS += --no-print-directory --no-builtin-rules
.SUFFIXES:
.DELETE_ON_ERROR:
.NOTPARALLEL:
.DEFAULT_GOAL := help

.PHONY: help setup run svar serve demo demo-stop stop test lint format mutation bench bench-fuld docs billeder lock clean

help: ## Show this list
	@sed -nE 's/^([a-z-]+):.*## (.*)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-14s %s\n", $$1, $$2 }'

setup: $(STAMP) ## Install everything into .venv (again only when the lock or pyproject.toml changes)

# Spark's tests need Java; only those do. Where there is none it is installed if that can be done without asking.
JAVA := if ! "$${JAVA_HOME:-/usr}/bin/java" -version >/dev/null 2>&1 && ! java -version >/dev/null 2>&1; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo 'Installing Java 17 for the tests of Spark ...'; \
	    apt-get -qq update >/dev/null && DEBIAN_FRONTEND=noninteractive \
	      apt-get -qq install -y --no-install-recommends openjdk-17-jre-headless >/dev/null || \
	      echo 'Java could not be installed: the tests of Spark will fail and say so'; \
	  else echo 'No Java 17 or newer: the tests of Spark will fail (on Debian: apt install openjdk-17-jre-headless)'; \
	  fi; fi

# The tests of the pages need a real browser; only those do.
CHROMIUM := if ! command -v chromium >/dev/null && ! command -v chromium-browser >/dev/null && \
	    ! command -v google-chrome >/dev/null; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo 'Installing Chromium for the tests of the pages ...'; \
	    apt-get -qq update >/dev/null && DEBIAN_FRONTEND=noninteractive \
	      apt-get -qq install -y --no-install-recommends chromium >/dev/null || \
	      echo 'Chromium could not be installed: the tests of the pages will fail and say so'; \
	  else echo 'No Chromium: the tests of the pages will fail (on Debian: apt install chromium)'; \
	  fi; fi

# All output goes to stderr, so that what `make svar` prints is the answer alone. Where the machine's Python comes
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
	$(JAVA); \
	touch $(STAMP)

# The look and the scripts of the pages are packages of npm; where the machine has no npm, the one in .venv is used.
$(NODE): package.json package-lock.json .npmrc | $(STAMP)
	@exec >&2; set -eu; echo 'Fetching the look of the pages with npm ...'; \
	PATH="$$PATH:$(CURDIR)/$(BIN)" npm ci --no-audit --no-fund --ignore-scripts --loglevel=error >/dev/null; touch $@

# Without RETTIDIG_VAERTER the pages are served over plain http to this machine alone.
SERVE := $(if $(RETTIDIG_VAERTER),,RETTIDIG_UDVIKLING=1) $(if $(PORT),PORT=$(PORT))

# The demonstration has a store of its own, so that it never meets other data.
DEMO := env -u DATABASE_URL RETTIDIG_DEMO=1 RETTIDIG_UDVIKLING=1 RETTIDIG_VAR=var/demonstration $(if $(PORT),PORT=$(PORT))

ifeq ($(strip $(DATA)),)
run: setup $(NODE) ## The pages, on an invented municipality; on files of your own: make run DATA=folder [PR=date] [PORT=8000]
	@$(if $(strip $(LOKALT)),echo 'LOKALT belongs to make svar: the pages do not count by a local strategy' >&2,:)
	@mkdir -p var/demonstration
	@$(DEMO) $(BIN)/python -m rettidig.web.demo
	@exec $(DEMO) $(BIN)/rettidig server start --bliv
else
run: setup $(NODE)
	@$(if $(strip $(LOKALT)),echo 'LOKALT belongs to make svar: the pages do not count by a local strategy' >&2,:)
	@$(SERVE) $(BIN)/rettidig indlaes "$(DATA)" $(if $(KILDE),--kilde "$(KILDE)")
	@$(SERVE) $(BIN)/rettidig tal koer $(if $(PR),--pr "$(PR)")
	@$(SERVE) $(BIN)/rettidig bruger foerste
	@exec env $(SERVE) $(BIN)/rettidig server start --bliv
endif

svar: setup ## The answer in the terminal: make svar [DATA=folder] [PR=date] [LOKALT=strategy]
	@.venv/bin/rettidig koer $(if $(DATA),--data "$(DATA)") $(if $(PR),--pr "$(PR)") $(if $(LOKALT),--lokalt "$(LOKALT)")

serve: setup $(NODE) ## Start the pages in the background and print their address: make serve [PORT=8000]
	@$(SERVE) $(BIN)/rettidig server start

demo: setup $(NODE) ## The invented municipality in the background, a user for each role, no password: make demo [PORT=8000]
	@mkdir -p var/demonstration
	@$(DEMO) $(BIN)/python -m rettidig.web.demo
	@$(DEMO) $(BIN)/rettidig server start

demo-stop: ## Stop the demonstration, and its database
	@$(DEMO) $(BIN)/rettidig server stop --ogsaa-lagring

stop: ## Stop the pages (what is under way is finished), and then the embedded database
	@if [ -x $(BIN)/rettidig ]; then $(BIN)/rettidig server stop --ogsaa-lagring; else echo 'Nothing is installed here'; fi

test: setup $(NODE) lint ## Everything that must hold
	@$(CHROMIUM) >&2
	@$(BIN)/python -m pytest -q -n 2

lint: setup ## Format, style, types, import contracts
	@$(BIN)/ruff format --check $(wildcard $(SOURCE))
	@$(BIN)/ruff check $(wildcard $(SOURCE))
	@$(BIN)/mypy --strict src
	@$(BIN)/lint-imports --no-logo

format: setup ## Put the code into shape
	@$(BIN)/ruff format $(wildcard $(SOURCE))
	@$(BIN)/ruff check --fix $(wildcard $(SOURCE))

mutation: setup ## Change every coded parameter of the law and see whether a case notices (some ten minutes)
	@$(BIN)/python -m tests.mutation docs/mutation.md

bench: $(RIVALS)/.stamp ## Measure speed and memory beside other ways of counting (some five minutes)
	@$(RIVALS)/bin/python -m bench

bench-fuld: $(RIVALS)/.stamp ## The same up to the whole country (some 25 minutes, and a country is made the first time)
	@$(RIVALS)/bin/python -m bench --fuld

# The libraries that are only measured against have an environment of their own: what runs and is tested knows nothing
# of them.
$(RIVALS)/.stamp: requirements-bench.lock | setup
	@exec >&2; set -eu; \
	if $(BIN)/python -m pip --version >/dev/null 2>&1; then pip='$(BIN)/python -m pip'; else pip='$(PYTHON) -m pip'; fi; \
	echo 'Making $(RIVALS) from requirements-bench.lock (a minute or so) ...'; rm -rf $(RIVALS); \
	$(BIN)/python -m venv --without-pip $(RIVALS); \
	pip="$$pip --python $(RIVALS)/bin/python install -qq --disable-pip-version-check"; \
	$$pip --require-hashes --requirement requirements-bench.lock; \
	$$pip --no-deps --no-build-isolation --editable .; \
	touch $@

docs: setup ## Write the generated pages anew: rules, schema, glossary, the picture in the README
	@$(BIN)/rettidig regler sider --ud docs/regler
	@$(BIN)/rettidig lokalt sider --ud docs/lokalt
	@$(BIN)/rettidig regler skema --ud docs/skema/regler.schema.json
	@$(BIN)/rettidig lokalt skema --ud docs/skema/strategi.schema.json
	@$(BIN)/python docs/lav_ordliste.py
	@$(BIN)/python docs/lav_billede.py

billeder: setup $(NODE) ## Make the pictures of the user guide and the README anew, from the demonstration
	@$(CHROMIUM)
	@RETTIDIG_BILLEDER=docs/billeder $(BIN)/python -m pytest -q -p no:cacheprovider tests/browser/test_vejledning.py -k role_can_see

lock: setup ## Lock the dependencies anew (UPGRADE=1 takes the newest versions)
	@$(LOCK) --extra lagring --extra web --output-file requirements.lock
	@$(LOCK) --extra dev --extra lagring --extra web --extra spark --output-file requirements-dev.lock
	@$(LOCK) --extra bench --extra lagring --constraint requirements-dev.lock --output-file requirements-bench.lock

clean: ## Remove what was made: the environment and the caches
	rm -rf $(VENV) $(RIVALS) build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find $(wildcard $(SOURCE)) -type d -name __pycache__ -prune -exec rm -rf {} +
