# gkplan: `make run` and `make test` are all a new machine needs (python3 with venv, and make).
# Each sets itself up once and works without a network afterwards.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help run test check unit setup constraints catalogues schema docs clean

help: ## What can be made
	@sed -nE 's/^([a-z-]+):.*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 22

# The constraints are hashed: pip refuses a file that is not the one that was tried.
$(READY): pyproject.toml constraints/dev.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r constraints/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

setup: $(READY) ## Set up .venv

run: $(READY) ## What the 2016 plan of 湛江 owes in December 2016
	$(BIN)/gkplan due --month 2016-12 --today 2016-12-01

test: check unit ## Formatter check, linter, types and tests

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

unit: $(READY)
	$(BIN)/python -m pytest

constraints: ## Resolve the hashed constraints again (needs uv)
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade -o constraints/dev.txt
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade -o constraints/run.txt

clean: ## Remove what was set up
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
