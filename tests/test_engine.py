"""One run leaves the same bytes every time, and says which cell failed."""

import json

import nbformat
import pytest
from conftest import PATIENCE, SAVING
from jupyter_client.provisioning import KernelProvisionerFactory

from gongbao.building import engine, kernels
from gongbao.building.runs import Run


@pytest.fixture
def execute(checkout, tmp_path):
    """Write a notebook and execute it in English."""

    def run(*sources, limit=PATIENCE, language="en", folder="result"):
        checkout.write("01-{a}", *sources)
        given = {"bulletin": "qingdao-2023", "language": language}
        injected = {} if language == "en" else {"language": language}
        one = Run(checkout.root / "notebooks" / "01-{a}.ipynb", given, injected)
        return engine.execute(one, tmp_path / folder, limit)

    return run


def outputs(folder):
    notebook = nbformat.read(folder / "notebook.ipynb", as_version=4)
    nbformat.validate(notebook)
    return [output for cell in notebook.cells for output in cell.get("outputs", [])]


def test_a_run_leaves_the_notebook_and_what_its_cells_saved_and_nothing_of_before(execute, tmp_path):
    (tmp_path / "result" / "out").mkdir(parents=True)
    (tmp_path / "result" / "out" / "old").write_text("old")
    result = execute("print(language)", SAVING.format(name="a", text="new"))
    assert result.error is None
    assert 0 <= result.cells <= result.seconds
    assert [output["text"] for output in outputs(tmp_path / "result")] == ["en\n", "new\n"]
    files = [path.relative_to(tmp_path / "result").as_posix() for path in (tmp_path / "result").rglob("*.*")]
    assert sorted(files) == ["notebook.ipynb", "out/figures/qingdao-2023/en/a.svg"]


def test_parameters_reach_the_cells(execute, tmp_path):
    assert execute("print(bulletin, language)", language="zh").error is None
    assert outputs(tmp_path / "result")[0]["text"] == "qingdao-2023 zh\n"


def test_two_runs_have_the_same_bytes_warm_or_cold(execute, tmp_path, monkeypatch):
    sources = ("import os, time\nprint(set('gongbao'), time.tzname, os.environ['LC_ALL'])", "1 + 1")
    assert execute(*sources, folder="first").error is None
    assert execute(*sources, folder="second").error is None
    monkeypatch.setattr(KernelProvisionerFactory.instance(), "default_provisioner_name", "local-provisioner")
    assert execute(*sources, folder="cold").error is None
    first, second, cold = ((tmp_path / name / "notebook.ipynb").read_bytes() for name in ("first", "second", "cold"))
    assert first == second == cold
    notebook = json.loads(first)
    assert notebook["metadata"] == {"kernelspec": engine.KERNELSPEC, "language_info": {"name": "python"}}
    assert [cell["id"] for cell in notebook["cells"]] == ["cell-00", "cell-01", "cell-02", "cell-03"]
    assert str(tmp_path) not in first.decode()


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("x = 1\nx.y", "cell 2 (x = 1): AttributeError: 'int' object has no attribute 'y'"),
        ("def f(:", "SyntaxError"),
        (f"import time\ntime.sleep({PATIENCE})", "cell 2 (import time): TimeoutError: took more than 5 s"),
        ("while True: pass", "cell 2 (while True: pass): TimeoutError: took more than 5 s"),
        ("import os\nos._exit(1)", "cell 2 (import os): DeadKernelError: the kernel died"),
        ("import ctypes\nctypes.string_at(0)", "cell 2 (import ctypes): DeadKernelError: the kernel died"),
    ],
)
def test_a_cell_that_fails_hangs_or_dies_is_named_and_kept(execute, tmp_path, source, error):
    result = execute(source, "print('not reached')", limit=5 if "TimeoutError" in error else PATIENCE)
    assert error in result.error
    (output,) = outputs(tmp_path / "result")
    assert output["output_type"] == "error"
    assert output["ename"] in result.error


def test_a_folder_that_cannot_be_made_is_an_error_of_the_run(execute, tmp_path):
    (tmp_path / "file").write_text("")
    assert "NotADirectoryError" in execute("1", folder="file/below").error


def test_a_warm_kernel_sees_a_fixed_environment_and_no_other_kernel_s_variables(execute, tmp_path, monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    monkeypatch.setenv("MPLBACKEND", "agg")
    assert (
        execute("import builtins, os\nbuiltins.left = 1\nprint(os.environ['TZ'], os.environ['MPLBACKEND'])").error
        is None
    )
    assert outputs(tmp_path / "result")[0]["text"] == f"UTC {kernels.FIXED['MPLBACKEND']}\n"
    assert "NameError" in execute("left").error
