"""The page as files: whole, linked, in two languages, harmless whatever the data say, the same bytes every time."""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from urllib.parse import unquote, urlsplit

import lxml.html
import nbformat
import pandas as pd
import pytest

from gongbao import paths
from gongbao.data import tables
from gongbao.drawing.figure import MIME
from gongbao.errors import InputError
from gongbao.pages import book as sources
from gongbao.pages import notebook_page, registers, site

EVIL = (
    '=HYPERLINK("http://x.test") <script>alert(1)</script> <img src=x onerror=alert(1)> '
    "`` ``` [a](javascript:b) **b** {{c}}"
)
ELSEWHERE = {
    "TZ": "America/New_York",
    "LC_ALL": "C",
    "PYTHONHASHSEED": "1",
}  # other than where conftest.py makes the book
FORMATS = ("svg", "csv", "pdf", "png")


def code(source, *outputs, tags=()):
    shown = [nbformat.v4.new_output("display_data", data) for data in outputs]
    return nbformat.v4.new_code_cell(source, outputs=shown, metadata={"tags": list(tags)})


def drawn(bulletin, language, name, **words):
    files = {suffix: f"figures/{bulletin}/{language}/{name}.{suffix}" for suffix in FORMATS}
    about = {"name": name, "title": name, "caption": name, "alt": name, "width": 89.0, "height": 50.0, "files": files}
    return {MIME: about | words, "text/plain": f"figure {name}"}


def results(root, bulletin, stem, *cells):
    """Write an executed notebook in both languages, and the files of its figures."""
    for language in ("en", "zh"):
        texts = (("# A question", "en"), ("# 一个问题", "zh"))
        heads = [nbformat.v4.new_markdown_cell(text, metadata={"tags": [tag]}) for text, tag in texts]
        outputs = [cell(bulletin, language) for cell in cells]
        place = root / ".cache" / "runs" / bulletin / language / stem
        place.mkdir(parents=True)
        nbformat.write(nbformat.v4.new_notebook(cells=[*heads, *outputs]), place / "notebook.ipynb")
        for path in (
            path
            for cell in outputs
            for one in cell.outputs
            for path in one.data.get(MIME, {}).get("files", {}).values()
        ):
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(
                f"id,label\n{bulletin}-003,{EVIL.partition('<')[0]!r}\n" if path.endswith("csv") else "<svg/>"
            )


def made(root):
    site.build(root / ".cache" / "runs", root / "figures", root / "site")
    return root / "site"


def html(path):
    return lxml.html.parse(str(path)).getroot()


def every(book):
    found = {path.relative_to(book / "site").as_posix(): html(path) for path in sorted((book / "site").rglob("*.html"))}
    assert len(found) > 10
    return found


def executed(book):
    return notebook_page.read(book / ".cache" / "runs")


def test_every_notebook_has_its_page(book):
    names = {f"{page.language}/{page.bulletin}/{page.stem}.html" for page in executed(book)}
    registers_etc = ("index", "indicators", "programmes", "codebook", "search")
    names |= {f"{language}/{name}.html" for language in ("en", "zh") for name in registers_etc}
    assert set(every(book)) == names | {"index.html", "404.html"}


def test_every_page_says_what_it_is(book):
    for name, page in every(book).items():
        language = "zh-CN" if name.startswith("zh/") else "en"
        metas = {meta.get("property") or meta.get("name"): meta.get("content") for meta in page.iter("meta")}
        assert (name, page.get("lang")) == (name, language)
        assert len(page.findtext(".//title")) > 5
        assert len(metas["description"]) > 20, name
        if name != "404.html":
            assert metas["og:title"], name
            assert metas["og:description"], name
            assert metas["twitter:card"], name
        assert len(page.findall(".//h1")) == 1, name


def test_every_page_of_a_bulletin_says_whose_it_is(book):
    said = {"en": "Qingdao, 2023", "zh": "青岛 · 2023"}
    found = {name: page for name, page in every(book).items() if name.count("/") == 2}
    assert len(found) > 10
    for name, page in found.items():
        assert page.find_class("eyebrow")[0].text_content() == said[name[:2]]
        assert page.findtext(".//title").endswith(said[name[:2]])


