"""What a report runs: one notebook on one bulletin in one language, checked before any kernel starts."""

import ast
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from gongbao import paths
from gongbao.data.schema import cells
from gongbao.errors import InputError, unknown
from gongbao.language.words import LANGUAGES


@dataclass(frozen=True)
class Run:
    """One notebook to execute.

    Attributes
    ----------
    notebook : Path
    parameters : dict
        All of them, by name; `bulletin` and `language` always.
    injected : dict
        Those that papermill puts in because they differ from the notebook's own defaults; empty for the run whose
        outputs the notebook stores.
    """

    notebook: Path
    parameters: dict
    injected: dict

    @property
    def place(self) -> Path:
        """Where its results lie below a folder of results: <bulletin>/<language>/<name>."""
        return Path(self.parameters["bulletin"], self.parameters["language"], self.notebook.stem)

    def __str__(self):
        return f"{self.notebook.stem} ({self.parameters['bulletin']}, {self.parameters['language']})"


def plan(bulletin=None, language=None, notebook=None, parameters=None) -> list[Run]:
    """Return the runs of a report: every notebook on every bulletin in every language, or the chosen ones.

    Parameters
    ----------
    bulletin, language, notebook : str, optional
        An id of data/bulletins.csv, a language of the notebooks, the file name of a notebook.
    parameters : dict, optional
        Further parameters by name; a text stands for a literal where the notebook's default is not a text.

    Raises
    ------
    InputError
        An unknown name, with the nearest known one, or a value of another type than the notebook's default.
    """
    notebooks = {path.stem: path for path in sorted(paths.NOTEBOOKS.glob("*.ipynb"))}
    stems = _chosen("notebook", notebook and notebook.removesuffix(".ipynb"), notebooks)
    bulletins = _chosen("bulletin", bulletin, [row["id"] for row in cells("bulletins")])
    languages = _chosen("language", language, LANGUAGES)
    defaults = {stem: declared(notebooks[stem]) for stem in stems}
    given = {stem: _typed(stem, parameters or {}, defaults[stem]) for stem in stems}
    return [
        _run(notebooks[stem], defaults[stem], given[stem] | {"bulletin": bulletin, "language": language})
        for bulletin in bulletins
        for language in languages
        for stem in stems
    ]


def declared(notebook: Path) -> dict:
    """Return the names and defaults in a notebook's `parameters` cell, which holds plain ``name = literal`` lines.

    Raises
    ------
    InputError
        No notebook, no such cell, no `bulletin` or `language` in it, or a line of another form.
    """
    try:
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        source = next("".join(c["source"]) for c in cells if "parameters" in c["metadata"].get("tags", []))
        assignments = [(line.targets[0].id, ast.literal_eval(line.value)) for line in ast.parse(source).body]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, SyntaxError) as error:
        raise InputError(f"{notebook}: cannot read its parameters ({error}); write name = literal lines") from None
    except StopIteration:
        raise InputError(f"{notebook}: no cell has the tag parameters; give it bulletin and language") from None
    missing = {"bulletin", "language"} - {name for name, _ in assignments}
    if missing:
        raise InputError(f"{notebook}: its parameters cell does not set {' and '.join(sorted(missing))}")
    return dict(assignments)


def size(notebook: Path) -> int:
    """Return the bytes of a notebook: one that is long and stores many pictures takes long to run."""
    return notebook.stat().st_size


def _run(notebook: Path, defaults: dict, given: dict) -> Run:
    changed = {name: value for name, value in given.items() if value != defaults[name]}
    return Run(notebook, defaults | given, changed)


def _chosen(kind: str, name: str | None, known: Iterable[str]) -> list[str]:
    """Return the named one, or all; what is not in the list never becomes part of a path."""
    if name is not None and name not in known:
        raise unknown(kind, name, known)
    return list(known) if name is None else [name]


def _typed(stem: str, given: dict, defaults: dict) -> dict:
    for name in given:
        if name not in defaults:
            raise unknown(f"parameter of notebook {stem}", name, defaults)
    return {name: _value(stem, name, value, defaults[name]) for name, value in given.items()}


def _value(stem: str, name: str, value, default):
    """Return a value of the default's type."""
    wanted = type(default)
    try:
        literal = ast.literal_eval(value) if isinstance(value, str) and wanted is not str else value
    except (ValueError, SyntaxError):
        literal = value
    if wanted is float and type(literal) is int:
        return float(literal)
    if type(literal) is not wanted:
        kind = wanted.__name__
        raise InputError(f"parameter {name} of notebook {stem} is {value!r}; expected {kind}, for example {default!r}")
    return literal
