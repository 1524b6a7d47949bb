"""What may stand in each column of each table of the lexicon; CONTRIBUTING.md explains them."""

import re

import pytest

from gongbao import lexicon, paths
from gongbao.extraction.surroundings import Kind

ANY, YES, NEVER = r".+", "yes|", "(?!)"
INDICATOR = r"indicator=[^;=]+"
LOW_HIGH = {"about": r"low=[\d.]+; high=[\d.]+", "near": r"low=[\d.]+; high=[\d.]+"}
LOW_HIGH |= {"over": r"low=[\d.]+; high=open", "under": r"low=0; high=[\d.]+"}
SIGNED = {"+": rf"value=\d+; {INDICATOR}", "-": rf"value=-\d+; {INDICATOR}", "0": "basis=to"}
MEASURES = "count|money|duration|physical|percent|points|multiple"
STATUS = {Kind.DONE: "reported", Kind.FORECAST: "estimate"}  # of a kind of word; of any other it is target
NAMES = (
    "age|base of a rate|code of a road or model|date|date in Chinese numerals|day|fixed name|hotline|"
    "law article|list mark|months|name of a road or unit|name of an event|ordinal|page furniture|period|"
    "points on a licence|quoted name|rank|rating|session|structure ratio|telephone|time|title of a text|vague number|"
    "year of the Republic|years"
)
COLUMNS = {  # a regular expression for every cell, whole
    "approximators": {"word": ANY, "side": "before|before a magnitude|bound", "effect": "about|near|over|under"},
    "attributes": {"word": ANY, "kind": "rate|saved|worth|measure|persons"},
    "comparisons": {"basis": "vs|yoy|mom|unstated", "pattern": ANY},
    "compounds": {"pattern": ANY},
    "directions": {"word": ANY, "sign": r"[+0-]"},
    "edges": {"word": ANY, "kind": "adverb|place|time|led|alone|every"},
    "frames": {"word": ANY, "kind": "be|to|share|each|particle"},
    "ends": {"word": ANY, "joined": r"[一-龥]*", "least": r"[2-4]"},
    "leads": {"pattern": ANY, "kind": "before|turn|time|start|end"},
    "names": {"kind": NAMES, "pattern": ANY},
    "nominals": {"word": ANY},
    "synonyms": {"word": ANY, "for": ANY},
    "stances": {"pattern": ANY, "stance": "plan|review"},
    "statistics": {"word": ANY},
    "status": {"pattern": ANY, "kind": "|".join(Kind), "scope": "clause|sentence|list"},
    "subjects": {"word": ANY},
    "units": {"unit": ANY, "code": ANY, "measure": MEASURES, "alone": YES, "not_before": r"[一-龥]*"},
    "verbs": {"verb": ANY, "main": YES},
    "topics": {"topic": r"[a-z_]+(\.[a-z_]+)?", "pattern": ANY, "weak": YES},
    "unit_words": {"unit": ANY, "one": r".*", "many": r".*"},
    "column_names": {"column": r"[a-z_]+", "en": ANY, "zh": ANY},
    "radicals": {"radical": r"[\u2e80-\u2fd5]", "character": r"."},
    "variants": {"variant": r".", "character": r"."},
}
KEYS = ("pattern", "word", "verb", "unit", "column", "radical", "variant")  # what stands once in its table
CATALOGUES = ("unit_words", "column_names", "radicals", "variants")  # words of ours, not rules with a clause
GIVES = {  # what a row gives begins with its effect, as its other columns say it
    "approximators": lambda row: LOW_HIGH.get(row["effect"], NEVER),
    "comparisons": lambda row: r"basis=vs \d{4}" if row["basis"] == "vs" else f"basis={row['basis']}",
    "compounds": lambda row: r"rows=\d+|surface=.+",
    "directions": lambda row: SIGNED.get(row["sign"], NEVER),
    "frames": lambda row: "basis=to" if row["kind"] == "to" else INDICATOR,
    "names": lambda row: r"rows=\d+",
    "synonyms": lambda row: r"family=[a-z_.0-9]+",
    "stances": lambda row: {"plan": "status=target", "review": "status=reported"}[row["stance"]],
    "status": lambda row: f"status={STATUS.get(row['kind'], 'target')}",
    "units": lambda row: re.escape(f"unit={row['code']}; measure={row['measure']}"),
}


