"""The command line of the contract: `python -m assistant COMMAND`."""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

from assistant.report import Fact, Filing, Finding, Report, Unusable
from assistant.service import Assistant, Refused
from assistant.settings import Settings

SEVERITIES = {"error": "错误", "warning": "疑点", "hint": "提示"}
SECTION_CHOICES = ("overview", "problems", "improvements", "other", "preamble")


class Parser(argparse.ArgumentParser):
    """A parser that answers a wrong call with one Chinese line and status 2."""

    def error(self, message: str) -> NoReturn:
        raise Unusable(f"命令的写法不对（{_translated(message)}）。用 python -m assistant --help 看全部命令。")

    def format_help(self) -> str:
        words = {
            "usage:": "用法：", "positional arguments:": "参数：", "options:": "选项：",
            "show this help message and exit": "显示这份说明",
        }  # fmt: skip
        return _replaced(super().format_help(), words)


def _translated(message: str) -> str:
    words = {
        "the following arguments are required:": "缺少", "unrecognized arguments:": "不认识", "invalid choice:": "没有这个选项",
        "expected one argument": "后面要跟一个值", "expected at least one argument": "后面至少要跟一个值",
        "invalid int value:": "应为整数", "argument": "参数", "choose from": "可选", "COMMAND": "命令",
    }  # fmt: skip
    return _replaced(message, words)


def _replaced(text: str, words: Mapping[str, str]) -> str:
    for english, chinese in words.items():
        text = text.replace(english, chinese)
    return text


def parser() -> Parser:
    shared = Parser(add_help=False, argument_default=argparse.SUPPRESS)
    shared.add_argument("--json", action="store_true", help="只在标准输出打印一份 JSON")
    shared.add_argument("--data", type=Path, metavar="DIR", help="数据文件夹（默认 ./data）")
    shared.add_argument("--offline", action="store_true", help="不使用语言模型")
    top = Parser(
        prog="python -m assistant",
        description="年报助手：政府信息公开工作年度报告的读取、检查、起草、对比和导出",
        parents=[shared],
    )
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=Parser)

    def add(name: str, run: Callable[..., int], text: str) -> Parser:
        command: Parser = commands.add_parser(name, help=text, description=text, parents=[shared])
        command.set_defaults(run=run)
        return command

    add("parse", parse, "读取一份年报，打印报告数据").add_argument("file", type=Path, metavar="文件")
    command = add("check", check, "按全部规则检查一份年报")
    command.add_argument("file", type=Path, metavar="文件")
    command.add_argument("--previous", help="上年年报文件，或 corpus（从语料库中找）")
    add("ingest", ingest, "把年报加入语料库").add_argument("paths", type=Path, nargs="+", metavar="路径")
    command = add("corpus", corpus, "查看和整理语料库")
    actions = ("list", "show", "remove", "stats", "rebuild")
    command.add_argument("action", metavar="动作", choices=actions, help="、".join(actions))
    command.add_argument("id", nargs="?", metavar="编号")
    command = add("search", search, "在语料库中检索")
    command.add_argument("query", metavar="检索词")
    command.add_argument("--section", choices=SECTION_CHOICES[:4], help="只找这一部分")
    command.add_argument("--theme", help="只找这一方面（如 proactive、P_CONTENT、M_MECH）")
    command.add_argument("--unit", help="只找这个单位")
    command.add_argument("--year", type=int, help="只找这一年")
    command.add_argument("-k", type=int, default=10, metavar="条数", help="最多列几条（默认 10）")
    command = add("suggest", suggest, "起草一个部分")
    command.add_argument("file", type=Path, metavar="文件")
    command.add_argument("--section", required=True, choices=SECTION_CHOICES, help="起草哪一部分")
    command.add_argument("--previous", help="上年年报文件，或 corpus")
    command.add_argument("--facts", type=Path, help="本单位情况（JSON 文件）")
    command = add("ask", ask, "提一个问题或要求")
    command.add_argument("question", metavar="问题")
    command.add_argument("--report", type=Path, help="结合这份年报回答")
    command.add_argument("--facts", type=Path, help="本单位情况（JSON 文件）")
    command = add("compare", compare, "与其他年报逐段对比")
    command.add_argument("file", type=Path, metavar="文件")
    command.add_argument(
        "--with", dest="others", type=Path, nargs="+", default=[], help="与这些年报比（默认与语料库比）"
    )
    command = add("review", review, "批量检查多份年报")
    command.add_argument("paths", type=Path, nargs="+", metavar="路径")
    command.add_argument("-o", dest="out", type=Path, help="问题清单（.xlsx）")
    command = add("export", export, "导出正式格式")
    command.add_argument("file", type=Path, metavar="文件")
    command.add_argument(
        "-o", dest="out", type=Path, required=True, help="OUT.docx、.html、.pdf、.json，或全部打包的 .zip"
    )
    command.add_argument("--previous", help="上年年报文件，或 corpus")
    command.add_argument("--force", action="store_true", help="有错误也导出，文件标明草稿")
    command.add_argument("--review", action="store_true", help="审阅稿（.docx）：问题写成批注，附勾稽核对表")
    command.add_argument("--plain", action="store_true", help="Word 用通用版式（宋体），不用公文格式")
    command.add_argument("--fragment", action="store_true", help="网页只写正文片段，供贴进网站")
    add("rules", rules, "列出全部规则")
    return top


