"""A notebook's table on a page: markup in it is text, numbers stand in line, a wide row can become a card."""

import lxml.html
import pandas as pd

from gongbao import notebook
from gongbao.pages import webtables

EVIL = "<script>alert(1)</script> <img src=x onerror=alert(1)>"


def test_markup_in_a_table_of_a_notebook_shows_as_text(monkeypatch):
    shown = []
    monkeypatch.setattr(notebook, "display", lambda data, **_: shown.append(data["text/html"]))
    notebook.Notebook("b", "en", None, None).table(pd.DataFrame({"<b>head": [EVIL]}), ["<b>head"], "<i>caption", "")
    box = lxml.html.fromstring(webtables.table(shown[0], {"table": "Table"}))
    assert box.findtext(".//td") == EVIL
    assert (box.findtext(".//th"), box.findtext(".//caption")) == ("<b>head", "<i>caption")


def test_tables_align_numbers_and_sort_where_they_are_long():
    def table(rows):
        body = "".join(f"<tr><td>row {row}</td><td>{row}.5</td></tr>" for row in range(rows))
        head = "<caption>Cap</caption><thead><tr><th>a</th><th>b</th></tr></thead>"
        text = f"<style>x</style><table id='T_table'>{head}{body}</table>"
        return lxml.html.fromstring(webtables.table(text, {"table": "Table"}))

    short, long = table(3), table(30)
    assert long.find("table").get("class") == "sortable"
    assert short.find("table").get("class") is None
    assert [cell.get("class") for cell in short.find(".//td/..")] == [None, "number"]
    assert [cell.get("class") for cell in short.iter("th")] == [None, "number"]
    assert (short.get("aria-label"), short.get("tabindex"), short.find("table").get("id")) == ("Cap", "0", None)


def test_a_row_of_a_wide_table_can_become_a_card_that_names_its_cells():
    def table(columns, first):
        head = "".join(f"<th>head {at}</th>" for at in range(columns))
        body = "".join(f"<td class='data'>{at or first}</td>" for at in range(columns))
        text = f"<table><thead><tr>{head}</tr></thead><tbody><tr>{body}</tr></tbody></table>"
        return lxml.html.fromstring(webtables.table(text, {"table": "Table"})).find("table")

    cells = table(4, "short").findall(".//td")
    assert table(4, "short").get("class") == "cards"
    assert cells[0].get("class") == "name"
    assert [cell.get("data-name") for cell in cells] == [None, "head 1", "head 2", "head 3"]
    assert [cell.get("class") for cell in cells[1:]] == ["number"] * 3
    assert table(3, "为企业" * 20).get("class") is None
    assert table(3, "为企业" * 30).get("class") == "cards"