def faults(table, rows):
    """Return what is wrong with the cells of a table, a line each."""
    allowed = COLUMNS[table] | ({} if table in CATALOGUES else {"clause": "(?s:.+)"})
    if table not in (*CATALOGUES, "topics"):
        allowed |= {"gives": None}
    found = [f"{table}: columns {[*row]}" for row in rows if [*row] != [*allowed]][:1]
    for row in [] if found else rows:
        effect = GIVES.get(table, lambda row: INDICATOR)
        cells = allowed | ({"gives": rf"{effect(row)}(?:; \w+=[^;=]+)*"} if "gives" in allowed else {})
        found += [f"{table}: {column} of {row}" for column in row if not re.fullmatch(cells[column], row[column])]
    keys = [row[next(name for name in row if name in KEYS)] for row in rows]
    return found + [f"{table}: {key} twice" for key in sorted({key for key in keys if keys.count(key) > 1})]


def test_every_table_has_its_columns():
    assert sorted(path.stem for path in paths.LEXICON.glob("*.csv")) == sorted(COLUMNS)


@pytest.mark.parametrize("table", COLUMNS)
def test_every_cell_is_one_that_its_column_allows(table):
    assert faults(table, lexicon.rows(table)) == []


@pytest.mark.parametrize(
    ("table", "column", "cell"),
    [
        *(("units", "code", ""), ("units", "measure", "weight"), ("units", "alone", "no")),
        *(("units", "gives", "unit=; measure=count"), ("units", "gives", ""), ("approximators", "effect", "under")),
        *(("directions", "sign", ""), ("directions", "sign", "-"), ("comparisons", "basis", "mom")),
        *(("edges", "kind", ""), ("frames", "kind", "too"), ("names", "kind", "other"), ("status", "gives", "rows=1")),
        *(("verbs", "gives", ""), ("verbs", "gives", "侦破盗窃案件"), ("leads", "clause", ""), ("topics", "topic", "")),
        *(("variants", "character", ""), ("column_names", "zh", "")),
    ],
)  # fmt: skip
def test_another_cell_is_a_fault(table, column, cell):
    first, *others = lexicon.rows(table)
    if (table, column) == ("comparisons", "basis"):
        first = next(row for row in others if row["basis"] == "yoy")
    assert faults(table, [first]) == []
    assert faults(table, [first | {column: cell}])


def test_a_word_twice_is_a_fault():
    first = lexicon.rows("units")[0]
    assert faults("units", [first, first]) == ["units: 起 twice"]


def test_a_column_too_many_is_a_fault():
    assert faults("status", [row | {"note": ""} for row in lexicon.rows("status")])


def test_a_word_in_english_has_both_numbers_and_is_of_a_unit_that_is_read():
    units = lexicon.rows("units")
    read = {row["code"] for row in units} | {f"{row['code']}次" for row in units if row["measure"] == "count"}
    table = lexicon.rows("unit_words")
    assert {row["unit"] for row in table} <= read
    assert [row for row in table if bool(row["one"]) != bool(row["many"])] == []


@pytest.mark.parametrize("table", COLUMNS)
def test_every_column_is_explained(table):
    guide = (paths.ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = guide.partition("## The tables")[2].partition("\n## ")[0]
    explained = re.findall(r"^- `(\w+)`", section.partition(f"\n**{table}**")[2].partition("\n**")[0], re.MULTILINE)
    assert explained == [*COLUMNS[table]]


def test_clause_and_gives_are_explained_once_for_all():
    guide = (paths.ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert all(f"\n- `{column}`" in guide for column in ("clause", "gives"))
