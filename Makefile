# Two commands: `make run` opens the app, `make test` checks everything. Both set up what they need and are quick the second time.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PYTHONUTF8 := 1
export HF_HUB_OFFLINE ?= 1
export ANONYMIZED_TELEMETRY := False
export STREAMLIT_BROWSER_GATHER_USAGE_STATS := false

.PHONY: run test check format browser screenshots clean lock audit bundle bundle-windows bundle-test

run: $(VENV)/.run
	@echo "年报助手正在打开：http://127.0.0.1:$${NIANBAO_PORT:-8501}  （按 Ctrl+C 停止）"
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then (sleep 4; $(BIN)/python -m webbrowser -t http://127.0.0.1:$${NIANBAO_PORT:-8501} >/dev/null 2>&1) & fi; \
	  exec $(BIN)/python -m streamlit run app.py --server.port $${NIANBAO_PORT:-8501}

test: $(VENV)/.test browser
	@$(MAKE) --no-print-directory check
	@$(BIN)/python -m pytest -n 2 --dist loadfile

check: $(VENV)/.test
	@$(BIN)/ruff check app.py assistant bench deploy tests
	@$(BIN)/ruff format --check -q app.py assistant bench deploy tests
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache | tail -n 4

format: $(VENV)/.test
	@$(BIN)/ruff check --fix app.py assistant bench deploy tests
	@$(BIN)/ruff format app.py assistant bench deploy tests

# Some tests need Debian's chromium, a Chinese font, LibreOffice or PostgreSQL; where they cannot be installed, these are skipped and say so.
browser:
	@bash tests/install.sh

# torch is left out of the hashed list because its wheel differs by machine; what it brings along keeps the pinned versions.
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
TORCH = $(shell sed -n 's/^\(torch==[^ ]*\).*/\1/p' requirements.txt)

$(VENV)/.run: requirements.txt requirements.lock
	@echo "第一次运行，正在安装依赖（约需几分钟）……"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@($(PIP) --require-hashes --no-deps -r requirements.lock && $(PIP) -c requirements.txt '$(TORCH)') 2> $(VENV)/pip.log || (cat $(VENV)/pip.log; exit 1)
	@touch $@

$(VENV)/.test: requirements-dev.lock $(VENV)/.run
	@$(PIP) --require-hashes --no-deps -r requirements-dev.lock 2> $(VENV)/pip.log || (cat $(VENV)/pip.log; exit 1)
	@touch $@

# Write the hashed lists anew from the pinned ones; run it after every change to requirements*.txt.
UV := build/tools/bin/uv pip compile --quiet --universal --python-version 3.11.5 --generate-hashes --no-header --no-annotate
lock: build/tools/.ready
	@grep -v '^torch==' requirements.txt > build/hashed.txt
	@$(UV) --no-deps -o requirements.lock build/hashed.txt
	@grep -v '^-r ' requirements-dev.txt > build/hashed-dev.txt
	@$(UV) -c requirements.txt -o requirements-dev.lock build/hashed-dev.txt
	@echo "requirements.lock 和 requirements-dev.lock 已更新。"

audit: build/tools/.ready
	@$(PYTHON) -m bench.audit --tool build/tools/bin/pip-audit

build/tools/.ready: Makefile
	@$(PYTHON) -m venv build/tools
	@build/tools/bin/python -m pip install --quiet --disable-pip-version-check uv==0.13.9 pip-audit==2.10.1 2> build/tools.log || (cat build/tools.log; exit 1)
	@touch $@

# One archive that installs without any network. Trying it takes minutes and gigabytes, so that `make test` leaves it out.
bundle bundle-windows: $(VENV)/.run
	@$(BIN)/python deploy/bundle.py $(if $(findstring windows,$@),--windows)

bundle-test: $(VENV)/.run
	@test -f build/bundle/*.tar || $(MAKE) --no-print-directory bundle
	@$(BIN)/python deploy/try_bundle.py

# The screenshots of README and docs, made by the journeys that the browser tests drive.
screenshots: $(VENV)/.test browser
	@NIANBAO_SCREENSHOTS=docs/screenshots $(BIN)/python -m pytest -n 2 --dist loadfile tests/browser/test_journey.py tests/browser/test_journeys.py

clean:
	rm -rf $(VENV) build .mypy_cache .ruff_cache .hypothesis
