"""What stays from year to year, read out of last year's text: the name alone, not the words that lead to it."""

import pytest

from assistant.drafting.brief import lasting_facts
from tests.reports import a_report


@pytest.mark.parametrize(
    ("unit", "said", "site"),
    [
        ("澜溪县桐坪乡人民政府", "我乡通过澜溪县人民政府网站公开信息12条。", "澜溪县人民政府网站"),
        ("桐坪乡人民政府", "我乡依托云江市人民政府门户网站发布信息。", "云江市人民政府门户网站"),
        ("江西省于都县银坑镇人民政府", "信息在于都县人民政府网站公开。", "于都县人民政府网站"),
        ("银坑镇人民政府", "信息主要在于都县人民政府网站发布。", "于都县人民政府网站"),
        ("银坑镇人民政府", "全年通过广丰区人民政府网站政府信息公开专栏公开12条。", "广丰区人民政府网站"),
    ],
)
def test_the_website_is_named_without_what_leads_to_it(unit: str, said: str, site: str) -> None:
    assert lasting_facts(a_report(name=unit, year=2024, overview=said))["website_name"] == site
