"""The documents name what exists, and say the same in both languages."""

import re
import tomllib
from collections import Counter

import pytest
import yaml

from gongbao import paths
from gongbao.commands.cli import VERBS, Parser
from gongbao.commands.score import coded, score

DOCUMENTS = [
    paths.ROOT / name for name in ("README.md", "README.zh.md", "CONTRIBUTING.md", "CHANGELOG.md", "data/README.md")
]
LINK = re.compile(r"\]\((?!https?://|#)([^)#]+)|(?:src|href)=\"(?!https?://|#)([^\"#]+)\"")


def read(path):
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_somewhere(document):
    targets = [one or other for one, other in LINK.findall(read(document))]
    assert [target for target in targets if not (document.parent / target).exists()] == []


def test_there_are_links():
    assert sum(len(LINK.findall(read(document))) for document in DOCUMENTS) > 5


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_command_exists(document):
    targets = re.findall(r"^([a-z]+):.*##", read(paths.ROOT / "Makefile"), re.M)
    text = read(document)
    named = set(re.findall(r"`make ([a-z]+)|^    make ([a-z]+)", text, re.M))
    assert {one or other for one, other in named} <= set(targets)
    verbs = set(re.findall(r"(?:`|^    |-m )gongbao (?!-)([a-z]+)", text, re.M))
    assert verbs <= set(VERBS)


@pytest.mark.parametrize("line", re.findall(r"^    gongbao (.*?)(?:  +#.*)?$", read(DOCUMENTS[0]), re.M))
def test_every_example_is_understood(line):
    verb, *arguments = line.split()
    parser = Parser()
    assert callable(VERBS[verb](parser))
    parser.parse_args(arguments)


def test_both_readmes_have_the_same_parts_commands_and_tables():
    english, chinese = read(DOCUMENTS[0]), read(DOCUMENTS[1])
    for pattern in (r"^    (\S.*?)(?:  +#.*)?$", r"^```[\s\S]*?^```", r"^(##) ", r"^(-) ", r"^\| (`.*?) \|"):
        first, second = (re.findall(pattern, text, re.M) for text in (english, chinese))
        assert first == second
        assert first


def test_the_example_in_the_readme_is_what_the_library_gives():
    text = read(DOCUMENTS[0])
    (code,) = re.findall(r"```python\n(.*?)```", text, re.S)
    *steps, last = code.strip().splitlines()
    scope = {}
    exec("\n".join(steps), scope)
    found = eval(last, scope)
    shown = re.findall(r"^\| (\d.*) \|$", text, re.M)
    wanted = [" | ".join(f"{cell:g}" if isinstance(cell, float) else cell for cell in row) for row in found.to_numpy()]
    assert [line.replace("−", "-") for line in shown] == wanted


def test_the_readme_claims_no_more_accuracy_than_is_measured():
    counts = sum((score(file)[0] for file in coded(paths.ROOT / "tests" / "unseen")), Counter())
    assert f"the {counts['expected']} quantities" in read(DOCUMENTS[0])
    assert f"{counts['expected']}个数量" in read(DOCUMENTS[1])
    assert min(counts["matched"] / counts["expected"], counts["matched"] / counts["found"]) > 0.985
    for field in ("value", "low", "high", "unit", "measure", "basis"):
        assert counts[field] / counts[f"{field} of"] > 0.99
    assert counts["indicator"] / counts["indicator of"] > 0.7


def test_the_version_is_the_same_wherever_it_stands():
    project = tomllib.loads(read(paths.ROOT / "pyproject.toml"))["project"]
    citation = yaml.safe_load(read(paths.ROOT / "CITATION.cff"))
    assert citation["version"] == project["version"]
    assert citation["license"] == project["license"]
    assert re.search(r"^## (\S+?),? ", read(paths.ROOT / "CHANGELOG.md"), re.M)[1] == project["version"]


def test_the_workflows_run_what_the_makefile_has_on_every_python_that_is_promised():
    flows = [yaml.safe_load(read(path)) for path in sorted((paths.ROOT / ".github" / "workflows").glob("*.yml"))]
    steps = [step for flow in flows for job in flow["jobs"].values() for step in job["steps"]]
    ran = {step["run"].split()[1] for step in steps if step.get("run", "").startswith("make ")}
    assert ran == {"test", "check", "report"}
    matrix = flows[-1]["jobs"]["test"]["strategy"]["matrix"]["python"]
    assert matrix == ["3.11", "3.12", "3.13"]
