"""Drafts: begun, filled in, written, waived, undone."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from assistant.drafting import (
    lasting_facts,
)
from assistant.report import (
    Fact,
    Filing,
    Finding,
    RawCell,
    Report,
    Unit,
    Unusable,
    Waiver,
    fact_slots,
    load_form,
    read_figure,
)  # fmt: skip
from assistant.rules import NEVER_WAIVED, check, fingerprint
from assistant.service.checking import Checking
from assistant.service.house import LONGEST
from assistant.storage import Draft, Revision, Turn, now


class Writing(Checking):
    """The verbs of writing a report."""

    def drafts(self) -> list[Draft]:
        return self._drafts.all()

    def draft(self, draft: str) -> Draft | None:
        return self._drafts.get(draft)

    def new_draft(
        self,
        unit_name: str,
        year: int,
        previous: Report | None = None,
        *,
        given: Report | None = None,
        owner: str = "",
        county: str = "",
    ) -> Draft:
        """Begin a report, from last year's if there is one: its unit, 上年结转 and lasting facts; everything else stays blank.

        `given` is a finished report to be corrected: its figures and texts are kept as they are.
        """
        unit = Unit.parse(unit_name)
        for known in (given, previous):
            if known and known.unit.same_as(unit):
                unit = replace(known.unit, name=unit.name)
                break
        if not unit.kind:
            raise Unusable(f"“{unit_name}”看不出是哪一类单位，请填写全称，如“××乡人民政府”。")
        if given:
            if given.format != "2021":
                raise Unusable("这份年报不是2021版格式，不能在这里修改。请在原文件中修改后再审核。")
            corrected = replace(given, unit=unit, year=year)
            corrected = replace(corrected, title=corrected.official_title)
            return self._drafts.create(corrected, previous, owner=owner, county=county)
        report = Report(unit, year, format="2021" if year >= 2021 else "2019")
        report = replace(report, title=report.official_title, facts=lasting_facts(previous))
        if previous and previous.year == year - 1:
            columns = load_form("2021").table("requests").blocks[0].columns
            report = report.with_cells(
                {f"requests.carried_in.{c.key}": previous[f"requests.carried_out.{c.key}"] for c in columns}
            )
        return self._drafts.create(report, previous, owner=owner, county=county)

    def remove_draft(self, draft: str) -> None:
        self._drafts.remove(draft)

    def set_cells(self, draft: Draft, typed: Mapping[str, str]) -> Draft:
        """Save figures as typed; what is no figure is kept as it was typed and counts as blank."""
        return self._change(draft, lambda report: with_typed(report, typed), "填写表格", tuple(typed))

    def fill_zeros(self, draft: Draft) -> Draft:
        """其余全部为 0: staff confirm that every cell still blank is a real zero; a blank total becomes its parts' sum.

        A blank 现行有效 stays blank where last year left some in force: it is no zero by itself.
        """
        return self._drafts.change(
            draft.id, lambda report: with_zeros(report, leave=still_in_force(report, draft.previous)), "其余全部为 0"
        )

    def set_text(self, draft: Draft, where: str, text: str, note: str = "修改文字") -> Draft:
        if len(text) > LONGEST:
            raise Unusable(f"这一部分超过{LONGEST // 10_000}万字，不像年报的文字，没有保存。请删短后再试。")
        return self._change(draft, lambda report: report.with_text(where, text), note, (where,))

    def rename(self, draft: Draft, name: str, *, in_text: bool = True) -> Draft:
        """Give the reporting unit another full name; see `with_name`."""
        return self._drafts.change(draft.id, lambda report: with_name(report, name, in_text=in_text), "改单位名称")

    def set_facts(self, draft: Draft, facts: Mapping[str, Fact]) -> Draft:
        """Save what the unit knows beyond the tables; None removes a fact."""

        if any(isinstance(fact, str) and len(fact) > LONGEST for fact in facts.values()):
            raise Unusable("填写的内容太长，没有保存。请删短后再试。")

        def known(report: Report) -> Report:
            kept = {key: value for key, value in {**report.facts, **facts}.items() if value is not None}
            return replace(report, facts=kept)

        return self._change(draft, known, "填写本年情况", tuple(f"facts.{key}" for key in facts))

    def answer(self, draft: Draft, section: str, ask: str, key: str, value: str) -> Draft:
        """Put an answer in the place of an open 【待填：…】 of a section and remember it as a fact where it is one."""
        where = section if section == "preamble" else f"narrative.{section}"
        slot = fact_slots().get(key)
        read = slot.read(value) if slot else value.strip()
        if read is None:
            raise Unusable("答案是空的，请填写后再确定。")

        def answered(report: Report) -> Report:
            facts = {**report.facts, key: read} if slot else report.facts
            text = report.text(where).replace(f"【待填：{ask}】", str(read), 1)
            return replace(report.with_text(where, text), facts=facts)

        return self._drafts.change(draft.id, answered, "回答待填问题")

    def undo(self, draft: Draft) -> Draft:
        """Go back by one revision, again and again; the undone text stays in the revisions."""
        standing_changes = self.undoable(self._fresh(draft))
        if not standing_changes:
            raise Unusable("没有可以撤销的修改。")
        newest = max(revision.number for revision in self._drafts.revisions(draft.id))
        return self.restore(draft, standing_changes[0].number - 1, "撤销", expected=newest)

    def undoable(self, draft: Draft) -> list[Revision]:
        """The changes that `undo` would take back one by one, the newest first."""
        found, undone = [], None
        for revision in self._drafts.revisions(draft.id):
            if revision.number == 0 or (undone is not None and revision.number > undone):
                continue
            if back := re.match(r"撤销（回到第(\d+)次修改）", revision.note):
                undone = int(back[1])
            else:
                found.append(revision)
        return found

    def restore(self, draft: Draft, number: int, note: str = "恢复旧稿", *, expected: int | None = None) -> Draft:
        """Go back to a revision; with `expected`, refuse if somebody saved another one meanwhile."""
        old = self._drafts.at(draft.id, number)
        return self._drafts.change(draft.id, lambda _: old, f"{note}（回到第{number}次修改）", expected=expected)

    def revisions(self, draft: Draft) -> list[Revision]:
        return self._drafts.revisions(draft.id)

    def report_at(self, draft: Draft, number: int) -> Report:
        return self._drafts.at(draft.id, number)

    def _change(self, draft: Draft, make: Callable[[Report], Report], note: str, places: tuple[str, ...]) -> Draft:
        """Save a change of some places; `met` of the result names those that somebody else changed since `draft`."""
        met: list[str] = []

        def made(report: Report) -> Report:
            new = make(report)
            met.extend(p for p in places if _at(report, p) not in (_at(draft.report, p), _at(new, p)))
            return new

        return replace(self._drafts.change(draft.id, made, note), met=tuple(met))

    def _fresh(self, draft: Draft) -> Draft:
        current = self._drafts.get(draft.id)
        if current is None:
            raise Unusable("这份年报已被删除，请回到“我的年报”。")
        return current

    def draft_filing(self, draft: Draft) -> Filing:
        return Filing(draft.report, draft.previous, self._peers(draft.report.unit))

    def findings(self, draft: Draft) -> list[Finding]:
        """Every rule on a draft, with the waivers that still hold."""
        waivers = self._drafts.waivers(draft.id)
        found = check(self.draft_filing(draft))
        return [replace(f, waiver=waivers.get(fingerprint(f, draft.report))) for f in found]

    def waive(self, draft: Draft, finding: Finding, reason: str, by: str) -> None:
        """Excuse a finding with a reason and a name; raise Unusable for those that never can be."""
        if finding.rule in NEVER_WAIVED:
            raise Unusable("这一类错误不能免除，只能改正。")
        if not reason.strip() or not by.strip():
            raise Unusable("请写明理由和姓名。")
        self._drafts.waive(draft.id, fingerprint(finding, draft.report), Waiver(reason.strip(), by.strip(), now()))

    def may_waive(self, finding: Finding) -> bool:
        """False for the faults that can only be mended."""
        return finding.rule not in NEVER_WAIVED

    def unwaive(self, draft: Draft, finding: Finding) -> None:
        self._drafts.unwaive(draft.id, fingerprint(finding, draft.report))

    def turns(self, draft: Draft) -> list[Turn]:
        return self._drafts.turns(draft.id)

    def forget_chat(self, draft: Draft) -> None:
        self._drafts.forget_turns(draft.id)


def _at(report: Report, place: str) -> object:
    """What stands at a cell path, a part of the text or facts.KEY."""
    if place.startswith("facts."):
        return report.facts.get(place.removeprefix("facts."))
    if place in report.cells:
        return report[place], place in report.source.cells and report.source.cells[place].raw
    return report.text(place)


def with_name(report: Report, name: str, *, in_text: bool = True) -> Report:
    """The report under another full name, the title with it; with `in_text` the names and self-names in its text too.

    Raise Unusable for a name that says no kind of unit. Superiors that the new name leaves out stay known.
    """
    old, new = report.unit, Unit.parse(name)
    if not new.kind:
        raise Unusable(f"“{name.strip()}”看不出是哪一类单位，请填写全称，如“××乡人民政府”。")
    if new.same_as(old):
        new = replace(
            new, county=new.county or old.county, city=new.city or old.city, province=new.province or old.province
        )
    renamed = replace(report, unit=new)
    for where, text in report.texts().items():
        if where != "title" and in_text:
            renamed = renamed.with_text(where, _called(text, old, new))
    title = renamed.official_title if report.title == report.official_title else _called(report.title, old, new)
    return renamed.with_text("title", title)


def _called(text: str, old: Unit, new: Unit) -> str:
    """A text in which the unit is called by its new names; where it already is, nothing is put twice."""
    names = {new.name: new.name, old.name: new.name, old.short: new.short}
    names |= {f"{above}{old.name}": new.name for above in new.above if new.name.startswith(above)}
    if old.kind != new.kind:
        names |= {f"{who}{old.kind}": f"{who}{new.kind}" for who in "我本全"}
    known = sorted(filter(None, names), key=len, reverse=True)
    return re.sub(f"(?:{'|'.join(map(re.escape, known))})(?![镇村土])", lambda found: names[found[0]], text)


def with_typed(report: Report, typed: Mapping[str, str]) -> Report:
    """Put figures as typed into a report: blanks become None, what is no figure is kept raw beside a None."""
    cells, raw = {}, {}
    for path, text in typed.items():
        if path not in report.cells:
            raise Unusable(f"表格中没有这一格：{path}。")
        reading = read_figure(text, decimal=load_form("2021").cells[path].decimal)
        cells[path] = reading.value
        if reading.fault:
            raw[path] = RawCell(text, reading.note or "")
    changed = report.with_cells(cells)
    return replace(changed, source=replace(changed.source, cells={**changed.source.cells, **raw}))


def still_in_force(report: Report, previous: Report | None) -> frozenset[str]:
    """The blank cells of 现行有效件数 for which the report of the year before has documents in force."""
    if not previous or not previous.year or previous.year + 1 != report.year:
        return frozenset()
    paths = (f"proactive.{kind}.in_force" for kind in ("regulations", "normative_documents"))
    return frozenset(path for path in paths if report[path] is None and previous[path])


def with_zeros(report: Report, leave: frozenset[str] = frozenset()) -> Report:
    """A copy with 0 in every blank cell but those to `leave`, and in a blank total the sum of what it totals."""
    blank = {path for path in report.form.cells if report[path] is None and path not in report.source.cells} - leave
    report = report.with_cells(dict.fromkeys(blank, 0))
    totals = [relation for relation in report.form.relations if relation.is_sum]
    for _ in range(2):  # totals of totals
        sums = {total.where: [report[path] for path in total.right] for total in totals if total.where in blank}
        report = report.with_cells({path: sum(parts) for path, parts in sums.items() if None not in parts})  # type: ignore[arg-type]
    return report
