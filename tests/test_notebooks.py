"""The notebooks read as essays in two languages, leave no indicator out, and run for any bulletin."""

import ast
import html
import itertools
import os
import re
import subprocess
import sys

import nbformat
import pandas as pd
import pytest
from conftest import PATIENCE, Checkout

import gongbao
from gongbao import paths
from gongbao.building.runs import declared
from gongbao.data.tables import read_table, to_format
from gongbao.drawing.figure import MIME

PATHS = sorted(paths.NOTEBOOKS.glob("*.ipynb"))
CORPUS = paths.ROOT / "tests" / "corpus"
RICH, POOR, UNCODED = "linjiang-police-2021", "hailin-police-2021", "chunlan-2023"
UNSEEN = paths.ROOT / "tests" / "unseen"
READABLE = ("text/markdown", "text/html", "text/plain")
LITTLE = "2021年，海林市公安局走访群众12户。"
STATISTICS = re.compile(r"\bnan\b|\binf\b|\bnp\.|\bNone\b|Series\(|\bdtype\b")  # what a reader must never meet


def cells(path):
    return nbformat.read(path, as_version=4).cells


def code(path):
    return [cell.source for cell in cells(path) if cell.cell_type == "code"]


def outputs(path):
    return [output for cell in cells(path) if cell.cell_type == "code" for output in cell.outputs]


def figures(path):
    return [output.data[MIME] for output in outputs(path) if MIME in output.get("data", {})]


def forms(path, *kinds):
    bundles = [output.get("data", {}) for output in outputs(path)]
    return [bundle[kind] for bundle in bundles for kind in kinds if kind in bundle]


def said(path):
    """Return all that a reader of a notebook's outputs can read, as one text."""
    words = [about[key] for about in figures(path) for key in ("title", "caption", "alt")]
    return html.unescape("\n".join([*forms(path, *READABLE), *words]))


def language_of(cell):
    return next((tag for tag in cell.metadata.get("tags", []) if tag in ("en", "zh")), None)


