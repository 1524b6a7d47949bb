"""Every programme has what a reader needs, in both languages, and its evidence is what its indicators are."""

import pytest

from gongbao.analysis import programmes
from gongbao.data.tables import load, read_table
from gongbao.errors import InputError
from gongbao.notebook import labelled

BULLETINS = sorted(set(read_table("programmes")["bulletin"]))


def known(bulletin, language):
    return programmes.of(labelled(load(bulletin), language), bulletin, language)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("bulletin", BULLETINS)
def test_every_programme_says_what_it_is_where_it_stands_and_what_an_evaluation_needs(bulletin, language):
    table = known(bulletin, language)
    assert len(table) == (read_table("programmes")["bulletin"] == bulletin).sum() > 0
    for column in ("label", "about", "needed", "place"):
        assert (table[column] != "").all()
    assert (table.loc[table["commitment"] != "none", "promise"] != "").all()


@pytest.mark.parametrize("bulletin", BULLETINS)
def test_evidence_is_read_from_the_indicators(bulletin):
    table, basis = known(bulletin, "en"), load(bulletin).set_index("id")["basis"]
    assert set(table["evidence"]) <= set(programmes.EVIDENCE)
    assert set(table["commitment"]) <= set(programmes.COMMITMENTS)
    for row in table.itertuples():
        compared = any(basis[name] != "level" for name in row.indicators)
        assert row.evidence == ("compared" if compared else "counted" if row.indicators else "named")
        assert (row.figures == "") == (row.indicators == [])


def test_an_indicator_that_is_not_there_is_named():
    rows = labelled(load(BULLETINS[0]), "en")
    with pytest.raises(InputError, match=rf"{BULLETINS[0]} S\d\d: {rows['id'].iloc[0]} is no row"):
        programmes.of(rows.iloc[1:], BULLETINS[0], "en")


def test_a_bulletin_without_programmes_gives_an_empty_table():
    assert programmes.of(labelled(load().iloc[:0], "zh"), "none", "zh").empty
