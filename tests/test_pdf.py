"""Lines of a PDF become paragraphs again; each glyph is read once and in its place, or the file is refused."""

import random
import re

import pytest
from papers import ANY, NAMELESS, pdf, width

from gongbao.errors import InputError
from gongbao.reading.bulletin import read
from gongbao.reading.lines import Line
from gongbao.reading.pdf import bodies, joined, text

PARAGRAPHS = [
    "一、严打违法犯罪",
    "全年破获电信网络诈骗案件1284起，抓获犯罪嫌疑人2600余名，同比分别上升12.5%、23.1%，止付冻结涉案资金1.7亿元。",
    "二、守护公共安全",
    "查处酒后驾驶7300余起，道路交通事故死亡人数下降9.6%，整治事故多发路段58处，检查重点车辆33.5万辆次。",
    "身份证办理时限由20个工作日缩短至7个工作日以内，全年办理出入境证件18.9万本，办结率达100%。",
]


def lined(pages):
    return [[*map(Line, page)] for page in pages]


def plain(pages):
    return [[line.text for line in page] for page in pages]


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
    assert joined([*map(Line, lines)]).splitlines() == PARAGRAPHS


def test_a_wide_line_does_not_keep_the_others_apart():
    lines = [line for paragraph in PARAGRAPHS * 3 for line in broken(paragraph, 36)]
    wide = "项目 数量 同比 项目 数量 同比 项目 数量 同比 项目 数量 同比"
    assert joined([*map(Line, [*lines, wide])]).splitlines() == [*PARAGRAPHS * 3, wide]


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
    assert plain(bodies(lined(pages))) == body


def test_what_two_pages_share_is_kept():
    pages = [["办结率达100%。", "甲"], ["办结率达99%。", "乙"]]
    assert plain(bodies(lined(pages))) == pages
    assert plain(bodies(lined([[], ["甲"], []]))) == [[], ["甲"], []]


@pytest.mark.parametrize("number", ["第 3 ⻚ 共 12 ⻚", "第3页", "- 3 -", "3/12"])
def test_a_page_number_in_radicals_is_dropped(number):
    assert plain(bodies(lined([["破案。", number]]))) == [["破案。"]]


def test_a_long_line_of_dashes_is_looked_at_in_linear_time():
    assert plain(bodies(lined([["1" + "-" * 200_000 + "x", "破案。"]])))[0][-1] == "破案。"


LINE = "全年共破获刑事案件1284起，抓获11人。"


def runs(line, x=60, y=700, parts=None, size=12):
    """Return a line in parts, each at its place."""
    placed = []
    for part in parts or line:
        placed.append((x, y, part, size))
        x += width(part, size)
    return placed


@pytest.mark.parametrize("apart", [(0, 0), (0.3, 0), (0.5, 0.5), (1, -1)])
@pytest.mark.parametrize(
    "parts", [[LINE], [LINE[:9], LINE[9:13], LINE[13:]], list(LINE)], ids=["line", "runs", "glyphs"]
)
@pytest.mark.parametrize("whole", [True, False], ids=["one after the other", "each twice"])
def test_what_is_printed_twice_at_one_place_is_read_once(parts, apart, whole):
    first = runs(LINE, parts=parts)
    again = [(x + apart[0], y + apart[1], *rest) for x, y, *rest in first]
    page = first + again if whole else [run for pair in zip(first, again, strict=True) for run in pair]
    assert text(pdf(page)) == (LINE + "\n", [])


def test_what_is_printed_twice_at_two_places_is_read_twice():
    assert text(pdf([(60, 700, LINE), (60, 680, LINE)]))[0] == f"{LINE}\n{LINE}\n"


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (["抓获86", "³3", "名。"], "抓获86名。"),
        (["抓获86", "³[12]", "名。"], "抓获86名。"),
        (["抓获86名", "³①", "，破案3起。"], "抓获86名，破案3起。"),
        (["绿地26万m", "³2", "，管网36km", "³2", "。"], "绿地26万m²，管网36km²。"),
        (["³3", "含未成年人2名。"], "含未成年人2名。"),
        (["第86", "³届", "会议"], "第86届会议"),
    ],
)
def test_a_raised_mark_is_no_part_of_a_number(parts, expected):
    x, page = 60, []
    for part in parts:
        raised, part = part.startswith("³"), part.removeprefix("³")
        size = 7 if raised else 12
        page.append((x, 704 if raised else 700, part, size))
        x += width(part, size)
    assert text(pdf(page))[0].strip() == expected


LEFT = ["全年共破获刑事案件1284", "起，抓获犯罪嫌疑人2366", "名，追缴赃款4200余万元，", "挽回损失1.7亿元。"]
RIGHT = ["查处酒驾7300余起，整治", "隐患路段58处，检查重点", "车辆33.5万辆次，处罚", "违法行为9.6万起。"]
TITLE = "石桥市公安局二〇二三年工作通报（摘自本报第一版，全文见官网）"


