# Everything a newcomer needs: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SHARED ?= ../shared
TRAIN = $(BIN)/python training/train.py --data $(SHARED)/gold/language --minilm "$$($(BIN)/python training/minilm.py)"

.PHONY: demo test lint types layers unit docs accuracy bench model clean

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable ".[dev]"
	touch $@

$(VENV)/.runs: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

## Read the sample articles into build/demo.db and print the brief of one relation.
demo: $(VENV)/.runs
	@mkdir -p build
	@rm -f build/demo.db build/demo.db-wal build/demo.db-shm
	$(BIN)/detente read detente/data/sample --record build/demo.db
	$(BIN)/detente brief USA CHN --record build/demo.db

## Lint, types, layers, tests and generated docs, as CI runs them.
test: lint types layers unit docs

lint: $(VENV)/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.installed
	$(BIN)/mypy

layers: $(VENV)/.installed
	$(BIN)/lint-imports --no-cache

unit: $(VENV)/.installed
	$(BIN)/python -m pytest --doctest-modules detente
	$(BIN)/python -m pytest

docs: $(VENV)/.installed
	$(BIN)/python -m cogapp --check --markers="[[[cog ]]] [[[end]]]" README.md docs/commands.md docs/ontology.md

## Figures of docs/accuracy.md, on the gold sets in $(SHARED).
accuracy: $(VENV)/.installed
	$(BIN)/python -m benchmarks.accuracy $(SHARED)
	$(BIN)/python -m benchmarks.events $(SHARED) --write

bench: $(VENV)/.installed
	$(BIN)/python -m benchmarks.speed $(SHARED)

## Train, export and quantize reader, judge and tagger again (two hours or less on one core; needs the treebanks in $(SHARED)).
model: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --editable ".[train]"
	$(TRAIN) --out build/model/first
	$(TRAIN) --out build/model/final --init build/model/first/network.pt --epochs 1.6 --seed 2 \
		--encoder-rate 4e-5 --head-rate 3e-4 --begin-weight 2 --budgets 1,120,120,120
	$(BIN)/python training/export.py --model build/model/final --minilm "$$($(BIN)/python training/minilm.py)" --out detente/data/language/model
	$(BIN)/python training/train_roles.py --out build/model/roles
	cp build/model/roles/reader.onnx build/model/roles/model.json detente/data/language/model/
	$(BIN)/python training/train_events.py --minilm "$$($(BIN)/python training/minilm.py)" --out build/model/events
	$(BIN)/python training/export_events.py --model build/model/events --minilm "$$($(BIN)/python training/minilm.py)" --out build/model/judge
	cp build/model/judge/reader.onnx build/model/judge/model.json detente/data/language/model/
	cp build/model/judge/events/* detente/data/events/model/
	$(BIN)/python training/fit_weighing.py
	$(BIN)/python training/train_attribution.py --minilm "$$($(BIN)/python training/minilm.py)" --out build/model/attribution --cache build/model/states
	$(BIN)/python training/export_attribution.py --model build/model/attribution --minilm "$$($(BIN)/python training/minilm.py)" --out detente/data/statements/model
	$(BIN)/python training/fit_tagging.py --write

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
