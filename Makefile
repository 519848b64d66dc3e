# Everything runs in .venv, made from the hash-checked lock file.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: brief test check lock schema gallery sample docs clean

## brief: make a briefing note from seeds/ into out/ (PDF and Word)
brief: $(READY)
	$(BIN)/briefgen make

# Files of few tests are the slow ones here: left to itself the runner would begin them last.
## test: run all tests, on all processors; the tests of one file stay together
test: $(READY)
	$(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder

## check: formatting, lint, types, and the direction of imports
check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The lock file is complete, so nothing is looked for beyond it: it leaves out a library that a
# checker asks for but can do without (pyproject.toml, tool.uv).
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "briefgen needs Python 3.11 or newer: make PYTHON=/path/to/python3.11 brief"; exit 1; }
	@echo "Setting up .venv (once, about a minute) …"
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $(READY)

## lock: pin dependencies anew, with hashes and without naming a registry
lock: $(READY)
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --group dev --upgrade \
	  --custom-compile-command "make lock" -o requirements.lock pyproject.toml

## schema: write the published JSON Schemas anew
schema: $(READY)
	@for kind in dossier brief manifest; do \
	  $(BIN)/briefgen schema $$kind > docs/schema/$$kind.schema.json; done

## gallery: draw the pages of the built-in templates anew, for the README (Word with LibreOffice)
gallery: $(READY)
	$(BIN)/python bench/gallery.py

## sample: analyse seeds/ anew, for the content that templates are previewed and checked with
sample: $(READY)
	$(BIN)/python bench/sample.py

## docs: write the tables of docs/templates.md anew, from the code
docs: $(READY)
	$(BIN)/python bench/docs.py

clean:
	rm -rf .venv dist build *.egg-info
