"""What the cells of a notebook share: rows of one unit, words in one language, a caption under every figure."""

import pandas as pd
import pytest

from gongbao import notebook
from gongbao.data import tables
from gongbao.drawing import figure, style
from gongbao.notebook import Notebook, open_notebook

WORDS = {"title": "A finding", "subtitle": "Read from the left", "caption": "Cannot show why."}
CHINESE = {"title": "发现", "subtitle": "自左向右读", "caption": "看不出原因。"}


@pytest.fixture
def shown(tmp_path, monkeypatch):
    """Collect what a notebook displays."""
    seen = []
    monkeypatch.setenv("GONGBAO_OUTPUT", str(tmp_path))
    for module in (notebook, figure):
        monkeypatch.setattr(module, "display", lambda data, raw, metadata=None: seen.append(data | (metadata or {})))
    return seen


def rows(**columns):
    return pd.DataFrame({"label": ["甲", "乙", "丙"], "text": ["1处", "2个", "3个"]} | columns)


def test_the_unit_that_most_rows_share_can_be_compared():
    nb = Notebook("b", "en", None, None)
    assert list(nb.alike(rows(unit=["处", "个", "个"]))["label"]) == ["乙", "丙"]
    assert nb.alike(rows(unit=["处", "个", "条"])).empty
    assert list(nb.alike(pd.concat([rows(unit=["处", "个", "条"])] * 2))["label"]) == ["甲", "甲"]


def test_only_falls_of_a_time_are_shortenings():
    columns = {
        "measure": "change",
        "indicator": ["平均耗时", "投诉", "办理时限"],
        "basis": "yoy",
        "id": ["1", "2", "3"],
    }
    frame = rows(value=[-20.0, -20.0, 20.0], parent="", **columns)
    nb = Notebook("b", "en", None, None)
    assert list(nb.shortened(frame)["label"]) == ["甲"]
    pair = frame.assign(id=["4", "5", "6"], basis=["from", "to", "to"], measure="duration")
    assert nb.shortened(pd.concat([pair, frame.assign(parent="5")])).empty, "20天 → 5天, 压减四分之三 says it twice"


def test_a_base_follows_only_from_a_change_of_the_amount_over_the_same_time():
    columns = {"measure": ["count", "change", "change"], "basis": ["level", "yoy", "mom"], "id": ["1", "2", "3"]}
    frame = rows(parent=["", "1", "1"], **columns)
    assert list(Notebook("b", "en", None, frame).based(frame)) == [False, True, False]


def test_an_index_says_where_its_earlier_period_is_another():
    columns = {"measure": "change", "basis": ["yoy", "vs 2019", "mom"], "unit": "%"}
    ends = {key: [-10.0, -20.0, -30.0] for key in ("low", "value", "high")}
    index = Notebook("b", "zh", None, None).index(rows(**columns, **ends))
    assert list(index["label"]) == ["甲", "乙（较2019年）", "丙（较上期）"]


@pytest.mark.parametrize(("language", "words", "stop"), [("en", WORDS, ". "), ("zh", CHINESE, "。")])
def test_a_figure_is_shown_with_its_words_in_the_language_of_the_notebook(shown, language, words, stop):
    nb = open_notebook("qingdao-2023", language)
    fig = style.canvas(89, 20)
    fig.subplots()
    nb.show(fig, "figure", rows(), WORDS, CHINESE)
    about, said = shown[0][figure.MIME], shown[1]["text/markdown"]
    assert (about["title"], said) == (words["title"], words["caption"])
    assert about["caption"] == nb.text(" ", "").join([words["caption"], nb.source])
    values = "甲: 1处; 乙: 2个; 丙: 3个" if language == "en" else "甲：1处；乙：2个；丙：3个"
    assert about["alt"] == stop.join([words["title"], words["subtitle"], values]) + stop.strip()


def test_without_rows_nothing_is_drawn_and_that_is_said(shown):
    nb = open_notebook("qingdao-2023", "en")
    nb.show(None, "figure", rows().head(0), WORDS, CHINESE)
    nb.table(rows().head(0), ["label"], en="Three", zh="三项")
    nb.say(en="Of 0 numbers …", zh="0个数中……", about=rows().head(0))
    assert [list(data) for data in shown] == [["text/markdown", "text/plain", figure.SILENT]] * 3
    assert [data["text/markdown"] for data in shown] == [
        notebook.NOTHING["en"],
        "*Three: none.*",
        notebook.SILENCE["en"],
    ]


def test_a_number_that_is_told_is_not_silent(shown):
    open_notebook("qingdao-2023", "en").say(en="Of 3 numbers …", zh="3个数中……", about=rows())
    assert figure.SILENT not in shown[0]


def test_a_source_without_publisher_or_date_has_no_gap():
    about = pd.Series({"title": "公报", "title_en": "", "publisher": "", "publisher_en": "", "published": ""})
    assert Notebook("b", "zh", about, None).source == "资料来源：《公报》。数据由发布机关自行公布。"
    assert Notebook("b", "en", about, None).source == "Source: “公报”; self-reported figures."


def test_a_heading_stands_without_what_its_bulletin_sets_around_it():
    rows = tables.load("qingdao-2023").assign(section="【●打击犯罪】", pillar="")
    assert set(notebook.labelled(rows, "zh")["place"]) == {"打击犯罪"}


def test_a_code_of_one_s_own_does_not_hide_a_row(monkeypatch):
    about = tables.load("qingdao-2023").assign(family="")
    about.loc[about["indicator"] == "八类主要犯罪发案", "family"] = "crime.eight"
    monkeypatch.setattr(tables, "load", lambda bulletin: about.copy())
    nb = open_notebook("qingdao-2023", "en")
    assert "八类主要犯罪发案" in set(nb.family("crime.offences")["indicator"])
    assert "八类主要犯罪发案" not in set(nb.family("crime.cases_solved")["indicator"])


def test_a_label_that_nobody_has_coded_goes_by_its_words(monkeypatch):
    about = tables.load("qingdao-2023").assign(family="")
    monkeypatch.setattr(tables, "load", lambda bulletin: about.copy())
    nb = open_notebook("qingdao-2023", "en")
    assert set(nb.family("fraud")["indicator"]) >= {"电信网络诈骗破案数", "预警劝阻"}
    assert len(nb.family("traffic.deaths")) == 1


def test_a_table_names_its_columns_in_words(shown):
    open_notebook("qingdao-2023", "zh").table(rows(), ["label", "text"], en="Three", zh="三项")
    assert [f">{word}<" in shown[0]["text/html"] for word in ("指标", "数值", "三项", "Three")] == [
        True,
        True,
        True,
        False,
    ]
