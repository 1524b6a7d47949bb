"""Every row of the lexicon does what the clause beside it asks for."""

import pytest

from gongbao import lexicon
from gongbao.extraction.extract import rows

ASKED = (
    *("approximators", "attributes", "comparisons", "directions", "edges"),
    *("frames", "leads", "statistics", "subjects", "units", "verbs"),
)
NOTHING = ("names",)  # what these hold is no quantity
PATTERNS = ("comparisons", "leads", "names")


def asked(*tables):
    return [(table, row) for table in tables for row in lexicon.rows(table)]


def word(row):
    return next(iter(row.values()))


def name(case):
    return "-".join((case[0], word(case[1]))) if isinstance(case, tuple) else None


@pytest.mark.parametrize("case", asked(*ASKED), ids=name)
def test_the_clause_of_a_rule_states_a_quantity(case):
    table, row = case
    found = rows(row["clause"])
    assert found
    assert table in PATTERNS or word(row) in row["clause"]
    if table == "units":
        assert (row["code"], row["measure"]) in {(each.unit, each.measure) for each in found}


@pytest.mark.parametrize("case", asked("leads"), ids=name)
def test_what_leads_to_a_label_is_no_part_of_it(case):
    assert rows(case[1]["clause"])[-1].indicator == case[1]["label"]


@pytest.mark.parametrize("case", asked(*NOTHING), ids=name)
def test_the_clause_of_a_name_states_none(case):
    assert rows(case[1]["clause"]) == []


@pytest.mark.parametrize("case", asked("attributes"), ids=name)
def test_an_attribute_is_named_with_its_thing(case):
    row = case[1]
    label = rows(row["clause"])[1].indicator
    assert row["word"] in label
    assert label not in row["clause"].split("，")[1]


def test_a_word_stands_once_in_its_table():
    for table in {*ASKED, *NOTHING} - set(PATTERNS):
        words = [word(row) for row in lexicon.rows(table)]
        assert sorted({each for each in words if words.count(each) > 1}) == [], table


def test_any_of_takes_the_longest_word():
    import re

    pattern = re.compile(lexicon.any_of(["件", "件次", "家", "家次", "个.月"]))
    assert [pattern.match(text)[0] for text in ("件次数", "家", "件", "个.月")] == ["件次", "家", "件", "个.月"]
    assert pattern.match("个多月") is None
