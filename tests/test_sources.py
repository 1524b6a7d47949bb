"""What no label and no part of any report may be, over the government reports where they are at hand.

Some forty documents, always the same; all of them with ``GONGBAO_SOURCES=all`` in the environment.
"""

import os
import re
from functools import cache
from pathlib import Path

import pytest

from gongbao import paths
from gongbao.data.row import RELATIVE, STATED, Row
from gongbao.extraction.extract import rows

SAMPLE = 40  # documents
CLOSED = dict(zip(")）]】〕》”’", "(（[【〔《“‘", strict=True))
BEGINS = re.compile(
    r"力争|确保|我们|争取(?=新)|预计(?=全)|即(?=新)|也(?=新)|仍(?=有)|比(?=上)|把(?=全)|达(?=\d)|要(?=[新在])|将(?=[在建新])|年内|今年|到20\d\d"
    r"|[的了、，)）\]】》”]|\d{1,2}[.、](?!\d)|[①-⑳]"
)
ENDS = re.compile(
    r"仍然?|也|力争|确保|实际|继续|达到|[而且都]将|[、，(（\[【《“]|\*\*|\[\d+\]|(?<![行作称认因成以])为|(?<![发到抵雷送传直通])达"
)
NUMBERS = re.compile(r"[\d\s一二三四五六七八九十百千万亿零〇两.,，%％‰-]+")
PERSONS = ("人", "名", "人次")


@cache
def found() -> list[list[Row]]:
    """Return the rows of each document."""
    folder = next((folder / "government" for folder in paths.SOURCES if (folder / "government").is_dir()), None)
    if folder is None:
        pytest.skip("the government reports are not at hand: sources/government, see CONTRIBUTING.md")
    files = sorted(folder.rglob("*.md"))
    step = 1 if os.environ.get("GONGBAO_SOURCES") == "all" else max(len(files) // SAMPLE, 1)
    return [rows(read(path)) for path in files[::step]]


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def faults(fault) -> list[str]:
    return [f"{row.indicator!r} of {row.surface}" for document in found() for row in document if fault(row.indicator)]


def is_half(label: str) -> bool:
    """Tell whether a bracket or quotation mark has lost its other half."""
    opened = []
    for mark in label:
        if mark in CLOSED.values():
            opened.append(mark)
        elif mark in CLOSED and (not opened or not alike(opened.pop(), mark)):
            return True
    return bool(opened)


def alike(opened: str, closed: str) -> bool:
    return CLOSED[closed] == opened or (opened in "(（" and closed in ")）")


def test_brackets_of_a_label_are_whole():
    assert faults(is_half) == []


def test_no_word_of_the_sentence_stands_at_an_edge_of_a_label():
    assert (
        faults(lambda label: len(label) > 3 and (BEGINS.match(label) or re.search(f"(?:{ENDS.pattern})$", label))) == []
    )


def test_no_label_is_a_number():
    assert faults(lambda label: label and NUMBERS.fullmatch(label)) == []


def test_a_label_is_seldom_empty():
    labels = [row.indicator for document in found() for row in document]
    assert labels.count("") < len(labels) / 500


def test_a_part_is_of_its_wholes_kind_and_not_greater():
    wrong = []
    for document in found():
        places = {row.id: row for row in document}
        for row in document:
            whole = places.get(row.parent)
            if whole is None or row.basis not in STATED or row.measure in RELATIVE:
                continue
            if row.measure != whole.measure or (row.unit in PERSONS) != (whole.unit in PERSONS):
                wrong.append(f"{row.surface} of {whole.surface}: another kind")
            elif whole.high is not None and row.value > whole.high:
                wrong.append(f"{row.surface} of {whole.surface}: greater")
    assert wrong == []


@pytest.mark.parametrize("label", ["社区服务站（点", "中心)完成", "“直通车"])
def test_half_a_bracket_is_found(label):
    assert is_half(label)
    assert not is_half("社区服务站（点）")
