# make test    everything: lint, types, all tests with a real Neo4j, the built wheel in a fresh environment
# make demo    what polgraph does, in a minute: the sample articles, asked and drawn
# make check   the quick tests, lint and types (under two minutes)
# make test-jvm  the store tests on the Java build of the embedded engine, which is used where the native one is missing
# make docs    write the generated pages again
# make quality EVAL=DIR [KB=DIR]   measure extraction on public data that is not part of the project
# make confidence EVAL=DIR   fit the weights of confidence anew on the judged claims of data/judged, whose articles are in DIR
# make scorer  train the learned scorer anew (half an hour, torch in an environment of its own)
# make bench   how fast articles are read, against the bare language model (docs/speed.md)
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
USABLE := $(VENV)/.usable
READY  := $(VENV)/.ready

.PHONY: demo test test-jvm check lint types quick full docs quality confidence scorer bench clean
.DELETE_ON_ERROR:

demo: $(USABLE)
	$(BIN)/python tools/demo.py build/demo

test: lint types full

check: lint types quick

$(USABLE): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable .
	$(BIN)/polgraph model install
	touch $@

$(READY): $(USABLE)
	$(BIN)/python -m pip install --quiet --editable ".[server]" --group dev
	touch $@

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

# The checker does not follow the mapping of folders in an editable install: it reads an unpacked wheel.
types: $(READY)
	rm -rf build/typed
	$(BIN)/python -m build --quiet --wheel --outdir build/typed .
	cd build/typed && ../../$(BIN)/python -m zipfile -e *.whl . && MYPYPATH=. ../../$(BIN)/mypy --config-file ../../pyproject.toml -p polgraph

quick: $(READY)
	$(BIN)/python -m pytest -q -n 2 --dist worksteal -m "not slow and not neo4j and not network"

full: $(READY) browser
	$(BIN)/python -m pytest -q -n 2 --dist worksteal --durations=10

# The picture is tested in a real Chromium: fetched only where there is none and we may (root on Debian).
browser:
	@for name in chromium chromium-browser google-chrome google-chrome-stable; do command -v $$name >/dev/null && exit 0; done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium strace; fi

JVM := build/jvm

$(JVM)/.ready: pyproject.toml
	$(PYTHON) -m venv $(JVM)
	$(JVM)/bin/python -m pip install --quiet --upgrade "pip>=25.1"
	$(JVM)/bin/python -m pip install --quiet --editable ".[server]" --group dev
	$(JVM)/bin/python -m pip uninstall --quiet --yes arcadedb
	$(JVM)/bin/python -m pip install --quiet "arcadedb-embedded==26.10.2.post1"
	touch $@

test-jvm: $(JVM)/.ready
	$(JVM)/bin/python -m pytest -q -m "not neo4j" tests/stores tests/queries

docs: $(READY)
	$(BIN)/python tools/make_graph_pages.py
	$(BIN)/python tools/make_cli_page.py

# The learned scorer anew, from data/corpus alone, in an environment of its own; the old weights are overwritten.
TRAIN := build/train

$(TRAIN)/.ready: pyproject.toml
	$(PYTHON) -m venv $(TRAIN)
	$(TRAIN)/bin/python -m pip install --quiet --upgrade "pip>=25.1"
	$(TRAIN)/bin/python -m pip install --quiet --editable . --group train
	$(TRAIN)/bin/polgraph model install
	touch $@

scorer: $(TRAIN)/.ready
	$(TRAIN)/bin/python tools/train_scorer.py --out data/scorer

quality: $(READY)
	$(BIN)/python tools/quality.py --eval "$(EVAL)" --kb "$(KB)" --rules

confidence: $(READY)
	$(BIN)/python tools/fit_confidence.py --articles "$(EVAL)"

bench: $(READY)
	$(BIN)/python bench/read_bench.py

clean:
	rm -rf build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
