"""A label stands alone, says once what it says, and is found in time that grows with the text and no faster."""

import pytest
from conftest import takes_time_in_its_length

from gongbao.extraction.extract import rows


def named(text):
    return [row.indicator for row in rows(text)]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("发出检察建议12份，采纳率93%。", ["发出检察建议", "检察建议采纳率"]),
        ("办理代表建议12件、政协提案24件，办结率均为100%。", [..., ..., "代表建议、政协提案办结率"]),
        ("办理代表建议12件、政协提案24件，满意率分别为98%和99%。", [..., ..., "代表建议满意率", "政协提案满意率"]),
        ("批捕2156件3402人。", ["批捕", "批捕"]),
        ("发生火灾12起，亡3人。与上年相比，起数、亡人分别下降7%、16%。", [..., "火灾亡人", "火灾起数", "火灾亡人"]),
        ("事故造成2人死亡、5人受伤。", ["事故死亡", "事故受伤"]),
        ("三成以上的家事案件通过诉前调解化解。", ["通过诉前调解化解的家事案件"]),
        ("电动自行车火灾187起，其中六成在充电时发生。", ["电动自行车火灾", "充电时发生的电动自行车火灾"]),
        ("法官人均结案312件，最高的达786件。", ["法官人均结案", "法官最高结案"]),
        ("投入5600万元新建消防站4座。", ["新建消防站投入", "新建消防站"]),
        ("城乡居民人均可支配收入分别增长6.2%、8.4%。", ["城镇居民人均可支配收入", "农村居民人均可支配收入"]),
        ("养老、失业保险参保人数分别达6万人、1万人。", ["养老保险参保人数", "失业保险参保人数"]),
        ("依法惩治危害食品安全犯罪，起诉214人。", ["起诉危害食品安全犯罪"]),
    ],
)  # fmt: skip
def test_a_label_stands_alone(text, labels):
    found = named(text)
    assert len(found) == len(labels)
    assert all(own == label for own, label in zip(found, labels, strict=True) if label is not ...)


@pytest.mark.parametrize(
    "unit",
    [
        "占1%，",
        "占总数的1%，",
        "日均1起，",
        "涉及人员1人，",
        "最高1件，",
        "来自1个国家，",
        "其中酒驾1起（含醉驾1起）、",
    ],
)
def test_a_label_does_not_grow_with_the_text(unit):
    longest = [max(map(len, named("破获案件2起，" + unit * times))) for times in (4, 400)]
    assert longest[0] == longest[1]


@pytest.mark.parametrize("unit", ["期间", "已经", "发生", "对违法行为", "为企业", "被查处", "超过1米的", "共有"])
@pytest.mark.parametrize("end", ["1件案件。", "1家企业的检查、2家商户开展检查。"])
def test_a_long_clause_takes_time_in_its_length(unit, end):
    assert takes_time_in_its_length(lambda length: rows((unit * length)[:length] + end))
