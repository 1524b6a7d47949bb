"""The check names what changed, shows it, and takes it over when told to."""

import base64
import io
import json

from conftest import DRAWING, OPENING
from PIL import Image


def test_check_names_the_figure_shows_the_rows_and_the_picture_and_updates(checkout):
    checkout.write("01-values", OPENING, DRAWING)
    code, said, _ = checkout.run("check")
    assert code == 1
    assert "figures/qingdao-2023/zh/values.svg: is new" in said
    assert checkout.run("check", "--update")[0] == 0
    assert checkout.run("check")[:2] == (0, "5 of 5 files are as committed\n")

    notebook = json.loads((checkout.root / "notebooks" / "01-values.ipynb").read_text(encoding="utf-8"))
    data, caption = [output["data"] for output in notebook["cells"][-1]["outputs"]]
    assert caption["text/markdown"] == ["Nine values."]
    picture = Image.open(io.BytesIO(base64.b64decode(data["image/png"])))
    assert picture.mode == "P"
    assert 500 < picture.width < 530  # 89 mm at 150 dpi

    table = checkout.root / "data" / "indicators.csv"
    before = table.read_text(encoding="utf-8")
    table.write_text(before.replace(",26000,25500,26500,", ",27000,26500,27500,", 1), encoding="utf-8")
    code, said, _ = checkout.run("check")
    assert code == 1
    assert "0 of 5 files are as committed" in said
    assert "  -qingdao-2023-001,26000\n  +qingdao-2023-001,27000" in said
    assert "notebooks/01-values.ipynb: differs" in said
    page = checkout.root / ".cache" / "check" / "figures" / "qingdao-2023" / "en" / "values.html"
    assert f"figures/qingdao-2023/en/values.svg: differs; see {page}" in said
    assert page.read_text(encoding="utf-8").count("data:image/svg+xml") == 4

    (checkout.root / "notebooks" / "01-values.ipynb").unlink()
    checkout.write("02-none", "1")
    code, said, _ = checkout.run("check")
    assert "figures/qingdao-2023/en/values.csv: is drawn by no notebook any more" in said
    assert checkout.run("check", "--update")[0] == 0
    assert not checkout.files("figures")


def test_check_changes_nothing_where_a_notebook_fails(checkout):
    checkout.write("01-fails", "1 / 0")
    code, said, complained = checkout.run("check", "--update")
    assert (code, said) == (1, "")
    assert "Failed: 01-fails (qingdao-2023, en), cell 2 (1 / 0): ZeroDivisionError: division by zero" in complained
    assert not checkout.files("figures")


def test_nbval_names_the_figure_of_a_changed_value(checkout):
    checkout.write("01-values", OPENING, DRAWING)
    assert checkout.run("check", "--update")[0] == 0
    nbval = ("pytest", "-p", "no:cacheprovider", "--nbval", "--color=no", "notebooks")
    code, said, _ = checkout.run(*nbval)
    assert code == 0, said
    assert "3 passed" in said

    table = checkout.root / "data" / "indicators.csv"
    before = table.read_text(encoding="utf-8")
    table.write_text(before.replace(",26000,25500,26500,", ",27000,26500,27500,", 1), encoding="utf-8")
    code, said, _ = checkout.run(*nbval)
    assert code == 1
    assert 'nb.show(fig, "values"' in said
    assert "sha256" in said
    assert "FAILED notebooks/01-values.ipynb::Cell 2" in said
