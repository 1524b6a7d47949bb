"""The pages: executed notebooks and tables become a book in two languages that needs no server and no other host.

Sphinx with myst-nb and furo makes the page, one process per language; Pagefind makes the index for searching. All of
it happens in a new folder, which takes the place of the old one in the last step.
"""

import ctypes
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import DEVNULL, PIPE

from gongbao import paths
from gongbao.drawing import fonts
from gongbao.errors import InputError
from gongbao.language.words import LANGUAGES
from gongbao.pages import book, notebook_page
from gongbao.pages.notebook_page import Page

SAME = {"LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": "0"}  # same bytes anywhere
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
        The folder of the page, e.g. site/.

    Raises
    ------
    InputError
        No notebook, a figure whose files are missing, or a page that cannot be made.
    """
    found = notebook_page.read(results)
    if not found:
        raise InputError(f"{results}: holds no executed notebook; run: gongbao report")
    for left in target.parent.glob(".gongbao-site-*"):  # of a build that was killed
        shutil.rmtree(left, ignore_errors=True)
    fresh = target.with_name(f".gongbao-site-{os.getpid()}")
    try:
        _fill(fresh, found, figures.parent)
        _exchange(fresh, target)
    except OSError as error:
        raise InputError(f"{target}: cannot be written ({error}); the old pages stay") from None
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _fill(fresh: Path, found: list[Page], root: Path) -> None:
    _copy_figures([one for page in found for one in page.figures], root, fresh)
    _archive(fresh / "data" / book.ARCHIVE)
    texts = {language: book.words(language) for language in LANGUAGES}
    with tempfile.TemporaryDirectory(prefix="sources-", dir=fresh) as scratch:  # goes with the rest after a kill
        sources = Path(scratch)
        for language in LANGUAGES:
            mine = [page for page in found if page.language == language]
            book.write(sources / language, mine, root, texts[language])
        _sphinx(sources, fresh)
    _front(fresh, found, texts)
    with _pagefind(fresh):
        _font(fresh)


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


def _sphinx(sources: Path, fresh: Path) -> None:
    """Run Sphinx once per language, side by side."""
    runs = []
    try:
        for language in LANGUAGES:
            tag = ["-t", "zh"] if language == "zh" else []
            folders = [sources / language, fresh / language]
            command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", "-c", book.HOME, *tag]
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
        html = book.templates().get_template(name).render(texts=texts, pictures=first)
        (fresh / name).write_text(html + "\n", encoding="utf-8")


def _font(fresh: Path) -> None:
    """Cut a font to what the pages say, for a reader whose machine has no Chinese font."""
    said = {character for page in fresh.rglob("*.html") for character in page.read_text(encoding="utf-8")}
    (fresh / "fonts").mkdir()
    (fresh / "fonts" / "pages.woff").write_bytes(fonts.web(said))


@contextmanager
def _pagefind(fresh: Path) -> Iterator[None]:
    """Make the index for searching, while something else is done to what is not a page."""
    command = [sys.executable, "-m", "pagefind", "--site", fresh, "--silent"]
    command += ["--exclude-selectors", "details.hide, .files, .read-on"]
    run = subprocess.Popen(command, env=os.environ | SAME, stdout=DEVNULL, stderr=PIPE, text=True)
    try:
        yield
        _, complained = run.communicate()
    finally:
        run.kill()
        run.wait()
    if run.returncode:
        raise InputError(f"search index: Pagefind failed ({complained.strip()[-200:]}); the old pages stay")
    entry = fresh / "pagefind" / "pagefind-entry.json"  # its languages come in no order
    entry.write_text(json.dumps(json.loads(entry.read_text(encoding="utf-8")), sort_keys=True), encoding="utf-8")
    for unused in [*fresh.glob("pagefind/*-ui.*"), fresh / "pagefind" / "pagefind-highlight.js"]:
        unused.unlink()


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
