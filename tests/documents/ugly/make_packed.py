"""Archives of reports, and report JSON that other programs wrote."""

import json

from tests.documents.ugly.case import Case, case, expected, refused, usual
from tests.documents.ugly.make_text import text
from tests.documents.ugly.page import html
from tests.documents.ugly.stories import BAIYIN, HUYE, QINGHE, SHUANGDU, WEIBO, Story
from tests.documents.ugly.word import archive, docx


@case("z01-多份年报.zip")
def several() -> Case:
    """Folders, three formats, Mac rubbish, a lock file of Word, and a file that is none."""
    first, second, third = usual(401, WEIBO), usual(402, HUYE), usual(403, SHUANGDU)
    files = {
        "乡镇/苇泊镇.docx": docx(first[2]),
        "乡镇/槲叶乡.html": html(second[2]).encode("gb18030"),
        "霜渡镇.txt": text(third[2]).encode(),
        "空.docx": b"",
        "__MACOSX/._霜渡镇.txt": b"\x00\x05\x16\x07",
        "~$苇泊镇.docx": b"lock",
    }
    inside = {
        "乡镇/苇泊镇.docx": expected(*first[:2]), "乡镇/槲叶乡.html": expected(*second[:2]),
        "霜渡镇.txt": expected(*third[:2]), "空.docx": refused("空文件"),
    }  # fmt: skip
    return Case(archive(files), {"horrors": [], "inside": inside})


@case("z02-国标文件名.zip")
def names_in_gbk() -> Case:
    """Packed by an old Windows: names in GBK without a flag that says so."""
    story, figures, items = usual(404, QINGHE)
    data = archive({"@@@@@@@@.txt": text(items).encode()})
    return Case(
        data.replace(b"@@@@@@@@", "青禾岭乡".encode("gbk")),
        {"horrors": [], "inside": {"青禾岭乡.txt": expected(story, figures)}},
    )


@case("z03-坏压缩包.zip")
def damaged() -> Case:
    return Case(archive({"a.txt": b"x" * 500})[:60], refused("压缩包"))


def as_json(story: Story, figures: dict, **more: object) -> bytes:
    data: dict = {
        "schema": "nianbao/report@1", "format": "2021",
        "unit": {"name": story.name, "short": story.short, "kind": story.kind},
        "year": story.year, "title": story.title, "preamble": "\n".join(story.preamble),
        "narrative": {
            "overview": "\n".join(story.overview), "problems": "\n".join(story.lines("问")),
            "improvements": "\n".join(story.lines("改")), "other": "\n".join(story.other),
        },
    }  # fmt: skip
    for path, value in figures.items():
        table, row, column = path.split(".")
        data.setdefault(table, {}).setdefault(row, {})[column] = value
    return json.dumps(data | more, ensure_ascii=False).encode()


@case("j01-数字写成文字.json")
def figures_as_text() -> Case:
    story, figures, _ = usual(405, BAIYIN)
    odd = {
        "requests.received.total": ("1,024", 1024), "requests.granted.total": ("1.5", None), "proactive.fees.amount": ("12.5万元", "12.5"),
        "proactive.licences.decisions": ("８件", 8), "disputes.reconsideration.other": ("无", None), "requests.carried_in.other": ("/", None),
        "requests.carried_out.total": ("-3", -3),
    }  # fmt: skip
    for path, (text_, value) in odd.items():
        figures.put(path, text_, value)
    return Case(as_json(story, figures.written), expected(story, figures, horrors=[16], improvements=story.lines("改")))


@case("j02-缺表.json")
def table_left_out() -> Case:
    story, figures, _ = usual(406, WEIBO)
    kept = {
        path: int(v) if v.isdigit() else v for path, v in figures.written.items() if not path.startswith("disputes")
    }
    figures.lose("disputes.")
    return Case(as_json(story, kept), expected(story, figures, horrors=[6]))


@case("j03-截断.json")
def cut_off() -> Case:
    story, figures, _ = usual(407, WEIBO)
    return Case(as_json(story, figures.written)[:900], refused("JSON"))
