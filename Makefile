# Two commands: `make run` opens the app, `make test` checks everything. Both set up what they need and are quick the second time.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PYTHONUTF8 := 1
export HF_HUB_OFFLINE ?= 1
export ANONYMIZED_TELEMETRY := False
export STREAMLIT_BROWSER_GATHER_USAGE_STATS := false

.PHONY: run test check format browser screenshots clean

run: $(VENV)/.run
	@echo "年报助手正在打开：http://127.0.0.1:$${NIANBAO_PORT:-8501}  （按 Ctrl+C 停止）"
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then (sleep 4; $(BIN)/python -m webbrowser -t http://127.0.0.1:$${NIANBAO_PORT:-8501} >/dev/null 2>&1) & fi; \
	  exec $(BIN)/python -m streamlit run app.py --server.port $${NIANBAO_PORT:-8501}

test: $(VENV)/.test browser
	@$(MAKE) --no-print-directory check
	@$(BIN)/python -m pytest -n 2 --dist loadfile

check: $(VENV)/.test
	@$(BIN)/ruff check app.py assistant bench tests
	@$(BIN)/ruff format --check -q app.py assistant bench tests
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache | tail -n 4

format: $(VENV)/.test
	@$(BIN)/ruff check --fix app.py assistant bench tests
	@$(BIN)/ruff format app.py assistant bench tests

# The browser tests need Debian's chromium and a Chinese font; where they cannot be installed, these tests are skipped and say so.
browser:
	@bash tests/browser/install.sh

$(VENV)/.run: requirements.txt
	@echo "第一次运行，正在安装依赖（约需几分钟）……"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt 2> $(VENV)/pip.log || (cat $(VENV)/pip.log; exit 1)
	@touch $@

$(VENV)/.test: requirements-dev.txt $(VENV)/.run
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt 2> $(VENV)/pip.log || (cat $(VENV)/pip.log; exit 1)
	@touch $@

# The screenshots of README and docs, made by the journey that the browser test drives.
screenshots: $(VENV)/.test browser
	@NIANBAO_SCREENSHOTS=docs/screenshots $(BIN)/python -m pytest tests/browser/test_journey.py

clean:
	rm -rf $(VENV) build .mypy_cache .ruff_cache .hypothesis
