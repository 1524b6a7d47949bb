# Every command of the house. Without make: the recipes below, with `python` in place of $(RUN).
RUN := .venv/bin/python
READY := .venv/.ready
NEWEST = for p in $(PYTHON) python3 python3.13 python3.12 python3.11; do \
  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done

.PHONY: help report test quick golden mutants check bench lab serve clean lock
help:  ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

report: $(READY)  ## run the notebooks, write figures/ and site/ (ARGS="--bulletin ID --language en|zh --force")
	@$(RUN) -m gongbao report $(ARGS)

test: $(READY)  ## all tests, the notebooks' stored outputs among them (ARGS="-k name")
	@$(RUN) -m pytest -n logical --maxprocesses 4 $(ARGS)

quick: $(READY)  ## the tests that need no build, kernel or browser
	@$(RUN) -m pytest -n logical --maxprocesses 4 -m "not build" tests $(ARGS)

golden: $(READY)  ## the extractor's rows of all coded texts, written anew; says what moved
	@$(RUN) tests/golden.py --update

mutants: $(READY)  ## damage the extractor and see which damage no test notices (ARGS="--seed N --count N")
	@$(RUN) tests/mutants.py $(ARGS)

check: $(READY)  ## draw everything again and compare with what is committed
	@$(RUN) -m gongbao check $(ARGS)

bench: $(READY)  ## build and extraction beside the usual tools (fetches one of them)
	@$(RUN) -m pip install -qq --disable-pip-version-check --require-hashes --requirement requirements-bench.txt
	@$(RUN) -m gongbao bench $(ARGS)

lab: $(READY)  ## the notebooks in JupyterLab
	@$(RUN) -m jupyterlab notebooks

serve: $(READY)  ## the pages at http://127.0.0.1:8000 (search needs a server)
	@$(RUN) -m http.server --bind 127.0.0.1 --directory site 8000

clean:  ## remove what `make report` made and git does not keep
	@rm -rf .cache site build
	@! test -d figures || find figures -name '*.pdf' -delete -o -name '*.png' -delete

lock:  ## resolve pyproject.toml anew into requirements.txt (needs uv)
	@UV_SYSTEM_CERTS=1 uv pip compile pyproject.toml --all-extras --universal --generate-hashes \
	  --no-header --no-annotate --quiet --output-file requirements.txt
	@UV_SYSTEM_CERTS=1 uv pip compile --group bench --constraint requirements.txt --universal --generate-hashes \
	  --no-header --no-annotate --quiet --output-file requirements-bench.txt

# uv is faster where it is at hand, but it does not read pip's configuration: where it fails, pip does the work.
$(READY): requirements.txt pyproject.toml
	@python=$$($(NEWEST)); test -n "$$python" || { echo "gongbao needs Python 3.11 or newer" >&2; exit 1; }; \
	echo "Setting up .venv: half a minute, once"; $$python -m venv .venv
	@UV_SYSTEM_CERTS=1 uv pip install --quiet --compile-bytecode --python $(RUN) --require-hashes --requirement requirements.txt 2>/dev/null \
	  || $(RUN) -m pip install -qq --disable-pip-version-check --require-hashes --requirement requirements.txt
	@$(RUN) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
