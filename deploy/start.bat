@echo off
rem 第一次运行时安装（不需要网络），以后直接打开。这个脚本没有在 Windows 上试过。
cd /d "%~dp0"
set PYTHONUTF8=1
set HF_HUB_OFFLINE=1
set ANONYMIZED_TELEMETRY=False
set STREAMLIT_BROWSER_GATHER_USAGE_STATS=false
if not defined NIANBAO_PORT set NIANBAO_PORT=8501
if exist venv\ready.txt goto run
py -@PYTHON@ --version >nul 2>nul
if errorlevel 1 (
  echo 需要 64 位的 Python @PYTHON@，请先安装，安装时勾选“py launcher”，再运行本脚本。
  pause
  exit /b 1
)
echo 第一次运行，正在安装（不需要网络，约需几分钟）……
py -@PYTHON@ -m venv venv || goto failed
venv\Scripts\python -m pip --disable-pip-version-check install --quiet --no-index --find-links wheels --require-hashes --no-deps -r wheels\hashed.txt || goto failed
venv\Scripts\python -m pip --disable-pip-version-check install --quiet --no-index --find-links wheels -c requirements.txt @TORCH@ || goto failed
echo ok> venv\ready.txt
:run
echo 年报助手正在打开：http://127.0.0.1:%NIANBAO_PORT%  （关闭这个窗口就停止）
start "" http://127.0.0.1:%NIANBAO_PORT%
venv\Scripts\python -m streamlit run app.py --server.port %NIANBAO_PORT%
exit /b
:failed
echo 安装没有完成。请把上面的文字告诉维护人员。
pause
exit /b 1
