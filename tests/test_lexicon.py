"""Every row of the lexicon is held by its own clause: it gives what the row says, and without the row it does not."""

import re

import pytest
from without import TABLES, Rule, extractor, given, groups, rules, without

from gongbao import lexicon
from gongbao.extraction.extract import rows
from gongbao.extraction.quantities import scan
from gongbao.reading.normal import Compact


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: f"{rule.table}-{rule.word}")
def test_a_clause_gives_what_its_row_says(rule):
    assert given(rule.gives, rows(rule.clause)) == rule.gives


@pytest.mark.parametrize("number", range(len(groups())))
def test_a_clause_needs_its_row(number):
    extract = without(groups()[number])
    idle = [str(rule) for rule in groups()[number] if given(rule.gives, extract(rule.clause)) == rule.gives]
    assert idle == []


def test_a_clause_that_its_row_is_not_needed_for_is_found():
    idle = Rule("verbs", "侦破", "侦破盗窃案件12起", "indicator=侦破盗窃案件", pattern=False)
    assert given(idle.gives, without([idle])(idle.clause)) == idle.gives  # 市公安局侦破… needs it


def test_a_word_stands_in_its_clause_and_once_in_its_table():
    assert [str(rule) for rule in rules() if not _stands(rule)] == []
    for table in TABLES:
        words = [rule.word for rule in rules() if rule.table == table]
        assert sorted({word for word in words if words.count(word) > 1}) == [], table


def _stands(rule):
    """A pattern is none that can be looked for; what is said for another word stands for it in the clause."""
    return rule.pattern or rule.table == "synonyms" or rule.word in rule.clause


def test_a_verb_marked_main_needs_the_mark():
    extract = extractor(lambda table, row: row | {"main": ""} if table == "verbs" else row)
    marked = [row for row in lexicon.rows("verbs") if row["main"]]
    idle = [row["verb"] for row in marked if given(row["gives"], extract(row["clause"])) == row["gives"]]
    assert marked
    assert idle == []


@pytest.mark.parametrize("row", lexicon.rows("units"), ids=lambda row: row["unit"])
def test_a_unit_is_none_before_its_characters_and_counts_alone_where_it_may(row):
    read = {after: scan(f"共百万{row['unit']}{after}") for after in row["not_before"]}
    counted = {after for after, found in read.items() for quantity in found if quantity.unit.code == row["code"]}
    assert counted == set()
    composed = row["unit"][0] == "千" or "多" in row["unit"]  # 三千 · 克, 三个多 · 月
    assert composed or bool(scan(f"共三{row['unit']}")) == (row["alone"] == "yes")


def test_a_variant_is_read_as_its_character():
    table = lexicon.rows("variants")
    variants, characters = ("".join(row[column] for row in table) for column in ("variant", "character"))
    assert Compact(variants).plain == characters
    assert [row for row in table if row["variant"] == row["character"]] == []
    assert set(variants) & set(characters) == set()


def test_any_of_takes_the_longest_word():
    pattern = re.compile(lexicon.any_of(["件", "件次", "家", "家次", "个.月"]))
    assert [pattern.match(text)[0] for text in ("件次数", "家", "件", "个.月")] == ["件次", "家", "件", "个.月"]
    assert pattern.match("个多月") is None


def test_any_of_no_words_matches_nothing():
    assert re.search(lexicon.any_of([]), "件") is None
