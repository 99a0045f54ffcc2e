# Everything here needs Python 3.11 or newer, make and a C compiler; the rest is set up in .venv from the hashed locks.
# PYTHON=python3.12 chooses the interpreter.

SHELL := /bin/sh
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
READY_DEV := $(VENV)/.ready-dev
NATIVE := build/native/hook.py
COMPILED := $(wildcard src/rasid/reading/*.py src/rasid/text/*.py src/rasid/lexicon/*.py src/rasid/places/*.py)
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
COMPILE = $(BIN)/uv pip compile pyproject.toml --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"
CORPUS ?=

.PHONY: pages pictures help demo test check lint types format docs lock floors judge native bench generate clean

help: ## What can be made
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; name it with PYTHON=..." >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "$(PYTHON) cannot make a virtual environment; on Debian install python3-venv" >&2; exit 2; }

$(READY): requirements.lock pyproject.toml | $(BIN)/python
	$(PIP) install --quiet --require-hashes -r requirements.lock
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(READY_DEV): requirements-dev.lock $(READY)
	$(PIP) install --quiet --require-hashes -r requirements-dev.lock
	@touch $@

$(NATIVE): tools/native.py $(COMPILED) $(READY)
	@$(BIN)/python tools/native.py --if-possible

demo: $(READY) $(NATIVE) ## Read the bundled reports and say who took what
	@$(BIN)/python -m rasid.demo

# in the order of their names: those with a browser, the longest, come first
test: $(READY_DEV) $(NATIVE) ## Run the tests
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

check: $(READY_DEV) lint types docs ## Style, types, lexicons, documentation, direction of imports
	$(BIN)/rasid lint
	$(BIN)/python -m pytest tests/test_imports.py tests/docs

lint: $(READY_DEV)
	$(BIN)/ruff format --check src tests benchmarks
	$(BIN)/ruff check src tests benchmarks

types: $(READY_DEV)
	$(BIN)/mypy --strict src

format: $(READY_DEV) ## Put the code in its style
	$(BIN)/ruff format src tests benchmarks
	$(BIN)/ruff check --fix src tests benchmarks

docs: $(READY_DEV) ## Build the documentation into site/
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

generate: $(READY_DEV) ## Write the generated pages and the schema anew
	$(BIN)/python -m rasid.cli.reference docs README.md

floors: $(READY_DEV) ## Measure the golden reports; floors only rise
	$(BIN)/python tests/evaluate/raise_floors.py

judge: $(READY_DEV) ## Train the judge anew, of reports and of single sentences
	RASID_PLAIN=1 $(BIN)/python tools/train_judge.py

native: $(READY_DEV) ## Compile the reader, or say why not; CORPUS=file compares readings on it, too
	$(BIN)/python tools/native.py $(CORPUS)

bench: $(READY_DEV) $(NATIVE) ## Reports a second, memory; CORPUS=file.jsonl.gz for a corpus of your own
	$(BIN)/python benchmarks/read.py $(CORPUS)

lock: $(READY_DEV) ## Pin the newest versions of all packages, with hashes
	$(COMPILE) --extra build --output-file requirements.lock
	$(COMPILE) --extra build --extra dev --output-file requirements-dev.lock

pages: ## Build the workbench's pages anew (Node 20.19 or newer, npm)
	cd frontend && npm ci --no-audit --no-fund && npm run build

pictures: $(READY_DEV) ## Take the pictures of the workbench anew (chromium)
	$(BIN)/python tools/pictures.py

clean: ## Remove what was built
	rm -rf site build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
