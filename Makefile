# make demo   sets everything up and shows who cooperates with whom on transplantation, with the evidence
# make test   sets up what tests need and runs them all: lint, types, import rules, tests, the README's commands
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test tools lint types check generate docs bench clean

demo: .venv/installed
	@$(BIN)/medcoop demo --evidence

test: .venv/ready tools check
	$(BIN)/python -m pytest -n auto --dist worksteal $(PYTEST)

# a real Neo4j runs in the tests: it needs Java 17 and Maven
tools:
	@if ! command -v java >/dev/null || ! command -v mvn >/dev/null; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends maven openjdk-17-jre-headless; \
	  else echo "install Java 17 and Maven for the tests on Neo4j (Debian: openjdk-17-jre-headless, maven)"; fi; fi

check: lint types
	$(BIN)/python -m medcoop.ontology.generate --check
	$(BIN)/lint-imports --no-cache

lint: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/ready
	$(BIN)/mypy

generate: .venv/ready
	$(BIN)/python -m medcoop.ontology.generate
	$(BIN)/python -m medcoop.ingest.identity.entries

# rewrites the command reference and the output shown in the README and the docs
docs: .venv/ready
	$(BIN)/python docs/make.py

bench: .venv/ready
	$(BIN)/python bench/run.py

clean:
	rm -rf .venv build dist out *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "medcoop needs Python 3.11 or later, found " + sys.version.split()[0])'
	$(PYTHON) -m venv .venv

.venv/installed: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/ready: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ .venv/installed
