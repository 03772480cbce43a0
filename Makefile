# `make demo` and `make test` need Python >= 3.11, git, make and node, and set up the rest from the
# locks. `make oracles`, `make pictures` and `make bench` need more, and name what is missing.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := test
.DELETE_ON_ERROR:
.NOTPARALLEL:
.SUFFIXES:
# An environment that leaks into .venv would test something else than what was locked.
unexport PYTHONPATH PYTHONHOME

BIN := .venv/bin
BENCH := .venv-bench/bin
LOCK := build/lock/bin/uv pip compile --quiet --system-certs --generate-hashes --universal --python-version 3.11 \
	--no-annotate --no-header --no-emit-index-url $(UPGRADE)

need = command -v $(1) >/dev/null || { echo "make: $(1) is missing; .ci/run shows how to install it" >&2; exit 1; }

.PHONY: demo test lint suite other-pythons fix accept coverage schema oracles pictures \
	bench bench-agreement bench-evidence bench-regions soak mutants fuzz lock clean

demo: .venv/.ready  ## a small product line, measured and judged
	$(BIN)/python -m demo

test: lint suite other-pythons  ## everything that a change must pass

lint: .venv/.ready
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.dependabot .github/dependabot.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.github-actions action.yml comment/action.yml
	$(BIN)/zizmor --offline --no-progress --quiet --persona auditor action.yml comment .github

suite: .venv/.ready
	$(BIN)/pytest -n auto $(ARGS)

# The same locks on every other Python of this machine; what a second Python cannot break is left out.
other-pythons: .venv/.ready
	@own=$$($(BIN)/python -c 'import sys; print("%d.%d" % sys.version_info[:2])'); \
	.ci/pythons | while read -r version python; do \
		if [ "$$version" = "$$own" ]; then continue; fi; \
		echo "Python $$version:"; \
		$(MAKE) --no-print-directory ".venv-$$version/.ready" PYTHON="$$python"; \
		".venv-$$version/bin/pytest" -n auto -q -m "not once" $(ARGS) </dev/null; \
	done

fix: .venv/.ready  ## what the formatter and linter can mend by themselves
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

accept: .venv/.ready  ## rewrite the golden files; look at the diff before you commit it
	$(BIN)/pytest -q --accept -m golden

coverage: .venv/.ready
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest
	$(BIN)/coverage combine -q
	$(BIN)/coverage report

schema: .venv/.ready  ## the published JSON Schemas
	for which in policy exceptions report; do \
		$(BIN)/python -m variant_budget schema $$which >schemas/$$which.schema.json; done

oracles: .venv-bench/.ready build/node/.ready  ## compare with other tools; .ci/run installs them
	@for tool in chromium cloc ctags javac mvn unifdef; do $(call need,$$tool); done
	$(BENCH)/pytest -n auto bench/oracles $(ARGS)

pictures: .venv-bench/.ready build/node/.ready  ## the pictures in docs/, as GitHub shows them
	@$(call need,chromium)
	$(BENCH)/python -m bench.pictures

bench: .venv-bench/.ready  ## times, on fetched repositories, into docs/performance.md
	@for tool in cloc ctags; do $(call need,$$tool); done
	$(BENCH)/python -m bench

bench-agreement: .venv-bench/.ready  ## counts against other tools, on fetched repositories
	@for tool in cloc ctags; do $(call need,$$tool); done
	$(BENCH)/python -m bench.agreement

# Against hand-made labels, and against what unifdef removes.
bench-regions: .venv/.ready  ## code under conditions, on fetched repositories
	@$(call need,unifdef)
	$(BIN)/python -m bench.regions.labelled
	$(BIN)/python -m bench.regions.unifdef

bench-evidence: .venv-bench/.ready  ## reading reports of tests: time beside others, memory
	$(BENCH)/python -m bench.evidence.reports
	$(BENCH)/python -m bench.evidence.memory

soak: .venv/.ready  ## 10,000 random edits: a check with its cache says what one without says
	$(BIN)/python -m bench.soak $(ARGS)

mutants: .venv/.ready  ## take each defence away in a copy: its tests must fail
	$(BIN)/python -m tests.security.mutants $(ARGS)

SECONDS ?= 600
fuzz: .venv/.ready  ## hostile policies, exceptions, events and reports for SECONDS=600
	$(BIN)/python -m tests.fuzz --seconds $(SECONDS) $(ARGS)

# Keeps the versions that are locked; `make lock UPGRADE=--upgrade` takes the newest.
lock: build/lock/.ready
	$(LOCK) pyproject.toml -o requirements.lock
	$(LOCK) pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock
	$(LOCK) bench/requirements.in -c requirements-dev.lock -o bench/requirements.lock

clean:
	rm -rf .venv .venv-* build dist .coverage* .hypothesis .mypy_cache .pytest_cache .ruff_cache

PYTHON ?= $(shell .ci/pythons | head -n 1 | cut -d ' ' -f 2-)

.venv/.ready: requirements-dev.lock .ci/venv
	@test -n "$(PYTHON)" || { echo "make: no Python >= 3.11 with venv was found" >&2; exit 1; }
	.ci/venv $(@D) "$(PYTHON)" requirements-dev.lock

.venv-3.%/.ready: requirements-dev.lock .ci/venv
	.ci/venv $(@D) "$(PYTHON)" requirements-dev.lock

.venv-bench/.ready: requirements-dev.lock bench/requirements.lock .ci/venv
	.ci/venv $(@D) "$(PYTHON)" requirements-dev.lock bench/requirements.lock

build/lock/.ready:
	"$(PYTHON)" -m venv $(@D)
	$(@D)/bin/python -m pip install -qq --disable-pip-version-check uv==0.13.9
	touch $@

# npm's lock carries hashes and no addresses; scripts of packages are never run.
build/node/.ready: bench/node/package.json bench/node/package-lock.json
	@$(call need,npm)
	mkdir -p $(@D)
	cp $^ $(@D)
	npm ci --prefix $(@D) --ignore-scripts --no-audit --no-fund --loglevel=error
	touch $@
