"""The reporting unit: its name, its kind and the bodies above it."""

import re
from dataclasses import dataclass

from assistant.report.letters import legible

TOWNSHIPS = ("乡", "镇", "街道", "苏木")
KINDS = (*TOWNSHIPS, "县", "区", "旗", "市", "州", "省", "自治区", "局", "委员会", "办公室", "厅", "中心", "院", "学校")
_TAIL = re.compile(r"(人民政府办公室|人民政府|政府|街道办事处|办事处|管理委员会|管委会)$")
_ABOVE = re.compile(
    r"^(?P<province>[^省市县区]{2,8}?(?:省|自治区))?"
    r"(?P<city>[^省县]{2,10}?(?:市|自治州|州|盟|地区)(?![场政民]))?"
    r"(?P<county>[^省市县区旗]{1,10}?(?:自治县|县|区|自治旗|旗|市)(?![域级]))?"
    r"(?P<short>[^省县]{1,14}(?:乡|镇|街道|苏木))$"
)


@dataclass(frozen=True)
class Unit:
    """`name` as the title has it (…人民政府), `short` without superiors and office (…乡); superiors None where not stated."""

    name: str
    short: str
    kind: str
    county: str | None = None
    city: str | None = None
    province: str | None = None

    def __post_init__(self) -> None:
        for key in ("name", "short", "kind", "county", "city", "province"):
            if text := getattr(self, key):
                object.__setattr__(self, key, legible(text))

    @classmethod
    def parse(cls, name: str) -> "Unit":
        """Take a unit's full name apart; what the name does not say is None, an unknown kind is ''."""
        name = re.sub(r"\s", "", name)
        stem = _TAIL.sub(lambda m: "街道" if m[1] == "街道办事处" else "", name) or name
        match = _ABOVE.match(stem)
        if not match:
            kind = next((k for k in sorted(KINDS, key=len, reverse=True) if stem.endswith(k)), "")
            return cls(name, stem, kind)
        province, city, county, short = match["province"], match["city"], match["county"], match["short"]
        if city and not county:  # 邹城市太平镇: the body next above a township is its county, whatever it is called
            city, county = None, city
        kind = next(k for k in TOWNSHIPS if short.endswith(k))
        return cls(name, short, kind, county, city, province)

    @property
    def is_township(self) -> bool:
        return self.kind in TOWNSHIPS

    @property
    def self_name(self) -> str:
        """How the unit speaks of itself: 我乡, 我镇, 我街道; 本单位 where the kind is unknown."""
        return f"我{self.kind}" if self.kind else "本单位"

    @property
    def above(self) -> tuple[str, ...]:
        """The superior bodies that are known, nearest first."""
        return tuple(body for body in (self.county, self.city, self.province) if body)

    def same_as(self, other: "Unit") -> bool:
        """Equal only if the short name and all superior names known on both sides agree; many townships share a name."""
        pairs = ((self.county, other.county), (self.city, other.city), (self.province, other.province))
        return self.short == other.short and all(a == b for a, b in pairs if a and b)
