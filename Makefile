# A bare machine needs python3 (3.11 or later), python3-venv, make and git. The rest is fetched, pinned by hash.

.DEFAULT_GOAL := help
.PHONY: help run test check format lint-template build deploy lock

PYTHON ?= python3
PIP := -m pip --disable-pip-version-check --quiet install --require-hashes --no-deps --no-compile

# An environment is made anew when what it was made of has changed: the pins, the Python, the place.
made-of = $(shell { cat $(1); $(PYTHON) --version; pwd; } | sha256sum | cut -c1-16)
RUN := .venv/run-$(call made-of,infra/requirements.txt)
TEST := .venv/test-$(call made-of,infra/requirements.txt tests/requirements.txt)
TRAIN := .venv-training/training-$(call made-of,infra/requirements.txt infra/training/requirements.txt)
PEERS := .venv-peers/peers-$(call made-of,tests/bench/requirements-peers.txt)
TOOLS := .venv-tools/tools-$(call made-of,tests/requirements-tools.txt)

help: ## what there is to choose from
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 16

run: $(RUN) ## Lyhörd on this machine: mail in on port 2525, every letter on http://127.0.0.1:8025
	@echo "Lyhörd is starting; it says when it is ready, in about half a minute."
	@exec .venv/bin/lyhord run

check: $(TEST) ## style, types and the quick tests, in two minutes
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/python -m pytest -q -m "not local_run" --numprocesses=2 --hypothesis-profile=quick

test: environments lint-template ## everything: the template, the artefact, the whole local run, the browser
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/python -m lyhord.build
	.venv/bin/python -m pytest -q -m "not local_run" --numprocesses=2
	.venv/bin/python -m pytest -q -m local_run --numprocesses=2 --dist=loadfile

train: $(TRAIN) ## learn from infra/training: judgement/learned.bin and passages.bin, and what they are worth (more than an hour on two processors; ARGS=--unmeasured: half of it)
	@OMP_NUM_THREADS=1 PYTHONPATH=functions:infra .venv-training/bin/python -m lyhord.training $(ARGS)

judge: $(RUN) ## how right mails are judged, and every miss: make judge FILES="a.jsonl b.jsonl" ARGS=--totals
	@PYTHONPATH=functions:infra .venv/bin/python -m lyhord.measuring $(ARGS) $(FILES)

.PHONY: train judge
.PHONY: corpora bench fuzz proof privilege door environments
environments:
	@$(MAKE) --no-print-directory --jobs=2 $(TEST) $(TOOLS)

format: $(TEST) ## put style right
	.venv/bin/ruff format .
	.venv/bin/ruff check --fix .

lint-template: $(TOOLS) ## what AWS, cfn-lint and checkov would say of template.yaml
	SAM_CLI_TELEMETRY=0 .venv-tools/bin/sam validate --lint --region eu-north-1 --template-file template.yaml
	.venv-tools/bin/cfn-lint --regions eu-north-1 --template template.yaml
	@# policies as such, which cfn-lint passes over where SAM is
	sed '/^Transform:/d' template.yaml | .venv-tools/bin/cfn-lint --regions eu-north-1 --ignore-checks E W --mandatory-checks E3510 E3512 E3530 W3037
	.venv-tools/bin/checkov --file template.yaml --framework cloudformation --compact --quiet --skip-download

build: $(RUN) ## what is deployed, in build/: a zip a function, two layers and their template
	.venv/bin/python -m lyhord.build

proof: $(TEST) ## nothing is lost, nothing doubled, nothing stays stuck, whatever befalls the functions (half an hour; a sample: ARGS=--one-in=20)
	@PYTHONPATH=functions:infra:. .venv/bin/python -m tests.proof $(ARGS)

privilege: $(TEST) ## each function may do what the stories need, and nothing more: every permission is taken away once (some minutes)
	@PYTHONPATH=functions:infra:. .venv/bin/python -m tests.privilege $(ARGS)

door: $(TEST) ## the stories by SMTP, the clock and the pages of started local runs give the same as in memory (ARGS=FILE…: only these)
	@PYTHONPATH=functions:infra:. .venv/bin/python -m tests.door $(ARGS)

corpora: $(RUN) ## how well real mails are read: make corpora CORPORA=DIR (docs/measurements.md)
	@PYTHONPATH=functions:infra .venv/bin/python -m lyhord.corpora $(CORPORA)

bench: $(TEST) $(PEERS) ## what a mail costs, written into docs/measurements.md (half an hour); PARTS="a b" runs only these
	@PYTHONPATH=functions:infra:. .venv/bin/python -m tests.bench $(PARTS)

fuzz: $(TEST) ## mutilated mails for a time: make fuzz SECONDS=60
	@PYTHONPATH=functions:infra:. .venv/bin/python -m tests.mail.fuzz $(or $(SECONDS),60)

deploy: $(RUN) $(TOOLS) ## build and deploy to AWS: make deploy ARGS="--domain skola.lindhoj.example" (docs/deploy.md)
	.venv/bin/python -m lyhord.deploy $(ARGS)

lock: ## pin anew what the *.in files ask for; UPGRADE=--upgrade takes the newest of everything
	$(PYTHON) -m venv --clear build/lock
	build/lock/bin/python -m pip --disable-pip-version-check --quiet install pip-tools==7.6.2
	for file in functions/requirements infra/requirements infra/training/requirements tests/requirements tests/requirements-tools \
	    tests/bench/requirements-peers; do \
	  (cd $$(dirname $$file) && "$(CURDIR)/build/lock/bin/pip-compile" --quiet --no-header --strip-extras --allow-unsafe $(UPGRADE) \
	    --generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --annotation-style=line \
	    --output-file=$$(basename $$file).txt $$(basename $$file).in) || exit 1; \
	done
	rm -r build/lock

$(RUN):
	$(PYTHON) -m venv --clear .venv
	.venv/bin/python $(PIP) --requirement infra/requirements.txt
	.venv/bin/python infra/console.py
	touch $@

$(TEST): $(RUN)
	rm -f .venv/test-*
	.venv/bin/python $(PIP) --requirement tests/requirements.txt
	touch $@

$(TRAIN):
	$(PYTHON) -m venv --clear .venv-training
	.venv-training/bin/python $(PIP) --requirement infra/requirements.txt
	.venv-training/bin/python $(PIP) --requirement infra/training/requirements.txt
	touch $@

$(PEERS):
	$(PYTHON) -m venv --clear .venv-peers
	.venv-peers/bin/python $(PIP) --requirement tests/bench/requirements-peers.txt
	touch $@

$(TOOLS):
	$(PYTHON) -m venv --clear .venv-tools
	.venv-tools/bin/python $(PIP) --requirement tests/requirements-tools.txt
	touch $@