@pytest.mark.parametrize("drop", [0, 7], ids=["on one height", "on two heights"])
@pytest.mark.parametrize("order", ["line by line", "column by column"])
def test_a_column_is_read_before_the_one_to_its_right(order, drop):
    left, right = (
        [(x, 700 - 20 * at - down, line) for at, line in enumerate(lines)]
        for x, down, lines in ((60, 0, LEFT), (310, drop, RIGHT))
    )
    page = [run for pair in zip(left, right, strict=True) for run in pair] if order == "line by line" else left + right
    assert text(pdf([(60, 760, TITLE), *page]))[0].splitlines() == [TITLE, "".join(LEFT), "".join(RIGHT)]


def test_the_cells_of_a_row_are_parted_by_tabs_and_no_row_is_joined_to_the_next():
    rows = [("类别", "起数", "同比"), ("刑事警情", "1284起", "-12.5%"), ("治安警情", "2366起", "3.1%")]
    page = [(60 + 120 * at, 700 - 20 * row, cell) for row, cells in enumerate(rows) for at, cell in enumerate(cells)]
    assert text(pdf(page))[0].splitlines() == ["\t".join(cells) for cells in rows]


def test_numbers_are_not_cut_from_their_units_whatever_draws_them():
    assert text(pdf(runs(LINE)))[0] == text(pdf(runs(LINE, parts=re.findall(r"\d+|\D+", LINE))))[0] == LINE + "\n"
    spaced = [(60 + 16 * at, 700, character) for at, character in enumerate("破案一千起。")]
    assert text(pdf(spaced))[0] == "破案一千起。\n"


def test_a_page_on_its_side_is_read_and_a_watermark_is_not():
    turned = b"BT /F 12 Tf 0 1 -1 0 300 60 Tm <%s> Tj ET" % LINE.encode("utf-16-be").hex().encode()
    assert text(pdf(turned))[0] == LINE + "\n"
    leaning = b"BT /F 40 Tf .7 .7 -.7 .7 100 650 Tm <%s> Tj ET" % "仅供参考".encode("utf-16-be").hex().encode()
    upright = b"BT /F 12 Tf 60 700 Td <%s> Tj ET" % LINE.encode("utf-16-be").hex().encode()
    assert text(pdf(leaning + b"\n" + upright))[0] == LINE + "\n"


def garbage(kind):
    """Return a page of what is no Chinese."""
    pick = random.Random(kind)
    ranges = {
        "private": (0xE000, 0xF8FF),
        "control": (1, 31),
        "random": (0x100, 0xD7FF),
        "rare": (0x3400, 0x9FFF),
        "hangul": (0xAC00, 0xD7A3),
    }
    codes = [chr(pick.randint(*ranges[kind])) for _ in range(400)]
    return [(60, 700 - 20 * at, "".join(codes[at * 20 : at * 20 + 20])) for at in range(20)]


@pytest.mark.parametrize("kind", ["private", "control", "random", "rare", "hangul"])
def test_garbage_is_refused(kind, tmp_path):
    (tmp_path / "a.pdf").write_bytes(pdf(garbage(kind), font=ANY))
    with pytest.raises(InputError, match="characters cannot be told, as its fonts do not say what they mean"):
        read(tmp_path / "a.pdf")


def test_a_font_that_names_no_character_is_refused():
    with pytest.raises(InputError, match="characters cannot be told"):
        text(pdf([(60, 700, LINE * 3)], font=NAMELESS))


def test_one_character_a_line_is_refused():
    with pytest.raises(InputError, match="characters stand one a line"):
        text(pdf([(60, 700 - 20 * at, character) for at, character in enumerate(LINE)]))


def test_pages_that_cannot_be_read_are_named_and_the_others_are_read(tmp_path):
    good = [(60, 700, LINE)]
    (tmp_path / "a.pdf").write_bytes(pdf(good, garbage("private"), good, garbage("control"), font=ANY))
    bulletin = read(tmp_path / "a.pdf")
    assert bulletin.text == f"{LINE}\n{LINE}\n"
    assert bulletin.left == (
        "page 2, 4 was left out: its characters cannot be told, as its fonts do not say what they mean",
    )


def test_a_foot_below_two_columns_is_dropped():
    body = [(x, 700 - 20 * at, line) for x, lines in ((60, LEFT), (310, RIGHT)) for at, line in enumerate(lines)]
    assert text(pdf([*body, (280, 40, "— 1 —")]))[0].splitlines() == ["".join(LEFT), "".join(RIGHT)]


def test_glyphs_that_two_characters_share_are_the_usual_one():
    page = [(60, 700, "新增1〜3个，⸺见⼈⽇。")]
    assert text(pdf(page, font=ANY))[0] == "新增1～3个，——见人日。\n"
