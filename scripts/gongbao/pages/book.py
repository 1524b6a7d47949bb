"""What Sphinx reads: for each language the notebooks, and the pages that are made of tables.

The templates are in scripts/site/pages, the site's own words in scripts/site/words.toml. What comes from a table is
escaped for the place where it stands, so that it shows as it is.
"""

import json
import re
import tomllib
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

import jinja2
from markupsafe import Markup

from gongbao import paths
from gongbao.data import codebook, tables
from gongbao.drawing import figure
from gongbao.pages import notebook_page, registers
from gongbao.pages.notebook_page import Page

HOME = paths.PACKAGE.parent / "site"
FINDINGS = 5
ARCHIVE = "gongbao-data.zip"
NAMES = "bulletins.json"  # what each bulletin's pages say above their heading: area and period
PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def words(language: str) -> dict[str, str]:
    """Return what the pages say of themselves in one language, from scripts/site/words.toml."""
    table = tomllib.loads((HOME / "words.toml").read_text(encoding="utf-8"))
    return {key: text[language] for key, text in table.items()}


def chosen(figures: list[dict]) -> list[dict]:
    """Return the figures of a front page: the picture of the bulletin, then its findings.

    The picture is the first figure of all. The findings are the figures of cells tagged ``finding``, in order; where
    there are fewer than five, the first figure of each further notebook joins them.
    """
    if not figures:
        return []
    picture, rest = figures[0], figures[1:]
    tagged = [one for one in rest if one["finding"]]
    shown = {one["page"].stem for one in [picture, *tagged]}
    firsts = {one["page"].stem: one for one in reversed(rest) if one["page"].stem not in shown}
    more = [firsts[stem] for stem in sorted(firsts)][: max(FINDINGS - len(tagged), 0)]
    return [picture, *sorted([*tagged[:FINDINGS], *more], key=rest.index)]


def write(folder: Path, found: list[Page], root: Path, texts: Mapping[str, str]) -> None:
    """Write what Sphinx reads: the notebooks, and the pages that are made of tables."""
    language = folder.name
    for page in found:
        (folder / page.bulletin).mkdir(parents=True, exist_ok=True)
        (folder / page.bulletin / f"{page.stem}.ipynb").write_text(notebook_page.source(page, texts), encoding="utf-8")
    about = _about(found, root, language)
    folder.mkdir(parents=True, exist_ok=True)
    names = {bulletin["id"]: bulletin["heading"] for bulletin in about["bulletins"]}
    (folder / NAMES).write_text(json.dumps(names), encoding="utf-8")
    forms = templates()
    for path in sorted((HOME / "pages").glob("*.md")):
        text = forms.get_template(f"pages/{path.name}").render(words=texts, language=language, **about)
        (folder / path.name).write_text(text, encoding="utf-8")


def _about(found: list[Page], root: Path, language: str) -> dict:
    """Return what the templates of one language are filled from."""
    names = sorted({page.bulletin for page in found})
    table = tables.read_table("bulletins")
    figures = [one for page in found for one in page.figures]
    rows = tables.load()
    register = registers.indicators(rows[rows["bulletin"].isin(names)], figures, root, language)
    works = registers.programmes(register, names, language)
    return {
        "bulletins": [
            _bulletin(about, found, register, works, language)
            for about in table.to_dict("records")
            if about["id"] in names
        ],
        "indicators": register,
        "programmes": works,
        "codebook": codebook.markdown(language),
        "archive": f"../data/{ARCHIVE}",
        "version": version("gongbao"),
    }


def _bulletin(about: dict, found: list[Page], register: list[dict], works: list[dict], language: str) -> dict:
    mine = [page for page in found if page.bulletin == about["id"]]
    start, end = about["period_start"], about["period_end"]
    whole = start[:4] == end[:4] and start[5:] == "01-01" and end[5:] == "12-31"
    region = (about["region_en"] if language == "en" else "") or about["region"] or about["id"]
    period = start[:4] if whole else f"{start}–{end}"
    return about | {
        "heading": f"{region}, {period}" if language == "en" else f"{region} · {period}",
        "pages": mine,
        "figures": chosen([one for page in mine for one in page.figures]),
        "indicators": sum(row["bulletin"] == about["id"] for row in register),
        "programmes": sum(row["bulletin"] == about["id"] for row in works),
    }


def templates() -> jinja2.Environment:
    """Return the forms in scripts/site; a value is escaped for HTML unless a form says otherwise."""
    loader = jinja2.FileSystemLoader(HOME)
    forms = jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    forms.filters |= {"plain": _plain, "block": _block}
    return forms


def _plain(text: str) -> str:
    """Escape a text for Markdown, in which it shall show as it is."""
    return Markup(PUNCTUATION.sub(r"\\\1", " ".join(text.split())))


def _block(about: dict, href: str, texts: Mapping[str, str]) -> str:
    """Return a figure for a page that shows those of several bulletins."""
    unique = about | {"name": f"{about['page'].bulletin}-{about['name']}"}
    return Markup(figure.block(unique, href, notebook_page.links(texts)).replace("`", "&#96;"))
