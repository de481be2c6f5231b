"""A blank is never zero, and what is no count is never a count."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.report import read_figure, show_figure


@pytest.mark.parametrize(
    ("raw", "value"),
    [("0", 0), ("０", 0), ("0件", 0), ("1,024", 1024), (" 3\u00a0", 3), ("+17", 17), ("-3", -3), (2.0, 2)],
)
def test_counts_are_read(raw: object, value: int) -> None:
    reading = read_figure(raw)
    assert (reading.value, reading.fault) == (value, False)


@pytest.mark.parametrize("raw", ["", " ", "/", "-", "—", "无", None])
def test_blanks_and_dashes_are_none(raw: object) -> None:
    reading = read_figure(raw)
    assert reading.value is None and not reading.fault


@pytest.mark.parametrize("raw", ["1.5", "abc", "12,34", "一", True, [], "1 2 3x", "2①", "3²"])
def test_what_is_no_count_is_a_fault(raw: object) -> None:
    reading = read_figure(raw)
    assert reading.value is None and reading.fault and reading.note


def test_money_keeps_its_decimals_and_its_unit() -> None:
    assert read_figure("190.457379", decimal=True).value == Decimal("190.457379")
    assert read_figure("12.5万元", decimal=True).value == Decimal("12.5")
    assert read_figure("12元", decimal=True).fault


@given(st.integers(-(10**9), 10**9))
def test_a_count_survives_showing_and_reading(value: int) -> None:
    assert read_figure(show_figure(value)).value == value


@given(st.decimals(0, 10**6, places=4))
def test_money_survives_showing_and_reading(value: Decimal) -> None:
    assert read_figure(show_figure(value), decimal=True).value == value
