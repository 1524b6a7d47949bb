"""Lines of a PDF become paragraphs again; what stands on every page is no part of them."""

import re

import pytest

from gongbao.reading.pdf import bodies, joined

PARAGRAPHS = [
    "一、严打违法犯罪",
    "全年破获电信网络诈骗案件1284起，抓获犯罪嫌疑人2600余名，同比分别上升12.5%、23.1%，止付冻结涉案资金1.7亿元。",
    "二、守护公共安全",
    "查处酒后驾驶7300余起，道路交通事故死亡人数下降9.6%，整治事故多发路段58处，检查重点车辆33.5万辆次。",
    "身份证办理时限由20个工作日缩短至7个工作日以内，全年办理出入境证件18.9万本，办结率达100%。",
]


def broken(paragraph, width):
    """Break a paragraph as a typesetter does: two characters of indent, a number is not divided."""
    lines, room = [""], width - 4
    for part in _parts(paragraph):
        need = len(part.encode("gb18030"))
        if need > room:
            lines, room = [*lines, ""], width
        lines[-1], room = lines[-1] + part, room - need
    return lines


def _parts(paragraph):
    return re.findall(r"[\d.]+%?|.[，。、]*", paragraph)


@pytest.mark.parametrize("width", [36, 44, 60, 76])
def test_lines_of_any_width_are_joined_and_headings_stand_alone(width):
    lines = [line for paragraph in PARAGRAPHS for line in broken(paragraph, width)]
    assert len(lines) > len(PARAGRAPHS) + 2
    assert joined(lines).splitlines() == PARAGRAPHS


def test_a_wide_line_does_not_keep_the_others_apart():
    lines = [line for paragraph in PARAGRAPHS * 3 for line in broken(paragraph, 36)]
    wide = "项目 数量 同比 项目 数量 同比 项目 数量 同比 项目 数量 同比"
    assert joined([*lines, wide]).splitlines() == [*PARAGRAPHS * 3, wide]


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        (["石桥市公安局工作公报 2023年"], ["— {} —"]),
        ([], ["石桥市公安局工作公报 2023年", "— {} —"]),
        (["石桥市公安局 第 {} 页 共 4 页"], []),
        ([], ["{}/4"]),
    ],
)
def test_running_heads_and_page_numbers_are_dropped(head, foot):
    body = [[f"{name}县破案。", f"{name}县办案"] for name in "甲乙丙丁"]
    pages = [[line.format(number) for line in (*head, *lines, *foot)] for number, lines in enumerate(body, start=1)]
    assert bodies(pages) == body


def test_what_two_pages_share_is_kept():
    pages = [["办结率达100%。", "甲"], ["办结率达99%。", "乙"]]
    assert bodies(pages) == pages
    assert bodies([[], ["甲"], []]) == [[], ["甲"], []]
