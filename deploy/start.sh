#!/usr/bin/env bash
# 第一次运行时安装（不需要网络），以后直接打开。用法：./start.sh（打开） 或 ./start.sh install（只安装）
set -eu
cd "$(dirname "$0")"
PYTHON=${PYTHON:-$(command -v python@PYTHON@ || command -v python3 || echo python@PYTHON@)}
export PYTHONUTF8=1 HF_HUB_OFFLINE=1 ANONYMIZED_TELEMETRY=False STREAMLIT_BROWSER_GATHER_USAGE_STATS=false
if [ ! -f venv/.ready ]; then
  if ! "$PYTHON" -c 'import sys; raise SystemExit(sys.version_info[:2] != tuple(map(int, "@PYTHON@".split("."))))' 2>/dev/null; then
    echo "需要 Python @PYTHON@（本包里的组件是为它准备的）。请先安装，或用 PYTHON=路径 ./start.sh 指明它在哪里。" >&2
    exit 1
  fi
  echo "第一次运行，正在安装（不需要网络，约需几分钟）……"
  "$PYTHON" -m venv venv
  pip="venv/bin/python -m pip --disable-pip-version-check install --quiet --no-index --find-links wheels"
  $pip --require-hashes --no-deps -r wheels/hashed.txt
  $pip -c requirements.txt @TORCH@
  touch venv/.ready
fi
[ "${1:-}" = install ] && exit 0
echo "年报助手正在打开：http://127.0.0.1:${NIANBAO_PORT:-8501}  （按 Ctrl+C 停止）"
exec venv/bin/python -m streamlit run app.py --server.port "${NIANBAO_PORT:-8501}"