def test_the_essays_are_numbered_in_reading_order():
    numbered = [path.stem[:2] for path in PATHS if path.stem[0].isdigit()]
    assert numbered == [f"{number:02}" for number in range(1, len(numbered) + 1)]
    assert len(numbered) > 10


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
class TestEach:
    def test_every_english_text_is_followed_by_its_chinese_twin(self, path):
        texts = [(number, language_of(cell)) for number, cell in enumerate(cells(path)) if cell.cell_type == "markdown"]
        assert [language for _, language in texts] == ["en", "zh"] * (len(texts) // 2)
        assert all(after == before + 1 for (before, _), (after, _) in zip(texts[::2], texts[1::2], strict=True))
        for (english, _), (chinese, _) in zip(texts[::2], texts[1::2], strict=True):
            twins = cells(path)[english].source, cells(path)[chinese].source
            assert [level(text) for text in twins[:1]] == [level(text) for text in twins[1:]], twins
            assert not re.search("[一-鿿]{8}", twins[0])
            assert re.search("[一-鿿]", twins[1])

    def test_the_title_asks_a_question(self, path):
        first = [cell.source.split("\n")[0] for cell in cells(path)[:2]]
        assert re.fullmatch("# .+[^.]", first[0])
        assert re.fullmatch("# .+[^。]", first[1])

    def test_the_parameters_are_plain_lines_that_explain_themselves(self, path):
        tagged = [cell for cell in cells(path) if "parameters" in cell.metadata.get("tags", [])]
        first = next(cell for cell in cells(path) if cell.cell_type == "code")
        assert tagged == [first]
        assert all(re.fullmatch(r"\w+ = (\"[^\"#]*\"|[\w.]+|\[\])  # \S.*", line) for line in first.source.split("\n"))
        assert {"bulletin", "language"} <= set(declared(path))

    def test_cells_are_short_and_define_nothing(self, path):
        for source in code(path):
            tree = ast.parse(source)
            assert len([line for line in tree.body if not isinstance(line, ast.Import | ast.ImportFrom)]) <= 8, source
            made = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda)]
            assert not made, source

    def test_a_cell_is_read_at_a_glance(self, path):
        rest = [source for source in code(path) if "import" not in source and source != code(path)[0]]
        assert [source for source in rest if len(source.split("\n")) > 8] == []

    def test_every_figure_has_its_words_in_both_languages_in_folded_cells_before_it(self, path):
        sources = [cell for cell in cells(path) if cell.cell_type == "code"]
        shown = [number for number, cell in enumerate(sources) if "nb.show(" in cell.source]
        for number in shown:
            english, chinese = sources[number - 2 : number]
            assert [language_of(cell) for cell in (english, chinese)] == ["en", "zh"]
            assert keys(english.source, "en") == keys(chinese.source, "zh")
            assert {"title", "caption"} <= set(keys(english.source, "en"))
            assert all(cell.metadata["jupyter"]["source_hidden"] for cell in (english, chinese))
        tagged = [cell for cell in sources if language_of(cell)]
        assert len(tagged) == 2 * len(shown)

    def test_nothing_of_a_bulletin_is_typed_in(self, path):
        rows = read_table("indicators")
        written = "\n".join(cell.source for cell in cells(path) if "parameters" not in cell.metadata.get("tags", []))
        named = [*rows["id"], *rows["surface"][rows["surface"].str.len() > 3]]
        assert [text for text in named if text in written] == []

    def test_the_stored_outputs_are_whole(self, path):
        kinds = {output.output_type for output in outputs(path)}
        assert kinds == {"display_data"} or kinds == {"display_data", "execute_result"}
        assert not STATISTICS.search(said(path))
        for about in figures(path):
            assert len(about["alt"]) > 40, about["name"]
            assert about["caption"].endswith(("self-reported figures.", "公布。"))
        headings = re.findall("<th[^>]*>([^<]+)</th>", "".join(forms(path, "text/html")))
        assert [heading for heading in headings if re.fullmatch("[a-z_]+", heading)] == []


def keys(source, name):
    """Return what the dictionary of a figure's words holds."""
    (words,) = [line.value for line in ast.parse(source).body if getattr(line.targets[0], "id", "") == name]
    return [key.value for key in words.keys]


def level(text):
    return re.match("#*", text).group()


def test_no_two_figures_have_one_name():
    names = [about["name"] for path in PATHS for about in figures(path)]
    assert len(names) == len(set(names)) > 20


def test_every_indicator_of_the_default_run_is_in_an_essay_on_its_subject():
    rows = gongbao.load(declared(PATHS[0])["bulletin"])
    english = read_table("labels").set_index("label")["english"]
    text = "\n".join(said(path) for path in PATHS if path.stem[:2] > "01")
    assert len(rows)
    assert [label for label in rows["indicator"] if english[label] not in text] == []


@pytest.fixture(scope="session")
def others(shared):
    """A checkout on whose other bulletins all notebooks have run.

    One is on everything, one on next to nothing but for a programme, and of one nobody has coded the labels.
    """

    def make(folder):
        checkout = Checkout(folder).fill()
        for path in PATHS:
            notebook = nbformat.read(path, as_version=4)
            nbformat.write(notebook, checkout.root / "notebooks" / path.name)
        texts = {RICH: (CORPUS / f"{RICH}.txt").read_text(encoding="utf-8"), POOR: LITTLE}
        texts[UNCODED] = (UNSEEN / f"{UNCODED}.txt").read_text(encoding="utf-8")
        for name, text in texts.items():
            add(checkout.root / "data", name, text)
        visits = f"{POOR},S01,走访,Visits,lead,,,走访群众。,Calls on residents.,{POOR}-001,户数,Households,none,,\n"
        with (checkout.root / "data" / "programmes.csv").open("a", encoding="utf-8") as file:
            file.write(visits)
        for name in texts:
            code, _, complained = checkout.run("report", "--bulletin", name)
            assert code == 0, complained

    return Checkout(shared("others", make))


