"""What looks like a count and became no row is named; what is a row, a name, an ordinal or a condition is not."""

import pytest

from gongbao.extraction.extract import rows
from gongbao.extraction.unread import unread


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("栽下12垧草，又添3束花。", ["12垧", "3束"]),
        ("栽下 12 垧草。", ["12 垧"]),
        ("破案12起，约4200家，近3000名，5.2、3.1个百分点。", []),
        ("第12垧，12345热线，2021年3月5日，上午9时，1至7月。", []),
        ("其中5年以上积案6起，72小时内破案率95%。", []),
        ("", []),
    ],
)
def test_numbers_that_became_no_row(text, left):
    assert unread(text, rows(text)) == left
