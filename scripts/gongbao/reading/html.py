"""The main text of an HTML page: what trafilatura finds, once the page is put as it expects pages to be."""

import html
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from gongbao.errors import InputError
from gongbao.reading.raised import raised

if TYPE_CHECKING:
    from configparser import ConfigParser

# a list of links with a date beside each: other news; trafilatura knows lists of nothing but links by itself
MORE = "string-length(normalize-space()) > string-length(normalize-space(.//a))"  # than the link itself
LINKS = f"//ul[li and not(li[not(.//a[@href])]) and li[{MORE}]]"
ROWS = ("tbody", "thead", "tfoot", "tr", "td", "th")
BLOCKS = ".//p|.//div|.//br"
LONG = 100  # characters in a cell that holds an article
SHORT = "30"  # characters in the shortest article; what is 250 by default is a whole bulletin in Chinese
TAGS = "!doctype html|html|head|meta|body|div|p|section|table|article|script|style"
TAG = re.compile(rf"<(?:{TAGS})\b", re.I)
BEFORE = {"<!--": "-->", "<?xml": "?>"}  # what may stand before the first tag, and what ends it
GONE = ("del", "s", "strike", "rt", "rp", "template")  # what was struck out, how a word is read
KEPT = ("ins", "u", "sub", "wbr", "ruby", "rb")  # its words go on in those around it
HIDING = ("hidden", "aria-hidden", "style")
UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
DIGITS = "⿰⿱⿲⿳⿴⿵⿶⿷"  # stand in no text; a paragraph with its number in them is like no other
MARK = re.compile(f"[{DIGITS}]+")


def is_html(text: str) -> bool:
    """Tell whether a text begins as a page does, in linear time: after comments stands a tag that pages have."""
    at = 0
    while True:
        at += len(text[at : at + 4096]) - len(text[at : at + 4096].lstrip())
        closing = next((end for start, end in BEFORE.items() if text.startswith(start, at)), None)
        if closing is None:
            return bool(TAG.match(text, at))
        end = text.find(closing, at + 4)
        if end < 0:
            return False
        at = end + len(closing)


def main_text(page: str) -> str:
    """Return the article of a page, a line for each paragraph, heading, list item and row of a table.

    What is struck out or hidden is not read, nor are the marks of notes; a raised figure behind a letter is a power.

    Parameters
    ----------
    page : str
        HTML, decoded.

    Raises
    ------
    InputError
        Where it is nested deeper than parsers go.
    """
    from trafilatura import extract

    if not page.strip():
        return ""
    tree = _tree(page)
    _drop_unread(tree)
    for section in tree.iter("section"):  # WeChat's box, of which trafilatura joins short ones or drops them
        section.tag = "div" if section.xpath(f"boolean({BLOCKS}|.//section|.//table|.//ul)") else "p"
    for table in [table for table in tree.iter("table") if _is_layout(table)]:
        _unfold(table)
    _mark(tree)
    found = extract(
        tree, include_comments=False, include_tables=True, favor_recall=True, prune_xpath=LINKS, config=_settings()
    )
    text = MARK.sub("", re.sub(r"^- ", "", found or "", flags=re.M))  # or -3起 from - 3起
    return html.unescape(text)  # &amp;permil; is met, too


def _tree(page: str) -> Any:
    from lxml import html as parsers

    parser = parsers.HTMLParser(encoding="utf-8", collect_ids=False, remove_comments=True, remove_pis=True)
    tree = parsers.document_fromstring(page.encode(), parser=parser)
    if any("Excessive depth" in entry.message for entry in parser.error_log):
        raise InputError("is nested deeper than 256 elements; give its text as txt")
    return tree


@cache
def _settings() -> "ConfigParser":
    from trafilatura.settings import use_config

    settings = use_config()
    settings.set("DEFAULT", "MIN_EXTRACTED_SIZE", SHORT)
    return settings


def _drop_unread(tree: Any) -> None:
    """Take out what a reader does not see, and let the words around it close up."""
    from lxml import etree

    etree.strip_tags(tree, *KEPT)
    etree.strip_elements(tree, *GONE, with_tail=False)
    whole = len(tree.text_content())
    for part in [part for part in tree.iter() if _is_hidden(part)]:
        if part.getparent() is not None and len(part.text_content()) * 3 < whole:
            part.drop_tree()
        else:  # the article of a page saved from WeChat is hidden until its script runs
            for name in HIDING:
                part.attrib.pop(name, None)
    for part in list(tree.iter("sup")):
        before = part.getprevious()
        words = part.getparent().text if before is None else before.tail or before.text_content()
        part.text, content = raised(part.text_content(), words or ""), list(part)
        for inner in content:
            part.remove(inner)
        part.drop_tag()


def _is_hidden(part: Any) -> bool:
    hidden = part.get("hidden") is not None or part.get("aria-hidden") == "true"
    return hidden or bool(UNSEEN.search(part.get("style") or ""))


def _mark(tree: Any) -> None:
    """Put its number behind each paragraph: of two that are alike, trafilatura at times drops one."""
    seen: set[str] = set()
    for number, part in enumerate(tree.iter("p", "div", "li")):
        words = part.text_content().strip()
        again = words in seen and not part.xpath("boolean(.//p|.//div|.//li|.//table)")  # a box is marked only then:
        seen.add(words)  # a list of links, or a foot, must look as it does
        if words and (again or part.tag == "p"):
            mark = "".join(DIGITS[int(digit)] for digit in f"{number:o}")
            if len(part):
                part[-1].tail = (part[-1].tail or "") + mark
            else:
                part.text = (part.text or "") + mark


def _is_layout(table: Any) -> bool:
    """Tell whether a table places the parts of a page: it holds another one, or paragraphs in one of its cells."""
    if table.find(".//table") is not None:
        return True
    return any(len(cell.text_content()) > LONG and cell.xpath(f"count({BLOCKS}) > 1") for cell in table.iter("td"))


def _unfold(table: Any) -> None:
    """Turn a table into boxes, which keep the lines of its cells apart; a table inside it stays."""
    for part in [part for part in table.iter(*ROWS) if next(part.iterancestors("table"), None) is table]:
        part.tag = "div"
    table.tag = "div"
