"""The pages: executed notebooks and tables become a book in two languages that needs no server and no other host.

Sphinx with myst-nb and furo makes the pages, one process per language; Pagefind makes the index for searching. All of
it happens in a new folder, which takes the place of the old one in the last step.
"""

import ctypes
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path

import jinja2

from gongbao import codebook, figure, pages, paths, registers, tables
from gongbao.errors import InputError
from gongbao.pages import Page
from gongbao.words import LANGUAGES

HOME = paths.PACKAGE.parent / "site"
FINDINGS = 5
ARCHIVE = "gongbao-data.zip"
SAME = {"LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": "0"}  # same bytes anywhere
PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
EXCHANGE, HERE = 2, -100  # RENAME_EXCHANGE and AT_FDCWD of linux/fs.h and fcntl.h


def build(results: Path, figures: Path, target: Path) -> None:
    """Build the pages and put them in place of the old ones in one step.

    Parameters
    ----------
    results : Path
        Holds <bulletin>/<language>/<name>/notebook.ipynb, executed.
    figures : Path
        The folder figures/, with the files that the notebooks saved.
    target : Path
        The folder of the pages, e.g. site/.

    Raises
    ------
    InputError
        No notebook, a figure whose files are missing, or a page that cannot be made.
    """
    found = pages.read(results)
    if not found:
        raise InputError(f"{results}: holds no executed notebook; run: gongbao report")
    for left in target.parent.glob(".gongbao-site-*"):  # of a build that was killed
        shutil.rmtree(left, ignore_errors=True)
    fresh = target.with_name(f".gongbao-site-{os.getpid()}")
    try:
        _fill(fresh, found, figures.parent)
        _exchange(fresh, target)
    except OSError as error:
        raise InputError(f"{target}: cannot be written ({error.strerror}); the old pages stay") from None
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _fill(fresh: Path, found: list[Page], root: Path) -> None:
    _copy_figures([one for page in found for one in page.figures], root, fresh)
    _archive(fresh / "data" / ARCHIVE)
    texts = {language: words(language) for language in LANGUAGES}
    with tempfile.TemporaryDirectory(prefix="gongbao-") as scratch:
        sources = Path(scratch)
        for language in LANGUAGES:
            mine = [page for page in found if page.language == language]
            _write_sources(sources / language, mine, root, texts[language])
        _sphinx(sources, fresh)
    _front(fresh, found, texts)
    _pagefind(fresh)


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


def _copy_figures(figures: Iterable[dict], root: Path, fresh: Path) -> None:
    for path in (path for one in figures for path in one["files"].values()):
        if not (root / path).is_file():
            raise InputError(f"{root / path}: is missing; make it with: gongbao report --force")
        (fresh / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / path, fresh / path)


def _archive(target: Path) -> None:
    """Put the data package into a zip that does not know when it was made."""
    target.parent.mkdir(parents=True)
    files = [path for path in sorted(paths.DATA.iterdir()) if path.suffix in (".csv", ".json", ".md")]
    with zipfile.ZipFile(target, "w") as archive:
        for path in [*files, paths.ROOT / "LICENSE"]:
            entry = zipfile.ZipInfo(f"gongbao-data/{path.name}")
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            archive.writestr(entry, path.read_bytes())


def _write_sources(folder: Path, found: list[Page], root: Path, texts: Mapping[str, str]) -> None:
    """Write what Sphinx reads: the notebooks, and the pages that are made of tables."""
    language = folder.name
    for page in found:
        (folder / page.bulletin).mkdir(parents=True, exist_ok=True)
        (folder / page.bulletin / f"{page.stem}.ipynb").write_text(pages.source(page, texts), encoding="utf-8")
    about = _about(found, root, language)
    templates = _templates()
    for path in sorted((HOME / "pages").glob("*.md")):
        text = templates.get_template(f"pages/{path.name}").render(words=texts, language=language, **about)
        folder.mkdir(parents=True, exist_ok=True)
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
            _bulletin(about, found, register, works)
            for about in table.to_dict("records")
            if about["id"] in names
        ],
        "indicators": register,
        "programmes": works,
        "codebook": codebook.markdown(language),
        "archive": f"../data/{ARCHIVE}",
        "version": version("gongbao"),
    }


