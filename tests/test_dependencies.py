"""What is installed is what was pinned: one version everywhere, a hash for each, nothing that comes in by itself."""

import re
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from bench.audit import NO_SOURCE, verdict

ROOT = Path(__file__).parents[1]
WITHOUT_HASH = {"torch"}  # its wheel differs by machine


def pinned(file: str) -> dict[str, str]:
    """Canonical name → version of every `name==version` line."""
    lines = re.findall(r"^([\w.-]+)==([^\s;\\]+)", (ROOT / file).read_text("utf-8"), re.M)
    return {canonicalize_name(name): version for name, version in lines}


def test_both_lists_name_the_same_versions() -> None:
    listed = pinned("requirements.txt")
    assert pinned("requirements.lock") == {n: v for n, v in listed.items() if n not in WITHOUT_HASH}, "运行 make lock"


def test_development_list_agrees_with_its_lock() -> None:
    listed, locked = pinned("requirements-dev.txt"), pinned("requirements-dev.lock")
    assert listed.items() <= locked.items(), "运行 make lock"
    assert not {n for n, v in pinned("requirements.txt").items() if locked.get(n, v) != v}


@pytest.mark.parametrize("file", ["requirements.lock", "requirements-dev.lock"])
def test_every_locked_package_has_hashes_and_no_address(file: str) -> None:
    text = (ROOT / file).read_text("utf-8")
    entries = re.split(r"^(?=\w)", text, flags=re.M)[1:]
    assert all("--hash=sha256:" in entry for entry in entries)
    assert "://" not in text and "--index" not in text and "--find-links" not in text


@pytest.mark.parametrize("platform", ["linux", "win32"])
def test_no_package_comes_in_unpinned(platform: str) -> None:
    listed = pinned("requirements.txt")
    here = {
        **default_environment(),
        "sys_platform": platform,
        "platform_system": {"win32": "Windows"}.get(platform, "Linux"),
    }
    missing = []
    for name in listed:
        try:
            wanted = map(Requirement, requires(name) or ())
        except PackageNotFoundError:  # a package of the other platform
            continue
        for need in wanted:
            applies = need.marker is None or need.marker.evaluate({**here, "extra": ""})
            if (
                applies
                and canonicalize_name(need.name) not in listed
                and not need.name.startswith(("nvidia-", "cuda-", "triton"))
            ):
                missing.append(f"{name} → {need.name}")
    assert not missing


def test_audit_never_calls_silence_a_clean_bill() -> None:
    known = {"name": "requests", "version": "2.0", "vulns": []}
    found = {"name": "lxml", "version": "1.0", "vulns": [{"id": "CVE-0000-1", "fix_versions": ["1.1"]}]}
    skipped = {"name": "torch", "skip_reason": "not found"}
    assert verdict([]) == verdict([skipped]) == (2, NO_SOURCE)
    assert verdict([known])[0] == 0
    assert verdict([known, skipped]) == (2, "核查了 1 个依赖，没有已知漏洞。\n没有核查到 1 个：torch。")
    status, words = verdict([known, found])
    assert status == 1 and "lxml 1.0：CVE-0000-1，已修复于 1.1" in words
