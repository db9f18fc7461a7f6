# jiqun: `make run` starts the site with demonstration data, `make test` proves all of it.
UV := .boot/bin/uv
UV_VERSION := 0.13.9
PY := .venv/bin/python
EXAMPLE := examples/中宁枸杞.json
TEMPLATES = $(shell git ls-files -co --exclude-standard 'src/jiqun/screens/templates/*.html')

# Tests wait about as much as they work (for browsers, servers, closed connections): one more of them
# than there are processors, and who has none left takes over from the others.
TESTS_AT_ONCE = -n $(shell expr $$(nproc) + 1) --dist worksteal

# Byte code is kept, whatever the shell says: collecting the tests takes a third of the time with it.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup run example quick test prove check same bench wheel pictures pins

help:            ## this list
	@grep -hE '^[a-z][a-z0-9_-]*:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z][a-z0-9_-]*):[^#]*## */  make \1\t/'

$(UV): Makefile
	@test -x .boot/bin/pip || python3 -m venv .boot
	@.boot/bin/pip install -q --disable-pip-version-check uv==$(UV_VERSION) && touch $@

.venv/.ready: requirements/dev.txt pyproject.toml | $(UV)
	@test -x $(PY) || $(UV) venv -q -p python3 .venv
	@$(UV) pip sync -q -p $(PY) --require-hashes requirements/dev.txt
	@$(UV) pip install -q -p $(PY) --no-deps --no-build-isolation -e .
	@touch $@

build/vendor/manifest.json: package.json package-lock.json scripts/assets.py | .venv/.ready
	@$(PY) scripts/assets.py

setup: .venv/.ready build/vendor/manifest.json ## set up alone; the command then stands at .venv/bin/jiqun

run: setup       ## set up and start the site with demonstration data; prints address and accounts
	@JIQUN_DEMO=1 exec .venv/bin/jiqun-site demo

example: setup   ## check the shipped example and write its papers into build/example
	@.venv/bin/jiqun check $(EXAMPLE) || test $$? -eq 1
	@for form in docx pdf html; do .venv/bin/jiqun print $(EXAMPLE) --to build/example/中宁枸杞.$$form --final || exit; done
	@.venv/bin/jiqun print --blank ningxia-2026 --to build/example/空白表.docx

quick: setup     ## lint, types, and the tests of engine and records but for the slow ones; under a minute
	@$(PY) -m ruff check src tests scripts
	@$(PY) -m mypy
	@$(PY) -m pytest -n auto -m "not slow and not proof and not office" tests/engine tests/records

prove: setup     ## the long proofs with their full numbers, and a table of them
	@scripts/test-machine
	@JIQUN_TEST_PROOFS=full $(PY) -m pytest -n auto -m proof

test: setup      ## set up what the tests need and run all of them, the long proofs in short
	@scripts/test-machine
	@$(PY) -m pytest $(TESTS_AT_ONCE)
	@if ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1; then \
	  $(PY) scripts/with_postgresql.py $(PY) -m pytest $(TESTS_AT_ONCE) --ignore-glob="*_in_browser.py" tests/records tests/screens; \
	else echo "SKIPPED: the second run of the site's tests, on PostgreSQL (not installed)"; fi

check: setup     ## lint and format (Python, scripts, styles, templates), types, import contracts, house rules
	@$(PY) -m ruff check src tests scripts
	@$(PY) -m ruff format --check src tests scripts
	@$(PY) -m mypy
	@.venv/bin/lint-imports --no-cache
	@.venv/bin/deptry src
	@node_modules/.bin/biome ci --error-on-warnings --reporter=summary src/jiqun/screens/static
	@.venv/bin/djade --check --target-version 5.2 $(TEMPLATES)
	@$(PY) -m pytest -q -m "not slow" tests/house

same: setup      ## compare what the house does with what was written down: forms, papers, pages, commands, old data
	@$(PY) -m tests.same

bench: setup     ## speed and memory as ratios against a peer in the same run
	@$(PY) -m tests.bench

wheel: setup     ## build the wheel into dist/, with forms, manual and the files pages need
	@$(PY) -m hatchling build -t wheel

pictures: setup  ## take the pictures of the manual and write the generated pages of docs/ again
	@$(PY) scripts/write-docs
	@$(PY) scripts/manual-pictures

pins: $(UV)      ## pin the dependencies again, with hashes
	@$(UV) pip compile -q --generate-hashes --no-header --no-annotate --universal -p 3.11 pyproject.toml -o requirements/run.txt
	@$(UV) pip compile -q --generate-hashes --no-header --no-annotate --universal -p 3.11 --extra site pyproject.toml -o requirements/site.txt
	@$(UV) pip compile -q --generate-hashes --no-header --no-annotate --universal -p 3.11 --extra site --extra dev pyproject.toml requirements/build.in -o requirements/dev.txt
