# Tournevis: `make run` serves it, `make test` proves it. Everything else is a step of these two.
PYTHON ?= python3
PORT ?= 8000
HOST ?= 127.0.0.1
JOBS ?= 2
BIN := .venv/bin
STAMPS := .venv/.stamps
SOURCES := $(shell find src -name '*.html' -o -name '*.py' -not -path '*/tests/*' 2>/dev/null)
CATALOGUES := $(wildcard src/tournevis/locale/*/LC_MESSAGES/django.po)
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps

.PHONY: run test lint system assets messages lock wheel clean help

help:
	@echo "make run [PORT=8000]   serve Tournevis with a demonstration organisation"
	@echo "make test              run every test, and say what is left out"
	@echo "make lint              style, types, translations, floors"
	@echo "make wheel             build dist/tournevis-*.whl"
	@echo "make lock              resolve the dependencies again"

run: $(STAMPS)/package $(STAMPS)/assets $(STAMPS)/messages
	@$(BIN)/tournevis serve --demo --host $(HOST) --port $(PORT)

test: system $(STAMPS)/package $(STAMPS)/assets $(STAMPS)/messages
	@$(BIN)/pytest -n $(JOBS) --dist worksteal

# The system tools that tests and checks use, where this machine lets us install them.
system: $(STAMPS)/dev
	@$(BIN)/python scripts/system_packages.py

lint: system $(STAMPS)/package $(STAMPS)/assets $(STAMPS)/messages
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python scripts/messages.py check
	$(BIN)/pytest -q -n0 tests/architecture

assets: $(STAMPS)/assets
messages: $(STAMPS)/messages

# A virtual environment from the locks, each step done again only when what it depends on has changed.
$(STAMPS)/venv:
	@command -v $(PYTHON) >/dev/null || { echo "Tournevis needs Python 3.11 or newer, and there is no $(PYTHON) here. Name another one: make run PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Tournevis needs Python 3.11 or newer; %s is %s. Name another one: make run PYTHON=python3.12" % (sys.executable, sys.version.split()[0]))'
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { echo "Python has no venv module here. On Debian or Ubuntu: sudo apt install python3-venv" >&2; exit 1; }
	@echo "Making the Python environment in .venv…"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/runtime: requirements/runtime.lock requirements/build.lock | $(STAMPS)/venv
	@echo "Installing the locked dependencies…"
	@$(PIP) --require-hashes -r requirements/runtime.lock -r requirements/build.lock
	@touch $@

$(STAMPS)/dev: requirements/dev.lock $(STAMPS)/runtime
	@echo "Installing what the tests need…"
	@$(PIP) --require-hashes -r requirements/dev.lock
	@touch $@

$(STAMPS)/package: pyproject.toml $(STAMPS)/runtime
	@$(PIP) --no-build-isolation --editable .
	@touch $@

$(STAMPS)/assets: package-lock.json scripts/assets.py requirements/node.lock $(SOURCES) | $(STAMPS)/runtime
	@$(BIN)/python scripts/assets.py
	@touch $@

$(STAMPS)/messages: scripts/messages.py $(CATALOGUES) | $(STAMPS)/runtime
	@$(BIN)/python scripts/messages.py compile
	@touch $@

# Locks hold hashes and no address, so that they install from any mirror.
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header
lock: $(STAMPS)/dev
	$(COMPILE) pyproject.toml --extra postgresql --output-file requirements/runtime.lock
	$(COMPILE) pyproject.toml --extra postgresql --group dev --constraint requirements/runtime.lock --output-file requirements/dev.lock
	$(COMPILE) requirements/build.in --constraint requirements/dev.lock --output-file requirements/build.lock
	$(COMPILE) requirements/node.in --output-file requirements/node.lock
	npm install --package-lock-only --omit-lockfile-registry-resolved --ignore-scripts --no-audit --no-fund

wheel: $(STAMPS)/package $(STAMPS)/assets $(STAMPS)/messages
	@$(BIN)/python -m hatchling build --target wheel
	@ls dist

clean:
	rm -rf .venv node_modules dist src/tournevis/project/static/vendor
	find src -name '*.mo' -delete
