# Short verbs for everything a developer does here; `make help` lists them.
# A stamp file in .venv remembers what was installed, so that a second run installs nothing.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
TORCH := $(shell sed -n 's/^torch==.*/&/p' requirements.lock 2>/dev/null)
PIP := $(BIN)/pip --disable-pip-version-check --quiet --quiet

.DEFAULT_GOAL := help
.PHONY: help run test lint bench calibrate mutate gpu-check lock setup setup-dev clean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 14

run: setup ## start the site on http://127.0.0.1:8000 (PORT=… to change it); Ctrl-C stops it
	@exec $(BIN)/python -m config.run

test: setup-dev ## run the whole suite; on DATABASE_URL and REDIS_URL as well where both are set
	@PATH="$(CURDIR)/$(BIN):$$PATH" scripts/test.sh

lint: $(VENV)/.dev ## check style, types and migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	DATABASE_URL=sqlite://:memory: $(BIN)/python manage.py makemigrations --check --dry-run

bench: setup-dev ## measure the sandbox, the judge, pages, a large class, a click and a crowd
	$(BIN)/python -m benchmarks

calibrate: setup-dev ## measure how often right programs are refused and wrong ones accepted
	$(BIN)/python -m tools.calibrate --write

mutate: setup-dev ## see whether the judge rejects small mistakes made on purpose; rewrites docs/mutation.md
	$(BIN)/python -m tools.mutate

gpu-check: setup-dev ## run the tests that need a CUDA device
	$(BIN)/pytest -m gpu tests

lock: ## resolve pyproject.toml again and rewrite both lock files
	@PYTHON="$(PYTHON)" scripts/lock.sh

setup: $(VENV)/.runtime ## install what `make run` needs
	@scripts/system-packages.sh bwrap:bubblewrap

setup-dev: $(VENV)/.dev ## install what `make test` needs
	@scripts/system-packages.sh bwrap:bubblewrap chromium:chromium

clean: ## remove the virtual environment and caches; .data, with its accounts and answers, stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .hypothesis

# torch comes first and alone: TORCH_INDEX_URL may then point at a smaller build
# (https://download.pytorch.org/whl/cpu, say), which the pin in the lock accepts.
$(VENV)/.torch: requirements.lock
	@scripts/make-venv.sh "$(PYTHON)" $(VENV)
	@echo "Installing $(TORCH) (once; it is large) …"
	@$(PIP) install $(if $(TORCH_INDEX_URL),--index-url $(TORCH_INDEX_URL)) $(TORCH)
	@touch $@

$(VENV)/.runtime: $(VENV)/.torch
	@echo "Installing requirements.lock …"
	@$(PIP) install -r requirements.lock
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements-dev.lock
	@echo "Installing requirements-dev.lock …"
	@$(PIP) install -r requirements-dev.lock
	@touch $@
