"""What a kind or a sign of the lexicon does to every word that has it, where the row's own clause does not show it."""

from gongbao import lexicon
from gongbao.extraction.extract import rows


def label(clause):
    return rows(clause)[-1].indicator


def of_kind(table, *kinds):
    return [row["word"] for row in lexicon.rows(table) if row["kind"] in kinds]


def test_a_worth_is_of_the_case_and_another_attribute_of_the_last_thing():
    before = "侦破诈骗案件12起，捣毁窝点3个，"
    assert {label(f"{before}{word}540万元")[:4] for word in of_kind("attributes", "worth")} == {"诈骗案件"}
    assert {label(f"{before}{word}率41%")[:4] for word in of_kind("attributes", "saved")} == {"诈骗案件"}
    assert {label(f"{before}{word}540万元")[:2] for word in of_kind("attributes", "measure", "persons")} == {"窝点"}
    assert {label(f"{before}{word}率41%")[:2] for word in of_kind("attributes", "rate")} == {"窝点"}


def test_an_adverb_may_stand_between_subject_and_verb():
    longer = [word for word in of_kind("edges", "adverb") if len(word) > 1]
    assert {label(f"市公安局{word}破获盗窃案件12起") for word in longer} == {"破获盗窃案件"}


def test_a_word_that_is_led_by_or_stands_alone_stays_before_a_noun():
    words = of_kind("edges", "led", "alone")
    assert [label(f"{word}人员12名") for word in words] == [f"{word}人员" for word in words]


def test_a_word_that_is_said_of_each_joins_the_things_of_a_list():
    labels = {
        row["word"]: label(f"收到建议12件、提案24件，办结率{row['word']}为100%") for row in lexicon.rows("frames")
    }
    assert [word for word in labels if labels[word] == "建议、提案办结率"] == of_kind("frames", "each")


def test_a_turn_of_neither_is_no_change():
    neither = [row["word"] for row in lexicon.rows("directions") if row["sign"] == "0"]
    assert {rows(f"低保标准{word}12元")[-1].basis for word in neither} == {"level"}
