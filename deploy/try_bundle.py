"""Install the archive of this platform in an empty folder with no network at all, start it, and check, keep and find one report.

Where the system allows it everything runs in a network namespace that has only loopback, and that it has no way out is tried first.
"""

import argparse
import contextlib
import fcntl
import os
import platform
import shutil
import socket
import struct
import subprocess
import sys
import tarfile
import tempfile
import time
import tomllib
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
INSIDE = "--inside"
UP, FLAGS = 0x1 | 0x40, 0x8914  # IFF_UP | IFF_RUNNING, SIOCSIFFLAGS


def apart() -> list[str]:
    """The command that begins a namespace without network; [] where the system forbids it."""
    for command in (["unshare", "-n"], ["unshare", "-rn"]):
        with contextlib.suppress(OSError):
            if subprocess.run([*command, "true"], capture_output=True).returncode == 0:
                return command
    return []


def raise_loopback() -> None:
    with socket.socket() as asking:
        fcntl.ioctl(asking, FLAGS, struct.pack("16sh14x", b"lo", UP))


def cut_off() -> bool:
    """True if no packet leaves this machine."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way_out:
        try:
            way_out.connect(("192.0.2.1", 9))  # an address set aside for documentation; nothing is sent
        except OSError:
            return True
    return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def healthy(port: int, patience: float = 120) -> bool:
    end = time.monotonic() + patience
    while time.monotonic() < end:
        with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health") as answer:
            return bool(answer.read() == b"ok")
        time.sleep(0.5)
    return False


def attempt(archive: Path, sealed: bool) -> None:
    if sealed:
        raise_loopback()
        assert cut_off(), "the namespace has a way out"
    with tempfile.TemporaryDirectory(dir=ROOT / "build") as folder:
        with tarfile.open(archive) as packed:
            packed.extractall(folder, filter="data")
        (home,) = Path(folder).iterdir()
        port = free_port()
        bare = {"PATH": os.environ["PATH"], "HOME": folder, "PIP_CONFIG_FILE": os.devnull, "NIANBAO_PORT": str(port)}
        bare |= {"PYTHON": sys.executable, "LANG": "C.UTF-8"}
        subprocess.run(["./start.sh", "install"], cwd=home, env=bare, check=True)
        server = subprocess.Popen(["./start.sh"], cwd=home, env=bare)
        try:
            assert healthy(port), "the app did not answer"
        finally:
            server.terminate()
            server.wait(20)
        sample = sorted((home / "corpus" / "samples").rglob("*.html"))[0]
        command = [home / "venv" / "bin" / "python", "-m", "assistant"]
        for words, allowed in ((["check", sample], (0, 1)), (["ingest", sample], (0,)), (["search", "政策解读"], (0,))):
            status = subprocess.run([*command, *words], cwd=home, env=bare, stdout=subprocess.DEVNULL).returncode
            assert status in allowed, f"{words[0]} ended with {status}"
    how = "没有任何网络的环境中（只有本机回环）" if sealed else "断不开网络的系统上（安装时不用任何网络来源）"
    print(f"在{how}：安装、启动、/_stcore/health 应答、检查、导入、检索一份样例，都成功。")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(INSIDE, choices=("sealed", "open"))
    inside = parser.parse_args().inside
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    archive = ROOT / "build" / "bundle" / f"nianbao-{version}-{sys.platform}-{platform.machine()}.tar"
    if inside:
        attempt(archive, inside == "sealed")
        return 0
    if not archive.exists():
        print(f"没有 {archive.relative_to(ROOT)}，请先运行 make bundle。", file=sys.stderr)
        return 1
    before = apart() if shutil.which("unshare") else []
    return subprocess.run([*before, sys.executable, __file__, INSIDE, "sealed" if before else "open"]).returncode


if __name__ == "__main__":
    sys.exit(main())