def _bulletin(about: dict, found: list[Page], register: list[dict], works: list[dict]) -> dict:
    mine = [page for page in found if page.bulletin == about["id"]]
    start, end = about["period_start"], about["period_end"]
    whole = start[:4] == end[:4] and start[5:] == "01-01" and end[5:] == "12-31"
    return about | {
        "period": start[:4] if whole else f"{start}–{end}",
        "pages": mine,
        "figures": chosen([one for page in mine for one in page.figures]),
        "indicators": sum(row["bulletin"] == about["id"] for row in register),
        "programmes": sum(row["bulletin"] == about["id"] for row in works),
    }


def _templates() -> jinja2.Environment:
    templates = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HOME), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    templates.filters |= {"plain": plain, "block": block, "links": pages.links}
    return templates


def plain(text: str) -> str:
    """Escape a text for Markdown, in which it shall show as it is."""
    return jinja2.utils.markupsafe.Markup(PUNCTUATION.sub(r"\\\1", " ".join(text.split())))


def block(about: dict, href: str, texts: Mapping[str, str]) -> str:
    """Return a figure for a page that shows those of several bulletins."""
    unique = about | {"name": f"{about['page'].bulletin}-{about['name']}"}
    return jinja2.utils.markupsafe.Markup(figure.block(unique, href, pages.links(texts)).replace("`", "&#96;"))


def _sphinx(sources: Path, fresh: Path) -> None:
    """Run Sphinx once per language, side by side."""
    runs = []
    try:
        for language in LANGUAGES:
            tag = ["-t", "zh"] if language == "zh" else []
            folders = [sources / language, fresh / language]
            command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", "-c", HOME, *tag]
            command += ["-d", sources / f".doctrees-{language}", *folders]
            runs.append(subprocess.Popen(command, env=os.environ | SAME))
        failed = [run.args[-2].name for run in runs if run.wait()]
    finally:
        for run in runs:
            run.kill()
            run.wait()
    if failed:
        raise InputError(f"pages in {' and '.join(failed)}: Sphinx failed, see above; the old pages stay")
    shutil.rmtree(fresh / "jupyter_execute", ignore_errors=True)  # myst-nb's copies of the notebooks
    for language in LANGUAGES:
        for trace in (".buildinfo", "objects.inv"):
            (fresh / language / trace).unlink(missing_ok=True)


def _front(fresh: Path, found: list[Page], texts: dict[str, dict]) -> None:
    """Write the page that offers the languages, and the page for an address that does not exist."""
    first = {page.language: page.figures[0] for page in reversed(found) if page.figures}
    for name in ("index.html", "404.html"):
        html = _templates().get_template(name).render(texts=texts, pictures=first)
        (fresh / name).write_text(html + "\n", encoding="utf-8")


def _pagefind(fresh: Path) -> None:
    command = [sys.executable, "-m", "pagefind", "--site", fresh, "--silent", "--exclude-selectors", ".cell_input"]
    done = subprocess.run(command, env=os.environ | SAME, capture_output=True, text=True)
    if done.returncode:
        raise InputError(f"search index: Pagefind failed ({done.stderr.strip()[-200:]}); the old pages stay")


def _exchange(fresh: Path, target: Path) -> None:
    """Let two folders change places: at once where the system can, else by two renames."""
    if target.exists() and not _swapped(fresh, target):
        old = target.with_name(f"{fresh.name}-old")
        target.rename(old)
        fresh.rename(target)
        shutil.rmtree(old, ignore_errors=True)
    elif not target.exists():
        fresh.rename(target)


def _swapped(fresh: Path, target: Path) -> bool:
    try:
        rename = ctypes.CDLL(None).renameat2
    except (AttributeError, OSError, TypeError):  # not Linux
        return False
    return rename(HERE, os.fsencode(fresh), HERE, os.fsencode(target), EXCHANGE) == 0
