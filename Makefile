# Fra SPSS-filer til ferdig rapport: «make run». Krever Python 3.11 eller nyere, git og make.
VENV   ?= .venv
PYTHON ?= $(shell command -v python3.11 || command -v python3)
CORES  ?= 4
BIN    := $(VENV)/bin

.PHONY: help run test fuzz lint clean
.DEFAULT_GOAL := help

help:  ## Vis denne oversikten
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 16

run: $(VENV)/.installed  ## Lag miljøet og kjør hele arbeidsflyten
	$(BIN)/snakemake --cores $(CORES)

test: $(VENV)/.installed  ## Kjør alle tester
	$(BIN)/python -m pytest

fuzz: $(VENV)/.installed  ## Kjør de lange prøvene med tilfeldige feil (EVALUERING_FUZZ=5000)
	EVALUERING_FUZZ=$${EVALUERING_FUZZ:-5000} EVALUERING_RANDOM=$${EVALUERING_RANDOM:-300} \
	  $(BIN)/python -m pytest tests/fuzz tests/afi/fuzz tests/workflow/test_valid_means_it_runs.py

lint: $(VENV)/.installed  ## Kontroller kode, typer og Snakefile
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/snakefmt --check Snakefile src/evaluering/workflow/rules
	$(BIN)/snakemake --lint
	$(BIN)/evaluering validate

clean:  ## Slett alt som er generert
	rm -rf data/processed figures reports logs .snakemake $(VENV)

$(VENV)/.installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 eller nyere trengs; «$(PYTHON)» er $$($(PYTHON) --version 2>&1)."; \
	  echo "Installer Python 3.11, eller oppgi en annen: make run PYTHON=/sti/til/python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@
