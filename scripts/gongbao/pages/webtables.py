"""A table of a notebook as a page shows it: in a box of its own, its rows cards where they do not fit a telephone."""

import re
import unicodedata
from collections.abc import Mapping

import lxml.html

LONG = 10  # rows from which a table can be sorted
WIDE, FULL = 4, 130  # columns, or letters in a row, from which a telephone shows a row as a card
NUMBER = re.compile(r"[+−-]?[\d.,]+(\s?[%‰万亿])?")


def table(html: str, words: Mapping[str, str]) -> str:
    """Return a table in a box of its own, its numbers aligned; sortable where long, cards on a telephone where wide."""
    element = lxml.html.fragment_fromstring(html, create_parent="div").find(".//table")
    for part in element.iter():
        for attribute in ("id", "class"):
            part.attrib.pop(attribute, None)
    rows = [row.findall("td") for row in element.iter("tr") if row.find("td") is not None]
    heads = [head.text_content().strip() for head in element.iter("th")]
    _align(rows, list(element.iter("th")))
    if wide := len(heads) >= WIDE or max(map(_letters, rows), default=0) >= FULL:
        _name(rows, heads)
    if classes := ["sortable"] * (len(rows) >= LONG) + ["cards"] * wide:
        element.set("class", " ".join(classes))
    caption = element.findtext("caption") or words["table"]
    box = lxml.html.Element("div", {"class": "table", "role": "region", "tabindex": "0", "aria-label": caption})
    element.tail = None
    box.append(element)
    return lxml.html.tostring(box, encoding="unicode")


def _align(rows: list[list[lxml.html.HtmlElement]], heads: list[lxml.html.HtmlElement]) -> None:
    """Mark the cells of columns that hold nothing but numbers, and their headings."""
    for head, *column in zip(heads, *rows, strict=False):
        texts = [cell.text_content().strip() for cell in column]
        if any(texts) and all(NUMBER.fullmatch(text) for text in texts if text):
            for cell in (head, *column):
                cell.set("class", "number")


def _name(rows: list[list[lxml.html.HtmlElement]], heads: list[str]) -> None:
    """Let each cell of a row carry its column's name, as it stands in a card; the first one heads the card."""
    for row in rows:
        row[0].set("class", "name")
        for cell, head in zip(row[1:], heads[1:], strict=False):
            cell.set("data-name", head)


def _letters(row: list[lxml.html.HtmlElement]) -> int:
    """Return how many letters fill as much room as a row; a Chinese character fills that of two."""
    text = "".join(cell.text_content() for cell in row)
    return len(text) + sum(unicodedata.east_asian_width(character) in "WF" for character in text)
