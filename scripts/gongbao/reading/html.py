"""The main text of an HTML page: what trafilatura finds, once the page is put as it expects pages to be."""

import re
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from configparser import ConfigParser

# a list of links with a date beside each: other news; trafilatura knows lists of nothing but links by itself
MORE = "string-length(normalize-space()) > string-length(normalize-space(.//a))"  # than the link itself
LINKS = f"//ul[li and not(li[not(.//a[@href])]) and li[{MORE}]]"
ROWS = ("tbody", "thead", "tfoot", "tr", "td", "th")
BLOCKS = ".//p|.//div|.//br"
LONG = 100  # characters in a cell that holds an article
SHORT = "30"  # characters in the shortest article; what is 250 by default is a whole bulletin in Chinese


def main_text(page: str) -> str:
    """Return the article of a page, a line for each paragraph, heading, list item and row of a table.

    Parameters
    ----------
    page : str
        HTML, decoded.
    """
    from trafilatura import extract, load_html

    tree = load_html(page)
    if tree is None:
        return ""
    for section in tree.iter("section"):  # WeChat's box, of which trafilatura joins short ones or drops them
        section.tag = "div" if section.xpath(f"boolean({BLOCKS}|.//section|.//table|.//ul)") else "p"
    for table in [table for table in tree.iter("table") if _is_layout(table)]:
        _unfold(table)
    found = extract(
        tree, include_comments=False, include_tables=True, favor_recall=True, prune_xpath=LINKS, config=_settings()
    )
    return re.sub(r"^- ", "", found or "", flags=re.M)  # or -3起 from - 3起


@cache
def _settings() -> "ConfigParser":
    from trafilatura.settings import use_config

    settings = use_config()
    settings.set("DEFAULT", "MIN_EXTRACTED_SIZE", SHORT)
    return settings


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
