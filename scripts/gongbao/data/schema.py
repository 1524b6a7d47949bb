"""data/datapackage.json, the one description of all columns, and frictionless to hold a table against it."""

import csv
import hashlib
import io
import json
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from gongbao import paths
from gongbao.errors import InputError


@cache
def package() -> dict[str, Any]:
    """Return data/datapackage.json as a dict."""
    path = paths.DATA / "datapackage.json"
    try:
        about: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return about
    except FileNotFoundError:
        raise InputError(f"{path}: is missing; gongbao keeps its data in a checkout, not in a wheel") from None
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: cannot be read ({error}); restore it with git") from None


def schema(name: str) -> dict[str, Any]:
    """Return the Table Schema of one table, without its keys into other tables."""
    tables = {resource["name"]: resource["schema"] for resource in package()["resources"]}
    return {key: value for key, value in tables[name].items() if key != "foreignKeys"}


def content(name: str) -> bytes:
    """Return the bytes of a table of data/, checked."""
    path = paths.DATA / f"{name}.csv"
    try:
        data = path.read_bytes()
    except OSError:
        raise InputError(f"{path}: is missing; gongbao keeps its data in a checkout, not in a wheel") from None
    check(name, data)
    return data


def cells(name: str) -> list[dict[str, str]]:
    """Return a table of data/ as text, for those who need a few names and no pandas."""
    return list(csv.DictReader(io.StringIO(content(name).decode(), newline="")))


def check(name: str, data: bytes) -> None:
    """Raise InputError that names file, row, column and what was expected, where CSV bytes break the schema.

    frictionless takes a second to start, so bytes that once passed under this schema are not held against it again.
    """
    digest = hashlib.sha256(json.dumps(schema(name)).encode() + data).hexdigest()
    marker = paths.ROOT / ".cache" / "checked" / digest
    if marker.exists():
        return
    found = flaw(name, data)
    if found:
        row, column, what = found
        place = f"row {row}{f', column {column}' if column else ''}"
        raise InputError(f"data/{name}.csv, {place}: {what}; mend it or restore the file with git")
    try:
        marker.parent.mkdir(parents=True, exist_ok=True)
        marker.touch()
    except OSError:
        pass  # a read-only folder only costs that second


def flaw(name: str, data: bytes) -> tuple[int, str, str] | None:
    """Return the first thing in CSV bytes that breaks the schema: row, column, what was expected and what was found."""
    from frictionless import Resource

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / f"{name}.csv").write_bytes(data)
        about = {"name": name, "path": f"{name}.csv", "format": "csv", "encoding": "utf-8", "schema": schema(name)}
        report = Resource.from_descriptor(about, basepath=folder).validate(limit_errors=1)
    errors = [*report.errors, *(error for task in report.tasks for error in task.errors)]
    return _explain(errors[0].to_descriptor(), schema(name)["fields"]) if errors else None


def _explain(error: dict[str, Any], fields: list[dict[str, Any]]) -> tuple[int, str, str]:
    row, column = error.get("rowNumber", 1), error.get("fieldName", "")
    field = next((field for field in fields if field["name"] == column), None)
    if error["type"] == "incorrect-label":
        what = f"expected the heading {column}, found {error['label']!r}"
    elif field and "cell" in error:
        what = f"expected {expected(field)}, found {error['cell']!r}"
    else:
        what = error["note"] or error["title"].lower()
    return row, column, what


def expected(field: dict[str, Any]) -> str:
    """Return in words what a cell of this column may hold."""
    rules = field.get("constraints", {})
    kinds = {"integer": "a whole number", "number": "a number", "date": "a date such as 2023-12-31"}
    text = f"one of {', '.join(rules['enum'])}" if "enum" in rules else kinds.get(field["type"], "text")
    text += f" of the form {rules['pattern']}" if "pattern" in rules else ""
    text += f" of at least {rules['minimum']}" if "minimum" in rules else ""
    text += " that no other row has" if rules.get("unique") else ""
    return text if rules.get("required") else f"{text}, or nothing"
