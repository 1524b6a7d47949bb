"""How well does the extractor do? Precision, recall and the share of right fields, against texts coded by hand."""

import csv
import math
from collections import Counter
from itertools import groupby
from pathlib import Path

from gongbao.data.row import Status
from gongbao.errors import InputError
from gongbao.extraction.extract import rows

FIELDS = (
    "indicator",
    "value",
    "low",
    "high",
    "unit",
    "measure",
    "basis",
    "parent",
    "pillar",
    "section",
    "status",
    "period",
)
NUMBERS = ("value", "low", "high")
DEFAULT = ("tests/cases", "tests/corpus", "tests/unseen")


def run(places: list[str], show: bool = False) -> int:
    """Print one line per coded file, then the whole; with `show`, every difference. Returns 0.

    Parameters
    ----------
    places : list of str
        CSV files or folders of them: sentences (column ``text``) or whole bulletins (a .txt of the same name).
    """
    files = [file for place in places or DEFAULT for file in coded(Path(place))]
    whole = Counter()
    for file in files:
        counts, differences = score(file)
        print(_line(file.stem, counts))
        if show:
            print(*differences, sep="\n", end="\n" if differences else "")
        whole += counts
    print(_line("all", whole))
    return 0


def score(file: Path) -> tuple[Counter, list[str]]:
    """Compare one coded file with what is extracted.

    Returns
    -------
    (Counter, list of str)
        ``expected``, ``found``, ``matched`` (same place in the text) and, by field, how many of the matched ``agree``
        and how many were compared (``of``); and the differences in words.
    """
    counts, differences = Counter(), []
    for text, expected in texts(file):
        _compare(text, expected, counts, differences)
    return counts, differences


def coded(place: Path) -> list[Path]:
    """Return the coded files of a folder whose text is there, or the one file.

    Raises
    ------
    InputError
        Where there is none.
    """
    files = sorted(place.glob("*.csv")) if place.is_dir() else [place]
    files = [file for file in files if file.is_file() and (_is_sentences(file) or file.with_suffix(".txt").is_file())]
    if not files:
        raise InputError(f"{place}: no coded text; give a CSV file or a folder of them, as in tests/cases")
    return files


def _is_sentences(file: Path) -> bool:
    with file.open(encoding="utf-8-sig", errors="replace") as source:
        return source.readline().startswith("text,")


def texts(file: Path) -> list[tuple[str, list[dict]]]:
    """Return each text of a coded file with its coded rows, which hold their place in it and that of their parent.

    Raises
    ------
    InputError
        Where the file is no hand coding.
    """
    try:
        with file.open(encoding="utf-8-sig", newline="") as source:
            lines = list(csv.DictReader(source))
        for cell in (row[name] for row in lines for name in NUMBERS if name in row):
            float(cell or 0)
        return _texts(file, lines)
    except (LookupError, ValueError, TypeError, csv.Error) as error:
        raise InputError(f"{file}: is no hand coding ({error or 'empty'}); write one as those in tests/cases") from None


def _texts(file: Path, coded: list[dict]) -> list[tuple[str, list[dict]]]:
    if "text" not in coded[0]:
        text = file.with_suffix(".txt").read_bytes().decode()
        begins = {row["id"]: int(row["start"]) for row in coded}
        for row in coded:
            row["start"], row["parent"] = int(row["start"]), begins.get(row["parent"])
        return [(text, coded)]
    return [(text, _placed(text, list(group))) for text, group in groupby(coded, key=lambda row: row["text"])]


def _placed(text: str, coded: list[dict]) -> list[dict]:
    """Find the surfaces of a sentence in their order."""
    end, begins = 0, {}
    coded = [row for row in coded if row["surface"]]
    for row in coded:
        row["start"] = text.index(row["surface"], end)
        end = row["start"] + len(row["surface"])
        if "parent" in row:
            row["parent"] = begins.get(row["parent"])
        begins[row["surface"]] = row["start"]
    return coded


def time_of(coded: list[dict]) -> tuple[str, str]:
    """Return the time that a coded text is said to report on, and the day of its publication; '' where none is."""
    first = coded[0] if coded else {}
    return first.get("about", ""), first.get("published", "")


def _compare(text: str, expected: list[dict], counts: Counter, differences: list[str]) -> None:
    coded_status = any("status" in row for row in expected)  # else only facts were coded
    facts = [row for row in rows(text, "", *time_of(expected)) if coded_status or row.status != Status.TARGET]
    found = {(row.start, row.surface): row._asdict() for row in facts}
    begins = {row["id"]: row["start"] for row in found.values()}
    counts.update(expected=len(expected), found=len(found))
    for row in expected:
        own = found.pop((row["start"], row["surface"]), None)
        excerpt = text[max(0, row["start"] - 30) : row["start"] + 30].replace("\n", "⏎")
        if own is None:
            differences.append(f"  missed {row['surface']}  in {excerpt}")
            continue
        counts["matched"] += 1
        own["parent"] = begins.get(own["parent"])
        for field in filter(row.__contains__, FIELDS):
            mine = str(own[field]) if isinstance(own[field], str) else own[field]  # a measure as it stands in the table
            agree = _agree(field, row[field], mine)
            counts.update({f"{field} of": 1, field: int(agree)})
            if not agree:
                differences.append(f"  {field}: {mine!r}, coded {row[field]!r}  {row['surface']} in {excerpt}")
    for row in found.values():
        excerpt = text[max(0, row["start"] - 30) : row["start"] + 30].replace("\n", "⏎")
        differences.append(f"  too much {row['surface']} ({row['indicator']})  in {excerpt}")


def _agree(field: str, coded, own) -> bool:
    if field not in NUMBERS:
        return coded == own
    if own is None or coded == "":
        return own is None and coded == ""
    return math.isclose(float(coded), own, rel_tol=1e-6, abs_tol=1e-6)


def _line(name: str, counts: Counter) -> str:
    precision, recall = (_share(counts["matched"], counts[whole]) for whole in ("found", "expected"))
    fields = "  ".join(
        f"{field} {_share(counts[field], counts[f'{field} of'])}" for field in FIELDS if counts[f"{field} of"]
    )
    return f"{name}: {counts['expected']} coded  precision {precision}  recall {recall}  {fields}"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "–"
