"""The tables of data/ agree with each other, with themselves and with the texts."""

import pytest

from gongbao import paths
from gongbao.analysis import checks
from gongbao.commands import verify
from gongbao.data import tables

BULLETINS = list(tables.read_table("bulletins")["id"])
PROGRAMMES = tables.read_table("programmes")
INDICATORS = tables.read_table("indicators")
LABELS = tables.read_table("labels").set_index("label")
FIRST = INDICATORS[INDICATORS["bulletin"] == "qingdao-2023"]  # coded in full; another may wait for its coder
OUTLOOK = {"stated", "indirect"}


def test_no_table_is_empty():
    sizes = {
        name: len(tables.read_table(name)) for name in ("bulletins", "indicators", "labels", "programmes", "checks")
    }
    assert min(sizes.values()) > 0, sizes


@pytest.mark.parametrize("table", ["indicators", "programmes", "checks"])
def test_every_row_belongs_to_a_bulletin_and_stands_in_its_order(table):
    rows = tables.read_table(table)
    assert set(rows["bulletin"]) <= set(BULLETINS)
    for _, own in rows.groupby("bulletin"):
        assert own.sort_values("start" if table == "indicators" else "id", kind="stable").index.equals(own.index)


def test_intervals_hold_their_values_and_spans_their_wordings():
    assert (INDICATORS["low"].fillna(-float("inf")) <= INDICATORS["value"]).all()
    assert (INDICATORS["value"] <= INDICATORS["high"].fillna(float("inf"))).all()
    assert (INDICATORS["end"] - INDICATORS["start"] == INDICATORS["surface"].str.len()).all()
    for _, rows in INDICATORS.groupby("bulletin"):
        assert (rows["start"].iloc[1:].to_numpy() >= rows["end"].iloc[:-1].to_numpy()).all()


def test_a_part_stands_in_the_bulletin_of_its_whole():
    parts = INDICATORS[INDICATORS["parent"] != ""]
    assert len(parts) > 0
    whole = INDICATORS.set_index("id").loc[parts["parent"]]
    assert (whole["bulletin"].to_numpy() == parts["bulletin"].to_numpy()).all()


@pytest.mark.parametrize("kind", ["indicator", "pillar", "section"])
def test_every_name_has_its_english(kind):
    names = set(FIRST[kind]) - {""}
    assert names
    wanting = sorted(name for name in names if name not in LABELS.index or not LABELS.at[name, "english"])
    assert not wanting


def test_every_indicator_has_a_label_and_a_family_and_the_table_of_labels_gave_it():
    assert (FIRST["indicator"] != "").all()
    assert (FIRST["family"] != "").all()
    assert INDICATORS["family"].tolist() == LABELS.loc[INDICATORS["indicator"], "family"].tolist()


def test_no_label_is_left_from_a_wording_that_is_no_longer_there():
    used = set(INDICATORS["indicator"]) | set(INDICATORS["pillar"]) | set(INDICATORS["section"])
    assert sorted(set(LABELS.index) - used) == []


def test_two_labels_of_one_family_are_two_names_for_one_thing_only_in_two_bulletins():
    labels = FIRST[["bulletin", "indicator", "family"]].drop_duplicates()
    assert not labels.duplicated(["bulletin", "family"]).any(), labels[
        labels.duplicated(["bulletin", "family"], keep=False)
    ]


@pytest.mark.parametrize(
    "column", ["name", "name_en", "description", "description_en", "data_needed", "data_needed_en"]
)
def test_every_programme_says_in_both_languages_what_it_is_and_what_an_evaluation_needs(column):
    assert len(PROGRAMMES) > 0
    han = PROGRAMMES[column].str.contains("[\u4e00-\u9fff]")
    assert (han != column.endswith("_en")).all(), PROGRAMMES.loc[han == column.endswith("_en"), ["id", column]]


def test_the_programmes_of_a_bulletin_are_numbered_through():
    for _, rows in PROGRAMMES.groupby("bulletin"):
        assert rows["id"].tolist() == [f"S{number:02}" for number in range(1, len(rows) + 1)]
    assert PROGRAMMES["bulletin"].value_counts()["qingdao-2023"] == 82


def test_every_indicator_that_a_programme_names_exists_where_it_stands_or_where_its_description_says():
    links = PROGRAMMES.assign(indicator=PROGRAMMES["indicators"].str.split()).explode("indicator").dropna()
    assert len(links) > 0
    rows = INDICATORS.set_index("id").loc[links["indicator"]]
    assert (rows["bulletin"].to_numpy() == links["bulletin"].to_numpy()).all()
    places = zip(links["id"], links["section"], links["description"], rows["section"], strict=True)
    assert [(name, there) for name, here, text, there in places if there != here and f"“{there}”" not in text] == []


def test_every_indicator_is_spoken_of_by_a_programme():
    linked = set(" ".join(PROGRAMMES["indicators"]).split())
    assert sorted(set(FIRST["id"]) - linked) == []


def test_a_programme_stands_where_the_bulletin_has_headings_or_outside_them():
    body = PROGRAMMES["part"] == "body"
    assert ((PROGRAMMES["section"] != "") == body).all()
    places = set(zip(INDICATORS["bulletin"], INDICATORS["pillar"], INDICATORS["section"], strict=True))
    assert set(PROGRAMMES.loc[body, ["bulletin", "pillar", "section"]].itertuples(index=False, name=None)) <= places


def test_a_commitment_is_worded_in_both_languages_where_there_is_one():
    promised = PROGRAMMES["commitment"].isin(OUTLOOK)
    assert promised.any()
    for column in ("commitment_text", "commitment_text_en"):
        assert ((PROGRAMMES[column] != "") == promised).all()


@pytest.mark.parametrize("bulletin", BULLETINS)
def test_a_bulletin_agrees_with_itself(bulletin):
    results = checks.run(bulletin)
    print(f"{bulletin}: {len(results)} checks, {results['comparisons'].sum()} comparisons")
    assert (results["comparisons"] > 0).all()
    assert checks.failures(results).empty, checks.failures(results)[["id", "statement_en"]]
    assert (results["reason"] == "").eq(results["reason_en"] == "").all()


def test_every_bulletin_that_is_checked_has_checks():
    assert tables.read_table("checks")["bulletin"].nunique() > 0
    assert sum(len(checks.run(bulletin)) for bulletin in BULLETINS) > 0


SOURCES = [folder for folder in paths.SOURCES if folder.is_dir()]


@pytest.mark.skipif(not SOURCES, reason="the texts are not in sources/ (they are copyrighted): rows are not proved")
def test_every_row_stands_in_its_text(capsys):
    assert verify.run(str(SOURCES[0]), strict=True) == 0, capsys.readouterr().out
