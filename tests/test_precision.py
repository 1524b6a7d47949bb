"""How exactly a number was given, read back from what the extractor made of the words."""

import math

import pytest

from gongbao.analysis import precision
from gongbao.extraction import extract

CASES = {
    "破获案件12起。": ("exact", 0),
    "破获案件2.6万起。": ("rounded", 100 * 1000 / 26000),
    "破获案件30余起。": ("more", 100 * 10 / 30),
    "破获案件近3000起。": ("less", 100 * 1000 / 3000),
    "破获案件3000起以上。": ("least", math.inf),
    "办理时限压缩至10个工作日以内。": ("most", 100),
    "案件同比下降12.4%。": ("rounded", 100 * 0.1 / 12.4),
    "案件同比下降近三成。": ("less", 100 * 10 / 30),
}


@pytest.mark.parametrize(("text", "expected"), CASES.items())
def test_wording_and_width(text, expected):
    rows = extract.extract(text)
    assert len(rows) == 1
    assert precision.wording(rows).tolist() == [expected[0]]
    assert precision.width(rows).tolist() == pytest.approx([expected[1]])


def test_every_wording_has_a_name_in_both_languages():
    assert set(precision.wording(extract.extract("".join(CASES)))) == set(precision.WORDINGS)
    assert all(len(names) == 2 for names in precision.WORDINGS.values())