def test_nothing_is_left_of_markdown_in_the_codebook(book):
    pages = every(book)
    assert [name for name in ("en/codebook.html", "zh/codebook.html") if "**" in pages[name].text_content()] == []


def test_every_page_is_small(book):
    sizes = {path.name: path.stat().st_size for path in (book / "site").rglob("*.html")}
    assert {name: size for name, size in sizes.items() if size > 1_500_000} == {}


def test_nothing_is_loaded_from_elsewhere_and_every_link_leads_somewhere(book):
    found, broken, count = every(book), [], 0
    anchors = {name: {one.get("id") for one in page.iter() if one.get("id")} for name, page in found.items()}
    for name, page in found.items():
        loaded = [*page.xpath("//@src"), *page.xpath("//link[@rel!='alternate']/@href")]
        assert not [one for one in loaded if urlsplit(one).netloc], name
        for link in [*page.xpath("//@src"), *page.xpath("//@href")]:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            path = (book / "site" / name).parent / unquote(parts.path) if parts.path else book / "site" / name
            target = os.path.relpath(path, book / "site")
            count += 1
            fragment = unquote(parts.fragment)
            if not path.is_file() or (fragment and target in anchors and fragment not in anchors[target]):
                broken.append((name, link))
    assert count > 500
    assert broken == []


def test_every_page_has_its_twin(book):
    for name, page in every(book).items():
        if "/" in name:
            (href,) = page.xpath("//div[@class='tools']//a/@href")
            here, _, rest = name.partition("/")
            assert os.path.normpath(f"{name}/../{href}") == f"{'zh' if here == 'en' else 'en'}/{rest}"


def test_every_figure_is_a_figure(book):
    for page in executed(book):
        shown = html(book / "site" / page.language / page.bulletin / f"{page.stem}.html").findall(".//figure")
        assert [one.get("id") for one in shown] == [one["name"] for one in page.figures]
        for element, about in zip(shown, page.figures, strict=True):
            assert element.find(".//img").get("alt") == about["alt"]
            assert about["caption"] in element.findtext("figcaption")
            ends = [link.get("href").rpartition(".")[2] for link in element.iter("a")]
            assert sorted(ends) == sorted(FORMATS)


def test_a_page_keeps_to_its_language(book):
    for page in executed(book):
        text = html(book / "site" / page.language / page.bulletin / f"{page.stem}.html").text_content()
        raw = json.loads((paths.NOTEBOOKS / f"{page.stem}.ipynb").read_text())["cells"]
        other = "zh" if page.language == "en" else "en"
        lines = [
            "".join(cell["source"]).splitlines()[0].strip("# ")
            for cell in raw
            if cell["cell_type"] == "markdown" and other in cell["metadata"].get("tags", [])
        ]
        assert lines
        assert not [line for line in lines if len(line) > 8 and line in text], page.stem


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_registers_hold_every_row(book, language):
    register = html(book / "site" / language / "indicators.html")
    rows = tables.load()
    assert register.xpath("//tbody/tr/@id") == list(rows["id"])
    assert all(register.xpath("//tbody/tr/td[4]/text()"))
    programmes = tables.read_table("programmes")
    names = html(book / "site" / language / "programmes.html").xpath("//tbody/tr/@id")
    assert names == [f"{row.bulletin}-{row.id}" for row in programmes.itertuples()]


def test_the_register_names_the_figures_that_use_a_row(book):
    register = html(book / "site" / "en" / "indicators.html")
    found = [page for page in executed(book) if page.language == "en"]
    plotted = 0
    for one in (one for page in found for one in page.figures):
        ids = set(re.findall(r"[a-z0-9-]+-\d{3,}", (book / one["files"]["csv"]).read_text()))
        for row in ids & set(register.xpath("//tbody/tr/@id")):
            href = f"{one['page'].bulletin}/{one['page'].stem}.html#{one['name']}"
            assert register.xpath(f"//tr[@id='{row}']//a[@href='{href}']"), (row, href)
            plotted += 1
    assert plotted > 20


