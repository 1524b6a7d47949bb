"""Numbers in words: what a reader sees must be what the row says, in both languages."""

import json
from math import nan

import pandas as pd
import pytest

from gongbao import paths
from gongbao.data.tables import read_table
from gongbao.language import words


@pytest.mark.parametrize(
    ("value", "english", "chinese"),
    [
        (0, "0", "0"),
        (1239, "1,239", "1239"),
        (26000, "26,000", "2.6万"),
        (26001, "26,001", "26001"),
        (3185000, "3.185 million", "318.5万"),
        (1.55e9, "1.55 billion", "15.5亿"),
        (-11.2, "−11.2", "−11.2"),
        (6.666667, "6.67", "6.67"),
    ],
)
def test_number(value, english, chinese):
    assert (words.number(value, "en"), words.number(value, "zh")) == (english, chinese)


@pytest.mark.parametrize(
    ("value", "english", "chinese"),
    [
        (98.305, "98.305", "98.305"),
        (3184500, "3.1845 million", "318.45万"),
        (3185432, "3,185,432", "3185432"),
        (124576000, "124.576 million", "12457.6万"),
        (200 / 3, "66.67", "66.67"),
        (1234567890.12, "1.2346 billion", "12.3457亿"),
    ],
)
def test_a_stated_number_is_never_shortened_and_a_quotient_is(value, english, chinese):
    assert (words.number(value, "en"), words.number(value, "zh")) == (english, chinese)


def test_the_ends_of_a_quotient_stay_apart_and_lose_nothing():
    ends = [(74.75, 150.5), (8.21, 9.0), (67.21, 67.35), (-7.55, -7.35), (2, 2)]
    assert [words.span(*pair, "en") for pair in ends] == ["74–151", "8.2–9", "67.2–67.4", "−7.6 to −7.3", "2"]


ROWS = [  # value, low, high, unit, measure → en, zh
    (26000, 25500, 26500, "起", "count", "26,000 cases", "2.6万起"),
    (1, 1, 1, "起", "count", "1 case", "1起"),
    (1390, 1390, 1400, "家", "count", "over 1,390 establishments", "1390余家"),
    (32000, 32000, 33000, "家次", "count", "over 32,000 visits", "3.2万余家次"),
    (4000, 3000, 4000, "名", "count", "nearly 4,000 people", "近4000名"),
    (10, 0, 10, "工作日", "duration", "at most 10 working days", "不超过10个工作日"),
    (200, 200, nan, "件", "count", "at least 200 items", "200件以上"),
    (1.55e9, 1.545e9, 1.555e9, "元", "money", "CNY 1.55 billion", "15.5亿元"),
    (2.3e7, 2.25e7, 2.35e7, "USD", "money", "23 million USD", "2300万美元"),
    (-11.2, -11.25, -11.15, "%", "change", "−11.2%", "−11.2%"),
    (102.3, 102.25, 102.35, "%", "change", "+102.3%", "+102.3%"),
    (98.31, 98.305, 98.315, "%", "percent", "98.31%", "98.31%"),
    (-100 / 3, -100 / 3, -100 / 3, "%", "change", "−33.3%", "−33.3%"),
    (12.4, 12.35, 12.45, "百分点", "points", "+12.4 percentage points", "+12.4百分点"),
]


@pytest.mark.parametrize("row", ROWS, ids=[row[-1] for row in ROWS])
def test_quantity(row):
    fields = dict(zip(("value", "low", "high", "unit", "measure"), row, strict=False))
    assert (words.quantity(fields, "en"), words.quantity(fields, "zh")) == row[5:]


@pytest.mark.parametrize(
    ("value", "low", "high", "measure", "english", "chinese"),
    [
        (70, 70, nan, "percent", "at least 70%", "70%以上"),
        (70, 70, 80, "percent", "over 70%", "70%多"),
        (90, 85, 95, "percent", "about 90%", "约90%"),
        (-30, -35, -25, "change", "about −30%", "约−30%"),
        (-30, -30, -20, "change", "nearly −30%", "近−30%"),
        (-20, -30, -20, "change", "over −20%", "−20%多"),
        (-20, nan, -20, "change", "at least −20%", "−20%以上"),
        (-15.7, -15.75, -15.65, "change", "−15.7%", "−15.7%"),
        (217, 216.5, 217.5, "change", "+217%", "+217%"),
        (40, 39.5, 40.5, "change", "+40%", "+40%"),
    ],
)
def test_a_percentage_keeps_its_reserve(value, low, high, measure, english, chinese):
    fields = {"value": value, "low": low, "high": high, "unit": "%", "measure": measure}
    assert (words.quantity(fields, "en"), words.quantity(fields, "zh")) == (english, chinese)


def test_what_sort_of_number_a_basis_makes():
    assert [words.sort_name(basis, "zh") for basis in ("level", "from", "yoy", "vs 2019", "unstated")] == [
        "数量",
        "原先",
        "较上年增减",
        "较2019年增减",
        "增减，未写明与何时相比",
    ]


def test_interval_keeps_an_open_end_open():
    assert words.interval(200, nan, "en") == "≥ 200"
    assert words.interval(150500, 151500, "zh") == "15.05万–15.15万"
    assert words.interval(14, 14, "en") == "14"


def test_every_unit_of_the_data_has_english_words():
    table = pd.read_csv(paths.LEXICON / "unit_words.csv", dtype=str, keep_default_na=False)
    known = set(table["unit"]) | {"元", "%", "‰", "百分点"}
    used = set(read_table("indicators")["unit"])
    assert used
    assert used <= known


def test_a_count_of_things_knows_its_plural():
    assert [words.many(count, "change") for count in (0, 1, 1200)] == ["0 changes", "1 change", "1,200 changes"]


def test_a_unit_heads_what_is_counted_in_it():
    assert [words.unit_title(unit, "en") for unit in ("处", "个", "%")] == [
        "Counted in 处 (places)",
        "Counted in 个 (a measure word)",
        "In %",
    ]
    assert words.unit_title("处", "zh") == "单位：处"


def test_every_basis_of_the_data_is_said_in_words():
    used = set(read_table("indicators")["basis"])
    assert used
    assert used <= set(words.BASES)
    assert [words.basis_name("vs 2019", language) for language in words.LANGUAGES] == ["2019", "2019年"]


def test_a_column_has_a_heading_in_both_languages_or_keeps_its_name():
    assert [words.column_name("text", language) for language in words.LANGUAGES] == ["Value", "数值"]
    assert words.column_name("my column", "zh") == "my column"


def test_every_measure_has_a_name_in_both_languages():
    package = json.loads((paths.DATA / "datapackage.json").read_text(encoding="utf-8"))
    fields = next(table for table in package["resources"] if table["name"] == "indicators")["schema"]["fields"]
    allowed = next(field for field in fields if field["name"] == "measure")["constraints"]["enum"]
    assert set(allowed) == set(words.MEASURES)
    for language in words.LANGUAGES:
        assert len({words.measure_name(measure, language) for measure in allowed}) == len(allowed)