def parse(assistant: Assistant, args: argparse.Namespace) -> int:
    report = assistant.read(args.file)
    for warning in report.source.warnings:
        say(f"注意：{warning}")
    return show(report.to_json(), 0)


def check(assistant: Assistant, args: argparse.Namespace) -> int:
    report = assistant.read(args.file)
    filing = assistant.filing(report, _previous(assistant, args))
    findings = assistant.check(filing)
    _about_previous(filing, args.previous)
    for warning in report.source.warnings:
        say(f"注意：{warning}")
    if args.json:
        return show({"report": report.to_json(), "findings": [f.to_json() for f in findings]}, _status(findings))
    print(f"{report.unit.name} {report.year or '（年度不明）'}年")
    for finding in findings:
        print(f"【{SEVERITIES[finding.severity]}】{finding.message}{finding.fix}（{finding.rule}，{finding.where}）")
    print(_counted(findings))
    return _status(findings)


def ingest(assistant: Assistant, args: argparse.Namespace) -> int:
    done = assistant.ingest(args.paths, _progress())
    for _, reason in done.failed:
        say(f"没有导入：{reason}")
    for warning in done.warnings:
        say(f"注意：{warning}")
    if not done.used:
        if not done.failed:
            raise Unusable("没有找到可以导入的文件，支持 .docx .html .txt .md .json .zip 等。")
        if args.json:
            show(done.to_json(), 2)
        return 2
    say(f"新增 {done.added} 份，未变 {done.unchanged} 份，替换 {done.replaced} 份，失败 {len(done.failed)} 份。")
    return show(done.to_json(), 1 if done.failed else 0) if args.json else (1 if done.failed else 0)


def corpus(assistant: Assistant, args: argparse.Namespace) -> int:
    if args.action == "stats":
        return show(assistant.stats(), 0)
    if args.action == "rebuild":
        assistant.rebuild(_progress())
        return show(assistant.stats(), 0)
    documents = assistant.documents()
    if args.action == "list":
        counts: dict[str, int] = {}
        for passage in assistant.passages():
            counts[passage.document] = counts.get(passage.document, 0) + 1
        rows: list[dict[str, Any]] = [
            {
                "id": d.id, "unit": d.report.unit.name, "year": d.report.year, "format": d.report.format, "file": d.file,
                "passages": counts.get(d.id, 0), "sample": d.sample, "warnings": list(d.report.source.warnings),
            }
            for d in documents
        ]  # fmt: skip
        if args.json:
            return show({"documents": rows}, 0)
        for row in rows:
            print(
                f"{row['id'][:12]}  {row['unit']}  {row['year']}  {row['file']}  {row['passages']} 段{'  样例' if row['sample'] else ''}"
            )
        return 0
    found = [d for d in documents if args.id and d.id.startswith(args.id)]
    if len(found) != 1:
        raise Unusable(f"语料库中没有编号为“{args.id or ''}”的年报，或有多份相符，请用 corpus list 查看编号。")
    if args.action == "remove":
        return show({"removed": assistant.remove_documents([found[0].id])}, 0)
    return show({"id": found[0].id, "file": found[0].file, "report": found[0].report.to_json()}, 0)


