"""Real servers for the tests, on loopback and gone afterwards: PostgreSQL from Debian's package, Chroma from the environment."""

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

PASSWORD = "mima-in-test"
ADVICE = "（可安装 Debian 软件包 postgresql 后再运行）"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _patiently(ready: Callable[[], bool], server: subprocess.Popen, what: str) -> None:
    end = time.monotonic() + 60
    while not ready():
        if server.poll() is not None or time.monotonic() > end:
            pytest.skip(f"{what} 没有启动，相应的测试跳过")
        time.sleep(0.1)


def _end(server: subprocess.Popen) -> None:
    server.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        server.wait(20)
    if server.poll() is None:
        server.kill()
        server.wait()


@contextmanager
def postgresql() -> Iterator[str]:
    """A PostgreSQL of its own with an empty database; yields its address. Skips where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    if not found:
        pytest.skip(f"这台机器没有 PostgreSQL，相应的测试跳过{ADVICE}")
    programs, folder, port = found[-1].parent, Path(tempfile.mkdtemp(prefix="nianbao-pg-")), free_port()
    owner = None
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        try:
            owner = pwd.getpwnam("postgres").pw_name
        except KeyError:
            pytest.skip(f"没有 postgres 账号，相应的测试跳过{ADVICE}")
        shutil.chown(folder, owner)
    word = folder / "word"
    word.write_text(PASSWORD)
    if owner:
        shutil.chown(word, owner)
    data, quiet = folder / "data", {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder}
    make = [
        programs / "initdb",
        "-D",
        data,
        "-U",
        "nianbao",
        "-A",
        "scram-sha-256",
        "-E",
        "UTF8",
        "--no-locale",
        "--pwfile",
        word,
    ]
    subprocess.run(make, check=True, user=owner, **quiet)  # type: ignore[call-overload]
    run = [programs / "postgres", "-D", data, "-h", "127.0.0.1", "-p", str(port), "-k", folder, "-c", "fsync=off"]
    server = subprocess.Popen(run, user=owner, **quiet)  # type: ignore[call-overload]
    try:
        ask = [programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)]
        _patiently(lambda: subprocess.run(ask).returncode == 0, server, "PostgreSQL")
        yield f"postgresql://nianbao:{PASSWORD}@127.0.0.1:{port}/postgres"
    finally:
        _end(server)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def chroma() -> Iterator[str]:
    """A Chroma server of its own; yields its address. Skips where its program is missing."""
    program = Path(sys.executable).with_name("chroma")
    if not program.is_file():
        pytest.skip("没有 chroma 命令（随 chromadb 安装），相应的测试跳过")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        port = free_port()
        run = [
            program,
            "run",
            "--path",
            folder,
            "--host",
            "127.0.0.1",
            "--port",
            str(port),
        ]
        server = subprocess.Popen(run, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder)
        try:

            def ready() -> bool:
                with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v2/heartbeat"):
                    return True
                return False

            _patiently(ready, server, "Chroma")
            yield f"http://127.0.0.1:{port}"
        finally:
            _end(server)