def test_the_front_page_shows_the_bulletin_and_five_findings(book):
    for language in ("en", "zh"):
        front = html(book / "site" / language / "index.html")
        bulletins = {page.bulletin for page in executed(book)}
        assert len(front.xpath("//div[@class='picture']/figure")) == len(bulletins)
        assert len(front.xpath("//div[@class='findings']//figure")) == 5 * len(bulletins)
        chosen = front.xpath("//div[@class='findings']//figure/@id")
        tagged = [one for page in executed(book) if page.language == language for one in page.figures if one["finding"]]
        assert {f"{one['page'].bulletin}-{one['name']}" for one in tagged} == set(
            chosen
        )  # authors chose; no gap is filled
        text = front.text_content()
        for words in ("make report", "SHA-256", "gongbao authors", *tables.read_table("bulletins")["published"]):
            assert words in text


def test_the_data_package_is_the_data(book):
    with zipfile.ZipFile(book / "site" / "data" / "gongbao-data.zip") as archive:
        names = {name.partition("/")[2] for name in archive.namelist()}
        assert {"datapackage.json", "LICENSE", *(path.name for path in paths.DATA.glob("*.csv"))} <= names
        for path in paths.DATA.glob("*.csv"):
            assert archive.read(f"gongbao-data/{path.name}") == path.read_bytes()


def test_the_codebook_names_every_column(book):
    package = json.loads((paths.DATA / "datapackage.json").read_text())
    for language, key in (("en", "title"), ("zh", "title_zh")):
        text = html(book / "site" / language / "codebook.html").text_content()
        for field in (field for resource in package["resources"] for field in resource["schema"]["fields"]):
            assert field["name"] in text
            assert field[key] in text


@pytest.fixture(scope="session")
def strange(shared):
    """The pages of three bulletins, one of which has markup wherever its tables and figures have words."""

    def make(folder):
        with pytest.MonkeyPatch.context() as patch:
            shutil.copytree(paths.DATA, folder / "data")
            patch.setattr(paths, "DATA", folder / "data")
            patch.setenv("GONGBAO_OUTPUT", str(folder))
            spoil()
            words = dict.fromkeys(("title", "caption", "alt"), EVIL)
            said = {"text/markdown": f"**bold** {EVIL}", "text/plain": ""}
            cells = (
                lambda *place: code("1", drawn(*place, "first", **words)),
                lambda *place: code("2", drawn(*place, "second", **words), said),
            )
            results(folder, "qingdao-2023", "01-evil", *cells)
            for bulletin in ("elsewhere-2022", "nowhere-2021"):
                results(folder, bulletin, "01-one", lambda *place: code("1", drawn(*place, "one")))
            made(folder)

    return shared("strange", make) / "site"


def spoil():
    """Put markup into what one bulletin says of itself, and two harmless bulletins beside it."""
    about = tables.read_table("bulletins").iloc[[0]]
    others = [("elsewhere-2022", "Elsewhere"), ("nowhere-2021", "Nowhere")]
    more = [about.assign(id=name, region_en=region, sha256="0" * 64) for name, region in others]
    for name, columns in {
        "bulletins": ["region", "region_en", "title", "title_en", "publisher", "publisher_en"],
        "indicators": ["surface", "indicator", "section"],
        "programmes": ["name", "name_en", "description", "description_en", "data_needed", "commitment_text_en"],
    }.items():
        table = tables.read_table(name).assign(**dict.fromkeys(columns, EVIL))
        tables.write_table(name, pd.concat([table, *more]) if name == "bulletins" else table)


def test_markup_in_data_shows_as_text(strange):
    for path in sorted(strange.rglob("*.html")):
        page = html(path)
        assert not [script for script in page.iter("script") if "alert" in script.text_content()], path
        assert not page.xpath("//*[@onerror]"), path
        assert not page.xpath("//a[starts-with(@href, 'javascript')]"), path
    for name in ("index", "indicators", "programmes", "qingdao-2023/01-evil"):
        assert (
            '=HYPERLINK("http://x.test") <script>alert(1)</script>'
            in html(strange / "en" / f"{name}.html").text_content()
        )
    assert html(strange / "zh/qingdao-2023/01-evil.html").find(".//figure//img").get("alt") == EVIL


