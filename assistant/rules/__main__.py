"""Write docs/rules.md from the catalogue."""

from pathlib import Path

from assistant.rules.catalogue import CATALOGUE, NEVER_WAIVED
from assistant.rules.rule import ERROR, HINT, WARNING

DOCUMENT = Path(__file__).parents[2] / "docs" / "rules.md"
_NAMES = {ERROR: "错误", WARNING: "疑点", HINT: "提示"}


def document() -> str:
    """The catalogue as a page of Markdown."""
    lines = [
        "# 检查规则",
        "",
        "本页由 `python -m assistant.rules` 从规则目录生成，请勿手工修改。",
        "错误须改正后才能导出正式稿；疑点和部分错误可以写明理由后保留；提示仅供参考。",
        "",
        "| 规则 | 级别 | 说明 | 依据 | 可否保留 |",
        "| --- | --- | --- | --- | --- |",
    ]
    for rule in CATALOGUE:
        kept = "否" if rule.name in NEVER_WAIVED else "可，须写明理由"
        lines.append(f"| `{rule.name}` | {_NAMES[rule.severity]} | {rule.title} | {rule.authority} | {kept} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    DOCUMENT.parent.mkdir(exist_ok=True)
    DOCUMENT.write_text(document(), "utf-8")
