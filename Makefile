# Every command of a developer. `make` alone lists them.
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
ENGINES = postgresql elasticsearch chromium vnu nginx

.DEFAULT_GOAL := help
.PHONY: help run test lint messages pictures bench engines stop-engines

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

run: has-python ## start the site with its demonstration programme (PORT=8000 HOST=127.0.0.1)
	@exec $(PYTHON) deploy/dev/run.py --host $(HOST) --port $(PORT)

test: has-python ## lint, types, contracts, catalogues, then every test on every engine found
	@$(PYTHON) deploy/dev/test.py

lint: has-python ## only the checks that read the code
	@$(PYTHON) deploy/dev/test.py --lint

messages: has-python ## collect the interface texts into locale/ for translation
	@$(PYTHON) deploy/dev/messages.py

pictures: has-python ## take the pictures of the README and of the guides (ONLY="members home")
	@$(PYTHON) deploy/dev/pictures.py $(ONLY)

bench: has-python ## measure the pages beside plain Wagtail (QUICK=1: in two minutes)
	@$(PYTHON) deploy/dev/bench.py $(if $(QUICK),--quick)

engines: ## install and start what the tests use beyond SQLite (PostgreSQL, Elasticsearch, Chromium...)
	@command -v xgettext >/dev/null && $(PYTHON) -c 'import ensurepip' || { \
	  apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q gettext python3-venv; }
	@set -e; for engine in $(ENGINES); do \
	  bash deploy/engines/$$engine.sh install; bash deploy/engines/$$engine.sh start; done

stop-engines: ## stop what `make engines` started
	@for engine in $(ENGINES); do bash deploy/engines/$$engine.sh stop; done

.PHONY: has-python
has-python:
	@command -v $(PYTHON) >/dev/null || { \
	  echo "$(PYTHON) is not on this machine. Install Python 3.11, 3.12 or 3.13 (Debian: apt-get install python3 python3-venv)."; \
	  exit 1; }
