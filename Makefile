# make demo   sets everything up and shows who cooperates with whom on transplantation, with the evidence
# make demo-neo4j   the same on a real Neo4j server, which it starts and stops: needs Java 17 and Maven
# make test   sets up what tests need and runs them all: lint, types, import rules, tests, the README's commands
PYTHON ?= python3
BIN := .venv/bin
unexport PYTHONDONTWRITEBYTECODE  # the program starts hundreds of times: compiling it each time takes longer than its work
EXPLORER := queries/explorer
WORKERS := $(shell $(PYTHON) -c 'import os; print((os.cpu_count() or 1) + 1)')  # of the tests: some wait for servers and browsers

.PHONY: demo demo-neo4j test tools explorer screenshots lint types check generate docs bench clean

demo: .venv/installed
	@$(BIN)/medcoop demo --evidence

demo-neo4j: .venv/ready tools
	@MEDCOOP_STORE=$$(mktemp -d)/store $(BIN)/python tests/neo4j_server.py sh -ec '\
	  $(BIN)/medcoop ingest medcoop/samples; $(BIN)/medcoop push; \
	  $(BIN)/medcoop who transplantation --on $$NEO4J_URI; \
	  $(BIN)/medcoop cypher --on $$NEO4J_URI "MATCH (c:Country)<-[:IN]-(i:Institution) RETURN c.name AS country, count(i) AS institutions ORDER BY institutions DESC, country LIMIT 5"; \
	  $(BIN)/medcoop network --write $$NEO4J_URI'

test: .venv/ready tools $(EXPLORER)/node_modules/.ready check
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal $(PYTEST)

# a real Neo4j and a real browser run in the tests: they need Java 17, Maven, Chromium, and Node.js for the explorer's sources
NEEDED := java:openjdk-17-jre-headless mvn:maven chromium:chromium npm:npm
tools:
	@missing=$$(for pair in $(NEEDED); do command -v $${pair%%:*} >/dev/null || echo $${pair##*:}; done); \
	if [ -n "$$missing" ]; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $$missing; \
	  else echo "for all tests, install (Debian's names): $$(echo $$missing)"; fi; fi

explorer: $(EXPLORER)/node_modules/.ready
	cd $(EXPLORER) && npm run build

$(EXPLORER)/node_modules/.ready: $(EXPLORER)/package-lock.json
	@if command -v npm >/dev/null; then cd $(EXPLORER) && npm ci --no-audit --no-fund --ignore-scripts --loglevel=error && touch node_modules/.ready; \
	else echo "the explorer's sources need Node.js 20.19 or later"; fi

# the pictures of the README and docs/explorer.md
screenshots: .venv/ready
	$(BIN)/python docs/screenshots.py

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
	$(BIN)/python tests/neo4j_server.py $(BIN)/python docs/cypher_results.py

bench: .venv/ready
	$(BIN)/python bench/run.py

clean:
	rm -rf .venv build dist out *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis $(EXPLORER)/node_modules

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "medcoop needs Python 3.11 or later, found " + sys.version.split()[0])'
	$(PYTHON) -m venv .venv

.venv/installed: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/ready: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ .venv/installed