def search(assistant: Assistant, args: argparse.Namespace) -> int:
    if args.k < 1:
        raise Unusable("-k 应为不小于 1 的整数。")
    hits = assistant.search(
        args.query, k=args.k, section=args.section, theme=args.theme, unit=args.unit, year=args.year
    )
    if args.json:
        return show({"query": args.query, "results": [hit.to_json() for hit in hits]}, 0)
    for hit in hits:
        print(f"{hit.score:.2f}  {hit.passage.unit}{hit.passage.year or ''}  {hit.passage.text}")
    if not hits:
        say("没有找到相近的内容。")
    return 0


def suggest(assistant: Assistant, args: argparse.Namespace) -> int:
    report = assistant.read(args.file)
    filing, facts = assistant.filing(report, _previous(assistant, args)), _facts(args.facts)
    _warn_empty(assistant)
    made = assistant.suggest(filing, args.section, facts)
    if made.note:
        say(made.note)
    if args.json:
        return show(made.to_json(), 0)
    print(made.text)
    for question in made.questions:
        say(f"待填：{question.ask}")
    return 0


def ask(assistant: Assistant, args: argparse.Namespace) -> int:
    filing = assistant.filing(assistant.read(args.report)) if args.report else None
    answered = assistant.ask(args.question, filing, _facts(args.facts))
    if args.json:
        return show(answered.to_json(), 0)
    print(answered.reply)
    if answered.suggestion:
        print(f"\n{answered.suggestion.text}")
    return 0


def compare(assistant: Assistant, args: argparse.Namespace) -> int:
    report = assistant.read(args.file)
    others = [assistant.read(path) for path in args.others]
    if not others:
        _warn_empty(assistant)
    made = assistant.compare(report, others).to_json()
    if args.json:
        return show(made, 0)
    for paragraph in made["paragraphs"]:
        print(paragraph["text"])
        for near in paragraph["nearest"]:
            print(f"    {near['similarity']:.2f}  {near['unit']}{near['year'] or ''}：{near['text']}")
    return 0


def review(assistant: Assistant, args: argparse.Namespace) -> int:
    if args.out and args.out.suffix.lower() != ".xlsx":
        raise Unusable("问题清单只能写成 .xlsx 文件。")
    batch = assistant.review(args.paths, _progress())
    failed = [line.failed for line in batch.lines if line.failed]
    if len(failed) == len(batch):
        for reason in failed[1:]:
            say(reason)
        raise Unusable(failed[0] if failed else "没有找到可以检查的年报。")
    for reason in failed:
        say(f"没有检查：{reason}")
    if args.out:
        _write(args.out, assistant.findings_sheet(batch))
    bad = any(line.failed or line.error for line in batch.lines)
    summary = assistant.summary(batch)
    if args.json:
        return _stream(batch.rows(), summary, int(bad))
    for row in summary:
        print(f"{row['unit']}：错误 {row['error']}，疑点 {row['warning']}，提示 {row['hint']}")
    for one, other, percent in batch.alike:
        print(f"{one}与{other}的文字有 {percent}% 相同。")
    return int(bad)


def _stream(rows: Iterable[dict[str, Any]], summary: list[dict[str, Any]], status: int) -> int:
    """Print the JSON of a batch row by row, so that a thousand reports need no memory."""
    print('{"reports": [')
    for number, row in enumerate(rows):
        print("," * bool(number) + json.dumps(row, ensure_ascii=False))
    print(f'], "summary": {json.dumps(summary, ensure_ascii=False)}}}')
    return status


def export(assistant: Assistant, args: argparse.Namespace) -> int:
    report = assistant.read(args.file)
    filing = assistant.filing(report, _previous(assistant, args))
    findings = assistant.check(filing)
    if args.review:
        return _review_copy(assistant, args, filing, findings)
    try:
        kind = "（通用版式）" if args.plain else "（网页片段）" if args.fragment else ""
        data = assistant.export(report, kind + args.out.suffix.lower(), findings=findings, force=args.force)
    except Refused as refused:
        say(f"{refused}（要导出草稿，请加 --force）")
        for finding in refused.findings:
            say(f"【错误】{finding.message}{finding.fix}")
        if args.json:
            show({"written": None, "findings": [f.to_json() for f in refused.findings]}, 1)
        return 1
    _write(args.out, data)
    say(f"已写入 {args.out}")
    draft = bool(_status(findings))
    return (
        show({"written": str(args.out), "draft": draft, "findings": [f.to_json() for f in findings]}, 0)
        if args.json
        else 0
    )


