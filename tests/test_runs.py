"""What runs is settled before any kernel starts."""

import json

import pytest

from gongbao import paths
from gongbao.building import runs
from gongbao.errors import InputError

CELL = 'bulletin = "qingdao-2023"  # id\nlanguage = "en"\ntop = 5\nshare = 0.5\nlog = False\nwords = ["a"]\n'


@pytest.fixture
def notebooks(tmp_path, monkeypatch):
    """A folder of notebooks; call it to write one."""
    monkeypatch.setattr(paths, "NOTEBOOKS", tmp_path)

    def write(name="01-a", source=CELL, tags=("parameters",)):
        cells = [{"cell_type": "code", "source": source, "metadata": {"tags": list(tags)}}]
        (tmp_path / f"{name}.ipynb").write_text(json.dumps({"cells": cells}), encoding="utf-8")

    write()
    return write


def test_every_notebook_runs_on_every_bulletin_in_every_language(notebooks):
    notebooks("02-b")
    found = runs.plan()
    assert {str(run.place) for run in found} >= {
        f"qingdao-2023/{lang}/{n}" for lang in ("en", "zh") for n in ("01-a", "02-b")
    }
    assert [run.injected for run in found if str(run.place) == "qingdao-2023/en/01-a"] == [{}]
    assert [run.injected for run in found if str(run.place) == "qingdao-2023/zh/01-a"] == [{"language": "zh"}]


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [("top", "7", 7), ("share", "1", 1.0), ("log", "True", True), ("words", "['b']", ["b"]), ("language", "zh", "zh")],
)
def test_a_text_becomes_a_value_of_the_default_s_type(notebooks, name, text, value):
    given = {"language": text} if name == "language" else {"parameters": {name: text}, "language": "en"}
    (run,) = runs.plan(bulletin="qingdao-2023", **given)
    assert run.parameters[name] == value
    assert type(run.parameters[name]) is type(value)
    assert run.injected == {name: value}


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"bulletin": "qingdao2023"}, "did you mean qingdao-2023?"),
        ({"bulletin": "/etc"}, "bulletin '/etc' is unknown"),
        ({"bulletin": ""}, "bulletin '' is unknown"),
        ({"language": "en/../.."}, "language 'en/../..' is unknown"),
        ({"notebook": "01-b"}, "did you mean 01-a?"),
        ({"parameters": {"tops": "1"}}, "did you mean top?"),
        ({"parameters": {"top": "1.5"}}, "expected int, for example 5"),
        ({"parameters": {"log": "1"}}, "expected bool, for example False"),
        ({"parameters": {"top": "__import__('os')"}}, "expected int"),
    ],
)
def test_refuses_what_is_unknown_or_of_another_type_in_one_line(notebooks, given, message):
    with pytest.raises(InputError) as caught:
        runs.plan(**given)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("source", "tags", "message"),
    [
        (CELL, (), "no cell has the tag parameters"),
        ("top = 5", ("parameters",), "does not set bulletin and language"),
        ("bulletin = print()", ("parameters",), "cannot read its parameters"),
        ("if True: pass", ("parameters",), "cannot read its parameters"),
    ],
)
def test_refuses_a_notebook_without_plain_parameters(notebooks, source, tags, message):
    notebooks("02-b", source, tags)
    with pytest.raises(InputError, match=message):
        runs.plan()
