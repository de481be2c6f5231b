"""What reading costs beside the libraries' own work: `python -m bench.reading --cost`. The processor time, median of five runs."""

import io
import time
from collections.abc import Callable
from decimal import Decimal
from statistics import median

import docx
import pdfplumber
from docx.table import Table

from assistant.documents import read_document, write_document
from assistant.documents.office import soffice
from assistant.report import Report, Unit, load_form

A_PAGE = 7  # paragraphs
MOST = 3400  # paragraphs of 490 printed pages; more than 500 are refused
PARAGRAPH = (
    "（一）主动公开。全年通过县政府网站、公示栏和微信公众号公开信息二百余条，内容涉及财政预决算、惠农补贴和乡村建设。"
)


def sample(paragraphs: int) -> Report:
    cells = {path: Decimal("1.5") if cell.decimal else 1 for path, cell in load_form("2021").cells.items()}
    name = "云岭县柳溪坪乡人民政府"
    text = "\n".join(f"{number}年度小结：{PARAGRAPH}" for number in range(paragraphs))
    return Report(
        unit=Unit.parse(name), year=2022, title=f"{name}2022年政府信息公开工作年度报告", overview=text,
        problems="一是目录不全。\n二是更新不及时。", improvements="下一步补齐目录。", other="无。", cells=cells,
    )  # fmt: skip


def seconds(work: Callable[[], object], runs: int = 5) -> float:
    spent = []
    for _ in range(runs):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return median(spent)


def walk_word(data: bytes) -> int:
    """Open with python-docx and look at every paragraph and cell once."""
    document = docx.Document(io.BytesIO(data))
    size = sum(len(paragraph.text) for paragraph in document.paragraphs)
    tables: list[Table] = list(document.tables)
    return size + sum(len(cell.text) for table in tables for row in table.rows for cell in row.cells)


def walk_pdf(data: bytes) -> int:
    """Take all text and tables of every page with pdfplumber."""
    with pdfplumber.open(io.BytesIO(data)) as document:
        return sum(len(page.extract_text()) + len(page.extract_tables()) for page in document.pages)


def main() -> None:
    word = write_document(sample(12), ".docx")
    read_document("年报.docx", word)  # load everything once
    ours, theirs = seconds(lambda: read_document("年报.docx", word)), seconds(lambda: walk_word(word))
    print(
        f"docx   read {1000 * ours:6.0f} ms   python-docx {1000 * theirs:6.0f} ms   ratio {ours / theirs:.2f} (at most 3)"
    )
    if soffice():
        pdf = write_document(sample(12), ".pdf")
        read_document("年报.pdf", pdf)
        ours, theirs = seconds(lambda: read_document("年报.pdf", pdf)), seconds(lambda: walk_pdf(pdf))
        print(
            f"pdf    read {1000 * ours:6.0f} ms   pdfplumber  {1000 * theirs:6.0f} ms   ratio {ours / theirs:.2f} (at most 1.3)"
        )
    for suffix in (".docx", ".html", ".txt"):
        times = {pages: _reading(f"年报{suffix}", _pages(pages, suffix)) for pages in (5, 50, 100, 250, 500)}
        shown = "   ".join(f"{pages} pages {1000 * spent:.0f} ms" for pages, spent in times.items())
        print(f"{suffix[1:]:6} {shown}   a page from 250 to 500 costs {_slope(times):.2f} of one from 50 to 250")
    if soffice():
        found = []
        for paragraphs in (50, 700, 1700, MOST):
            data = write_document(sample(paragraphs), ".pdf")
            with pdfplumber.open(io.BytesIO(data)) as document:
                pages = len(document.pages)
            spent = _reading("年报.pdf", data, 1)
            found.append(f"{pages} pages {spent:.1f} s ({1000 * spent / pages:.0f} ms each)")
        print("pdf    " + "   ".join(found))


def _reading(name: str, data: bytes, runs: int = 3) -> float:
    return seconds(lambda: read_document(name, data), runs)


def _pages(pages: int, suffix: str) -> bytes:
    report = sample(A_PAGE * pages)
    if suffix != ".txt":
        return write_document(report, suffix)
    text = f"{report.title}\n一、总体情况\n{report.overview}\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n"
    return (
        text
        + f"四、政府信息公开行政复议、行政诉讼情况\n五、存在的主要问题及改进情况\n{report.problems}\n六、其他需要报告的事项\n无。"
    ).encode()


def _slope(times: dict[int, float]) -> float:
    early, late = (times[250] - times[50]) / 200, (times[500] - times[250]) / 250
    return late / early if early > 0 else 0.0


if __name__ == "__main__":
    main()
