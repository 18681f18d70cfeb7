# make run · make test · make check · make bench · make train-<name> · make fetch-<model>
# Each sets up .venv first where it is missing or older than the requirements.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.PHONY: run test test-older check bench browser clean

PY := .venv/bin/python
PIP := $(PY) -m pip install --disable-pip-version-check --quiet --constraint constraints.txt
ARGS ?=

run: .venv/.installed ## ARGS="denoising --open" are handed to app.py
	$(PY) app.py $(ARGS)

test: check browser
	$(PY) -m pytest $(ARGS)

test-older: .older/.installed ## the checkpoints with transformers 4.57 and diffusers 0.36
	$(PY) -m pytest tests/older $(ARGS)

check: .venv/.installed-dev
	$(PY) -m ruff check
	$(PY) -m ruff format --check

bench: .venv/.installed-dev
	$(PY) -m benchmarks $(ARGS)

fetch-%: .venv/.installed ## a model that does not ship: make fetch-sd-turbo
	$(PY) -m models.hub $*

train-%: .venv/.installed-dev
	$(PY) -m models.train.$* $(ARGS)

clean:
	rm -rf .venv .older

.venv/bin/python:
	@for python in $${PYTHON:-} python3 python3.13 python3.12 python3.11; do \
	  if "$$python" -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    echo "Making .venv with $$("$$python" --version)."; \
	    "$$python" -m venv .venv && exit 0; \
	    echo "$$python could not make it; on Debian: apt-get install python3-venv" >&2; exit 1; \
	  fi; \
	done; \
	echo "Python 3.11 or newer is needed: install it, or name it: make PYTHON=/path/to/python" >&2; \
	exit 1

.venv/.installed: requirements.txt constraints.txt | .venv/bin/python
	@echo "Installing the requirements into .venv; the first time takes minutes."
	$(PIP) --requirement requirements.txt
	touch $@

.venv/.installed-dev: requirements-dev.txt .venv/.installed
	$(PIP) --requirement requirements-dev.txt
	touch $@

.older/.installed: requirements-older.txt .venv/.installed-dev
	rm -rf .older
	$(PY) -m pip install --disable-pip-version-check --quiet --no-deps --target .older \
	  --requirement requirements-older.txt
	touch $@

browser:
	@find_browser() { \
	  command -v "$${CHROMIUM:-}" chromium chromium-browser google-chrome | head -n 1 | grep .; }; \
	if find_browser >/dev/null; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo "Installing Chromium for the browser tests."; \
	  apt-get update -q >/dev/null; \
	  DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends chromium >/dev/null; \
	fi; \
	if find_browser >/dev/null; then exit 0; fi; \
	echo "No Chromium was found, so the browser tests cannot run. Install it (apt-get install" >&2; \
	echo "chromium, brew install --cask chromium) or name one: CHROMIUM=/path make test" >&2; \
	[ "$${CI:-}" != true ]
