"""LibreOffice, where it is installed: old Word files in, PDF out. It runs alone, with a profile of its own, and fetches nothing."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from assistant.report import Unusable

TIMEOUT = 120
_PLACES = ("/Applications/LibreOffice.app/Contents/MacOS/soffice", "C:/Program Files/LibreOffice/program/soffice.exe")
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
</oor:items>"""


def soffice() -> str | None:
    """The LibreOffice program, None where it is not installed."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _PLACES if Path(place).exists()), None)


def convert(data: bytes, suffix: str, wanted: str, failure: str) -> bytes:
    """Convert a document from one suffix to another; raise Unusable with `failure` where that does not work."""
    program = soffice()
    if program is None:
        raise Unusable(f"{failure}，本机没有安装 LibreOffice。")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        source, profile = Path(folder, f"report{suffix}"), Path(folder, "profile")
        source.write_bytes(data)
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, "utf-8")
        outdir = Path(folder, "out")
        _run([
            program, "--headless", "--norestore", "--nologo", f"-env:UserInstallation={profile.as_uri()}",
            "--convert-to", wanted.lstrip("."), "--outdir", str(outdir), str(source),
        ], failure)  # fmt: skip
        result = outdir / f"report{wanted}"
        if not result.exists() or not result.stat().st_size:
            raise Unusable(f"{failure}，文件可能已损坏或设有密码。")
        return result.read_bytes()


def _run(command: list[str], failure: str) -> None:
    """Run to the end or stop all of it when it takes too long."""
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        try:
            process.wait(TIMEOUT)
        except subprocess.TimeoutExpired as error:
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGKILL)
            process.kill()
            raise Unusable(f"{failure}，LibreOffice 超过 {TIMEOUT} 秒没有完成。") from error
