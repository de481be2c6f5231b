"""Ask the package index's advisories about every pinned package; say plainly where nobody answers.

`pip-audit` reports "no known vulnerabilities" also when its source knows none of the packages, so what it skipped is counted here.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

LIST = Path(__file__).parents[1] / "requirements.txt"
PROBE = "requests"  # asked for first: where nobody answers, the others are not asked for
NO_SOURCE = "没有可用的漏洞公告来源（需要能访问公告的网络）：这次什么也没有核查，不等于没有漏洞。"


def audit(tool: str, listed: str) -> list[dict[str, Any]]:
    """The packages of a list as `pip-audit` saw them; an empty list where its source cannot be reached."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write(listed)
        file.flush()
        command = [tool, "-r", file.name, "--no-deps", "--disable-pip", "--progress-spinner", "off", "--format", "json"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    try:
        return list(json.loads(done.stdout)["dependencies"])
    except (ValueError, KeyError):
        return []


def verdict(packages: list[dict[str, Any]]) -> tuple[int, str]:
    """The exit status and what to tell: 0 nothing known, 1 advisories found, 2 not (wholly) audited."""
    seen = [p for p in packages if "vulns" in p]
    if not seen:
        return 2, NO_SOURCE
    lines = [
        f"{p['name']} {p['version']}：{v['id']}，已修复于 {'、'.join(v['fix_versions']) or '（尚无）'}"
        for p in seen
        for v in p["vulns"]
    ]
    unseen = [p["name"] for p in packages if "vulns" not in p]
    told = f"核查了 {len(seen)} 个依赖，{f'有 {len(lines)} 条漏洞公告：' if lines else '没有已知漏洞。'}"
    rest = [f"没有核查到 {len(unseen)} 个：{'、'.join(unseen)}。"] if unseen else []
    return (1 if lines else 2 if unseen else 0), "\n".join([told, *lines, *rest])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tool", default="pip-audit")
    tool, listed = parser.parse_args().tool, LIST.read_text("utf-8")
    probe = next(line for line in listed.splitlines() if line.startswith(f"{PROBE}=="))
    answered = any("vulns" in package for package in audit(tool, probe))
    status, words = verdict(audit(tool, listed) if answered else [])
    print(words)
    return status


if __name__ == "__main__":
    sys.exit(main())
