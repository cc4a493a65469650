# Each verb says what it does: `make` lists them.
PYTHON ?= python3.11
# A machine with internet takes PyTorch's CPU build from PyTorch's own index:
#   make demo TORCH_INDEX=https://download.pytorch.org/whl/cpu
TORCH_INDEX ?=
PIP = .venv/bin/python -m pip install --quiet --disable-pip-version-check $(if $(TORCH_INDEX),--extra-index-url $(TORCH_INDEX))
CORPUS ?= corpus
HOST ?= 127.0.0.1
PORT ?= 8300
# What is given here reaches the commands through the environment, exactly as it was typed: neither Make nor the shell
# may take a $ or a quote in a question for its own.
override Q := $(value Q)
override CORPUS := $(value CORPUS)
override HOST := $(value HOST)
override PORT := $(value PORT)
export Q CORPUS HOST PORT
DEMO = POLYCITE_DATA_DIR="$(CURDIR)/var/demo" POLYCITE_SUGGESTIONS="$(CURDIR)/corpus/suggestions.toml"
# The example intranet page of 'make intranet' may embed the widget of 'make serve'.
EMBED = POLYCITE_ORIGINS='["http://127.0.0.1:8400"]'
GOLD = POLYCITE_DATA_DIR="$(CURDIR)/.cache"

.DEFAULT_GOAL := help
.PHONY: help demo test browser screenshots cover lint types ingest serve intranet ask eval gate ablation bench clean asked

help: ## List the verbs
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

.venv/bin/python:
	@echo "Setting up .venv (once; about 2 GB, most of it PyTorch, which only prepares the model)"
	@$(PYTHON) -m venv .venv

.venv/run: pyproject.toml | .venv/bin/python
	@$(PIP) -e .
	@touch .venv/run

.venv/dev: pyproject.toml | .venv/bin/python
	@$(PIP) -e ".[dev]"
	@touch .venv/run .venv/dev

demo: .venv/run ## Set up, index the sample corpus, answer one question in each language
	@$(DEMO) .venv/bin/polycite ingest --allow-mass-delete corpus || test $$? -eq 6
	@$(DEMO) .venv/bin/polycite ask "Hoeveel krijgt een speerpuntcluster per jaar en hoe lang?"
	@echo
	@$(DEMO) .venv/bin/polycite ask "Combien de jours de télétravail par semaine ?"
	@echo
	@$(DEMO) .venv/bin/polycite ask "How soon must I report a lost laptop?"
	@echo
	@echo "Ask your own:      make ask Q=\"Mag ik vanuit het buitenland telewerken?\""
	@echo "Start the service: make serve    then open http://$$HOST:$$PORT/ in a browser"

test: .venv/dev ## Run all tests
	@.venv/bin/python -m pytest -n 2 --dist worksteal --ignore=tests/browser
	@.venv/bin/python -m pytest -n 2 --dist worksteal tests/browser

browser: .venv/dev ## Run every browser test, with each state of the widget, and print what the widget weighs and costs
	@CHROMIUM=$$(command -v chromium) .venv/bin/python -m pytest tests/browser -n 2 -m "" --junitxml=.cache/browser.xml
	@.venv/bin/python -m tests.browser.measure .cache/browser.xml
	@.venv/bin/python -m tests.browser.timings

screenshots: .venv/dev ## Take docs/screenshots anew: pages and widget, in three languages
	@.venv/bin/python -m docs.screenshots

cover: .venv/dev ## Run all tests and print the coverage of polycite and ingest
	@.venv/bin/python -m pytest --cov --cov-report=term

lint: .venv/dev ## Check style and the direction of imports
	@.venv/bin/ruff check
	@.venv/bin/ruff format --check
	@.venv/bin/lint-imports

types: .venv/dev ## Check types, strictly
	@.venv/bin/mypy

ingest: .venv/run ## Index a folder: make ingest CORPUS=path; REPLACE=yes in place of another folder
	@$(DEMO) .venv/bin/polycite ingest $(if $(REPLACE),--allow-mass-delete) -- "$$CORPUS"

serve: .venv/run ## Serve the demo index: pages, widget and API
	@$(DEMO) $(EMBED) .venv/bin/polycite serve --host "$$HOST" --port "$$PORT" $(if $(filter 127.0.0.1,$(HOST)),--owner)

intranet: .venv/run ## An example page on another origin, with the widget of 'make serve' in it
	@.venv/bin/python examples/intranet/serve.py --polycite "http://$$HOST:$$PORT"

ask: asked .venv/run ## Ask the demo index: make ask Q="..."
	@$(DEMO) .venv/bin/polycite ask -- "$$Q"

asked:
	@test -n "$$Q" || { echo 'No question: make ask Q="..."' >&2; exit 2; }

eval: .venv/dev ## Judge answers by the gold questions, beside a plain LlamaIndex pipeline; fails where quality dropped
	@$(GOLD) .venv/bin/polycite eval --peer eval.plain:dense --peer eval.plain:hybrid

gate: .venv/dev ## The same on the development questions alone, without peers: what every change must pass
	@$(GOLD) .venv/bin/polycite eval --split development

ablation: .venv/dev ## What each part is worth: switched off one at a time, on the development questions
	@$(GOLD) .venv/bin/polycite eval ablation

bench: .venv/dev ## Speed and memory beside a plain LlamaIndex pipeline
	@.venv/bin/python -m eval bench

clean: ## Remove the environment, the demo index and all caches
	@rm -rf .venv var .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
