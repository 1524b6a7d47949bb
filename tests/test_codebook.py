"""data/README.md says what data/datapackage.json says, in both languages."""

import pytest

from gongbao import paths
from gongbao.data import codebook
from gongbao.data.schema import package

FIELDS = [field for resource in package()["resources"] for field in resource["schema"]["fields"]]


def test_the_readme_of_the_data_is_what_the_command_writes():
    stored = (paths.DATA / "README.md").read_text(encoding="utf-8")
    assert stored == codebook.readme(), "data/README.md is not current: run `gongbao codebook`"


@pytest.mark.parametrize(("language", "suffix"), [("en", ""), ("zh", "_zh")])
def test_every_column_has_its_line_with_what_is_said_of_it(language, suffix):
    text = codebook.markdown(language)
    lines = [line for line in text.splitlines() if line.startswith("| `")]
    assert len(lines) == len(FIELDS)
    for field, line in zip(FIELDS, lines, strict=True):
        assert line.startswith(f"| `{field['name']}` | {field['title' + suffix]} |")
        assert field["description" + suffix] in line
        assert field.get("warning" + suffix, "") in line
        assert all(f"`{word}`" in line for word in field.get("constraints", {}).get("enum", []))


def test_a_bar_inside_a_cell_does_not_end_it():
    (line,) = [line for line in codebook.markdown("en").splitlines() if line.startswith("| `basis`")]
    assert r"level\|yoy" in line
    assert line.replace(r"\|", "").count("|") == 5


def test_the_command_writes_the_readme(tmp_path, monkeypatch):
    wanted = codebook.readme()
    monkeypatch.setattr(paths, "DATA", tmp_path)
    codebook.write()
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == wanted
