# `make run` and `make test` work alone, in either order, and again; they need Python 3.11+ and make, nothing else.
VENV := .venv
BIN := $(VENV)/bin
DB := out/sample.db
TABLES := out/sample-tables
SHARED := ../shared
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
RECENT := import sys; sys.exit(sys.version_info < (3, 11))
# The first Python that is new enough; `make PYTHON=/path/to/python` takes another.
PYTHON ?= $(shell for each in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$each" -c '$(RECENT)' 2>/dev/null && { echo "$$each"; break; }; done)

.PHONY: run picture test test-browser browse lint types gate evaluate train train-encoder train-pipeline bench bench-scale faults fuzz setup lock licences audit clean
.DELETE_ON_ERROR:

setup: $(VENV)/.ready

# A virtual environment by the standard library; where that lacks pip (Debian without python3-venv), by uv or virtualenv.
# uv then installs in seconds where pip needs a minute; pip is the fallback where uv cannot be had. What is installed is
# what requirements/dev.txt locks. Where that cannot be had (an index without those versions, a Python that is newer than
# the lock) the newest that pyproject.toml allows is taken, and that is said; a file whose hash differs ends the setup.
$(VENV)/.ready: pyproject.toml packages/en_minutes/pyproject.toml requirements/dev.txt
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed, and none was found; name one: make PYTHON=/path/to/python3.11"; exit 1; }
	@"$(PYTHON)" -c '$(RECENT)' || { echo "$(PYTHON) is older than 3.11; name another: make PYTHON=/path/to/python3.11"; exit 1; }
	@if ! $(BIN)/python -c '$(RECENT)' 2>/dev/null; then rm -rf $(VENV); \
	  "$(PYTHON)" -m venv $(VENV) >/dev/null 2>&1 || { rm -rf $(VENV); uv venv --quiet --seed --python "$(PYTHON)" $(VENV) 2>/dev/null; } \
	  || "$(PYTHON)" -m virtualenv --quiet $(VENV) 2>/dev/null \
	  || { rm -rf $(VENV); echo "$(PYTHON) cannot make a virtual environment; on Debian and Ubuntu: apt-get install python3-venv"; exit 1; }; fi
	@echo "Installing what the project needs into $(VENV) (once; a minute or less)" >&2
	@$(PIP) --require-hashes -r requirements/uv.txt 2>/dev/null || true
	@locked() { "$$@" --require-hashes -r requirements/dev.txt && "$$@" --no-deps --no-build-isolation -e . -e packages/en_minutes; }; \
	export VIRTUAL_ENV="$(CURDIR)/$(VENV)" REFUSED=$(VENV)/refused; \
	{ test -x $(BIN)/uv && locked $(BIN)/uv pip install --quiet; } 2>$$REFUSED || locked $(PIP) 2>>$$REFUSED \
	|| if grep -qiE 'hash mismatch|match the hashes' $$REFUSED; then cat $$REFUSED >&2; exit 1; \
	else echo "The locked versions cannot be had here ($(VENV)/refused says why); taking the newest allowed" >&2; \
	  $(PIP) --upgrade "pip>=25.1" && $(PIP) -e . -e packages/en_minutes --group dev; fi
	@touch $@

# 4 says that some files could not be read: the sample holds such files on purpose.
run: setup
	@mkdir -p out
	@$(BIN)/matters run corpus/sample --db $(DB) --tables $(TABLES) || test $$? -eq 4
	@echo
	@echo 'In this folder the command is $(BIN)/matters, and it finds this database by itself; for a start:'
	@echo '    $(BIN)/matters timeline "crisis care review"'
	@echo '    $(BIN)/matters deferrals'

# Draws the README's picture again, as the command gives it for the sample.
picture: run
	@$(BIN)/matters timeline "crisis care review" --db $(DB) --format svg --out docs/timeline.svg

# Side by side, a process a core; a test that fails alone is run alone with `.venv/bin/python -m pytest PATH`. Each has one
# thread for its sums, as a run's own workers have: threads of two processes wait for each other, and training took six
# times as long. And what Python compiles is kept, where the environment forbids that, too (images of containers do): else
# every process that a test starts compiles its libraries anew.
test: setup
	@PYTHONDONTWRITEBYTECODE= OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 \
	  $(BIN)/python -m pytest -n auto --maxprocesses 4 --dist worksteal

# Renews the versions and hashes in requirements/, for all systems and Pythons: everything together first, so that no two
# files lock different versions of one package. `make setup` takes dev.txt; run.txt is the install alone.
LOCK = $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --quiet \
	--no-annotate --custom-compile-command "make lock"
lock: setup
	@mkdir -p requirements && test -x $(BIN)/uv || { echo "make lock needs uv: $(PIP) uv"; exit 1; }
	@$(LOCK) --upgrade --all-extras --group dev --group browser --group fuzz --group audit --group uv -o $(VENV)/all.txt
	@$(LOCK) -c $(VENV)/all.txt -o requirements/run.txt
	@$(LOCK) -c $(VENV)/all.txt --group dev -o requirements/dev.txt
	@$(LOCK) -c $(VENV)/all.txt --group browser -o requirements/browser.txt
	@$(LOCK) -c $(VENV)/all.txt --group fuzz -o requirements/fuzz.txt
	@$(LOCK) -c $(VENV)/all.txt --extra parquet --extra spreadsheet --extra ocr --extra notebooks --extra cluster -o requirements/extras.txt
	@$(LOCK) -c $(VENV)/all.txt --extra train -o requirements/train.txt
	@for each in audit uv; do $(subst pyproject.toml,,$(LOCK)) -c $(VENV)/all.txt --group $$each -o requirements/$$each.txt || exit 1; done

# Asks for known weaknesses of all that is locked; where the service cannot be reached that is said, and nothing is vouched
# for. SERVICE=osv asks the other one.
SERVICE ?= pypi
audit: $(VENV)-audit/.ready
	@for each in run dev extras train browser fuzz uv audit; do \
	  $(VENV)-audit/bin/pip-audit --vulnerability-service $(SERVICE) --strict --progress-spinner off --disable-pip \
	    --require-hashes -r requirements/$$each.txt >$(VENV)-audit/told 2>&1 && echo "$$each.txt: no known weakness" && continue; \
	  if grep -qE 'Dependency not found|ConnectionError|Failed to (resolve|connect)|Max retries|Timeout|HTTPError' $(VENV)-audit/told; \
	  then echo "NOT AUDITED, $$each.txt: the advisory service ($(SERVICE)) does not answer from here:"; tail -n 1 $(VENV)-audit/told; exit 3; \
	  else cat $(VENV)-audit/told; exit 1; fi; done

# Lists the licences of all that is locked in docs/licences.md; ends with an error where one may not be.
licences: $(VENV)-audit/.ready
	@$(VENV)-audit/bin/python requirements/licences.py

$(VENV)-audit/.ready: requirements/audit.txt
	@test -x $(VENV)-audit/bin/python || "$(PYTHON)" -m venv $(VENV)-audit
	@$(VENV)-audit/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/audit.txt
	@touch $@

# The public site in a real browser: every page, links, tables, search, accessibility. It needs Chromium (CHROMIUM=/path
# names one that is not /usr/bin/chromium) and an environment of its own, which it makes.
test-browser: $(VENV)-browser/.ready
	@$(VENV)-browser/bin/python -m pytest --confcutdir=tests/browser tests/browser

# Any finished site in the browser: every page and link, accessibility, search. benchmarks/browse.md is such a report.
browse: $(VENV)-browser/.ready
	@test -n "$(SITE)" || { echo "Name a site: matters site --db FILE --out DIR, then make browse SITE=DIR"; exit 1; }
	@$(VENV)-browser/bin/python benchmarks/browse.py $(SITE) --out out/browse.md

$(VENV)-browser/.ready: $(VENV)/.ready requirements/browser.txt
	@test -x $(VENV)-browser/bin/python || $(BIN)/uv venv --quiet --seed --python $(BIN)/python $(VENV)-browser 2>/dev/null \
	  || "$(PYTHON)" -m venv $(VENV)-browser
	@$(VENV)-browser/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/browser.txt
	@$(VENV)-browser/bin/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

lint: setup
	@$(BIN)/ruff format --check . && $(BIN)/ruff check .

types: setup
	@$(BIN)/mypy

# Our own corpus always; the real gold where it is there.
gate: setup
	@$(BIN)/python -m matters_arising.evaluation.gate --shared $(SHARED)

# All figures of the README, on marked archives that the judges did not see; `make evaluate WRITE=1` keeps them in
# models/*/metrics.json and the model cards.
evaluate: setup
	@$(BIN)/matters evaluate --gold $(SHARED)/gold --archives $(SHARED)/archives $(if $(WRITE),--write)

# Learns the shipped judges again; needs the marked archives.
train: setup
	@$(BIN)/python -m matters_arising.evaluation.train --gold $(SHARED)/gold --archives $(SHARED)/archives

# Teaches the encoder again; START and TEACHER are folders of all-MiniLM-L6-v2 and all-mpnet-base-v2. The first step
# reads the archives (a quarter of an hour of a core), the second, all groups at once, wants an accelerator (ten minutes
# of one; 16 GB a group).
TEACH = $(BIN)/python -m matters_arising.evaluation.teach_encoder
TAUGHT = --start $(START) --lessons out/lessons.npz
train-encoder: setup
	@$(TEACH) prepare $(TAUGHT) --gold $(SHARED)/gold --archives $(SHARED)/archives
	@for group in 0 1 2 3 -1; do \
		$(TEACH) learn $(TAUGHT) --teacher $(TEACHER) --taught out/taught --group $$group & \
	done; wait
	@$(TEACH) assemble $(TAUGHT) --teacher $(TEACHER) --taught out/taught

# Teaches the tagger, lemmatizer and parser of models/en_minutes again, half an hour on one core; TREEBANK is a folder
# of UD English EWT.
TREEBANK ?= $(SHARED)/treebank
train-pipeline: setup
	@OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python -m matters_arising.evaluation.teach_pipeline --treebank $(TREEBANK)

# Words a second a core of the tokenizer, the gate, and the pipeline with and without it.
bench: setup
	@OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python benchmarks/extract.py

# What a run, a night and a question cost as the archive grows, beside a plain pipeline. benchmarks/scale.md is such a
# report. SIZES are documents of each archive; from WITHOUT_ENCODER on the encoder is left out, which takes most of the time.
SIZES ?= 250,1000,4000
WITHOUT_ENCODER ?= 1000
bench-scale: setup
	@mkdir -p out
	@OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python benchmarks/scale.py --sizes $(SIZES) \
		--without-encoder $(WITHOUT_ENCODER) --out out/scale.md

# Kills, starves and robs runs, and looks whether the next one lost anything; ten minutes. benchmarks/faults.md is such
# a report.
POINTS ?= 100
faults: setup
	@mkdir -p out
	@$(BIN)/python benchmarks/faults.py --points $(POINTS) --out out/faults.md

# Fuzzes one reader (TARGET=html; benchmarks/fuzz.py names the others) for so many MINUTES, in an environment of its own,
# for atheris is for Linux and macOS alone. Crashes are files in out/fuzz/TARGET; benchmarks/fuzz.md is the report.
MINUTES ?= 5
SEED ?= 1
fuzz: setup
	@test -n "$(TARGET)" || { echo "Name a target: make fuzz TARGET=html MINUTES=5"; exit 1; }
	@test -d $(VENV)-fuzz || "$(PYTHON)" -m venv $(VENV)-fuzz
	@$(VENV)-fuzz/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/fuzz.txt
	@$(VENV)-fuzz/bin/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@$(VENV)-fuzz/bin/python benchmarks/fuzz.py $(TARGET) --minutes $(MINUTES) --seed $(SEED) --out out/fuzz

clean:
	rm -rf $(VENV) $(VENV)-browser $(VENV)-audit $(VENV)-fuzz out
