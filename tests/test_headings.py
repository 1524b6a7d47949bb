"""Which heading a paragraph stands under, told by the shape of the lines."""

import time

import pytest

from gongbao import paths
from gongbao.reading.bulletin import read
from gongbao.reading.headings import sections

SOURCES = [path for folder in paths.SOURCES for path in folder.glob("qingdao-2023.txt")]


def places(text):
    return {text[start:end].strip(): (pillar, section) for start, end, pillar, section in sections(text)}


NUMBERED = """石桥市公安局2023年工作公报
（2024年1月5日）
一、严打违法犯罪
（一）打击诈骗。全年破案1200起，抓获300人。
（二）打击盗抢
全年破案300起。
破案率上升。
二、服务群众，便民利民
1.户籍改革。办理3000件。
破案500起
1.5万人受益。
"""


def test_list_marks_make_levels():
    place = places(NUMBERED)
    assert place["（2024年1月5日）"] == ("", "")
    assert place["（一）打击诈骗。全年破案1200起，抓获300人。"] == ("一、严打违法犯罪", "（一）打击诈骗")
    assert place["全年破案300起。"] == ("一、严打违法犯罪", "（二）打击盗抢")
    assert place["破案率上升。"] == ("一、严打违法犯罪", "（二）打击盗抢")
    assert place["1.户籍改革。办理3000件。"] == ("二、服务群众，便民利民", "1.户籍改革")
    assert place["破案500起"] == ("二、服务群众，便民利民", "")
    assert place["1.5万人受益。"] == ("二、服务群众，便民利民", "")


def test_headline_byline_and_captions_are_no_pillars():
    top = "守护这座城\n晚报记者 某某\n民警在巡逻\n石桥公安守护城市安宁。\n全年平稳，群众满意。\n"
    place = places(top + "守护安宁\n提升品质\n严打。破案3起。")
    assert place["全年平稳，群众满意。"] == ("", "")
    assert place["严打。破案3起。"] == ("守护安宁", "严打")
    assert place["石桥公安守护城市安宁。"] == ("", "")


def test_a_sentence_broken_at_the_margin_is_no_heading():
    place = places(
        "全市公安机关共破获各类刑事案件若干起，同比有所上升，群众安全\n感满意度双提升\n，社会治安持续向好。\n破案3起，好。"
    )
    assert set(place.values()) == {("", "")}


def test_a_title_states_no_share_and_a_round_of_questions_is_a_heading():
    top = "石桥公安通报，全年破案9起。\n守护安宁\n案件减少两成。破案3起。\n"
    place = places(top + "圆满完成任务。破案4起。\n【答记者问】\n全年破案5起，好。")
    assert place["案件减少两成。破案3起。"] == ("守护安宁", "")
    assert place["圆满完成任务。破案4起。"] == ("守护安宁", "圆满完成任务")
    assert place["全年破案5起，好。"] == ("【答记者问】", "")


def test_sections_stand_at_their_offsets_and_cover_all_text():
    spans = sections(NUMBERED)
    assert "".join(NUMBERED[start:end] for start, end, *_ in spans) == NUMBERED.replace("\n", "")


@pytest.mark.skipif(not SOURCES, reason="the text of qingdao-2023 is not in sources/ (it is copyrighted)")
def test_the_first_bulletin_has_three_pillars_of_three_sections():
    found = [(pillar, section) for _, _, pillar, section in sections(read(SOURCES[0]).text) if section]
    assert found == [
        ("聚焦守护人民安宁", "严打整治违法犯罪"),
        ("聚焦守护人民安宁", "严密社会治安防控"),
        ("聚焦守护人民安宁", "严格公共安全监管"),
        ("聚焦服务中心大局", "聚力创新制度供给"),
        ("聚焦服务中心大局", "聚力加强城市治理"),
        ("聚焦服务中心大局", "聚力优化营商环境"),
        ("聚焦回应民生期盼", "畅通民意渠道"),
        ("聚焦回应民生期盼", "办好民生实事"),
        ("聚焦回应民生期盼", "改进执法服务"),
    ]


ANNEXED = """工作报告
一、打击犯罪
全年破获案件1284起，群众满意。
{}
1. 两抢一盗：抢劫、抢夺和盗窃，各地破案3起。
一、指标
检查单位9家。
"""


@pytest.mark.parametrize(
    "heading",
    [
        *(
            "名词解释",
            "名词解释：",
            "**名词解释**",
            "## 名词解释和说明",
            "【名词解释】",
            "有关词语解释",
            "部分用语说明",
        ),
        *("附件", "附件1：", "附件2 主要指标", "附：名词解释", "《政府工作报告》注释"),
    ],
)
def test_what_follows_a_report_stands_under_an_annex_to_the_end(heading):
    place = places(ANNEXED.format(heading))
    assert place["全年破获案件1284起，群众满意。"] == ("一、打击犯罪", "")
    words = heading.strip("*# ")
    pillar = words if words.startswith("附件") else f"附件：{words}"
    assert place["1. 两抢一盗：抢劫、抢夺和盗窃，各地破案3起。"] == (pillar, "")
    assert place["检查单位9家。"] == (pillar, "一、指标")


@pytest.mark.parametrize("heading", ["附近水域治理", "附加费改革", "有关情况说明", "[1]见注释[1]。", "（二）附属设施"])
def test_other_headings_are_no_annex(heading):
    assert not places(ANNEXED.format(heading))["检查单位9家。"][0].startswith("附件")


def test_a_table_of_contents_is_no_annex():
    place = places("工作报告\n目录\n一、打击犯罪\n附件：名词解释\n一、打击犯罪\n全年破获案件1284起，群众满意。")
    assert place["全年破获案件1284起，群众满意。"] == ("一、打击犯罪", "")


@pytest.mark.parametrize("mark", ["**{}**", "## {}", "__{}__", "### **{}**"])
def test_marks_of_markdown_are_no_words(mark):
    text = f"{mark.format('一、打击犯罪')}\n\n{mark.format('（一）诈骗')}\n\n破案3起，好。\n"
    assert places(text)["破案3起，好。"] == ("一、打击犯罪", "（一）诈骗")


def test_radicals_make_list_marks():
    assert places("⼀、严打犯罪\n破案3起，好。\n⼆、服务\n办件9件，好。")["办件9件，好。"] == ("二、服务", "")


@pytest.mark.parametrize("line", ["，" * 400_000, "1" * 400_000, "“" * 400_000, "一、" * 200_000, "*" * 400_000])
def test_lines_without_an_end_take_linear_time(line):
    start = time.process_time()
    sections(f"标题\n{line}\n破案3起。")
    assert time.process_time() - start < 2