def add(data, name, text):
    """Put a bulletin beside the others; in turn, its numbers fall under each family there is: none is safe."""
    bulletins = pd.read_csv(data / "bulletins.csv", dtype=str, keep_default_na=False)
    families = itertools.cycle(sorted(set(read_table("labels")["family"]) - {""}))
    rows = gongbao.extract(text, name)
    rows["family"] = [next(families) if name == RICH else "" for _ in range(len(rows))]
    about = bulletins.iloc[0].to_dict() | {"id": name, "characters": str(len(text)), "sha256": "0" * 64}
    pd.concat([bulletins, pd.DataFrame([about])]).to_csv(data / "bulletins.csv", index=False, lineterminator="\n")
    with (data / "indicators.csv").open("ab") as file:
        file.write(to_format(rows, "csv").split(b"\n", 1)[1])


def results(checkout, bulletin, language):
    return sorted((checkout.root / ".cache" / "runs" / bulletin / language).glob("*/notebook.ipynb"))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_notebook_runs_for_another_bulletin(others, language):
    made = results(others, RICH, language)
    assert [path.parent.name for path in made] == [path.stem for path in PATHS]
    text = "\n".join(said(path) for path in made)
    assert not STATISTICS.search(text)
    rows = gongbao.extract((CORPUS / f"{RICH}.txt").read_text(encoding="utf-8"))
    assert [label for label in rows["indicator"] if label not in text] == []
    drawn = [about for path in made for about in figures(path)]
    assert len(drawn) > 10
    if language == "zh":
        assert [about["title"] for about in drawn if not re.search("[一-鿿]", about["title"])] == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_bulletin_that_says_next_to_nothing_is_told_so(others, language):
    made = results(others, POOR, language)
    assert [path.parent.name for path in made] == [path.stem for path in PATHS]
    silent = [path.parent.name for path in made if not figures(path)]
    assert {"02-year-on-year", "03-before-and-after", "05-crime-and-fraud"} <= set(silent)
    for path in made:
        assert not STATISTICS.search(said(path)), path.parent.name
        if path.parent.name in silent:
            assert re.search("nothing|none|没有|无。", said(path)), path.parent.name


def test_the_rows_of_a_bulletin_that_nobody_has_coded_find_their_questions(others):
    made = {path.parent.name[:2]: path for path in results(others, UNCODED, "zh")}
    assert not STATISTICS.search("\n".join(map(said, made.values())))
    drawn = {number: {about["name"] for about in figures(path)} for number, path in made.items()}
    assert drawn["05"] == {"case-counts", "cold-cases", "fraud"}
    assert drawn["07"] == {"roads", "safety-work"}
    assert drawn["08"] == {"work-behind-each"}
    assert drawn["06"] == set(), "without reports from the public there is nothing to hold offences against"


@pytest.mark.build
def test_nbval_of_one_notebook_leaves_the_checkout_as_it_is():
    before = {path: path.stat().st_mtime_ns for path in (paths.ROOT / "figures").rglob("*.svg")}
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--nbval", PATHS[-2]]
    clean = {name: value for name, value in os.environ.items() if name != "GONGBAO_OUTPUT"}
    subprocess.run(command, check=True, cwd=paths.ROOT, env=clean, stdout=subprocess.DEVNULL, timeout=PATIENCE)
    assert {path: path.stat().st_mtime_ns for path in (paths.ROOT / "figures").rglob("*.svg")} == before


def test_other_numbers_make_other_figures(others):
    drawn = {about["sha256"] for path in results(others, RICH, "en") for about in figures(path)}
    shipped = {about["sha256"] for path in PATHS for about in figures(path)}
    assert drawn
    assert not drawn & shipped
