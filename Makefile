# gkplan: `make run` and `make test` are all a new machine needs (python3 with venv, and make).
# Each sets itself up once and works without a network afterwards.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
CLIENTS := .venv-clients
# Twice quiet: no word on how up to date pip is or where it looked; what fails is still said.
PIP    := $(BIN)/python -m pip install -qq --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help setup run test check unit fuzz crash goals bench cron clients office system peers scale schema catalogues docs pictures dist constraints clean

help: ## What can be made
	@sed -nE 's/^([a-z-]+):.*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 22

# The constraints are hashed: pip refuses a file that is not the one that was tried.
$(READY): pyproject.toml constraints/dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'gkplan needs Python 3.11 or newer; name one that is there: make PYTHON=python3.12 …' >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(PIP) --require-hashes --requirement constraints/dev.txt
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

setup: $(READY) ## Set up .venv

run: $(READY) ## What the 2016 plan of 湛江 owes in December 2016
	@$(BIN)/gkplan due --month 2016-12 --today 2016-12-01 --format table

test: check unit ## Formatter check, linter, types and tests

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

unit: $(READY)
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 8 --dist worksteal

fuzz: $(READY) ## Read made-up deadlines for an hour (make test does for seconds)
	$(BIN)/python -m tests.fuzz.reader

crash: $(READY) ## Kill marks at random instants and at each system call, in minutes (make test does in seconds; after system)
	GKPLAN_CRASH=long $(BIN)/python -m pytest --timeout 0 tests/crash

goals: $(READY) ## Whether starting, and a ledger of 100,000 records, are as quick as they must be, in a minute
	$(BIN)/python -m benchmarks.startup --check --rounds 7
	$(BIN)/python -m benchmarks.ledger --check --rounds 5

bench: $(READY) ## Measure: how gkplan starts, what importing and loading cost, and how deadlines are read beside other readers (needs a network)
	$(BIN)/python -m benchmarks.startup
	$(BIN)/python -m benchmarks.import
	$(BIN)/python -m benchmarks.load --rounds 3
	$(BIN)/python -m benchmarks.query --sizes 100 10000 --rounds 9
	$(BIN)/python -m benchmarks.deadlines

cron: $(READY) ## Let a real cron daemon run the line that init writes, in two minutes (Debian, as root, after system)
	$(BIN)/python tools/cron.py

clients: $(READY) $(CLIENTS)/.ready ## Let a task list (todoman) and a calendar (khal) read what is exported, in a venv of their own
	$(BIN)/python -m pytest -m clients tests/writers

$(CLIENTS)/.ready: constraints/clients.txt
	$(PYTHON) -m venv $(CLIENTS)
	$(CLIENTS)/bin/python -m pip install -qq --disable-pip-version-check --require-hashes --requirement constraints/clients.txt
	@touch $@

office: $(READY) ## Let LibreOffice open what is exported, and print what is imported (after system)
	$(BIN)/python -m pytest -m office tests/writers tests/readers

system: ## Install from Debian's packages what some proofs need: strace, cron, monitoring plugins, LibreOffice, Chromium (as root)
	apt-get update -q
	apt-get install -q -y --no-install-recommends strace cron monitoring-plugins-basic \
		libreoffice-calc-nogui libreoffice-writer-nogui antiword chromium fonts-noto-cjk

peers: $(CLIENTS)/.ready ## Install the programs that questions are measured beside (Debian, as root)
	apt-get update -q
	apt-get install -q -y --no-install-recommends taskwarrior hledger remind todotxt-cli

scale: $(READY) ## Load, ask and measure plans of up to a million rows, in an hour (make test does for 600 rows)
	$(BIN)/python -m benchmarks.load 1000 10000 100000 1000000 --rounds 3 --count 100000 --ways compile
	$(BIN)/python -m benchmarks.load 1000 10000 100000 1000000 --rounds 1 --count 10000 --ways validate
	$(BIN)/python -m benchmarks.query --sizes 100 100000 1000000 --tasks 100 10000 100000

schema: $(READY) ## Write data/plan.schema.json again
	$(BIN)/gkplan schema >$(VENV)/plan.schema.json
	mv $(VENV)/plan.schema.json data/plan.schema.json

catalogues: $(READY) ## Bring the words of the screen up to date and compile them
	$(BIN)/python tools/catalogues.py

docs: $(READY) ## Write what the documents take from the program again: sessions, the page of patterns
	$(BIN)/python tools/deadlines_md.py >$(VENV)/deadlines.md
	mv $(VENV)/deadlines.md docs/deadlines.md
	$(BIN)/python tools/sessions.py README.md README.zh-CN.md

pictures: $(READY) ## Draw the pictures of the READMEs again (after system)
	$(BIN)/python -m tools.pictures

dist: $(READY) ## Build the sdist and the wheel into dist/
	$(BIN)/python -m hatchling build

constraints: ## Resolve the hashed constraints again (needs uv)
	uv pip compile pyproject.toml --group dev --all-extras --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade -o constraints/dev.txt
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade -o constraints/run.txt
	printf 'khal>=0.11\ntodoman>=4.5\n' | uv pip compile - --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade -o constraints/clients.txt

clean: ## Remove what was set up
	rm -rf $(VENV) $(CLIENTS) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
