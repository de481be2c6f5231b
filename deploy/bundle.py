"""Make one archive that installs and runs without any network: wheels, encoder, app, samples, start script.

`python deploy/bundle.py` for this platform, `--windows` for 64-bit Windows (its wheels can be fetched here, not tried).
"""

import argparse
import hashlib
import platform
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
PARTS = (
    "app.py", "assistant", "corpus", "docs", ".streamlit", "pyproject.toml", "requirements.txt", "requirements.lock", "README.md",
)  # fmt: skip
START = ("start.sh", "start.bat", "说明.txt")
PYTHON = "{}.{}".format(*sys.version_info)
WINDOWS = ("--platform", "win_amd64", "--python-version", platform.python_version(), "--implementation", "cp")


def hashed(lock: str, system: str) -> str:
    """The hashed list for a `sys_platform`: pip reads markers for the machine that it runs on, so they are settled here."""
    kept = []
    for entry in re.split(r"^(?=\w)", lock, flags=re.M)[1:]:
        head, _, hashes = entry.partition(" \\\n")
        need = Requirement(head)
        if need.marker is None or need.marker.evaluate({"sys_platform": system}):
            kept.append(f"{need.name}{need.specifier} \\\n{hashes}")
    return "".join(kept)


def torch_line(listed: str) -> str:
    return re.findall(r"^torch==\S+", listed, re.M)[0]


def fetch(wheels: Path, *, windows: bool) -> None:
    """Put every wheel into a folder, each checked against its hash (torch's differs by machine and has none)."""
    wheels.mkdir(parents=True, exist_ok=True)
    listed, locked = (ROOT / "requirements.txt").read_text("utf-8"), (ROOT / "requirements.lock").read_text("utf-8")
    wanted = wheels.parent / "hashed.txt"
    wanted.write_text(hashed(locked, "win32" if windows else sys.platform), "utf-8")
    target = WINDOWS if windows else ()
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--only-binary=:all:"]
    subprocess.run([*pip, "-d", wheels, *target, "--no-deps", "--require-hashes", "-r", wanted], check=True)
    alone = (
        ["--no-deps"] if windows else ["-c", ROOT / "requirements.txt"]
    )  # GPU libraries come along where torch asks for them
    subprocess.run([*pip, "-d", wheels, *target, *alone, torch_line(listed)], check=True)


def lay_out(folder: Path, *, windows: bool) -> None:
    """Copy app and start scripts beside the wheels."""
    for part in PARTS:
        source, goal = ROOT / part, folder / part
        if source.is_dir():
            shutil.copytree(source, goal, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__", "*.pyc"))
        else:
            shutil.copyfile(source, goal)
    about = {"PYTHON": PYTHON, "TORCH": torch_line((ROOT / "requirements.txt").read_text("utf-8"))}
    for name in START:
        text = (ROOT / "deploy" / name).read_text("utf-8")
        for key, value in about.items():
            text = text.replace(f"@{key}@", value)
        if name.endswith(".sh"):
            (folder / name).write_text(text, "utf-8")
            (folder / name).chmod(0o755)
        else:  # as a Chinese Windows reads them
            (folder / name).write_bytes(text.replace("\n", "\r\n").encode("gb18030" if windows else "utf-8"))


def packed(folder: Path, *, windows: bool) -> Path:
    """The folder as one file; wheels are compressed already, so nothing is compressed again."""
    if windows:
        target = folder.with_suffix(folder.suffix + ".zip")
        with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
            for path in sorted(p for p in folder.rglob("*") if p.is_file()):
                archive.write(path, path.relative_to(folder.parent))
        return target
    target = folder.with_suffix(folder.suffix + ".tar")
    with tarfile.open(target, "w") as archive:
        archive.add(folder, folder.name)
    return target


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--windows", action="store_true")
    windows = parser.parse_args().windows
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    machine = "windows-x86_64" if windows else f"{sys.platform}-{platform.machine()}"
    folder = ROOT / "build" / "bundle" / f"nianbao-{version}-{machine}"
    shutil.rmtree(folder, ignore_errors=True)
    fetch(folder / "wheels", windows=windows)
    (folder / "hashed.txt").rename(folder / "wheels" / "hashed.txt")
    lay_out(folder, windows=windows)
    made = packed(folder, windows=windows)
    shutil.rmtree(folder)
    digest = hashlib.file_digest(made.open("rb"), "sha256").hexdigest()
    made.with_name(f"{made.name}.sha256").write_text(f"{digest}  {made.name}\n", "utf-8")
    print(f"已生成 {made.relative_to(ROOT)}（{made.stat().st_size / 1e6:.0f} MB），校验值 {digest}")


if __name__ == "__main__":
    main()
