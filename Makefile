# Fra SPSS-filer til ferdig rapport: «make run». Krever Python 3.11 eller nyere, git og make.
VENV   ?= .venv
PYTHON ?= $(shell command -v python3.11 || command -v python3)
CORES  ?= 4
# Så mange tester kjøres samtidig; hver av dem trenger omtrent 1 GB minne.
WORKERS ?= 2
BIN    := $(VENV)/bin
PYTEST := $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

.PHONY: help run test test-fast fuzz notebooks python-reference lint clean
.DEFAULT_GOAL := help

help:  ## Vis denne oversikten
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 20

run: $(VENV)/.installed  ## Lag miljøet og kjør hele arbeidsflyten
	$(BIN)/snakemake --cores $(CORES)

test: $(VENV)/.installed  ## Kjør alle tester (bruker det «make run» har laget, om det er nytt nok)
	$(PYTEST)

test-fast: $(VENV)/.installed  ## Kjør testene som tar under ett minutt, mens du skriver
	$(PYTEST) -m "not (workflow or fuzz or slow)" tests/unit tests/reference

fuzz: $(VENV)/.installed  ## Kjør de lange prøvene: tilfeldige feil, prosjekter og avbrudd
	EVALUERING_FUZZ=$${EVALUERING_FUZZ:-5000} EVALUERING_RANDOM=$${EVALUERING_RANDOM:-300} \
	  EVALUERING_KILLS=$${EVALUERING_KILLS:-50} \
	  $(PYTEST) tests/fuzz tests/afi/fuzz tests/workflow/test_valid_means_it_runs.py \
	  tests/workflow/test_kills.py tests/unit/stats

notebooks: $(VENV)/.installed  ## Åpne notatbøkene i JupyterLab (installeres første gang)
	@$(BIN)/python -c 'import jupyterlab' 2>/dev/null || { \
	  $(BIN)/python -m pip freeze --exclude-editable > $(VENV)/kept.txt && \
	  $(BIN)/python -m pip install --quiet --constraint $(VENV)/kept.txt 'jupyterlab>=4.4,<5'; }
	$(BIN)/python -m jupyter lab notebooks

python-reference: $(VENV)/.installed  ## Skriv referansen for Python i docs/python/
	$(BIN)/python -m pdoc --docformat numpy --no-show-source --output-directory docs/python evaluering.interface \
	  $$($(BIN)/python -c 'from evaluering.stats import PUBLIC as p; print(*("evaluering.stats." + m for m in p))')

lint: $(VENV)/.installed  ## Kontroller kode, typer og Snakefile
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/snakefmt --check Snakefile src/evaluering/workflow/rules
	$(BIN)/snakemake --lint
	$(BIN)/evaluering validate
	$(BIN)/evaluering guard

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