def _review_copy(assistant: Assistant, args: argparse.Namespace, filing: Filing, findings: Sequence[Finding]) -> int:
    if args.out.suffix.lower() != ".docx":
        raise Unusable("审阅稿只能写成 .docx 文件。")
    _write(args.out, assistant.review_copy_of(filing, findings))
    say(f"已写入审阅稿 {args.out}")
    written = {"written": str(args.out), "draft": True, "findings": [f.to_json() for f in findings]}
    return show(written, 0) if args.json else 0


def rules(assistant: Assistant, args: argparse.Namespace) -> int:
    catalogue = assistant.rules()
    if args.json:
        return show({"rules": catalogue}, 0)
    for rule in catalogue:
        print(f"{rule['rule']}  【{SEVERITIES[rule['severity']]}】{rule['title']}  {rule['authority']}")
    return 0


def say(text: str) -> None:
    """Tell people something; programs read standard output only."""
    print(text, file=sys.stderr)


def show(data: Any, status: int) -> int:
    print(json.dumps(data, ensure_ascii=False, indent=2))
    return status


def _status(findings: Sequence[Finding]) -> int:
    return int(any(f.severity == "error" and f.waiver is None for f in findings))


def _counted(findings: Sequence[Finding]) -> str:
    if not findings:
        return "没有发现问题。"
    return "，".join(f"{words} {sum(f.severity == key for f in findings)} 处" for key, words in SEVERITIES.items())


def _previous(assistant: Assistant, args: argparse.Namespace) -> Report | str | None:
    named = args.previous
    return named if named in (None, "corpus") else assistant.read(Path(named))


def _about_previous(filing: Filing, asked: str | None) -> None:
    """Say why a report that was asked for as last year's could not serve, or may be another unit's."""
    report, previous = filing.report, filing.previous
    before = report.year - 1 if report.year else None
    if asked and not previous:
        say(f"语料库中没有{report.unit.short}{before or '上一'}年的年报，没有作跨年检查。")
    elif previous and before and previous.year and previous.year != before:
        say(f"所给的上年年报是{previous.year}年的，不是{before}年的，没有作跨年检查。")
    elif previous and not previous.unit.same_as(report.unit):
        say(f"所给的上年年报是“{previous.unit.name}”的，请核对是不是本单位的年报。")


def _facts(path: Path | None) -> dict[str, Fact]:
    if path is None:
        return {}
    try:
        data = json.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise Unusable(f"找不到或打不开文件“{path.name}”。") from error
    except (ValueError, RecursionError) as error:
        raise Unusable(f"“{path.name}”不是完整的 JSON 数据。") from error
    if not isinstance(data, dict) or not isinstance(data.get("facts", {}), dict):
        raise Unusable(f'“{path.name}”应为一组键和值，如 {{"website_count": 120}}。')
    facts = data.get("facts", data)
    return {str(key): value for key, value in facts.items() if isinstance(value, str | int | float)}


def _warn_empty(assistant: Assistant) -> None:
    if not assistant.documents():
        say("语料库是空的，只能用表格、已知情况和固定用语起草；可先用 ingest 导入年报。")


def _write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise Unusable(f"无法写入“{path.name}”，请检查文件夹是否存在、是否可写、空间是否足够。") from error


def _progress() -> Callable[[int, int, str], None]:
    if not sys.stderr.isatty():
        return lambda _done, _all, _what: None

    def bar(done: int, whole: int, what: str) -> None:
        filled = int(24 * done / max(whole, 1))
        print(f"\r[{'█' * filled}{'·' * (24 - filled)}] {done}/{whole} {what[:30]:<30}", end="", file=sys.stderr)
        if done >= whole:
            print(file=sys.stderr)

    return bar


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status."""
    try:
        args = parser().parse_args(argv)
        args.json = getattr(args, "json", False)
        given = {key: getattr(args, key) for key in ("data", "offline") if hasattr(args, key)}
        status: int = args.run(Assistant(Settings(**given)), args)
        return status
    except Unusable as error:
        say(str(error))
        return 2
    except KeyboardInterrupt:
        say("已停止。")
        return 130
    except BrokenPipeError:
        return 0


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    sys.exit(main())