def test_several_bulletins_have_a_part_each(strange):
    front = html(strange / "en" / "index.html")
    heads = [head.text for head in front.iter("h2")]
    assert heads[0].startswith("=HYPERLINK")
    assert heads[1:3] == ["Elsewhere, 2023", "Nowhere, 2023"]
    assert front.xpath("//figure/@id") == ["qingdao-2023-first", "elsewhere-2022-one", "nowhere-2021-one"]


def test_two_builds_anywhere_give_the_same_bytes(book, tmp_path):
    build = "import sys; from pathlib import Path; from gongbao.pages import site; "
    build += "site.build(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))"
    home, target = tmp_path / "some where", tmp_path / "some where" / "pages"
    home.mkdir()
    variables = os.environ | ELSEWHERE | {"HOME": str(home)}
    command = [sys.executable, "-c", build, book / ".cache" / "runs", book / "figures", target]
    subprocess.run(command, check=True, env=variables, cwd=home)
    first, second = (
        {path.relative_to(place): path.read_bytes() for path in place.rglob("*") if path.is_file()}
        for place in (book / "site", target)
    )
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []
    assert len(first) > 50
    text = b"".join(data for name, data in first.items() if name.suffix in (".html", ".js", ".css"))
    for trace in (str(book), str(paths.ROOT), str(tmp_path), "/tmp/"):
        assert trace.encode() not in text


def test_a_build_that_fails_leaves_the_old_pages(tmp_path):
    results(tmp_path, "qingdao-2023", "01-one", lambda *place: code("1", drawn(*place, "one")))
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("old")
    (tmp_path / "figures/qingdao-2023/zh/one.pdf").unlink()
    with pytest.raises(InputError, match=r"one\.pdf: is missing"):
        made(tmp_path)
    assert (tmp_path / "site" / "index.html").read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == [".cache", "figures", "site"]
    with pytest.raises(InputError, match="no executed notebook"):
        site.build(tmp_path / "figures", tmp_path / "figures", tmp_path / "site")


@pytest.mark.parametrize("at_once", [True, False])
def test_new_pages_take_the_place_of_the_old(tmp_path, monkeypatch, at_once):
    if not at_once:
        monkeypatch.setattr(site, "_swapped", lambda *_: False)
    old, new = tmp_path / "site", tmp_path / ".gongbao-site-1"
    for folder in (old, new):
        folder.mkdir()
        (folder / "index.html").write_text(folder.name)
    site._exchange(new, old)
    assert (old / "index.html").read_text() == ".gongbao-site-1"


def test_findings_are_what_authors_tag_and_then_the_first_figures():
    def one(stem, name, finding=False):
        return {"name": name, "finding": finding, "page": notebook_page.Page("b", "en", stem, stem, None)}

    tagged = [
        one("01", "picture"),
        one("01", "a"),
        one("02", "b"),
        one("02", "c", True),
        one("03", "d"),
        one("03", "e"),
    ]
    assert [figure["name"] for figure in sources.chosen(tagged)] == ["picture", "c", "d"]
    many = [one(f"{number:02}", str(number), number > 3) for number in range(12)]
    assert [figure["name"] for figure in sources.chosen(many)] == ["0", "4", "5", "6", "7", "8"]
    assert sources.chosen([]) == []


def test_a_figure_without_ids_is_known_by_its_labels(tmp_path):
    rows = tables.load()
    page = notebook_page.Page(rows["bulletin"][0], "zh", "01", "01", None)
    (tmp_path / "a.csv").write_text(f"label,n\n{rows['indicator'][1]},1\n")
    (tmp_path / "b.csv").write_text("")
    figures = [{"name": name, "page": page, "files": {"csv": f"{name}.csv"}} for name in "ab"]
    told = registers.indicators(rows, figures, tmp_path, "zh")
    assert [row["id"] for row in told if row["uses"]] == [rows["id"][1]]
