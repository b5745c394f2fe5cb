# Every target sets up what it needs, once, in .venv. `make demo` shows kintrace, `make test` proves it.
#   make demo SERVE=0    stop before serving      make demo PORT=8010             on another port
#   make test TESTS=tests/kernel                  only some tests

SERVE ?= 1
PORT ?= 8000
TESTS ?=
BIN := .venv/bin
MADE := .venv/.made

.DEFAULT_GOAL := help
.PHONY: help demo test check fix serve bench assurance docs constraints

help:       ; @sed -n '1,3s/^# *//p' Makefile; sed -n 's/^\([a-z]*\):.*## /make \1 - /p' Makefile | grep -v '^make help'
demo: $(MADE) ## a synthetic world: made, matched, shown
	@$(BIN)/kintrace demo --port $(PORT) $(if $(filter 0 no,$(SERVE)),--no-serve)
test: $(MADE) ## every test, doctests and browser tests included; those of the record once more on PostgreSQL
	@./.ci/test $(TESTS)
check: $(MADE) ## style, types, import contracts, spelling, drift: everything but the tests
	@PATH="$(CURDIR)/$(BIN):$$PATH" ./.ci/check
fix: $(MADE) ## put right what a program can put right
	@$(BIN)/ruff check --fix --quiet .; $(BIN)/ruff format --quiet .; find src -name '*.html' -exec $(BIN)/djade {} +
serve: $(MADE) ## the staff site, on 127.0.0.1:8000
	@$(BIN)/kintrace serve --port $(PORT)
bench: $(MADE) ## the questions of benchmarks/, each answered by a table
	@for question in benchmarks/*.py; do echo "== $$question"; $(BIN)/python "$$question" || exit 1; done
assurance: check test ## everything a reviewer may ask for, in one go: kills, power cuts, full disks by the thousand, other examples
	@TEST_EXAMPLES=drawn $(BIN)/python -m pytest -q -m hypothesis
	@$(BIN)/python -m tests.assurance
docs: $(MADE) ## check that the documentation names all there is, and that its examples run
	@$(BIN)/python -m pytest -q tests/house/test_docs.py tests/house/test_examples.py
constraints: $(MADE) ## write constraints.txt anew, with the newest versions that fit
	@./.ci/constraints --upgrade

$(MADE): constraints.txt pyproject.toml
	@./.ci/setup && touch $@
